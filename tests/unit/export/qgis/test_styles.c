/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * styles.h: how a city file is shown that somebody opens as it is; table.h:
 * whose columns are those of the file.
 */
#include "lct_folder.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/qgis/styles.h"
#include "src/export/qgis/table.h"
#include "src/store/stmt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static const char *styles(lc_city *c)
{
    static char text[4096];
    char *rows = lct_query(c,
                           "SELECT f_table_schema, f_table_name, "
                           "f_geometry_column, useAsDefault, owner FROM "
                           "layer_styles ORDER BY id",
                           5);

    snprintf(text, sizeof text, "%s", rows);
    lc_free(rows);
    return text;
}

static void both_readers_find_one_of_each_table(void **state)
{
    lc_city *c = lct_folder_city();
    size_t tables = 0;
    char want[32];

    (void)state;
    ok(lc_qgis_styles_put(c, &err));
    while (lc_qgis_table_at(tables))
        tables++;
    snprintf(want, sizeof want, "%zu|%zu;", 2 * tables, tables);
    lct_query_is(c,
                 "SELECT count(*), count(DISTINCT f_table_name) FROM "
                 "layer_styles",
                 2, want);
    assert_non_null(strstr(styles(c), "|facility|geom|1|lifecircle;-|facility|"
                                      "geom|1|lifecircle;"));
    assert_non_null(strstr(styles(c), ";|coverage||1|lifecircle;-|coverage|-|1|"
                                      "lifecircle;"));
    lc_city_close(c);
}

static void those_of_people_stay(void **state)
{
    lc_city *c = lct_folder_city();
    char first[4096];

    (void)state;
    ok(lc_qgis_styles_put(c, &err));
    snprintf(first, sizeof first, "%s", styles(c));
    ok(lc_stmt_exec(c,
                    "INSERT INTO layer_styles(f_table_name, useAsDefault, "
                    "owner) VALUES('home', 1, 'anna')",
                    &err));
    ok(lc_qgis_styles_put(c, &err));
    assert_non_null(strstr(styles(c), "-|home|-|1|anna;"));
    ok(lc_stmt_exec(c, "DELETE FROM layer_styles WHERE owner = 'anna'", &err));
    assert_string_equal(styles(c), first);
    lc_city_close(c);
}

/* A name that is misspelt would be an alias of nothing. */
static void every_column_is_one_of_the_file(void **state)
{
    lc_city *c = lct_folder_city();
    const lc_qgis_table *t;
    char sql[160];

    (void)state;
    for (size_t i = 0; (t = lc_qgis_table_at(i)); i++) {
        assert_ptr_equal(lc_qgis_table_named(t->name), t);
        for (size_t k = 0; k < t->fields.count; k++) {
            snprintf(sql, sizeof sql,
                     "SELECT count(*) FROM pragma_table_info('%s') WHERE name "
                     "= '%s'",
                     t->name, t->fields.field[k].name);
            lct_query_is(c, sql, 1, "1;");
        }
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM geometry_columns WHERE f_table_name = "
                 "'%s'",
                 t->name);
        lct_query_is(c, sql, 1, t->geometry ? "1;" : "0;");
    }
    assert_null(lc_qgis_table_named("nothing"));
    lc_city_close(c);
}

#define test(name)                                                             \
    cmocka_unit_test_setup_teardown(name, lct_folder_make, lct_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(both_readers_find_one_of_each_table),
        test(those_of_people_stay),
        test(every_column_is_one_of_the_file),
    };

    return cmocka_run_group_tests_name("export/qgis/styles", tests, NULL, NULL);
}
