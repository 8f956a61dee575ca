/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_best_gate.c - the gate that mends most of a gap: what it gains is what a
 * city gains in which that gate is open, and no other gate gains more.
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
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/closed_gates.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/reason.h"
#include "src/study/gap/gap_clusters.h"
#include "src/study/slot.h"
#include "src/world/city.h"

enum { SIDE = 7, BLOCK_M = 90, HOMES = 50, CORNERS = SIDE * SIDE, NONE = -1 };
enum { LIMIT_MS = 420000 };

static uint32_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static lct_xy at_corner(int k)
{
    const int across = k % SIDE, up = k / SIDE;

    return (lct_xy){across * BLOCK_M, up * BLOCK_M};
}

/* ---- a town of gates ---- */

typedef struct town {
    bool gate[CORNERS];
    int open; /* a corner; NONE */
} town;

/* The node of the next street that ends at a corner. At a gate streets share
 * one of three, as private ones share theirs with a public one, or none does.
 */
static int node_at(const town *t, int k)
{
    uint32_t group = any(3);

    if (!t->gate[k] || t->open == k)
        return 1 + k;
    return group ? -(1 + 3 * k + (int)group) : 1 + k;
}

static void street(lct_city *c, const town *t, int from, int to)
{
    static const int how[] = {LCT_OPEN,    LCT_OPEN,    LCT_OPEN,  LCT_OPEN,
                              LCT_PRIVATE, LCT_PRIVATE, LCT_STEPS, LCT_ONE_WAY};
    int a = node_at(t, from), b = node_at(t, to);
    int as = how[any(LCT_COUNT(how))];

    if (any(9))
        lct_street(c, a, at_corner(from), b, at_corner(to), as);
}

/* The same streets, homes and facilities whichever gate is open. */
static lct_city *draw(uint32_t from, int open)
{
    lct_city *c = lct_city_new();
    town t = {.open = open};

    seed = from;
    for (int k = 0; k < CORNERS; k++)
        t.gate[k] = !any(3);
    for (int k = 0; k < CORNERS; k++) {
        if (k % SIDE + 1 < SIDE)
            street(c, &t, k, k + 1);
        if (k + SIDE < CORNERS)
            street(c, &t, k, k + SIDE);
    }
    for (int i = 0; i < 2; i++)
        lct_facility(c, i ? "t:b" : "t:a", "pharmacy",
                     (lct_xy){any(SIDE * BLOCK_M), any(SIDE) * BLOCK_M + 5});
    for (int i = 0; i < HOMES; i++)
        lct_home(c,
                 (lct_xy){any(SIDE * BLOCK_M), any(SIDE) * BLOCK_M + any(20)},
                 1 + any(5));
    return c;
}

static bool is_gate(uint32_t from, int corner)
{
    bool gate = false;

    seed = from;
    for (int k = 0; k <= corner; k++)
        gate = !any(3);
    return gate;
}

static uint32_t pharmacy(const lct_city *c)
{
    return lc_world_category_find(lct_world(c), "pharmacy");
}

/* Each home's answer. */
static void answers_of(lct_city *c, uint32_t pace, uint8_t *out)
{
    const lc_coverage_query q = {
        .pace = pace, .limit_ms = LIMIT_MS, .category = pharmacy(c)};
    lc_error err = {0};

    assert_int_equal(
        lc_coverage_homes(lct_study(c), &q, NULL, HOMES, out, &err), LIFE_OK);
}

static int64_t covered_of(const lc_gap_clusters *all, size_t i,
                          const uint8_t *answer)
{
    const lc_gap_cluster *g = &all->cluster[i];
    int64_t sum = 0;

    for (uint32_t k = g->first; k < g->first + g->n; k++)
        if ((answer[all->home[k].home] & 3) == LIFE_COVERED)
            sum += all->home[k].weight;
    return sum;
}

static int corner_at(const lct_city *c, lc_pt p)
{
    for (int k = 0; k < CORNERS; k++)
        if (lc_pt_equal(p, lc_pt_from(lct_at(c, at_corner(k)))))
            return k;
    fail_msg("no gate stands there");
    return NONE;
}

/* ---- one town ---- */

static lc_gap_list gaps_of(lct_city *c, const lc_gap_query *q,
                           lc_gap_clusters *all)
{
    lc_walker *a = lc_walker_new(lct_study(c));
    lc_error err = {0};
    lc_uncovered u;
    lc_gap_list l;

    assert_int_equal(lc_gaps_find(a, q, &l, &err), LIFE_OK);
    assert_int_equal(lc_uncovered_list(lct_study(c), q, &u, &err), LIFE_OK);
    assert_int_equal(lc_gap_clusters_make(lct_study(c), &u, all, &err),
                     LIFE_OK);
    assert_int_equal(l.count, all->n);
    lc_uncovered_clear(&u);
    lc_walker_free(a);
    return l;
}

/* What each gap would gain by each corner's gate, by drawing it open. */
static void open_each(uint32_t from, uint32_t pace, const lc_gap_clusters *all,
                      int64_t (*gained)[CORNERS])
{
    for (int k = 0; k < CORNERS; k++) {
        lct_city *c;
        uint8_t answer[HOMES];

        for (size_t i = 0; i < all->n; i++)
            gained[i][k] = 0;
        if (!is_gate(from, k))
            continue;
        c = draw(from, k);
        lct_open(c);
        answers_of(c, pace, answer);
        for (size_t i = 0; i < all->n; i++)
            gained[i][k] = covered_of(all, i, answer);
        lct_city_free(c);
    }
}

/* How many gaps a gate mends. */
static int try_town(uint32_t from, uint32_t pace)
{
    lct_city *c = draw(from, NONE);
    lc_gap_query q = {
        .pace = pace, .limit_ms = LIMIT_MS, .unit = LIFE_NONE, .most = HOMES};
    int64_t gained[HOMES][CORNERS];
    lc_gap_clusters all;
    lc_gap_list l;
    int mended = 0;

    lct_open(c);
    q.category = pharmacy(c);
    l = gaps_of(c, &q, &all);
    open_each(from, pace, &all, gained);
    for (size_t i = 0; i < l.count; i++) {
        const lc_gap_gate *g = &l.gap[i].gate;
        int64_t best = 0;

        for (int k = 0; k < CORNERS; k++)
            best = gained[i][k] > best ? gained[i][k] : best;
        assert_int_equal(g->gained, best);
        if (!best)
            continue;
        assert_int_equal(gained[i][corner_at(c, g->at)], best);
        mended++;
    }
    lc_gap_clusters_clear(&all);
    lc_gap_list_clear(&l);
    lct_city_free(c);
    return mended;
}

static void gains_what_a_city_with_it_open_gains(void **state)
{
    int mended = 0;

    (void)state;
    for (uint32_t from = 1; from <= 3; from++)
        mended += try_town(from, 0);
    assert_true(mended >= 5);
}

/* Wheels go by no steps, cycles some streets one way alone. */
static void at_the_pace_of_other_modes(void **state)
{
    lct_city *c = draw(1, NONE);
    uint32_t modes = 0;
    int mended = 0;
    uint32_t pace[LIFE_MAX_MODES] = {0};

    (void)state;
    lct_open(c);
    for (uint32_t p = 0; p < lct_world(c)->pace_count; p++)
        if (lct_world(c)->pace[p].mode > modes)
            pace[modes = lct_world(c)->pace[p].mode] = p;
    lct_city_free(c);
    assert_true(modes > 1);
    for (uint32_t m = 1; m <= modes; m++)
        mended += try_town(40 + m, pace[m]);
    assert_true(mended > 0);
}

/* ---- which are gates ---- */

static size_t gates_of(lct_city *c)
{
    lc_closed_gates g;
    const lc_pace_graph *graph;
    lc_error err = {0};
    size_t n;

    lct_open(c);
    assert_int_equal(lc_slot_graph(lct_study(c), 0, &graph, &err), LIFE_OK);
    assert_int_equal(lc_closed_gates_find(graph->net, &graph->gait, &g, &err),
                     LIFE_OK);
    n = g.gate.n;
    lc_closed_gates_clear(&g);
    lct_city_free(c);
    return n;
}

/* Two streets one over the other have nodes of their own on one spot, and a
 * gate may stop cycles alone: neither stops a walker. */
static void is_what_the_import_parted(void **state)
{
    static const struct {
        int left, right, how;
        size_t gates;
    } k[] = {{2, -2, LCT_OPEN, 1},
             {-2, -3, LCT_PRIVATE, 1},
             {2, 3, LCT_OPEN, 0},
             {-2, -2, LCT_OPEN, 0},
             {2, -2, 0, 1}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(k); i++) {
        lct_city *c = lct_city_new();

        lct_street(c, 1, (lct_xy){0, 0}, k[i].left, (lct_xy){700, 0}, LCT_OPEN);
        lct_street(c, k[i].right, (lct_xy){700, 0}, 4, (lct_xy){1400, 0},
                   k[i].how);
        lct_home(c, (lct_xy){10, 5}, 1);
        assert_int_equal(gates_of(c), k[i].gates);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gains_what_a_city_with_it_open_gains),
        cmocka_unit_test(at_the_pace_of_other_modes),
        cmocka_unit_test(is_what_the_import_parted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
