/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/centres.c - see lifecircle/study/compute/centres.h.
 */
#include "lifecircle/study/compute/centres.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The neighbours of a cell: those farther off than half as much again as the
 * nearest are the next ring. USUAL_MAX times the usual reach is the most that a
 * lone cell is given; EVEN_PART of the cells must lie within EVEN of the usual
 * spacing to be taken for a grid. */
#define SEARCH_M  50000.0 /* farther neighbours tell nothing of a cell */
#define BESIDE    1.5     /* of the nearest spacing: a neighbour, too */
#define USUAL_MAX 3.0
#define EVEN      0.15
#define EVEN_PART 0.8
#define EVEN_MIN  7 /* a hexagon and its neighbours */

/* An index of boxes that are points. */
static lc_status build(const lc_pt *centre, size_t n, lc_index **out,
                       lc_error *err)
{
    lc_box *box = lc_calloc(n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the cells");
    for (size_t i = 0; i < n; i++) {
        box[i] = lc_box_empty();
        lc_box_add(&box[i], centre[i]);
    }
    st = lc_index_build(box, n, out, err);
    lc_free(box);
    return st;
}

/* ---- spacings ---- */

/* What is seen from one centre. */
typedef struct around {
    const lc_pt *centre;
    uint32_t self;
    double nearest, largest; /* HUGE_VAL, 0: none */
} around;

/* Two centres at one place have the spacing 0: each is the other's
 * neighbour. */
static void see_nearest(void *ctx, uint32_t item, double *limit_m)
{
    around *a = ctx;
    double d = lc_distance_m(a->centre[a->self], a->centre[item]);

    if (item == a->self || d >= a->nearest)
        return;
    a->nearest = d;
    if (d < *limit_m)
        *limit_m = d;
}

/* The limit is left as it is, so that all within it are seen. */
static void see_largest(void *ctx, uint32_t item, double *limit_m)
{
    around *a = ctx;
    double d = lc_distance_m(a->centre[a->self], a->centre[item]);

    if (item != a->self && d <= *limit_m && d > a->largest)
        a->largest = d;
}

/* The nearest spacing of a centre, and with `reach` how far its cell does. */
static double spacing(const lc_index *ix, const lc_pt *centre, uint32_t i,
                      double *reach)
{
    around a = {centre, i, HUGE_VAL, 0};

    lc_index_nearest(ix, centre[i], SEARCH_M, see_nearest, &a);
    if (reach && isfinite(a.nearest))
        lc_index_nearest(ix, centre[i], a.nearest * BESIDE, see_largest, &a);
    if (reach)
        *reach = a.largest / sqrt(3);
    return a.nearest;
}

static int by_value(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;

    return a < b ? -1 : a > b;
}

/* The middle one of the values, of which a copy is sorted; NAN: no memory. Of
 * an even number the lower of the two middle ones, so that it is a value that
 * occurs. */
static double usual(const double *v, size_t n)
{
    double *copy = lc_calloc(n, sizeof *copy), middle = NAN;

    if (copy && n > 0) {
        memcpy(copy, v, n * sizeof *copy);
        qsort(copy, n, sizeof *copy, by_value);
        middle = copy[(n - 1) / 2];
    }
    lc_free(copy);
    return middle;
}

/* Centres without a neighbour within SEARCH_M have an infinite spacing and are
 * never even. */
lc_status lc_centres_even(const lc_pt *centre, size_t n, bool *even,
                          lc_error *err)
{
    lc_index *ix = NULL;
    double *v = lc_calloc(n, sizeof *v), middle;
    size_t near = 0;
    lc_status st =
        v ? build(centre, n, &ix, err) : lc_no_memory(err, "the cells");

    *even = false;
    for (size_t i = 0; !st && i < n; i++)
        v[i] = spacing(ix, centre, (uint32_t)i, NULL);
    middle = st || n == 0 ? 0 : usual(v, n);
    if (!st && isnan(middle))
        st = lc_no_memory(err, "the cells");
    for (size_t i = 0; !st && i < n; i++)
        near += fabs(v[i] - middle) <= middle * EVEN;
    *even = !st && n >= EVEN_MIN && (double)near >= EVEN_PART * (double)n;
    lc_index_free(ix);
    lc_free(v);
    return st;
}

/* ---- places ---- */

/* The nearest centre to a place so far; UINT32_MAX: none yet. */
typedef struct looking {
    const lc_pt *centre;
    lc_pt place;
    uint32_t best;
    double least;
} looking;

/* Of equally near ones the first of the table, in whatever order the index
 * offers them. */
static void see_centre(void *ctx, uint32_t item, double *limit_m)
{
    looking *l = ctx;
    double d = lc_distance_m(l->place, l->centre[item]);

    if (d > l->least || (d == l->least && item > l->best))
        return;
    l->least = d;
    l->best = item;
    if (d < *limit_m)
        *limit_m = d;
}

/* How far each cell reaches. A cell without a neighbour, or at a hole in the
 * table, would reach to the next cell that is there: the usual reach bounds
 * it. */
static lc_status measure(const lc_index *ix, const lc_pt *centre, size_t n,
                         double *reach, lc_error *err)
{
    double most;

    for (size_t i = 0; i < n; i++)
        (void)spacing(ix, centre, (uint32_t)i, &reach[i]);
    if (n == 0)
        return LIFE_OK;
    most = usual(reach, n) * USUAL_MAX;
    if (isnan(most))
        return lc_no_memory(err, "the cells");
    for (size_t i = 0; i < n; i++)
        if (reach[i] > most || reach[i] == 0)
            reach[i] = most;
    return LIFE_OK;
}

lc_status lc_centres_find(const lc_pt *centre, size_t n, const lc_pt *place,
                          size_t places, uint32_t *out, lc_error *err)
{
    lc_index *ix = NULL;
    double *reach = lc_calloc(n, sizeof *reach);
    lc_status st =
        reach ? build(centre, n, &ix, err) : lc_no_memory(err, "the cells");

    if (!st)
        st = measure(ix, centre, n, reach, err);
    for (size_t i = 0; !st && i < places; i++) {
        looking l = {centre, place[i], UINT32_MAX, HUGE_VAL};

        lc_index_nearest(ix, place[i], SEARCH_M, see_centre, &l);
        out[i] = l.best != UINT32_MAX && l.least <= reach[l.best] ? l.best
                                                                  : UINT32_MAX;
    }
    lc_index_free(ix);
    lc_free(reach);
    return st;
}
