/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of categories of one's own: what it adds, what the city keeps, and
 * what is refused, with its place.
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
#include "lct_folder.h"
#include "lifecircle/import/import.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/category_table.h"
#include "lifecircle/world/facility.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "id,group,group_zh,group_en,name_zh,name_en,basic\n"

static lc_status import(lct_city *c, const char *rows, lc_import_opts o,
                        lc_error *err)
{
    lc_import_report r = {0};

    *err = (lc_error){0};
    return lc_import_facilities(lct_file(c), lct_folder_put("f.csv", rows), &o,
                                &r, err);
}

/* Of the whole table: where an id stands, or -1. */
static int row_of(lct_city *c, const char *id)
{
    lc_table *t;
    int found = -1;

    assert_int_equal(lc_category_table_open(lct_file(c), &t, NULL), LIFE_OK);
    for (size_t i = 0; i < lc_table_rows(t); i++)
        if (!strcmp(lc_table_get(t, i, lc_table_column(t, "id")), id))
            found = (int)i;
    lc_table_free(t);
    return found;
}

/* Rows name them by id, by a word of their names, and by a table of types;
 * another import knows them without the option. */
static void the_city_keeps_them(void **state)
{
    lct_city *c = lct_city_new();
    const char *own = lct_folder_put(
        "own.csv", HEAD
        "library_van,culture,公共文化,Public culture,流动图书车,Library "
        "van,0\n"
        "repair_cafe,making,动手,Making,修理咖啡馆,\"Repair \"\"café\"\"\","
        "1\n");
    const char *types =
        lct_folder_put("types.csv", "type,category\nbus,library_van\n");
    lc_import_opts first = {.categories = own, .types = types, .source = "a"};
    lc_import_opts second = {.source = "b"};
    const lc_world *w;
    lc_error err;
    uint32_t k;
    int van;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){1, 5}, 1000);
    if (import(c, "id,lon,lat,type\n1,104.06,30.66,bus\n", first, &err) ||
        import(c, "id,lon,lat,type\n1,104.06,30.66,修理咖啡馆\n", second, &err))
        fail_msg("%s", err.text);
    /* beside its group, and a new group at the end */
    assert_int_equal(row_of(c, "library_van"), row_of(c, "learning_hall") + 1);
    assert_true(row_of(c, "repair_cafe") > row_of(c, "bulky_waste_point"));
    /* the same table once more adds nothing */
    if (import(c, "id,lon,lat,type\n1,104.06,30.66,bus\n", first, &err))
        fail_msg("%s", err.text);
    van = row_of(c, "library_van");
    lct_open(c);
    w = lct_world(c);
    k = lc_world_category_find(w, "library_van");
    assert_int_equal(k, van);
    assert_int_equal(lc_world_category(w, k)->facility_count, 1);
    k = lc_world_category_find(w, "repair_cafe");
    assert_string_equal(lc_world_category(w, k)->name_en, "Repair \"café\"");
    assert_string_equal(lc_world_category(w, k)->group_zh, "动手");
    assert_true(lc_world_category(w, k)->basic);
    assert_int_equal(lc_world_category(w, k)->facility_count, 1);
    lct_city_free(c);
}

static const struct {
    const char *table, *error;
    uint32_t line;
} bad[] = {
    {"id,group\nvan,making\n", "the table has no column \"group_zh\"", 0},
    {"id,group,group_zh,group_en,name_zh,name_en,basic,colour\n",
     "no such column \"colour\"", 0},
    {HEAD "Van,making,动手,Making,车,Van,0\n",
     "column id: \"Van\" is not an id", 2},
    {HEAD "a,making,动手,Making,车,Van,0\n,making,动手,Making,车,Van,0\n",
     "column id: \"\" is not an id", 3},
    {HEAD "all_basic,making,动手,Making,车,Van,0\n",
     "column id: \"all_basic\" is not free", 2},
    {HEAD "health,making,动手,Making,车,Van,0\n",
     "column id: \"health\" is not free: a group is called so", 2},
    {HEAD "van,park,动手,Making,车,Van,0\n",
     "column group: \"park\" is not free: a category is called so", 2},
    {HEAD "van,making,动手,Making,,Van,0\n",
     "column name_zh: \"\" is not a name", 2},
    {HEAD "van,making,动手,Making,车,Van,yes\n",
     "column basic: \"yes\" is not 1", 2},
    {HEAD "van,health,健康,Health,车,Van,0\n",
     "column group_zh: \"健康\" is not what the group health is called: "
     "\"病有良医\"",
     2},
    {HEAD "park,green,公园绿地,Parks and green space,公园,Big park,1\n",
     "column name_en: \"Big park\" is not \"Park\", as the category park has "
     "it",
     2},
    {HEAD "a,making,动手,Making,车,Van,0\na,making,动手,Making,车,Van,1\n",
     "column basic: \"1\" is not \"0\"", 3},
    {"id,group,group_zh,group_en,name_zh,name_en,basic,walk_minutes\n"
     "van,making,动手,Making,车,Van,0,61\n",
     "column walk_minutes: \"61\" is not a whole number from 1 to 60", 2},
    {"id,group,group_zh,group_en,name_zh,name_en,basic,double_m\n"
     "van,making,动手,Making,车,Van,0,far\n",
     "column double_m: \"far\" is not metres up to 1000", 2},
};

static void what_is_wrong_is_named(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *own = lct_folder_put("bad.csv", bad[i].table);
        lc_import_opts o = {.categories = own, .source = "a"};
        lc_error err;

        assert_true(import(c, "id,lon,lat,type\n1,104,30,park\n", o, &err) !=
                    LIFE_OK);
        if (!strstr(err.text, bad[i].error) || strcmp(err.source, own) != 0 ||
            err.line != bad[i].line)
            fail_msg("row %zu: %s:%u: %s", i, err.source, err.line, err.text);
    }
    assert_int_equal(row_of(c, "van"), -1);
    lct_city_free(c);
}

/* 200 in all: the row that is one too many is named. */
static void there_is_an_end(void **state)
{
    lct_city *c = lct_city_new();
    lc_buf own = {0};
    lc_error err;
    int known = row_of(c, "bulky_waste_point") + 1;

    (void)state;
    lc_buf_puts(&own, HEAD);
    for (int i = known; i <= LIFE_MAX_CATEGORIES; i++)
        lc_buf_printf(&own, "c%d,making,动手,Making,车,Van,0\n", i);
    assert_int_equal(import(c, "id,lon,lat,type\n1,104,30,park\n",
                            (lc_import_opts){.categories = lct_folder_put(
                                                 "own.csv", own.data)},
                            &err),
                     LIFE_ERR_LIMIT);
    assert_non_null(strstr(err.text, "\"c200\" is one too many"));
    assert_int_equal(err.line, LIFE_MAX_CATEGORIES - known + 2);
    lc_buf_free(&own);
    lct_city_free(c);
}

/* ---- import categories ---- */

static lc_status import_own(lct_city *c, const char *table, const char *source,
                            lc_error *err)
{
    lc_import_report r = {0};
    lc_import_opts o = {.source = source};

    *err = (lc_error){0};
    return lc_import_categories(lct_file(c), lct_folder_put("own.csv", table),
                                &o, &r, err);
}

#define SHORT "id,group,group_zh,name_zh,types,osm\n"

/* An option's row gives way, another source's doesn't; the same source again
 * stands for what it brought before. */
static void a_source_of_categories_is_replaced(void **state)
{
    lct_city *c = lct_city_new();
    lc_import_opts by_option = {
        .source = "f",
        .categories =
            lct_folder_put("o.csv", HEAD "van,culture,公共文化,Public culture,"
                                         "车,Van,0\n")};
    lc_error err;

    (void)state;
    if (import(c, "id,lon,lat,type\n1,104,30,车\n", by_option, &err) ||
        import_own(c, SHORT "van,culture,,书车,大篷车,\nboat,culture,,书船,,\n",
                   "mine", &err))
        fail_msg("%s", err.text);
    assert_true(row_of(c, "van") > 0 && row_of(c, "boat") > 0);
    assert_int_equal(import_own(c, SHORT "boat,culture,,船,,\n", "other", &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "the source \"mine\" brought"));
    if (import(c, "id,lon,lat,type\n1,104,30,大篷车\n",
               (lc_import_opts){.source = "g"}, &err))
        fail_msg("%s", err.text);
    lct_query_is(lct_file(c),
                 "SELECT categories || attributes FROM facility"
                 " WHERE source = 'g'",
                 1, "van{\"subtype\":\"大篷车\"};");
    if (import_own(c, SHORT "boat,culture,,书船,,\n", "mine", &err))
        fail_msg("%s", err.text);
    assert_int_equal(row_of(c, "van"), -1);
    assert_int_equal(lc_import_categories_remove(lct_file(c), "mine", &err),
                     LIFE_OK);
    assert_int_equal(row_of(c, "boat"), -1);
    lct_city_free(c);
}

static const struct {
    const char *row, *error;
} bad_own[] = {
    {"park,green,,公园,,", "column id: \"park\" is not free: the program"},
    {"van,culture,,,,", "column name_zh: \"\" is not a name"},
    {"van,new,,车,,", "column group_zh: \"\" is not a name"},
    {"van,culture,,车,,amenity", NULL},
    {"van,culture,,车,,amenity!=x", "must ask for a tag"},
    {"van,culture,,车,,amenity=a; =b", "is not a condition"},
    {"van,culture,文化,车,,", "is not what the group culture is called"},
};

static void what_is_wrong_with_ones_own_is_named(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(bad_own); i++) {
        char table[256];
        lc_error err;
        lc_status st;

        snprintf(table, sizeof table, SHORT "%s\n", bad_own[i].row);
        st = import_own(c, table, "mine", &err);
        assert_int_equal(st, bad_own[i].error ? LIFE_ERR_RANGE : LIFE_OK);
        if (st && (!strstr(err.text, bad_own[i].error) || err.line != 2 ||
                   err.parameter[0]))
            fail_msg("row %zu: %s:%u: %s", i, err.source, err.line, err.text);
    }
    lct_city_free(c);
}

/* Sixty-four of one's own may have tag rules. */
static void tag_rules_have_an_end(void **state)
{
    lct_city *c = lct_city_new();
    lc_buf own = {0};
    lc_error err;

    (void)state;
    lc_buf_puts(&own, SHORT);
    for (int i = 0; i < 65; i++)
        lc_buf_printf(&own, "c%d,culture,,车,,amenity=x%d\n", i, i);
    assert_int_equal(import_own(c, own.data, "mine", &err), LIFE_ERR_LIMIT);
    assert_non_null(strstr(err.text, "more than 64 categories"));
    lc_buf_free(&own);
    lct_city_free(c);
}

static void two_tables_of_types_are_one_too_many(void **state)
{
    static const char text[] = "type,category\nbus,bus_stop\n";
    lct_city *c = lct_city_new();
    lc_import_opts o = {.categories = lct_folder_put("one.csv", text),
                        .types = lct_folder_put("two.csv", text)};
    lc_error err;

    (void)state;
    assert_int_equal(import(c, "id,lon,lat,type\n1,104,30,bus\n", o, &err),
                     LIFE_ERR_USAGE);
    assert_non_null(strstr(err.text, "two tables of types"));
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_city_keeps_them),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(there_is_an_end),
        cmocka_unit_test(a_source_of_categories_is_replaced),
        cmocka_unit_test(what_is_wrong_with_ones_own_is_named),
        cmocka_unit_test(tag_rules_have_an_end),
        cmocka_unit_test(two_tables_of_types_are_one_too_many),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
