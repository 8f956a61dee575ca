/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `import osm` on small made cities: what becomes of places, homes and units.
 * Coordinates are metres east and north of 13 E 53 N.
 */
#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/import/import.h"
#include "lifecircle/store/rows/source.h"
#include "src/store/stmt.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static const char *city_path;
static lc_buf xml;
static int64_t next_node;

static int set_up(void **state)
{
    static char path[96];

    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    if (lct_folder_make(state))
        return -1;
    snprintf(path, sizeof path, "%s", lct_folder_path("city.lcc"));
    city_path = path;
    lc_buf_clear(&xml);
    lc_buf_puts(&xml, "<osm version=\"0.6\">\n");
    next_node = 100000;
    return 0;
}

static int tear_down(void **state)
{
    lc_buf_free(&xml);
    return lct_folder_remove(state);
}

/* -- making an extract --------------------------------------------------- */

/* "key=value|key=value" */
static void put_tags(const char *tags)
{
    while (*tags) {
        size_t key = strcspn(tags, "="), end = strcspn(tags, "|");

        lc_buf_printf(&xml, "<tag k=\"%.*s\" v=\"%.*s\"/>", (int)key, tags,
                      (int)(end - key - 1), tags + key + 1);
        tags += end + (tags[end] == '|');
    }
}

static void node(int64_t id, double x, double y, const char *tags)
{
    lc_frame f = lc_frame_at(lc_pt_from((lc_lonlat){13, 53}));
    lc_lonlat p = lc_pt_lonlat(lc_frame_pt(&f, (lc_xy){x, y}));

    lc_buf_printf(&xml, "<node id=\"%" PRId64 "\" version=\"1\" lon=\"", id);
    lc_buf_double(&xml, p.lon, 7);
    lc_buf_puts(&xml, "\" lat=\"");
    lc_buf_double(&xml, p.lat, 7);
    lc_buf_puts(&xml, "\">");
    put_tags(tags);
    lc_buf_puts(&xml, "</node>\n");
}

/* A way through nodes that are there already. */
static void way(int64_t id, const int64_t *refs, size_t n, const char *tags)
{
    lc_buf_printf(&xml, "<way id=\"%" PRId64 "\" version=\"1\">", id);
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&xml, "<nd ref=\"%" PRId64 "\"/>", refs[i]);
    put_tags(tags);
    lc_buf_puts(&xml, "</way>\n");
}

/* A closed way, w by h metres with its south-west corner at x, y; its first
 * node is returned. */
static int64_t block(int64_t id, double x, double y, const double size[2],
                     const char *tags)
{
    int64_t n = next_node;
    int64_t refs[] = {n, n + 1, n + 2, n + 3, n};

    node(n, x, y, "");
    node(n + 1, x + size[0], y, "");
    node(n + 2, x + size[0], y + size[1], "");
    node(n + 3, x, y + size[1], "");
    way(id, refs, 5, tags);
    next_node += 4;
    return n;
}

static void square(int64_t id, double x, double y, double side,
                   const char *tags)
{
    const double size[2] = {side, side};

    block(id, x, y, size, tags);
}

static void street(int64_t id, double x0, double y0, double x1, double y1,
                   const char *tags)
{
    int64_t refs[] = {next_node, next_node + 1};

    node(refs[0], x0, y0, "");
    node(refs[1], x1, y1, "");
    next_node += 2;
    way(id, refs, 2, tags);
}

static void relation(int64_t id, int64_t outer, const char *tags)
{
    lc_buf_printf(&xml,
                  "<relation id=\"%" PRId64 "\" version=\"1\"><member"
                  " type=\"way\" ref=\"%" PRId64 "\" role=\"outer\"/>",
                  id, outer);
    put_tags(tags);
    lc_buf_puts(&xml, "</relation>\n");
}

/* A street long enough to be a network of its own. */
static void main_street(void)
{
    street(1, -1000, 0, 1000, 0, "highway=residential|name=Main Street");
}

/* -- importing it and asking --------------------------------------------- */

static lc_status import_as(const char *file, const lc_import_opts *o,
                           lc_error *err)
{
    static lc_import_report report;
    char path[128];
    lc_city *c = NULL;
    lc_status st;

    snprintf(path, sizeof path, "%s/%s", lct_folder(), file);
    assert_int_equal(lc_file_write(path, xml.data, xml.len, err), LIFE_OK);
    assert_int_equal(lc_city_begin(city_path, true, &c, err), LIFE_OK);
    st = lc_import_osm(c, path, o, &report, err);
    if (!st)
        return lc_city_publish(c, err);
    lc_city_close(c);
    return st;
}

static void import(void)
{
    lc_import_opts o = {0};
    lc_error err = {0};

    lc_buf_puts(&xml, "</osm>\n");
    if (import_as("made.osm", &o, &err))
        fail_msg("%s", err.text);
}

/* The rows of a statement, columns joined by '|', rows by newlines. */
static const char *ask(const char *sql)
{
    static lc_buf out;
    lc_city *c = NULL;
    lc_stmt *s = NULL;
    bool row = false;
    lc_error err = {0};

    lc_buf_clear(&out);
    assert_int_equal(lc_city_open(city_path, true, &c, &err), LIFE_OK);
    if (lc_stmt_prepare(c, sql, &s, &err))
        fail_msg("%s", err.text);
    while (!lc_stmt_step(s, &row, &err) && row) {
        if (out.len)
            lc_buf_putc(&out, '\n');
        lc_buf_puts(&out, lc_stmt_col_text(s, 0));
    }
    lc_stmt_free(s);
    lc_city_close(c);
    return out.len ? out.data : "";
}

#define FACILITIES                                                             \
    "SELECT id || '|' || name || '|' || name_given || '|' || categories FROM"  \
    " facility ORDER BY id"

/* -- facilities ---------------------------------------------------------- */

static void a_place_mapped_twice_counts_once(void **state)
{
    const double size[2] = {100, 60};

    (void)state;
    main_street();
    block(10, 0, 20, size, "amenity=school|name=Nord|isced:level=1");
    node(11, 50, 50, "amenity=school|name=Nord|isced:level=1|phone=+49 1");
    node(12, 50, 100, "amenity=school|isced:level=1|website=http://x");
    node(13, 60, 50, "amenity=school|name=Other|isced:level=1");
    node(14, 50, 140, "amenity=school|isced:level=1");
    node(15, 50, 50, "amenity=pharmacy|name=Nord");
    import();
    assert_string_equal(ask(FACILITIES),
                        "osm:n13|Other|1|primary_school\n"
                        "osm:n14|School, Main Street|0|primary_school\n"
                        "osm:n15|Nord|1|pharmacy\n"
                        "osm:w10|Nord|1|primary_school");
    assert_string_equal(
        ask("SELECT phone || '|' || website || '|' || round(area_m2 / 100)"
            " || '|' || layer FROM facility WHERE id = 'osm:w10'"),
        "+49 1|http://x|60.0|0");
    assert_string_equal(ask("SELECT facility FROM facility_shape"), "osm:w10");
}

static void an_area_without_a_name_takes_one(void **state)
{
    (void)state;
    main_street();
    square(10, 0, 20, 100, "amenity=school");
    node(11, 20, 50, "amenity=school|name=Grundschule");
    node(12, 50, 50, "amenity=school|name=Gymnasium");
    node(13, 60, 50, "amenity=school");
    import();
    assert_string_equal(ask(FACILITIES),
                        "osm:n12|Gymnasium|1|middle_school high_school\n"
                        "osm:w10|Grundschule|1|primary_school");
}

static void an_area_in_one_of_its_name_counts_once(void **state)
{
    (void)state;
    main_street();
    square(10, 0, 20, 100, "leisure=park|name=Green");
    square(11, 20, 40, 20, "leisure=park|name=Green|opening_hours=24/7");
    square(12, 60, 40, 20, "leisure=park|name=Red");
    square(13, 20, 80, 20, "leisure=park");
    import();
    assert_string_equal(ask(FACILITIES),
                        "osm:w10|Green|1|park pocket_green\n"
                        "osm:w12|Red|1|park pocket_green\n"
                        "osm:w13|Park, Main Street|0|park pocket_green");
    assert_string_equal(ask("SELECT opening_hours FROM facility WHERE"
                            " id = 'osm:w10'"),
                        "24/7");
}

static void a_multipolygon_counts_once(void **state)
{
    (void)state;
    main_street();
    square(10, 0, 20, 100, "leisure=park|name=Old");
    relation(20, 10, "type=multipolygon");
    square(11, 200, 20, 100, "leisure=park|name=New");
    relation(21, 11, "type=multipolygon|leisure=park|name=New");
    square(12, 400, 20, 100, "");
    relation(22, 12, "type=multipolygon|leisure=park|name=Pure");
    square(13, 600, 20, 100, "leisure=pitch");
    relation(23, 13, "type=multipolygon|leisure=park|name=Both");
    import();
    assert_string_equal(ask(FACILITIES),
                        "osm:r20|Old|1|park\n"
                        "osm:r21|New|1|park\n"
                        "osm:r22|Pure|1|park\n"
                        "osm:r23|Both|1|park\n"
                        "osm:w13|Pitch, Main Street|0|sports_corner");
    assert_string_equal(ask("SELECT osm_id || class FROM feature ORDER BY id"),
                        "r20park\nr21park\nr22park\nr23park");
}

static void closed_and_private_places_are_left_out(void **state)
{
    (void)state;
    main_street();
    node(10, 0, 10, "amenity=pharmacy|disused=yes");
    node(11, 10, 10, "disused:amenity=pharmacy");
    node(12, 20, 10, "amenity=pharmacy|opening_hours=off");
    node(13, 30, 10, "leisure=playground|access=private");
    node(14, 40, 10, "amenity=cafe|layer=-1|check_date=2024-05-31");
    node(15, 50, 10, "amenity=bar|layer=99|check_date=yesterday");
    import();
    assert_string_equal(ask("SELECT id || '|' || layer || '|' ||"
                            " coalesce(checked_on, '') FROM facility"),
                        "osm:n14|-1|2024-05-31\nosm:n15|0|");
}

static void entrances_are_on_the_outline(void **state)
{
    int64_t refs[] = {50, 51, 52, 53, 50};

    (void)state;
    main_street();
    node(50, 0, 20, "entrance=main");
    node(51, 50, 20, "entrance=emergency");
    node(52, 50, 60, "barrier=entrance");
    node(53, 0, 60, "entrance=yes|access=private");
    node(54, 25, 40, "entrance=yes");
    way(10, refs, 5, "amenity=hospital|name=H");
    import();
    assert_string_equal(ask("SELECT count(*) || facility FROM"
                            " facility_entrance GROUP BY facility"),
                        "2osm:w10");
}

static void addresses_keep_the_order_of_their_language(void **state)
{
    (void)state;
    main_street();
    node(10, 0, 10,
         "amenity=cafe|name=A|addr:street=Hauptstraße|addr:housenumber=12|"
         "addr:postcode=17033|addr:city=Stadt");
    node(11, 50, 10,
         "amenity=cafe|name=B|addr:city=成都市|addr:district=武侯区|"
         "addr:street=玉林路|addr:housenumber=5");
    import();
    assert_string_equal(ask("SELECT address FROM facility ORDER BY name"),
                        "Hauptstraße 12, 17033 Stadt\n成都市武侯区玉林路5号");
    assert_string_equal(ask("SELECT text FROM address ORDER BY id"),
                        "Hauptstraße 12\n玉林路5号");
}

/* -- homes --------------------------------------------------------------- */

static void homes_are_weighed_by_floor_area(void **state)
{
    (void)state;
    street(1, 0, 0, 600, 0, "highway=residential|name=A");
    square(10, 20, 10, 10, "building=house|building:levels=3");
    square(11, 120, 10, 10, "building=house");
    square(12, 220, 10, 10, "building=yes");
    square(13, 320, 10, 5, "building=yes");  /* under 30 m2 */
    square(14, 420, 10, 10, "building=yes"); /* holds a shop */
    node(15, 425, 15, "shop=convenience|name=Shop");
    square(16, 500, 5, 60, "landuse=industrial");
    square(17, 520, 10, 10, "building=yes");
    square(18, 540, 10, 10, "building=house|building:levels=1.8");
    square(19, 320, 30, 10, "building=shed");
    square(20, 300, 50, 10, "building=apartments|layer=-2");
    square(21, 420, 30, 10, "building=bungalow|building:levels=1");
    import();
    assert_string_equal(
        ask("SELECT id || '|' || osm_id || '|' || round(weight / 1e5) || '|' ||"
            " assumed FROM home ORDER BY id"),
        "1|w10|3.0|0\n2|w11|2.0|1\n3|w12|2.0|1\n4|w18|2.0|0\n"
        "5|w21|1.0|0");
    assert_string_equal(
        ask("SELECT value FROM setting WHERE key = 'home_kind'"),
        "floor_area_m2");
    assert_string_equal(ask("SELECT value BETWEEN 403 AND 413 FROM setting"
                            " WHERE key = 'assumed_share_milli'"),
                        "1");
}

/* Floors of 100 m2 each, in the order of the buildings. */
static void homes_are_above_what_is_below(void **state)
{
    static const struct {
        const char *building, *inside; /* a node in it; NULL: none */
        int floors;
    } ROWS[] = {
        {"building=yes|building:levels=6", "shop=convenience", 5},
        {"building=yes|building:levels=6", "amenity=pharmacy", 5},
        {"building=yes|building:levels=1", "shop=convenience", 0},
        {"building=yes", "shop=convenience", 0}, /* may be all of it */
        {"building=yes|building:levels=many", "shop=convenience", 0},
        {"building=yes|building:flats=8", "shop=convenience", 1},
        {"building=yes|building:levels=6", "amenity=hospital", 0},
        {"building=yes|building:levels=6|building:flats=4", "shop=mall", 5},
        {"building=apartments|building:levels=6", "shop=convenience", 6},
        {"building=yes|building:levels=6|shop=convenience", NULL, 0},
        {"building=retail|building:levels=6", "shop=convenience", 0},
        {"building=retail|building:levels=6|building:flats=20", NULL, 5},
        {"building=commercial|building:use=commercial;residential", NULL, 1},
        {"building=mixed_use|building:levels=9", NULL, 8},
        {"building=retail|building:levels=1|building:flats=2", NULL, 0},
        {"building=no|building:levels=3|building:flats=2", NULL, 0},
    };
    char want[8];

    (void)state;
    street(1, 0, 0, 600, 0, "highway=residential|name=A");
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        square(10 + (int64_t)i, 30.0 * (double)i, 10, 10, ROWS[i].building);
        if (ROWS[i].inside)
            node(50 + (int64_t)i, 30.0 * (double)i + 5, 15, ROWS[i].inside);
    }
    import();
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        char sql[128];

        snprintf(sql, sizeof sql,
                 "SELECT CAST(round(coalesce(sum(weight), 0) / 1e5) AS INT)"
                 " FROM home WHERE osm_id = 'w%d'",
                 10 + (int)i);
        snprintf(want, sizeof want, "%d", ROWS[i].floors);
        if (strcmp(ask(sql), want) != 0)
            fail_msg("%s with %s: %s floors, not %s", ROWS[i].building,
                     ROWS[i].inside ? ROWS[i].inside : "nothing", ask(sql),
                     want);
    }
    assert_string_equal(ask("SELECT min(assumed) FROM home"
                            " WHERE osm_id <> 'w18'"),
                        "1");
}

static void homes_stand_along_streets_where_few_buildings_are(void **state)
{
    (void)state;
    street(1, 0, 0, 600, 0, "highway=residential|name=A");
    street(2, 0, 0, 0, 120, "highway=tertiary|name=B");
    square(10, 20, 10, 10, "building=house");
    import();
    assert_string_equal(ask("SELECT count(*) || '|' || min(kind) || '|' ||"
                            " min(osm_id) || '|' || max(osm_id) FROM home"),
                        "12|street|w1|w1");
    assert_string_equal(ask("SELECT sum(home.weight) - (SELECT sum(length_mm)"
                            " FROM street WHERE way_id = 1) FROM home"),
                        "0");
    assert_string_equal(ask("SELECT group_concat(value) FROM setting WHERE"
                            " key IN ('home_kind', 'home_streets')"),
                        "street_metres,residential");
}

static void all_streets_count_where_none_is_residential(void **state)
{
    (void)state;
    street(1, 0, 0, 600, 0, "highway=tertiary|name=A");
    street(2, 0, 0, 0, 600, "highway=footway");
    import();
    assert_string_equal(ask("SELECT count(*) || '|' || min(osm_id) || '|' ||"
                            " max(osm_id) FROM home"),
                        "12|w1|w1");
    assert_string_equal(
        ask("SELECT value FROM setting WHERE key = 'home_streets'"), "all");
}

/* -- units --------------------------------------------------------------- */

static void a_town_with_parts_is_no_unit(void **state)
{
    (void)state;
    street(1, -2000, 0, 2000, 0, "highway=residential");
    street(2, 8000, 0, 9000, 0, "highway=residential");
    street(3, 2000, 0, 8000, 0, "highway=tertiary");
    node(10, 0, 10, "place=town|name=Big|population=500");
    node(11, -1000, 10, "place=suburb|name=West|name:en=The West");
    node(12, 1000, 10, "place=suburb|name=East");
    node(13, 8500, 10, "place=town|name=Small");
    node(14, 5000, 10, "place=village|name=Empty");
    node(15, 8400, 500, "place=locality|name=Field");
    import();
    assert_string_equal(
        ask("SELECT code || '|' || level || '|' || name || '|' || name_en ||"
            " '|' || urban || approximate || (geom IS NOT NULL) FROM unit"
            " ORDER BY code"),
        "osm:n11|community|West|The West|111\n"
        "osm:n12|community|East||111\n"
        "osm:n13|community|Small||111");
    assert_string_equal(ask("SELECT value FROM setting WHERE key = 'name'"),
                        "Big");
    assert_string_equal(ask("SELECT count(*) FROM place"), "6");
}

static void boundaries_go_before_points(void **state)
{
    const double town[2] = {4000, 2000}, part[2] = {1500, 1000};

    (void)state;
    main_street();
    street(2, 1000, 0, 1800, 0, "highway=residential");
    block(10, -2000, -1000, town, "");
    relation(20, 10,
             "type=boundary|boundary=administrative|admin_level=8|name=T");
    block(11, -1500, -500, part, "");
    relation(21, 11,
             "type=boundary|boundary=administrative|admin_level=10|name=P");
    relation(22, 999,
             "type=boundary|boundary=administrative|admin_level=6|name=Cut");
    relation(23, 10, "type=boundary|boundary=administrative|admin_level=6");
    node(30, -1400, 0, "place=suburb|name=Inside");
    node(31, 1200, 0, "place=suburb|name=Outside");
    import();
    assert_string_equal(
        ask("SELECT code || '|' || level || '|' || coalesce(parent, '') || '|'"
            " || approximate FROM unit ORDER BY code"),
        "osm:n31|community|osm:r20|1\n"
        "osm:r20|street||0\n"
        "osm:r21|community|osm:r20|0");
    assert_string_equal(ask("SELECT extent_rule FROM source"), "boundary");
    assert_string_equal(ask("SELECT value FROM setting WHERE key = 'levels'"),
                        "street community");
}

/* 9 around 10: two levels, and 9 beside them is of the outer one too. */
static void nested_numbers_are_levels_of_their_own(void **state)
{
    const double outer[2] = {1800, 1000}, inner[2] = {700, 800},
                 beside[2] = {200, 1000};

    (void)state;
    main_street();
    block(10, -1000, -500, outer, "");
    relation(20, 10,
             "type=boundary|boundary=administrative|admin_level=9|name=B");
    block(11, -900, -400, inner, "");
    relation(21, 11,
             "type=boundary|boundary=administrative|admin_level=10|name=Q");
    block(12, 800, -500, beside, "");
    relation(22, 12,
             "type=boundary|boundary=administrative|admin_level=9|name=C");
    import();
    assert_string_equal(
        ask("SELECT code || '|' || level || '|' || coalesce(parent, '')"
            " FROM unit ORDER BY code"),
        "osm:r20|borough|\n"
        "osm:r21|community|osm:r20\n"
        "osm:r22|borough|");
    assert_string_equal(ask("SELECT value FROM setting WHERE key = 'levels'"),
                        "borough community");
}

/* By a name in another spelling, and as the label under another name: neither
 * is there twice. A village stands for what is left of its municipality. */
static void a_place_with_a_boundary_is_there_once(void **state)
{
    const double town[2] = {2400, 2000}, part[2] = {700, 1000};

    (void)state;
    main_street();
    block(10, -1200, -1000, town, "");
    relation(20, 10,
             "type=boundary|boundary=administrative|admin_level=8|name=Dorf");
    block(11, -1100, -500, part, "");
    relation(21, 11,
             "type=boundary|boundary=administrative|admin_level=10|name=Kai|"
             "alt_name=Hafen;HILL-TOP");
    node(30, -800, 40, "place=suburb|name=Hill Top");
    node(31, -100, 40, "place=village|name=Dorf");
    node(32, 800, 40, "place=hamlet|name=Weiler");
    import();
    assert_string_equal(
        ask("SELECT code || '|' || coalesce(parent, '') || '|' || approximate"
            " || rest FROM unit ORDER BY code"),
        "osm:n32|osm:r20|10\n"
        "osm:r20||00\n"
        "osm:r21|osm:r20|00\n"
        "rest:community:osm:r20|osm:r20|11");
    assert_string_equal(
        ask("SELECT value FROM setting WHERE key = 'osm_no_units'"),
        "n30 it has a boundary of its own, osm:r21 (Hill Top)\n");
}

/* A unit of a table, 0..`side` metres east and north. */
static void put_polygon(double side)
{
    lc_frame f = lc_frame_at(lc_pt_from((lc_lonlat){13, 53}));
    const lc_xy corner[] = {
        {0, -side}, {side, -side}, {side, side}, {0, side}, {0, -side}};
    lc_pt ring[5];
    lc_shape shape = {0};
    lc_stored_source source = {.name = "table", .kind = "units"};
    lc_city *c = NULL;
    lc_stmt *s = NULL;

    for (size_t i = 0; i < COUNT(ring); i++)
        ring[i] = lc_frame_pt(&f, corner[i]);
    assert_int_equal(lc_city_begin(city_path, true, &c, NULL), LIFE_OK);
    assert_int_equal(lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &shape, NULL),
                     LIFE_OK);
    assert_int_equal(lc_stmt_prepare(c,
                                     "INSERT INTO unit(code, level, name,"
                                     " name_en, approximate, source, geom)"
                                     " VALUES('T1', 'community', 'T', '', 0,"
                                     " 'table', ?1)",
                                     &s, NULL),
                     LIFE_OK);
    assert_int_equal(lc_stmt_shape(s, 1, &shape, false, NULL), LIFE_OK);
    assert_int_equal(lc_stmt_run(s, NULL), LIFE_OK);
    lc_stmt_free(s);
    lc_shape_clear(&shape);
    assert_int_equal(lc_source_rows_put(c, &source, NULL), LIFE_OK);
    assert_int_equal(lc_city_publish(c, NULL), LIFE_OK);
}

static void polygons_of_tables_stay_and_go_before_points(void **state)
{
    (void)state;
    put_polygon(2000);
    main_street();
    node(10, -500, 10, "place=suburb|name=Left");
    node(11, 500, 10, "place=suburb|name=Right");
    import();
    assert_string_equal(ask("SELECT code || source FROM unit ORDER BY code"),
                        "T1table\nosm:n10made");
    assert_string_equal(ask("SELECT name FROM source ORDER BY name"),
                        "made\ntable");
}

static void levels_are_named_by_option(void **state)
{
    lc_import_opts o = {.units = "town=8,district=6"};
    lc_error err = {0};
    const double size[2] = {4000, 2000};

    (void)state;
    main_street();
    block(10, -2000, -1000, size, "");
    relation(20, 10,
             "type=boundary|boundary=administrative|admin_level=8|name=T");
    relation(21, 10,
             "type=boundary|boundary=administrative|admin_level=7|name=S");
    lc_buf_puts(&xml, "</osm>\n");
    assert_int_equal(import_as("made.osm", &o, &err), LIFE_OK);
    assert_string_equal(ask("SELECT code || level FROM unit"), "osm:r20town");
}

/* -- the whole ----------------------------------------------------------- */

static void bad_options_are_named(void **state)
{
    static const struct {
        lc_import_opts o;
        const char *parameter;
    } ROWS[] = {
        {{.clip = "1,2,3"}, "clip"},
        {{.clip = "1,2,3,4,5"}, "clip"},
        {{.clip = "3,2,1,4"}, "clip"},
        {{.clip = "1,2,nan,4"}, "clip"},
        {{.extent = "1,2,300,4"}, "extent"},
        {{.extent = ""}, "extent"},
        {{.units = ""}, "units"},
        {{.units = "street"}, "units"},
        {{.units = "street=x"}, "units"},
        {{.units = "street=8,"}, "units"},
        {{.units = "street=99"}, "units"},
        {{.units = "Street=8"}, "units"},
        {{.source = ""}, "source"},
        {{.source = "a\nb"}, "source"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        lc_error err = {0};

        assert_int_equal(import_as("made.osm", &ROWS[i].o, &err),
                         LIFE_ERR_RANGE);
        assert_string_equal(err.parameter, ROWS[i].parameter);
    }
}

/* A street from x0 to x1 at a height; its nodes are id and id + 1. */
static void road(int64_t id, double x0, double x1, double y, const char *tags)
{
    const int64_t refs[] = {id, id + 1};

    node(id, x0, y, "");
    node(id + 1, x1, y, "");
    way(id, refs, 2, tags);
}

/* The extent of the one source, or its outline off the sea; the caller's. */
static lc_shape source_shape(bool land_edge)
{
    lc_city *c = NULL;
    lc_stored_source row;
    lc_shape found;
    lc_rows *rows;
    lc_error err = {0};
    lc_status st;

    assert_int_equal(lc_city_open(city_path, true, &c, &err), LIFE_OK);
    st = lc_source_rows(c, &row, &rows, &err);
    assert_true(lc_rows_next(&rows, &st, &err));
    found = land_edge ? row.land_edge : row.extent;
    *(land_edge ? &row.land_edge : &row.extent) = (lc_shape){0};
    lc_rows_close(&rows);
    lc_city_close(c);
    return found;
}

static const char *cut_ways(void)
{
    return ask("SELECT group_concat(way_id || ':' || ends, ' ') FROM (SELECT "
               "way_id, ends FROM street WHERE ends & 3 ORDER BY way_id)");
}

/* Where a next node is missing the street was cut, and where it ends within 20
 * m of the outline; not where it is private, or ends by itself. */
static void streets_are_cut_where_the_data_end(void **state)
{
    const int64_t beyond[] = {100, 101, 999}, on[] = {201, 300};
    lc_import_opts o = {0};
    lc_error err = {0};
    char box[96];
    lc_frame f = lc_frame_at(lc_pt_from((lc_lonlat){13, 53}));
    lc_lonlat sw = lc_pt_lonlat(lc_frame_pt(&f, (lc_xy){-1000, -1000}));
    lc_lonlat ne = lc_pt_lonlat(lc_frame_pt(&f, (lc_xy){1000, 1000}));

    (void)state;
    node(100, 0, 0, "");
    node(101, 500, 0, "");
    way(100, beyond, 3, "highway=residential");
    road(200, -990, 0, 100, "highway=residential");
    node(300, 0, 900, "");
    way(300, on, 2, "highway=residential");
    road(400, -990, 500, 300, "highway=residential|access=private");
    road(500, -990, 500, 400, "highway=service|service=driveway");
    road(600, -970, 500, 500, "highway=residential"); /* 30 m off */
    road(700, -990, 500, 600, "highway=residential|noexit=yes");
    node(800, -990, 700, "highway=turning_circle");
    node(801, 500, 700, "");
    way(800, (const int64_t[]){800, 801}, 2, "highway=residential");
    road(900, -990, 500, 800, "highway=residential"); /* meets a motorway */
    way(901, (const int64_t[]){900, 801}, 2, "highway=motorway");
    lc_buf_puts(&xml, "</osm>\n");
    snprintf(box, sizeof box, "%.7f,%.7f,%.7f,%.7f", sw.lon, sw.lat, ne.lon,
             ne.lat);
    o.extent = box;
    assert_int_equal(import_as("made.osm", &o, &err), LIFE_OK);
    assert_string_equal(cut_ways(), "100:10 200:1"); /* 8: a node is missing */
    assert_string_equal(ask("SELECT group_concat(DISTINCT way_id) FROM street "
                            "WHERE ends & 4"),
                        "500,700");
}

/* Streets that stop at the sea were not cut, however near the outline is. */
static void a_coast_ends_nothing(void **state)
{
    const int64_t coast[] = {10, 11}; /* northward: the sea in the east */
    lc_import_opts o = {.extent = "12.9,52.9,13.0001,53.1"};
    lc_error err = {0};
    lc_shape edge;

    (void)state;
    node(10, 5, -20000, "");
    node(11, 5, 20000, "");
    way(10, coast, 2, "natural=coastline");
    road(20, -500, 0, 0, "highway=residential");
    lc_buf_puts(&xml, "</osm>\n");
    assert_int_equal(import_as("made.osm", &o, &err), LIFE_OK);
    assert_string_equal(ask("SELECT count(*) FROM street WHERE ends & 3"), "0");
    edge = source_shape(true);
    assert_int_equal(edge.part_count, 3);
    lc_shape_clear(&edge);
}

/* The header's box counts where streets come near each of its sides; else what
 * lies around the streets does. */
static void a_header_is_believed_where_streets_bear_it_out(void **state)
{
    static const struct {
        const char *bounds, *rule;
    } cases[] = {
        {"minlat=\"52.990\" minlon=\"12.990\" maxlat=\"53.010\" "
         "maxlon=\"13.010\"",
         "header"},
        {"minlat=\"0\" minlon=\"0\" maxlat=\"90\" maxlon=\"180\"", "streets"},
        {"minlat=\"52.9\" minlon=\"12.9\" maxlat=\"53.1\" maxlon=\"13.1\"",
         "streets"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        lc_import_opts o = {0};
        lc_error err = {0};

        lc_buf_clear(&xml);
        lc_buf_printf(&xml, "<osm version=\"0.6\">\n<bounds %s/>\n",
                      cases[i].bounds);
        road(100, -600, 600, 1000, "highway=residential");
        road(200, -600, 600, -1000, "highway=residential");
        lc_buf_puts(&xml, "</osm>\n");
        assert_int_equal(import_as("made.osm", &o, &err), LIFE_OK);
        assert_string_equal(ask("SELECT extent_rule FROM source"),
                            cases[i].rule);
    }
}

/* --extent takes a file too. */
static void an_extent_is_read_from_a_file(void **state)
{
    static const struct {
        const char *file, *text, *fault;
    } cases[] = {
        {"a.poly", "city\n1\n 12 52\n 14 52\n 14 54\n 12 54\nEND\nEND\n", NULL},
        {"e.poly",
         "city\r\n1 \r\n 12 52 \r\n 14 52\r\n 14 54\r\n 12 54\r\n"
         "END \r\nEND\t\r\n",
         NULL},
        {"b.geojson",
         "{\"type\":\"Polygon\",\"coordinates\":[[[12,52],[14,52],[14,54],"
         "[12,54],[12,52]]]}",
         NULL},
        {"c.poly", "city\n1\n 12 fifty\nEND\nEND\n", "fifty"},
        {"d.poly", "city\n1\n 12 52\n 14 52\n 14 54\n", "no .poly file"},
    };

    (void)state;
    main_street();
    lc_buf_puts(&xml, "</osm>\n");
    for (size_t i = 0; i < COUNT(cases); i++) {
        char path[128];
        lc_import_opts o = {.extent = path};
        lc_error err = {0};
        lc_shape extent;

        snprintf(path, sizeof path, "%s/%s", lct_folder(), cases[i].file);
        assert_int_equal(
            lc_file_write(path, cases[i].text, strlen(cases[i].text), &err),
            LIFE_OK);
        if (cases[i].fault) {
            assert_int_equal(import_as("made.osm", &o, &err), LIFE_ERR_PARSE);
            assert_non_null(strstr(err.text, cases[i].fault));
            continue;
        }
        assert_int_equal(import_as("made.osm", &o, &err), LIFE_OK);
        extent = source_shape(false);
        assert_string_equal(ask("SELECT extent_rule FROM source"), "option");
        assert_int_equal(lc_shape_box(&extent).min_lon, 120000000);
        assert_int_equal(lc_shape_box(&extent).max_lat, 540000000);
        lc_shape_clear(&extent);
    }
}

static void a_second_import_replaces_the_first(void **state)
{
    lc_import_opts o = {0}, other = {.source = "new", .extent = "12,52,14,54"};
    lc_error err = {0};

    (void)state;
    main_street();
    node(10, 0, 10, "amenity=pharmacy|name=P");
    lc_buf_puts(&xml, "</osm>\n");
    assert_int_equal(import_as("made.osm", &o, &err), LIFE_OK);
    assert_string_equal(ask("SELECT name || extent_rule FROM source"),
                        "madestreets");
    assert_int_equal(import_as("made.osm", &other, &err), LIFE_OK);
    assert_string_equal(ask("SELECT name || '|' || extent_rule FROM source"),
                        "new|option");
    assert_string_equal(ask("SELECT source || count(*) FROM facility"), "new1");
    assert_string_equal(ask("SELECT count(*) FROM street"), "1");
}

/* The made city of this test uses every part of the import once. */
static void no_memory_is_an_error_like_any_other(void **state)
{
    const double town[2] = {4000, 2000};
    lc_import_opts o = {0};
    lc_import_report report = {0};
    char path[128];
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    main_street();
    block(10, -2000, -1000, town, "");
    relation(20, 10,
             "type=boundary|boundary=administrative|admin_level=8|name=T");
    node(30, 0, 0, "place=suburb|name=S");
    node(31, 900, 0, "place=suburb|name=S2");
    square(11, 20, 20, 20, "leisure=park|name=P|addr:street=A");
    node(12, 30, 30, "leisure=park|addr:street=A|addr:housenumber=1");
    square(13, 60, 20, 20, "building=yes");
    lc_buf_puts(&xml, "</osm>\n");
    snprintf(path, sizeof path, "%s/made.osm", lct_folder());
    assert_int_equal(lc_file_write(path, xml.data, xml.len, NULL), LIFE_OK);
    for (int64_t n = 0; st; n += 1 + n / 8) {
        lc_city *c = NULL;
        lc_error err = {0};

        assert_int_equal(lc_city_begin(city_path, true, &c, &err), LIFE_OK);
        lc_mem_fail_after(n, true);
        st = lc_import_osm(c, path, &o, &report, &err);
        lc_mem_fail_after(-1, false);
        lc_city_close(c);
        if (st != LIFE_OK && st != LIFE_ERR_NOMEM)
            fail_msg("allocation %" PRId64 ": status %d, %s", n, (int)st,
                     err.text);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_place_mapped_twice_counts_once),
        TEST(an_area_without_a_name_takes_one),
        TEST(an_area_in_one_of_its_name_counts_once),
        TEST(a_multipolygon_counts_once),
        TEST(closed_and_private_places_are_left_out),
        TEST(entrances_are_on_the_outline),
        TEST(addresses_keep_the_order_of_their_language),
        TEST(homes_are_weighed_by_floor_area),
        TEST(homes_are_above_what_is_below),
        TEST(homes_stand_along_streets_where_few_buildings_are),
        TEST(all_streets_count_where_none_is_residential),
        TEST(a_town_with_parts_is_no_unit),
        TEST(boundaries_go_before_points),
        TEST(nested_numbers_are_levels_of_their_own),
        TEST(a_place_with_a_boundary_is_there_once),
        TEST(polygons_of_tables_stay_and_go_before_points),
        TEST(levels_are_named_by_option),
        TEST(bad_options_are_named),
        TEST(streets_are_cut_where_the_data_end),
        TEST(a_coast_ends_nothing),
        TEST(a_header_is_believed_where_streets_bear_it_out),
        TEST(an_extent_is_read_from_a_file),
        TEST(a_second_import_replaces_the_first),
        TEST(no_memory_is_an_error_like_any_other),
    };

    unsetenv("LIFECIRCLE_GEODATA");
    return cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
