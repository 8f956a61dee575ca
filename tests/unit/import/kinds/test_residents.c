/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * import.h: numbers of residents, and the weights of homes that come of them.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/import/import.h"
#include "lifecircle/store/rows/home_base.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/study/compute/residents.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>

static void run(lc_city *c, const char *sql)
{
    lc_error e = {0};

    if (lc_stmt_exec(c, sql, &e) != LIFE_OK)
        fail_msg("%s", e.text);
}

/* Units A and B side by side, each 0.01 by 0.01 degrees, and C without homes;
 * three homes in A that weigh 1, 1 and 1, two in B of 3 and 1, one outside. */
static lc_city *begin(void)
{
    lc_city *c = lct_folder_city();

    run(c,
        "INSERT INTO source(name,kind,file,sha256,crs,row_count,rejected,"
        "imported_at,attribution,extent_rule,geom,land_edge) "
        "VALUES('osm','osm','x','','wgs84',1,0,'','','clip',"
        "GeomFromText('MULTIPOLYGON(((104 30,104.04 30,104.04 30.01,104 30.01,"
        "104 30)))',4326),NULL);"
        "INSERT INTO unit VALUES('A','community','A','',NULL,NULL,0,0,'osm',77,"
        "1999,NULL,GeomFromText('MULTIPOLYGON(((104 30,104.01 30,104.01 30.01,"
        "104 30.01,104 "
        "30)))',4326)),('B','community','B','',NULL,NULL,0,0,'osm',"
        "NULL,NULL,NULL,GeomFromText('MULTIPOLYGON(((104.01 30,104.02 30,"
        "104.02 30.01,104.01 30.01,104.01 30)))',4326)),('C','community','C',"
        "'',NULL,NULL,0,0,'osm',NULL,NULL,NULL,GeomFromText('MULTIPOLYGON((("
        "104.03 30,104.04 30,104.04 30.01,104.03 30.01,104.03 30)))',4326)),"
        "('D','street','D','',NULL,NULL,0,0,'osm',NULL,NULL,NULL,NULL);"
        "INSERT INTO home VALUES"
        "(1,'w1','building',1000,1,0,MakePoint(104.001,30.005,4326)),"
        "(2,'w2','building',1000,0,0,MakePoint(104.005,30.005,4326)),"
        "(3,'w3','building',1000,0,0,MakePoint(104.009,30.005,4326)),"
        "(4,'w4','building',3000,0,0,MakePoint(104.011,30.005,4326)),"
        "(5,'w5','building',1000,0,0,MakePoint(104.019,30.005,4326)),"
        "(6,'w6','building',3000,0,0,MakePoint(104.025,30.005,4326));"
        "INSERT INTO feature(id, osm_id, kind, class, name, layer, blocks, "
        "geom) "
        "VALUES(1,'w6','building','','',0,3,GeomFromText('POLYGON((104.024 "
        "30.004,104.026 30.004,104.026 30.006,104.024 30.006,104.024 "
        "30.004))',4326)),(2,'w7','building','','',0,3,GeomFromText('POLYGON(("
        "104.034 30.004,104.036 30.004,104.036 30.006,104.034 30.006,104.034 "
        "30.004))',4326));"
        "INSERT INTO setting VALUES('home_kind','floor_area_m2'),"
        "('home_unit_text','m2'),('assumed_share_milli','100')");
    return c;
}

#define WEIGHTS "SELECT weight FROM home ORDER BY id"
#define SETTING "SELECT value FROM setting WHERE key = "

static lc_status import(lc_city *c, const char *name, const char *text,
                        const lc_import_opts *o, lc_import_report *r,
                        lc_error *err)
{
    return lc_import_residents(c, lct_folder_put(name, text), o, r, err);
}

static void take(lc_city *c, const char *name, const char *text,
                 const lc_import_opts *o)
{
    lc_import_report r;
    lc_error e = {0};

    if (import(c, name, text, o, &r, &e) != LIFE_OK)
        fail_msg("%s: %s", name, e.text);
}

static const lc_import_opts plain = {0};

/* 1 resident over three equal homes: 334 + 333 + 333 thousandths; 10 over
 * weights 3 and 1; the sum is what was given. */
static void shares_out_by_largest_remainder(void **state)
{
    lc_city *c = begin();

    (void)state;
    take(c, "p.csv", "code,residents\nA,1\nB,10\n", &plain);
    lct_query_is(c, WEIGHTS, 1, "334;333;333;7500;2500;0;");
    lct_query_is(c, SETTING "'home_kind'", 1, "residents;");
    lct_query_is(c, SETTING "'home_unit_text'", 1, "residents;");
    lct_query_is(c, SETTING "'residents_unknown_homes'", 1, "1;");
    lct_query_is(c, SETTING "'residents_unknown_share_milli'", 1, "300;");
    lct_query_is(c, SETTING "'residents_unplaced_milli'", 1, "0;");
    lct_query_is(c, SETTING "'assumed_share_milli'", 1, "30;");
    lc_city_close(c);
}

static void sums_are_exact(void **state)
{
    lc_city *c = begin();

    (void)state;
    for (int i = 1; i < 200; i += 7) {
        char text[64], want[32];

        snprintf(text, sizeof text, "code,pop\nA,%d.%03d\nB,%d\n", i * 7919, i,
                 i);
        snprintf(want, sizeof want, "%d;", i * 7920 * 1000 + i);
        take(c, "p.csv", text, &plain);
        lct_query_is(c, "SELECT sum(weight) FROM home", 1, want);
    }
    lc_city_close(c);
}

static void units_get_figures_and_years(void **state)
{
    lc_import_opts o = {.year = 2020, .level = "community"};
    lc_city *c = begin();

    (void)state;
    take(c, "p.csv",
         "代码,常住人口,年份,age_0_2,60岁及以上,6-11岁,2019\n"
         "A,100,2021,3,20.5,,9\nB,50,,,,,\n",
         &o);
    lct_query_is(
        c,
        "SELECT code || residents_milli || ':' || residents_year FROM unit "
        "WHERE residents_milli NOT NULL ORDER BY code",
        1, "A100000:2021;B50000:2020;");
    lct_query_is(c, "SELECT coalesce(ages, '-') FROM resident ORDER BY code", 1,
                 "{\"0-2\":3,\"60+\":20.5};-;");
    lc_city_close(c);
}

/* Taken out, all is as it was; imported again, it is replaced; by another
 * name as well. */
static void comes_and_goes(void **state)
{
    lc_city *c = begin();
    lc_residents unused;
    char *before = lct_query(c, "SELECT weight || '/' || assumed FROM home", 1);

    (void)state;
    take(c, "p.csv", "code,residents\nA,1\nB,10\n", &plain);
    take(c, "p.csv", "code,residents\nA,3\n", &plain);
    lct_query_is(c, WEIGHTS, 1, "1000;1000;1000;0;0;0;");
    take(c, "q.csv", "code,residents\nB,4\n", &plain);
    lct_query_is(c, WEIGHTS, 1, "0;0;0;3000;1000;0;");
    lct_query_is(c, "SELECT name FROM source WHERE kind = 'residents'", 1,
                 "q;");
    assert_int_equal(lc_residents_spread(c, &unused, NULL), LIFE_OK);
    lct_query_is(c, WEIGHTS, 1, "0;0;0;3000;1000;0;");
    assert_int_equal(lc_source_remove(c, "q", NULL), LIFE_OK);
    lct_query_is(c, "SELECT weight || '/' || assumed FROM home", 1, before);
    lct_query_is(c, SETTING "'home_kind'", 1, "floor_area_m2;");
    lct_query_is(c, SETTING "'assumed_share_milli'", 1, "100;");
    lct_query_is(c,
                 "SELECT key FROM setting WHERE key LIKE 'base%' OR key LIKE "
                 "'residents%'",
                 1, "");
    lct_query_is(
        c,
        "SELECT residents_milli || ' ' || residents_year FROM unit WHERE "
        "residents_milli NOT NULL",
        1, "77 1999;");
    lct_query_is(c, "SELECT count(*) FROM resident", 1, "0;");
    lc_free(before);
    lc_city_close(c);
}

static void says_what_has_no_place(void **state)
{
    lc_city *c = begin();
    lc_import_report r;
    lc_error e = {0};

    (void)state;
    if (import(c, "p.csv", "code,residents\nA,5\nC,9.5\n", &plain, &r, &e))
        fail_msg("%s", e.text);
    assert_non_null(strstr(r.text, "5 residents live at 3 homes"));
    assert_non_null(strstr(r.text, "3 homes, 70.0 % by their weight before"));
    assert_non_null(strstr(r.text, "(the first: C) have no homes: their 9.5"));
    lct_query_is(c, SETTING "'residents_unplaced_milli'", 1, "9500;");
    lc_city_close(c);
}

/* Of the cells of 0.01 degrees: two with homes, one that becomes a home, one
 * that does so nowhere, one without data. */
static void reads_grids(void **state)
{
    static const struct {
        const char *name, *text;
    } grid[] = {
        {"g.csv", "x,y,population\n104.005,30.005,6\n104.015,30.005,8\n"
                  "104.035,30.005,2.5\n104.055,30.005,7\n"},
        {"g.asc", "ncols 6\nnrows 1\nxllcorner 104\nyllcorner 30\ncellsize "
                  "0.01\nNODATA_value -9999\n6 8 -9999 2.5 -9999\n7\n"},
        {"c.asc", "NCOLS 6\r\nNROWS 1\r\nXLLCENTER 104.005\r\nYLLCENTER "
                  "30.005\r\nDX 0.01\r\nDY 0.01\r\nnodata_value -1\r\n"
                  "6e0 8 -1 2.5 nan 7\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof grid / sizeof *grid; i++) {
        lc_city *c = begin();

        take(c, grid[i].name, grid[i].text, &plain);
        lct_query_is(c, WEIGHTS, 1, "2000;2000;2000;6000;2000;0;2500;");
        lct_query_is(c,
                     "SELECT kind || id || ' ' || round(X(geom), 6) FROM home "
                     "WHERE id > 6",
                     1, "grid7 104.035;");
        lct_query_is(c, SETTING "'residents_unplaced_milli'", 1, "7000;");
        run(c, "INSERT INTO resident(source, kind, code, residents_milli) "
               "VALUES('none', 'grid', 'x', 1)");
        assert_int_equal(lc_home_base_restore(c, NULL), LIFE_OK);
        lct_query_is(c, WEIGHTS, 1, "1000;1000;1000;3000;1000;3000;");
        lc_city_close(c);
    }
}

/* By its id, by a place in its outline, twice; one that was no home; one that
 * stands alone. */
static void reads_buildings(void **state)
{
    static const char text[] = "id,lon,lat,residents\nosm:w1,,,4\n,104.0245,"
                               "30.0055,5\nw6,,,1\nw7,,,3\n,104.021,30.001,2\n"
                               "w99,,,8\n";
    lc_city *c = begin();

    (void)state;
    take(c, "b.csv", text, &plain);
    lct_query_is(c, WEIGHTS, 1, "4000;0;0;0;0;6000;2000;3000;");
    lct_query_is(c, "SELECT kind || osm_id FROM home WHERE id > 6", 1,
                 "building;buildingw7;");
    lct_query_is(c, SETTING "'assumed_share_milli'", 1, "0;");
    lct_query_is(c, SETTING "'residents_unplaced_milli'", 1, "8000;");
    lc_city_close(c);
}

static void refuses_bad_input(void **state)
{
    static const struct {
        const char *name, *text, *why;
        lc_import_opts o;
    } bad[] = {
        {"a.csv", "code,residents\nA,-1\n", "\"-1\" is not a number", {0}},
        {"a.csv", "code,residents\nA,many\n", "\"many\" is not a number", {0}},
        {"a.csv", "code,residents\nA,\n", "\"\" is not a number", {0}},
        {"a.csv", "code,residents\nA,2e9\n", "\"2e9\" is not a number", {0}},
        {"a.csv", "code,residents\nZ,1\n", "no unit of the code \"Z\"", {0}},
        {"a.csv", "code,residents\n,1\n", "no unit's code", {0}},
        {"a.csv", "code,residents\nA,1\nA,2\n", "occurs twice", {0}},
        {"a.csv", "code,residents\nA,1\nD,2\n", "counted twice", {0}},
        {"a.csv", "code,residents\nA,1\n", "not street", {.level = "street"}},
        {"a.csv", "code,residents,year\nA,1,20\n", "\"20\" is not a year", {0}},
        {"a.csv", "code,residents,age_0_2\nA,1,2\n", "ages 0-2 \"2\"", {0}},
        {"a.csv",
         "code,residents,age_0_2,0-2岁\nA,1,1,1\n",
         "two columns",
         {0}},
        {"a.csv", "code,name\nA,1\n", "numbers of residents", {0}},
        {"a.csv", "residents,somewhere\n1,A\n", "whose residents", {0}},
        {"a.csv", "code,residents\n", "", {0}},
        {"a.csv", "code,residents\nA,1\n", "\"house\" is not", {.by = "house"}},
        {"a.csv", "x,y,residents\n104,30,1\n", "one cell alone", {0}},
        {"a.csv",
         "x,y,residents\n104,30,1\n104.1,30,1\n104.25,30,1\n",
         "no regular grid",
         {0}},
        {"a.csv",
         "x,y,residents\n104,30,1\n104.1,30,1\n104.1,30,2\n",
         "there twice",
         {0}},
        {"a.csv",
         "x,y,residents\n104,30,1\n",
         "can't be measured",
         {.crs = "auto"}},
        {"a.csv", "x,y,residents\n500,30,1\n", "longitude 500", {0}},
        {"a.asc", "ncols 2\nnrows 1\ncellsize 1\n1 -3\n", "\"-3\" is not", {0}},
        {"a.asc", "ncols 2\nnrows 1\ncellsize 1\n1\n", "after 1 of its 2", {0}},
        {"a.asc", "ncols 2\nnrows 1\ncellsize 1\n1 2 3\n", "more than 2", {0}},
        {"a.asc",
         "ncols 2\nnrows 1\ncellsize 0\n1 2\n",
         "cellsize above 0",
         {0}},
        {"a.asc",
         "ncols 2.5\nnrows 1\ncellsize 1\n1 2\n",
         "ncols and nrows",
         {0}},
        {"a.asc", "ncols two\n", "\"two\", not a number", {0}},
        {"a.asc", "rows 2\n", "\"rows\" is not part", {0}},
        {"a.asc", "", "ncols and nrows", {0}},
        {"a.asc",
         "ncols 1\nnrows 1\ncellsize 1\nxllcorner 500\n5\n",
         "500",
         {0}},
        {"a.asc",
         "ncols 1\nnrows 1\ncellsize 1\nnodata_value 0\n0\n",
         "no cell has data",
         {0}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_city *c = begin();
        lc_import_report r;
        lc_error e = {0};

        if (import(c, bad[i].name, bad[i].text, &bad[i].o, &r, &e) == LIFE_OK)
            fail_msg("taken: %s", bad[i].text);
        if (!strstr(e.text, bad[i].why) || strchr(e.text, '\n') || !e.text[0])
            fail_msg("%s says \"%s\"", bad[i].text, e.text);
        lc_city_close(c);
    }
}

static void refuses_more_people_than_there_are(void **state)
{
    lc_buf b = {0};
    lc_city *c = begin();
    lc_import_report r;
    lc_error e = {0};

    (void)state;
    lc_buf_puts(&b, "osm_id,residents\n");
    for (int i = 0; i < 11; i++)
        lc_buf_printf(&b, "w%d,1000000000\n", i);
    assert_int_not_equal(import(c, "o.csv", b.data, &plain, &r, &e), LIFE_OK);
    assert_non_null(strstr(e.text, "add up to more than 10,000,000,000"));
    lc_buf_free(&b);
    lc_city_close(c);
}

/* Wherever memory runs out (each try costs a city, so not at every place). */
static void survives_no_memory(void **state)
{
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    lct_folder_put("m.csv", "x,y,pop,age_0_2\n104.005,30.005,6,1\n"
                            "104.015,30.005,8,\n");
    for (int n = 0; st != LIFE_OK; n += 1 + n / 4) {
        lc_city *c = begin();
        lc_import_report r;
        lc_error e = {0};

        lc_mem_fail_after(n, true);
        st = lc_import_residents(c, lct_folder_path("m.csv"), &plain, &r, &e);
        lc_mem_fail_after(-1, false);
        lc_city_close(c);
        if (n > 3000)
            fail_msg("still failing after %d allocations: %s", n, e.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_out_by_largest_remainder),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(units_get_figures_and_years),
        cmocka_unit_test(comes_and_goes),
        cmocka_unit_test(says_what_has_no_place),
        cmocka_unit_test(reads_grids),
        cmocka_unit_test(reads_buildings),
        cmocka_unit_test(refuses_bad_input),
        cmocka_unit_test(refuses_more_people_than_there_are),
        cmocka_unit_test(survives_no_memory),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
