/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/areas.c - see areas.h. GEOS by its reentrant interface.
 *
 * Validity is asked on the grid of 1e-7 degrees on which shapes are kept, as
 * that is what will be stored.
 *
 * Each lc_areas has a GEOS context of its own, so that two threads with two of
 * them never meet. GEOS speaks of failures through a callback alone: the last
 * message is kept for whoever asks.
 */
#include "lifecircle/geo/areas.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"
#include "src/geo/geos.h"
#include "src/geo/ring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPAIR_MOST 5000 /* points; what they cross is looked for by pairs */
/* Of one outline, 25 ms; of those that a list of them has more than a few each,
 * two seconds. Borders that were drawn by hand cross themselves a few times. */
#define CROSSINGS_MOST 2000
#define CROSSINGS_FREE 16
#define CROSSINGS_ALL  100000
/* Pairs of rings whose boxes meet, itself among them: GEOS took 100 s for
 * 40,000 rings on one another. And sides of outer rings, once for each hole: 5
 * ns each, so that a lake of 14,000 islands takes 5 s where its shore has
 * 60,000 points. Fewer rings than RINGS_FREE are not counted. */
#define MEETING_MOST 1000000
#define HOLES_MOST   2000000000u
#define RINGS_FREE   1000
/* Round corners are drawn with so many points a quarter: at 3 km they are off
 * by 15 m. */
#define QUARTER_POINTS 8

static void keep_message(const char *message, void *ctx)
{
    lc_areas *g = ctx;
    size_t len = strlen(message);

    if (len >= sizeof g->message)
        len = sizeof g->message - 1;
    memcpy(g->message, message, len);
    g->message[len] = '\0';
}

lc_status lc_areas_open(lc_areas **out, lc_error *err)
{
    lc_areas *g = lc_calloc(1, sizeof *g);

    *out = NULL;
    if (g)
        g->h = GEOS_init_r();
    if (!g || !g->h) {
        lc_free(g);
        return lc_no_memory(err, "outlines");
    }
    GEOSContext_setNoticeMessageHandler_r(g->h, keep_message, g);
    GEOSContext_setErrorMessageHandler_r(g->h, keep_message, g);
    *out = g;
    return LIFE_OK;
}

void lc_areas_close(lc_areas *g)
{
    if (!g)
        return;
    GEOS_finish_r(g->h);
    lc_free(g);
}

const char *lc_areas_message(const lc_areas *g)
{
    return g->message;
}

/* ---- validity, union ---- */

/* The structure method: rings are mended one by one, outer ones united and
 * holes taken off, so ground that is drawn twice stays ground. The older
 * method works on the lines alone and would make a hole of it. */
static GEOSGeometry *make_valid(lc_areas *g, const lc_shape *s)
{
    GEOSMakeValidParams *p = GEOSMakeValidParams_create_r(g->h);
    GEOSGeometry *geom = lc_geos_from_shape(g, NULL, s);
    GEOSGeometry *out = NULL;

    if (p && geom &&
        GEOSMakeValidParams_setMethod_r(g->h, p, GEOS_MAKE_VALID_STRUCTURE))
        out = GEOSMakeValidWithParams_r(g->h, geom, p);
    GEOSMakeValidParams_destroy_r(g->h, p);
    GEOSGeom_destroy_r(g->h, geom);
    return out;
}

/* Whether edges ab and cd share a point that is no corner of both. */
static bool cross(lc_pt a, lc_pt b, lc_pt c, lc_pt d)
{
    lc_wide ac = lc_turn(a, b, c), ad = lc_turn(a, b, d);
    lc_wide ca = lc_turn(c, d, a), cb = lc_turn(c, d, b);

    return ((ac <= 0 && ad >= 0) || (ac >= 0 && ad <= 0)) &&
           ((ca <= 0 && cb >= 0) || (ca >= 0 && cb <= 0)) &&
           !lc_pt_equal(a, c) && !lc_pt_equal(a, d) && !lc_pt_equal(b, c) &&
           !lc_pt_equal(b, d);
}

typedef struct edge { /* from west to east */
    lc_pt west, east;
} edge;

static int by_west(const void *a, const void *b)
{
    const edge *x = a, *y = b;

    return (x->west.lon > y->west.lon) - (x->west.lon < y->west.lon);
}

static uint32_t edges_of(const lc_shape *s, edge *out)
{
    uint32_t n = 0;

    for (uint32_t p = 0; p < s->part_count; p++)
        for (uint32_t i = s->part[p]; i + 1 < s->part[p + 1]; i++) {
            lc_pt a = s->pt[i], b = s->pt[i + 1];

            out[n++] = a.lon <= b.lon ? (edge){a, b} : (edge){b, a};
        }
    qsort(out, n, sizeof *out, by_west);
    return n;
}

/* How often edges cross, no further than `most`: what MakeValid's time and
 * memory go by. */
static uint32_t crossings(const edge *e, uint32_t n, uint32_t most)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n && e[k].west.lon <= e[i].east.lon; k++) {
            found += cross(e[i].west, e[i].east, e[k].west, e[k].east);
            if (found > most)
                return found;
        }
    return found;
}

static bool count_pair(void *ctx, uint32_t item)
{
    uint32_t *left = ctx;

    (void)item;
    return --*left > 0;
}

/* Whether at most MEETING_MOST pairs of rings could touch. */
static lc_status few_meet(const lc_shape *area, bool *few, lc_error *err)
{
    lc_box *box = lc_calloc(area->part_count, sizeof *box);
    uint32_t left = MEETING_MOST;
    lc_index *index = NULL;
    lc_status st;

    if (!box)
        return lc_no_memory(err, "outlines");
    for (uint32_t p = 0; p < area->part_count; p++) {
        box[p] = lc_box_empty();
        for (uint32_t i = area->part[p]; i < area->part[p + 1]; i++)
            lc_box_add(&box[p], area->pt[i]);
    }
    st = lc_index_build(box, area->part_count, &index, err);
    for (uint32_t p = 0; p < area->part_count && left && !st; p++)
        lc_index_query(index, box[p], count_pair, &left);
    lc_index_free(index);
    lc_free(box);
    *few = left > 0;
    return st;
}

/* How many sides of outer rings a corner of each hole is held against. */
static uint64_t sides_around_holes(const lc_shape *area)
{
    uint64_t sides = 0, outer = 0;

    for (uint32_t p = 0; p < area->part_count; p++) {
        uint32_t n = area->part[p + 1] - area->part[p];

        if (lc_ring_turn(area->pt + area->part[p], n) >= 0)
            outer = n;
        else
            sides += outer;
    }
    return sides;
}

/* Whether GEOS can say soon if it is valid: it holds rings against each other
 * whose boxes meet, and holes against all of the outline around them. Islands
 * meet the land and a few beside them. */
static lc_status may_judge(lc_areas *g, const lc_shape *area, bool *may,
                           lc_error *err)
{
    lc_status st = few_meet(area, may, err);

    if (st)
        return st;
    if (!*may)
        snprintf(g->message, sizeof g->message,
                 "its rings lie on one another more than %d times",
                 MEETING_MOST);
    else if (sides_around_holes(area) > HOLES_MOST) {
        snprintf(g->message, sizeof g->message,
                 "too many holes in too long an outline: together more than "
                 "%u sides around them",
                 HOLES_MOST);
        *may = false;
    }
    return LIFE_OK;
}

/* Whether a repair of it ends soon; else the message says why not. A few
 * crossings are anybody's; what goes beyond is counted over all outlines. */
static lc_status may_repair(lc_areas *g, const lc_shape *area, bool *may,
                            lc_error *err)
{
    edge *e;
    uint32_t n;

    *may = area->pt_count <= REPAIR_MOST;
    if (!*may) {
        snprintf(g->message, sizeof g->message,
                 "only outlines of up to %d points are mended", REPAIR_MOST);
        return LIFE_OK;
    }
    e = lc_calloc(area->pt_count, sizeof *e);
    if (!e)
        return lc_no_memory(err, "outlines");
    n = crossings(e, edges_of(area, e), CROSSINGS_MOST);
    lc_free(e);
    g->crossings += n > CROSSINGS_FREE ? n - CROSSINGS_FREE : 0;
    *may = n <= CROSSINGS_FREE ||
           (n <= CROSSINGS_MOST && g->crossings <= CROSSINGS_ALL);
    if (n > CROSSINGS_MOST)
        snprintf(g->message, sizeof g->message,
                 "it crosses itself more than %d times", CROSSINGS_MOST);
    else if (!*may)
        snprintf(g->message, sizeof g->message,
                 "it crosses itself %u times, and all before it more than %d "
                 "times together",
                 (unsigned)n, CROSSINGS_ALL);
    return LIFE_OK;
}

/* Larger outlines are left as they are, and are told to be not valid: so are
 * those that can't be mended on the grid. */
lc_status lc_areas_repair(lc_areas *g, lc_shape *area, bool *valid,
                          lc_error *err)
{
    GEOSGeometry *geom;
    lc_shape fixed = {0};
    bool may = true;
    lc_status st = LIFE_OK;

    *valid = false;
    if (area->part_count > RINGS_FREE)
        st = may_judge(g, area, &may, err);
    if (st || !may)
        return st;
    *valid = lc_geos_is_valid(g, area);
    if (*valid)
        return LIFE_OK;
    st = may_repair(g, area, &may, err);
    if (st || !may)
        return st;
    geom = make_valid(g, area);
    if (geom)
        st = lc_geos_to_shape(g, NULL, geom, &fixed, err);
    GEOSGeom_destroy_r(g->h, geom);
    /* Rounding back to the grid may have bent it again. */
    if (!st && fixed.kind == LIFE_SHAPE_AREA && lc_geos_is_valid(g, &fixed)) {
        lc_shape_clear(area);
        *area = fixed;
        *valid = true;
        return LIFE_OK;
    }
    lc_shape_clear(&fixed);
    return st;
}

/* An outline that GEOS takes for none is left out. The collection owns the
 * items; the list of them is ours. A union of all at once is a cascade of
 * small ones, which is far quicker than adding one after another. *out is NULL
 * where there is nothing. */
static lc_status join(lc_areas *g, const lc_frame *f,
                      const lc_shape *const *area, size_t n, GEOSGeometry **out,
                      lc_error *err)
{
    GEOSGeometry **item = lc_calloc(n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL;
    uint32_t count = 0;

    *out = NULL;
    if (!item)
        return lc_no_memory(err, "outlines");
    for (size_t i = 0; i < n; i++) {
        item[count] = lc_geos_from_shape(g, f, area[i]);
        count += item[count] != NULL;
    }
    if (count > 0)
        all = lc_geos_collect(g, GEOS_GEOMETRYCOLLECTION, item, count);
    if (all)
        *out = GEOSUnaryUnion_r(g->h, all);
    GEOSGeom_destroy_r(g->h, all);
    lc_free(item);
    return LIFE_OK;
}

lc_status lc_areas_join(lc_areas *g, const lc_shape *const *area, size_t n,
                        lc_shape *out, lc_error *err)
{
    GEOSGeometry *joined = NULL;
    lc_status st = join(g, NULL, area, n, &joined, err);

    if (joined)
        st = lc_geos_to_shape(g, NULL, joined, out, err);
    GEOSGeom_destroy_r(g->h, joined);
    return st;
}

/* In place of *geom, without what is narrower than a sliver. */
static void drop_slivers(lc_areas *g, GEOSGeometry **geom, double sliver_m)
{
    GEOSGeometry *thick;

    if (!*geom || sliver_m <= 0)
        return;
    thick = lc_geos_thick(g, *geom, sliver_m / 2);
    GEOSGeom_destroy_r(g->h, *geom);
    *geom = thick;
}

/* The others are joined first: a union of all is a cascade of small ones, and
 * the outline of a town is cut once. Where GEOS begins a ring depends on how it
 * got there, so rings and polygons are put into its normal order. Rounding to
 * the grid may bend what is left, which is then mended. */
static lc_status less(lc_areas *g, const lc_areas_rest *r, lc_shape *out,
                      bool *valid, lc_error *err)
{
    lc_frame here = lc_frame_at(lc_shape_inner(r->area));
    const lc_frame *f = r->sliver_m > 0 ? &here : NULL;
    GEOSGeometry *whole = lc_geos_from_shape(g, f, r->area);
    GEOSGeometry *parts = NULL, *left = NULL;
    lc_status st = join(g, f, r->other, r->n, &parts, err);

    drop_slivers(g, &parts, r->sliver_m);
    if (!st && whole && parts)
        left = GEOSDifference_r(g->h, whole, parts);
    else if (!st && !r->n) {
        left = whole;
        whole = NULL;
    }
    GEOSGeom_destroy_r(g->h, whole);
    GEOSGeom_destroy_r(g->h, parts);
    drop_slivers(g, &left, r->sliver_m);
    *valid = left && GEOSNormalize_r(g->h, left) == 0;
    if (*valid)
        st = lc_geos_to_shape(g, f, left, out, err);
    GEOSGeom_destroy_r(g->h, left);
    if (!st && out->kind == LIFE_SHAPE_AREA)
        st = lc_areas_repair(g, out, valid, err);
    if (!*valid)
        lc_shape_clear(out);
    return st;
}

/* Slivers are better than no land. */
lc_status lc_areas_less(lc_areas *g, const lc_areas_rest *r, lc_shape *out,
                        lc_error *err)
{
    lc_areas_rest exact = *r;
    bool valid = false;
    lc_status st = less(g, r, out, &valid, err);

    exact.sliver_m = 0;
    if (!st && !valid && r->sliver_m > 0)
        st = less(g, &exact, out, &valid, err);
    return st;
}

/* In metres of a frame in its middle: a hundred kilometres to the north a metre
 * from west to east is longer by a sixtieth. */
lc_status lc_areas_grown(lc_areas *g, const lc_shape *area, double metres,
                         lc_shape *out, lc_error *err)
{
    lc_frame f = lc_frame_at(lc_shape_inner(area));
    GEOSGeometry *geom = lc_geos_from_shape(g, &f, area);
    GEOSGeometry *grown =
        geom ? GEOSBuffer_r(g->h, geom, metres, QUARTER_POINTS) : NULL;
    lc_status st = grown ? lc_geos_to_shape(g, &f, grown, out, err) : LIFE_OK;

    GEOSGeom_destroy_r(g->h, grown);
    GEOSGeom_destroy_r(g->h, geom);
    return st;
}
