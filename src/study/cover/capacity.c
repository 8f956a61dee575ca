/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/capacity.c - what services can take: the tables that say
 * which attribute counts it, and the numbers among a facility's attributes.
 *
 * Two tables of geodata, read with the study: which attribute of which
 * categories is a capacity, whom it is for and by what rule there should be how
 * much; and how catchments weigh their zones. A row of none of this city's
 * categories is passed over. The tables are small, so look-ups go through them.
 * Norms are read when the first who needs one asks: that opens standards, each
 * of which takes longer than these tables.
 */
#include "src/study/cover/capacity.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/standard.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/study/study.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/facilities/attributes.h"

#include <math.h>
#include <string.h>

/* More is a slip of the pen. A stadium of the largest holds some hundred
 * thousand. */
#define MOST_CAPACITY 1e9

/* ---- looking up ---- */

size_t lc_capacity_count(const lc_study *s)
{
    return s->capacity.n;
}

const lc_capacity *lc_capacity_at(const lc_study *s, uint32_t i)
{
    return &s->capacity.v[i];
}

uint32_t lc_capacity_find(const lc_study *s, const char *id)
{
    for (uint32_t i = 0; i < s->capacity.n; i++)
        if (!strcmp(s->capacity.v[i].id, id))
            return i;
    return LIFE_NONE;
}

uint32_t lc_capacity_of(const lc_study *s, uint32_t category)
{
    for (uint32_t i = 0; i < s->capacity.n; i++)
        if (lc_catset_has(&s->capacity.v[i].categories, category))
            return i;
    return LIFE_NONE;
}

size_t lc_catchment_count(const lc_study *s)
{
    return s->catchment.n;
}

const lc_catchment *lc_catchment_at(const lc_study *s, uint32_t i)
{
    return &s->catchment.v[i];
}

uint32_t lc_catchment_find(const lc_study *s, const char *id)
{
    for (uint32_t i = 0; i < s->catchment.n; i++)
        if (!strcmp(s->catchment.v[i].id, id))
            return i;
    return LIFE_NONE;
}

/* ---- the tables ---- */

/* With the line, as these tables are changed by hand. */
static lc_status refuse(const lc_table *t, size_t row, const char *column,
                        const char *right, lc_error *err)
{
    const char *cell = lc_table_cell(t, row, column);

    lc_fail(err, LIFE_ERR_PARSE, "column %s: \"%.60s\" is not %s", column, cell,
            right);
    return lc_fail_at(err, LIFE_ERR_PARSE, lc_table_source(t),
                      lc_table_line(t, row));
}

/* Columns of text, and where in a struct they go. */
typedef struct text_column {
    const char *name;
    const char **to;
} text_column;

/* Columns by name: tables may have more of them, in any order. */
static lc_status read_texts(lc_study *s, const lc_table *t, size_t row,
                            const text_column *column, size_t n, lc_error *err)
{
    for (size_t i = 0; i < n; i++) {
        int at = lc_table_column(t, column[i].name);

        if (at < 0)
            return lc_fail(err, LIFE_ERR_PARSE, "%s has no column %s",
                           lc_table_source(t), column[i].name);
        *column[i].to = lc_arena_strdup(s->text, lc_table_get(t, row, at));
        if (!*column[i].to)
            return lc_no_memory(err, "the capacities");
    }
    return LIFE_OK;
}

static lc_status read_capacity(lc_study *s, const lc_table *t, size_t row,
                               lc_error *err)
{
    lc_capacity c = {0};
    const text_column text[] = {
        {"id", &c.id},           {"attribute", &c.attribute},
        {"one_en", &c.one_en},   {"many_en", &c.many_en},
        {"many_zh", &c.many_zh}, {"ages", &c.ages},
        {"who_en", &c.who_en},   {"who_zh", &c.who_zh},
        {"rules", &c.rules},
    };
    lc_status st = read_texts(s, t, row, text, sizeof text / sizeof *text, err);

    c.line = lc_table_line(t, row);
    /* A city file may know fewer categories than this program. */
    c.categories =
        lc_world_category_set(s->w, lc_table_cell(t, row, "categories"));
    if (!st && !lc_catset_is_empty(&c.categories) &&
        !lc_vec_push(&s->capacity, c))
        st = lc_no_memory(err, "the capacities");
    return st;
}

/* The weights are thousandths, a zone each, the nearest first. */
static lc_status read_catchment(lc_study *s, const lc_table *t, size_t row,
                                lc_error *err)
{
    lc_catchment c = {0};
    const char *weights;
    const text_column text[] = {{"id", &c.id},
                                {"name_zh", &c.name_zh},
                                {"name_en", &c.name_en},
                                {"weights_milli", &weights}};
    lc_status st = read_texts(s, t, row, text, sizeof text / sizeof *text, err);

    while (!st && *weights) {
        size_t len = strcspn(weights, " ");
        char one[16] = "";
        uint64_t v;

        if (len < sizeof one)
            memcpy(one, weights, len);
        if (!lc_parse_uint(one, 1000, &v) || c.zones == LIFE_MAX_ZONES)
            return refuse(t, row, "weights_milli",
                          "1 to 8 numbers of 0 to 1000", err);
        c.weight_milli[c.zones++] = (uint32_t)v;
        weights += len;
        weights += strspn(weights, " ");
    }
    if (!st && !c.zones)
        return refuse(t, row, "weights_milli", "1 to 8 numbers of 0 to 1000",
                      err);
    if (!st && !lc_vec_push(&s->catchment, c))
        st = lc_no_memory(err, "the capacities");
    return st;
}

static lc_status read_table(lc_study *s, const char *name,
                            lc_status (*row)(lc_study *s, const lc_table *t,
                                             size_t row, lc_error *err),
                            lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open(name, &t, err);

    if (st)
        return st;
    for (size_t i = 0; i < lc_table_rows(t) && !st; i++)
        st = row(s, t, i, err);
    lc_table_free(t);
    return st;
}

/* ---- norms ---- */

/* Of one standard alone: "gb50180:green_5" after "gb50180:". NULL: the word is
 * of another. */
static const char *rule_of(const char *word, const char *standard)
{
    size_t len = strlen(standard);

    return !strncmp(word, standard, len) && word[len] == ':' ? word + len + 1
                                                             : NULL;
}

static bool is_named(const char *word, const char *id)
{
    size_t len = strlen(id);

    return !strncmp(word, id, len) && (!word[len] || word[len] == ' ');
}

/* The standard is closed again, so its texts are copied. The last target is the
 * plan's final year's. */
static lc_status keep_norm(lc_study *s, const lc_standard *standard,
                           const lc_rule_plan *plan, lc_norm *out,
                           lc_error *err)
{
    const lc_rule *r = &plan->rule;
    const struct {
        const char **to, *text;
    } text[] = {{&out->standard, standard->id},
                {&out->whose_zh, lc_standard_whose_zh(standard)},
                {&out->whose_en, lc_standard_whose_en(standard)},
                {&out->rule, r->id},
                {&out->level, r->level},
                {&out->source_zh, r->source_zh},
                {&out->source_en, r->source_en}};

    out->amount = r->target[r->target_count - 1].value;
    out->year = r->target[r->target_count - 1].year;
    out->per = plan->per;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        *text[i].to = lc_arena_strdup(s->text, text[i].text);
        if (!*text[i].to)
            return lc_no_memory(err, "the capacities");
    }
    return LIFE_OK;
}

/* A rule without a target asks for no amount, so it can be no norm. */
static const lc_rule_plan *find_rule(const lc_standard *standard,
                                     const char *word)
{
    for (size_t i = 0; i < standard->rule.n; i++)
        if (is_named(word, standard->rule.v[i].rule.id) &&
            standard->rule.v[i].rule.target_count)
            return &standard->rule.v[i];
    return NULL;
}

static const char *next_word(const char *word)
{
    word += strcspn(word, " ");
    return word + strspn(word, " ");
}

/* Words of other standards are left to those; several of one standard are
 * several norms. */
static lc_status set_norm(lc_study *s, const lc_standard *standard,
                          lc_capacity *c, lc_norm *norm, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (const char *at = c->rules; *at && !st; at = next_word(at)) {
        const char *rule = rule_of(at, standard->id);
        const lc_rule_plan *plan = rule ? find_rule(standard, rule) : NULL;

        if (!rule)
            continue;
        if (!plan)
            return lc_fail_at(
                err,
                lc_fail(err, LIFE_ERR_PARSE,
                        "column rules: \"%.*s\" is not a rule with a target "
                        "of the standard %s",
                        (int)strcspn(rule, " "), rule, standard->id),
                "capacities.csv", c->line);
        st = keep_norm(s, standard, plan, &norm[c->norms++], err);
    }
    return st;
}

/* A word of no standard is a slip of the pen. */
static lc_status check_words(const lc_world *w, const lc_capacity *c,
                             lc_error *err)
{
    for (const char *at = c->rules; *at; at = next_word(at)) {
        size_t i = 0;

        while (i < lc_world_standard_count(w) &&
               !rule_of(at, lc_world_standard(w, i)))
            i++;
        if (i == lc_world_standard_count(w))
            return lc_fail_at(
                err,
                lc_fail(err, LIFE_ERR_PARSE,
                        "column rules: \"%.*s\" is not STANDARD:RULE of a "
                        "standard of standards.csv",
                        (int)strcspn(at, " "), at),
                "capacities.csv", c->line);
    }
    return LIFE_OK;
}

/* As many as there are words: each may become a norm. */
static lc_status make_room(lc_study *s, lc_capacity *c, lc_norm **out,
                           lc_error *err)
{
    size_t words = 0;

    for (const char *at = c->rules; *at; at = next_word(at))
        words++;
    *out = words ? lc_arena_alloc(s->text, words * sizeof **out) : NULL;
    c->norm = *out;
    return words && !*out ? lc_no_memory(err, "the capacities") : LIFE_OK;
}

static bool is_asked(const lc_study *s, const char *standard)
{
    for (size_t i = 0; i < s->capacity.n; i++)
        for (const char *at = s->capacity.v[i].rules; *at; at = next_word(at))
            if (rule_of(at, standard))
                return true;
    return false;
}

/* Most standards set no norm, and reading one takes a millisecond. */
static lc_status set_norms_of(lc_study *s, const char *id, lc_norm **norm,
                              lc_error *err)
{
    lc_standard *standard;
    lc_status st = LIFE_OK;

    /* Today one of eleven is. */
    if (!is_asked(s, id))
        return LIFE_OK;
    st = lc_standard_open(s->w, id, &standard, err);
    if (st)
        return st;
    for (size_t i = 0; i < s->capacity.n && !st; i++)
        st = set_norm(s, standard, &s->capacity.v[i], norm[i], err);
    lc_standard_free(standard);
    return st;
}

/* Norms are the rules of standards, so that a number stands in one table
 * alone. Where that fails there are none. */
static lc_status set_norms(lc_study *s, lc_error *err)
{
    lc_norm **norm = lc_calloc(s->capacity.n, sizeof *norm);
    lc_status st = norm ? LIFE_OK : lc_no_memory(err, "the capacities");

    for (size_t i = 0; i < s->capacity.n && !st; i++)
        st = make_room(s, &s->capacity.v[i], &norm[i], err);
    for (size_t i = 0; i < lc_world_standard_count(s->w) && !st; i++)
        st = set_norms_of(s, lc_world_standard(s->w, i), norm, err);
    for (size_t i = 0; i < s->capacity.n && st; i++)
        s->capacity.v[i].norms = 0;
    lc_free(norm);
    return st;
}

/* Words are checked at once, norms only when one is needed: a slip in the cell
 * is met by whoever opens a study. */
static lc_status load(lc_study *s, lc_error *err)
{
    lc_status st = read_table(s, "capacities.csv", read_capacity, err);

    if (!st)
        st = read_table(s, "catchments.csv", read_catchment, err);
    if (!st && !s->catchment.n)
        st = lc_fail(err, LIFE_ERR_PARSE, "catchments.csv has no row");
    for (size_t i = 0; i < s->capacity.n && !st; i++)
        st = check_words(s->w, &s->capacity.v[i], err);
    return st;
}

lc_status lc_capacity_load(lc_study *s, lc_error *err)
{
    lc_status st = load(s, &s->capacity_fault);

    if (!st)
        return LIFE_OK;
    lc_vec_free(&s->capacity);
    lc_vec_free(&s->catchment);
    return st == LIFE_ERR_NOMEM ? lc_fail_as(err, &s->capacity_fault) : LIFE_OK;
}

/* Want of memory is nobody's fault, and tried again by who asks next. */
static lc_status need_norms(lc_study *s, lc_error *err)
{
    lc_error fault = {0};
    lc_status st = LIFE_OK;

    if (!s->capacity_fault.status)
        st = set_norms(s, &fault);
    if (st == LIFE_ERR_NOMEM)
        return lc_fail_as(err, &fault);
    if (st)
        s->capacity_fault = fault;
    s->norms_made = true; /* last: who sees it reads without the lock */
    return LIFE_OK;
}

lc_status lc_capacity_check(lc_study *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!s->norms_made) {
        pthread_mutex_lock(&s->making);
        if (!s->norms_made)
            st = need_norms(s, err);
        pthread_mutex_unlock(&s->making);
    }
    if (st)
        return st;
    return s->capacity_fault.status ? lc_fail_as(err, &s->capacity_fault)
                                    : LIFE_OK;
}

/* ---- whose norm ---- */

/* Of several the one for units of this level; else the first, which is for the
 * widest. */
static const lc_norm *norm_of(const lc_capacity *c, const char *standard,
                              const char *level)
{
    const lc_norm *first = NULL;

    for (size_t i = 0; i < c->norms; i++) {
        const lc_norm *n = &c->norm[i];

        if (strcmp(n->standard, standard) != 0)
            continue;
        for (const char *at = n->level; *at; at = next_word(at))
            if (is_named(at, level))
                return n;
        if (!first)
            first = n;
    }
    return first;
}

const lc_norm *lc_capacity_norm(const lc_world *w, const lc_capacity *c,
                                const char *standard, uint32_t unit,
                                const char *level)
{
    const lc_norm *n;

    if (unit != LIFE_NONE)
        level = lc_world_level(w, w->unit.v[unit].level_index);
    else if (!level)
        level = "";
    if (!c->norms)
        return NULL;
    if (!standard)
        standard = lc_world_standard_of(w, unit);
    n = norm_of(c, standard, level);
    return n ? n : norm_of(c, lc_world_standard_fallback(w), level);
}

/* ---- a facility's ---- */

int64_t lc_capacity_milli(const lc_world *w, uint32_t facility,
                          const char *attribute)
{
    double v;

    if (!lc_attribute_number(w, facility, attribute, &v) || v > MOST_CAPACITY)
        return -1;
    return llround(v * 1000);
}
