/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_array_pages.c - arrays that are read page by page: every item is that of
 * the array read whole, in any order; what is damaged is told, at the opening.
 */
#include "lct_folder.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/array_pages.h"
#include "src/store/stmt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

static lc_error err; /* of the call within ok() */

static void expect_ok(lc_status st, const char *call)
{
    if (st)
        fail_msg("%s: %s", call, err.text);
}

#define ok(call) expect_ok((err = (lc_error){0}, call), #call)

/* A new city for each test; closing it throws it away. */
static int set_up(void **state)
{
    lc_city *c = NULL;

    if (lct_folder_make(state))
        return -1;
    ok(lc_city_begin(lct_folder_path("a.city"), LIFE_KEEP_NONE, &c, &err));
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    lc_city_close(*state);
    return lct_folder_remove(state);
}

static uint32_t seed = 1;

static uint32_t chance(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 7;
}

/* Near each other for a while, then anything, so that pages take few bytes and
 * many. */
static void draw(uint32_t *v, size_t words)
{
    for (size_t i = 0; i < words; i++)
        v[i] = i / 5000 % 3 ? (uint32_t)i * 3 + chance() % 9
                            : chance() * 2654435761u;
}

static void check_item(lc_array_pages *p, const char *all, size_t item,
                       size_t i)
{
    const void *at = lc_array_pages_at(p, i, &err);

    if (!at)
        fail_msg("item %zu: %s", i, err.text);
    assert_memory_equal(at, all + i * item, item);
}

/* One after another, then from anywhere to anywhere: more pages than stay. */
static void check_array(lc_city *c, size_t item, size_t n)
{
    char *all = lc_calloc(n + 1, item + 3);
    lc_array_pages *p;

    draw((uint32_t *)all, n * item / 4);
    ok(lc_array_put(c, "a", all, item, n, &err));
    ok(lc_array_pages_open(c, "a", item, &p, &err));
    assert_int_equal(lc_array_pages_count(p), n);
    for (size_t i = 0; i < n; i++)
        check_item(p, all, item, i);
    for (size_t k = 0; k < 2000 && n; k++)
        check_item(p, all, item, chance() % n);
    lc_array_pages_close(p);
    lc_free(all);
}

static void items_are_those_of_the_whole(void **state)
{
    static const size_t items[] = {1, 4, 8, 12, 40, 64, 7};
    static const size_t counts[] = {0, 1, 31, 1023, 1024, 1025, 5000, 90000};

    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        for (size_t n = 0; n < sizeof counts / sizeof *counts; n++)
            check_array(*state, items[i], counts[n]);
}

static void what_is_not_there_is_told(void **state)
{
    const uint32_t v[3] = {1, 2, 3};
    lc_array_pages *p;

    ok(lc_array_put(*state, "a", v, 4, 3, &err));
    assert_int_equal(lc_array_pages_open(*state, "b", 4, &p, &err),
                     LIFE_ERR_NOT_FOUND);
    assert_null(p);
    assert_int_equal(lc_array_pages_open(*state, "a", 8, &p, &err),
                     LIFE_ERR_DB);
    assert_null(p);
    lc_array_pages_close(p);
}

/* Cut short, or with bytes behind the last: as reading the whole finds it. */
static void damage_is_found_at_the_opening(void **state)
{
    static const char *const harm[] = {
        "UPDATE array SET data = substr(data, 1, length(data) - 1)",
        "UPDATE array SET data = CAST(data || x'00' AS BLOB)",
        "UPDATE array SET data = substr(data, 1, 20)",
        "UPDATE array SET data = substr(data, 1, 7)"};
    enum { N = 3000 };
    uint32_t *v = lc_calloc(N, sizeof *v);

    draw(v, N);
    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++) {
        lc_array_pages *p;
        void *all;
        size_t n;
        lc_status st;

        ok(lc_array_put(*state, "a", v, sizeof *v, N, &err));
        ok(lc_stmt_exec(*state, harm[i], &err));
        st = lc_array_get(*state, "a", sizeof *v, &all, &n, &err);
        assert_int_equal(st, LIFE_ERR_DB);
        st = lc_array_pages_open(*state, "a", sizeof *v, &p, &err);
        assert_int_equal(st, LIFE_ERR_DB);
        assert_non_null(strstr(err.text, "damaged"));
        assert_null(p);
    }
    lc_free(v);
}

static void without_memory_there_is_none(void **state)
{
    const uint32_t v[3] = {1, 2, 3};
    lc_array_pages *p = NULL;
    lc_status st = LIFE_ERR_NOMEM;

    ok(lc_array_put(*state, "a", v, sizeof *v, 3, &err));
    for (int i = 0; st && i < 40; i++) {
        lc_mem_fail_after(i, false);
        st = lc_array_pages_open(*state, "a", sizeof *v, &p, NULL);
        lc_mem_fail_after(-1, false);
        assert_true(st == LIFE_OK || st == LIFE_ERR_NOMEM);
        assert_true(!p == (st != LIFE_OK));
    }
    assert_int_equal(st, LIFE_OK);
    lc_array_pages_close(p);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(items_are_those_of_the_whole),
        CASE(what_is_not_there_is_told),
        CASE(damage_is_found_at_the_opening),
        CASE(without_memory_there_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
