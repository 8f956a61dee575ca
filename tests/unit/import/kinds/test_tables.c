/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * import.h: tables of facilities and units, and facilities by hand.
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
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/import/import.h"
#include "lifecircle/store/rows/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef lc_status (*import_fn)(lc_city *c, const char *path,
                               const lc_import_opts *o, lc_import_report *r,
                               lc_error *err);

static lc_status import_text(import_fn fn, lc_city *c, const char *name,
                             const char *text, const lc_import_opts *o,
                             lc_error *err)
{
    lc_import_report r;
    const char *path = lct_folder_path(name);

    assert_int_equal(lc_file_write(path, text, strlen(text), NULL), LIFE_OK);
    return fn(c, path, o, &r, err);
}

static void reads_facilities_of_many_shapes(void **state)
{
    static const struct {
        const char *file, *text, *rows;
        lc_import_opts o;
    } row[] = {
        {"a.csv",
         "\xef\xbb\xbf"
         "编号,名称,经度,纬度,类别,床位数（张）\n"
         "h1,一医院,104.0665,30.6575,医院,120\n"
         "h2,公园甲,104.07,30.66,park;学校,\n",
         "a:h1|一医院|hospital|{\"beds\":120,\"subtype\":\"医院\"}|104.0665 "
         "30.6575;"
         "a:h2|公园甲|school park|{\"subtype\":\"park;学校\"}|104.07 30.66;",
         {0}},
        {"b.tsv",
         "name\tlng\tlat\n\"X\"\t1.04e2\t30.66000000000000012345\n",
         "b:h205e6df4c05c|X|park|{}|104 30.66;",
         {.category = "park"}},
        {"c.csv",
         "Title;X;Y;Kind\nY;104;30;bookshop\n;104;30.5;'s\n",
         NULL,
         {.max_reject = 1}},
        {"d.txt",
         "name;x;y\nY;410615.8;3393190.6\n",
         "d:h64082d21358e|Y|museum_theatre|{}|104.0669 30.6681;",
         {.category = "museum_theatre", .crs = "EPSG:32648"}},
        {"e.csv",
         "who,where\nA,POINT (104 30)\nB,\"SRID=4326;LINESTRING(104 30,"
         "104 31)\"\n",
         "e:h4c0e0dd2f6b7|B|greenway|{}|104 31;"
         "e:hf22e1719c8d5|A|greenway|{}|104 30;",
         {.category = "greenway", .map = "name=who,geometry=where"}},
        {"f.json",
         "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
         "\"id\":7,\"properties\":{\"name\":\"P\",\"category\":[\"park\","
         "\"school\"]},\"geometry\":{\"type\":\"Point\",\"coordinates\":[104,"
         "30,5]}}]}",
         "f:7|P|school park|{}|104 30;",
         {0}},
        {"g.csv",
         "name,unit\n\"N, n\",510104017001\n",
         "g:h76831ad35c80|N, n|hospital|{}|-;",
         {.category = "hospital"}},
        {"h.csv",
         "lon,lat,address\n104,30,Street 1\n",
         "h:ha8848654bd3a|Park, Street 1|park|{}|104 30;",
         {.category = "park"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_city *c = lct_folder_city();
        lc_error e = {0};
        lc_status st = import_text(lc_import_facilities, c, row[i].file,
                                   row[i].text, &row[i].o, &e);

        if (st != LIFE_OK)
            fail_msg("%s: %s", row[i].file, e.text);
        if (row[i].rows)
            lct_query_is(
                c,
                "SELECT id, name, categories, attributes, CASE WHEN geom "
                "NOT NULL THEN printf('%.8g %.8g', round(X(geom), 4), "
                "round(Y(geom), 4)) END FROM facility ORDER BY id",
                5, row[i].rows);
        lc_city_close(c);
    }
}

static void keeps_areas_with_their_outline(void **state)
{
    static const char text[] =
        "id,wkt\n"
        "a,\"POLYGON((104 30,104.01 30,104.01 30.01,104 30.01,104 30),"
        "(104.004 30.004,104.006 30.004,104.006 30.006,104.004 30.006,104.004 "
        "30.004))\"\n"
        "bow,\"POLYGON((104 30,104.01 30.01,104.01 30,104 30.01,104 30))\"\n"
        "m,\"MULTIPOLYGON(((104 30,104.01 30,104.01 30.01,104 30)),((105 30,"
        "105.01 30,105.01 30.01,105 30)))\"\n";
    lc_import_opts o = {.category = "park"};
    lc_city *c = lct_folder_city();
    lc_error e = {0};

    (void)state;
    if (import_text(lc_import_facilities, c, "areas.csv", text, &o, &e))
        fail_msg("%s", e.text);
    lct_query_is(c,
                 "SELECT facility, GeometryType(geom), ST_IsValid(geom) FROM "
                 "facility_shape ORDER BY facility",
                 3,
                 "areas:a|POLYGON|1;areas:bow|MULTIPOLYGON|1;"
                 "areas:m|MULTIPOLYGON|1;");
    lct_query_is(
        c,
        "SELECT f.id, round(area_m2 / 1000), "
        "ST_Contains(s.geom, f.geom) FROM facility f JOIN facility_shape s "
        "ON s.facility = f.id ORDER BY f.id",
        3, "areas:a|1027.0|1;areas:bow|535.0|1;areas:m|1070.0|1;");
    lc_city_close(c);
}

static const struct {
    const char *file, *text, *says;
    uint32_t line;
    lc_status st;
    lc_import_opts o;
} bad_tables[] = {
    {"x.csv",
     "lon,lat\n104,95\n",
     "latitude 95 is not in -90..90",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "lon,lat\n30.66,104.07\n",
     "swapped",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "lon,lat\n0,0\n",
     "no position",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "lon,lat\n104,abc\n",
     "\"abc\" is not a number",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "lon,lat\nnan,30\n",
     "the longitude is missing",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "name,lon,lat,phone\nA,,,5\n,104,30,\n",
     "neither a position",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "name,where\nA,B\n",
     "the columns are: name, where",
     2,
     LIFE_ERR_RANGE,
     {.category = "park"}},
    {"x.csv", "name,lon,lat\nA,104,30\n", "--category", 1, LIFE_ERR_RANGE, {0}},
    {"x.csv",
     "lon,lat\n104,30\n",
     "the nearest id is \"park\"",
     0,
     LIFE_ERR_RANGE,
     {.category = "parks"}},
    {"x.csv",
     "lon,lat,category\n104,30,phramacy\n",
     "nearest id is \"pharmacy\"",
     2,
     LIFE_ERR_LIMIT,
     {0}},
    {"x.csv",
     "lon,lat,checked_on\n104,30,2024-02-30\n",
     "not a date",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv", "", "empty", 0, LIFE_ERR_PARSE, {.category = "park"}},
    {"x.csv", "\n \n", "empty", 0, LIFE_ERR_PARSE, {.category = "park"}},
    {"x.csv", "lon,lat\n", "no rows", 0, LIFE_ERR_PARSE, {.category = "park"}},
    {"x.csv",
     "lon,lat\n104,30,1\n",
     "3 fields, the header 2",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "lon,lat\n104,\"30\n",
     "quote",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "lon,lat\n104,30\n",
     "no column \"Z\"",
     1,
     LIFE_ERR_RANGE,
     {.category = "park", .map = "lon=Z"}},
    {"x.csv",
     "lon,lat\n104,30\n",
     "is no field",
     1,
     LIFE_ERR_RANGE,
     {.category = "park", .map = "zzz=lon"}},
    {"x.csv",
     "lon,lat\n104,30\n",
     "coordinate system",
     0,
     LIFE_ERR_RANGE,
     {.category = "park", .crs = "gcj-02"}},
    {"x.csv",
     "lon,lat\n104,30\n",
     "encoding \"klingon\"",
     0,
     LIFE_ERR_RANGE,
     {.category = "park", .encoding = "klingon"}},
    {"x.csv",
     "lon,lat,name\n104,30,\xff\xff\n",
     "half a character",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "lon,lat\n104,30\n",
     "another name",
     0,
     LIFE_ERR_RANGE,
     {.category = "park", .source = "osm"}},
    {"x.doc", "x", "must end in .csv", 0, LIFE_ERR_RANGE, {.category = "park"}},
    {"x.csv",
     "wkt\n\"CIRCLE (1 2)\"\n",
     "\"CIRCLE\"",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "wkt\n\"POLYGON ((1 2,3 4\"\n",
     "well-known text",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.csv",
     "wkt\n\"POLYGON ((1 2,3 4,5 7,8 9))\"\n",
     "not closed",
     2,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.geojson",
     "{\"a\":1,\"a\":2}",
     "uplicate",
     1,
     LIFE_ERR_PARSE,
     {.category = "park"}},
    {"x.geojson",
     "{\"type\":\"FeatureCollection\",\n\"features\":[}",
     "not one of objects",
     2,
     LIFE_ERR_PARSE,
     {.category = "park"}},
    {"x.geojson", "[]", "no features", 0, LIFE_ERR_PARSE, {.category = "park"}},
    {"x.geojson",
     "{\"type\":\"FeatureCollection\",\"features\":[]}",
     "no features",
     0,
     LIFE_ERR_PARSE,
     {.category = "park"}},
    {"x.geojson",
     "{\"type\":\"FeatureCollection\",\"features\":[1]}",
     "not one of objects",
     1,
     LIFE_ERR_PARSE,
     {.category = "park"}},
    {"x.geojson",
     "{\"type\":\"FeatureCollection\",\"features\":[{\"geometry\":{"
     "\"type\":\"Point\",\"coordinates\":[30,104]}}]}",
     "feature 1: latitude 104",
     0,
     LIFE_ERR_LIMIT,
     {.category = "park"}},
    {"x.geojson",
     "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":"
     "\"urn:ogc:def:crs:EPSG::4547\"}},\"features\":[]}",
     "EPSG::4547",
     0,
     LIFE_ERR_RANGE,
     {.category = "park"}},
};

/* Ground that several polygons of one geometry cover is covered once. */
static void unites_polygons_that_overlap(void **state)
{
#define SQUARE "((104 30,104.02 30,104.02 30.02,104 30.02,104 30))"
    static const char text[] =
        "code,name,wkt\n"
        "1,twice,\"MULTIPOLYGON(" SQUARE "," SQUARE ")\"\n"
        "2,overlap,\"MULTIPOLYGON(" SQUARE ",((104.01 30,104.03 30,104.03 "
        "30.02,104.01 30.02,104.01 30)))\"\n"
        "3,within,\"MULTIPOLYGON(" SQUARE ",((104.005 30.005,104.015 30.005,"
        "104.015 30.015,104.005 30.015,104.005 30.005)))\"\n";
#undef SQUARE
    lc_import_opts o = {.level = "community", .category = "park"};
    lc_city *c = lct_folder_city();
    lc_error e = {0};

    (void)state;
    if (import_text(lc_import_units, c, "units.csv", text, &o, &e))
        fail_msg("%s", e.text);
    lct_query_is(
        c,
        "SELECT name, round(ST_Area(geom) * 1e4, 3), ST_IsValid(geom) FROM "
        "unit ORDER BY code",
        3, "twice|4.0|1;overlap|6.0|1;within|4.0|1;");
    if (import_text(lc_import_facilities, c, "parks.csv", text, &o, &e))
        fail_msg("%s", e.text);
    lct_query_is(c,
                 "SELECT round(ST_Area(geom) * 1e4, 3), ST_IsValid(geom) FROM "
                 "facility_shape ORDER BY rowid",
                 2, "4.0|1;6.0|1;4.0|1;");
    lc_city_close(c);
}

static void refuses_with_one_clear_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_tables / sizeof *bad_tables; i++) {
        lc_city *c = lct_folder_city();
        lc_error e = {0};
        lc_status st = import_text(lc_import_facilities, c, bad_tables[i].file,
                                   bad_tables[i].text, &bad_tables[i].o, &e);

        if (st != bad_tables[i].st || !strstr(e.text, bad_tables[i].says) ||
            e.line != bad_tables[i].line)
            fail_msg("row %zu: %d at line %u: %s", i, st, (unsigned)e.line,
                     e.text);
        lc_city_close(c);
    }
}

static void refuses_what_is_no_file(void **state)
{
    lc_import_opts o = {.category = "park"};
    lc_city *c = lct_folder_city();
    lc_import_report r;
    lc_error gone = {0}, dir = {0};

    (void)state;
    assert_int_equal(lc_import_facilities(c, "/nonexistent.csv", &o, &r, &gone),
                     LIFE_ERR_IO);
    assert_non_null(strstr(gone.text, "/nonexistent.csv"));
    assert_int_equal(lc_import_facilities(c, lct_folder(), &o, &r, &dir),
                     LIFE_ERR_IO);
    assert_non_null(strstr(dir.text, "directory"));
    lc_city_close(c);
}

static void reads_other_encodings(void **state)
{
    /* "name,lon,lat" and a name of two characters (Chengdu). */
    static const char gb[] = "name,lon,lat\n\xb3\xc9\xb6\xbc,104,30\n";
    static const char utf16[] = "\xff\xfen\0a\0m\0e\0,\0l\0o\0n\0,\0l\0a\0t\0\n"
                                "\0\x10\x62\xfd\x90,\0001\0000\0004\0,\0003"
                                "\0000\0\n\0";
    static const struct {
        const char *bytes;
        size_t len;
        const char *encoding;
    } row[] = {{gb, sizeof gb - 1, NULL},
               {gb, sizeof gb - 1, "gbk"},
               {utf16, sizeof utf16 - 1, NULL}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_import_opts o = {.category = "park", .encoding = row[i].encoding};
        lc_city *c = lct_folder_city();
        lc_import_report r;
        lc_error e = {0};
        const char *path = lct_folder_path("enc.csv");

        lc_file_write(path, row[i].bytes, row[i].len, NULL);
        if (lc_import_facilities(c, path, &o, &r, &e) != LIFE_OK)
            fail_msg("row %zu: %s", i, e.text);
        lct_query_is(c, "SELECT name FROM facility", 1,
                     "\xe6\x88\x90\xe9\x83\xbd;");
        lc_city_close(c);
    }
}

static void the_same_source_replaces(void **state)
{
    lc_import_opts o = {.category = "park"}, units = {.level = "street"};
    lc_city *c = lct_folder_city();
    lc_error e = {0};

    (void)state;
    import_text(lc_import_facilities, c, "s.csv",
                "lon,lat\n104,30\n104,31\n104,32\n", &o, NULL);
    import_text(lc_import_facilities, c, "s.csv", "lon,lat\n104,30\n", &o,
                NULL);
    lct_query_is(c, "SELECT count(*) FROM facility", 1, "1;");
    lct_query_is(
        c, "SELECT name, kind, file, crs, row_count, rejected FROM source", 6,
        "s|facilities|s.csv|wgs84|1|0;");
    units.source = "s";
    assert_int_equal(import_text(lc_import_units, c, "u.csv",
                                 "code,name\n1,A\n", &units, &e),
                     LIFE_ERR_USAGE);
    assert_non_null(strstr(e.text, "of the kind facilities"));
    lc_city_close(c);
}

/* One bad row in 99 is too many, one in 100 is not. */
static void counts_what_it_rejects(void **state)
{
    static const struct {
        int rows, bad;
        int64_t max_reject;
        lc_status st;
    } row[] = {{1, 1, 0, LIFE_ERR_LIMIT},   {99, 1, 0, LIFE_ERR_LIMIT},
               {100, 1, 0, LIFE_OK},        {100, 1, -1, LIFE_OK},
               {100, 2, 0, LIFE_ERR_LIMIT}, {10, 9, 9, LIFE_OK},
               {10, 10, 9, LIFE_ERR_LIMIT}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_import_opts o = {.category = "park",
                            .max_reject = row[i].max_reject};
        lc_buf b = {0};
        lc_city *c = lct_folder_city();

        lc_buf_puts(&b, "lon,lat\n");
        for (int k = 0; k < row[i].rows; k++)
            lc_buf_printf(&b, "104.%03d,%s\n", k, k < row[i].bad ? "99" : "30");
        assert_int_equal(
            import_text(lc_import_facilities, c, "t.csv", b.data, &o, NULL),
            row[i].st);
        lc_buf_free(&b);
        lc_city_close(c);
    }
}

static void reads_units_of_three_sorts(void **state)
{
    static const char boundary[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
        "\"properties\":{\"code\":510104017001,\"name\":\"甲\",\"parent\":{"
        "\"adcode\":510104}},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[104,30],[104.01,30.01],[104.01,30],[104,30.01],"
        "[104,30]]]}}]}";
    static const char all[] =
        "SELECT code, level, name, parent, urban, approximate, "
        "residents_milli, residents_year, centre IS NOT NULL, "
        "GeometryType(geom) FROM unit ORDER BY code";
    lc_import_opts o = {.level = "community"};
    lc_city *c = lct_folder_city();
    lc_error e = {0};

    (void)state;
    if (import_text(lc_import_units, c, "names.csv",
                    "code,name,streetCode,城乡分类\n"
                    "510104017001,甲,510104017,111\n"
                    "010,乙,,乡村\n",
                    &o, &e))
        fail_msg("%s", e.text);
    lct_query_is(c, all, 10,
                 "010|community|乙|-|0|0|-|-|0|-;"
                 "510104017001|community|甲|510104017|1|0|-|-|0|-;");
    if (import_text(lc_import_units, c, "centres.csv",
                    "code,name,lon,lat,人口,年份\n99,丙,104,30,1234.5,2020\n",
                    &o, &e))
        fail_msg("%s", e.text);
    if (import_text(lc_import_units, c, "shapes.json", boundary, &o, &e))
        fail_msg("%s", e.text);
    /* Names alone again: what has a shape by now keeps it. */
    if (import_text(lc_import_units, c, "names.csv",
                    "code,name\n510104017001,甲\n010,乙\n", &o, &e))
        fail_msg("%s", e.text);
    lct_query_is(c, all, 10,
                 "010|community|乙|-|-|0|-|-|0|-;"
                 "510104017001|community|甲|510104|-|0|-|-|1|MULTIPOLYGON;"
                 "99|community|丙|-|-|1|1234500|2020|1|-;");
    lct_query_is(c, "SELECT ST_IsValid(geom) FROM unit WHERE geom IS NOT NULL",
                 1, "1;");
    lc_city_close(c);
}

/* What another source said of them is kept, and read over. */
static void units_that_stand_get_told_whether_they_are_urban(void **state)
{
    static const char figures[] =
        "SELECT source, id, unit, year, value FROM statistic ORDER BY unit";
    static const char units[] =
        "SELECT code, name, urban, source FROM unit ORDER BY code";
    static const char both[] = "1|A|-|list;2|B|0|list;3|C|-|list;";
    lc_import_opts o = {.level = "community"};
    lc_city *c = lct_folder_city();
    lc_error e = {0};

    (void)state;
    if (import_text(lc_import_units, c, "list.csv",
                    "code,name,urban\n1,A,\n2,B,rural\n3,C,\n", &o, &e))
        fail_msg("%s", e.text);
    if (import_text(lc_import_units, c, "u.csv",
                    "统计用区划代码,城乡分类代码,年份\n1,121,\n2,111,2023\n",
                    &o, &e))
        fail_msg("%s", e.text);
    lct_query_is(c, units, 4, both);
    lct_query_is(c, figures, 5, "u|urban|1|0|1.0;u|urban|2|2023|1.0;");
    /* the same source again replaces; a name does no harm */
    if (import_text(lc_import_units, c, "u.csv",
                    "code,name,城乡分类\n1,甲,村庄\n3,C,镇中心区\n", &o, &e))
        fail_msg("%s", e.text);
    lct_query_is(c, figures, 5, "u|urban|1|0|0.0;u|urban|3|0|1.0;");
    assert_int_equal(lc_source_remove(c, "u", NULL), LIFE_OK);
    lct_query_is(c, figures, 5, "");
    lct_query_is(c, units, 4, both);
    lc_city_close(c);
}

static void refuses_what_units_that_stand_cannot_be(void **state)
{
    static const struct {
        const char *text, *says;
    } row[] = {
        {"code,urban\n1,331\n", "\"331\" says neither urban nor rural"},
        {"code,urban\n1,\n", "doesn't say whether the unit"},
        {"code,urban\n9,111\n", "no unit of the code \"9\""},
        {"code,urban\n510,111\n", "of the level street, not community"},
        {"code,urban\n1,111\n1,220\n", "told already"},
        {"code,name,urban\n1,A,\n", "has a unit of the code"},
        {"code,name\n1,A\n", "has a unit of the code"},
        {"code,kind\n1,111\n", "the units' names"},
    };
    lc_import_opts o = {.level = "street"};
    lc_city *c = lct_folder_city();
    lc_error e = {0};

    (void)state;
    if (import_text(lc_import_units, c, "s.csv", "code,name\n510,S\n", &o, &e))
        fail_msg("%s", e.text);
    o.level = "community";
    if (import_text(lc_import_units, c, "c.csv", "code,name\n1,A\n", &o, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_error why = {0};

        assert_int_not_equal(
            import_text(lc_import_units, c, "u.csv", row[i].text, &o, &why),
            LIFE_OK);
        if (!strstr(why.text, row[i].says))
            fail_msg("row %zu: %s", i, why.text);
    }
    lc_city_close(c);
}

static void refuses_bad_units(void **state)
{
    static const struct {
        const char *text, *says, *level;
    } row[] = {
        {"code,name\n1,A\n", "--level", NULL},
        {"code,name\n1,A\n", "not a level", "A b"},
        {"nom,code\nA,1\n", "the columns are: nom, code", "street"},
        {"name,nr\nA,1\n", "codes", "street"},
        {"code,name\n1,A\n1,B\n", "occurs twice", "street"},
        {"code,name\n,A\n", "no code", "street"},
        {"code,name\n1,\n", "no name", "street"},
        {"code,name,population\n1,A,-3\n", "number of people", "street"},
        {"code,name,wkt\n1,A,\"LINESTRING(1 2,3 4)\"\n", "not a line",
         "street"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_import_opts o = {.level = row[i].level};
        lc_city *c = lct_folder_city();
        lc_error e = {0};

        assert_int_not_equal(
            import_text(lc_import_units, c, "u.csv", row[i].text, &o, &e),
            LIFE_OK);
        if (!strstr(e.text, row[i].says))
            fail_msg("row %zu: %s", i, e.text);
        lc_city_close(c);
    }
}

static void edits_facilities_by_hand(void **state)
{
    static const char *const add[] = {"name=A",     "category=park school",
                                      "lon=104.07", "lat=30.66",
                                      "beds=3",     "phone=1"};
    static const char *const set[] = {"phone=",        "beds=",   "seats=12",
                                      "category=park", "lon=104", "lat=30"};
    static const char *const bare[] = {"category=park", "lon=104", "lat=30"};
    lc_city *c = lct_folder_city();
    char id[64];
    lc_error e = {0};

    (void)state;
    if (lc_one_facility_add(c, add, 6, NULL, id, &e) != LIFE_OK)
        fail_msg("%s", e.text);
    assert_string_equal(id, "manual:1");
    lct_query_is(c,
                 "SELECT id, source, name, categories, phone, attributes FROM "
                 "facility",
                 6, "manual:1|manual|A|school park|1|{\"beds\":3};");
    if (lc_one_facility_set(c, id, set, 6, NULL, &e) != LIFE_OK)
        fail_msg("%s", e.text);
    lct_query_is(
        c, "SELECT name, categories, phone, attributes, X(geom) FROM facility",
        5, "A|park|-|{\"seats\":12}|104.0;");
    assert_int_equal(lc_one_facility_close(c, id, "2024/5/1", NULL), LIFE_OK);
    lct_query_is(c, "SELECT closed_on FROM facility", 1, "2024-05-01;");
    assert_int_equal(lc_one_facility_close(c, id, NULL, NULL), LIFE_OK);
    assert_int_equal(lc_one_facility_add(c, bare, 3, NULL, id, NULL), LIFE_OK);
    assert_string_equal(id, "manual:2");
    lct_query_is(c, "SELECT kind, row_count, length(sha256) FROM source", 3,
                 "manual|2|64;");
    lc_city_close(c);
}

static void refuses_bad_edits(void **state)
{
    static const struct {
        const char *field[3];
        size_t count;
        lc_status st;
        const char *says;
    } row[] = {
        {{"category=park"}, 1, LIFE_ERR_USAGE, "lon="},
        {{"lon=104", "lat=30"}, 2, LIFE_ERR_USAGE, "category="},
        {{"category=park", "status=closed"}, 2, LIFE_ERR_USAGE, "closed_on"},
        {{"category=park", "营业状态=注销"}, 2, LIFE_ERR_USAGE, "closed_on"},
        {{"lon=104", "category=park"}, 2, LIFE_ERR_USAGE, "together"},
        {{"lon=104", "lat=95", "category=park"}, 3, LIFE_ERR_RANGE, "95"},
        {{"lon=104", "lat=30", "category=pork"}, 3, LIFE_ERR_RANGE, "\"park\""},
        {{"colour=red"}, 1, LIFE_ERR_USAGE, "\"colour\""},
        {{"name=a", "name=b"}, 2, LIFE_ERR_USAGE, "twice"},
        {{"name"}, 1, LIFE_ERR_USAGE, "FIELD=VALUE"},
        {{"id=7"}, 1, LIFE_ERR_USAGE, "\"id\""},
    };
    static const char *const name[] = {"name=B"};
    lc_city *c = lct_folder_city();
    lc_error e = {0};
    char id[64];

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_error why = {0};

        assert_int_equal(
            lc_one_facility_add(c, row[i].field, row[i].count, NULL, id, &why),
            row[i].st);
        if (!strstr(why.text, row[i].says))
            fail_msg("row %zu: %s", i, why.text);
    }
    assert_int_equal(lc_one_facility_set(c, "osm:n1", name, 1, NULL, &e),
                     LIFE_ERR_NOT_FOUND);
    assert_non_null(strstr(e.text, "osm:n1"));
    assert_int_equal(lc_one_facility_close(c, "osm:n1", "soon", NULL),
                     LIFE_ERR_NOT_FOUND);
    lc_city_close(c);
}

static void survives_want_of_memory(void **state)
{
    static const char text[] =
        "name,category,beds,wkt\n"
        "A,park,3,\"POLYGON((104 30,104.01 30,104.01 30.01,104 30))\"\n"
        ",school,x,POINT(104 30)\n";
    lc_import_opts o = {.map = "name=name"};
    lc_city *c = lct_folder_city();
    const char *path = lct_folder_path("m.csv");
    lc_import_report r;
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    lc_file_write(path, text, strlen(text), NULL);
    for (int64_t n = 0; n < 3000 && st != LIFE_OK; n++) {
        lc_error e = {0};

        lc_mem_fail_after(n, false);
        st = lc_import_facilities(c, path, &o, &r, &e);
        lc_mem_fail_after(-1, false);
        if (st != LIFE_OK && st != LIFE_ERR_NOMEM)
            fail_msg("allocation %d: %s", (int)n, e.text);
    }
    assert_int_equal(st, LIFE_OK);
    lct_query_is(c, "SELECT count(*) FROM facility", 1, "2;");
    lc_city_close(c);
}

static void reads_real_tables(void **state)
{
    static const struct {
        const char *file, *category, *level, *crs;
        int64_t max_reject, taken;
    } row[] = {
        {"chengdu/metro-stations-gcj02.csv", "metro_station", NULL, "gcj02", 0,
         353},
        {"chengdu/parks-gcj02-gb18030.csv", "park", NULL, "gcj02", 0, 58},
        {"chengdu/districts-gcj02.json", NULL, "district", "gcj02", 0, 20},
        {"chengdu/streets.csv", NULL, "street", NULL, 0, 261},
        {"chengdu/communities.csv", NULL, "community", NULL, 0, 3047},
        {"beijing/subdistricts.geojson", NULL, "street", NULL, 0, 343},
        {"beijing/metro-stations-gcj02.csv", "metro_station", NULL, "gcj02", 0,
         414},
        {"hangzhou/amenities-wkt.csv", "dining", NULL, NULL, 0, 8964},
    };
    const char *data = getenv("LIFECIRCLE_DATA");

    (void)state;
    if (!data)
        skip();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_import_opts o = {.category = row[i].category,
                            .level = row[i].level,
                            .crs = row[i].crs,
                            .max_reject = row[i].max_reject};
        lc_city *c = lct_folder_city();
        lc_import_report r;
        lc_error e = {0};
        char path[512];
        lc_status st;

        snprintf(path, sizeof path, "%s/%s", data, row[i].file);
        st = row[i].level ? lc_import_units(c, path, &o, &r, &e)
                          : lc_import_facilities(c, path, &o, &r, &e);
        if (st != LIFE_OK)
            fail_msg("%s: %s", row[i].file, e.text);
        print_message("%s: %s", row[i].file, r.text);
        assert_int_equal(r.taken, row[i].taken);
        lc_city_close(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_facilities_of_many_shapes),
        cmocka_unit_test(keeps_areas_with_their_outline),
        cmocka_unit_test(unites_polygons_that_overlap),
        cmocka_unit_test(refuses_with_one_clear_line),
        cmocka_unit_test(refuses_what_is_no_file),
        cmocka_unit_test(reads_other_encodings),
        cmocka_unit_test(the_same_source_replaces),
        cmocka_unit_test(counts_what_it_rejects),
        cmocka_unit_test(reads_units_of_three_sorts),
        cmocka_unit_test(units_that_stand_get_told_whether_they_are_urban),
        cmocka_unit_test(refuses_what_units_that_stand_cannot_be),
        cmocka_unit_test(refuses_bad_units),
        cmocka_unit_test(edits_facilities_by_hand),
        cmocka_unit_test(refuses_bad_edits),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(reads_real_tables),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
