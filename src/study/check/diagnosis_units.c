/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis_units.c - boundaries, holes and names of units.
 *
 * Overlaps and holes make an answer wrong without a word: a home in two units
 * counts in the smaller, one in a hole in none. Boundaries are compared in
 * pairs whose boxes meet, by the geometry library, which is why this is a
 * command of its own and no part of loading.
 */
#include "src/study/check/diagnosis_units.h"

#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/overlap.h"
#include "lifecircle/study/check/diagnosis.h"
#include "lifecircle/study/findings/finding.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/world/city.h"
#include "src/world/units/borders.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of holes: a slit between two outlines is none, a house's ground is one. */
#define OVERLAP_M2    100.0 /* and a thousandth of the smaller unit: less */
#define OVERLAP_SHARE 0.001 /* is how finely people draw */
#define HOLE_M2       100.0

static bool is_area(const lc_unit *u)
{
    return u->shape && u->shape->kind == LIFE_SHAPE_AREA;
}

static lc_finding_example *add_unit(lc_diagnosing *d, lc_finding_code code,
                                    const lc_unit *u)
{
    lc_finding_example *e = lc_diagnosing_add(d, code);

    lc_utf8_format(e->id, sizeof e->id, "%s", u->code);
    e->name = u->name;
    e->pt = u->centre;
    e->placed = u->approximate || (u->shape && u->shape->pt_count > 0);
    return e;
}

typedef struct neighbours {
    lc_diagnosing *d;
    lc_overlap *overlap;
    uint32_t of;
} neighbours;

/* Each pair once, the lower number first. Levels are nested by their nature, so
 * only units of one level are compared. Both bounds must be passed: an area
 * that counts, and one that matters to the smaller unit. */
static bool see_unit(void *ctx, uint32_t i)
{
    neighbours *n = ctx;
    const lc_world *w = n->d->w;
    const lc_unit *a = &w->unit.v[n->of], *b = &w->unit.v[i];
    lc_finding_example *e;
    double m2, smaller;
    lc_pt at;

    if (i <= n->of || a->level_index != b->level_index || !lc_borders_is_one(b))
        return true;
    if (lc_overlap_m2(n->overlap, a->shape, b->shape, &m2, &at, NULL))
        return true; /* not valid, which is told of it alone */
    smaller = fmin(w->unit_area_m2[n->of], w->unit_area_m2[i]);
    if (m2 < OVERLAP_M2 || m2 < smaller * OVERLAP_SHARE)
        return true;
    e = add_unit(n->d, LIFE_FINDING_OVERLAP, a);
    e->other = b->code;
    e->pt = at;
    return true;
}

lc_status lc_diagnosis_units_overlaps(lc_diagnosing *d, lc_error *err)
{
    const lc_world *w = d->w;
    neighbours n = {.d = d};
    lc_status st = lc_overlap_open(&n.overlap, err);

    for (uint32_t i = 0; !st && i < w->unit.n; i++) {
        const lc_unit *u = &w->unit.v[i];

        n.of = i;
        if (!lc_borders_is_one(u))
            continue; /* pictures are made, and end at the boundaries */
        if (!lc_overlap_is_valid(n.overlap, u->shape))
            add_unit(d, LIFE_FINDING_INVALID, u);
        lc_index_query(w->unit_index, lc_shape_box(u->shape), see_unit, &n);
    }
    lc_overlap_close(n.overlap);
    return st;
}

/* ---- ground between them ---- */

typedef struct gaps {
    lc_diagnosing *d;
    const char *level;
} gaps;

static void see_hole(void *ctx, lc_pt at, double m2)
{
    gaps *g = ctx;
    lc_finding_example *e;

    if (m2 < HOLE_M2)
        return;
    e = lc_diagnosing_add(g->d, LIFE_FINDING_HOLE);
    lc_diagnosing_explain(g->d, e, "level %.40s, %.2f ha", g->level, m2 / 1e4);
    e->pt = at;
}

/* Where some units are approximate, they fill what the others leave over. */
static lc_status check_level(lc_diagnosing *d, lc_overlap *o, uint32_t level,
                             const lc_shape **area, lc_error *err)
{
    gaps g = {d, lc_world_level(d->w, level)};
    size_t n = 0;

    for (size_t i = 0; i < d->w->unit.n; i++) {
        const lc_unit *u = &d->w->unit.v[i];

        if (u->level_index != level)
            continue;
        if (u->approximate)
            return LIFE_OK;
        if (is_area(u))
            area[n++] = u->shape;
    }
    /* A single unit has nothing beside it to leave ground between. */
    return n > 1 ? lc_overlap_holes(o, area, n, see_hole, &g, err) : LIFE_OK;
}

lc_status lc_diagnosis_units_holes(lc_diagnosing *d, lc_error *err)
{
    const lc_shape **area = lc_calloc(d->w->unit.n, sizeof *area);
    lc_overlap *o = NULL;
    lc_status st;

    if (!area)
        return lc_no_memory(err, "a diagnosis");
    st = lc_overlap_open(&o, err);
    for (uint32_t i = 0; !st && i < lc_world_level_count(d->w); i++)
        st = check_level(d, o, i, area, err);
    lc_overlap_close(o);
    lc_free(area);
    return st;
}

/* ---- sums ---- */

/* By their parents: a unit that reaches across the boundary of its parent holds
 * homes of the next one too. */
static void check_sums(lc_diagnosing *d, uint32_t level, int64_t *sum)
{
    const lc_world *w = d->w;
    uint32_t above = w->level_above[level];
    uint32_t first = w->level_first[level], end = w->level_first[level + 1];

    for (size_t i = 0; i < w->unit.n; i++)
        sum[i] = -1;
    for (uint32_t i = first; i < end; i++) {
        uint32_t up = w->unit.v[i].parent;

        if (up != LIFE_NONE)
            sum[up] = (sum[up] < 0 ? 0 : sum[up]) + w->unit.v[i].weight;
    }
    for (uint32_t i = w->level_first[above]; i < w->level_first[above + 1]; i++)
        if (sum[i] >= 0 && sum[i] != w->unit.v[i].weight)
            add_unit(d, LIFE_FINDING_NOT_SUMMING, &w->unit.v[i])->other =
                w->level.v[level];
}

lc_status lc_diagnosis_units_sums(lc_diagnosing *d, lc_error *err)
{
    int64_t *sum = lc_calloc(d->w->unit.n, sizeof *sum);

    if (!sum)
        return lc_no_memory(err, "a diagnosis");
    for (uint32_t l = 0; l < d->w->level.n; l++)
        if (d->w->level_above[l] != LIFE_NONE)
            check_sums(d, l, sum);
    lc_free(sum);
    return LIFE_OK;
}

static int by_level_and_name(const void *pa, const void *pb)
{
    const lc_unit *a = *(const lc_unit *const *)pa,
                  *b = *(const lc_unit *const *)pb;
    int order = strcmp(a->name, b->name);

    if (a->level_index != b->level_index)
        return a->level_index < b->level_index ? -1 : 1;
    return order ? order : strcmp(a->code, b->code);
}

static bool is_namesake(const lc_unit *a, const lc_unit *b)
{
    return a->level_index == b->level_index && !strcmp(a->name, b->name);
}

/* Each name once, with the first two that bear it. Sorted pointers bring
 * namesakes together: n log n, and units stay in place. */
lc_status lc_diagnosis_units_names(lc_diagnosing *d, lc_error *err)
{
    const lc_world *w = d->w;
    const lc_unit **unit = lc_calloc(w->unit.n, sizeof *unit);

    if (!unit)
        return lc_no_memory(err, "a diagnosis");
    for (size_t i = 0; i < w->unit.n; i++)
        unit[i] = &w->unit.v[i];
    qsort(unit, w->unit.n, sizeof *unit, by_level_and_name);
    for (size_t i = 1; i < w->unit.n; i++)
        if (is_namesake(unit[i - 1], unit[i]) &&
            (i == 1 || !is_namesake(unit[i - 2], unit[i - 1])))
            add_unit(d, LIFE_FINDING_NAMESAKE, unit[i - 1])->other =
                unit[i]->code;
    lc_free(unit);
    return LIFE_OK;
}

/* One finding each, the first that explains the others: without a shape there
 * can be no homes, without homes no residents. */
void lc_diagnosis_units_each(lc_diagnosing *d)
{
    bool people = lc_world_home_kind(d->w) == LIFE_HOMES_RESIDENTS;

    for (size_t i = 0; i < d->w->unit.n; i++) {
        const lc_unit *u = &d->w->unit.v[i];

        if (!u->seated && u->rest_of == LIFE_NONE && !is_area(u))
            add_unit(d, LIFE_FINDING_SHAPELESS, u);
        else if (u->home_count == 0)
            add_unit(d, LIFE_FINDING_EMPTY, u);
        else if (people && u->weight == 0)
            add_unit(d, LIFE_FINDING_UNPEOPLED, u);
    }
}
