/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape.h, nest.h and areas.h of outlines of many rings: lakes of islands are
 * whole, however many; shells on one another have an end.
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
#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/nest.h"
#include "lifecircle/geo/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LON    281000000
#define LAT    612000000
#define LAKE   14000 /* islands: Saimaa has as many */
#define ROW    125   /* of them from west to east */
#define STEP   1000  /* from one to the next, 1e-7 degrees */
#define HALF   400   /* of an island */
#define POND   5     /* every so many-th has one, and that an islet */
#define SHORE  60000 /* points of the lake's */
#define SHELLS 20000 /* on one another */
#define DRAWS  400
#define RINGS  24  /* of a draw */
#define LONG   200 /* points of the longest */

static void add_square(lc_shape *s, lc_pt at, int32_t half)
{
    lc_pt ring[5];

    for (int i = 0; i < 5; i++)
        ring[i] = (lc_pt){at.lon + (i % 4 == 1 || i % 4 == 2 ? half : -half),
                          at.lat + (i % 4 >= 2 ? half : -half)};
    s->kind = LIFE_SHAPE_AREA;
    assert_int_equal(lc_shape_add_part(s, ring, 5, NULL), LIFE_OK);
}

static lc_pt island_at(uint32_t i)
{
    return (lc_pt){LON + (int32_t)(i % ROW) * STEP,
                   LAT + (int32_t)(i / ROW) * STEP};
}

/* Around `count` islands in rows, a shore that goes in and out all the way
 * along its four sides. */
static void add_shore(lc_shape *s, uint32_t count)
{
    lc_pt *pt = lc_calloc(SHORE + 1, sizeof *pt);
    double wide = (ROW + 1) * STEP,
           high = count / (double)ROW * STEP + 2 * STEP;

    assert_non_null(pt);
    for (int i = 0; i < SHORE; i++) {
        int side = i / (SHORE / 4), bay = i % 2 * 300;
        double along = i % (SHORE / 4) / (SHORE / 4.0);
        double x[] = {along, 1, 1 - along, 0}, y[] = {0, along, 1, 1 - along};
        int out_x[] = {0, 1, 0, -1}, out_y[] = {-1, 0, 1, 0};

        pt[i] =
            (lc_pt){LON - STEP + (int32_t)(x[side] * wide) + out_x[side] * bay,
                    LAT - STEP + (int32_t)(y[side] * high) + out_y[side] * bay};
    }
    pt[SHORE] = pt[0];
    s->kind = LIFE_SHAPE_AREA;
    assert_int_equal(lc_shape_add_part(s, pt, SHORE + 1, NULL), LIFE_OK);
    lc_free(pt);
}

/* Rings in no good order: islets, islands, ponds, and the shore amid them. */
static lc_shape lake(uint32_t count)
{
    lc_shape s = {0};

    for (uint32_t i = 0; i < count; i += POND)
        add_square(&s, island_at(i), HALF / 4);
    for (uint32_t i = 0; i < count; i++) {
        if (i == count / 2)
            add_shore(&s, count);
        add_square(&s, island_at(i), HALF);
    }
    for (uint32_t i = 0; i < count; i += POND)
        add_square(&s, island_at(i), HALF / 2);
    return s;
}

/* Of one ring by itself. */
static double ring_m2(const lc_shape *s, uint32_t part)
{
    lc_shape one = {0};
    double area;

    assert_int_equal(lc_shape_make(LIFE_SHAPE_AREA, s->pt + s->part[part],
                                   s->part[part + 1] - s->part[part], &one,
                                   NULL),
                     LIFE_OK);
    area = fabs(lc_shape_area_m2(&one));
    lc_shape_clear(&one);
    return area;
}

/* Water is the lake and the ponds; land are the islands and the islets. */
static double water_m2(const lc_shape *s, uint32_t count)
{
    const uint32_t ponds = count / POND, shore = ponds + count / 2;
    double area = 0;

    for (uint32_t p = 0; p < s->part_count; p++) {
        bool water = p == shore || p > ponds + count;

        area += water ? ring_m2(s, p) : -ring_m2(s, p);
    }
    return area;
}

static void a_lake_of_fourteen_thousand_islands_is_whole(void **state)
{
    lc_shape s = lake(LAKE);
    double area = water_m2(&s, LAKE);
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_shape_normalise(&s, &err), LIFE_OK);
    assert_int_equal(s.part_count, 1 + LAKE + 2 * (LAKE / POND));
    assert_true(fabs(lc_shape_area_m2(&s) - area) < 1e-6 * area);
    for (uint32_t i = 0; i < LAKE; i += 697) {
        lc_pt at = island_at(i);
        lc_pt land = {at.lon + HALF * 3 / 4, at.lat};
        lc_pt water = {at.lon + STEP / 2, at.lat};
        lc_pt pond = {at.lon + HALF * 3 / 8, at.lat};

        assert_false(lc_shape_contains(&s, land));
        assert_true(lc_shape_contains(&s, water));
        assert_int_equal(lc_shape_contains(&s, pond), i % POND == 0);
        assert_false(lc_shape_contains(&s, at));
    }
    lc_shape_clear(&s);
}

/* GEOS says so; islets in ponds times ponds is what it takes time for. */
static void one_of_three_thousand_is_valid(void **state)
{
    lc_shape s = lake(LAKE / 4);
    bool valid = false;
    lc_areas *g;

    (void)state;
    assert_int_equal(lc_areas_open(&g, NULL), LIFE_OK);
    assert_int_equal(lc_shape_normalise(&s, NULL), LIFE_OK);
    assert_int_equal(lc_areas_repair(g, &s, &valid, NULL), LIFE_OK);
    assert_string_equal(lc_areas_message(g), "");
    assert_true(valid);
    lc_areas_close(g);
    lc_shape_clear(&s);
}

/* ---- which is in which ---- */

static lc_nest *nest_of(const lc_shape *s)
{
    lc_nest_ring *ring = lc_calloc(s->part_count, sizeof *ring);
    lc_nest *t;

    assert_non_null(ring);
    for (uint32_t i = 0; i < s->part_count; i++)
        ring[i] =
            (lc_nest_ring){s->pt + s->part[i], s->part[i + 1] - s->part[i]};
    assert_int_equal(lc_nest_make(ring, s->part_count, &t, NULL), LIFE_OK);
    lc_free(ring);
    return t;
}

static uint64_t steps_of(uint32_t islands)
{
    lc_shape s = lake(islands);
    lc_nest *t = nest_of(&s);
    lc_nest_place place;
    uint64_t steps;

    for (uint32_t i = 0; i < s.part_count; i++)
        assert_int_equal(lc_nest_around(t, i, NULL, NULL, &place, NULL),
                         LIFE_OK);
    steps = lc_nest_steps(t);
    lc_nest_free(t);
    lc_shape_clear(&s);
    return steps;
}

/* The shore costs the same; the rest goes with the islands. */
static void steps_go_with_the_islands(void **state)
{
    uint64_t none = steps_of(100), few = steps_of(2000), many = steps_of(8000);

    (void)state;
    assert_true(many - none < 6 * (few - none));
    assert_true(many < 100 * (uint64_t)SHORE);
}

/* Twice the area, as all products here are small. */
static int64_t size_of(lc_nest_ring r)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i + 1 < r.n; i++)
        sum += (int64_t)(r.pt[i].lon - LON) * (r.pt[i + 1].lat - LAT) -
               (int64_t)(r.pt[i + 1].lon - LON) * (r.pt[i].lat - LAT);
    return llabs(sum);
}

/* 0 outside, 1 inside, 2 on it: by a ray to the north, side by side. */
static int side_of(lc_nest_ring r, lc_pt p)
{
    int side = 0;

    for (uint32_t i = 0; i + 1 < r.n; i++) {
        lc_pt a = r.pt[i], b = r.pt[i + 1];
        int64_t turn = (int64_t)(b.lon - a.lon) * (p.lat - a.lat) -
                       (int64_t)(b.lat - a.lat) * (p.lon - a.lon);
        bool between = (int64_t)(p.lon - a.lon) * (p.lon - b.lon) <= 0 &&
                       (int64_t)(p.lat - a.lat) * (p.lat - b.lat) <= 0;

        if (turn == 0 && between)
            return 2;
        if ((a.lon > p.lon) != (b.lon > p.lon))
            side ^= b.lon > a.lon ? turn < 0 : turn > 0;
    }
    return side;
}

static bool slow_within(lc_nest_ring in, lc_nest_ring out)
{
    if (size_of(in) >= size_of(out))
        return false;
    for (uint32_t i = 0; i < in.n; i++) {
        int side = side_of(out, in.pt[i]);

        if (side != 2)
            return side == 1;
    }
    return true;
}

/* On a coarse grid, so that rings touch, share sides, cross and are the same;
 * a quarter are long, and zigzag, and are prepared in the end. */
static void add_any_ring(lc_shape *s)
{
    uint32_t n = rand() % 4 ? 3 + rand() % 4 : 64 + rand() % (LONG - 64);
    int size = 1 << (1 + rand() % 5);
    int x = rand() % 12, y = rand() % 12;
    lc_pt pt[LONG + 1] = {{0, 0}};

    for (uint32_t i = 0; i < n; i++)
        pt[i] = (lc_pt){LON + 100 * (x + rand() % size),
                        LAT + 100 * (y + rand() % size)};
    pt[n] = pt[0];
    s->kind = LIFE_SHAPE_AREA;
    assert_int_equal(lc_shape_add_part(s, pt, n + 1, NULL), LIFE_OK);
}

static bool is_third(void *ctx, uint32_t ring)
{
    (void)ctx;
    return ring % 3 == 0;
}

static void compare(const lc_shape *s, lc_nest *t, uint32_t in, bool thirds)
{
    uint32_t want = 0, best = LIFE_NEST_NONE;
    lc_nest_ring r[RINGS];
    lc_nest_place place;

    for (uint32_t k = 0; k < s->part_count; k++)
        r[k] = (lc_nest_ring){s->pt + s->part[k], s->part[k + 1] - s->part[k]};
    for (uint32_t k = 0; k < s->part_count; k++) {
        if (k == in || (thirds && k % 3) || !slow_within(r[in], r[k]))
            continue;
        want++;
        if (best == LIFE_NEST_NONE || size_of(r[k]) < size_of(r[best]))
            best = k;
    }
    assert_int_equal(
        lc_nest_around(t, in, thirds ? is_third : NULL, NULL, &place, NULL),
        LIFE_OK);
    assert_int_equal(place.depth, want);
    assert_int_equal(place.parent, best);
}

static void any_rings_are_nested_as_slowly(void **state)
{
    (void)state;
    srand(11);
    for (int draw = 0; draw < DRAWS; draw++) {
        uint32_t rings = 1 + rand() % RINGS;
        lc_shape s = {0};
        lc_nest *t;

        for (uint32_t i = 0; i < rings; i++)
            add_any_ring(&s);
        t = nest_of(&s);
        for (int thirds = 0; thirds < 2; thirds++)
            for (uint32_t i = 0; i < rings; i++)
                compare(&s, t, i, thirds);
        lc_nest_free(t);
        lc_shape_clear(&s);
    }
}

/* ---- what no map holds ---- */

static lc_shape shells(void)
{
    lc_shape s = {0};

    for (int i = 0; i < SHELLS; i++)
        add_square(&s, (lc_pt){LON, LAT}, 10 + i);
    return s;
}

static void shells_on_one_another_are_refused(void **state)
{
    lc_shape s = shells();
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_shape_normalise(&s, &err), LIFE_ERR_LIMIT);
    assert_non_null(strstr(err.text, "lie on one another"));
    assert_int_equal(s.part_count, 0);
}

static void they_are_not_mended(void **state)
{
    lc_shape s = shells();
    bool valid = true;
    lc_areas *g;

    (void)state;
    assert_int_equal(lc_areas_open(&g, NULL), LIFE_OK);
    assert_int_equal(lc_areas_repair(g, &s, &valid, NULL), LIFE_OK);
    assert_false(valid);
    assert_non_null(strstr(lc_areas_message(g), "on one another"));
    assert_int_equal(s.part_count, SHELLS); /* as it was */
    lc_areas_close(g);
    lc_shape_clear(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lake_of_fourteen_thousand_islands_is_whole),
        cmocka_unit_test(one_of_three_thousand_is_valid),
        cmocka_unit_test(steps_go_with_the_islands),
        cmocka_unit_test(any_rings_are_nested_as_slowly),
        cmocka_unit_test(shells_on_one_another_are_refused),
        cmocka_unit_test(they_are_not_mended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
