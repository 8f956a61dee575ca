/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_equity.c - Gini, Palma, Theil and concentration, worked by hand or
 * published.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/study/cover/equity.h"

#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void near(lc_measure m, double want)
{
    assert_int_equal(m.why, LIFE_EQUITY_KNOWN);
    assert_true(fabs(m.value - want) < 1e-9);
}

static void is_unknown(lc_measure m, lc_equity_why why)
{
    assert_true(isnan(m.value));
    assert_int_equal(m.why, why);
    assert_non_null(lc_equity_why_id(m.why));
}

/* Everybody has the same: no inequality; a tenth has a quarter of what four
 * tenths have. */
static void equal_shares(void **state)
{
    lc_equity_item item[] = {{2, 5, 1}, {2, 1, 2}, {2, 14, 3}};
    lc_equity e;

    (void)state;
    lc_equity_of(item, COUNT(item), &e);
    near(e.gini, 0);
    near(e.theil, 0);
    near(e.palma, 0.25);
    near(e.concentration, 0);
    assert_true(e.people == 20 && e.mean == 2 && e.ranked == 20);
}

/* One of five has all: Gini (n-1)/n, Theil ln n. */
static void one_has_all(void **state)
{
    lc_equity_item item[] = {
        {0, 1, NAN}, {0, 1, NAN}, {7, 1, NAN}, {0, 1, NAN}, {0, 1, NAN}};
    lc_equity e;

    (void)state;
    lc_equity_of(item, COUNT(item), &e);
    near(e.gini, 0.8);
    near(e.theil, log(5));
    is_unknown(e.palma, LIFE_EQUITY_BOTTOM);
    is_unknown(e.concentration, LIFE_EQUITY_NO_FIGURE);
}

/* 1 to 5: the sum of all differences between two is 40; Gini is that over
 * 2 n n mu = 2 * 25 * 3, which is 4/15. */
static void one_to_five(void **state)
{
    lc_equity_item item[] = {
        {3, 1, 3}, {1, 1, 1}, {5, 1, 5}, {2, 1, 2}, {4, 1, 4}};
    double theil = 0;
    lc_equity e;

    (void)state;
    lc_equity_of(item, COUNT(item), &e);
    near(e.gini, 4.0 / 15);
    for (int x = 1; x <= 5; x++)
        theil += x / 15.0 * log(x / 3.0);
    near(e.theil, theil);
    near(e.concentration, 4.0 / 15); /* ranked by itself it is the Gini */
    /* the upper half of the 5, over 1 and 2 */
    near(e.palma, 2.5 / 3);
    /* and what the first fifths have, and half of the first */
    for (int k = 0; k <= 5; k++)
        assert_true(fabs(e.lorenz[k * LIFE_LORENZ_PARTS / 5] -
                         k * (k + 1) / 30.0) < 1e-12);
    assert_true(fabs(e.lorenz[LIFE_LORENZ_PARTS / 10] - 0.5 / 15) < 1e-12);
}

/* Whoever they are, it rises ever more steeply, and twice the area between it
 * and the diagonal is not over the Gini: its points are joined by straight
 * lines, which lie above it. */
static void the_curve_bends_one_way(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 200; seed++) {
        lc_equity_item item[40];
        double area = 0;
        lc_equity e;

        for (size_t i = 0; i < COUNT(item); i++) {
            unsigned mix = seed * 7919 + (unsigned)i * 104729;

            item[i] = (lc_equity_item){mix / 3 % 17, mix / 5 % 11, NAN};
        }
        lc_equity_of(item, COUNT(item), &e);
        assert_int_equal(e.gini.why, LIFE_EQUITY_KNOWN);
        assert_true(e.lorenz[0] == 0 && e.lorenz[LIFE_LORENZ_PARTS] == 1);
        for (int k = 1; k <= LIFE_LORENZ_PARTS; k++) {
            double step = e.lorenz[k] - e.lorenz[k - 1];

            assert_true(step >= -1e-12);
            if (k < LIFE_LORENZ_PARTS)
                assert_true(e.lorenz[k + 1] - e.lorenz[k] >= step - 1e-12);
            area += (e.lorenz[k] + e.lorenz[k - 1]) / LIFE_LORENZ_PARTS;
        }
        assert_true(1 - area <= e.gini.value + 1e-12);
        assert_true(1 - area >= e.gini.value - 0.05);
    }
}

/* Tenths of 1 to 10: the last has 10, the first four 1 + 2 + 3 + 4. */
static void palma_of_tenths(void **state)
{
    lc_equity_item item[10];
    lc_equity e;

    (void)state;
    for (int i = 0; i < 10; i++)
        item[i] = (lc_equity_item){10 - i, 100, NAN};
    lc_equity_of(item, 10, &e);
    near(e.palma, 1);
}

/* O. O'Donnell, E. van Doorslaer, A. Wagstaff, M. Lindelow, Analyzing Health
 * Equity Using Household Survey Data, World Bank 2008, table 8.1: deaths under
 * five years in India, 1982-92, by fifths of wealth; -0.1694 is published. */
static void published_concentration(void **state)
{
    lc_equity_item item[] = {{154.7, 29939, 1},
                             {152.9, 28776, 2},
                             {119.5, 26528, 3},
                             {86.9, 24689, 4},
                             {54.3, 19739, 5}};
    lc_equity e;

    (void)state;
    lc_equity_of(item, COUNT(item), &e);
    assert_int_equal(e.concentration.why, LIFE_EQUITY_KNOWN);
    assert_true(fabs(e.concentration.value + 0.1694) < 0.00005);
}

/* An item of three people is three items; one without people is none. */
static void people_are_counted(void **state)
{
    lc_equity_item few[] = {{1, 3, 5}, {4, 1, 2}, {9, 0, 1}};
    lc_equity_item many[] = {{1, 1, 5}, {4, 1, 2}, {1, 1, 5}, {1, 1, 5}};
    lc_equity a, b;

    (void)state;
    lc_equity_of(few, COUNT(few), &a);
    lc_equity_of(many, COUNT(many), &b);
    near(a.gini, b.gini.value);
    near(a.theil, b.theil.value);
    near(a.palma, b.palma.value);
    near(a.concentration, b.concentration.value);
    assert_true(a.concentration.value <
                0); /* little of it, more of the other */
}

/* Items of one figure share a rank, in whatever order they come. */
static void ties_have_one_rank(void **state)
{
    lc_equity_item a[] = {{1, 1, 7}, {3, 1, 7}, {2, 1, 9}, {5, 1, NAN}};
    lc_equity_item b[] = {{5, 1, NAN}, {2, 1, 9}, {3, 1, 7}, {1, 1, 7}};
    lc_equity x, y;

    (void)state;
    lc_equity_of(a, COUNT(a), &x);
    lc_equity_of(b, COUNT(b), &y);
    assert_memory_equal(&x, &y, sizeof x);
    near(x.concentration, 0); /* 2 on either side; the fourth has no figure */
    assert_true(x.ranked == 3 && x.people == 4);
}

static void what_is_not_known_has_a_reason(void **state)
{
    lc_equity_item none[] = {{1, 0, 1}, {2, 0, 2}};
    lc_equity_item zero[] = {{0, 1, 1}, {0, 2, 2}};
    lc_equity_item below[] = {{-1, 1, 1}, {2, 2, 2}};
    lc_equity_item same[] = {{1, 1, 4}, {2, 2, 4}};
    lc_equity e;

    (void)state;
    lc_equity_of(none, 0, &e);
    is_unknown(e.gini, LIFE_EQUITY_EMPTY);
    assert_true(isnan(e.mean));
    lc_equity_of(none, COUNT(none), &e);
    is_unknown(e.palma, LIFE_EQUITY_EMPTY);
    lc_equity_of(zero, COUNT(zero), &e);
    is_unknown(e.gini, LIFE_EQUITY_ZERO);
    is_unknown(e.theil, LIFE_EQUITY_ZERO);
    is_unknown(e.concentration, LIFE_EQUITY_ZERO);
    lc_equity_of(below, COUNT(below), &e);
    is_unknown(e.gini, LIFE_EQUITY_NEGATIVE);
    is_unknown(e.concentration, LIFE_EQUITY_NEGATIVE);
    lc_equity_of(same, COUNT(same), &e);
    is_unknown(e.concentration, LIFE_EQUITY_NO_FIGURE);
    assert_int_equal(e.gini.why, LIFE_EQUITY_KNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_shares),
        cmocka_unit_test(one_has_all),
        cmocka_unit_test(one_to_five),
        cmocka_unit_test(the_curve_bends_one_way),
        cmocka_unit_test(palma_of_tenths),
        cmocka_unit_test(published_concentration),
        cmocka_unit_test(people_are_counted),
        cmocka_unit_test(ties_have_one_rank),
        cmocka_unit_test(what_is_not_known_has_a_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
