/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/next_steps.c - where one more facility helps most: the
 * places that mend most of the largest gaps.
 *
 * A report can't try every category and place: those with the most uncovered
 * weight are looked at first, in a large unit only where most is lacking, and
 * the best place of their largest gaps is taken. So it's a proposal, a good one
 * and not proved best; what it gains is exact for its gap, and at least so much
 * in all. By the default pace.
 */
#include "src/study/assess/next_steps.h"

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "src/study/rules/rule.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <stdlib.h>

/* Bounds of how long a report may take: a search for each home of eight times
 * three times three gaps. */
enum {
    STEPS_LOOKED_AT = 8,
    MANY_HOMES = 10000, /* in which a search for each would take too long */
    UNITS_LOOKED_AT = 3
};

/* What is lacking most is looked at first; ties by category, so that the
 * answer is the same each time. */
static int by_lacking(const void *pa, const void *pb)
{
    const lc_next_step *a = pa, *b = pb;

    if (a->lacking != b->lacking)
        return a->lacking > b->lacking ? -1 : 1;
    return a->category < b->category ? -1 : 1;
}

static int by_gained(const void *pa, const void *pb)
{
    const lc_next_step *a = pa, *b = pb;

    if (a->gained != b->gained)
        return a->gained > b->gained ? -1 : 1;
    return a->category < b->category ? -1 : 1;
}

/* all_basic of the standard, each with its own limit. */
static lc_status list_lacking(lc_study *study, const lc_standard *s,
                              uint32_t unit, lc_next_step *out, size_t *count,
                              lc_error *err)
{
    lc_status st = LIFE_OK;

    *count = 0;
    for (size_t i = 0; i < s->basic.n && !st; i++) {
        lc_coverage_query q = {.limit_ms = s->basic.v[i].limit_ms,
                               .category = s->basic.v[i].category,
                               .no_percentiles = true};
        lc_coverage_row row;

        st = unit == LIFE_NONE ? lc_coverage_area(study, &q, NULL, &row, err)
                               : lc_coverage_unit(study, &q, unit, &row, err);
        if (!st && row.uncovered > 0)
            out[(*count)++] = (lc_next_step){.category = q.category,
                                             .unit = LIFE_NONE,
                                             .lacking = row.uncovered,
                                             .limit_ms = q.limit_ms};
    }
    if (*count)
        qsort(out, *count, sizeof *out, by_lacking);
    return st;
}

/* Where one more facility mends most of one of the largest gaps. */
static lc_status find_place(lc_walker *walker, uint32_t unit,
                            lc_next_step *step, lc_error *err)
{
    const lc_gap_query q = {.category = step->category,
                            .limit_ms = step->limit_ms,
                            .unit = unit,
                            .most = 3};
    lc_gap_list l = {0};
    lc_status st = lc_gaps_find(walker, &q, &l, err);

    for (size_t i = 0; i < l.count && !st; i++) {
        /* Of equals the heavier gap's place stays. */
        if (l.gap[i].mend_weight <= step->gained)
            continue;
        step->gained = l.gap[i].mend_weight;
        step->at = l.gap[i].mend;
        step->unit = l.gap[i].unit;
    }
    if (!st)
        lc_gap_list_clear(&l);
    return st;
}

/* The finest units within that lack most of a category: at most `most`. */
static lc_status worst_units(lc_study *study, uint32_t in,
                             const lc_next_step *step, uint32_t *out,
                             size_t *count, lc_error *err)
{
    const lc_world *w = study->w;
    const lc_coverage_query q = {.limit_ms = step->limit_ms,
                                 .category = step->category,
                                 .no_percentiles = true};
    lc_coverage_row *row = lc_calloc(w->unit.n + 1, sizeof *row);
    size_t n = 0;
    lc_status st = row ? lc_coverage_level(study, &q, (uint32_t)w->level.n - 1,
                                           row, &n, err)
                       : lc_no_memory(err, "a report");

    *count = 0;
    while (!st && *count < UNITS_LOOKED_AT) {
        size_t worst = n;

        for (size_t i = 0; i < n; i++)
            if (row[i].uncovered > 0 && row[i].unit != LIFE_NONE &&
                lc_world_unit_within(w, row[i].unit, in) &&
                (worst == n || row[i].uncovered > row[worst].uncovered))
                worst = i;
        if (worst == n)
            break;
        out[(*count)++] = row[worst].unit;
        row[worst].uncovered = 0;
    }
    lc_free(row);
    return st;
}

/* In a large unit the places are looked for where most is lacking. */
static lc_status find_place_in(lc_study *study, lc_walker *walker,
                               uint32_t unit, lc_next_step *step, lc_error *err)
{
    const lc_world *w = study->w;
    uint32_t homes = unit == LIFE_NONE ? (uint32_t)w->home_count
                                       : w->unit.v[unit].home_count;
    uint32_t part[UNITS_LOOKED_AT];
    size_t n = 0;
    lc_status st = LIFE_OK;

    if (homes <= MANY_HOMES || !w->level.n)
        return find_place(walker, unit, step, err);
    st = worst_units(study, unit, step, part, &n, err);
    for (size_t i = 0; i < n && !st; i++)
        st = find_place(walker, part[i], step, err);
    return st;
}

lc_status lc_next_steps_find(lc_study *study, const lc_standard *s,
                             uint32_t unit, lc_next_step *out, size_t *count,
                             lc_error *err)
{
    lc_next_step step[LIFE_MAX_CATEGORIES];
    lc_walker *walker = lc_walker_new(study);
    size_t n = 0, look;
    lc_status st = walker ? list_lacking(study, s, unit, step, &n, err)
                          : lc_no_memory(err, "a report");

    *count = 0;
    look = n < STEPS_LOOKED_AT ? n : STEPS_LOOKED_AT;
    for (size_t i = 0; i < look && !st; i++)
        st = find_place_in(study, walker, unit, &step[i], err);
    if (!st && look)
        qsort(step, look, sizeof *step, by_gained);
    for (size_t i = 0; i < look && !st && *count < LIFE_MAX_NEXT_STEPS; i++)
        if (step[i].gained > 0)
            out[(*count)++] = step[i];
    lc_walker_free(walker);
    return st;
}
