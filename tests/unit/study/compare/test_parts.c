/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_parts.c - a difference divided among five causes, against all 120 orders
 * in which they may come.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/study/compare/parts.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 2000

static uint64_t dice = 88172645463325252u;

static uint64_t roll(void)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return dice;
}

/* Of what each adds as it comes, over all orders of those not yet in `set`. */
static void walk(const int64_t *v, unsigned set, int64_t orders[LIFE_PARTS],
                 int64_t *count)
{
    static int64_t added[LIFE_PARTS];

    if (set == LIFE_PARTS_SETS - 1) {
        for (int i = 0; i < LIFE_PARTS; i++)
            orders[i] += added[i];
        ++*count;
        return;
    }
    for (unsigned i = 0; i < LIFE_PARTS; i++) {
        if (set >> i & 1)
            continue;
        added[i] = v[set | 1U << i] - v[set];
        walk(v, set | 1U << i, orders, count);
    }
}

static void fill(int64_t *v)
{
    for (int s = 0; s < LIFE_PARTS_SETS; s++)
        v[s] = (int64_t)(roll() % 2001) - 1000;
}

static void means_over_orders(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t v[LIFE_PARTS_SETS], out[LIFE_PARTS], orders[LIFE_PARTS] = {0};
        int64_t count = 0, sum = 0;

        fill(v);
        lc_parts_of(v, out);
        walk(v, 0, orders, &count);
        assert_int_equal(count, 120);
        for (int i = 0; i < LIFE_PARTS; i++) {
            sum += out[i];
            assert_true(llabs(out[i] * count - orders[i]) < count);
        }
        assert_true(sum == v[LIFE_PARTS_SETS - 1] - v[0]);
    }
}

/* The other way round every set is its complement. */
static void backwards_is_negative(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t v[LIFE_PARTS_SETS], back[LIFE_PARTS_SETS];
        int64_t out[LIFE_PARTS], other[LIFE_PARTS];

        fill(v);
        for (int s = 0; s < LIFE_PARTS_SETS; s++)
            back[s] = v[LIFE_PARTS_SETS - 1 - s];
        lc_parts_of(v, out);
        lc_parts_of(back, other);
        for (int i = 0; i < LIFE_PARTS; i++)
            assert_true(out[i] == -other[i]);
    }
}

/* What makes no difference has nothing, whatever rounding leaves. */
static void nothing_for_nothing(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        unsigned idle = (unsigned)(roll() % LIFE_PARTS);
        int64_t v[LIFE_PARTS_SETS], out[LIFE_PARTS];

        fill(v);
        for (unsigned s = 0; s < LIFE_PARTS_SETS; s++)
            v[s | 1U << idle] = v[s & ~(1U << idle)];
        lc_parts_of(v, out);
        assert_true(out[idle] == 0);
    }
}

static void one_alone_has_all(void **state)
{
    int64_t v[LIFE_PARTS_SETS], out[LIFE_PARTS];

    (void)state;
    for (unsigned s = 0; s < LIFE_PARTS_SETS; s++)
        v[s] = s >> 2 & 1 ? LIFE_PARTS_MOST : -LIFE_PARTS_MOST;
    lc_parts_of(v, out);
    for (int i = 0; i < LIFE_PARTS; i++)
        assert_true(out[i] == (i == 2 ? 2 * LIFE_PARTS_MOST : 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_over_orders),
        cmocka_unit_test(backwards_is_negative),
        cmocka_unit_test(nothing_for_nothing),
        cmocka_unit_test(one_alone_has_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
