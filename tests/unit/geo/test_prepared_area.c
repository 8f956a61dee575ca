/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prepared_area.h: the union of polygons that overlap, and random ones against
 * a slow test of its own.
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
#include "lifecircle/geo/prepared_area.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_RINGS = 8, MOST_POINTS = 40 };

/* Rings as they are drawn: closed, either way round. */
typedef struct drawn_ring {
    lc_pt pt[MOST_POINTS + 1];
    int n;
    bool hole;
} drawn_ring;

typedef struct drawing {
    drawn_ring ring[MOST_RINGS];
    int n;
} drawing;

static lc_shape shape_of(const drawing *d)
{
    lc_shape s = {.kind = LIFE_SHAPE_AREA};
    bool kept;

    for (int i = 0; i < d->n; i++) {
        assert_int_equal(lc_shape_add_ring(&s, d->ring[i].pt,
                                           (size_t)d->ring[i].n,
                                           d->ring[i].hole, &kept, NULL),
                         LIFE_OK);
        assert_true(kept);
    }
    return s;
}

static lc_prepared_area *prepared(const lc_shape *s)
{
    lc_prepared_area *a;

    assert_int_equal(lc_prepared_area_make(s, &a, NULL), LIFE_OK);
    return a;
}

/* ---- by hand ---- */

/* A square of side 2 r around (x, y), the wrong way round. */
static void add_square(drawing *d, int32_t x, int32_t y, int32_t r, bool hole)
{
    d->ring[d->n++] = (drawn_ring){.pt = {{x - r, y - r},
                                          {x - r, y + r},
                                          {x + r, y + r},
                                          {x + r, y - r},
                                          {x - r, y - r}},
                                   .n = 5,
                                   .hole = hole};
}

typedef struct expected {
    int32_t x, y;
    bool inside;
} expected;

static void expect(const drawing *d, const expected *row, size_t n)
{
    lc_shape s = shape_of(d);
    lc_prepared_area *a = prepared(&s);

    for (size_t i = 0; i < n; i++)
        if (lc_prepared_area_contains(a, (lc_pt){row[i].x, row[i].y}) !=
            row[i].inside)
            fail_msg("%d %d is %s", (int)row[i].x, (int)row[i].y,
                     row[i].inside ? "outside" : "inside");
    lc_prepared_area_free(a);
    lc_shape_clear(&s);
}

#define EXPECT(d, row) expect(d, row, sizeof(row) / sizeof *(row))

static void the_same_twice_is_once(void **state)
{
    static const expected row[] = {
        {0, 0, true}, {10, 3, true}, {11, 3, false}, {-10, -10, true}};
    drawing d = {.n = 0};

    (void)state;
    add_square(&d, 0, 0, 10, false);
    EXPECT(&d, row);
    add_square(&d, 0, 0, 10, false);
    EXPECT(&d, row);
    add_square(&d, 0, 0, 10, false);
    EXPECT(&d, row);
}

static void overlaps_and_nests_are_united(void **state)
{
    static const expected row[] = {
        {-9, 0, true}, {5, 0, true},    {14, 0, true},  {16, 0, false},
        {0, 0, true},  {-2, -2, true},  {30, 0, false}, {40, 0, false},
        {35, 0, true}, {45, -10, true}, {46, 0, false}};
    drawing d = {.n = 0};

    (void)state;
    add_square(&d, 0, 0, 10, false);
    add_square(&d, 5, 0, 10, false); /* overlaps it */
    add_square(&d, 0, 0, 3, false);  /* in both: no hole */
    add_square(&d, 35, 0, 10, false);
    add_square(&d, 30, 0, 3, true);
    add_square(&d, 40, 0, 4, true);
    EXPECT(&d, row);
}

/* A hole is one of its own polygon; the same hole twice is once; what stands
 * out of the outer ring takes nothing away from others. */
static void holes_are_of_their_polygon(void **state)
{
    static const expected row[] = {
        {0, 0, false}, {3, 0, true}, /* the hole's outline */
        {4, 0, true},  {18, 0, true},  {11, 0, true},
        {20, 0, true}, {31, 0, false}, {29, 0, true}};
    drawing d = {.n = 0};

    (void)state;
    add_square(&d, 0, 0, 10, false);
    add_square(&d, 0, 0, 3, true);
    add_square(&d, 0, 0, 3, true);
    add_square(&d, 20, 0, 6, true); /* beside its polygon */
    add_square(&d, 20, 0, 10, false);
    EXPECT(&d, row);
    /* ground again where another polygon fills the hole */
    add_square(&d, 0, 0, 2, false);
    EXPECT(&d, ((expected[]){{0, 0, true}, {2, 2, true}, {-3, 0, true}}));
}

/* Even-odd within a ring: a five-pointed star has a hole in its middle; a bow
 * tie has both halves, also where they are of one size. */
static void rings_that_cross_themselves(void **state)
{
    static const drawing star = {.ring = {{.pt = {{0, 100},
                                                  {59, -81},
                                                  {-95, 31},
                                                  {95, 31},
                                                  {-59, -81},
                                                  {0, 100}},
                                           .n = 6}},
                                 .n = 1};
    static const drawing tie = {
        .ring = {{.pt = {{0, 0}, {20, 20}, {20, 0}, {0, 20}, {0, 0}}, .n = 5}},
        .n = 1};
    bool kept;
    lc_shape s = shape_of(&tie);

    (void)state;
    EXPECT(&star, ((expected[]){{0, 0, false}, {0, 60, true}, {60, 20, true}}));
    EXPECT(&tie, ((expected[]){{3, 10, true},
                               {17, 10, true},
                               {10, 10, true},
                               {10, 3, false},
                               {10, 17, false}}));
    /* as a hole it could not be told from an outer ring */
    assert_int_equal(
        lc_shape_add_ring(&s, tie.ring[0].pt, 5, true, &kept, NULL),
        LIFE_ERR_PARSE);
    lc_shape_clear(&s);
}

/* ---- at random ---- */

static uint64_t drawn_from = 1;

static int32_t below(int32_t n)
{
    drawn_from = drawn_from * UINT64_C(6364136223846793005) + 1;
    return (int32_t)(drawn_from >> 33) % n;
}

/* Where the points of a round of drawings lie. */
typedef struct board {
    lc_pt corner;
    int32_t step, steps;
} board;

static lc_pt any_point(const board *b)
{
    return (lc_pt){b->corner.lon + b->step * below(b->steps),
                   b->corner.lat + b->step * below(b->steps)};
}

/* In steps of the board all is whole, and exact. */
static bool has_ground(const board *b, const drawn_ring *r)
{
    long twice = 0;

    for (int i = 0; i + 1 < r->n; i++) {
        long ax = (r->pt[i].lon - r->pt[0].lon) / b->step;
        long ay = (r->pt[i].lat - r->pt[0].lat) / b->step;
        long bx = (r->pt[i + 1].lon - r->pt[0].lon) / b->step;
        long by = (r->pt[i + 1].lat - r->pt[0].lat) / b->step;

        twice += ax * by - bx * ay;
    }
    return twice != 0;
}

static void draw_ring(const board *b, int most, drawn_ring *r)
{
    do {
        r->n = most > 3 ? 3 + below(most - 3) : 3;
        for (int i = 0; i < r->n; i++)
            r->pt[i] = any_point(b);
        r->pt[r->n++] = r->pt[0];
    } while (!has_ground(b, r));
}

/* Half of the rings are small, some a repetition of the one before. */
static drawing any_drawing(const board *b)
{
    drawing d = {.n = 1 + below(MOST_RINGS)};

    for (int i = 0; i < d.n; i++) {
        draw_ring(b, below(2) ? 6 : MOST_POINTS, &d.ring[i]);
        if (i > 0 && below(4) == 0)
            d.ring[i] = d.ring[i - 1];
        d.ring[i].hole = i > 0 && below(2);
    }
    return d;
}

/* 0 outside, 1 inside, 2 on the ring: how many edges a ray north of p meets,
 * where the engine's runs east. Exact: the products are below 2^64. */
static int slow_side(const drawn_ring *r, lc_pt p)
{
    int met = 0;

    for (int i = 0; i + 1 < r->n; i++) {
        long double ax = (long double)r->pt[i].lon - p.lon;
        long double ay = (long double)r->pt[i].lat - p.lat;
        long double bx = (long double)r->pt[i + 1].lon - p.lon;
        long double by = (long double)r->pt[i + 1].lat - p.lat;
        long double left = ax * by, right = bx * ay;

        if (left == right && ax * bx <= 0 && ay * by <= 0)
            return 2;
        met += (ax > 0) != (bx > 0) && (left < right) == (ax < bx);
    }
    return met % 2;
}

static bool slow_inside(const drawing *d, lc_pt p)
{
    bool any = false;

    for (int i = 0; i < d->n; i++) {
        bool inside = slow_side(&d->ring[i], p) != 0;

        if (d->ring[i].hole)
            continue;
        for (int k = i + 1; k < d->n && d->ring[k].hole; k++)
            inside = inside && slow_side(&d->ring[k], p) != 1;
        any = any || inside;
    }
    return any;
}

typedef bool (*contains_fn)(const void *area, lc_pt p);

static void same_at(const drawing *d, contains_fn contains, const void *area,
                    lc_pt p)
{
    bool inside = slow_inside(d, p);

    if (contains(area, p) != inside)
        fail_msg("%d %d is %s", (int)p.lon, (int)p.lat,
                 inside ? "inside" : "outside");
}

/* At any places, at every vertex and near it, and amid every edge. */
static void same(const drawing *d, const board *b, contains_fn contains,
                 const void *area)
{
    for (int i = 0; i < 60; i++)
        same_at(d, contains, area, any_point(b));
    for (int i = 0; i < d->n; i++)
        for (int k = 0; k + 1 < d->ring[i].n; k++) {
            lc_pt v = d->ring[i].pt[k], to = d->ring[i].pt[k + 1];

            same_at(d, contains, area, v);
            same_at(d, contains, area,
                    (lc_pt){v.lon + below(3) - 1, v.lat + below(3) - 1});
            same_at(d, contains, area, lc_pt_between(v, to, 0.5));
        }
}

/* From boards where nearly all meets at a vertex to half the globe. */
static const board boards[] = {
    {{-3, -3}, 1, 7},
    {{145000000, 359000000}, 1, 40},
    {{-1799999000, -899999000}, 10, 200},
    {{1040000000, 306500000}, 3000, 1000},
    {{-899999999, -899999999}, 89999999, 21},
    {{-899999999, -899999999}, 1799, 1000555},
};

static bool prepared_contains(const void *area, lc_pt p)
{
    return lc_prepared_area_contains(area, p);
}

static bool shape_contains(const void *area, lc_pt p)
{
    return lc_shape_contains(area, p);
}

static void random_areas_as_a_slow_test_has_them(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        const board *b = &boards[i % (sizeof boards / sizeof *boards)];
        drawing d = any_drawing(b);
        lc_shape s = shape_of(&d);
        lc_prepared_area *a = prepared(&s);

        same(&d, b, prepared_contains, a);
        lc_prepared_area_free(a);
        lc_shape_clear(&s);
    }
}

/* What import keeps without repair: outer rings that overlap, none of which
 * crosses itself. */
static void overlapping_triangles_are_united_in_shapes_too(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        const board *b = &boards[i % (sizeof boards / sizeof *boards)];
        drawing d = {.n = 1 + below(MOST_RINGS)};
        lc_shape s;

        for (int k = 0; k < d.n; k++)
            draw_ring(b, 3, &d.ring[k]);
        s = shape_of(&d);
        same(&d, b, shape_contains, &s);
        lc_shape_clear(&s);
    }
}

static lc_prepared_bands *banded(const lc_shape *s)
{
    lc_prepared_bands *b;

    assert_int_equal(lc_prepared_bands_make(s, &b, NULL), LIFE_OK);
    return b;
}

static void as_the_shape_at(const lc_shape *s, const lc_prepared_bands *b,
                            lc_pt p)
{
    if (lc_prepared_bands_contain(b, p) != lc_shape_contains(s, p))
        fail_msg("%d %d", (int)p.lon, (int)p.lat);
}

/* Whatever shape_contains() makes of rings that cross, the bands do too. */
static void bands_answer_as_the_shape_does(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        const board *b = &boards[i % (sizeof boards / sizeof *boards)];
        drawing d = any_drawing(b);
        lc_shape s = shape_of(&d);
        lc_prepared_bands *bands = banded(&s);

        for (int k = 0; k < 100; k++)
            as_the_shape_at(&s, bands, any_point(b));
        for (uint32_t k = 0; k < s.pt_count; k++) {
            lc_pt v = s.pt[k];

            as_the_shape_at(&s, bands, v);
            as_the_shape_at(
                &s, bands, (lc_pt){v.lon + below(3) - 1, v.lat + below(3) - 1});
        }
        lc_prepared_bands_free(bands);
        lc_shape_clear(&s);
    }
}

static void what_is_no_area_has_no_inside(void **state)
{
    static const lc_pt pt[] = {{0, 0}, {10, 0}, {10, 10}, {0, 0}};
    static const lc_shape_kind kinds[] = {LIFE_SHAPE_NONE, LIFE_SHAPE_POINT,
                                          LIFE_SHAPE_LINE, LIFE_SHAPE_AREA};

    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        lc_shape s;
        lc_prepared_bands *b;

        assert_int_equal(lc_shape_make(kinds[i], pt, 4, &s, NULL), LIFE_OK);
        b = banded(&s);
        assert_int_equal(lc_prepared_bands_contain(b, (lc_pt){8, 2}),
                         kinds[i] == LIFE_SHAPE_AREA);
        lc_prepared_bands_free(b);
        lc_shape_clear(&s);
    }
}

static void survives_want_of_memory(void **state)
{
    drawing d = any_drawing(&boards[3]);
    lc_shape s = shape_of(&d);
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (int64_t n = 0; st; n++) {
        lc_prepared_area *a;

        assert_true(n < 100);
        lc_mem_fail_after(n, false);
        st = lc_prepared_area_make(&s, &a, NULL);
        lc_mem_fail_after(-1, false);
        assert_int_equal(!a, st != LIFE_OK);
        assert_true(!st || st == LIFE_ERR_NOMEM);
        lc_prepared_area_free(a);
    }
    lc_shape_clear(&s);
}

static void bands_survive_want_of_memory(void **state)
{
    drawing d = any_drawing(&boards[3]);
    lc_shape s = shape_of(&d);
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (int64_t n = 0; st; n++) {
        lc_prepared_bands *b;

        assert_true(n < 100);
        lc_mem_fail_after(n, false);
        st = lc_prepared_bands_make(&s, &b, NULL);
        lc_mem_fail_after(-1, false);
        assert_int_equal(!b, st != LIFE_OK);
        lc_prepared_bands_free(b);
    }
    lc_shape_clear(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_twice_is_once),
        cmocka_unit_test(overlaps_and_nests_are_united),
        cmocka_unit_test(holes_are_of_their_polygon),
        cmocka_unit_test(rings_that_cross_themselves),
        cmocka_unit_test(random_areas_as_a_slow_test_has_them),
        cmocka_unit_test(overlapping_triangles_are_united_in_shapes_too),
        cmocka_unit_test(bands_answer_as_the_shape_does),
        cmocka_unit_test(what_is_no_area_has_no_inside),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(bands_survive_want_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
