/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/candidates.c - see candidates.h.
 *
 * The R-tree of edges gives edges by how near their boxes are. The limit begins
 * at 250 m and falls to 25 m beyond the nearest that nothing bars, so that only
 * streets in that window are held against barriers. Lengths are metres until
 * the leg is rounded to millimetres. Cost: logarithmic in edges, and linear in
 * the points of those near by; for an outline times its points.
 */
#include "src/world/links/candidates.h"

#include <math.h>
#include <stdlib.h>

#define ANYWHERE UINT32_MAX

typedef struct finder {
    const lc_linker *k;
    const lc_origin *o;
    lc_frame frame;          /* at the point */
    LC_VEC(lc_frame) corner; /* at each point of the outline */
    uint32_t within;         /* the wall inside which is searched */
    lc_candidate_vec clear;  /* what no closed road bars */
    lc_candidate_vec barred; /* the rest, of no account once one is clear */
    double barred_m;         /* farther ones of these needn't be kept */
    bool no_memory;
} finder;

/* A bridge is not joined from below, and whoever stood on an island could go
 * nowhere. */
bool lc_candidates_may(const lc_linker *k, uint32_t edge, int layer)
{
    const lc_edge *e = &k->net->edge[edge];

    if (e->layer != layer || e->flags & LIFE_EDGE_ISLAND)
        return false;
    if (k->seen)
        *k->seen &= k->agree[edge];
    return lc_gait_open(&k->gait, e) &&
           !(k->shut && k->shut[edge / 64] >> edge % 64 & 1);
}

/* Nearest pair of places of an outline and an edge: from every vertex of the
 * one to the other, since lines that don't meet are nearest at a vertex. */
static double outline_to_edge(const finder *f, uint32_t e, lc_link *out)
{
    const lc_shape *s = f->o->shape;
    const lc_network *n = f->k->net;
    double best_m = HUGE_VAL;

    for (uint32_t i = 0; i < s->pt_count; i++) {
        uint32_t at_mm;
        lc_pt at;
        double d_m =
            lc_network_project_from(n, e, &f->corner.v[i], &at_mm, &at);

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

static double nearest_place(const finder *f, uint32_t e, lc_link *out)
{
    const lc_network *n = f->k->net;
    uint32_t at_mm;
    lc_pt at;
    double m;

    if (f->o->shape)
        return outline_to_edge(f, e, out);
    m = lc_network_project_from(n, e, &f->frame, &at_mm, &at);
    *out = (lc_link){e, at_mm, 0, f->o->p, at};
    return m;
}

/* Lowers *limit_m to what is still of interest. */
static void keep(finder *f, const lc_candidate *c, bool barred, double *limit_m)
{
    double window_m = c->distance_m + LIFE_LINK_SLACK_M;

    if (barred && (f->clear.n || c->distance_m > f->barred_m))
        return;
    if (barred)
        f->barred_m = fmin(f->barred_m, window_m);
    else
        *limit_m = fmin(*limit_m, window_m);
    if (!(barred ? lc_vec_push(&f->barred, *c) : lc_vec_push(&f->clear, *c)))
        f->no_memory = true;
}

/* Another mode of the same place asks the same of most edges. An edge that
 * shares its place with another takes it over. */
static lc_candidate_known *known_of(const finder *f, uint32_t e,
                                    lc_candidate_known *none)
{
    lc_candidate_memo *memo = f->k->memo;
    lc_candidate_known *at = memo ? &memo->known[e % LIFE_MEMO_EDGES] : none;

    if (memo && at->round == memo->round && at->edge == e)
        return at;
    *at = (lc_candidate_known){.edge = e, .round = memo ? memo->round : 0};
    at->distance_m = nearest_place(f, e, &at->link);
    return at;
}

static void begin_memo(lc_candidate_memo *memo, const lc_origin *o)
{
    const lc_origin *was = &memo->origin;

    if (!memo->round || !lc_pt_equal(was->p, o->p) || was->shape != o->shape ||
        was->layer != o->layer)
        memo->round++;
    memo->origin = *o;
}

static void consider(void *ctx, uint32_t e, double *limit_m)
{
    finder *f = ctx;
    lc_candidate_known none, *at;
    lc_candidate c;

    if (!lc_candidates_may(f->k, e, f->o->layer))
        return;
    at = known_of(f, e, &none);
    /* The limit counts as within; what is no number does not. */
    if (!(at->distance_m <= *limit_m))
        return;
    if (f->within != ANYWHERE &&
        !lc_barriers_inside(f->k->barriers, f->within, at->link.to))
        return;
    if (!at->compared)
        at->between = lc_barriers_between(f->k->barriers, f->o->layer,
                                          at->link.from, at->link.to);
    at->compared = true;
    c = (lc_candidate){at->distance_m, at->link, at->between.walls};
    c.link.leg_mm = (uint32_t)llround(c.distance_m * 1000.0);
    if (!at->between.hard)
        keep(f, &c, at->between.road, limit_m);
}

/* ---- around an outline ---- */

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
 * outline against a street is the costly part. Who may join them is asked then,
 * so that only streets in reach count as seen. */
static bool list_street(void *ctx, uint32_t e)
{
    street_list *l = ctx;
    const lc_network *n = l->f->k->net;
    lc_box b = lc_box_empty();
    double x, y;

    if (n->edge[e].layer != l->f->o->layer)
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

static void search_outline(finder *f, double limit_m)
{
    street_list l = {.f = f, .box = lc_shape_box(f->o->shape)};

    l.frame = lc_frame_at((lc_pt){l.box.min_lon, l.box.min_lat});
    lc_index_query(f->k->net->index, lc_box_grown(l.box, limit_m), list_street,
                   &l);
    f->no_memory |= l.no_memory;
    if (l.v.n)
        qsort(l.v.v, l.v.n, sizeof *l.v.v, nearer_street);
    for (size_t i = 0; i < l.v.n && l.v.v[i].least_m <= limit_m; i++)
        consider(f, l.v.v[i].edge, &limit_m);
    lc_vec_free(&l.v);
}

/* ---- inside walls ---- */

/* No place inside a wall is farther than its box's corners: most walls are
 * those of a garden. */
static double farthest_m(const finder *f, uint32_t wall)
{
    lc_shape s = lc_barriers_shape(f->k->barriers, wall);
    lc_frame frame = lc_frame_at(f->o->p);
    double most_m = 0;

    for (uint32_t i = s.part[0]; i < s.part[s.part_count]; i++) {
        lc_xy at = lc_frame_xy(&frame, s.pt[i]);

        most_m = fmax(most_m, hypot(at.x, at.y));
    }
    return fmin(LIFE_LINK_REACH_M, most_m + 1);
}

static void search(finder *f, uint32_t within)
{
    double limit_m = LIFE_LINK_REACH_M;

    f->within = within;
    f->clear.n = f->barred.n = 0;
    f->barred_m = LIFE_LINK_REACH_M;
    if (within != ANYWHERE && !f->o->shape)
        limit_m = farthest_m(f, within);
    if (f->o->shape)
        search_outline(f, limit_m);
    else
        lc_index_nearest(f->k->net->index, f->o->p, limit_m, consider, f);
}

static bool encloses(const lc_linker *k, uint32_t wall, const lc_origin *o)
{
    return k->barriers->barrier[wall].layer == o->layer &&
           lc_barriers_inside(k->barriers, wall, o->p);
}

/* Whether a wall settles it: clear streets are inside. Barred ones inside are
 * kept for the case that all streets are barred. */
static bool settles(finder *f, uint32_t wall, lc_candidate_vec *fallback)
{
    search(f, wall);
    if (!f->clear.n && f->barred.n && !fallback->n) {
        lc_candidate_vec spare = *fallback;

        *fallback = f->barred;
        f->barred = spare;
    }
    return f->clear.n > 0;
}

static lc_status search_walls(finder *f, lc_candidate_vec *fallback,
                              bool *settled, lc_error *err)
{
    const lc_pt p = f->o->p;
    lc_barrier_vec walls = {0};
    lc_status st =
        lc_barriers_areas(f->k->barriers, 1U << LIFE_BLOCK_WALL,
                          (lc_box){p.lon, p.lat, p.lon, p.lat}, &walls, err);

    for (size_t i = 0; i < walls.n && !*settled && !st; i++)
        if (encloses(f->k, walls.v[i], f->o))
            *settled = settles(f, walls.v[i], fallback);
    lc_vec_free(&walls);
    return st;
}

/* Sines and cosines take longer than the rest of a look at an edge. Without
 * memory for an outline's nothing is searched. */
static void make_frames(finder *f)
{
    const lc_shape *s = f->o->shape;

    f->frame = lc_frame_at(f->o->p);
    f->no_memory = s && !lc_vec_reserve(&f->corner, s->pt_count);
    for (uint32_t i = 0; s && i < s->pt_count && !f->no_memory; i++)
        f->corner.v[f->corner.n++] = lc_frame_at(s->pt[i]);
}

lc_status lc_candidates_find(const lc_linker *k, const lc_origin *o,
                             lc_candidate_vec *out, lc_error *err)
{
    finder f = {.k = k, .o = o};
    lc_candidate_vec fallback = {0};
    const lc_candidate_vec *best = &f.clear;
    bool settled = false;
    lc_status st;

    make_frames(&f);
    if (k->memo)
        begin_memo(k->memo, o);
    st = f.no_memory ? LIFE_OK : search_walls(&f, &fallback, &settled, err);
    if (!st && !settled && !f.no_memory)
        search(&f, ANYWHERE);
    if (!f.clear.n)
        best = fallback.n ? &fallback : &f.barred;
    if (!st && !f.no_memory && !lc_vec_reserve(out, best->n))
        f.no_memory = true;
    for (size_t i = 0; i < best->n && !st && !f.no_memory; i++)
        out->v[out->n++] = best->v[i];
    lc_vec_free(&f.corner);
    lc_vec_free(&f.clear);
    lc_vec_free(&f.barred);
    lc_vec_free(&fallback);
    return f.no_memory && !st ? lc_no_memory(err, "links") : st;
}
