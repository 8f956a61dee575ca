/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lct_rebuilt.c - see the header.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_rebuilt.h"

#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"
#include "src/world/pace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct place { /* on an old edge: joined (0) or cut (1) */
    uint32_t edge, at_mm;
    int cut;
} place;

typedef struct piece { /* of an old edge */
    uint32_t edge, from_mm, to_mm;
    uint32_t street, number; /* its id while it is made; then the new edge */
} piece;

struct lct_rebuilt {
    const lc_world *w;
    lc_gait gait;
    lc_network *net;
    LC_VEC(place) place;
    LC_VEC(piece) piece; /* by old edge, then place */
    uint32_t *first;     /* of each old edge */
    bool *shut;          /* of each old node */
    uint32_t *stands_for;
    LC_VEC(uint32_t) old_node; /* of the ids that were made, LIFE_NONE: none */
    lc_network_builder *b;
    uint32_t streets;
};

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* ---- where changes are ---- */

static bool find_link(const lct_rebuilt *r, lc_pt at, lc_link *out)
{
    const lc_linker k = lc_linking_linker(r->w, r->gait.mode);
    lc_link_vec v = {0};
    lc_error err = {0};
    bool found = false;

    ok(lc_link_place(&k, at, 0, &v, &err), &err);
    for (size_t i = v.n; i-- > 0;)
        if (lc_gait_open(&r->gait, &r->w->net->edge[v.v[i].edge])) {
            *out = v.v[i];
            found = true;
        }
    lc_vec_free(&v);
    return found;
}

/* Its node, or LIFE_NONE. */
static uint32_t corner_at(const lct_rebuilt *r, const lc_link *l)
{
    const lc_edge *e = &r->w->net->edge[l->edge];

    return l->at_mm == e->at_mm                  ? e->from
           : l->at_mm == e->at_mm + e->length_mm ? e->to
                                                 : LIFE_NONE;
}

static void put_place(lct_rebuilt *r, const lc_link *l, int cut)
{
    assert_true(lc_vec_push(&r->place, ((place){l->edge, l->at_mm, cut})));
}

static void find_blocks(lct_rebuilt *r, const lc_whatif_changes *c)
{
    for (size_t i = 0; i < c->block_count; i++) {
        lc_link l;

        if (!find_link(r, c->block[i], &l))
            continue;
        if (corner_at(r, &l) == LIFE_NONE)
            put_place(r, &l, 1);
        else
            r->shut[corner_at(r, &l)] = true;
    }
}

static void find_gates(lct_rebuilt *r, const lc_whatif_changes *c)
{
    const lc_network *n = r->w->net;

    for (uint32_t i = 0; i < n->node_count; i++)
        r->stands_for[i] = i;
    for (size_t g = 0; g < c->gate_count; g++) {
        uint32_t first = LIFE_NONE;

        for (uint32_t i = 0; i < n->node_count; i++) {
            if (!lc_pt_equal(n->node[i], c->gate[g].at))
                continue;
            if (first == LIFE_NONE)
                first = i;
            if (c->gate[g].open)
                r->stands_for[i] = first;
            else
                r->shut[i] = true;
        }
    }
}

static void find_links(lct_rebuilt *r, const lc_whatif_changes *c)
{
    for (size_t i = 0; i < c->link_count; i++) {
        lc_link l[2];

        if (!find_link(r, c->link[i].from, &l[0]) ||
            !find_link(r, c->link[i].to, &l[1]))
            continue;
        for (int k = 0; k < 2; k++)
            if (corner_at(r, &l[k]) == LIFE_NONE)
                put_place(r, &l[k], 0);
    }
}

static int by_place(const void *pa, const void *pb)
{
    const place *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    if (a->at_mm != b->at_mm)
        return a->at_mm < b->at_mm ? -1 : 1;
    return a->cut - b->cut;
}

static void drop_doubles(lct_rebuilt *r)
{
    size_t n = 0;

    if (r->place.n)
        qsort(r->place.v, r->place.n, sizeof *r->place.v, by_place);
    for (size_t i = 0; i < r->place.n; i++)
        if (!n || by_place(&r->place.v[n - 1], &r->place.v[i]))
            r->place.v[n++] = r->place.v[i];
    r->place.n = n;
}

/* ---- streets ---- */

/* Ids behind those of the old nodes, which are their numbers plus 1. */
static int64_t new_node(lct_rebuilt *r, uint32_t old)
{
    assert_true(lc_vec_push(&r->old_node, old));
    return (int64_t)r->w->net->node_count + (int64_t)r->old_node.n;
}

static int64_t corner(lct_rebuilt *r, uint32_t node)
{
    return r->shut[node] ? new_node(r, node) : (int64_t)r->stands_for[node] + 1;
}

static void add_street(lct_rebuilt *r, int64_t from, int64_t to, lc_street s,
                       lc_pt *pt, uint32_t n)
{
    uint32_t part[] = {0, n};
    lc_shape line = {.kind = LIFE_SHAPE_LINE,
                     .part_count = 1,
                     .pt_count = n,
                     .pt = pt,
                     .part = part};
    lc_error err = {0};

    s.id = r->streets++;
    s.from = from;
    s.to = to;
    s.line = &line;
    ok(lc_network_builder_add(r->b, &s, &err), &err);
}

static void add_piece(lct_rebuilt *r, uint32_t edge, uint32_t from_mm,
                      uint32_t to_mm, int64_t from, int64_t to)
{
    const lc_network *n = r->w->net;
    const lc_edge *e = &n->edge[edge];
    uint32_t points = 1, most = e[1].shape - e->shape + 2;
    lc_pt *pt = calloc(most, sizeof *pt);
    lc_street s = {.at_mm = from_mm,
                   .length_mm = to_mm - from_mm,
                   .name = n->names + e->name,
                   .highway = n->kinds[e->kind],
                   .layer = e->layer,
                   .flags = e->flags};

    if (from_mm != e->at_mm)
        s.flags &= (uint8_t)~LIFE_EDGE_CUT_FROM;
    if (to_mm != e->at_mm + e->length_mm)
        s.flags &= (uint8_t)~LIFE_EDGE_CUT_TO;
    for (lc_mode m = 0; m < LIFE_MAX_MODES; m++)
        s.perm[m] = lc_edge_perm(e, m);
    pt[0] = lc_network_point(n, edge, from_mm);
    for (uint32_t i = e->shape; i < e[1].shape; i++)
        if (n->shape_mm[i] > from_mm && n->shape_mm[i] < to_mm)
            pt[points++] = n->shape[i];
    pt[points++] = lc_network_point(n, edge, to_mm);
    assert_true(lc_vec_push(
        &r->piece, ((piece){edge, from_mm, to_mm, r->streets, LIFE_NONE})));
    add_street(r, from, to, s, pt, points);
    free(pt);
}

/* Where a street is joined, the ids of both sides are one. */
static void add_edge(lct_rebuilt *r, uint32_t edge, size_t *at, int64_t *joint)
{
    const lc_edge *e = &r->w->net->edge[edge];
    int64_t from = corner(r, e->from);
    uint32_t from_mm = e->at_mm;

    r->first[edge] = (uint32_t)r->piece.n;
    for (; *at < r->place.n && r->place.v[*at].edge == edge; ++*at) {
        const place *p = &r->place.v[*at];
        int64_t end = new_node(r, LIFE_NONE);

        joint[*at] = end;
        add_piece(r, edge, from_mm, p->at_mm, from, end);
        from = p->cut ? new_node(r, LIFE_NONE) : end;
        from_mm = p->at_mm;
    }
    add_piece(r, edge, from_mm, e->at_mm + e->length_mm, from,
              corner(r, e->to));
}

static int64_t joint_of(lct_rebuilt *r, const lc_link *l, const int64_t *joint)
{
    place key = {l->edge, l->at_mm, 0};

    if (corner_at(r, l) != LIFE_NONE)
        return corner(r, corner_at(r, l));
    for (size_t i = 0; i < r->place.n; i++)
        if (!by_place(&key, &r->place.v[i]))
            return joint[i];
    fail();
    return 0;
}

/* A leg, the street, and a leg. */
static void add_link(lct_rebuilt *r, const lc_whatif_link *l,
                     const int64_t *joint)
{
    uint32_t straight = (uint32_t)ceil(lc_distance_m(l->from, l->to) * 1000);
    lc_street s = {.name = "", .highway = "footway"};
    lc_pt pt[4] = {{0}};
    lc_link end[2];
    int64_t node[4];
    uint8_t priv = LIFE_PERM_PRIVATE;

    if (!(l->modes >> r->gait.mode & 1) || !find_link(r, l->from, &end[0]) ||
        !find_link(r, l->to, &end[1]))
        return;
    for (int i = 0; i < 2; i++)
        priv &= lc_gait_perm(&r->gait, &r->w->net->edge[end[i].edge]);
    s.perm[r->gait.mode] = LIFE_PERM_FORWARD | LIFE_PERM_BACK | priv;
    node[0] = joint_of(r, &end[0], joint);
    node[3] = joint_of(r, &end[1], joint);
    node[1] = new_node(r, LIFE_NONE);
    node[2] = new_node(r, LIFE_NONE);
    pt[0] = lc_network_point(r->w->net, end[0].edge, end[0].at_mm);
    pt[1] = l->from;
    pt[2] = l->to;
    pt[3] = lc_network_point(r->w->net, end[1].edge, end[1].at_mm);
    for (int i = 0; i < 3; i++) {
        s.length_mm = i == 0                    ? end[0].leg_mm
                      : i == 2                  ? end[1].leg_mm
                      : l->length_mm > straight ? l->length_mm
                                                : straight;
        s.flags = i == 1 && l->steps ? LIFE_EDGE_STEPS : 0;
        add_street(r, node[i], node[i + 1], s, pt + i, 2);
    }
}

static void build(lct_rebuilt *r, const lc_whatif_changes *c)
{
    int64_t *joint = calloc(r->place.n + 1, sizeof *joint);
    uint32_t *number;
    size_t at = 0;
    lc_error err = {0};

    ok(lc_network_builder_new(&r->b, &err), &err);
    for (uint32_t e = 0; e < r->w->net->edge_count; e++)
        add_edge(r, e, &at, joint);
    for (size_t i = 0; i < c->link_count; i++)
        add_link(r, &c->link[i], joint);
    ok(lc_network_builder_finish(r->b, &r->net, &err), &err);
    lc_network_builder_free(r->b);
    number = calloc(r->streets, sizeof *number);
    for (uint32_t e = 0; e < r->net->edge_count; e++)
        number[r->net->edge[e].street] = e;
    for (size_t i = 0; i < r->piece.n; i++)
        r->piece.v[i].number = number[r->piece.v[i].street];
    free(number);
    free(joint);
}

lct_rebuilt *lct_rebuilt_new(const lc_world *w, uint32_t pace,
                             const lc_whatif_changes *c)
{
    lct_rebuilt *r = calloc(1, sizeof *r);

    r->w = w;
    r->gait = lc_pace_gait(&w->pace[pace]);
    r->first = calloc(w->net->edge_count, sizeof *r->first);
    r->shut = calloc(w->net->node_count, sizeof *r->shut);
    r->stands_for = calloc(w->net->node_count, sizeof *r->stands_for);
    find_blocks(r, c);
    find_gates(r, c);
    find_links(r, c);
    drop_doubles(r);
    build(r, c);
    return r;
}

/* ---- what is asked ---- */

lc_network *lct_rebuilt_net(const lct_rebuilt *r)
{
    return r->net;
}

/* Of two pieces the first. */
lc_link lct_rebuilt_link(const lct_rebuilt *r, lc_link link)
{
    uint32_t i = r->first[link.edge];

    while (link.at_mm > r->piece.v[i].to_mm)
        i++;
    return (lc_link){r->piece.v[i].number, link.at_mm, link.leg_mm};
}

static int by_edge(const void *pa, const void *pb)
{
    const lc_leaving *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->at_mm > b->at_mm) - (a->at_mm < b->at_mm);
}

static uint32_t old_node(const lct_rebuilt *r, uint32_t node)
{
    int64_t id = r->net->node_id[node] - 1;
    int64_t known = r->w->net->node_count;

    return id < known ? (uint32_t)id : r->old_node.v[id - known];
}

static void set_end(const lct_rebuilt *r, const lc_world *as_was,
                    lc_reach_end *end)
{
    lc_reach_end was = {.extents = end->extents};
    lc_error err = {0};

    ok(lc_ends_look(as_was, &was, &err), &err);
    end->outside = lc_calloc(r->net->node_count, 1);
    for (uint32_t i = 0; i < r->net->node_count; i++)
        end->outside[i] =
            old_node(r, i) != LIFE_NONE && was.outside[old_node(r, i)];
    for (size_t i = 0; i < was.leaving.n; i++) {
        const lc_link l = lct_rebuilt_link(
            r, (lc_link){was.leaving.v[i].edge, was.leaving.v[i].at_mm, 0});

        assert_true(
            lc_vec_push(&end->leaving, ((lc_leaving){l.edge, l.at_mm})));
    }
    if (end->leaving.n)
        qsort(end->leaving.v, end->leaving.n, sizeof *end->leaving.v, by_edge);
    end->looked = true;
    lc_free(was.outside);
    lc_vec_free(&was.leaving);
}

void lct_rebuilt_ends(const lct_rebuilt *r, lc_study *s)
{
    lc_world as_was = *s->w;

    as_was.net = r->w->net;
    for (size_t i = 0; i < s->ends.v.n; i++)
        set_end(r, &as_was, &s->ends.v.v[i]);
}

void lct_rebuilt_free(lct_rebuilt *r)
{
    if (!r)
        return;
    lc_network_free(r->net);
    lc_vec_free(&r->place);
    lc_vec_free(&r->piece);
    lc_vec_free(&r->old_node);
    free(r->first);
    free(r->shut);
    free(r->stands_for);
    free(r);
}
