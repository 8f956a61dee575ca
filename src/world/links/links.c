/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/links.c - the nearest permitted streets of a point, a line or
 * an area.
 *
 * The R-tree of edges gives edges by how near their boxes are. The limit begins
 * at 250 m and falls to 25 m beyond the nearest that is not behind water or
 * railway; so only streets in that window are held against barriers. Of these
 * at most four are kept: those behind no building, or else all. Lengths are
 * metres until the leg is rounded to millimetres. Cost: logarithmic in edges,
 * and linear in the points of those near by; for an outline times its points.
 */
#include "src/world/links/links.h"

#include "src/world/city.h"
#include "src/world/links/linking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Candidates kept while searching; streets nearer than these push them out.
 * Within 25 m of the nearest there are seldom more than a dozen. */
#define MAX_CANDIDATES 64

typedef struct candidate {
    double distance_m;
    lc_link link;
    lc_block block;
} candidate;

typedef struct finder {
    const lc_linker *k;
    lc_pt p;               /* of a point */
    const lc_shape *shape; /* or of an outline */
    int layer;
    candidate found[MAX_CANDIDATES]; /* by distance, then street */
    size_t count;
} finder;

/* A bridge is not joined from below, and whoever stood on an island could go
 * nowhere. */
static bool may_link(const lc_linker *k, const lc_edge *e, int layer)
{
    return lc_gait_open(&k->gait, e) && e->layer == layer &&
           !(e->flags & LIFE_EDGE_ISLAND);
}

/* By the street's id and not by the edge's number, which depends on the curve
 * that edges are sorted along. */
static bool before(const finder *f, const candidate *a, const candidate *b)
{
    const lc_edge *edge = f->k->net->edge;

    if (a->distance_m != b->distance_m)
        return a->distance_m < b->distance_m;
    return edge[a->link.edge].street < edge[b->link.edge].street;
}

static void keep(finder *f, const candidate *c)
{
    size_t i = f->count;

    if (i == MAX_CANDIDATES) {
        if (!before(f, c, &f->found[i - 1]))
            return;
        i--;
    } else {
        f->count++;
    }
    while (i > 0 && before(f, c, &f->found[i - 1])) {
        f->found[i] = f->found[i - 1];
        i--;
    }
    f->found[i] = *c;
}

/* Nearest pair of places of an outline and an edge: from every vertex of the
 * one to the other, since lines that don't meet are nearest at a vertex. */
static double outline_to_edge(const lc_shape *s, const lc_network *n,
                              uint32_t e, lc_link *out)
{
    double best_m = HUGE_VAL;

    for (uint32_t i = 0; i < s->pt_count; i++) {
        uint32_t at_mm;
        lc_pt at;
        double d_m = lc_network_project(n, e, s->pt[i], &at_mm, &at);

        if (d_m < best_m) {
            best_m = d_m;
            *out = (lc_link){e, at_mm, 0, s->pt[i], at};
        }
    }
    for (uint32_t i = n->edge[e].shape; i < n->edge[e + 1].shape; i++) {
        lc_pt at;
        double d_m = lc_shape_distance_m(s, n->shape[i], false, &at);

        if (d_m < best_m) {
            best_m = d_m;
            *out = (lc_link){e, n->shape_mm[i], 0, at, n->shape[i]};
        }
    }
    return best_m;
}

static void consider(void *ctx, uint32_t e, double *limit_m)
{
    finder *f = ctx;
    const lc_network *n = f->k->net;
    candidate c = {0};
    uint32_t at_mm;
    lc_pt at;

    if (!may_link(f->k, &n->edge[e], f->layer))
        return;
    if (f->shape) {
        c.distance_m = outline_to_edge(f->shape, n, e, &c.link);
    } else {
        c.distance_m = lc_network_project(n, e, f->p, &at_mm, &at);
        c.link = (lc_link){e, at_mm, 0, f->p, at};
    }
    /* The limit counts as within; what is no number does not. */
    if (!(c.distance_m <= *limit_m))
        return;
    c.link.leg_mm = (uint32_t)llround(c.distance_m * 1000.0);
    c.block = lc_barriers_between(f->k->barriers, c.link.from, c.link.to);
    if (c.block == LIFE_BLOCK_WATER || c.block == LIFE_BLOCK_RAIL)
        return;
    keep(f, &c);
    /* A leg through a building shrinks the window too: whether all legs go
     * through one is known only at the end. */
    if (c.distance_m + LIFE_LINK_SLACK_M < *limit_m)
        *limit_m = c.distance_m + LIFE_LINK_SLACK_M;
}

/* The best four of what was found. A leg through a building counts only
 * where every leg goes through one. Some were found while the limit was still
 * wider, so the window counts again. */
static uint32_t choose(const finder *f, lc_link out[LIFE_MAX_LINKS])
{
    double limit_m;
    bool clear = false;
    uint32_t n = 0;

    if (!f->count)
        return 0;
    limit_m = f->found[0].distance_m + LIFE_LINK_SLACK_M;
    for (size_t i = 0; i < f->count && !clear; i++)
        clear = f->found[i].distance_m <= limit_m &&
                f->found[i].block == LIFE_BLOCK_NONE;
    for (size_t i = 0; i < f->count && n < LIFE_MAX_LINKS; i++) {
        if (f->found[i].distance_m <= limit_m &&
            (!clear || f->found[i].block == LIFE_BLOCK_NONE))
            out[n++] = f->found[i].link;
    }
    return n;
}

void lc_link_point(const lc_linker *k, lc_pt p, int layer,
                   lc_link out[LIFE_MAX_LINKS], uint32_t *count)
{
    finder f = {.k = k, .p = p, .layer = layer};

    lc_index_nearest(k->net->index, p, LIFE_LINK_REACH_M, consider, &f);
    *count = choose(&f, out);
}

/* ---- lines and areas ---- */

typedef struct meeting {
    const lc_linker *k;
    const lc_shape *shape;
    int layer;
    lc_pt a, b; /* the segment of the outline */
    lc_link_vec *out;
    bool no_memory;
} meeting;

static void add_meeting(meeting *m, uint32_t e, uint32_t at_mm, lc_pt at)
{
    lc_link link = {e, at_mm, 0, at, at};

    if (!lc_vec_push(m->out, link))
        m->no_memory = true;
}

/* Where segment i of edge e meets the outline's segment: the crossing, or
 * each end of either that lies on the other (they may overlap). */
static void meet_segment(meeting *m, uint32_t e, uint32_t i)
{
    const lc_network *n = m->k->net;
    lc_pt c = n->shape[i], d = n->shape[i + 1];
    lc_frame f = lc_frame_at(m->a);
    lc_xy pa = {0, 0}, pb = lc_frame_xy(&f, m->b), pc = lc_frame_xy(&f, c),
          pd = lc_frame_xy(&f, d);
    double ex = pd.x - pc.x, ey = pd.y - pc.y;
    double cross = pb.x * ey - pb.y * ex, length_mm, t;

    if (!lc_segments_meet(m->a, m->b, c, d))
        return;
    length_mm = n->shape_mm[i + 1] - n->shape_mm[i];
    /* The area of the parallelogram of both, in square metres: less than the
     * grid of 1 cm can tell from none. */
    if (fabs(cross) < 1e-9) { /* along each other */
        const lc_pt end[4] = {m->a, m->b, c, d};

        for (int j = 0; j < 4; j++) {
            lc_pt u = j < 2 ? c : m->a, v = j < 2 ? d : m->b;
            double away_m;
            lc_xy p = lc_frame_xy(&f, end[j]);

            if (!lc_segments_meet(end[j], end[j], u, v))
                continue;
            t = lc_segment_nearest(pc, pd, p, &away_m);
            add_meeting(m, e, n->shape_mm[i] + (uint32_t)llround(t * length_mm),
                        end[j]);
        }
        return;
    }
    /* a + s (b - a) = c + t (d - c), solved for t */
    t = (pb.x * (pa.y - pc.y) - pb.y * (pa.x - pc.x)) / cross;
    /* They do meet, so only rounding can carry t past an end. */
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    add_meeting(m, e, n->shape_mm[i] + (uint32_t)llround(t * length_mm),
                lc_frame_pt(&f, (lc_xy){pc.x + t * ex, pc.y + t * ey}));
}

static bool meet_edge(void *ctx, uint32_t e)
{
    meeting *m = ctx;
    const lc_network *n = m->k->net;

    if (!may_link(m->k, &n->edge[e], m->layer))
        return true;
    for (uint32_t i = n->edge[e].shape; i + 1 < n->edge[e + 1].shape; i++)
        meet_segment(m, e, i);
    return !m->no_memory;
}

static int by_position(const void *pa, const void *pb)
{
    const lc_link *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return a->at_mm < b->at_mm ? -1 : a->at_mm > b->at_mm;
}

/* Sorts, and drops doubles: a place of a street counts once. Links before
 * `from` are others' and stay as they are. */
static void tidy(lc_link_vec *v, size_t from)
{
    size_t n = from;

    if (v->n == from)
        return;
    qsort(v->v + from, v->n - from, sizeof *v->v, by_position);
    for (size_t i = from; i < v->n; i++) {
        if (n > from && v->v[n - 1].edge == v->v[i].edge &&
            v->v[n - 1].at_mm == v->v[i].at_mm)
            continue;
        v->v[n++] = v->v[i];
    }
    v->n = n;
}

static lc_status meet_outline(const lc_linker *k, const lc_shape *s, int layer,
                              lc_link_vec *out, lc_error *err)
{
    meeting m = {.k = k, .shape = s, .layer = layer, .out = out};
    size_t from = out->n;

    for (uint32_t p = 0; p < s->part_count; p++) {
        for (uint32_t i = s->part[p]; i + 1 < s->part[p + 1]; i++) {
            lc_box box = lc_box_empty();

            m.a = s->pt[i];
            m.b = s->pt[i + 1];
            lc_box_add(&box, m.a);
            lc_box_add(&box, m.b);
            lc_index_query(k->net->index, box, meet_edge, &m);
        }
    }
    tidy(out, from);
    if (m.no_memory)
        return lc_no_memory(err, "links");
    return LIFE_OK;
}

/* A street near an outline: no place of it is nearer than `least_m`. */
typedef struct street {
    double least_m;
    uint32_t edge;
} street;

typedef struct street_list {
    const finder *f;
    lc_box box; /* of the outline */
    lc_frame frame;
    LC_VEC(street) v;
    bool no_memory;
} street_list;

static double apart(int32_t a_min, int32_t a_max, int32_t b_min, int32_t b_max)
{
    double gap = fmax((double)b_min - a_max, (double)a_min - b_max);

    return gap > 0 ? gap : 0;
}

/* Boxes are apart by this much in the frame; in another the same distance may
 * be a little less. */
#define FRAMES_DIFFER 0.99

/* Boxes give a lower bound cheaply. Streets are then measured from the least
 * bound on, and the first whose bound is over the limit ends it: measuring an
 * outline against a street is the costly part. */
static bool list_street(void *ctx, uint32_t e)
{
    street_list *l = ctx;
    const lc_network *n = l->f->k->net;
    lc_box b = lc_box_empty();
    double x, y;

    if (!may_link(l->f->k, &n->edge[e], l->f->layer))
        return true;
    for (uint32_t i = n->edge[e].shape; i < n->edge[e + 1].shape; i++)
        lc_box_add(&b, n->shape[i]);
    x = apart(l->box.min_lon, l->box.max_lon, b.min_lon, b.max_lon) *
        l->frame.x_per_unit;
    y = apart(l->box.min_lat, l->box.max_lat, b.min_lat, b.max_lat) *
        l->frame.y_per_unit;
    l->no_memory |=
        !lc_vec_push(&l->v, ((street){FRAMES_DIFFER * sqrt(x * x + y * y), e}));
    return !l->no_memory;
}

static int nearer_street(const void *pa, const void *pb)
{
    const street *a = pa, *b = pb;

    if (a->least_m != b->least_m)
        return a->least_m < b->least_m ? -1 : 1;
    return a->edge < b->edge ? -1 : a->edge > b->edge;
}

static lc_status push_links(lc_link_vec *out, const lc_link *link,
                            uint32_t count, lc_error *err)
{
    for (uint32_t i = 0; i < count; i++)
        if (!lc_vec_push(out, link[i]))
            return lc_no_memory(err, "links");
    return LIFE_OK;
}

static lc_status link_outline(const lc_linker *k, const lc_shape *s, int layer,
                              lc_link_vec *out, lc_error *err)
{
    finder f = {.k = k, .shape = s, .layer = layer};
    street_list l = {.f = &f, .box = lc_shape_box(s)};
    double limit_m = LIFE_LINK_REACH_M;
    lc_link link[LIFE_MAX_LINKS];
    uint32_t n;
    lc_status st = LIFE_OK;

    l.frame = lc_frame_at((lc_pt){l.box.min_lon, l.box.min_lat});
    lc_index_query(k->net->index, lc_box_grown(l.box, LIFE_LINK_REACH_M),
                   list_street, &l);
    if (l.no_memory)
        st = lc_no_memory(err, "links");
    if (l.v.n)
        qsort(l.v.v, l.v.n, sizeof *l.v.v, nearer_street);
    for (size_t i = 0; i < l.v.n && l.v.v[i].least_m <= limit_m && !st; i++)
        consider(&f, l.v.v[i].edge, &limit_m);
    lc_vec_free(&l.v);
    if (st)
        return st;
    n = choose(&f, link);
    return push_links(out, link, n, err);
}

/* Three rules, and each is tried only where those before gave no link at all.
 * Every entrance has its own links, so an area may have more than
 * LIFE_MAX_LINKS. */
/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_link_shape(const lc_linker *k, const lc_shape *s, int layer,
                        const lc_pt *entrance, size_t entrances,
                        lc_link_vec *out, lc_error *err)
{
    size_t from = out->n;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < entrances && !st; i++) {
        lc_link link[LIFE_MAX_LINKS];
        uint32_t n;

        lc_link_point(k, entrance[i], layer, link, &n);
        st = push_links(out, link, n, err);
    }
    if (!st && out->n == from)
        st = meet_outline(k, s, layer, out, err);
    if (!st && out->n == from)
        st = link_outline(k, s, layer, out, err);
    return st;
}

/* ---- as they were computed ---- */

size_t lc_world_home_links(const lc_world *w, uint32_t home, lc_mode m,
                           const lc_link **out)
{
    const lc_home_runs *r = &w->links[m].home;

    *out = lc_vec_at(&w->home_link, r->at[home]);
    return r->n[home];
}

size_t lc_world_facility_links(const lc_world *w, uint32_t facility, lc_mode m,
                               const lc_link **out)
{
    const lc_link_table *t = &w->links[m].facility;

    *out = t->link ? t->link + t->first[facility] : NULL;
    return t->first[facility + 1] - t->first[facility];
}
