/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/ends.c - see ends.h.
 *
 * As with labels, the sweep runs backwards: each vertex learns how soon an end
 * is reached from it. Private ways lead to no end, and driveways and parking
 * aisles end by themselves, wherever an extent's line lies.
 */
#include "src/study/ends.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/geo/prepared_outline.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/sweep.h"
#include "src/study/entries.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/links/linking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Extents are listed in one order, so that equal lists are equal unions. Where
 * no run has any there is no list either, and nothing to point into. */
static bool is_same(const lc_world *w, lc_extent_run a, lc_extent_run b)
{
    return a.count == b.count &&
           (!a.count ||
            !memcmp(w->extent_list + a.first, w->extent_list + b.first,
                    a.count * sizeof *w->extent_list));
}

static lc_status add_end(const lc_world *w, lc_extent_run run, lc_ends *out,
                         lc_error *err)
{
    lc_reach_end one = {.extents = run};

    one.label = lc_calloc(w->pace_count, sizeof *one.label);
    one.home_ms = lc_calloc(w->pace_count, sizeof *one.home_ms);
    if (one.label && one.home_ms && lc_vec_push(&out->v, one))
        return LIFE_OK;
    lc_free(one.label);
    lc_free(one.home_ms);
    return lc_no_memory(err, "the ends of the data");
}

/* Most categories come from one source and share its extent, so there are few
 * of them; categories point to theirs. */
lc_status lc_ends_make(const lc_world *w, lc_ends *out, lc_error *err)
{
    lc_status st;

    *out = (lc_ends){0};
    st = add_end(w, (lc_extent_run){0}, out, err);
    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        lc_extent_run run = w->category_extents[c];
        size_t i = 0;

        while (i < out->v.n && !is_same(w, out->v.v[i].extents, run))
            i++;
        out->of[c] = (uint32_t)i;
        if (i == out->v.n)
            st = add_end(w, run, out, err);
    }
    return st;
}

void lc_ends_clear(const lc_world *w, lc_ends *e)
{
    for (size_t i = 0; i < e->v.n; i++) {
        lc_reach_end *r = &e->v.v[i];

        for (uint32_t p = 0; p < w->pace_count; p++) {
            lc_free(r->label[p]);
            lc_free(r->home_ms[p]);
        }
        lc_free(r->label);
        lc_free(r->home_ms);
        lc_free(r->outside);
        lc_vec_free(&r->leaving);
    }
    lc_vec_free(&e->v);
}

/* 8 bytes a vertex and 4 a home, of what was asked for so far. */
uint64_t lc_ends_bytes(const lc_study *s)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < s->ends.v.n; i++) {
        const lc_reach_end *r = &s->ends.v.v[i];

        for (size_t p = 0; p < s->w->pace_count; p++) {
            bytes += r->label[p] ? s->slot[p].graph->vertex_count * 8u : 0;
            bytes += r->home_ms[p] ? s->w->home_count * 4u : 0;
        }
    }
    return bytes;
}

/* ---- where streets leave an extent ---- */

/* The areas that an extent is the union of, ready to be asked. */
typedef struct region {
    lc_prepared_area **area;
    lc_prepared_outline **outline;
    size_t n;
} region;

static void clear_region(region *r)
{
    for (size_t i = 0; i < r->n; i++) {
        lc_prepared_area_free(r->area[i]);
        lc_prepared_outline_free(r->outline[i]);
    }
    lc_free(r->area);
    lc_free(r->outline);
}

/* A category without an extent of its own has the city's, which is extent 0. */
static lc_status make_region(const lc_world *w, lc_extent_run run, region *r,
                             lc_error *err)
{
    size_t n = run.count ? run.count : 1;
    lc_status st = LIFE_OK;

    *r = (region){.area = lc_calloc(n, sizeof(lc_prepared_area *)),
                  .outline = lc_calloc(n, sizeof(lc_prepared_outline *))};
    if (!r->area || !r->outline)
        st = lc_no_memory(err, "the ends of the data");
    for (size_t i = 0; i < n && !st; i++) {
        size_t x = run.count ? w->extent_list[run.first + i] : 0;
        const lc_shape *shape = &w->extent.v[x].shape;

        r->n++;
        st = lc_prepared_area_make(shape, &r->area[i], err);
        if (!st)
            st = lc_prepared_outline_make(shape, &r->outline[i], err);
    }
    if (st)
        clear_region(r);
    return st;
}

/* A union holds what any of its areas holds. */
static bool holds(const region *r, lc_pt p)
{
    for (size_t i = 0; i < r->n; i++)
        if (lc_prepared_area_contains(r->area[i], p))
            return true;
    return false;
}

/* How far along a-b (0 to 1) the outlines are met. Kept from piece to piece, as
 * there are thousands and each has few. */
typedef LC_VEC(double) place_vec;

typedef struct meetings {
    lc_pt a, b;
    place_vec *at;
    bool failed; /* no memory */
} meetings;

/* In degrees, not in metres: whether two lines meet, and at what part of one,
 * is the same in any scale of the axes. Parallel ones (cross 0) meet where an
 * end of the street lies on the outline. */
static bool add_meeting(void *ctx, lc_pt c, lc_pt d)
{
    meetings *m = ctx;
    double dx = (double)m->b.lon - m->a.lon, dy = (double)m->b.lat - m->a.lat;
    double ex = (double)d.lon - c.lon, ey = (double)d.lat - c.lat;
    double east = (double)c.lon - m->a.lon, north = (double)c.lat - m->a.lat;
    double cross = dx * ey - dy * ex;
    double t = (east * ey - north * ex) / cross;
    double u = (east * dy - north * dx) / cross;

    if (cross != 0)
        m->failed =
            t >= 0 && t <= 1 && u >= 0 && u <= 1 && !lc_vec_push(m->at, t);
    else
        m->failed =
            (lc_point_on_segment(c, d, m->a) && !lc_vec_push(m->at, 0)) ||
            (lc_point_on_segment(c, d, m->b) && !lc_vec_push(m->at, 1));
    return !m->failed;
}

/* A metre more than the line has, for what doubles round. */
#define GROWN 100

static lc_box line_box(const lc_pt *pt, size_t n)
{
    lc_box box = lc_box_empty();

    for (size_t i = 0; i < n; i++) {
        lc_box_add(&box, (lc_pt){pt[i].lon - GROWN, pt[i].lat - GROWN});
        lc_box_add(&box, (lc_pt){pt[i].lon + GROWN, pt[i].lat + GROWN});
    }
    return box;
}

/* From a to b, as what lies between two meetings is asked next. */
static int by_place(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

typedef struct line_piece { /* from point k of an edge's line to the next */
    uint32_t edge, k;
} line_piece;

/* Of one piece of an edge's line: the places where what lies before is inside
 * and what lies behind is not, or the other way round. A street that comes to
 * the outline, or runs along it, leaves there too: what lies behind is not in
 * the data. Of several extents another may go on there. */
static lc_status add_crossings(const lc_network *n, const line_piece *p,
                               const region *r, place_vec *at,
                               lc_reach_end *out, lc_error *err)
{
    uint32_t k = p->k;
    lc_pt a = n->shape[k], b = n->shape[k + 1];
    meetings m = {a, b, at, false};
    bool before;

    at->n = 0;
    for (size_t i = 0; i < r->n && !m.failed; i++)
        lc_prepared_outline_segments(r->outline[i], line_box(n->shape + k, 2),
                                     add_meeting, &m);
    if (m.failed)
        return lc_no_memory(err, "the ends of the data");
    if (!at->n)
        return LIFE_OK;
    qsort(at->v, at->n, sizeof *at->v, by_place);
    before = holds(r, a);
    for (size_t i = 0; i < at->n; i++) {
        double next = i + 1 < at->n ? at->v[i + 1] : 1;
        bool behind = holds(r, lc_pt_between(a, b, (at->v[i] + next) / 2));
        double mm = n->shape_mm[k] +
                    at->v[i] * ((double)n->shape_mm[k + 1] - n->shape_mm[k]);
        lc_leaving one = {p->edge, (uint32_t)llround(mm)};

        if ((before != behind || r->n == 1) && !lc_vec_push(&out->leaving, one))
            return lc_no_memory(err, "the ends of the data");
        before = behind;
    }
    return LIFE_OK;
}

static bool is_near(void *ctx, lc_pt a, lc_pt b)
{
    (void)a;
    (void)b;
    *(bool *)ctx = true;
    return false;
}

/* Most streets of most cities are far from where the data end. By the box of
 * the whole edge, before its pieces are looked at. */
static bool comes_near(const region *r, const lc_network *n, uint32_t e)
{
    uint32_t first = n->edge[e].shape;
    lc_box box = line_box(n->shape + first, n->edge[e + 1].shape - first);
    bool near = false;

    for (size_t i = 0; i < r->n && !near; i++)
        lc_prepared_outline_segments(r->outline[i], box, is_near, &near);
    return near;
}

static lc_status look_at_edge(const lc_network *n, uint32_t e, const region *r,
                              place_vec *at, lc_reach_end *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (comes_near(r, n, e))
        for (uint32_t k = n->edge[e].shape; !st && k + 1 < n->edge[e + 1].shape;
             k++)
            st = add_crossings(n, &(line_piece){e, k}, r, at, out, err);
    /* Marks alone: they are looked at once each, by look_at_nodes(). */
    out->outside[n->edge[e].from] = out->outside[n->edge[e].to] = true;
    return st;
}

/* Of the nodes that are marked. Three edges meet at most of them. */
static void look_at_nodes(const lc_network *n, const region *r,
                          lc_reach_end *out)
{
    for (uint32_t i = 0; i < n->node_count; i++)
        out->outside[i] = out->outside[i] && !holds(r, n->node[i]);
}

/* Once an extent: it is the same for all paces. */
lc_status lc_ends_look(const lc_world *w, lc_reach_end *out, lc_error *err)
{
    place_vec at = {0};
    region r;
    lc_status st;

    if (out->looked)
        return LIFE_OK;
    st = make_region(w, out->extents, &r, err);
    if (st)
        return st;
    out->leaving.n = 0;
    lc_free(out->outside);
    out->outside = lc_calloc(w->net->node_count, 1);
    if (!out->outside)
        st = lc_no_memory(err, "the ends of the data");
    for (uint32_t e = 0; e < w->net->edge_count && !st; e++)
        if (!(w->net->edge[e].flags & LIFE_EDGE_LANE))
            st = look_at_edge(w->net, e, &r, &at, out, err);
    if (!st)
        look_at_nodes(w->net, &r, out);
    clear_region(&r);
    lc_vec_free(&at);
    out->looked = !st;
    return st;
}

/* ---- the sweep ---- */

/* Where the sweep begins, each with the time from there to the end of data. */
typedef LC_VEC(lc_seed) seeds;

/* In either direction: a way that may only be walked inwards is cut all the
 * same. */
bool lc_ends_count(const lc_network *n, uint32_t edge, lc_mode mode)
{
    uint8_t perm = lc_edge_perm(&n->edge[edge], mode);

    return perm && !(perm & LIFE_PERM_PRIVATE) &&
           !(n->edge[edge].flags & LIFE_EDGE_LANE);
}

/* Whether a walk may end there: on a public way that doesn't end by itself. */
static bool counts(const lc_pace_graph *g, uint32_t e)
{
    return g->end[e][0] != LIFE_NO_EDGE &&
           lc_ends_count(g->net, e, g->gait.mode);
}

/* The ends of an edge that lie at an end of the data, or beyond it. */
static bool seed_ends(const lc_pace_graph *g, const lc_reach_end *r, seeds *out)
{
    for (uint32_t e = 0; e < g->net->edge_count; e++) {
        const lc_edge *d = &g->net->edge[e];
        const bool end[2] = {d->flags & LIFE_EDGE_CUT_FROM ||
                                 r->outside[d->from],
                             d->flags & LIFE_EDGE_CUT_TO || r->outside[d->to]};

        for (int k = 0; k < 2; k++)
            if (end[k] && counts(g, e) &&
                !lc_vec_push(out, ((lc_seed){g->end[e][k], 0})))
                return false;
    }
    return true;
}

/* From either end of an edge to where it leaves. */
static bool seed_leaving(const lc_pace_graph *g, const lc_reach_end *r,
                         seeds *out)
{
    for (size_t i = 0; i < r->leaving.n; i++) {
        lc_leaving l = r->leaving.v[i];
        const lc_edge *d = &g->net->edge[l.edge];
        const uint32_t mm[2] = {d->at_mm, d->at_mm + d->length_mm};

        for (int k = 0; k < 2 && counts(g, l.edge); k++) {
            uint64_t way = lc_gait_stretch(&g->gait, d, mm[k], l.at_mm);

            if (lc_gait_may(&g->gait, d, mm[k], l.at_mm) &&
                way <= LIFE_LABEL_MOST &&
                !lc_vec_push(out, ((lc_seed){g->end[l.edge][k], way})))
                return false;
        }
    }
    return true;
}

/* Against the direction of the edges (g->in), since it is asked how soon an end
 * is reached from a vertex. Beyond LIFE_LABEL_MOST, an hour, nothing is
 * asked. */
static lc_status sweep(const lc_pace_graph *g, const lc_reach_end *r,
                       uint64_t **out, lc_error *err)
{
    seeds from = {0};
    lc_sweep_room *room = lc_sweep_room_new();
    uint64_t *label = lc_calloc(g->vertex_count, sizeof *label);
    bool ok =
        room && label && seed_ends(g, r, &from) && seed_leaving(g, r, &from);
    lc_status st = ok ? lc_sweep(g, &g->in, from.v, from.n, LIFE_LABEL_MOST,
                                 room, label, err)
                      : lc_no_memory(err, "the ends of the data");

    lc_vec_free(&from);
    lc_sweep_room_free(room);
    if (st)
        lc_free(label);
    else
        *out = label;
    return st;
}

/* ---- from links ---- */

/* The first that leaves on an edge, or on one behind it. */
size_t lc_ends_leaving(const lc_reach_end *r, uint32_t edge)
{
    size_t low = 0, high = r->leaving.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (r->leaving.v[mid].edge < edge)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Along the very edge that one joins. */
static uint64_t along(const lc_pace_graph *g, const lc_reach_end *r,
                      const lc_link *link, size_t n, uint64_t best)
{
    for (size_t i = 0; i < n; i++) {
        const lc_edge *d = &g->net->edge[link[i].edge];
        size_t k = lc_ends_leaving(r, link[i].edge);

        for (; k < r->leaving.n && r->leaving.v[k].edge == link[i].edge; k++) {
            uint32_t to = r->leaving.v[k].at_mm;
            uint64_t way =
                lc_label_add(lc_gait_leg(&g->gait, link[i].leg_mm),
                             lc_gait_stretch(&g->gait, d, link[i].at_mm, to),
                             LIFE_LABEL_MOST);

            if (counts(g, link[i].edge) && way < best &&
                lc_gait_may(&g->gait, d, link[i].at_mm, to))
                best = way;
        }
    }
    return best;
}

/* As homes keep it: rounded down to the millisecond, like every walk. */
static uint32_t ms_of(uint64_t label)
{
    return label == LIFE_LABEL_NONE ? LIFE_NONE : lc_label_ms(label);
}

/* Over the entries that the home's links give, and along the edges that it
 * joins. A home outside the extent is at the end of the data where it
 * stands. */
static uint32_t *of_homes(const lc_world *w, const lc_pace_slot *p,
                          const lc_reach_end *r, const uint64_t *label)
{
    const lc_home_entries *in = p->entries;
    uint32_t *ms = lc_calloc(w->home_count, sizeof *ms);

    for (uint32_t h = 0; ms && h < w->home_count; h++) {
        uint32_t first = in->first[h];
        uint64_t best = LIFE_LABEL_NONE;

        if (r->leaving.n) {
            const lc_link *link;
            size_t n = lc_world_home_links(w, h, p->graph->gait.mode, &link);

            best = along(p->graph, r, link, n, best);
        }
        ms[h] = lc_world_extent_home_mm(w, h, r->extents)
                    ? ms_of(lc_entries_least(label, in->entry + first,
                                             in->first[h + 1] - first, best))
                    : 0;
    }
    return ms;
}

/* ---- once, by who holds the lock ---- */

/* The mutex of the study is held: graphs and entries are made once and
 * shared. */
static lc_status need_label(lc_study *s, uint32_t pace, lc_reach_end *r,
                            lc_error *err)
{
    uint64_t *label;
    lc_status st = lc_slot_need_graph(s, pace, err);

    if (st || r->label[pace])
        return st;
    st = lc_ends_look(s->w, r, err);
    if (!st)
        st = sweep(s->slot[pace].graph, r, &label, err);
    if (!st)
        r->label[pace] = label;
    return st;
}

static lc_status need_homes(lc_study *s, uint32_t pace, lc_reach_end *r,
                            lc_error *err)
{
    lc_status st;

    if (r->home_ms[pace])
        return LIFE_OK;
    st = need_label(s, pace, r, err);
    if (!st)
        st = lc_slot_need_entries(s, pace, err);
    if (st)
        return st;
    r->home_ms[pace] = of_homes(s->w, &s->slot[pace], r, r->label[pace]);
    return r->home_ms[pace] ? LIFE_OK
                            : lc_no_memory(err, "the ends of the data");
}

/* ---- for all others ---- */

/* Read without the lock where it is there: the pointer is atomic, is set when
 * the array is whole, and never changes again. */
static lc_status ask_homes(lc_study *s, uint32_t pace, lc_reach_end *r,
                           const uint32_t **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!r->home_ms[pace]) {
        pthread_mutex_lock(&s->making);
        st = need_homes(s, pace, r, err);
        pthread_mutex_unlock(&s->making);
    }
    *out = r->home_ms[pace];
    return st;
}

lc_status lc_ends_homes(lc_study *s, uint32_t pace, uint32_t category,
                        const uint32_t **out, lc_error *err)
{
    return ask_homes(s, pace, &s->ends.v.v[s->ends.of[category]], out, err);
}

lc_status lc_ends_homes_of_city(lc_study *s, uint32_t pace,
                                const uint32_t **out, lc_error *err)
{
    return ask_homes(s, pace, &s->ends.v.v[0], out, err);
}

/* A place has few links, so its time is worked out anew for each question. */
lc_status lc_ends_place(lc_study *s, const lc_place *from, uint32_t category,
                        uint32_t *ms, lc_error *err)
{
    lc_reach_end *r = &s->ends.v.v[s->ends.of[category]];
    uint64_t best;
    const lc_pace_graph *g;
    lc_status st = LIFE_OK;

    if (!r->label[from->pace]) {
        pthread_mutex_lock(&s->making);
        st = need_label(s, from->pace, r, err);
        pthread_mutex_unlock(&s->making);
    }
    if (st)
        return st;
    g = s->slot[from->pace].graph;
    best = along(g, r, from->link, from->link_count, LIFE_LABEL_NONE);
    for (uint32_t i = 0; i < from->link_count; i++) {
        lc_entry entry[2];
        size_t n = lc_entries_of_links(g, &from->link[i], 1, entry);

        best = lc_entries_least(r->label[from->pace], entry, n, best);
    }
    *ms = lc_world_extent_holds(s->w, from->pt, category) ? ms_of(best) : 0;
    return LIFE_OK;
}
