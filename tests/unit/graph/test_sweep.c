/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_sweep.c - the sweep by blocks and windows beside the plainest search
 * there is, over graphs of several blocks.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/sweep.h"

#include <stdlib.h>
#include <string.h>

#define HOUR     ((lc_label(3600000, 0xFFFFFF)) | (LIFE_LABEL_RANKS - 1))
#define ARCS     5u /* of each vertex */
#define VERTICES 53003u

typedef struct graph { /* a pace's graph of nothing but arcs */
    lc_pace_graph g;
    uint64_t *label, *plain;
    uint32_t *line; /* of the plain search: a ring of vertices */
    uint8_t *in_line;
} graph;

static uint32_t next(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

static void *room_for(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);

    assert_non_null(p);
    return p;
}

/* A strip some 200 vertices wide whose neighbours have numbers near each other,
 * and some arcs that lead anywhere; `far` of each ARCS * 1000. Costs from
 * nothing to what is longer than a window. */
static graph make(uint32_t vertices, uint32_t far, uint64_t state)
{
    static const int32_t steps[ARCS] = {1, -1, 200, -200, 0};
    graph x = {.g = {.vertex_count = vertices}};

    x.g.in.first = room_for((size_t)vertices + 1, sizeof(uint32_t));
    x.g.in.arc = room_for((size_t)vertices * ARCS, sizeof(lc_arc));
    for (uint32_t i = 0; i < vertices * ARCS; i++) {
        uint32_t v = i / ARCS, ms = next(&state, 40000);
        uint32_t to =
            (uint32_t)(((int64_t)v + steps[i % ARCS] + vertices) % vertices);

        if (next(&state, ARCS * 1000) < far)
            to = next(&state, vertices);
        ms = next(&state, 50) ? ms : next(&state, 2) ? 0 : 40 * ms;
        x.g.in.first[v + 1] = i + 1;
        x.g.in.arc[i] = (lc_arc){lc_label(ms, ms), to, 0};
    }
    x.label = room_for(vertices, sizeof *x.label);
    x.plain = room_for(vertices, sizeof *x.plain);
    x.line = room_for(vertices, sizeof *x.line);
    x.in_line = room_for(vertices, 1);
    return x;
}

static void end(graph *x)
{
    free(x->g.in.first);
    free(x->g.in.arc);
    free(x->label);
    free(x->plain);
    free(x->line);
    free(x->in_line);
}

/* In the order they come (Bellman and Ford's), each at most once in the ring.
 */
static void search_plainly(graph *x, const lc_seed *seeds, size_t count,
                           uint64_t most)
{
    uint32_t n = x->g.vertex_count, head = 0, in = 0;

    memset(x->plain, 0xFF, n * sizeof *x->plain);
    for (size_t i = 0; i < count; i++) {
        uint32_t v = seeds[i].vertex;

        if (seeds[i].label > most || seeds[i].label >= x->plain[v])
            continue;
        x->plain[v] = seeds[i].label;
        if (!x->in_line[v])
            x->line[(head + in++) % n] = v;
        x->in_line[v] = 1;
    }
    for (; in; in--, head = (head + 1) % n) {
        uint32_t v = x->line[head];

        x->in_line[v] = 0;
        for (uint32_t i = v * ARCS; i < (v + 1) * ARCS; i++) {
            const lc_arc *a = &x->g.in.arc[i];
            uint64_t sum = lc_label_add(x->plain[v], a->cost, most);

            if (sum >= x->plain[a->to])
                continue;
            x->plain[a->to] = sum;
            if (x->in_line[a->to])
                continue;
            x->in_line[a->to] = 1;
            x->line[(head + in++) % n] = a->to;
        }
    }
}

/* How many vertices were reached; they are the same ones, by the same ways. */
static size_t compare(graph *x, lc_sweep_room *room, size_t count,
                      uint64_t most, uint64_t state)
{
    lc_seed *seeds = room_for(count, sizeof *seeds);
    lc_error err = {0};
    size_t reached = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t ms = next(&state, i % 7 ? 60000 : 4000000);

        seeds[i] = (lc_seed){next(&state, x->g.vertex_count),
                             lc_label(ms, ms) | (i % LIFE_LABEL_RANKS)};
    }
    search_plainly(x, seeds, count, most);
    if (lc_sweep(&x->g, &x->g.in, seeds, count, most, room, x->label, &err))
        fail_msg("%s", err.text);
    free(seeds);
    for (uint32_t v = 0; v < x->g.vertex_count; v++) {
        assert_true(x->label[v] == x->plain[v]);
        reached += x->label[v] != LIFE_LABEL_NONE;
    }
    return reached;
}

static void labels_are_least(void **state)
{
    lc_sweep_room *room = lc_sweep_room_new();
    graph x = make(VERTICES, 0, 1);

    (void)state;
    assert_non_null(room);
    assert_int_equal(compare(&x, room, 0, HOUR, 1), 0);
    assert_true(compare(&x, room, 3, HOUR, 2) > 1000);
    assert_int_equal(compare(&x, room, 200, HOUR, 3), VERTICES);
    assert_int_equal(compare(&x, room, 20000, HOUR, 4), VERTICES);
    assert_true(compare(&x, room, 200, lc_label(120000, 0), 5) < VERTICES / 2);
    /* All that a label can say, and nothing */
    assert_int_equal(compare(&x, room, 200, LIFE_LABEL_NONE - 1, 6), VERTICES);
    assert_true(compare(&x, room, 200, 0, 7) < 200);
    end(&x);
    lc_sweep_room_free(room);
}

/* Ways that lead from block to block and back, and numbers that say nothing of
 * where a vertex is. */
static void blocks_are_walked_until_none_waits(void **state)
{
    lc_sweep_room *room = lc_sweep_room_new();

    (void)state;
    assert_non_null(room);
    for (uint32_t far = 10; far <= ARCS * 1000; far *= far < 1000 ? 10 : 5) {
        graph x = make(VERTICES, far, far);

        assert_true(compare(&x, room, 2, HOUR, 1) > 1000);
        assert_true(compare(&x, room, 500, HOUR, 2) > 1000);
        end(&x);
    }
    lc_sweep_room_free(room);
}

/* Sizes around a word of bits and a block, with what a larger one left. */
static void a_room_serves_graphs_of_any_size(void **state)
{
    static const uint32_t sizes[] = {VERTICES, 401,   16384, 16385,
                                     448,      32768, 447,   70001};
    lc_sweep_room *room = lc_sweep_room_new();

    (void)state;
    assert_non_null(room);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        graph x = make(sizes[i], 100, i);

        assert_true(compare(&x, room, 40, HOUR, i) > 100);
        end(&x);
    }
    lc_sweep_room_free(room);
}

static void without_memory_it_fails_and_goes_on(void **state)
{
    graph x = make(VERTICES, 1000, 9);
    lc_sweep_room *room = lc_sweep_room_new();
    const lc_seed seed = {VERTICES / 2, 0};
    int64_t after = 0;
    lc_error err = {0};

    (void)state;
    assert_non_null(room);
    for (lc_status st = LIFE_ERR_NOMEM; st; after++) {
        assert_true(after < 100);
        lc_mem_fail_after(after, false);
        st = lc_sweep(&x.g, &x.g.in, &seed, 1, HOUR, room, x.label, &err);
        lc_mem_fail_after(-1, false);
        assert_true(!st || st == LIFE_ERR_NOMEM);
    }
    assert_true(after > 3);
    assert_true(compare(&x, room, 5, HOUR, 1) > 1000);
    end(&x);
    lc_sweep_room_free(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_least),
        cmocka_unit_test(blocks_are_walked_until_none_waits),
        cmocka_unit_test(a_room_serves_graphs_of_any_size),
        cmocka_unit_test(without_memory_it_fails_and_goes_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
