/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * index.h: the R-tree gives what a plain search gives.
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
#include "lifecircle/geo/index.h"

#include <stdlib.h>
#include <string.h>

#define ITEMS 3000

static lc_box box[ITEMS];

static uint32_t seed = 1;

/* Marsaglia's xorshift: the same numbers everywhere. */
static int32_t any(int32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return (int32_t)(seed % (uint32_t)below);
}

static void make_boxes(size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int32_t lon = 1040000000 + any(3000000), lat = 306000000 + any(3000000);

        box[i] = (lc_box){lon, lat, lon + any(30000), lat + any(30000)};
        if (i % 97 == 5)
            box[i] = lc_box_empty();
    }
}

static bool mark(void *ctx, uint32_t item)
{
    ((unsigned char *)ctx)[item]++;
    return true;
}

static void queries_match_a_plain_search(void **state)
{
    static const size_t size[] = {0, 1, 2, 15, 16, 17, 256, 257, ITEMS};

    (void)state;
    for (size_t s = 0; s < sizeof size / sizeof *size; s++) {
        lc_index *ix;

        make_boxes(size[s]);
        assert_int_equal(lc_index_build(box, size[s], &ix, NULL), LIFE_OK);
        for (int round = 0; round < 200; round++) {
            unsigned char found[ITEMS] = {0};
            int32_t lon = 1040000000 + any(3000000);
            int32_t lat = 306000000 + any(3000000);
            lc_box area = {lon, lat, lon + any(500000), lat + any(500000)};

            lc_index_query(ix, area, mark, found);
            for (size_t i = 0; i < size[s]; i++)
                assert_int_equal(found[i], box[i].min_lon <= box[i].max_lon &&
                                               lc_box_meets(box[i], area));
        }
        lc_index_free(ix);
    }
    lc_index_free(NULL);
}

static bool stop_at_once(void *ctx, uint32_t item)
{
    (void)item;
    (*(int *)ctx)++;
    return false;
}

static void a_query_stops_when_told(void **state)
{
    lc_index *ix;
    int calls = 0;

    (void)state;
    make_boxes(ITEMS);
    lc_index_build(box, ITEMS, &ix, NULL);
    lc_index_query(ix, (lc_box){0, 0, 1800000000, 900000000}, stop_at_once,
                   &calls);
    assert_int_equal(calls, 1);
    assert_true(lc_index_bytes(ix) / ITEMS < 23);
    lc_index_free(ix);
}

typedef struct search {
    lc_pt from;
    double best_m;
    int visits;
} search;

static void nearest_corner(void *ctx, uint32_t item, double *limit_m)
{
    search *s = ctx;
    double d =
        lc_distance_m(s->from, (lc_pt){box[item].min_lon, box[item].min_lat});

    s->visits++;
    if (d < s->best_m)
        s->best_m = d;
    if (s->best_m < *limit_m)
        *limit_m = s->best_m;
}

static void nearest_matches_a_plain_search(void **state)
{
    lc_index *ix;

    (void)state;
    make_boxes(ITEMS);
    lc_index_build(box, ITEMS, &ix, NULL);
    for (int round = 0; round < 300; round++) {
        double limit = round % 3 ? 100000 : 800;
        search s = {
            {1040000000 + any(3000000), 306000000 + any(3000000)}, HUGE_VAL, 0};
        double best = HUGE_VAL;

        /* A third of the rounds without memory for the heap. */
        lc_mem_fail_after(round % 3 == 1 ? 0 : -1, true);
        lc_index_nearest(ix, s.from, limit, nearest_corner, &s);
        lc_mem_fail_after(-1, false);
        for (size_t i = 0; i < ITEMS; i++)
            if (box[i].min_lon <= box[i].max_lon)
                best =
                    fmin(best, lc_distance_m(s.from, (lc_pt){box[i].min_lon,
                                                             box[i].min_lat}));
        if (best <= limit)
            assert_true(s.best_m == best);
        else
            assert_true(s.best_m == HUGE_VAL || s.best_m == best ||
                        s.best_m > limit);
        assert_true(s.visits < ITEMS / 4);
    }
    lc_index_free(ix);
}

static void bounds_hold_to_100_km_at_any_latitude(void **state)
{
    (void)state;
    for (int lat = -85; lat <= 85; lat += 10)
        for (int i = 0; i < 36; i++) {
            search s = {lc_pt_from((lc_lonlat){0, lat}), HUGE_VAL, 0};
            lc_frame f = lc_frame_at(s.from);
            double r = 90000 * (i % 4 + 1) / 4.0, limit;
            lc_index *ix;
            lc_pt p = lc_frame_pt(
                &f, (lc_xy){r * cos(i * 0.1745), r * sin(i * 0.1745)});

            box[0] = (lc_box){p.lon, p.lat, p.lon, p.lat};
            limit = lc_distance_m(s.from, p);
            lc_index_build(box, 1, &ix, NULL);
            lc_index_nearest(ix, s.from, limit, nearest_corner, &s);
            assert_int_equal(s.visits, limit <= 100000);
            lc_index_free(ix);
        }
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    for (int64_t n = 0; n < 9; n++) {
        lc_index *ix;
        lc_status st;

        lc_mem_fail_after(n, false);
        st = lc_index_build(box, 100, &ix, NULL);
        lc_mem_fail_after(-1, false);
        if (st == LIFE_OK) {
            assert_int_equal(n, 4);
            lc_index_free(ix);
            return;
        }
        assert_int_equal(st, LIFE_ERR_NOMEM);
        assert_null(ix);
    }
    fail();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_match_a_plain_search),
        cmocka_unit_test(a_query_stops_when_told),
        cmocka_unit_test(nearest_matches_a_plain_search),
        cmocka_unit_test(bounds_hold_to_100_km_at_any_latitude),
        cmocka_unit_test(survives_want_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
