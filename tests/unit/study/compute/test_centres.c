/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/centres: cells by their centres, against the rule followed
 * one by one over all centres.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/study/compute/centres.h"

#include <math.h>
#include <stdlib.h>

enum { SIDE = 12, CELLS = SIDE * SIDE, PLACES = 2000 };

static uint32_t seed = 7;

/* -1 to 1, the same in every run. */
static double noise(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (double)(seed >> 8) / (1 << 23) - 1;
}

static lc_pt at(double x_m, double y_m)
{
    return lc_pt_from((lc_lonlat){104 + x_m / 95600.0, 30.6 + y_m / 110860.0});
}

/* Hexagons 150 m apart, each pushed by up to `push` metres; houses where
 * `square` is negative: anywhere. */
static size_t draw(lc_pt *out, double push, double square)
{
    for (int i = 0; i < CELLS; i++) {
        int col = i % SIDE, row = i / SIDE;
        double x = col * 150.0 + (square == 0 && row % 2 ? 75 : 0);
        double y = row * (square > 0 ? 150.0 : 150.0 * sqrt(3) / 2);

        out[i] = square < 0 ? at(fabs(noise()) * 1800, fabs(noise()) * 1800)
                            : at(x + push * noise(), y + push * noise());
    }
    return CELLS;
}

static int by_value(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;

    return a < b ? -1 : a > b;
}

/* As the header says it, over all pairs. */
static void reaches(const lc_pt *c, size_t n, double *out)
{
    double sorted[CELLS] = {0};

    for (size_t i = 0; i < n; i++) {
        double least = HUGE_VAL, most = 0;

        for (size_t k = 0; k < n; k++)
            if (k != i)
                least = fmin(least, lc_distance_m(c[i], c[k]));
        for (size_t k = 0; k < n; k++)
            if (k != i && lc_distance_m(c[i], c[k]) <= least * 1.5)
                most = fmax(most, lc_distance_m(c[i], c[k]));
        out[i] = sorted[i] = most / sqrt(3);
    }
    qsort(sorted, n, sizeof *sorted, by_value);
    for (size_t i = 0; i < n; i++)
        out[i] = fmin(out[i], 3 * sorted[(n - 1) / 2]);
}

static void check(const lc_pt *c, size_t n, size_t *inside)
{
    double reach[CELLS];
    lc_pt place[PLACES];
    uint32_t found[PLACES];

    for (int i = 0; i < PLACES; i++)
        place[i] = at(900 + 1300 * noise(), 900 + 1300 * noise());
    reaches(c, n, reach);
    assert_int_equal(lc_centres_find(c, n, place, PLACES, found, NULL),
                     LIFE_OK);
    *inside = 0;
    for (int i = 0; i < PLACES; i++) {
        uint32_t best = 0;

        for (uint32_t k = 1; k < n; k++)
            if (lc_distance_m(place[i], c[k]) <
                lc_distance_m(place[i], c[best]))
                best = k;
        if (lc_distance_m(place[i], c[best]) > reach[best])
            best = UINT32_MAX;
        assert_int_equal(found[i], best);
        *inside += best != UINT32_MAX;
    }
}

static void follows_the_rule(void **state)
{
    lc_pt c[CELLS];
    size_t inside;

    (void)state;
    for (double square = -1; square <= 1; square++)
        for (double push = 0; push <= 40; push += 20) {
            check(c, draw(c, push, square), &inside);
            assert_true(inside > PLACES / 10);
            assert_true(inside < PLACES);
        }
    check(c, 1, &inside); /* one cell has no size */
}

/* No place among hexagons or squares is in none. */
static void leaves_no_gap(void **state)
{
    lc_pt c[CELLS], place[PLACES];
    uint32_t found[PLACES];

    (void)state;
    for (double square = 0; square <= 1; square++) {
        size_t n = draw(c, 5, square);

        for (int i = 0; i < PLACES; i++)
            place[i] = at(800 + 600 * noise(), 700 + 500 * noise());
        assert_int_equal(lc_centres_find(c, n, place, PLACES, found, NULL),
                         LIFE_OK);
        for (int i = 0; i < PLACES; i++)
            assert_int_not_equal(found[i], UINT32_MAX);
    }
}

static void tells_cells_from_houses(void **state)
{
    lc_pt c[CELLS];
    bool even;

    (void)state;
    assert_int_equal(lc_centres_even(c, draw(c, 5, 0), &even, NULL), LIFE_OK);
    assert_true(even);
    assert_int_equal(lc_centres_even(c, draw(c, 5, 1), &even, NULL), LIFE_OK);
    assert_true(even);
    assert_int_equal(lc_centres_even(c, draw(c, 0, -1), &even, NULL), LIFE_OK);
    assert_false(even);
    assert_int_equal(lc_centres_even(c, 3, &even, NULL), LIFE_OK);
    assert_false(even);
    assert_int_equal(lc_centres_even(c, 0, &even, NULL), LIFE_OK);
    assert_false(even);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_rule),
        cmocka_unit_test(leaves_no_gap),
        cmocka_unit_test(tells_cells_from_houses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
