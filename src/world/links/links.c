/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/links.c - the nearest permitted streets of a point, a line or
 * an area: of the candidates (candidates.c) the window, what is behind the
 * fewest walls, whose the private ones are, and which of them no walk needs.
 */
#include "src/world/links/links.h"

#include "src/world/city.h"
#include "src/world/links/candidates.h"
#include "src/world/links/compounds.h"
#include "src/world/links/linking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- which candidates ---- */

/* Sorted by distance; of those within the window the ones behind the fewest
 * walls. */
static void keep_fewest_walls(lc_candidate_vec *c)
{
    double limit_m = c->v[0].distance_m + LIFE_LINK_SLACK_M;
    uint32_t fewest = UINT32_MAX;
    size_t n = 0;

    for (size_t i = 0; i < c->n && c->v[i].distance_m <= limit_m; i++)
        if (c->v[i].walls < fewest)
            fewest = c->v[i].walls;
    for (size_t i = 0; i < c->n && c->v[i].distance_m <= limit_m; i++)
        if (c->v[i].walls == fewest)
            c->v[n++] = c->v[i];
    c->n = n;
}

static bool is_private(const lc_linker *k, const lc_candidate *c)
{
    return lc_gait_perm(&k->gait, &k->net->edge[c->link.edge]) &
           LIFE_PERM_PRIVATE;
}

static bool lives_in(const lc_linker *k, uint32_t edge, lc_pt p)
{
    lc_shape s;

    if (k->compound[edge] == LIFE_NO_COMPOUND)
        return false;
    s = lc_barriers_shape(k->barriers, k->compound[edge]);
    return lc_shape_contains(&s, p);
}

/* A private street is for who stands nearer to it than to any public one, or
 * lives in its compound. */
static void drop_others_private(const lc_linker *k, lc_pt p,
                                lc_candidate_vec *c)
{
    uint32_t public_mm = UINT32_MAX;
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++)
        if (!is_private(k, &c->v[i]) && c->v[i].link.leg_mm < public_mm)
            public_mm = c->v[i].link.leg_mm;
    for (size_t i = 0; i < c->n; i++)
        if (!is_private(k, &c->v[i]) || c->v[i].link.leg_mm < public_mm ||
            lives_in(k, c->v[i].link.edge, p))
            c->v[n++] = c->v[i];
    c->n = n;
}

#define NO_NODE UINT32_MAX

static uint32_t node_of(const lc_network *n, const lc_joint *l)
{
    const lc_edge *e = &n->edge[l->edge];

    return l->at_mm == e->at_mm                  ? e->from
           : l->at_mm == e->at_mm + e->length_mm ? e->to
                                                 : NO_NODE;
}

/* Whether every walk over `b` is one over `a`, and no longer: both are at one
 * junction, where the streets of all go on (who stands at a junction needs no
 * street to reach it), and who begins on a private street may go on along
 * public ones at once. Steps may be closed to a pace of the mode. Elsewhere no
 * link can be spared: the leg is the straight line, so that nobody is sooner
 * at another link's place by a detour. */
static bool serves(const lc_linker *k, const lc_candidate *a,
                   const lc_candidate *b)
{
    const lc_edge *ea = &k->net->edge[a->link.edge];
    const lc_edge *eb = &k->net->edge[b->link.edge];
    uint32_t node = node_of(k->net, &a->link);

    return node != NO_NODE && node == node_of(k->net, &b->link) &&
           a->link.leg_mm <= b->link.leg_mm &&
           (is_private(k, a) || !is_private(k, b)) &&
           (!(ea->flags & LIFE_EDGE_STEPS) || eb->flags & LIFE_EDGE_STEPS);
}

/* Of those that serve for each other the first stays. */
static bool is_spared(const lc_linker *k, const lc_candidate_vec *c, size_t i)
{
    for (size_t j = 0; j < c->n; j++)
        if (j != i && serves(k, &c->v[j], &c->v[i]) &&
            (j < i || !serves(k, &c->v[i], &c->v[j])))
            return true;
    return false;
}

static lc_status find(const lc_linker *k, const lc_origin *o,
                      lc_candidate_vec *c, lc_error *err)
{
    lc_status st = lc_candidates_find(k, o, c, err);

    if (!st && c->n) {
        keep_fewest_walls(c);
        drop_others_private(k, o->p, c);
    }
    return st;
}

static lc_status choose(const lc_linker *k, const lc_origin *o,
                        lc_joint_vec *out, lc_error *err)
{
    lc_candidate_vec c = {0};
    lc_status st = find(k, o, &c, err);

    if (!st && !lc_vec_reserve(out, c.n))
        st = lc_no_memory(err, "links");
    for (size_t i = 0; i < c.n && !st; i++)
        if (k->every || !is_spared(k, &c, i))
            out->v[out->n++] = c.v[i].link;
    lc_vec_free(&c);
    return st;
}

lc_status lc_link_point(const lc_linker *k, lc_pt p, int layer,
                        lc_joint_vec *out, lc_error *err)
{
    const lc_origin o = {p, NULL, layer};

    return choose(k, &o, out, err);
}

lc_status lc_link_place(const lc_linker *k, lc_pt p, int layer,
                        lc_link_vec *out, lc_error *err)
{
    const lc_origin o = {p, NULL, layer};
    lc_candidate_vec c = {0};
    lc_status st = find(k, &o, &c, err);

    if (!st && !lc_vec_reserve(out, c.n))
        st = lc_no_memory(err, "links");
    for (size_t i = 0; i < c.n && !st; i++)
        if (k->every || !is_spared(k, &c, i))
            out->v[out->n++] = lc_joint_link(&c.v[i].link);
    lc_vec_free(&c);
    return st;
}

/* ---- lines and areas ---- */

typedef struct meeting {
    const lc_linker *k;
    int layer;
    const lc_pt *pt; /* of a run of the outline's segments */
    uint32_t segments;
    lc_pt a, b; /* one of them */
    lc_joint_vec *out;
    bool no_memory;
} meeting;

static void add_meeting(meeting *m, uint32_t e, uint32_t at_mm, lc_pt at)
{
    lc_joint link = {e, at_mm, 0, at, at};

    if (!lc_vec_push(m->out, link))
        m->no_memory = true;
}

/* Where segment i of edge e meets the outline's segment: the crossing, or
 * each end of either that lies on the other (they may overlap). */
static void add_meetings(meeting *m, uint32_t e, uint32_t i)
{
    const lc_network *n = m->k->net;
    lc_pt c = n->shape[i], d = n->shape[i + 1];
    lc_frame f = lc_frame_at(m->a);
    lc_xy pa = {0, 0}, pb = lc_frame_xy(&f, m->b), pc = lc_frame_xy(&f, c),
          pd = lc_frame_xy(&f, d);
    double ex = pd.x - pc.x, ey = pd.y - pc.y;
    double cross = pb.x * ey - pb.y * ex, length_mm, t;

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

/* Most streets about an outline are beside most of it. Who may join one is
 * asked once it meets the outline, so that others don't count as seen. */
static bool meet_edge(void *ctx, uint32_t e)
{
    meeting *m = ctx;
    const lc_network *n = m->k->net;

    for (uint32_t s = 0; s < m->segments; s++) {
        lc_box box = lc_box_empty();

        m->a = m->pt[s];
        m->b = m->pt[s + 1];
        lc_box_add(&box, m->a);
        lc_box_add(&box, m->b);
        for (uint32_t i = n->edge[e].shape; i + 1 < n->edge[e + 1].shape; i++)
            if (!lc_box_beside(box, n->shape[i], n->shape[i + 1]) &&
                lc_segments_meet(m->a, m->b, n->shape[i], n->shape[i + 1]) &&
                lc_candidates_may(m->k, e, m->layer))
                add_meetings(m, e, i);
    }
    return !m->no_memory;
}

static int by_position(const void *pa, const void *pb)
{
    const lc_joint *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return a->at_mm < b->at_mm ? -1 : a->at_mm > b->at_mm;
}

/* Sorts, and drops doubles: a place of a street counts once. Links before
 * `from` are others' and stay as they are. */
static void tidy(lc_joint_vec *v, size_t from)
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

/* So many of an outline's segments are looked for at once: few enough that
 * little lies in their box that isn't near them. */
#define RUN_SEGMENTS 16

static lc_status meet_outline(const lc_linker *k, const lc_shape *s, int layer,
                              lc_joint_vec *out, lc_error *err)
{
    meeting m = {.k = k, .layer = layer, .out = out};
    size_t from = out->n;

    for (uint32_t p = 0; p < s->part_count; p++) {
        for (uint32_t i = s->part[p]; i + 1 < s->part[p + 1]; i += m.segments) {
            uint32_t left = s->part[p + 1] - 1 - i;
            lc_box box = lc_box_empty();

            m.pt = s->pt + i;
            m.segments = left < RUN_SEGMENTS ? left : RUN_SEGMENTS;
            for (uint32_t j = 0; j <= m.segments; j++)
                lc_box_add(&box, m.pt[j]);
            lc_index_query(k->net->index, box, meet_edge, &m);
        }
    }
    tidy(out, from);
    if (m.no_memory)
        return lc_no_memory(err, "links");
    return LIFE_OK;
}

/* Three rules, and each is tried only where those before gave no link at all.
 * Every entrance has its own links. */
/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_link_shape(const lc_linker *k, const lc_shape *s, int layer,
                        const lc_pt *entrance, size_t entrances,
                        lc_joint_vec *out, lc_error *err)
{
    size_t from = out->n;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < entrances && !st; i++)
        st = lc_link_point(k, entrance[i], layer, out, err);
    if (!st && out->n == from)
        st = meet_outline(k, s, layer, out, err);
    if (!st && out->n == from)
        st = choose(k, &(lc_origin){s->pt[0], s, layer}, out, err);
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

    *out = t->link ? t->link + t->at[facility] : NULL;
    return t->n[facility];
}

const lc_leg *lc_world_facility_legs(const lc_world *w, uint32_t facility,
                                     lc_mode m)
{
    const lc_link_table *t = &w->links[m].facility;

    return t->leg ? t->leg + t->at[facility] : NULL;
}

/* As list_near_point() finds it: the nearest place of the edge. */
lc_pt lc_link_end(const lc_network *n, const lc_link *link, lc_pt from)
{
    uint32_t at_mm;
    lc_pt at;

    lc_network_project(n, link->edge, from, &at_mm, &at);
    return at;
}
