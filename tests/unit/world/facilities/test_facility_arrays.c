/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_facility_arrays.c - facilities are of their arrays what they are of
 * their rows, and arrays that name what is not there are refused.
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
#include "src/store/stmt.h"
#include "src/world/city.h"
#include "src/world/facilities/facility_arrays.h"
#include "src/world/world.h"

#include <stdio.h>
#include <string.h>

enum { MANY = 300, TEXT_COLUMNS = 11, ROW_WORDS = 15 };

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void change(lc_city *c, const char *sql)
{
    lc_error err = {0};

    ok(lc_stmt_exec(c, sql, &err), &err);
}

/* Of all columns some lack, some are alike, some are empty. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    for (int i = 0; i < MANY; i++) {
        char id[32];

        snprintf(id, sizeof id, "a:%d", i * 7919 % 1000);
        lct_facility(c, id, i % 3 ? "park" : "pharmacy school",
                     (lct_xy){i * 5.0, 3});
    }
    lct_facility_in(c, "b:1", "hospital", "somewhere");
    change(lct_file(c),
           "UPDATE facility SET name = '店 ' || (rowid % 7), name_given = 1,"
           " layer = -(rowid % 3), phone = rowid, website = ''"
           " WHERE rowid % 2");
    change(lct_file(c),
           "UPDATE facility SET wheelchair ="
           " CASE rowid % 4 WHEN 0 THEN 'No' WHEN 1 THEN 'yes'"
           " WHEN 2 THEN 'Unknown' END, unit_code = '', area_m2 = rowid * 0.1,"
           " address = '路 ' || rowid, checked_on = '2024-01-0' || (rowid % 9),"
           " opening_hours = '24/7',"
           " attributes = json_object('beds', rowid % 5) WHERE rowid % 3 = 0");
    change(lct_file(c),
           "UPDATE facility SET closed_on = '2020-01-01' WHERE id = 'a:919'");
    lct_open(c);
    return c;
}

static void same_text(const char *a, const char *b)
{
    if (a && b)
        assert_string_equal(a, b);
    else
        assert_ptr_equal(a, b);
}

static void same(const lc_world *a, const lc_world *b)
{
    assert_int_equal(a->facility.n, b->facility.n);
    for (size_t i = 0; i < a->facility.n; i++) {
        const lc_facility *x = &a->facility.v[i], *y = &b->facility.v[i];
        const char *const of_x[] = {
            x->id,         x->name,          x->source,  x->address,
            x->phone,      x->opening_hours, x->website, x->wheelchair,
            x->checked_on, x->attributes};
        const char *const of_y[] = {
            y->id,         y->name,          y->source,  y->address,
            y->phone,      y->opening_hours, y->website, y->wheelchair,
            y->checked_on, y->attributes};

        for (size_t k = 0; k < LCT_COUNT(of_x); k++)
            same_text(of_x[k], of_y[k]);
        same_text(a->facility_unit_code[i], b->facility_unit_code[i]);
        assert_memory_equal(x->categories, y->categories,
                            sizeof *x->categories);
        assert_true(lc_pt_equal(x->pt, y->pt) && x->area_m2 == y->area_m2);
        assert_int_equal(x->placed, y->placed);
        assert_int_equal(x->name_given, y->name_given);
        assert_int_equal(x->wheels, y->wheels);
        assert_int_equal(x->unit, y->unit);
        assert_int_equal(a->facility_layer[i], b->facility_layer[i]);
    }
    for (size_t k = 0; k < a->category_count; k++)
        assert_int_equal(a->category[k].facility_count,
                         b->category[k].facility_count);
}

static lc_city *begun(const lct_city *c)
{
    lc_error err = {0};
    lc_city *city;

    ok(lc_city_begin(lct_path(c), LIFE_KEEP_ALL, &city, &err), &err);
    return city;
}

static void published(lc_city *city)
{
    lc_error err = {0};

    ok(lc_city_publish(city, &err), &err);
}

static void arrays_are_the_rows(void **state)
{
    lct_city *c = town();
    const lc_world *of_arrays = lct_world(c);
    lc_error err = {0};
    lc_world *of_rows;
    lc_city *city = begun(c);

    (void)state;
    assert_int_equal(of_arrays->facility.n, MANY);
    assert_non_null(of_arrays->facility_text);
    ok(lc_facility_arrays_drop(city, &err), &err);
    published(city);
    ok(lc_world_open(lct_path(c), true, &of_rows, &err), &err);
    assert_null(of_rows->facility_text);
    same(of_arrays, of_rows);
    lc_world_free(of_rows);
    lct_city_free(c);
}

/* One word of one row of `name`, or one more or one less of them. */
static void is_refused(const lct_city *c, const char *name, size_t item,
                       size_t word, uint32_t value, int more)
{
    lc_error err = {0};
    lc_city *city = begun(c);
    lc_world *w;
    uint32_t *data, kept;
    void *got;
    size_t n;

    ok(lc_array_get(city, name, item, &got, &n, &err), &err);
    data = got;
    kept = more ? 0 : data[word];
    if (!more)
        data[word] = value;
    ok(lc_array_put(city, name, data, item, n - (more < 0), &err), &err);
    published(city);
    assert_int_equal(lc_world_open(lct_path(c), true, &w, &err), LIFE_ERR_DB);
    assert_null(w);
    city = begun(c);
    if (!more)
        data[word] = kept;
    ok(lc_array_put(city, name, data, item, n, &err), &err);
    published(city);
    lc_free(got);
    ok(lc_world_open(lct_path(c), true, &w, &err), &err);
    lc_world_free(w);
}

static void what_is_not_there_is_refused(void **state)
{
    enum { ROW = ROW_WORDS * 4, MIDDLE = 100 * ROW_WORDS };
    lct_city *c = town();

    (void)state;
    for (size_t k = 0; k < TEXT_COLUMNS; k++)
        is_refused(c, "facilities/row", ROW, MIDDLE + k, 100000, 0);
    is_refused(c, "facilities/row", ROW, MIDDLE, 1, 0); /* an id twice */
    is_refused(c, "facilities/row", ROW, MIDDLE + TEXT_COLUMNS, 1000, 0);
    is_refused(c, "facilities/row", ROW, MIDDLE + 13, 1800000001, 0);
    is_refused(c, "facilities/row", ROW, MIDDLE + 14, 900000001, 0);
    is_refused(c, "facilities/row", ROW, 0, 0, -1);
    is_refused(c, "facilities/area", 8, 1, UINT32_MAX, 0); /* no number */
    is_refused(c, "facilities/area", 8, 0, 0, -1);
    is_refused(c, "facilities/count", 4, 3, 100000, 0);
    is_refused(c, "facilities/count", 4, 3, 0, 0);
    is_refused(c, "facilities/count", 4, 0, UINT32_MAX, 0);
    is_refused(c, "facilities/set", 1, 0, 0, -1); /* a set without its end */
    lct_city_free(c);
}

/* Each allocation fails once. */
static void memory_may_be_short(void **state)
{
    lct_city *c = town();
    lc_world *w;
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (int i = 0; st; i++) {
        lc_mem_fail_after(i, false);
        st = lc_world_open(lct_path(c), true, &w, NULL);
        lc_mem_fail_after(-1, false);
        if (st)
            assert_null(w);
        assert_true(i < 100000);
    }
    lc_world_free(w);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_are_the_rows),
        cmocka_unit_test(what_is_not_there_is_refused),
        cmocka_unit_test(memory_may_be_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
