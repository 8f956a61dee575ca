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
        cmocka_unit_test(takes_its_width_from_the_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
