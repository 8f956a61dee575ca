/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool.h: each item once, the lowest failure wins.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/pool.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ITEMS 1000

static atomic_int done[ITEMS];

static lc_status count_item(void *ctx, size_t item, unsigned worker,
                            lc_error *err)
{
    unsigned threads = *(unsigned *)ctx;

    atomic_fetch_add(&done[item], 1);
    return worker < threads ? LIFE_OK : lc_fail(err, LIFE_ERR_STATE, "worker");
}

static void runs_each_item_once(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads < 80; threads = threads * 3 + 1) {
        memset(done, 0, sizeof done);
        assert_int_equal(
            lc_pool_run(threads, ITEMS, count_item, &threads, NULL), LIFE_OK);
        for (size_t i = 0; i < ITEMS; i++)
            assert_int_equal(atomic_load(&done[i]), 1);
        assert_int_equal(lc_pool_run(threads, 0, count_item, &threads, NULL),
                         LIFE_OK);
    }
}

static lc_status fail_from(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    size_t first = *(size_t *)ctx;

    (void)worker;
    if (item < first)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_RANGE, "item %zu", item);
}

static void reports_the_lowest_failure(void **state)
{
    (void)state;
    for (size_t first = 0; first < ITEMS; first += 97) {
        char text[32];
        lc_error e = {0};

        assert_int_equal(lc_pool_run(4, ITEMS, fail_from, &first, &e),
                         LIFE_ERR_RANGE);
        snprintf(text, sizeof text, "item %zu", first);
        assert_string_equal(e.text, text);
    }
}

/* Items that are made ahead stand in a ring; each is put once it is whole, in
 * its turn, by one thread. */
#define AHEAD 5

typedef struct lined_up {
    size_t slot[AHEAD];
    atomic_size_t put;
    bool in_order;
    size_t fail_made, fail_put; /* from this item on */
} lined_up;

static lc_status make_item(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    lined_up *l = ctx;

    (void)worker;
    if (item >= l->fail_made)
        return lc_fail(err, LIFE_ERR_RANGE, "made %zu", item);
    if (item >= atomic_load(&l->put) + AHEAD)
        return lc_fail(err, LIFE_ERR_STATE, "%zu is too far ahead", item);
    l->slot[item % AHEAD] = item + 1;
    return LIFE_OK;
}

static lc_status put_item(void *ctx, size_t item, lc_error *err)
{
    lined_up *l = ctx;

    if (item >= l->fail_put)
        return lc_fail(err, LIFE_ERR_RANGE, "put %zu", item);
    l->in_order &=
        item == atomic_load(&l->put) && l->slot[item % AHEAD] == item + 1;
    atomic_fetch_add(&l->put, 1);
    return LIFE_OK;
}

static void puts_in_order_what_is_made_in_any(void **state)
{
    static const size_t counts[] = {0, 1, 2, AHEAD, ITEMS};

    (void)state;
    for (unsigned threads = 1; threads < 80; threads = threads * 3 + 1)
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
            lined_up l = {
                .in_order = true, .fail_made = ITEMS, .fail_put = ITEMS};

            assert_int_equal(
                lc_pool_stream(
                    threads,
                    &(lc_pool_work){counts[i], AHEAD, make_item, put_item, &l},
                    NULL),
                LIFE_OK);
            assert_int_equal(atomic_load(&l.put), counts[i]);
            assert_true(l.in_order);
        }
}

static void puts_all_below_the_lowest_failure(void **state)
{
    (void)state;
    for (size_t first = 0; first < ITEMS; first += 97)
        for (int put = 0; put < 2; put++) {
            lined_up l = {.in_order = true,
                          .fail_made = put ? ITEMS : first,
                          .fail_put = put ? first : ITEMS};
            char text[32];
            lc_error e = {0};

            assert_int_equal(
                lc_pool_stream(
                    4, &(lc_pool_work){ITEMS, AHEAD, make_item, put_item, &l},
                    &e),
                LIFE_ERR_RANGE);
            snprintf(text, sizeof text, "%s %zu", put ? "put" : "made", first);
            assert_string_equal(e.text, text);
            assert_int_equal(atomic_load(&l.put), first);
            assert_true(l.in_order);
        }
}

static void takes_its_width_from_the_environment(void **state)
{
    static const char *const bad[] = {"0", "65", "x", ""};

    (void)state;
    setenv("LIFECIRCLE_THREADS", "3", 1);
    assert_int_equal(lc_pool_threads(), 3);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        setenv("LIFECIRCLE_THREADS", bad[i], 1);
        assert_in_range(lc_pool_threads(), 1, 64);
    }
    unsetenv("LIFECIRCLE_THREADS");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_each_item_once),
        cmocka_unit_test(reports_the_lowest_failure),
        cmocka_unit_test(puts_in_order_what_is_made_in_any),
        cmocka_unit_test(puts_all_below_the_lowest_failure),
        cmocka_unit_test(takes_its_width_from_the_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
