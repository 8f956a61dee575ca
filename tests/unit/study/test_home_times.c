/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * home_times.h: times that are read beside each other are those of the labels
 * that are made category by category.
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
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/category.h"
#include "src/study/home_times.h"
#include "src/study/labels.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <stdio.h>

enum { SIDE = 7, STEP_M = 260, HOMES = 120, FACILITIES = 60, SHOPS = 110 };

static const char *const KINDS[] = {
    "pharmacy", "hospital", "park",    "bank",         "dining",
    "school",   "bus_stop", "library", "kindergarten", "pharmacy bank dining"};

static uint64_t seed;

/* Knuth's constants. */
static unsigned chance(unsigned n)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (unsigned)(seed >> 33) % n;
}

static lct_xy corner(int i)
{
    int row = i / SIDE, column = i % SIDE;

    return (lct_xy){column * STEP_M, row * STEP_M};
}

static void street(lct_city *c, int a, int b)
{
    static const int how[] = {LCT_OPEN,    LCT_OPEN,  LCT_OPEN,
                              LCT_PRIVATE, LCT_STEPS, LCT_ONE_WAY};

    if (chance(6))
        lct_street(c, a + 1, corner(a), b + 1, corner(b), how[chance(6)]);
}

static lct_xy somewhere(void)
{
    return (lct_xy){chance((SIDE - 1) * STEP_M), chance((SIDE - 1) * STEP_M)};
}

static void facility(lct_city *c, int i, lct_xy at)
{
    char id[16];

    snprintf(id, sizeof id, "t:%03d", i);
    lct_facility(c, id, KINDS[chance(LCT_COUNT(KINDS))], at);
}

/* Streets of every kind, some of which go nowhere, and one full of shops. */
static lct_city *town(uint64_t from)
{
    lct_city *c = lct_city_new();

    seed = from;
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (i % SIDE + 1 < SIDE)
            street(c, i, i + 1);
        if (i + SIDE < SIDE * SIDE)
            street(c, i, i + SIDE);
    }
    for (int i = 0; i < FACILITIES; i++)
        facility(c, i, somewhere());
    lct_street(c, SIDE + 1, corner(SIDE), SIDE + 2, corner(SIDE + 1), LCT_OPEN);
    for (int i = 0; i < SHOPS; i++)
        facility(c, FACILITIES + i, (lct_xy){2 * i, STEP_M + 5});
    for (int i = 0; i < HOMES; i++)
        lct_home(c, i % 3 ? somewhere() : (lct_xy){chance(STEP_M), STEP_M - 9},
                 1000);
    lct_open(c);
    return c;
}

/* How many homes have a way to one. */
static int check_category(lc_study *s, const lc_home_times *t, uint32_t c)
{
    const uint64_t *label;
    uint32_t ms[LIFE_MAX_CATEGORIES];
    int ways = 0;
    lc_error err = {0};

    assert_int_equal(lc_labels_homes(s, 0, c, &label, &err), LIFE_OK);
    for (uint32_t h = 0; label && h < s->w->home_count; h++) {
        bool none = label[h] == LIFE_LABEL_NONE;

        lc_home_times_of(t, h, ms);
        assert_int_equal(ms[c], none ? LIFE_NONE : lc_label_ms(label[h]));
        ways += !none;
    }
    return ways;
}

static void times_are_those_of_labels(void **state)
{
    (void)state;
    for (uint64_t town_of = 1; town_of <= 12; town_of++) {
        lct_city *drawn = town(town_of);
        lc_study *s = lct_study(drawn);
        bool of[LIFE_MAX_CATEGORIES] = {false};
        lc_home_times *t = NULL;
        lc_city *file = NULL;
        int ways = 0;
        lc_error err = {0};

        for (uint32_t c = 0; c < s->w->category_count; c++)
            of[c] = town_of < 12 || c % 2;
        assert_int_equal(lc_city_open(lct_path(drawn), true, &file, &err),
                         LIFE_OK);
        assert_int_equal(lc_home_times_open(file, s, of, &t, &err), LIFE_OK);
        for (uint32_t c = 0; c < s->w->category_count; c++)
            if (of[c])
                ways += check_category(s, t, c);
        assert_true(ways > HOMES);
        lc_home_times_close(t);
        lc_city_close(file);
        lct_city_free(drawn);
    }
}

/* Of a city that was imported and never computed. */
static void labels_that_are_not_there_are_told(void **state)
{
    lct_city *drawn = town(3);
    lc_study *s = lct_study(drawn);
    bool of[LIFE_MAX_CATEGORIES] = {false};
    lc_home_times *t;
    lc_city *file = NULL;
    lc_error err = {0};

    (void)state;
    assert_int_equal(
        lc_city_begin(lct_path(drawn), LIFE_KEEP_NONE, &file, &err), LIFE_OK);
    for (uint32_t c = 0; c < s->w->category_count; c++)
        of[c] = true;
    assert_int_equal(lc_home_times_open(file, s, of, &t, &err),
                     LIFE_ERR_NOT_FOUND);
    assert_null(t);
    lc_city_close(file);
    lct_city_free(drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_those_of_labels),
        cmocka_unit_test(labels_that_are_not_there_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
