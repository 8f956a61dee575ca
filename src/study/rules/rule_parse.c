/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule_parse.c - a row of rules.csv. Each cell is checked for
 * itself; then what a kind needs is looked for.
 *
 * The tables are edited by hand, by people who know plans and not programs: so
 * whatever is not understood is an error that names file, line, column, the
 * value and what would be right; nothing is guessed or passed over. Columns and
 * their words are in the readme of the standards. Minutes become milliseconds
 * and metres millimetres here, rounded to the nearest, and stay whole numbers.
 */
#include "src/study/rules/rule_parse.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/world.h"
#include "src/study/rules/asked.h"
#include "src/study/rules/rule_filters.h"
#include "src/study/rules/sourcing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct reader {
    const lc_rule_cell *at;
    lc_rule_plan *plan;
    lc_error *err;
    lc_rule_part *room; /* for LIFE_MAX_CATEGORIES: where the plan's parts are
                           gathered until their number is known */
    bool *failed;       /* a word had no memory: the row is not what it says */
} reader;

static lc_status bad(const reader *r, const char *column, const char *value,
                     const char *what)
{
    return lc_rule_cell_bad(r->at, column, value, what, r->err);
}

static const char *cell(const reader *r, const char *column)
{
    return lc_rule_cell_of(r->at, column);
}

static lc_status number(const reader *r, const char *column, double low,
                        double high, double *out)
{
    return lc_rule_cell_number(r->at, column, low, high, out, r->err);
}

static const char *next_word(const reader *r, const char **text,
                             const char *between)
{
    bool more = (*text)[strspn(*text, between)] != '\0';
    const char *word = lc_rule_cell_word(r->at, text, between, r->err);

    *r->failed |= more && !word;
    return word;
}

/* *at: the place of the cell's text in `words`, which NULL ends. */
static lc_status choose(const reader *r, const char *column,
                        const char *const *words, const char *what, size_t *at)
{
    const char *text = cell(r, column);

    for (size_t i = 0; words[i]; i++)
        if (!strcmp(words[i], text)) {
            *at = i;
            return LIFE_OK;
        }
    return bad(r, column, text, what);
}

/* ---- texts ---- */

/* An id is part of answers and addresses, hence small letters. Both names and a
 * source are required: a rule whose origin nobody can look up is not to be
 * published. */
static lc_status read_texts(const reader *r)
{
    lc_rule *u = &r->plan->rule;
    const struct {
        const char *column, **to;
    } cells[] = {
        {"id", &u->id},
        {"name_zh", &u->name_zh},
        {"name_en", &u->name_en},
        {"categories", &u->categories},
        {"mode", &u->mode},
        {"unit_zh", &u->unit_zh},
        {"unit_en", &u->unit_en},
        {"level", &u->level},
        {"scope", &u->scope},
        {"population", &u->population},
        {"choice_zh", &u->choice_zh},
        {"choice_en", &u->choice_en},
        {"source_zh", &u->source_zh},
        {"source_en", &u->source_en},
        {"attribute", &r->plan->attribute},
        {"attribute_of", &r->plan->attribute_of},
        {"figure", &u->figure},
        {"same_as", &u->same_as},
    };

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (!(*cells[i].to = lc_rule_cell_text(r->at, cells[i].column, r->err)))
            return LIFE_ERR_NOMEM;
    if (!*u->id ||
        strspn(u->id, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(u->id))
        return bad(r, "id", u->id, "an id of small letters, digits and _");
    if (!*u->figure)
        u->figure = u->id;
    if (!*u->name_zh)
        return bad(r, "name_zh", "", "a name");
    if (!*u->name_en)
        return bad(r, "name_en", "", "a name");
    if (!*u->source_zh)
        return bad(r, "source_zh", "", "a document's title and section");
    return lc_sourcing_read(r->at, u, r->err);
}

/* Names of groups are the categories' own, so that a rule and a category can't
 * call one group by two names. */
static lc_status read_group(const reader *r)
{
    const char *id = cell(r, "group");
    const lc_world *w = r->at->world;

    for (uint32_t c = 0; c < lc_world_category_count(w); c++) {
        const lc_category *k = lc_world_category(w, c);

        if (strcmp(k->group, id) != 0)
            continue;
        r->plan->rule.group = lc_rule_cell_text(r->at, "group", r->err);
        r->plan->rule.group_zh =
            lc_arena_strdup(r->at->standard->text, k->group_zh);
        r->plan->rule.group_en =
            lc_arena_strdup(r->at->standard->text, k->group_en);
        return r->plan->rule.group && r->plan->rule.group_zh &&
                       r->plan->rule.group_en
                   ? LIFE_OK
                   : lc_no_memory(r->err, "the standard");
    }
    return bad(r, "group", id, "a group of categories");
}

/* ---- categories ---- */

/* Listed twice is there twice: each part is counted for itself. */
static lc_status add_part(const reader *r, lc_rule_part part)
{
    lc_rule_plan *p = r->plan;

    if (p->parts == LIFE_MAX_CATEGORIES)
        return bad(r, "categories", cell(r, "categories"), "a shorter list");
    part.vague = &r->at->standard->vague[part.category];
    r->room[p->parts++] = part;
    lc_catset_add(&p->set, part.category);
    return LIFE_OK;
}

/* A category, all of a group, all_basic with its own limits, or *. */
static lc_status add_categories(const reader *r, const char *word,
                                lc_rule_part part)
{
    const lc_world *w = r->at->world;
    const lc_standard *s = r->at->standard;
    size_t before = r->plan->parts;
    lc_status st = LIFE_OK;

    if (!strcmp(word, "all_basic")) {
        for (size_t i = 0; i < s->basic.n && !st; i++)
            st = add_part(r, s->basic.v[i]);
    } else {
        for (uint32_t c = 0; c < lc_world_category_count(w) && !st; c++) {
            const lc_category *k = lc_world_category(w, c);

            /* In the order of the categories' table, whatever the order of a
             * group's rows. */
            part.category = c;
            if (!strcmp(word, "*") || !strcmp(word, k->id) ||
                !strcmp(word, k->group))
                st = add_part(r, part);
        }
    }
    if (!st && r->plan->parts == before)
        st = bad(r, "categories", word,
                 "a category, a group, all_basic or * (with :MINUTES or "
                 "@LEVEL behind it)");
    return st;
}

/* "clinic:10" has a limit of its own, "clinic@street" a level; what is behind
 * them goes for all categories of a group. */
static lc_status read_part(const reader *r, char *word)
{
    lc_rule_part part = {.limit_ms = r->plan->limit_ms};
    char *level = strchr(word, '@'), *minutes = strchr(word, ':');
    double v;

    if (level) {
        *level = '\0';
        part.level = level + 1;
    }
    if (minutes) {
        *minutes = '\0';
        if (!lc_parse_decimal(minutes + 1, &v) || v < 0.1 || v > 60)
            return bad(r, "categories", minutes + 1,
                       "a number of minutes from 0.1 to 60");
        part.limit_ms = (uint32_t)(v * 60000 + 0.5);
    }
    return add_categories(r, word, part);
}

/* Most rules have a part or two of the many that there is room for. */
static lc_status keep_parts(const reader *r)
{
    lc_rule_plan *p = r->plan;

    p->part =
        lc_arena_alloc(r->at->standard->text, (p->parts + 1) * sizeof *p->part);
    if (!p->part)
        return lc_no_memory(r->err, "the standard");
    memcpy(p->part, r->room, p->parts * sizeof *p->part);
    /* What may be of one part but is itself another part is counted there. */
    for (size_t i = 0; i < p->parts; i++)
        lc_catset_join(&p->vague, p->part[i].vague);
    lc_catset_drop(&p->vague, &p->set);
    return LIFE_OK;
}

static lc_status read_categories(const reader *r)
{
    const char *text = r->plan->rule.categories, *word;
    lc_status st = LIFE_OK;

    while (!st && (word = next_word(r, &text, " ")) != NULL) {
        char *own = lc_arena_strdup(r->at->standard->text, word);

        st = own ? read_part(r, own) : lc_no_memory(r->err, "the standard");
    }
    if (!st)
        st = keep_parts(r);
    text = cell(r, "from");
    while (!st && (word = next_word(r, &text, " ")) != NULL) {
        uint32_t c = lc_world_category_find(r->at->world, word);

        if (c >= lc_world_category_count(r->at->world))
            return bad(r, "from", word, "a category");
        lc_catset_add(&r->plan->from, c);
        r->plan->from_others = true;
    }
    return st;
}

/* `any` is 1, `each` (the default) 0; a share goes with the number of parts,
 * which is known only when all are read. */
static lc_status read_need(const reader *r)
{
    const char *text = cell(r, "need");
    lc_rule_plan *p = r->plan;
    size_t len = strlen(text);
    char digits[8];
    uint64_t v;

    if (!*text || !strcmp(text, "each"))
        return LIFE_OK;
    if (!strcmp(text, "any")) {
        p->need = 1;
        return LIFE_OK;
    }
    if (len < sizeof digits) {
        bool percent = text[len - 1] == '%';

        memcpy(digits, text, len + 1);
        digits[len - percent] = '\0';
        if (lc_parse_uint(digits, percent ? 100 : 1000, &v) && v > 0) {
            p->need = percent ? 0 : (uint32_t)v;
            p->need_percent = percent ? (int)v : 0;
            return LIFE_OK;
        }
    }
    return bad(r, "need", text, "each, any, a number, or a share as 80%");
}

/* ---- how it is measured ---- */

static const char *const modes[] = {
    "",  "walk", "drive", "straight", "inside", "listed", "inside_or_circle",
    NULL};

/* How it is measured, or a mode of the city's: who goes there. The pace, which
 * the rule names too, says how fast and by whose permissions. */
static lc_status choose_mode(const reader *r, size_t *mode)
{
    const lc_world *w = r->at->world;

    *mode = 0;
    if (lc_world_mode_find(w, cell(r, "mode")) < lc_world_mode_count(w))
        return LIFE_OK;
    return choose(r, "mode", modes,
                  "walk, drive, straight, inside, listed, inside_or_circle or "
                  "a mode of geodata/modes.csv",
                  mode);
}

static lc_status read_mode(const reader *r)
{
    lc_rule_plan *p = r->plan;
    const char *pace = cell(r, "pace");
    double minutes = 0, radius_m = 0, inferred = 0;
    size_t mode = 0;
    lc_status st = choose_mode(r, &mode);

    if (!st)
        st = number(r, "minutes", 0.1, 60, &minutes);
    if (!st)
        st = number(r, "radius_m", 1, 20000, &radius_m);
    if (!st)
        st = number(r, "min_area_m2", 0, 1e9, &p->min_area_m2);
    if (!st)
        st = number(r, "mode_inferred", 0, 1, &inferred);
    if (st)
        return st;
    /* Modes that are measured in a way of their own leave a mark; walk, cycle
     * and inside differ by pace and kind alone. */
    p->rule.mode_inferred = inferred != 0;
    p->drive = !strcmp(modes[mode], "drive");
    p->straight = !strcmp(modes[mode], "straight");
    p->listed = !strcmp(modes[mode], "listed");
    p->or_circle = !strcmp(modes[mode], "inside_or_circle");
    p->limit_ms = (uint32_t)(minutes * 60000 + 0.5);
    p->radius_mm = (uint32_t)(radius_m * 1000 + 0.5);
    p->rule.limit = p->straight ? radius_m : minutes;
    p->rule.pace = *pace ? lc_world_pace_find(r->at->world, pace) : LIFE_NONE;
    if (*pace && p->rule.pace == LIFE_NONE)
        return bad(r, "pace", pace, "a pace of paces.csv");
    return LIFE_OK;
}

/* Of what units tell of themselves: whether those that tell nothing have
 * nothing. */
static lc_status read_list(const reader *r)
{
    static const char *const lists[] = {"", "complete", NULL};
    size_t list = 0;
    lc_status st = choose(r, "list", lists, "complete, or empty", &list);

    r->plan->rule.list_complete = list != 0;
    if (!st && list && !r->plan->listed)
        return bad(r, "list", "complete", "empty: the mode is not listed");
    return st;
}

/* What a holder of units is judged by, and how many people a household is taken
 * to have where none are told. */
static lc_status read_counting(const reader *r)
{
    static const char *const counts[] = {"", "failing", NULL};
    lc_rule_plan *p = r->plan;
    size_t count = 0;
    lc_status st =
        choose(r, "count", counts, "failing, or empty: the share", &count);

    p->count_failing = count != 0;
    if (!st && count && p->rule.kind != LIFE_RULE_PROVISION)
        return bad(r, "count", "failing", "empty: the kind is no provision");
    if (!st)
        st = number(r, "household_size", 1, 20, &p->household_size);
    if (!st && p->household_size > 0 &&
        strcmp(p->rule.population, "households") != 0)
        return bad(r, "household_size", cell(r, "household_size"),
                   "empty: the population is not households");
    return st;
}

/* The last one named is the rule's main level, at which a scope is looked
 * for. */
static lc_status read_levels(const reader *r)
{
    const char *text = r->plan->rule.level, *word;

    while ((word = next_word(r, &text, " ")) != NULL) {
        if (r->plan->levels == LIFE_MAX_LEVELS)
            return bad(r, "level", word, "among the first eight levels");
        r->plan->level[r->plan->levels++] = word;
    }
    return r->plan->levels ? LIFE_OK : bad(r, "level", "", "a level of units");
}

/* One year, or the first and last of several, both among them. */
static lc_status read_opened(const reader *r)
{
    const char *text = cell(r, "opened"), *dash = strchr(text, '-');
    char from[8] = "";
    int64_t a, b;

    if (!*text)
        return LIFE_OK;
    snprintf(from, sizeof from, "%.*s",
             dash ? (int)(dash - text < 7 ? dash - text : 7) : 7, text);
    if (!lc_parse_int(from, 1900, 2200, &a))
        return bad(r, "opened", text, "a year or YEAR-YEAR");
    b = a;
    if (dash && (!lc_parse_int(dash + 1, 1900, 2200, &b) || b < a))
        return bad(r, "opened", text, "a year or YEAR-YEAR");
    r->plan->opened_from = (int)a;
    r->plan->opened_to = (int)b;
    return LIFE_OK;
}

/* ---- targets ---- */

/* Values by year, of the column `column`. Rising years, so that the last one
 * not after a year is found from the front. A value without a year (0) is
 * always due, and can only be the first. */
typedef struct series {
    const char *column;
    lc_rule_target *value;
    size_t *count;
    bool dated; /* each must have a year */
} series;

static lc_status read_value(const reader *r, const series *s, char *word)
{
    char *colon = strchr(word, ':');
    int64_t year = 0;
    double v;

    if (colon)
        *colon = '\0';
    if ((colon && !lc_parse_int(word, 1900, 2200, &year)) ||
        (!colon && s->dated) || !lc_parse_decimal(colon ? colon + 1 : word, &v))
        return bad(r, s->column, word, "YEAR:VALUE");
    if (*s->count == LIFE_MAX_TARGETS)
        return bad(r, s->column, word, "among the first eight values");
    if (*s->count && s->value[*s->count - 1].year >= year)
        return bad(r, s->column, word, "later than the year before it");
    s->value[(*s->count)++] = (lc_rule_target){(int)year, v};
    return LIFE_OK;
}

static lc_status read_series(const reader *r, const series *s)
{
    const char *text = cell(r, s->column), *word;
    lc_status st = LIFE_OK;

    while (!st && (word = next_word(r, &text, " ")) != NULL) {
        char *own = lc_arena_strdup(r->at->standard->text, word);

        st = own ? read_value(r, s, own) : lc_no_memory(r->err, "the standard");
    }
    return st;
}

/* A plan names its targets binding or expected, a report names them neither.
 * Tables from before the column `nature` have `binding`. */
static lc_status read_nature(const reader *r)
{
    static const char *const natures[] = {"", "binding", "expected", NULL};
    lc_rule *u = &r->plan->rule;
    size_t nature = 0;
    double binding = 0;
    lc_status st = choose(r, "nature", natures,
                          "binding, expected, or empty where the source says "
                          "neither",
                          &nature);

    if (!st)
        st = number(r, "binding", 0, 1, &binding);
    u->nature =
        !nature && binding != 0 ? LIFE_NATURE_BINDING : (lc_rule_nature)nature;
    u->binding = u->nature == LIFE_NATURE_BINDING;
    return st;
}

/* A state that was reached has neither an operator nor targets; one without the
 * other is a slip. */
static lc_status read_targets(const reader *r)
{
    static const char *const ops[] = {"ge", "le", "gt", "", NULL};
    lc_rule *u = &r->plan->rule;
    const series targets = {"targets", u->target, &u->target_count, false};
    const series reached = {"reached", u->reached, &u->reached_count, true};
    size_t op = 0;
    lc_status st = choose(r, "op", ops,
                          "ge, le or gt, or empty where the source sets no "
                          "target",
                          &op);

    u->op = (lc_rule_op)op;
    /* No further aim, unless the cell has one: 0 could be meant. */
    u->stretch = NAN;
    if (!st)
        st = number(r, "stretch", -1e12, 1e12, &u->stretch);
    if (!st)
        st = read_nature(r);
    if (!st)
        st = read_series(r, &targets);
    if (!st)
        st = read_series(r, &reached);
    if (!st && u->op == LIFE_NOT_JUDGED && u->target_count)
        return bad(r, "op", "", "ge, le or gt, which a target needs");
    return st;
}

/* ---- what a kind needs ---- */

/* A rule that lacks what its kind measures by would be unknown everywhere, with
 * nothing to tell the reader why. */
static lc_status check_kind(const reader *r)
{
    const lc_rule_plan *p = r->plan;
    lc_rule_kind kind = p->rule.kind;
    bool walks = !p->drive && !p->straight;

    if (!p->parts && !p->listed && kind != LIFE_RULE_STATISTIC)
        return bad(r, "categories", "", "a category");
    if (kind == LIFE_RULE_TIME_CIRCLE &&
        (p->straight || (walks && p->rule.pace == LIFE_NONE)))
        return bad(r, "pace", "", "a pace: a time circle is walked or cycled");
    if (kind == LIFE_RULE_DISTANCE_CIRCLE && p->where.count)
        return bad(r, "where", cell(r, "where"),
                   "empty: circles in a straight line heed no conditions");
    if (kind == LIFE_RULE_TIME_CIRCLE && !p->limit_ms)
        return bad(r, "minutes", "", "a number of minutes");
    if (kind == LIFE_RULE_DISTANCE_CIRCLE && (!p->straight || !p->radius_mm))
        return bad(r, "radius_m", "", "metres, with the mode straight");
    if (p->from_others && !(p->straight ? p->radius_mm : p->limit_ms))
        return bad(r, "minutes", "", "a limit: minutes, or radius_m");
    if ((p->from_others || p->or_circle) && walks && p->rule.pace == LIFE_NONE)
        return bad(r, "pace", "", "a pace");
    if (kind == LIFE_RULE_RATIO && !*p->rule.population)
        return bad(r, "population", "", "residents, an age band or a list");
    return LIFE_OK;
}

static lc_status read_kind(const reader *r)
{
    const char *text = cell(r, "kind");
    lc_rule *u = &r->plan->rule;

    /* "per 1,000 residents": what a ratio is multiplied by. */
    r->plan->per = 1;
    for (u->kind = 0; u->kind < LIFE_RULE_KIND_COUNT; u->kind++)
        if (!strcmp(lc_rule_kind_name(u->kind), text))
            return number(r, "per", 1e-6, 1e9, &r->plan->per);
    return bad(r, "kind", text,
               "time_circle, distance_circle, provision, ratio, share, "
               "statistic or programme");
}

lc_status lc_rule_parse_row(const lc_rule_cell *at, lc_rule_plan *out,
                            lc_error *err)
{
    /* The mode's limit is read before the categories, which take it as their
     * own. */
    static lc_status (*const step[])(const reader *r) = {
        read_texts,      read_kind,   read_group,  read_mode,
        read_categories, read_need,   read_list,   read_counting,
        read_levels,     read_opened, read_targets};
    lc_rule_part room[LIFE_MAX_CATEGORIES];
    bool failed = false;
    const reader r = {at, out, err, room, &failed};
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < sizeof step / sizeof *step && !st; i++)
        st = step[i](&r);
    if (failed)
        return lc_no_memory(err, "the standard");
    if (!st)
        st = lc_rule_filters_read(at, "where", &out->set, &out->where, err);
    if (!st)
        st = lc_rule_filters_read(at, "among", &out->set, &out->among, err);
    if (!st)
        st = lc_asked_list(at->standard, out, err);
    return st ? st : check_kind(&r);
}
