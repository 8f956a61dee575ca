/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/candidates.c - see candidates.h.
 *
 * Streets about a place are listed to some distance and measured, whatever the
 * mode, and held against barriers from the nearest on. The first that nothing
 * bars ends it 25 m farther; where the list ends before, it is made longer, up
 * to 250 m. A home finds its streets near those of the home before, so that
 * mostly one short list is all. Lengths are metres until the leg is rounded to
 * millimetres. Cost: logarithmic in edges, and linear in the points of those
 * near by; for an outline times its points.
 */
#include "src/world/links/candidates.h"

#include <math.h>
#include <stdlib.h>

#define ANYWHERE UINT32_MAX

/* How far the first list goes where nothing is known: to most places in a town
 * a street is nearer, and few streets are. */
#define FIRST_M 40.0

/* Less than any distance, also than a bound that is short of 0. */
#define LISTED_NONE (-1.0)

typedef struct finder {
    const lc_linker *k;
    const lc_origin *o;
    lc_candidate_memo *memo;
    lc_box box;      /* of the origin */
    lc_frame least;  /* whose lengths are no greater than others' near it */
    uint32_t within; /* the wall inside which is searched */
    lc_candidate_vec clear;  /* what no closed road bars */
    lc_candidate_vec barred; /* the rest, of no account once one is clear */
    bool no_memory;
} finder;

/* A bridge is not joined from below, and whoever stood on an island could go
 * nowhere. */
static bool is_joined(const lc_linker *k, uint32_t edge, int layer)
{
    const lc_edge *e = &k->net->edge[edge];

    return e->layer == layer && !(e->flags & LIFE_EDGE_ISLAND);
}

bool lc_candidates_may(const lc_linker *k, uint32_t edge, int layer)
{
    if (!is_joined(k, edge, layer))
        return false;
    if (k->seen)
        *k->seen &= k->agree[edge];
    return lc_gait_open(&k->gait, &k->net->edge[edge]) &&
           !(k->shut && k->shut[edge / 64] >> edge % 64 & 1);
}

/* ---- how far ---- */

static double apart(int32_t a_min, int32_t a_max, int32_t b_min, int32_t b_max)
{
    double gap = fmax((double)b_min - a_max, (double)a_min - b_max);

    return gap > 0 ? gap : 0;
}

/* What doubles round, and chords on the ellipsoid, is far less. */
#define ROUNDED_M 0.001

/* No place of the one is nearer to one of the other than their boxes are where
 * a degree is shortest. */
static double bound_m(const finder *f, lc_box a, lc_box b)
{
    double x =
        apart(a.min_lon, a.max_lon, b.min_lon, b.max_lon) * f->least.x_per_unit;
    double y =
        apart(a.min_lat, a.max_lat, b.min_lat, b.max_lat) * f->least.y_per_unit;

    return sqrt(x * x + y * y) - ROUNDED_M;
}

static lc_box box_of(lc_pt p)
{
    return (lc_box){p.lon, p.lat, p.lon, p.lat};
}

/* Sines and cosines take longer than the rest of a look at an edge: made when a
 * corner is first looked at. */
static const lc_frame *corner(const finder *f, uint32_t i)
{
    lc_frame *at = &f->memo->corner.v[i];

    if (!(at->y_per_unit > 0))
        *at = lc_frame_at(f->o->shape->pt[i]);
    return at;
}

/* Nearest pair of places of an outline and an edge: from every vertex of the
 * one to the other, since lines that don't meet are nearest at a vertex. Those
 * that can't be nearer than what was found already needn't be looked at. */
static double outline_to_edge(const finder *f, uint32_t e, lc_box edge,
                              lc_joint *out)
{
    const lc_shape *s = f->o->shape;
    const lc_network *n = f->k->net;
    double best_m = HUGE_VAL;

    for (uint32_t i = 0; i < s->pt_count; i++) {
        uint32_t at_mm;
        lc_pt at;
        double d_m;

        if (bound_m(f, box_of(s->pt[i]), edge) > best_m)
            continue;
        d_m = lc_network_project_from(n, e, corner(f, i), &at_mm, &at);
        if (d_m < best_m) {
            best_m = d_m;
            *out = (lc_joint){e, at_mm, 0, s->pt[i], at};
        }
    }
    for (uint32_t i = n->edge[e].shape; i < n->edge[e + 1].shape; i++) {
        lc_pt at;
        double d_m;

        if (bound_m(f, box_of(n->shape[i]), f->box) > best_m)
            continue;
        d_m = lc_shape_distance_m(s, n->shape[i], false, &at);
        if (d_m < best_m) {
            best_m = d_m;
            *out = (lc_joint){e, n->shape_mm[i], 0, at, n->shape[i]};
        }
    }
    return best_m;
}

/* ---- the list ---- */

typedef struct lister {
    finder *f;
    double reach_m;
} lister;

static void add_street(finder *f, lc_candidate_known *k)
{
    lc_candidate_memo *m = f->memo;
    lc_candidate_key key = {k->distance_m, k->link.edge, (uint32_t)m->known.n};

    f->no_memory |= !lc_vec_push(&m->known, *k) || !lc_vec_push(&m->key, key);
}

static bool list_near_point(void *ctx, uint32_t e)
{
    lister *l = ctx;
    finder *f = l->f;
    lc_candidate_known k = {0};
    uint32_t at_mm;
    lc_pt at;

    if (!is_joined(f->k, e, f->o->layer))
        return true;
    k.distance_m =
        lc_network_project_from(f->k->net, e, f->memo->corner.v, &at_mm, &at);
    if (!(k.distance_m <= l->reach_m) || k.distance_m <= f->memo->listed_m)
        return true;
    k.link = (lc_joint){e, at_mm, 0, f->o->p, at};
    add_street(f, &k);
    return !f->no_memory;
}

/* Measuring an outline against a street is the costly part, so boxes are
 * compared first: what they can't rule out is measured, and listed. */
static bool list_near_outline(void *ctx, uint32_t e)
{
    lister *l = ctx;
    finder *f = l->f;
    const lc_network *n = f->k->net;
    lc_candidate_known k = {0};
    lc_box box = lc_box_empty();
    double least_m;

    if (!is_joined(f->k, e, f->o->layer))
        return true;
    for (uint32_t i = n->edge[e].shape; i < n->edge[e + 1].shape; i++)
        lc_box_add(&box, n->shape[i]);
    least_m = bound_m(f, f->box, box);
    if (least_m > l->reach_m || least_m <= f->memo->listed_m)
        return true;
    k.distance_m = outline_to_edge(f, e, box, &k.link);
    add_street(f, &k);
    return !f->no_memory;
}

static int nearer(const void *pa, const void *pb)
{
    const lc_candidate_key *a = pa, *b = pb;

    if (a->distance_m != b->distance_m)
        return a->distance_m < b->distance_m ? -1 : 1;
    return a->edge < b->edge ? -1 : a->edge > b->edge;
}

static int32_t clamped(double v)
{
    return v > INT32_MAX ? INT32_MAX : v < INT32_MIN ? INT32_MIN : (int32_t)v;
}

/* All whose bound_m() by these lengths is no more, or whose way in their frame
 * is; one unit more for what doubles round. Near a pole all longitudes are. */
static lc_box box_about(lc_box b, const lc_frame *lengths, double metres)
{
    double x = ceil((metres + ROUNDED_M) / lengths->x_per_unit) + 1;
    double y = ceil((metres + ROUNDED_M) / lengths->y_per_unit) + 1;

    return (lc_box){clamped(b.min_lon - x), clamped(b.min_lat - y),
                    clamped(b.max_lon + x), clamped(b.max_lat + y)};
}

/* From here on all within reach_m are listed, by how near they are. Some that
 * are farther may be too. */
static void list_to(finder *f, double reach_m)
{
    lister l = {f, reach_m};
    lc_candidate_memo *m = f->memo;

    if (m->listed_m >= reach_m)
        return;
    if (f->o->shape)
        lc_index_query(f->k->net->index, box_about(f->box, &f->least, reach_m),
                       list_near_outline, &l);
    else
        lc_index_query(f->k->net->index,
                       box_about(box_of(f->o->p), m->corner.v, reach_m),
                       list_near_point, &l);
    if (m->key.n > 1)
        qsort(m->key.v, m->key.n, sizeof *m->key.v, nearer);
    m->listed_m = reach_m;
}

/* ---- which of them ---- */

static void keep(finder *f, const lc_candidate_known *k)
{
    lc_candidate c = {k->distance_m, k->link, k->between.walls};
    bool barred = k->between.road;

    if (k->between.hard || (barred && f->clear.n))
        return;
    c.link.leg_mm = (uint32_t)llround(c.distance_m * 1000.0);
    f->no_memory |=
        !(barred ? lc_vec_push(&f->barred, c) : lc_vec_push(&f->clear, c));
}

/* Legs in the window behind the nearest are looked for in one go. */
static void compare(finder *f, lc_candidate_known *k)
{
    lc_candidate_memo *m = f->memo;

    if (!m->legs.b) {
        lc_legs_begin(&m->legs, f->k->barriers, f->o->layer, LIFE_LEGS_ALL);
        lc_legs_from(&m->legs, k->link.from);
        if (!f->o->shape)
            lc_legs_list(&m->legs,
                         box_about(box_of(f->o->p), m->corner.v,
                                   k->distance_m + LIFE_LINK_SLACK_M));
    }
    if (!lc_pt_equal(m->legs.from, k->link.from))
        lc_legs_from(&m->legs, k->link.from);
    k->between = lc_legs_between(&m->legs, k->link.to);
    k->compared = true;
}

/* What ends the search, of those kept so far; the limit counts as within. */
static double limit_m(const finder *f, double most_m)
{
    const lc_candidate_vec *v = f->clear.n ? &f->clear : &f->barred;

    return v->n ? fmin(most_m, v->v[0].distance_m + LIFE_LINK_SLACK_M) : most_m;
}

/* Barred ones end nothing, but those of them that are farther are of no use.
 */
static void pick(finder *f, double reach_m)
{
    f->clear.n = f->barred.n = 0;
    for (size_t i = 0; i < f->memo->key.n && !f->no_memory; i++) {
        lc_candidate_known *k = &f->memo->known.v[f->memo->key.v[i].known];
        bool far = k->distance_m > limit_m(f, reach_m);

        if (!(k->distance_m <= reach_m) || (far && f->clear.n))
            return;
        if (!lc_candidates_may(f->k, k->link.edge, f->o->layer) ||
            (f->within != ANYWHERE &&
             !lc_barriers_inside(f->k->barriers, f->within, k->link.to)))
            continue;
        if (!k->compared)
            compare(f, k);
        if (!(far && k->between.road))
            keep(f, k);
    }
}

/* The street of the place before is mostly this one's as well: so no list goes
 * much farther than it must. */
static double first_reach_m(const finder *f)
{
    const lc_candidate_memo *m = f->memo;
    double reach_m = HUGE_VAL;
    uint32_t at_mm;
    lc_pt at;

    if (m->listed_m > LISTED_NONE)
        return m->listed_m;
    if (m->any && !f->o->shape)
        reach_m = lc_network_project_from(f->k->net, m->edge, m->corner.v,
                                          &at_mm, &at) +
                  LIFE_LINK_SLACK_M;
    return reach_m < 2 * FIRST_M ? reach_m : FIRST_M;
}

static void search(finder *f, uint32_t within, double most_m)
{
    double reach_m = fmin(first_reach_m(f), most_m);

    f->within = within;
    for (;;) {
        double needed_m;

        list_to(f, reach_m);
        pick(f, reach_m);
        needed_m = f->clear.n ? limit_m(f, most_m) : most_m;
        if (reach_m >= needed_m || f->no_memory)
            return;
        reach_m = f->clear.n ? needed_m : fmin(2 * reach_m, most_m);
    }
}

/* ---- inside walls ---- */

/* No place inside a wall is farther than its box's corners: most walls are
 * those of a garden. */
static double farthest_m(const finder *f, uint32_t wall)
{
    lc_shape s = lc_barriers_shape(f->k->barriers, wall);
    double most_m = 0;

    if (f->o->shape)
        return LIFE_LINK_REACH_M;
    for (uint32_t i = s.part[0]; i < s.part[s.part_count]; i++) {
        lc_xy at = lc_frame_xy(f->memo->corner.v, s.pt[i]);

        most_m = fmax(most_m, hypot(at.x, at.y));
    }
    return fmin(LIFE_LINK_REACH_M, most_m + 1);
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
    search(f, wall, farthest_m(f, wall));
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

/* ---- one place ---- */

/* Another mode of the same place asks the same of most edges. Without memory
 * for the corners of an outline nothing is searched. */
static void begin(finder *f)
{
    lc_candidate_memo *m = f->memo;
    const lc_shape *s = f->o->shape;
    uint32_t n = s ? s->pt_count : 1;

    if (m->corner.n && lc_pt_equal(m->origin.p, f->o->p) &&
        m->origin.shape == s && m->origin.layer == f->o->layer)
        return;
    m->origin = *f->o;
    m->known.n = m->key.n = m->corner.n = 0;
    m->listed_m = LISTED_NONE;
    m->legs.b = NULL;
    f->no_memory = !lc_vec_reserve(&m->corner, n);
    for (uint32_t i = 0; i < n && !f->no_memory; i++)
        m->corner.v[m->corner.n++] = (lc_frame){.y_per_unit = 0};
    if (!s && m->corner.n)
        m->corner.v[0] = lc_frame_at(f->o->p);
}

/* A degree of longitude is shortest at the end that is nearest to a pole, one
 * of latitude at the other. */
static void measure(finder *f)
{
    lc_box b = lc_box_grown(f->box, LIFE_LINK_REACH_M + 1);
    int32_t far = b.max_lat > -b.min_lat ? b.max_lat : b.min_lat;
    int32_t near = b.min_lat > 0 ? b.min_lat : b.max_lat < 0 ? b.max_lat : 0;

    f->least = lc_frame_at((lc_pt){0, far});
    f->least.y_per_unit = lc_frame_at((lc_pt){0, near}).y_per_unit;
}

void lc_candidates_forget(lc_candidate_memo *m)
{
    lc_vec_free(&m->corner);
    lc_vec_free(&m->known);
    lc_vec_free(&m->key);
    lc_legs_clear(&m->legs);
}

/* The street that the next place begins with. */
static void remember(lc_candidate_memo *m, const lc_candidate_vec *best)
{
    m->any |= best->n > 0;
    if (best->n)
        m->edge = best->v[0].link.edge;
}

lc_status lc_candidates_find(const lc_linker *k, const lc_origin *o,
                             lc_candidate_vec *out, lc_error *err)
{
    lc_candidate_memo own = {0};
    finder f = {.k = k, .o = o, .memo = k->memo ? k->memo : &own};
    lc_candidate_vec fallback = {0};
    const lc_candidate_vec *best = &f.clear;
    bool settled = false;
    lc_status st;

    begin(&f);
    if (o->shape) {
        f.box = lc_shape_box(o->shape);
        measure(&f);
    }
    st = f.no_memory ? LIFE_OK : search_walls(&f, &fallback, &settled, err);
    if (!st && !settled && !f.no_memory)
        search(&f, ANYWHERE, LIFE_LINK_REACH_M);
    if (!f.clear.n)
        best = fallback.n ? &fallback : &f.barred;
    remember(f.memo, best);
    if (!st && !f.no_memory && !lc_vec_reserve(out, best->n))
        f.no_memory = true;
    for (size_t i = 0; i < best->n && !st && !f.no_memory; i++)
        out->v[out->n++] = best->v[i];
    lc_vec_free(&f.clear);
    lc_vec_free(&f.barred);
    lc_vec_free(&fallback);
    lc_candidates_forget(&own);
    return f.no_memory && !st ? lc_no_memory(err, "links") : st;
}
