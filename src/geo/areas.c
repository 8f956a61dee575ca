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
#include "src/geo/geos.h"

#include <string.h>

#define REPAIR_MOST 5000 /* points; MakeValid grows by their square */
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

/* Larger outlines are left as they are, and are told to be not valid: so are
 * those that can't be mended on the grid. */
lc_status lc_areas_repair(lc_areas *g, lc_shape *area, bool *valid,
                          lc_error *err)
{
    GEOSGeometry *geom;
    lc_shape fixed = {0};
    lc_status st = LIFE_OK;

    *valid = lc_geos_is_valid(g, area);
    if (*valid || area->pt_count > REPAIR_MOST)
        return LIFE_OK;
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
static lc_status join(lc_areas *g, const lc_shape *const *area, size_t n,
                      GEOSGeometry **out, lc_error *err)
{
    GEOSGeometry **item = lc_calloc(n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL;
    uint32_t count = 0;

    *out = NULL;
    if (!item)
        return lc_no_memory(err, "outlines");
    for (size_t i = 0; i < n; i++) {
        item[count] = lc_geos_from_shape(g, NULL, area[i]);
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
    lc_status st = join(g, area, n, &joined, err);

    if (joined)
        st = lc_geos_to_shape(g, NULL, joined, out, err);
    GEOSGeom_destroy_r(g->h, joined);
    return st;
}

/* The others are joined first: a union of all is a cascade of small ones, and
 * the outline of a town is cut once. Where GEOS begins a ring depends on how it
 * got there, so rings and polygons are put into its normal order. Rounding to
 * the grid may bend what is left, which is then mended. */
lc_status lc_areas_less(lc_areas *g, const lc_shape *area,
                        const lc_shape *const *other, size_t n, lc_shape *out,
                        lc_error *err)
{
    GEOSGeometry *whole = lc_geos_from_shape(g, NULL, area);
    GEOSGeometry *parts = NULL, *left = NULL;
    bool valid = true;
    lc_status st = join(g, other, n, &parts, err);

    if (!st && whole && parts)
        left = GEOSDifference_r(g->h, whole, parts);
    else if (!st && !n) {
        left = whole;
        whole = NULL;
    }
    GEOSGeom_destroy_r(g->h, whole);
    GEOSGeom_destroy_r(g->h, parts);
    if (left && GEOSNormalize_r(g->h, left) == 0)
        st = lc_geos_to_shape(g, NULL, left, out, err);
    GEOSGeom_destroy_r(g->h, left);
    if (!st && out->kind == LIFE_SHAPE_AREA)
        st = lc_areas_repair(g, out, &valid, err);
    if (!valid)
        lc_shape_clear(out);
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
