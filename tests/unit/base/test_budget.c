/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * budget.h: when work comes to its end.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/budget.h"
#include "lifecircle/base/pool.h"

#include <string.h>

static void without_one_there_is_no_end(void **state)
{
    (void)state;
    assert_null(lc_budget_get());
    assert_int_equal(lc_budget_spend(UINT32_MAX, NULL), LIFE_OK);
}

static void ends_by_steps(void **state)
{
    lc_budget b;
    lc_error err = {0};

    (void)state;
    lc_budget_begin(&b, 3600, 100, NULL);
    assert_null(lc_budget_set(&b));
    assert_int_equal(lc_budget_spend(60, &err), LIFE_OK);
    assert_int_equal(lc_budget_spend(40, &err), LIFE_OK);
    assert_int_equal(lc_budget_spend(1, &err), LIFE_ERR_LIMIT);
    assert_ptr_equal(lc_budget_set(NULL), &b);
    assert_int_equal(lc_budget_spend(1, &err), LIFE_OK);
}

static void ends_by_time(void **state)
{
    lc_budget b;
    lc_error err = {0};

    (void)state;
    lc_budget_begin(&b, 7, 100, NULL);
    b.until_ms -= 8000;
    lc_budget_set(&b);
    assert_int_equal(lc_budget_spend(1, &err), LIFE_ERR_BUSY);
    assert_non_null(strstr(err.text, "longer than 7 s"));
    lc_budget_set(NULL);
}

static void ends_when_all_have_left(void **state)
{
    lc_budget b;

    (void)state;
    lc_budget_begin(&b, 3600, 100, NULL);
    lc_budget_set(&b);
    assert_true(lc_budget_join(&b));
    lc_budget_leave(&b);
    assert_int_equal(lc_budget_spend(1, NULL), LIFE_OK);
    lc_budget_leave(&b);
    assert_int_equal(lc_budget_spend(1, NULL), LIFE_ERR_BUSY);
    assert_false(lc_budget_join(&b));
    assert_int_equal(lc_budget_spend(1, NULL), LIFE_ERR_BUSY);
    lc_budget_set(NULL);
}

static void ends_when_all_does(void **state)
{
    atomic_bool stop = false;
    lc_budget b;

    (void)state;
    lc_budget_begin(&b, 3600, 100, &stop);
    lc_budget_set(&b);
    assert_int_equal(lc_budget_spend(1, NULL), LIFE_OK);
    atomic_store(&stop, true);
    assert_int_equal(lc_budget_spend(1, NULL), LIFE_ERR_BUSY);
    lc_budget_set(NULL);
}

static lc_status spend(void *ctx, size_t item, unsigned worker, lc_error *err)
{
    (void)ctx;
    (void)item;
    (void)worker;
    return lc_budget_spend(1, err);
}

static void holds_on_all_threads(void **state)
{
    lc_budget b;

    (void)state;
    lc_budget_begin(&b, 3600, 1000, NULL);
    lc_budget_set(&b);
    assert_int_equal(lc_pool_run(4, 400, spend, NULL, NULL), LIFE_OK);
    assert_int_equal(lc_pool_run(4, 700, spend, NULL, NULL), LIFE_ERR_LIMIT);
    lc_budget_set(NULL);
    assert_int_equal(lc_pool_run(4, 700, spend, NULL, NULL), LIFE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_one_there_is_no_end),
        cmocka_unit_test(ends_by_steps),
        cmocka_unit_test(ends_by_time),
        cmocka_unit_test(ends_when_all_have_left),
        cmocka_unit_test(ends_when_all_does),
        cmocka_unit_test(holds_on_all_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
