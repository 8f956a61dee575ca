/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_links.c - that links which are left out as needless are so: on random
 * networks every time is the same with and without them, at every pace, on the
 * way out and on the way in.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/graph/sweep.h"
#include "lifecircle/world/pace.h"
#include "src/study/entries.h"
#include "src/world/city.h"
#include "src/world/links/legs.h"
#include "src/world/links/links.h"
#include "src/world/pace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 5, POINTS = 120 };

static const uint64_t most = (UINT64_C(3600000) << LIFE_LABEL_MS_SHIFT);

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static uint64_t state_of_chance;

static uint64_t chance(uint64_t below)
{
    state_of_chance =
        state_of_chance * UINT64_C(6364136223846793005) + UINT64_C(1442695041);
    return (state_of_chance >> 33) % below;
}

static double between(double low, double high)
{
    return low + (high - low) * (double)chance(1000000) / 1e6;
}

static lct_xy node_at(int i)
{
    int row = i / SIDE;

    return (lct_xy){40.0 * (i % SIDE), 40.0 * row};
}

static void draw_street(lct_city *c, int from, int to)
{
    static const int hows[] = {LCT_OPEN,     LCT_OPEN,  LCT_PRIVATE,
                               LCT_PRIVATE,  LCT_STEPS, LCT_ONE_WAY,
                               LCT_NO_WHEELS};

    if (chance(6))
        lct_street(c, from, node_at(from), to, node_at(to),
                   hows[chance(sizeof hows / sizeof *hows)]);
}

/* A grid with holes, whose corners many points are nearest to; not computed. */
static lct_city *draw_streets(uint64_t seed)
{
    lct_city *c = lct_city_new();

    state_of_chance = seed;
    lct_street(c, 900, (lct_xy){-400, -300}, 901, (lct_xy){400, -300}, 0);
    lct_street(c, 900, (lct_xy){-400, -300}, 0, node_at(0), LCT_OPEN);
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (i % SIDE + 1 < SIDE)
            draw_street(c, i, i + 1);
        if (i + SIDE < SIDE * SIDE)
            draw_street(c, i, i + SIDE);
        if (i % SIDE + 1 < SIDE && i + SIDE < SIDE * SIDE && !chance(3))
            draw_street(c, i, i + SIDE + 1);
    }
    return c;
}

static lct_city *draw(uint64_t seed)
{
    lct_city *c = draw_streets(seed);

    lct_home(c, (lct_xy){0, 5}, 1000);
    lct_open(c);
    return c;
}

/* ---- times ---- */

/* Labels of all vertices, on the way out from a place with these links. */
static uint64_t *times_out(const lc_pace_graph *g, const lc_link_vec *l)
{
    lc_entry *entry = calloc(2 * l->n + 1, sizeof *entry);
    lc_seed *seed = calloc(2 * l->n + 1, sizeof *seed);
    uint64_t *label = calloc(g->vertex_count + 1, sizeof *label);
    lc_sweep_room *room = lc_sweep_room_new();
    size_t n = lc_entries_of_links(g, l->v, l->n, entry);
    lc_error err = {0};

    for (size_t i = 0; i < n; i++)
        seed[i] = (lc_seed){entry[i].vertex, entry[i].label};
    ok(lc_sweep(g, &g->out, seed, n, most, room, label, &err), &err);
    lc_sweep_room_free(room);
    free(entry);
    free(seed);
    return label;
}

/* The same on the way in, to a facility with these links. */
static uint64_t *times_in(const lc_pace_graph *g, const lc_link_vec *l)
{
    lc_seed *seed = calloc(4 * l->n + 1, sizeof *seed);
    uint64_t *label = calloc(g->vertex_count + 1, sizeof *label);
    lc_sweep_room *room = lc_sweep_room_new();
    size_t n = 0;
    lc_error err = {0};

    for (size_t i = 0; i < l->n; i++) {
        const lc_edge *e = &g->net->edge[l->v[i].edge];
        const uint32_t end[2] = {e->at_mm, e->at_mm + e->length_mm};
        bool inside = lc_gait_perm(&g->gait, e) & LIFE_PERM_PRIVATE;

        for (int k = 0; k < 4 && g->end[l->v[i].edge][0] != LIFE_NO_EDGE; k++)
            if ((k < 2 || inside) &&
                lc_gait_may(&g->gait, e, end[k % 2], l->v[i].at_mm))
                seed[n++] =
                    (lc_seed){g->end[l->v[i].edge][k % 2] + (uint32_t)(k / 2),
                              lc_gait_leg(&g->gait, l->v[i].leg_mm) +
                                  lc_gait_stretch(&g->gait, e, end[k % 2],
                                                  l->v[i].at_mm)};
    }
    ok(lc_sweep(g, &g->in, seed, n, most, room, label, &err), &err);
    lc_sweep_room_free(room);
    free(seed);
    return label;
}

/* From a place to the middle of a street, by its ends or along it. */
static uint64_t to_middle(const lc_pace_graph *g, const lc_link_vec *l,
                          const uint64_t *label, uint32_t edge)
{
    const lc_edge *e = &g->net->edge[edge];
    const uint32_t end[2] = {e->at_mm, e->at_mm + e->length_mm};
    const lc_link middle = {.edge = edge, .at_mm = e->at_mm + e->length_mm / 2};
    uint64_t best = LIFE_LABEL_NONE;

    for (uint32_t k = 0; k < 4; k++) {
        uint64_t there;

        if (k > 1 && !(lc_gait_perm(&g->gait, e) & LIFE_PERM_PRIVATE))
            break;
        if (!lc_gait_may(&g->gait, e, end[k % 2], middle.at_mm))
            continue;
        there = lc_label_add(
            label[g->end[edge][k % 2] + k / 2],
            lc_gait_stretch(&g->gait, e, end[k % 2], middle.at_mm), most);
        best = there < best ? there : best;
    }
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].edge == edge) {
            uint64_t there = lc_entries_along(g, &l->v[i], &middle);

            best = there < best ? there : best;
        }
    return best;
}

static void same_times(const lc_pace_graph *g, const lc_link_vec *some,
                       const lc_link_vec *all)
{
    uint64_t *a = times_out(g, some), *b = times_out(g, all);
    uint64_t *c = times_in(g, some), *d = times_in(g, all);

    assert_memory_equal(a, b, g->vertex_count * sizeof *a);
    assert_memory_equal(c, d, g->vertex_count * sizeof *c);
    for (uint32_t e = 0; e < g->net->edge_count; e++)
        if (g->end[e][0] != LIFE_NO_EDGE)
            assert_int_equal(to_middle(g, some, a, e), to_middle(g, all, b, e));
    free(a);
    free(b);
    free(c);
    free(d);
}

/* ---- links ---- */

static lc_linker linker_of(const lc_world *w, lc_mode mode, bool every)
{
    lc_linker k = {.net = w->net,
                   .barriers = w->barriers,
                   .compound = w->compound,
                   .every = every};

    for (size_t i = 0; i < w->pace_count && !k.gait.level.num; i++)
        if (w->pace[i].mode == mode)
            k.gait = lc_pace_gait(&w->pace[i]);
    return k;
}

/* The facility has these legs. */
static void same_legs(const lc_world *w, uint32_t facility, lc_mode mode,
                      const lc_joint_vec *v)
{
    const lc_leg *leg = lc_world_facility_legs(w, facility, mode);

    for (size_t i = 0; i < v->n; i++)
        assert_true(lc_pt_equal(leg[i].from, v->v[i].from) &&
                    lc_pt_equal(leg[i].to, v->v[i].to));
}

static void shape_at(lct_city *c, lc_mode mode, uint32_t facility,
                     lc_link_vec *out)
{
    const lc_world *w = lct_world(c);
    lc_linker k = linker_of(w, mode, false);
    lc_joint_vec found = {0};
    lc_error err = {0};

    out->n = 0;
    ok(lc_link_shape(&k, &w->shape.v[w->facility.v[facility].shape], 0, NULL, 0,
                     &found, &err),
       &err);
    for (size_t i = 0; i < found.n; i++)
        assert_true(lc_vec_push(out, lc_joint_link(&found.v[i])));
    same_legs(w, facility, mode, &found);
    lc_vec_free(&found);
}

static void link_at(lct_city *c, lc_mode mode, lct_xy p, bool every,
                    lc_link_vec *out)
{
    lc_linker k = linker_of(lct_world(c), mode, every);
    lc_pt pt = lc_pt_from(lct_at(c, p));
    lc_joint_vec legs = {0};
    lc_error err = {0};

    out->n = 0;
    ok(lc_link_place(&k, pt, 0, out, &err), &err);
    ok(lc_link_point(&k, pt, 0, &legs, &err), &err);
    assert_int_equal(out->n, legs.n);
    for (size_t i = 0; i < out->n; i++) {
        lc_link same = lc_joint_link(&legs.v[i]);

        assert_memory_equal(&out->v[i], &same, sizeof same);
        assert_true(lc_pt_equal(legs.v[i].from, pt));
        assert_true(lc_pt_equal(legs.v[i].to, lc_link_end(k.net, &same, pt)));
    }
    lc_vec_free(&legs);
}

static size_t check_point(lct_city *c, lc_pace_graph *const *g, lct_xy p)
{
    const lc_world *w = lct_world(c);
    lc_link_vec some = {0}, all = {0};
    size_t spared = 0;

    for (size_t i = 0; i < w->pace_count && g[i]; i++) {
        link_at(c, w->pace[i].mode, p, false, &some);
        link_at(c, w->pace[i].mode, p, true, &all);
        same_times(g[i], &some, &all);
        spared += all.n - some.n;
    }
    lc_vec_free(&some);
    lc_vec_free(&all);
    return spared;
}

/* All modes are linked at once by compute, and share what is the same: each
 * must have what it would have alone. */
static void modes_are_linked_as_if_alone(void **state)
{
    size_t differ = 0, links = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        lct_city *c = draw_streets(seed);
        lct_xy home[POINTS];
        const lc_world *w;
        lc_link_vec alone = {0};

        for (int i = 0; i < POINTS; i++) {
            home[i] = (lct_xy){between(-50, 200), between(-50, 200)};
            lct_home(c, home[i], 1000);
        }
        for (int i = 0; i < POINTS; i++) { /* boxes that cut streets, or not */
            lct_xy p = {between(-50, 200), between(-50, 200)};
            double r = between(1, 12);
            const lct_xy ring[] = {{p.x - r, p.y - r},
                                   {p.x + r, p.y - r},
                                   {p.x + r, p.y + r},
                                   {p.x - r, p.y + r},
                                   {p.x - r, p.y - r}};
            char id[16];

            snprintf(id, sizeof id, "t:%03d", i);
            lct_area(c, id, "pharmacy", ring, LCT_COUNT(ring));
        }
        lct_open(c);
        w = lct_world(c);
        for (int i = 0; i < POINTS; i++)
            for (lc_mode m = 0; m < w->mode_count; m++) {
                const lc_link *link;
                size_t n = lc_world_home_links(w, (uint32_t)i, m, &link);

                link_at(c, m, home[i], false, &alone);
                assert_int_equal(n, alone.n);
                assert_true(!n || !memcmp(link, alone.v, n * sizeof *alone.v));
                shape_at(c, m, (uint32_t)i, &alone);
                n = lc_world_facility_links(w, (uint32_t)i, m, &link);
                assert_int_equal(n, alone.n);
                assert_true(!n || !memcmp(link, alone.v, n * sizeof *alone.v));
                links += n;
                differ +=
                    n != lc_world_facility_links(w, (uint32_t)i, 0, &link);
            }
        lc_vec_free(&alone);
        lct_city_free(c);
    }
    assert_true(links > 1000 && differ > 50);
}

static void what_is_spared_changes_no_time(void **state)
{
    size_t spared = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        lct_city *c = draw(seed);
        const lc_world *w = lct_world(c);
        lc_pace_graph *g[16] = {NULL};
        lc_error err = {0};

        assert_true(w->pace_count <= 16);
        for (size_t i = 0; i < w->pace_count; i++) {
            lc_gait gait = lc_pace_gait(&w->pace[i]);

            ok(lc_pace_graph_make(w->net, &gait, &g[i], &err), &err);
        }
        for (int i = 0; i < POINTS; i++) {
            lct_xy p = node_at((int)chance((uint64_t)SIDE * SIDE));

            p.x += between(-12, 12);
            p.y += between(-12, 12);
            spared += check_point(c, g, p);
        }
        for (size_t i = 0; i < w->pace_count; i++)
            lc_pace_graph_free(g[i]);
        lct_city_free(c);
    }
    assert_true(spared > 1000);
}

/* A public street ends where a compound's private one begins, and its other end
 * leads on: who lives there has both at the gate, and needs the private one.
 * `to` is 1 or -1: which of them comes first in any order must not matter. */
static size_t check_gate(double to)
{
    const lct_xy ring[] = {{-0.9 * to, -20},
                           {99 * to, -20},
                           {99 * to, 20},
                           {-0.9 * to, 20},
                           {-0.9 * to, -20}};
    lct_city *c = lct_city_new();
    const lc_world *w;
    lc_pace_graph *g[16] = {NULL};
    lc_error err = {0};
    size_t spared;

    lct_street(c, 1, (lct_xy){-400 * to, 0}, 2, (lct_xy){0, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){0, 0}, 3, (lct_xy){100 * to, 0}, LCT_PRIVATE);
    lct_street(c, 3, (lct_xy){100 * to, 0}, 4, (lct_xy){400 * to, 0}, LCT_OPEN);
    lct_barrier(c, LIFE_BLOCK_GROUNDS, ring, LCT_COUNT(ring), true);
    lct_home(c, (lct_xy){0, 10}, 1000);
    lct_open(c);
    w = lct_world(c);
    assert_true(w->pace_count <= 16);
    for (size_t i = 0; i < w->pace_count; i++) {
        lc_gait gait = lc_pace_gait(&w->pace[i]);

        ok(lc_pace_graph_make(w->net, &gait, &g[i], &err), &err);
    }
    spared = check_point(c, g, (lct_xy){0, 10});
    for (size_t i = 0; i < w->pace_count; i++)
        lc_pace_graph_free(g[i]);
    lct_city_free(c);
    return spared;
}

static void the_private_link_at_a_gate_is_the_one_that_stays(void **state)
{
    (void)state;
    assert_true(check_gate(1) > 0);
    assert_true(check_gate(-1) > 0);
}

/* Rays that end around a square, so that all of them are in the window. */
static void no_piece_in_the_window_is_left_out(void **state)
{
    lct_city *c = lct_city_new();
    lc_link_vec links = {0};

    (void)state;
    for (int i = 0; i < 16; i++) {
        lct_xy near = {-30 + 4.0 * i, 20}, far = {-60 + 8.0 * i, 300};

        lct_street(c, i, near, 100 + i, far, LCT_OPEN);
        if (i)
            lct_street(c, 99 + i, (lct_xy){-68 + 8.0 * i, 300}, 100 + i, far,
                       LCT_OPEN);
    }
    lct_home(c, (lct_xy){0, 0}, 1000);
    lct_open(c);
    link_at(c, LIFE_MODE_MAIN, (lct_xy){0, 0}, false, &links);
    assert_int_equal(links.n, 16);
    lc_vec_free(&links);
    lct_city_free(c);
}

/* Leg by leg: how many walls stand between, each once. */
static void walls_are_counted_once(void **state)
{
    static const lct_xy zigzag[] = {{-50, 10}, {0, 30}, {-50, 12}, {50, 14}};
    static const lct_xy other[] = {{-50, 40}, {50, 40}};
    lct_city *c = lct_city_new();
    lc_legs legs = {0};
    lc_between found;
    lc_pt to;

    (void)state;
    lct_street(c, 1, (lct_xy){-400, 60}, 2, (lct_xy){400, 60}, LCT_OPEN);
    lct_barrier(c, LIFE_BLOCK_WALL, zigzag, LCT_COUNT(zigzag), false);
    lct_barrier(c, LIFE_BLOCK_WALL, other, LCT_COUNT(other), false);
    lct_home(c, (lct_xy){0, 0}, 1000);
    lct_open(c);
    to = lc_pt_from(lct_at(c, (lct_xy){-10, 60}));
    lc_legs_begin(&legs, lct_world(c)->barriers, 0, LIFE_LEGS_ALL);
    lc_legs_from(&legs, lc_pt_from(lct_at(c, (lct_xy){-10, 0})));
    found = lc_legs_between(&legs, to);
    assert_int_equal(found.walls, 2);
    assert_false(found.hard || found.road);
    lc_legs_begin(&legs, lct_world(c)->barriers, 1, LIFE_LEGS_ALL);
    found = lc_legs_between(&legs, to);
    assert_int_equal(found.walls, 0);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modes_are_linked_as_if_alone),
        cmocka_unit_test(what_is_spared_changes_no_time),
        cmocka_unit_test(the_private_link_at_a_gate_is_the_one_that_stays),
        cmocka_unit_test(no_piece_in_the_window_is_left_out),
        cmocka_unit_test(walls_are_counted_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
