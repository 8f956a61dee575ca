/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/outline.c - the walkable area as a picture: all points of a 5
 * m grid within 30 m of a reached street part, less water, outlined.
 *
 * A picture by way of a raster and not by buffering lines: its cost is that of
 * the area, its result valid by construction (trace.h), and limits that are
 * drawn on one another are nested to the last digit.
 */
#include "lifecircle/study/walk/outline.h"

#include "lifecircle/study/walk/reach.h"
#include "lifecircle/world/links.h"
#include "src/study/walk/outline.h"
#include "src/study/walk/raster.h"
#include "src/study/walk/trace.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/links/barriers.h"

#include <string.h>

#define BUFFER_M 30.0
/* The grid point nearest to a line is at most 3.54 m away. Each street part has
 * such a point, so that each is in a piece that is kept. */
#define CORE_M 4.0

/* What is drawn of a part is one piece unless it meets water: then any point of
 * it will do, else all that lie by the part tell which of its pieces stay. */
static void draw_line(lc_raster *g, lc_xy a, lc_xy b)
{
    if (lc_raster_segment(g, a, b, BUFFER_M, LIFE_RASTER_INSIDE))
        lc_raster_segment(g, a, b, CORE_M, LIFE_RASTER_CORE);
    else if (g->wet)
        lc_raster_point(g, a, LIFE_RASTER_CORE);
}

/* Between its ends the part follows the points of the street that lie within
 * it. */
static void draw_stretch(lc_raster *g, const lc_network *n, const lc_stretch *s)
{
    const lc_edge *e = &n->edge[s->edge];
    lc_xy a = lc_frame_xy(&g->frame, lc_network_point(n, s->edge, s->from_mm));
    lc_xy b;

    for (uint32_t k = e->shape; k < e[1].shape; k++) {
        if (n->shape_mm[k] <= s->from_mm || n->shape_mm[k] >= s->to_mm)
            continue;
        b = lc_frame_xy(&g->frame, n->shape[k]);
        draw_line(g, a, b);
        a = b;
    }
    b = lc_frame_xy(&g->frame, lc_network_point(n, s->edge, s->to_mm));
    draw_line(g, a, b);
}

static bool same_part(const lc_stretch *a, const lc_stretch *b)
{
    return a->edge == b->edge && a->from_mm == b->from_mm &&
           a->to_mm == b->to_mm;
}

typedef LC_VEC(lc_stretch) stretch_vec;

/* Draws what the limit before has not drawn. Both lists are by edge. */
static lc_status draw_new(lc_raster *g, const lc_network *n,
                          stretch_vec *before, const lc_stretch *s,
                          size_t count, lc_error *err)
{
    size_t k = 0;

    for (size_t i = 0; i < count; i++) {
        bool drawn = false;

        while (k < before->n && before->v[k].edge < s[i].edge)
            k++;
        for (size_t j = k; j < before->n && before->v[j].edge == s[i].edge; j++)
            drawn |= same_part(&before->v[j], &s[i]);
        if (!drawn)
            draw_stretch(g, n, &s[i]);
    }
    before->n = 0;
    if (!lc_vec_reserve(before, count))
        return lc_no_memory(err, "the walkable area");
    if (count)
        memcpy(before->v, s, count * sizeof *s);
    before->n = count;
    return LIFE_OK;
}

static lc_pt leg_begin(const lc_place *from, uint32_t i)
{
    return from->leg ? from->leg[i].from : from->pt;
}

static lc_pt leg_end(const lc_network *n, const lc_place *from, uint32_t i)
{
    return from->leg ? from->leg[i].to
                     : lc_link_end(n, &from->link[i], from->pt);
}

/* The place's legs, as far as the limit lets one walk them. In a straight line
 * and by speed alone, as legs are walked. */
static void draw_legs(lc_raster *g, const lc_world *w, const lc_place *from,
                      uint32_t limit_ms)
{
    double reach_mm = w->pace[from->pace].mps * limit_ms;

    for (uint32_t i = 0; i < from->link_count; i++) {
        const lc_link *l = &from->link[i];
        lc_xy a = lc_frame_xy(&g->frame, leg_begin(from, i));
        lc_xy b = lc_frame_xy(&g->frame, leg_end(w->net, from, i));
        double f = l->leg_mm > reach_mm ? reach_mm / l->leg_mm : 1;

        b = (lc_xy){a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)};
        draw_line(g, a, b);
    }
}

/* ---- the whole ---- */

static void bound(lc_box *b, const lc_network *n, const lc_stretch *s,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const lc_edge *e = &n->edge[s[i].edge];

        for (uint32_t k = e->shape; k < e[1].shape; k++)
            lc_box_add(b, n->shape[k]);
    }
}

/* Without water every piece stays. */
lc_status lc_outline_discs(const lc_pt *pt, size_t n, double radius_m,
                           lc_shape *out, lc_error *err)
{
    lc_raster g = {0};
    lc_box b = lc_box_empty();
    lc_status st;

    *out = (lc_shape){0};
    for (size_t i = 0; i < n; i++)
        lc_box_add(&b, pt[i]);
    st = lc_raster_make(&g, pt[0], b, radius_m, err);
    for (size_t i = 0; i < n && !st; i++) {
        lc_xy c = lc_frame_xy(&g.frame, pt[i]);

        lc_raster_segment(&g, c, c, radius_m, LIFE_RASTER_INSIDE);
    }
    if (!st)
        st = lc_trace_shape(&g, out, err);
    if (st)
        lc_shape_clear(out);
    lc_raster_clear(&g);
    return st;
}

/* The largest limit's reach sets the grid; then limit by limit, rising, each
 * adds to what the one before has drawn: so they are nested. */
lc_status lc_outline_draw(lc_walker *a, const lc_place *from,
                          const uint32_t *limit_ms, size_t limits,
                          lc_shape *shapes, lc_error *err)
{
    const lc_world *w = a->w;
    lc_raster g = {0};
    stretch_vec before = {0};
    const lc_stretch *s;
    size_t count;
    lc_box box = lc_box_empty();
    lc_status st;

    for (size_t i = 0; i < limits; i++)
        shapes[i] = (lc_shape){0};
    if (from->reason || !limits)
        return LIFE_OK;
    st = lc_reach_find(a, from, limit_ms[limits - 1], &s, &count, err);
    lc_box_add(&box, from->pt);
    for (uint32_t i = 0; i < from->link_count; i++) {
        lc_box_add(&box, leg_begin(from, i));
        lc_box_add(&box, leg_end(w->net, from, i));
    }
    bound(&box, w->net, s, count);
    if (!st)
        st = lc_raster_make(&g, from->pt, box, BUFFER_M, err);
    if (st)
        goto done;
    lc_barriers_each_water(w->barriers, lc_box_grown(box, BUFFER_M),
                           lc_raster_water, &g);
    for (size_t i = 0; i < limits && !st; i++) {
        if (limits > 1)
            st = lc_reach_within(a, from, limit_ms[i], &s, &count, err);
        if (!st)
            st = draw_new(&g, w->net, &before, s, count, err);
        draw_legs(&g, w, from, limit_ms[i]);
        if (!st)
            st = lc_trace_shape(&g, &shapes[i], err);
    }

done:
    lc_raster_clear(&g);
    lc_vec_free(&before);
    for (size_t i = 0; i < limits && st; i++)
        lc_shape_clear(&shapes[i]);
    return st;
}
