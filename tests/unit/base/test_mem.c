/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mem.h and arena.h: growth, overflow, failure, limits.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"

#include <string.h>

static void refuses_overflow(void **state)
{
    void *p = NULL;
    size_t cap = 0;

    (void)state;
    assert_null(lc_calloc(SIZE_MAX, 2));
    assert_null(lc_realloc(NULL, SIZE_MAX / 2, 3));
    assert_false(lc_grow(&p, &cap, SIZE_MAX, 16));
    assert_null(p);
    assert_int_equal(cap, 0);
    p = lc_calloc(0, 8);
    assert_non_null(p);
    lc_free(p);
}

static void fails_when_told(void **state)
{
    void *p;

    (void)state;
    lc_mem_fail_after(1, false);
    p = lc_calloc(1, 1);
    assert_non_null(p);
    assert_null(lc_realloc(p, 2, 1));
    p = lc_realloc(p, 2, 1);
    assert_non_null(p);
    lc_mem_fail_after(0, true);
    assert_null(lc_strdup("x"));
    assert_null(lc_strdup("x"));
    lc_mem_fail_after(-1, false);
    lc_free(p);
}

static void vectors_grow(void **state)
{
    LC_VEC(int) v = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_true(lc_vec_push(&v, i));
    assert_int_equal(v.v[999], 999);
    assert_int_equal(v.n, 1000);
    lc_vec_free(&v);
    assert_null(v.v);
}

static void arena_zeroes_and_aligns(void **state)
{
    lc_arena *a = lc_arena_new(0);

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 9000; size = size * 3 + 1) {
            unsigned char *p = lc_arena_alloc(a, size);

            assert_non_null(p);
            assert_int_equal((uintptr_t)p % sizeof(double), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xff, size);
        }
        lc_arena_reset(a);
    }
    assert_string_equal(lc_arena_strndup(a, "abc", 2), "ab");
    lc_arena_free(a);
    lc_arena_free(NULL);
}

static void arena_keeps_its_limit(void **state)
{
    lc_arena *a = lc_arena_new(1024);

    (void)state;
    assert_null(lc_arena_alloc(a, 1025));
    assert_null(lc_arena_alloc(a, SIZE_MAX));
    assert_non_null(lc_arena_alloc(a, 1000));
    assert_null(lc_arena_alloc(a, 100));
    lc_arena_reset(a);
    assert_non_null(lc_arena_alloc(a, 100));
    lc_mem_fail_after(0, true);
    assert_null(lc_arena_new(0));
    lc_mem_fail_after(-1, false);
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_overflow),
        cmocka_unit_test(fails_when_told),
        cmocka_unit_test(vectors_grow),
        cmocka_unit_test(arena_zeroes_and_aligns),
        cmocka_unit_test(arena_keeps_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
