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
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"
#include "src/study/entries.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/links/linking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_same(const lc_world *w, lc_extent_run a, lc_extent_run b)
{
    return a.count == b.count &&
           !memcmp(w->extent_list + a.first, w->extent_list + b.first,
                   a.count * sizeof *w->extent_list);
}

lc_status lc_ends_make(const lc_world *w, lc_ends *out, lc_error *err)
{
    *out = (lc_ends){0};
    for (uint32_t c = 0; c < w->category_count; c++) {
        lc_extent_run run = w->category_extents[c];
        lc_reach_end one = {.extents = run};
        size_t i = 0;

        while (i < out->v.n && !is_same(w, out->v.v[i].extents, run))
            i++;
        out->of[c] = (uint32_t)i;
        if (i < out->v.n)
            continue;
        one.label = lc_calloc(w->pace_count, sizeof *one.label);
        one.home_ms = lc_calloc(w->pace_count, sizeof *one.home_ms);
        if (!one.label || !one.home_ms || !lc_vec_push(&out->v, one)) {
            lc_free(one.label);
            lc_free(one.home_ms);
            return lc_no_memory(err, "the ends of the data");
        }
    }
    return LIFE_OK;
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
    const lc_shape **shape;
    lc_prepared_area **area;
    size_t n;
} region;

static void clear_region(region *r)
{
    for (size_t i = 0; i < r->n; i++)
        lc_prepared_area_free(r->area[i]);
    lc_free(r->shape);
    lc_free(r->area);
}

static lc_status make_region(const lc_world *w, lc_extent_run run, region *r,
                             lc_error *err)
{
    size_t n = run.count ? run.count : 1;
    lc_status st = LIFE_OK;

    *r = (region){.shape = lc_calloc(n, sizeof(const lc_shape *)),
                  .area = lc_calloc(n, sizeof(lc_prepared_area *))};
    if (!r->shape || !r->area)
        st = lc_no_memory(err, "the ends of the data");
    for (size_t i = 0; i < n && !st; i++) {
        size_t x = run.count ? w->extent_list[run.first + i] : 0;

        r->shape[r->n] = &w->extent.v[x].shape;
        st = lc_prepared_area_make(r->shape[r->n], &r->area[r->n], err);
        r->n += !st;
    }
    if (st)
        clear_region(r);
    return st;
}

static bool holds(const region *r, lc_pt p)
{
    for (size_t i = 0; i < r->n; i++)
        if (lc_prepared_area_contains(r->area[i], p))
            return true;
    return false;
}

/* How far along a-b (0 to 1) the outlines are met. */
typedef LC_VEC(double) place_vec;

static bool add_meetings(const lc_shape *s, lc_pt a, lc_pt b, place_vec *out)
{
    double ax = a.lon, ay = a.lat, dx = (double)b.lon - a.lon,
           dy = (double)b.lat - a.lat;

    for (uint32_t i = 0; i < s->part_count; i++)
        for (uint32_t k = s->part[i]; k + 1 < s->part[i + 1]; k++) {
            double cx = s->pt[k].lon, cy = s->pt[k].lat;
            double ex = s->pt[k + 1].lon - cx, ey = s->pt[k + 1].lat - cy;
            double cross = dx * ey - dy * ex;
            double t = ((cx - ax) * ey - (cy - ay) * ex) / cross;
            double u = ((cx - ax) * dy - (cy - ay) * dx) / cross;

            if (cross != 0 && t >= 0 && t <= 1 && u >= 0 && u <= 1 &&
                !lc_vec_push(out, t))
                return false;
            if (cross == 0 &&
                ((lc_point_on_segment(s->pt[k], s->pt[k + 1], a) &&
                  !lc_vec_push(out, 0)) ||
                 (lc_point_on_segment(s->pt[k], s->pt[k + 1], b) &&
                  !lc_vec_push(out, 1))))
                return false;
        }
    return true;
}

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
    bool before = holds(r, a);

    at->n = 0;
    for (size_t i = 0; i < r->n; i++)
        if (!add_meetings(r->shape[i], a, b, at))
            return lc_no_memory(err, "the ends of the data");
    if (at->n)
        qsort(at->v, at->n, sizeof *at->v, by_place);
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

/* Lines inside the box of an area that is that box come to its outline nowhere,
 * which is most of most cities. */
static bool lies_inside(const region *r, const lc_network *n, uint32_t e)
{
    lc_box box;

    if (r->n != 1 || r->shape[0]->pt_count != 5 || r->shape[0]->part_count != 1)
        return false;
    box = lc_shape_box(r->shape[0]);
    for (int i = 0; i < 4; i++) {
        lc_pt p = r->shape[0]->pt[i];

        if ((p.lon != box.min_lon && p.lon != box.max_lon) ||
            (p.lat != box.min_lat && p.lat != box.max_lat))
            return false;
    }
    for (uint32_t k = n->edge[e].shape; k < n->edge[e + 1].shape; k++)
        if (n->shape[k].lon <= box.min_lon || n->shape[k].lon >= box.max_lon ||
            n->shape[k].lat <= box.min_lat || n->shape[k].lat >= box.max_lat)
            return false;
    return true;
}

static lc_status look_at_edge(const lc_network *n, uint32_t e, const region *r,
                              place_vec *at, lc_reach_end *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (lies_inside(r, n, e))
        return LIFE_OK;
    for (uint32_t k = n->edge[e].shape; !st && k + 1 < n->edge[e + 1].shape;
         k++)
        st = add_crossings(n, &(line_piece){e, k}, r, at, out, err);
    out->outside[n->edge[e].from] = !holds(r, n->node[n->edge[e].from]);
    out->outside[n->edge[e].to] = !holds(r, n->node[n->edge[e].to]);
    return st;
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
    clear_region(&r);
    lc_vec_free(&at);
    out->looked = !st;
    return st;
}

/* ---- the sweep ---- */

typedef LC_VEC(lc_seed) seeds;

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

static lc_status sweep(const lc_pace_graph *g, const lc_reach_end *r,
                       uint64_t **out, lc_error *err)
{
    seeds from = {0};
    lc_queue *q = lc_queue_new();
    uint64_t *label = lc_calloc(g->vertex_count, sizeof *label);
    bool ok = q && label && seed_ends(g, r, &from) && seed_leaving(g, r, &from);
    lc_status st =
        ok ? lc_sweep(g, &g->in, from.v, from.n, LIFE_LABEL_MOST, q, label, err)
           : lc_no_memory(err, "the ends of the data");

    lc_vec_free(&from);
    lc_queue_free(q);
    if (st)
        lc_free(label);
    else
        *out = label;
    return st;
}

/* ---- from links ---- */

/* The first that leaves on an edge, or on one behind it. */
static size_t first_leaving(const lc_reach_end *r, uint32_t edge)
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
        size_t k = first_leaving(r, link[i].edge);

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

static uint32_t ms_of(uint64_t label)
{
    return label == LIFE_LABEL_NONE ? LIFE_NONE : lc_label_ms(label);
}

static uint32_t *of_homes(const lc_world *w, const lc_pace_slot *p,
                          const lc_reach_end *r, const uint64_t *label,
                          uint32_t category)
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
        ms[h] = lc_world_extent_home_mm(w, h, category)
                    ? ms_of(lc_entries_least(label, in->entry + first,
                                             in->first[h + 1] - first, best))
                    : 0;
    }
    return ms;
}

/* ---- once, by who holds the lock ---- */

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

static lc_status need_homes(lc_study *s, uint32_t pace, uint32_t category,
                            lc_reach_end *r, lc_error *err)
{
    lc_status st;

    if (r->home_ms[pace])
        return LIFE_OK;
    st = need_label(s, pace, r, err);
    if (!st)
        st = lc_slot_need_entries(s, pace, err);
    if (st)
        return st;
    r->home_ms[pace] =
        of_homes(s->w, &s->slot[pace], r, r->label[pace], category);
    return r->home_ms[pace] ? LIFE_OK
                            : lc_no_memory(err, "the ends of the data");
}

/* ---- for all others ---- */

lc_status lc_ends_homes(lc_study *s, uint32_t pace, uint32_t category,
                        const uint32_t **out, lc_error *err)
{
    lc_reach_end *r = &s->ends.v.v[s->ends.of[category]];
    lc_status st = LIFE_OK;

    if (!r->home_ms[pace]) {
        pthread_mutex_lock(&s->making);
        st = need_homes(s, pace, category, r, err);
        pthread_mutex_unlock(&s->making);
    }
    *out = r->home_ms[pace];
    return st;
}

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
