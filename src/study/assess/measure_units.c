/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_units.c - provisions: what each unit of a level must
 * have, and the share of those units that do for whatever holds them.
 *
 * A slot is a thing that a unit must have: a category, or a word of a
 * condition that asks for each of its words. It is there for certain, may be
 * (a facility doesn't tell, or has no place), or isn't.
 *
 * First the units of the rule's own levels are read, one level at a time: what
 * stands in each (by the unit it names or by position) fills its slots. Then
 * each is judged against its need, and adds to everything above it, where the
 * share of units that meet the rule is what counts. Units of unknown outcome
 * stay apart, so shares have bounds too. Cost: facilities of the rule's
 * categories times levels.
 */
#include "src/study/assess/measure_units.h"

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/people/statistic.h"
#include "lifecircle/world/world.h"
#include "src/study/assess/published.h"
#include "src/study/rules/asked.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/facilities/attributes.h"
#include "src/world/units/level.h"
#include "src/world/units/unit.h"

#include <math.h>
#include <string.h>

/* Of each slot: facilities that are there for certain, and that may be. Only
 * whether any is there counts, but for a rule of one slot, which asks how
 * many. */
typedef struct holdings {   /* of one unit */
    uint32_t *sure, *maybe; /* by slot */
    uint32_t facilities, untold;
    uint32_t lacks;
    const char *attribute;
} holdings;

typedef struct survey {
    lc_job *j;
    const lc_filter *each; /* whose words are the slots; NULL: the parts */
    size_t slots;
    uint32_t level, first, count; /* the units at hand */
    holdings *of;
    uint32_t *counts; /* what those of all units point into */
} survey;

/* A part may be asked for at one level alone. */
static bool asked_at(const survey *s, size_t slot, const char *level)
{
    const char *only = s->each ? NULL : s->j->p->part[slot].level;

    return !only || !strcmp(only, level);
}

/* ---- what stands in each unit ---- */

/* Of a condition with `each`, one facility may fill several slots: its text may
 * have several of the words. */
static void add_facility(survey *s, holdings *h, uint32_t f, size_t slot)
{
    const lc_world *w = s->j->w;
    const lc_rule_plan *p = s->j->p;
    const char *lacking = NULL;
    lc_known known = lc_conditions_match(w, &p->where, f, &lacking);
    char text[256] = "";

    if (known == LIFE_NO)
        return;
    h->facilities++;
    if (known == LIFE_MAYBE) {
        h->untold++;
        h->attribute = lacking;
        h->lacks |= LIFE_LACKS_ATTRIBUTE;
    }
    if (!s->each) {
        (known == LIFE_YES ? h->sure : h->maybe)[slot]++;
        return;
    }
    lc_attribute_text(w, f, s->each->key[0], text, sizeof text);
    for (size_t i = 0; i < s->slots; i++) {
        h->maybe[i] += known == LIFE_MAYBE;
        h->sure[i] +=
            known == LIFE_YES && strstr(text, s->each->word[i]) != NULL;
    }
}

/* What may be of the category, for all that is told of it. */
static void add_vague(survey *s, size_t part)
{
    const lc_world *w = s->j->w;
    const uint32_t *of = w->facility_unit + (size_t)s->level * w->facility.n;
    const lc_catset *vague = s->j->p->part[part].vague;

    if (lc_catset_is_empty(vague))
        return;
    for (uint32_t f = 0; f < w->facility.n; f++) {
        if (of[f] == LIFE_NONE ||
            !lc_catset_meets(w->facility.v[f].categories, vague))
            continue;
        s->of[of[f] - s->first].maybe[s->each ? 0 : part]++;
        s->of[of[f] - s->first].lacks |= LIFE_LACKS_KIND;
    }
}

static void add_facilities(survey *s, size_t part)
{
    const lc_world *w = s->j->w;
    uint32_t c = s->j->p->part[part].category;
    const uint32_t *of = w->facility_unit + (size_t)s->level * w->facility.n;

    for (uint32_t r = 0; r < w->category[c].facility_count; r++) {
        uint32_t f = w->member[c][r];

        if (of[f] != LIFE_NONE) {
            add_facility(s, &s->of[of[f] - s->first], f, part);
            continue;
        }
        if (w->facility.v[f].placed)
            continue;
        for (uint32_t i = 0; i < s->count; i++) { /* it may be anywhere */
            s->of[i].maybe[s->each ? 0 : part]++;
            s->of[i].lacks |= LIFE_LACKS_POSITION;
        }
    }
    /* No facility of the category in the whole city: the data may lack it, so
     * every unit may have it. */
    for (uint32_t i = 0; i < s->count; i++) {
        if (w->category[c].facility_count)
            continue;
        for (size_t k = 0; k < s->slots; k++)
            s->of[i].maybe[k] += s->each || k == part;
        s->of[i].lacks |= LIFE_LACKS_CATEGORY;
    }
}

/* Within the circle of at least half of the people is as good as inside. */
static lc_status add_circle(survey *s, size_t part, lc_error *err)
{
    const lc_rule_plan *p = s->j->p;
    const lc_coverage_query q = {.pace = p->rule.pace,
                                 .limit_ms = p->part[part].limit_ms,
                                 .category = p->part[part].category,
                                 .no_percentiles = true};
    lc_coverage_row *row = lc_calloc((size_t)s->count + 1, sizeof *row);
    size_t n;
    lc_status st =
        row ? lc_coverage_level(s->j->study, &q, s->level, row, &n, err)
            : lc_no_memory(err, "indicators");

    for (uint32_t i = 0; i < s->count && !st; i++) {
        if (row[i].total <= 0)
            continue;
        if (2 * row[i].covered >= row[i].total)
            s->of[i].sure[part]++;
        else if (2 * (row[i].covered + row[i].unknown) >= row[i].total)
            s->of[i].maybe[part]++;
    }
    lc_free(row);
    return st;
}

static lc_status fill(survey *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < s->j->p->parts && !st; i++) {
        const char *level = s->j->w->level.v[s->level];

        if (!asked_at(s, i, level))
            continue;
        add_facilities(s, i);
        add_vague(s, i);
        if (s->j->p->or_circle)
            st = add_circle(s, i, err);
    }
    return st;
}

/* ---- a unit's finding ---- */

static void conclude(const survey *s, const holdings *h, lc_reading *f)
{
    const lc_rule_plan *p = s->j->p;
    const char *level = s->j->w->level.v[s->level];
    double sure = 0, maybe = 0, slots = 0, number = 0;

    for (size_t i = 0; i < s->slots; i++) {
        if (!asked_at(s, i, level))
            continue;
        slots++;
        number = h->sure[i];
        sure += h->sure[i] > 0;
        maybe += !h->sure[i] && h->maybe[i];
        if (!h->sure[i] && i < p->rule.asked_count)
            *(h->maybe[i] ? &f->unsure : &f->absent) |= UINT32_C(1) << i;
    }
    if (slots < 2) /* asked for at other levels */
        f->absent = f->unsure = 0;
    f->need = p->need && p->need < slots ? p->need : slots;
    f->need_zh = slots == 1 ? "处" : "类";
    f->need_en = slots == 1 ? "facilities" : "kinds";
    f->lacking = fmax(0, f->need - sure);
    f->value = slots == 1 ? number : sure;
    f->low = f->value;
    /* What isn't told of may be any number; but where even sure and maybe
     * together are too few kinds, they are the most. */
    f->high = maybe > 0 ? HUGE_VAL : f->value;
    if (slots > 1 && sure + maybe < f->need)
        f->high = sure + maybe;
    f->facilities = h->facilities;
    f->untold = h->untold;
    f->attribute = h->attribute;
    f->lacks |= h->lacks;
    f->no_data = s->j->absent_parts;
    if (!sure && maybe > 0 && sure + maybe >= slots && !h->facilities)
        f->value = NAN;
}

/* A unit tells it of itself; one that tells nothing has it not where those that
 * tell are all. */
static void conclude_listed(const lc_job *j, uint32_t u, int year,
                            lc_reading *f)
{
    const lc_rule *r = &j->p->rule;
    const lc_statistic *told = lc_world_statistic(j->w, r->figure, u, year);
    bool known = told || lc_published_is_whole(j->w, r, u, year);

    f->need = j->p->need ? j->p->need : 1;
    f->need_zh = "项";
    f->need_en = "as told";
    if (known) {
        f->value = f->low = f->high = told ? told->value : 0;
        f->lacking = fmax(0, f->need - f->value);
        return;
    }
    f->lacks |= lc_world_statistic_any_unit(j->w, r->figure)
                    ? LIFE_LACKS_WHOLE
                    : LIFE_LACKS_FIGURE;
    f->low = 0;
    f->high = HUGE_VAL;
}

/* Met if the least is enough; not met if the most is not; else unknown, and
 * then neither how many lack it nor what is short is known. */
static void judge_unit(const lc_job *j, uint32_t u, lc_reading *f)
{
    lc_known in = lc_job_scope(j, u);

    f->applies = in != LIFE_NO && !j->w->unit.v[u].leftover;
    if (in == LIFE_MAYBE) {
        f->lacks |= lc_job_scope_lacks(j->p);
        f->low = 0;
        f->high = HUGE_VAL;
    }
    f->units = 1;
    f->units_met = f->low >= f->need;
    f->units_unknown = !f->units_met && !(f->high < f->need);
    f->gap_weight = f->units_met ? 0 : j->w->unit.v[u].weight;
    if (f->units_unknown || (!f->units_met && !f->gap_weight))
        f->gap_weight = -1; /* nor is it where nobody is known to live */
    if (f->units_unknown)
        f->lacking = NAN;
}

/* ---- what holds them ---- */

static bool is_level(const lc_rule_plan *p, const char *level)
{
    for (size_t i = 0; i < p->levels; i++)
        if (!strcmp(p->level[i], level))
            return true;
    return false;
}

/* Unknown units add what they lack as a reason, but nothing to the sums of what
 * is short. The people of a unit that falls short are added once: those of a
 * street whose district falls short too are among the district's. */
static void add_unit(const lc_reading *one, bool counted, lc_reading *all)
{
    all->units++;
    all->units_met += one->units_met;
    all->units_unknown += one->units_unknown;
    all->facilities += one->facilities;
    all->lacks |= one->units_unknown ? one->lacks : 0;
    all->no_data |= one->no_data;
    all->untold += one->untold;
    if (one->attribute)
        all->attribute = one->attribute;
    if (one->units_unknown)
        return;
    all->lacking += one->lacking;
    if (one->gap_weight > 0 && !counted)
        all->gap_weight += one->gap_weight;
}

static bool falls_short(const lc_reading *f)
{
    return f->applies && !f->units_unknown && f->gap_weight > 0;
}

/* A level that the rule is about itself is judged by what it has and not by its
 * parts; coarser levels have been when finer ones are added. 64 steps end a
 * circle of parents. */
static void add_to_holders(const lc_job *j, uint32_t u)
{
    const lc_reading *one = lc_job_at(j, u);
    uint32_t up = j->w->unit.v[u].parent;
    bool counted = false;

    if (!one || !one->applies)
        return;
    for (int steps = 0; up != LIFE_NONE && steps < 64; steps++) {
        lc_reading *f = lc_job_at(j, up);

        if (f && is_level(j->p, j->w->unit.v[up].level))
            counted |= falls_short(f);
        else if (f)
            add_unit(one, counted, f);
        up = j->w->unit.v[up].parent;
    }
    add_unit(one, counted, &j->out[0]);
}

/* A level that the rule names and the city lacks; the city itself stands for
 * its own. */
static const char *absent_level(const lc_job *j)
{
    uint32_t first, count;

    for (size_t i = 0; i < j->p->levels; i++)
        if (strcmp(j->p->level[i], j->w->order.whole) != 0 &&
            !lc_world_level_units(j->w, j->p->level[i], &first, &count))
            return j->p->level[i];
    for (size_t i = 0; i < j->p->parts; i++)
        if (j->p->part[i].level &&
            !lc_world_level_units(j->w, j->p->part[i].level, &first, &count))
            return j->p->part[i].level;
    return NULL;
}

/* Units that may fail, and units that aren't in the data, may be more. */
static void count_failing(bool absent, lc_reading *f)
{
    f->value = f->low = f->units - f->units_met - f->units_unknown;
    f->high = absent ? HUGE_VAL : f->low + f->units_unknown;
}

static void conclude_holder(const lc_job *j, const char *absent, lc_reading *f)
{
    uint32_t known = f->units - f->units_unknown;

    f->level = absent ? absent : j->p->level[j->p->levels - 1];
    if (absent || !f->units)
        f->lacks |= LIFE_LACKS_LEVEL;
    if (!f->units) {
        f->gap_weight = -1;
        f->lacking = NAN;
        return;
    }
    if (f->lacking > 0 && !f->gap_weight)
        f->gap_weight = -1;
    if (j->p->count_failing) {
        count_failing(absent != NULL, f);
        return;
    }
    /* A list names those that have it: the share of those who tell would be
     * nearly all of them. */
    if (known && (!j->p->listed || !f->units_unknown))
        f->value = 100.0 * f->units_met / known;
    /* Units that aren't in the data might fail. */
    f->low = absent ? 0 : 100.0 * f->units_met / f->units;
    f->high = 100.0 * (f->units_met + f->units_unknown) / f->units;
}

static void conclude_holders(const lc_job *j)
{
    const char *absent = absent_level(j);

    for (size_t i = 0; i < j->count; i++) {
        lc_reading *f = &j->out[i];
        uint32_t u = i ? (uint32_t)i - 1 : LIFE_NONE;

        if (!f->applies ||
            (u != LIFE_NONE && is_level(j->p, j->w->unit.v[u].level)))
            continue;
        conclude_holder(j, absent, f);
    }
}

/* ---- by list, of another year ---- */

static void list_unit(const lc_job *j, uint32_t u, int year, lc_reading *f)
{
    *f = LIFE_READING_NONE;
    f->applies = lc_job_at(j, u) && lc_job_at(j, u)->applies;
    f->lacking = 0;
    conclude_listed(j, u, year, f);
    judge_unit(j, u, f);
}

/* Whether a unit above it, within `top`, falls short by this year's list. */
static bool counted_above(const lc_job *j, uint32_t u, uint32_t top, int year)
{
    const lc_unit *unit = j->w->unit.v;

    for (int steps = 0; u != top && steps < 64; steps++) {
        lc_reading one;

        u = unit[u].parent;
        if (u == LIFE_NONE || u == top)
            break;
        if (!is_level(j->p, unit[u].level))
            continue;
        list_unit(j, u, year, &one);
        if (falls_short(&one))
            return true;
    }
    return false;
}

void lc_measure_units_listed(const lc_job *j, uint32_t unit, int year,
                             lc_reading *out)
{
    const lc_world *w = j->w;
    lc_reading one;

    if (unit != LIFE_NONE && is_level(j->p, w->unit.v[unit].level)) {
        list_unit(j, unit, year, out);
        return;
    }
    *out = LIFE_READING_NONE;
    out->applies = true;
    out->lacking = 0;
    out->gap_weight = 0;
    for (uint32_t u = 0; u < w->unit.n; u++) {
        if (!is_level(j->p, w->unit.v[u].level) ||
            (unit != LIFE_NONE && !lc_world_unit_within(w, u, unit)))
            continue;
        list_unit(j, u, year, &one);
        if (one.applies)
            add_unit(&one, counted_above(j, u, unit, year), out);
    }
    conclude_holder(j, absent_level(j), out);
}

/* ---- the whole ---- */

/* As many slots for each unit as the rule has: most have a few of all that
 * there could be. */
static lc_status make_holdings(survey *s, lc_error *err)
{
    s->of = lc_calloc(s->count, sizeof *s->of);
    s->counts = lc_calloc(s->count, 2 * s->slots * sizeof *s->counts);
    if (!s->of || !s->counts)
        return lc_no_memory(err, "indicators");
    for (size_t i = 0; i < s->count; i++) {
        s->of[i].sure = s->counts + 2 * s->slots * i;
        s->of[i].maybe = s->of[i].sure + s->slots;
    }
    return LIFE_OK;
}

static lc_status measure_level(lc_job *j, uint32_t level, lc_error *err)
{
    survey s = {.j = j,
                .each = lc_asked_words(j->p),
                .slots = j->p->parts,
                .level = level,
                .first = j->w->level_first[level],
                .count =
                    j->w->level_first[level + 1] - j->w->level_first[level]};
    lc_status st;

    if (s.each)
        s.slots = s.each->words;
    st = make_holdings(&s, err);
    if (!st && !j->p->listed)
        st = fill(&s, err);
    for (uint32_t i = 0; i < s.count && !st; i++) {
        lc_reading *f = lc_job_at(j, s.first + i);

        if (!f)
            continue;
        if (j->p->listed)
            conclude_listed(j, s.first + i, 0, f);
        else
            conclude(&s, &s.of[i], f);
        judge_unit(j, s.first + i, f);
        add_to_holders(j, s.first + i);
    }
    lc_free(s.of);
    lc_free(s.counts);
    return st;
}

lc_status lc_measure_units_provision(lc_job *j, lc_error *err)
{
    lc_status st = LIFE_OK;

    /* Sums of what is short begin at 0 here, unlike in other readings. */
    for (size_t i = 0; i < j->count; i++) {
        j->out[i].lacking = 0;
        j->out[i].gap_weight = 0;
    }
    for (uint32_t l = 0; l < j->w->level.n && !st; l++)
        if (is_level(j->p, j->w->level.v[l]))
            st = measure_level(j, l, err);
    if (!st)
        conclude_holders(j);
    return st;
}
