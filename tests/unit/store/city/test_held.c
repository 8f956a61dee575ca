/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * held.h: what was verified is what is read.
 */
#include "lct_folder.h"
#include "lifecircle/store/held.h"
#include "lifecircle/store/rows/setting.h"
#include "src/store/stmt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

static lc_error err;

static void expect_ok(lc_status st, const char *call)
{
    if (st)
        fail_msg("%s: %s", call, err.text);
}

#define ok(call) expect_ok((err = (lc_error){0}, call), #call)

/* lct_folder_path() has one place for all. */
static const char *path_of(const char *name, char out[4096])
{
    snprintf(out, 4096, "%s", lct_folder_path(name));
    return out;
}

static void make(const char *path, const char *called)
{
    lc_city *c = NULL;

    ok(lc_city_begin(path, LIFE_KEEP_NONE, &c, &err));
    ok(lc_setting_put(c, "called", called, &err));
    ok(lc_city_publish(c, &err));
}

static void expect_called(lc_held *h, const char *called)
{
    lc_city *c = NULL;
    lc_stmt *s = NULL;
    bool row = false;

    ok(lc_held_city(h, &c, &err));
    ok(lc_stmt_prepare(c, "SELECT value FROM setting WHERE key = 'called'", &s,
                       &err));
    ok(lc_stmt_step(s, &row, &err));
    assert_true(row);
    assert_string_equal(lc_stmt_col_text(s, 0), called);
    lc_stmt_free(s);
    lc_city_close(c);
}

static void another_takes_the_name(void **state)
{
    char one[4096], two[4096], sums[4096];
    lc_held *h = NULL;
    bool known = false;

    (void)state;
    make(path_of("one.city", one), "one");
    make(path_of("two.city", two), "two");
    path_of("one.city.sha256", sums);
    ok(lc_held_open(one, &h, &err));
    ok(lc_held_verify(h, &known, &err));
    assert_true(known);
    assert_int_equal(rename(two, one), 0);
    expect_called(h, "one");
    ok(lc_held_unchanged(h, &err));
    unlink(one);
    expect_called(h, "one");
    ok(lc_held_verify(h, &known, &err));
    unlink(sums);
    ok(lc_held_verify(h, &known, &err));
    assert_false(known);
    lc_held_close(h);
}

/* The manifest is of the name, the bytes are of the descriptor. */
static void another_had_the_name(void **state)
{
    char one[4096], two[4096];
    lc_held *h = NULL;
    bool known = false;

    (void)state;
    make(path_of("a.city", one), "a");
    make(path_of("b.city", two), "b");
    assert_int_equal(rename(two, one), 0);
    ok(lc_held_open(one, &h, &err));
    assert_int_equal(lc_held_verify(h, &known, &err), LIFE_ERR_DB);
    assert_true(known);
    expect_called(h, "b");
    lc_held_close(h);
}

static void somebody_writes_into_it(void **state)
{
    char path[4096];
    lc_held *h = NULL;
    FILE *f;

    (void)state;
    make(path_of("w.city", path), "w");
    ok(lc_held_open(path, &h, &err));
    ok(lc_held_unchanged(h, &err));
    f = fopen(path, "ab");
    fputc('x', f);
    fclose(f);
    assert_int_equal(lc_held_unchanged(h, &err), LIFE_ERR_DB);
    lc_held_close(h);
    ok(lc_held_open(path, &h, &err));
    assert_int_equal(truncate(path, 5000), 0);
    {
        lc_city *c = NULL;

        assert_int_not_equal(lc_held_city(h, &c, NULL), LIFE_OK);
        assert_null(c);
    }
    lc_held_close(h);
}

static void what_is_no_file_is_refused(void **state)
{
    char path[4096];
    lc_held *h = NULL;

    (void)state;
    assert_int_equal(lc_held_open(path_of("none", path), &h, NULL),
                     LIFE_ERR_IO);
    assert_int_equal(lc_held_open(lct_folder(), &h, NULL), LIFE_ERR_IO);
    assert_int_equal(mkfifo(path_of("fifo", path), 0600), 0);
    assert_int_equal(lc_held_open(path, &h, NULL), LIFE_ERR_IO);
    assert_null(h);
    lc_held_close(NULL);
}

/* A sort that spills needs a temporary file, which no descriptor is for. */
static void queries_may_spill(void **state)
{
    char path[4096];
    lc_held *h = NULL;
    lc_city *c = NULL;
    lc_stmt *s = NULL;
    bool row = false;

    (void)state;
    make(path_of("s.city", path), "s");
    ok(lc_held_open(path, &h, &err));
    ok(lc_held_city(h, &c, &err));
    lc_held_close(h); /* the city has a copy of the descriptor */
    ok(lc_stmt_exec(c, "PRAGMA cache_size = 10; PRAGMA temp_store = FILE",
                    &err));
    ok(lc_stmt_prepare(
        c,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
        "FROM n WHERE i < 200000) SELECT i FROM n ORDER BY "
        "(i * 7919) % 200003, hex(i) LIMIT 1",
        &s, &err));
    ok(lc_stmt_step(s, &row, &err));
    assert_true(row);
    lc_stmt_free(s);
    lc_city_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_takes_the_name),
        cmocka_unit_test(another_had_the_name),
        cmocka_unit_test(somebody_writes_into_it),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(queries_may_spill),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
