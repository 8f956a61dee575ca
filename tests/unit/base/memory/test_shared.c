/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shared.h: a thing is found by its key as long as anybody holds it.
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
#include "lifecircle/base/memory/shared.h"

static const lc_shared_key none;

static lc_shared_key key(uint64_t n)
{
    return lc_shared_key_with((lc_shared_key){1, 2}, n);
}

static void it_is_found_until_the_last_lets_go(void **state)
{
    int a = 0, b = 0;

    (void)state;
    assert_null(lc_shared_get(key(1)));
    lc_shared_put(key(1), &a);
    lc_shared_put(key(2), &b);
    assert_ptr_equal(lc_shared_get(key(1)), &a);
    assert_ptr_equal(lc_shared_get(key(2)), &b);
    assert_false(lc_shared_drop(&a));
    assert_ptr_equal(lc_shared_get(key(1)), &a);
    assert_false(lc_shared_drop(&a));
    assert_true(lc_shared_drop(&a));
    assert_null(lc_shared_get(key(1)));
    assert_false(lc_shared_drop(&b));
    assert_true(lc_shared_drop(&b));
}

/* Its one holder is who made it. */
static void what_was_never_shared_is_its_holders(void **state)
{
    int a = 0;

    (void)state;
    assert_true(lc_shared_drop(&a));
    assert_true(lc_shared_drop(NULL));
    lc_shared_put(none, &a);
    assert_null(lc_shared_get(none));
    assert_true(lc_shared_key_is_none(lc_shared_key_of(&a)));
    lc_shared_put(key(1), NULL);
    assert_null(lc_shared_get(key(1)));
    assert_true(lc_shared_drop(&a));
}

static void without_memory_it_stays_the_callers(void **state)
{
    int a = 0;

    (void)state;
    lc_mem_fail_after(0, true);
    lc_shared_put(key(1), &a);
    lc_mem_fail_after(-1, false);
    assert_null(lc_shared_get(key(1)));
    assert_true(lc_shared_drop(&a));
}

static bool same(lc_shared_key a, lc_shared_key b)
{
    return a.low == b.low && a.high == b.high;
}

static void keys_tell_contents_apart(void **state)
{
    int a = 0;

    (void)state;
    assert_true(same(key(1), key(1)));
    assert_false(same(key(1), key(2)));
    assert_true(same(lc_shared_key_add(key(1), "abc", 3),
                     lc_shared_key_add(key(1), "abc", 3)));
    assert_false(same(lc_shared_key_add(key(1), "abc", 3),
                      lc_shared_key_add(key(1), "abd", 3)));
    assert_false(same(lc_shared_key_add(key(1), "abc", 3),
                      lc_shared_key_add(key(2), "abc", 3)));
    assert_false(same(lc_shared_key_add(key(1), "", 0), key(1)));
    assert_true(lc_shared_key_is_none(lc_shared_key_add(none, "abc", 3)));
    assert_true(lc_shared_key_is_none(lc_shared_key_with(none, 3)));
    lc_shared_put(key(7), &a);
    assert_true(same(lc_shared_key_of(&a), key(7)));
    assert_true(lc_shared_drop(&a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_found_until_the_last_lets_go),
        cmocka_unit_test(what_was_never_shared_is_its_holders),
        cmocka_unit_test(without_memory_it_stays_the_callers),
        cmocka_unit_test(keys_tell_contents_apart)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
