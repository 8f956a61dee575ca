/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/capacity.c - what services can take: the tables that say
 * which attribute counts it, and the numbers among a facility's attributes.
 *
 * Two tables of geodata, read with the study: which attribute of which
 * categories is a capacity, whom it is for and by what rule there should be how
 * much; and how catchments weigh their zones. A row of none of this city's
 * categories is passed over. The tables are small, so look-ups go through them.
 */
#include "src/study/cover/capacity.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/standard.h"
#include "src/study/rules/conditions.h"
#include "src/study/study.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/facilities/attributes.h"

#include <math.h>
#include <string.h>

/* More is a slip of the pen. */
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
        {"rule", &c.rule},
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

/* What the rule asks for last, and of how many residents. The last target is
 * the plan's final year's. */
static lc_status set_norm(lc_study *s, const lc_standard *standard,
                          lc_capacity *c, lc_error *err)
{
    for (size_t i = 0; i < standard->rule.n; i++) {
        const lc_rule *r = &standard->rule.v[i].rule;

        if (strcmp(r->id, c->rule) != 0 || !r->target_count)
            continue;
        c->norm = r->target[r->target_count - 1].value;
        c->norm_year = r->target[r->target_count - 1].year;
        c->per = standard->rule.v[i].per;
        c->source_zh = lc_arena_strdup(s->text, r->source_zh);
        c->source_en = lc_arena_strdup(s->text, r->source_en);
        return c->source_zh && c->source_en
                   ? LIFE_OK
                   : lc_no_memory(err, "the capacities");
    }
    lc_fail(err, LIFE_ERR_PARSE,
            "column rule: \"%.60s\" is not a rule with a target of the "
            "standard %s",
            c->rule, standard->id);
    return lc_fail_at(err, LIFE_ERR_PARSE, "capacities.csv", c->line);
}

/* Norms are the rules of the first standard, so that a number stands in one
 * table alone. */
static lc_status set_norms(lc_study *s, lc_error *err)
{
    lc_standard *standard;
    lc_status st =
        lc_standard_open(s->w, lc_world_standard(s->w, 0), &standard, err);

    if (st)
        return st;
    for (size_t i = 0; i < s->capacity.n && !st; i++)
        if (*s->capacity.v[i].rule)
            st = set_norm(s, standard, &s->capacity.v[i], err);
    lc_standard_free(standard);
    return st;
}

static lc_status load(lc_study *s, lc_error *err)
{
    lc_status st = read_table(s, "capacities.csv", read_capacity, err);

    if (!st)
        st = read_table(s, "catchments.csv", read_catchment, err);
    if (!st && !s->catchment.n)
        st = lc_fail(err, LIFE_ERR_PARSE, "catchments.csv has no row");
    return st ? st : set_norms(s, err);
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

lc_status lc_capacity_check(const lc_study *s, lc_error *err)
{
    return s->capacity_fault.status ? lc_fail_as(err, &s->capacity_fault)
                                    : LIFE_OK;
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
