/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_barrier_names.c - what barriers are called: each by its own name
 * wherever it lies in the file's order, none where none is known, and nothing
 * that is damaged is read.
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
#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array.h"
#include "src/world/links/barrier_rows.h"

#include <stdio.h>
#include <string.h>

enum { BARRIERS = 120 };

/* Where the i-th lies, in no order of the curve. */
static double x_of(int i)
{
    return i * 7919 % 4001;
}

/* Every third has none. */
static void name_of(int i, char out[32])
{
    out[0] = '\0';
    if (i % 3)
        snprintf(out, 32, "河%d", i);
}

static lct_city *draw(void)
{
    lct_city *c = lct_city_new();

    for (int i = 0; i < BARRIERS; i++) {
        const lct_xy line[] = {{x_of(i), i}, {x_of(i) + 5, i + 3}};
        char name[32];

        name_of(i, name);
        lct_barrier_called(c, LIFE_BLOCK_WATER, line, 2, false, name);
    }
    return c;
}

static void are_right(lct_city *c, const lc_barriers *b)
{
    assert_int_equal(b->barrier_count, BARRIERS);
    for (int i = 0; i < BARRIERS; i++) {
        lc_pt at = lc_pt_from(lct_at(c, (lct_xy){x_of(i), i}));
        uint32_t k = 0;
        const char *got;
        char want[32];

        while (!lc_pt_equal(b->pt[b->part[b->barrier[k].part]], at))
            assert_true(++k < b->barrier_count);
        name_of(i, want);
        got = lc_barriers_name(b, k);
        if (*want)
            assert_true(got && !strcmp(got, want));
        else
            assert_null(got);
    }
}

static void of_each_barrier_its_own(void **state)
{
    lct_city *c = draw();
    lc_barriers *b;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_barriers_build(lct_file(c), &b, &err), LIFE_OK);
    are_right(c, b);
    assert_int_equal(lc_barriers_store(lct_file(c), b, &err), LIFE_OK);
    lc_barriers_free(b);
    assert_int_equal(lc_barriers_load(lct_file(c), &b, &err), LIFE_OK);
    are_right(c, b);
    lc_barriers_free(b);
    lct_city_free(c);
}

static void of_a_file_of_before_none(void **state)
{
    lct_city *c = draw();
    lc_barriers *b;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_barriers_build(lct_file(c), &b, &err), LIFE_OK);
    assert_int_equal(lc_barriers_store(lct_file(c), b, &err), LIFE_OK);
    lc_barriers_free(b);
    assert_int_equal(lc_array_drop(lct_file(c), "bar/called", &err), LIFE_OK);
    assert_int_equal(lc_array_drop(lct_file(c), "bar/texts", &err), LIFE_OK);
    assert_int_equal(lc_barriers_load(lct_file(c), &b, &err), LIFE_OK);
    assert_string_equal(err.text, "");
    for (uint32_t i = 0; i < b->barrier_count; i++)
        assert_null(lc_barriers_name(b, i));
    lc_barriers_free(b);
    lct_city_free(c);
}

static void damage_is_told(void **state)
{
    static const struct {
        lc_barrier_name called[2];
        size_t bytes;
        char texts[4];
        lc_status st;
    } k[] = {{{{0, 0}, {BARRIERS - 1, 2}}, 4, "a\0b", LIFE_OK},
             {{{0, 0}, {BARRIERS, 2}}, 4, "a\0b", LIFE_ERR_DB},
             {{{0, 0}, {1, 4}}, 4, "a\0b", LIFE_ERR_DB},
             {{{1, 0}, {1, 2}}, 4, "a\0b", LIFE_ERR_DB},
             {{{2, 0}, {1, 2}}, 4, "a\0b", LIFE_ERR_DB},
             {{{0, 0}, {1, 2}}, 4, {'a', 0, 'b', 'c'}, LIFE_ERR_DB},
             {{{0, 0}, {1, 0}}, 0, "", LIFE_ERR_DB}};
    lct_city *c = draw();
    lc_barriers *b;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_barriers_build(lct_file(c), &b, &err), LIFE_OK);
    assert_int_equal(lc_barriers_store(lct_file(c), b, &err), LIFE_OK);
    lc_barriers_free(b);
    for (size_t i = 0; i < LCT_COUNT(k); i++) {
        assert_int_equal(lc_array_put(lct_file(c), "bar/called", k[i].called,
                                      sizeof *k[i].called, 2, &err),
                         LIFE_OK);
        assert_int_equal(lc_array_put(lct_file(c), "bar/texts", k[i].texts, 1,
                                      k[i].bytes, &err),
                         LIFE_OK);
        b = NULL;
        assert_int_equal(lc_barriers_load(lct_file(c), &b, &err), k[i].st);
        lc_barriers_free(b);
    }
    assert_int_equal(lc_array_drop(lct_file(c), "bar/texts", &err), LIFE_OK);
    assert_int_not_equal(lc_barriers_load(lct_file(c), &b, &err), LIFE_OK);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_each_barrier_its_own),
        cmocka_unit_test(of_a_file_of_before_none),
        cmocka_unit_test(damage_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
