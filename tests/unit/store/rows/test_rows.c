/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows: what is written into a table is read back from it, field by field,
 * with all that a table may lack.
 */
#include "lct_folder.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/address.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/category.h"
#include "lifecircle/store/rows/coverage.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/facility_alias.h"
#include "lifecircle/store/rows/facility_entrance.h"
#include "lifecircle/store/rows/facility_shape.h"
#include "lifecircle/store/rows/feature.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/home_base.h"
#include "lifecircle/store/rows/pace.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/store/rows/resident.h"
#include "lifecircle/store/rows/resident_grid.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/store/rows/statistic.h"
#include "lifecircle/store/rows/street.h"
#include "lifecircle/store/rows/unit.h"
#include "src/store/rows/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

#define COUNT(a) (sizeof(a) / sizeof *(a))

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

    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    if (lct_folder_make(state))
        return -1;
    ok(lc_city_begin(lct_folder_path("a.city"), false, &c, &err));
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    lc_city_close(*state);
    return lct_folder_remove(state);
}

/* One number, as any other program would ask for it. */
static int64_t number(lc_city *c, const char *sql)
{
    int64_t v = -1;

    ok(lc_stmt_value(c, -1, &v, &err, "%s", sql));
    return v;
}

/* ---- fields ---- */

static void same_text(const char *a, const char *b, const char *field)
{
    if ((!a) != (!b) || (a && strcmp(a, b) != 0))
        fail_msg("%s: \"%s\" is not \"%s\"", field, b ? b : "(NULL)",
                 a ? a : "(NULL)");
}

static void same_number(double a, double b, const char *field)
{
    if (a < b || a > b)
        fail_msg("%s: %.17g is not %.17g", field, b, a);
}

static void same_shape(const lc_shape *a, const lc_shape *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->pt_count, b->pt_count);
    if (a->pt_count)
        assert_memory_equal(a->pt, b->pt, a->pt_count * sizeof *a->pt);
}

/* Of `want` and `got`, which each test below calls its rows. */
#define TEXT(f)   same_text(want->f, got.f, #f)
#define NUMBER(f) same_number((double)want->f, (double)got.f, #f)
#define SHAPE(f)  same_shape(&want->f, &got.f)
#define PLACE(f)                                                               \
    same_number(want->f.lon, got.f.lon, #f);                                   \
    same_number(want->f.lat, got.f.lat, #f)

static lc_pt line_pt[] = {{103, 30}, {104, 31}, {105, 30}};
static lc_pt ring_pt[] = {{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}};
static uint32_t line_part[] = {0, 3}, ring_part[] = {0, 5};

#define LINE ((lc_shape){LIFE_SHAPE_LINE, line_pt, line_part, 1, 3})
#define AREA                                                                   \
    {                                                                          \
        LIFE_SHAPE_AREA, ring_pt, ring_part, 1, 5                              \
    }

/* ---- the tables ---- */

static void test_setting(void **state)
{
    static const lc_stored_setting rows[] = {{"a", "1"}, {"b", ""}};
    const lc_stored_setting *want = rows;
    lc_stored_setting got;
    lc_rows *r;
    char text[4];
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_setting_put(*state, rows[i].key, rows[i].value, &err));
    ok(lc_setting_put(*state, "c", "long", &err));
    assert_int_equal(lc_setting_get(*state, "c", text, sizeof text, &err),
                     LIFE_ERR_LIMIT);
    ok(lc_setting_remove(*state, "c", &err));
    ok(lc_setting_get(*state, "c", text, sizeof text, &err));
    assert_string_equal(text, "");
    ok(lc_setting_get(*state, "a", text, sizeof text, &err));
    assert_string_equal(text, "1");
    for (st = lc_setting_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(key);
        TEXT(value);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
}

static void test_category(void **state)
{
    static const lc_stored_category rows[] = {
        {0, "park", "green", "公园", "park", "绿地", "green", 15, true},
        {1, "bank", "trade", "银行", "bank", "商业", "trade", -1, false}};
    const lc_stored_category *want = rows;
    lc_stored_category got;
    lc_rows *r;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_category_rows_insert(*state, &rows[i], &err));
    for (st = lc_category_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        NUMBER(index);
        TEXT(id);
        TEXT(group_id);
        TEXT(name_zh);
        TEXT(name_en);
        TEXT(group_zh);
        TEXT(group_en);
        NUMBER(walk_minutes);
        NUMBER(basic);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    assert_int_equal(number(*state,
                            "SELECT count(*) FROM category"
                            " WHERE id = 'bank' AND walk_minutes IS NULL"),
                     1);
    ok(lc_category_rows_clear(*state, &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM category"), 0);
}

static void test_pace(void **state)
{
    static const lc_stored_pace rows[] = {
        {0, "standard", "标准", "standard", "foot", 1000, 900, 2, false},
        {1, "cycle", "骑行", "cycle", "cycle", 3.33, 1, 1.5, true}};
    const lc_stored_pace *want = rows;
    lc_stored_pace got;
    lc_rows *r;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_pace_rows_insert(*state, &rows[i], &err));
    for (st = lc_pace_rows(*state, &got, &r, &err); lc_rows_next(&r, &st, &err);
         want++) {
        NUMBER(index);
        TEXT(id);
        TEXT(name_zh);
        TEXT(name_en);
        TEXT(mode);
        NUMBER(metres);
        NUMBER(seconds);
        NUMBER(steps_factor);
        NUMBER(wheels);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    ok(lc_pace_rows_clear(*state, &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM pace"), 0);
}

static void test_street(void **state)
{
    const lc_stored_street rows[] = {{1,
                                      5,
                                      "人民路",
                                      "residential",
                                      -3,
                                      4,
                                      0,
                                      1200,
                                      0,
                                      false,
                                      {3, 1, 7},
                                      true,
                                      false,
                                      3,
                                      LINE},
                                     {2,
                                      5,
                                      "",
                                      "steps",
                                      4,
                                      9,
                                      1200,
                                      5,
                                      -1,
                                      true,
                                      {3, 0, 0},
                                      false,
                                      true,
                                      4,
                                      LINE}};
    const lc_stored_street *want = rows;
    lc_stored_street got = {0};
    lc_box box;
    lc_rows *r;
    lc_status st;

    ok(lc_street_rows_box(*state, &box, &err));
    assert_true(box.min_lon > box.max_lon);
    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_street_rows_insert(*state, &rows[i], &err));
    for (st = lc_street_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        NUMBER(id);
        NUMBER(way_id);
        TEXT(name);
        TEXT(highway);
        NUMBER(from_node);
        NUMBER(to_node);
        NUMBER(at_mm);
        NUMBER(length_mm);
        NUMBER(layer);
        NUMBER(steps);
        NUMBER(perm[0]);
        NUMBER(perm[1]);
        NUMBER(perm[2]);
        NUMBER(perm[3]);
        NUMBER(residential);
        NUMBER(island);
        NUMBER(ends);
        SHAPE(line);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    ok(lc_street_rows_cut(*state, 2, LIFE_STORED_CUT_LAST, &err));
    assert_int_equal(number(*state, "SELECT ends FROM street WHERE id = 2"), 6);
    assert_int_equal(number(*state, "SELECT ends FROM street WHERE id = 1"), 3);
    ok(lc_street_rows_box(*state, &box, &err));
    assert_int_equal(box.min_lon, 103);
    assert_int_equal(box.max_lat, 31);
}

static void test_feature(void **state)
{
    const lc_stored_feature rows[] = {
        {1, "w1", "water", "river", "府河", 0, 1, LINE, true},
        {2, "w2", "building", "yes", "", -1, 3, AREA, true},
        {3, "r3", "green", "park", "", 0, 0, AREA, false}};
    const lc_stored_feature *want = rows;
    lc_stored_feature got = {0};
    lc_rows *r;
    size_t n = 0;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_feature_rows_insert(*state, &rows[i], &err));
    for (st = lc_feature_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        NUMBER(id);
        TEXT(osm_id);
        TEXT(kind);
        TEXT(class);
        TEXT(name);
        NUMBER(layer);
        NUMBER(blocks);
        SHAPE(shape);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    want = rows;
    for (st = lc_feature_rows_blocking(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(name);
        NUMBER(blocks);
        SHAPE(shape);
    }
    ok(st);
    assert_ptr_equal(want, rows + 2);
    want = rows + 1;
    for (st = lc_feature_rows_buildings(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(osm_id);
        SHAPE(shape);
    }
    ok(st);
    assert_ptr_equal(want, rows + 2);
    want = rows;
    for (st = lc_feature_rows_scenery(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want = rows + 2) {
        TEXT(kind);
        SHAPE(shape);
        n++;
    }
    ok(st);
    assert_int_equal(n, 2);
}

/* In the order of lc_place_rows(); `by_size` says where each comes there. */
static void test_place(void **state)
{
    static const lc_stored_place rows[] = {
        {"osm:n1", "city", "甲", "A", 500, {1, 2}},
        {"osm:n2", "town", "乙", "", 0, {3, 4}},
        {"osm:n3", "hamlet", "丙", "C", -1, {5, 6}},
        {"osm:n4", "village", "丁", "", 900, {7, 8}}};
    static const size_t by_size[] = {3, 0, 1, 2};
    const lc_stored_place *want = rows;
    lc_stored_place got;
    lc_rows *r;
    size_t n = 0;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_place_rows_insert(*state, &rows[i], &err));
    for (st = lc_place_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(id);
        TEXT(kind);
        TEXT(name);
        TEXT(name_en);
        NUMBER(population);
        PLACE(pt);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    for (st = lc_place_rows_by_size(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); n++)
        assert_string_equal(got.id, rows[by_size[n]].id);
    ok(st);
    assert_int_equal(n, COUNT(by_size));
}

static const lc_stored_facility facilities[] = {
    {.id = "osm:n1",
     .source = "osm",
     .name = "Park",
     .categories = "park",
     .layer = -2,
     .area_m2 = -1},
    {.id = "t:2",
     .source = "t",
     .name = "银行",
     .name_given = true,
     .categories = "bank atm",
     .unit_code = "5101",
     .address = "人民路 1",
     .phone = "1",
     .opening_hours = "24/7",
     .website = "https://a.cn",
     .wheelchair = "yes",
     .checked_on = "2026-01-02",
     .closed_on = "",
     .attributes = "{\"capacity\":3}",
     .area_m2 = 12.5,
     .pt = {7, -8},
     .placed = true},
    {.id = "t:9",
     .source = "t",
     .name = "Shut",
     .closed_on = "2025-01-01",
     .address = "x",
     .area_m2 = -1,
     .pt = {1, 1},
     .placed = true}};

static void put_facilities(lc_city *c)
{
    static const lc_stored_source sources[] = {
        {.name = "osm", .kind = "osm"}, {.name = "t", .kind = "facilities"}};
    const lc_stored_facility_shape outline = {"t:2", AREA};

    for (size_t i = 0; i < COUNT(sources); i++)
        ok(lc_source_rows_put(c, &sources[i], &err));
    for (size_t i = COUNT(facilities); i-- > 0;)
        ok(lc_facility_rows_insert(c, &facilities[i], &err));
    ok(lc_facility_shape_rows_insert(c, &outline, &err));
}

static void test_facility(void **state)
{
    const lc_stored_facility *want = facilities;
    lc_stored_facility got;
    lc_rows *r;
    lc_status st;

    put_facilities(*state);
    for (st = lc_facility_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        TEXT(id);
        TEXT(source);
        TEXT(name);
        NUMBER(name_given);
        TEXT(categories);
        NUMBER(layer);
        TEXT(unit_code);
        TEXT(address);
        TEXT(phone);
        TEXT(opening_hours);
        TEXT(website);
        TEXT(wheelchair);
        TEXT(checked_on);
        TEXT(closed_on);
        TEXT(attributes);
        NUMBER(area_m2);
        NUMBER(placed);
        PLACE(pt);
        assert_int_equal(got.outline.kind, want == facilities
                                               ? LIFE_SHAPE_NONE
                                               : LIFE_SHAPE_AREA);
        assert_int_equal(got.number, 3 - (want - facilities));
    }
    ok(st);
    assert_ptr_equal(want, facilities + 2); /* the third is closed */
    want = facilities;
    for (st = lc_facility_rows_open(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        TEXT(id);
        TEXT(name);
        TEXT(website);
        TEXT(attributes);
        PLACE(pt);
        assert_int_equal(got.outline.kind, LIFE_SHAPE_NONE);
    }
    ok(st);
    assert_ptr_equal(want, facilities + 2);
    want = facilities + 1;
    for (st = lc_facility_rows_addresses(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        TEXT(id);
        TEXT(address);
        PLACE(pt);
    }
    ok(st);
    assert_ptr_equal(want, facilities + 3);
}

static void test_facility_shapes(void **state)
{
    static const lc_stored_facility_shape more = {"t:0", AREA};
    lc_stored_facility_shape got;
    size_t n = 0;
    lc_rows *r;
    lc_status st;

    put_facilities(*state);
    ok(lc_facility_shape_rows_insert(*state, &more, &err));
    for (st = lc_facility_shape_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); n++) {
        assert_string_equal(got.facility, n ? "t:2" : "t:0");
        assert_int_equal(got.outline.kind, LIFE_SHAPE_AREA);
    }
    ok(st);
    assert_int_equal(n, 2);
}

static void test_facility_numbers(void **state)
{
    static const struct {
        const char *source;
        int64_t count, next;
    } of[] = {{NULL, 3, 0}, {"t", 2, 10}, {"osm", 1, 1}, {"manual", 0, 1}};
    bool known;

    put_facilities(*state);
    for (size_t i = 0; i < COUNT(of); i++) {
        int64_t n;

        ok(lc_facility_rows_count(*state, of[i].source, &n, &err));
        assert_int_equal(n, of[i].count);
        if (!of[i].source)
            continue;
        ok(lc_facility_rows_next_number(*state, of[i].source, &n, &err));
        assert_int_equal(n, of[i].next);
    }
    ok(lc_facility_rows_known(*state, "t:2", &known, &err));
    assert_true(known);
    ok(lc_facility_rows_known(*state, "t:3", &known, &err));
    assert_false(known);
}

static void test_facility_changes(void **state)
{
    static const struct {
        lc_facility_text what;
        const char *value, *where;
    } change[] = {{LIFE_FACILITY_NAME, "甲", "name = '甲' AND name_given = 1"},
                  {LIFE_FACILITY_CATEGORIES, "park", "categories = 'park'"},
                  {LIFE_FACILITY_UNIT_CODE, "5", "unit_code = '5'"},
                  {LIFE_FACILITY_ADDRESS, "a", "address = 'a'"},
                  {LIFE_FACILITY_PHONE, NULL, "phone IS NULL"},
                  {LIFE_FACILITY_OPENING_HOURS, "o", "opening_hours = 'o'"},
                  {LIFE_FACILITY_WEBSITE, "w", "website = 'w'"},
                  {LIFE_FACILITY_WHEELCHAIR, "no", "wheelchair = 'no'"},
                  {LIFE_FACILITY_CHECKED_ON, "c", "checked_on = 'c'"},
                  {LIFE_FACILITY_CLOSED_ON, "d", "closed_on = 'd'"},
                  {LIFE_FACILITY_ATTRIBUTES, "{\"beds\":1,\"capacity\":null}",
                   "attributes = '{\"beds\":1}'"}};
    char sql[128];

    put_facilities(*state);
    assert_int_equal(COUNT(change), LIFE_FACILITY_TEXTS);
    for (size_t i = 0; i < COUNT(change); i++) {
        ok(lc_facility_rows_set(*state, "t:2", change[i].what, change[i].value,
                                &err));
        snprintf(sql, sizeof sql, "SELECT count(*) FROM facility WHERE %s",
                 change[i].where);
        assert_true(number(*state, sql) >= 1);
    }
    ok(lc_facility_rows_move(*state, "t:2", (lc_pt){0, 0}, -1, &err));
    ok(lc_facility_shape_rows_remove(*state, "t:2", &err));
    assert_int_equal(number(*state,
                            "SELECT count(*) FROM facility WHERE id = 't:2' AND"
                            " area_m2 IS NULL AND X(geom) = 0"),
                     1);
    assert_int_equal(number(*state, "SELECT count(*) FROM facility_shape"), 0);
}

static void test_facility_entrance(void **state)
{
    static const lc_stored_entrance rows[] = {
        {"a", {1, 2}}, {"a", {3, 4}}, {"b", {5, 6}}};
    static const size_t order[] = {2, 0, 1}; /* as they are written */
    const lc_stored_entrance *want = rows;
    lc_stored_entrance got;
    lc_rows *r;
    lc_status st;

    for (size_t i = 0; i < COUNT(rows); i++)
        ok(lc_facility_entrance_rows_insert(*state, &rows[order[i]], &err));
    for (st = lc_facility_entrance_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(facility);
        PLACE(pt);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    ok(lc_facility_entrance_rows_remove(*state, "a", &err));
    assert_int_equal(number(*state, "SELECT max(id) * 10 + count(*)"
                                    " FROM facility_entrance"),
                     11);
}

/* Those of a source by name; what stood for one that is an alias by now stands
 * for what that stands for. */
static void test_facility_alias(void **state)
{
    static const lc_stored_alias put[] = {
        {"t:1", "t:8", "t", 0}, {"t:8", "t:9", "t", 0}, {"u:1", "u:2", "u", 0},
        {"t:9", "t:7", "t", 0}, {"u:1", "u:3", "u", 0},
    };
    static const lc_stored_alias rows[] = {{"t:1", "t:7", "t", 0},
                                           {"t:8", "t:7", "t", 0},
                                           {"t:9", "t:7", "t", 0},
                                           {"u:1", "u:3", "u", 0}};
    const lc_stored_alias *want = rows;
    lc_stored_alias got;
    lc_rows *r;
    lc_status st;

    for (size_t i = 0; i < COUNT(put); i++)
        ok(lc_facility_alias_rows_put(*state, &put[i], &err));
    for (st = lc_facility_alias_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        TEXT(alias);
        TEXT(facility);
        TEXT(source);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    ok(lc_facility_alias_rows_of(*state, "u", &got, &r, &err));
    assert_true(lc_rows_next(&r, &st, &err));
    assert_string_equal(got.alias, "u:1");
    assert_false(lc_rows_next(&r, &st, &err));
    ok(lc_facility_alias_rows_find(*state, "t:8", &got, &r, &err));
    assert_true(lc_rows_next(&r, &st, &err));
    assert_string_equal(got.facility, "t:7");
    lc_rows_close(&r);
    put_facilities(*state); /* t:2 and t:9 among them */
    ok(lc_facility_alias_rows_drop_known(*state, &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM facility_alias"), 3);
}

static void test_facility_former(void **state)
{
    lc_stored_facility got;
    lc_rows *r;
    lc_status st;
    int n = 0;

    put_facilities(*state);
    ok(lc_facility_rows_keep_former(*state, "t", &err));
    ok(lc_source_remove(*state, "t", &err));
    for (st = lc_facility_rows_former(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err);)
        n += !strncmp(got.id, "t:", 2); /* closed ones too */
    ok(st);
    assert_int_equal(n, 2);
    ok(lc_facility_rows_forget_former(*state, &err));
    ok(lc_facility_rows_former(*state, &got, &r, &err));
    assert_false(lc_rows_next(&r, &st, &err));
}

static void test_facility_rename(void **state)
{
    put_facilities(*state);
    ok(lc_facility_rows_rename(*state, "t:2", "t:'x", &err));
    assert_int_equal(number(*state,
                            "SELECT count(*) FROM facility f, facility_shape s"
                            " WHERE f.id = 't:''x' AND s.facility = f.id"),
                     1);
}

static const lc_stored_unit units[] = {{.code = "1",
                                        .level = "street",
                                        .name = "一街",
                                        .name_en = "First",
                                        .parent = "0",
                                        .urban = 1,
                                        .source = "t",
                                        .residents_milli = 12000,
                                        .residents_year = 2020,
                                        .centre = {5, 5},
                                        .has_centre = true,
                                        .area = AREA},
                                       {.code = "2",
                                        .level = "community",
                                        .name = "二",
                                        .name_en = "",
                                        .urban = -1,
                                        .approximate = true,
                                        .source = "t",
                                        .residents_milli = -1,
                                        .residents_year = -1,
                                        .centre = {9, 9},
                                        .has_centre = true},
                                       {.code = "3",
                                        .level = "community",
                                        .name = "三",
                                        .name_en = "",
                                        .source = "u",
                                        .residents_year = -1}};

static void put_units(lc_city *c)
{
    for (size_t i = COUNT(units); i-- > 0;)
        ok(lc_unit_rows_insert(c, &units[i], &err));
}

static void test_unit(void **state)
{
    const lc_stored_unit *want = units;
    lc_stored_unit got;
    lc_rows *r;
    lc_status st;

    put_units(*state);
    for (st = lc_unit_rows(*state, &got, &r, &err); lc_rows_next(&r, &st, &err);
         want++) {
        TEXT(code);
        TEXT(level);
        TEXT(name);
        TEXT(name_en);
        TEXT(parent);
        NUMBER(urban);
        NUMBER(approximate);
        TEXT(source);
        NUMBER(residents_milli);
        NUMBER(residents_year);
        NUMBER(has_centre);
        PLACE(centre);
        SHAPE(area);
    }
    ok(st);
    assert_ptr_equal(want, units + COUNT(units));
    assert_int_equal(number(*state, "SELECT count(*) FROM unit WHERE"
                                    " GeometryType(geom) = 'MULTIPOLYGON'"),
                     1);
}

static void test_unit_readers(void **state)
{
    static const struct {
        const char *level;
        int64_t units;
    } levels[] = {{"community", 2}, {"street", 1}};
    lc_stored_unit got;
    lc_rows *r;
    size_t n = 0;
    bool known;
    lc_status st;

    put_units(*state);
    for (st = lc_unit_rows_levels(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); n++) {
        assert_string_equal(got.level, levels[n].level);
        assert_int_equal(got.units, levels[n].units);
    }
    ok(st);
    assert_int_equal(n, COUNT(levels));
    n = 0;
    for (st = lc_unit_rows_areas(*state, "street", &got, &r, &err);
         lc_rows_next(&r, &st, &err); n++)
        assert_int_equal(got.area.kind, LIFE_SHAPE_AREA);
    ok(st);
    assert_int_equal(n, 1);
    st = lc_unit_rows_find(*state, "3", &got, &r, &err);
    assert_true(lc_rows_next(&r, &st, &err));
    assert_true(got.bare);
    assert_string_equal(got.source, "u");
    assert_false(lc_rows_next(&r, &st, &err));
    ok(st);
    ok(lc_unit_rows_known(*state, "4", &known, &err));
    assert_false(known);
}

static void test_unit_changes(void **state)
{
    const lc_stored_unit filled = {.code = "3",
                                   .source = "t",
                                   .centre = {5, 5},
                                   .has_centre = true,
                                   .area = AREA};
    const lc_stored_unit seated = {
        .code = "3", .centre = {6, 6}, .has_centre = true};
    const lc_stored_unit part = {.code = "9",
                                 .level = "community",
                                 .name = "九",
                                 .parent = "3",
                                 .source = "u",
                                 .urban = -1,
                                 .residents_milli = -1,
                                 .residents_year = -1};
    bool known;

    put_units(*state);
    ok(lc_unit_rows_insert(*state, &part, &err));
    ok(lc_unit_rows_adopt(*state, "3", "7", &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM unit WHERE"
                                    " code = '9' AND parent = '7'"),
                     1);
    ok(lc_unit_rows_adopt(*state, "7", "", &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM unit WHERE"
                                    " code = '9' AND parent IS NULL"),
                     1);
    ok(lc_unit_rows_seat(*state, &seated, &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM unit WHERE"
                                    " code = '3' AND approximate = 1 AND"
                                    " geom IS NULL AND centre IS NOT NULL"),
                     1);
    ok(lc_unit_rows_fill(*state, &filled, &err));
    assert_int_equal(number(*state,
                            "SELECT count(*) FROM unit WHERE code = '3' AND"
                            " source = 't' AND name = '三' AND"
                            " geom IS NOT NULL AND centre IS NOT NULL"),
                     1);
    ok(lc_unit_rows_remove(*state, "3", &err));
    ok(lc_unit_rows_known(*state, "3", &known, &err));
    assert_false(known);
}

static void test_home(void **state)
{
    static const lc_stored_home rows[] = {
        {1, "w1", "building", 1500, true, 0, {1, 2}},
        {2, "", "grid", 0, false, -1, {3, 4}}};
    const lc_stored_home *want = rows;
    lc_stored_home got;
    lc_rows *r;
    int64_t n;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_home_rows_insert(*state, &rows[i], &err));
    for (st = lc_home_rows(*state, &got, &r, &err); lc_rows_next(&r, &st, &err);
         want++) {
        NUMBER(id);
        TEXT(osm_id);
        TEXT(kind);
        NUMBER(weight_milli);
        NUMBER(assumed);
        NUMBER(layer);
        PLACE(pt);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    want = rows;
    for (st = lc_home_rows_ids(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++)
        NUMBER(id);
    ok(st);
    ok(lc_home_rows_count(*state, &n, &err));
    assert_int_equal(n, want - rows);
    ok(lc_home_rows_set_weight(*state, 2, 7, true, &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM home WHERE id = 2 AND"
                                    " weight = 7 AND assumed = 1"),
                     1);
}

static void test_home_base(void **state)
{
    static const lc_stored_home home = {.id = 1, .weight_milli = 5};
    static const lc_stored_home made = {.id = 2, .kind = "grid"};
    static const lc_stored_resident figure = {.kind = "unit",
                                              .code = "1",
                                              .cell_x = -1,
                                              .cell_y = -1,
                                              .residents_milli = 77,
                                              .year = -1};
    static const char now[] =
        "SELECT (SELECT sum(weight) FROM home) * 100000 +"
        " (SELECT residents_milli FROM unit WHERE code = '1')";

    put_units(*state);
    ok(lc_home_rows_insert(*state, &home, &err));
    ok(lc_setting_put(*state, "home_kind", "street_metres", &err));
    ok(lc_resident_rows_insert(*state, &figure, &err));
    ok(lc_home_base_keep(*state, &err));
    ok(lc_home_rows_insert(*state, &made, &err));
    ok(lc_home_rows_set_weight(*state, 1, 9, false, &err));
    assert_int_equal(number(*state, now), 900077);
    ok(lc_home_base_restore(*state, &err));
    assert_int_equal(number(*state, now), 512000);
    assert_int_equal(number(*state, "SELECT count(*) FROM home"), 1);
    ok(lc_home_base_restore(*state, &err)); /* nothing is kept any more */
    assert_int_equal(number(*state, now), 512000);
}

static void test_resident(void **state)
{
    static const lc_stored_resident rows[] = {
        {"t", "building", "", -1, -1, 5, -1, "{\"60+\":1}", {3, 4}, true},
        {"t",
         "grid",
         "",
         0,
         2,
         1500,
         2020,
         "{\"0-2\":1,\"3-14\":2}",
         {1, 2},
         true},
        {"t", "unit", "5101", -1, -1, 0, 1999, NULL, {0, 0}, false}};
    static const char *const bands[] = {"0-2", "3-14", "60+"};
    const lc_stored_resident *want = rows;
    lc_stored_resident got = {0};
    lc_rows *r;
    size_t n = 0;
    bool known;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_resident_rows_insert(*state, &rows[i], &err));
    for (st = lc_resident_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(source);
        TEXT(kind);
        TEXT(code);
        NUMBER(cell_x);
        NUMBER(cell_y);
        NUMBER(residents_milli);
        NUMBER(year);
        TEXT(ages);
        NUMBER(placed);
        PLACE(pt);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    for (st = lc_resident_rows_bands(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); n++)
        assert_string_equal(got.ages, n < COUNT(bands) ? bands[n] : "");
    ok(st);
    assert_int_equal(n, COUNT(bands));
    ok(lc_resident_rows_known(*state, "5101", &known, &err));
    assert_true(known);
    ok(lc_resident_rows_known(*state, "5102", &known, &err));
    assert_false(known);
}

static void test_resident_grid(void **state)
{
    static const lc_stored_grid row = {"EPSG:4544", -1.5, 2, 100, 50};
    const lc_stored_grid *want = &row;
    lc_stored_grid got;
    lc_rows *r;
    lc_status st;

    ok(lc_resident_grid_rows_insert(*state, &row, &err));
    for (st = lc_resident_grid_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        TEXT(crs);
        NUMBER(x);
        NUMBER(y);
        NUMBER(dx);
        NUMBER(dy);
    }
    ok(st);
    assert_ptr_equal(want, &row + 1);
}

static void test_statistic(void **state)
{
    static const lc_stored_statistic rows[] = {
        {"t", "green", "", 2020, 12.5, "the city"},
        {"t", "green", "5101", 0, -3, "甲"}};
    const lc_stored_statistic *want = rows;
    lc_stored_statistic got;
    lc_rows *r;
    bool known;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_statistic_rows_insert(*state, &rows[i], &err));
    for (st = lc_statistic_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(source);
        TEXT(id);
        TEXT(unit);
        NUMBER(year);
        NUMBER(value);
        TEXT(origin);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    ok(lc_statistic_rows_known(*state, "green", "5101", 0, &known, &err));
    assert_true(known);
    ok(lc_statistic_rows_known(*state, "green", "5101", 1, &known, &err));
    assert_false(known);
}

static void test_address(void **state)
{
    static const lc_stored_address rows[] = {
        {1, "a", "人民路 1", "人民路", "1", "510107;武侯区", {1, -2}},
        {4, "b", "", "", "", "", {3, 4}}};
    const lc_stored_address *want = rows;
    lc_stored_address got;
    lc_rows *r;
    lc_status st;

    for (size_t i = COUNT(rows); i-- > 0;)
        ok(lc_address_rows_insert(*state, &rows[i], &err));
    for (st = lc_address_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        NUMBER(id);
        TEXT(source);
        TEXT(text);
        TEXT(street);
        TEXT(number);
        TEXT(area);
        PLACE(pt);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
}

static void test_source(void **state)
{
    const lc_stored_source rows[] = {{"a", "facilities", "a.csv", "00", "gcj02",
                                      5, 1, "2026-01-01", "甲", "2025-12",
                                      "CC0-1.0", true, "option", AREA, LINE},
                                     {"b",
                                      "osm",
                                      "b.pbf",
                                      "11",
                                      "wgs84",
                                      0,
                                      0,
                                      "2023-11-14T22:13:20Z",
                                      "",
                                      "",
                                      "",
                                      false,
                                      "city",
                                      {0},
                                      {0}}};
    const lc_stored_source *want = rows;
    lc_stored_source got = {0}, bare = {.name = "b", .kind = "osm"};
    lc_rows *r;
    lc_status st;

    bare.file = "b.pbf";
    bare.sha256 = "11";
    bare.crs = "wgs84";
    ok(lc_source_rows_put(*state, &rows[0], &err));
    ok(lc_source_rows_put(*state, &rows[0], &err)); /* replaces it */
    ok(lc_source_rows_put(*state, &bare, &err));
    for (st = lc_source_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err); want++) {
        if (want == rows + COUNT(rows)) {
            fail_msg("more rows than were put in");
            break;
        }
        TEXT(name);
        TEXT(kind);
        TEXT(file);
        TEXT(sha256);
        TEXT(crs);
        NUMBER(row_count);
        NUMBER(rejected);
        TEXT(imported_at);
        TEXT(attribution);
        TEXT(as_of);
        TEXT(licence);
        NUMBER(withheld);
        TEXT(extent_rule);
        SHAPE(extent);
        SHAPE(land_edge);
    }
    ok(st);
    assert_ptr_equal(want, rows + COUNT(rows));
    st = lc_source_rows_find(*state, "a", &got, &r, &err);
    assert_true(lc_rows_next(&r, &st, &err));
    assert_string_equal(got.kind, "facilities");
    lc_rows_close(&r);
    st = lc_source_rows_osm_extent(*state, &got, &r, &err);
    assert_false(lc_rows_next(&r, &st, &err)); /* it has none */
    ok(st);
}

/* Written for other programs, which see them as these do. */
static void test_results(void **state)
{
    static const lc_stored_coverage share = {
        "", "street", "park", "walk", "elder", 15, 10, 7, 2, 1, 900000, -1, 4};

    ok(lc_coverage_rows_insert(*state, &share, &err));
    assert_int_equal(
        number(*state,
               "SELECT count(*) FROM coverage WHERE unit = '' AND"
               " level = 'street' AND category = 'park' AND mode = 'walk' AND"
               " pace = 'elder' AND minutes = 15 AND total = 10 AND"
               " covered = 7 AND uncovered = 2 AND unknown = 1 AND"
               " median_ms = 900000 AND p90_ms IS NULL AND"
               " facilities_inside = 4"),
        1);
    ok(lc_coverage_rows_remove(*state, "par", &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM coverage"), 1);
    ok(lc_coverage_rows_remove(*state, "park", &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM coverage"), 0);
    ok(lc_coverage_rows_insert(*state, &share, &err));
    ok(lc_coverage_rows_clear(*state, &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM coverage"), 0);
}

static void test_array(void **state)
{
    static const uint32_t data[] = {1, 2, 3};
    void *got;
    size_t n;

    ok(lc_array_put(*state, "age/0-2", "x", 1, 1, &err));
    ok(lc_array_put(*state, "net/edge", data, sizeof *data, 3, &err));
    ok(lc_array_get(*state, "net/edge", sizeof *data, &got, &n, &err));
    assert_int_equal(n, 3);
    assert_memory_equal(got, data, sizeof data);
    lc_free(got);
    ok(lc_array_drop(*state, "net/edg", &err));
    ok(lc_array_drop(*state, "net/edge", &err));
    assert_int_equal(lc_array_get(*state, "net/edge", 4, &got, &n, &err),
                     LIFE_ERR_NOT_FOUND);
    ok(lc_array_put(*state, "net/edge", data, sizeof *data, 3, &err));
    ok(lc_array_remove(*state, "age/", true, &err));
    assert_int_equal(lc_array_get(*state, "net/edge", 1, &got, &n, &err),
                     LIFE_ERR_NOT_FOUND);
    ok(lc_array_remove(*state, "age/", false, &err));
    assert_int_equal(number(*state, "SELECT count(*) FROM array"), 0);
}

/* ---- reading ---- */

/* One reader within another of its kind, and one left before its end. */
static void test_nested(void **state)
{
    lc_stored_home out, in;
    lc_rows *outer, *inner;
    size_t pairs = 0;
    lc_status st;

    for (int i = 1; i <= 3; i++)
        ok(lc_home_rows_insert(*state, &(lc_stored_home){.id = i}, &err));
    for (st = lc_home_rows(*state, &out, &outer, &err);
         lc_rows_next(&outer, &st, &err);) {
        st = lc_home_rows(*state, &in, &inner, &err);
        while (lc_rows_next(&inner, &st, &err) && in.id <= out.id)
            pairs++;
        lc_rows_close(&inner);
        assert_null(inner);
    }
    ok(st);
    assert_int_equal(pairs, 6);
}

static void test_shape_is_kept(void **state)
{
    const lc_stored_feature lake = {.id = 1, .shape = AREA};
    lc_stored_feature got = {0};
    lc_shape kept = {0};
    lc_rows *r;
    lc_status st;

    ok(lc_feature_rows_insert(*state, &lake, &err));
    for (st = lc_feature_rows(*state, &got, &r, &err);
         lc_rows_next(&r, &st, &err);) {
        kept = got.shape;
        got.shape = (lc_shape){0};
    }
    ok(st);
    same_shape(&lake.shape, &kept);
    lc_shape_clear(&kept);
}

static void test_failures_end_it(void **state)
{
    lc_stored_home got;
    lc_stored_address bad;
    lc_rows *r;
    lc_status st;

    ok(lc_home_rows_insert(*state, &(lc_stored_home){.id = 1}, &err));
    st = lc_home_rows(*state, &got, &r, &err);
    assert_true(lc_rows_next(&r, &st, &err));
    st = LIFE_ERR_RANGE; /* what the caller made of the row */
    assert_false(lc_rows_next(&r, &st, &err));
    assert_int_equal(st, LIFE_ERR_RANGE);
    assert_null(r);
    ok(lc_stmt_exec(*state,
                    "INSERT INTO address(id, text, geom)"
                    " VALUES(1, 'a', x'00')",
                    &err));
    st = lc_address_rows(*state, &bad, &r, &err);
    assert_false(lc_rows_next(&r, &st, &err));
    assert_int_equal(st, LIFE_ERR_PARSE);
    assert_null(r);
}

/* A row in use keeps a city from being published; kept statements don't. */
static void test_publish(void **state)
{
    lc_stored_home got;
    lc_rows *r;
    lc_status st;

    ok(lc_home_rows_insert(*state, &(lc_stored_home){.id = 1}, &err));
    st = lc_home_rows(*state, &got, &r, &err);
    assert_false(lc_rows_next(&r, &st, &err) && lc_rows_next(&r, &st, &err));
    ok(st);
    ok(lc_city_publish(*state, &err));
    ok(lc_city_begin(lct_folder_path("a.city"), true, (lc_city **)state, &err));
    st = lc_home_rows(*state, &got, &r, &err);
    assert_true(lc_rows_next(&r, &st, &err));
    err = (lc_error){0};
    assert_int_equal(lc_city_publish(*state, &err), LIFE_ERR_STATE);
    *state = NULL;
}

/* Whichever allocation fails, the failure is told and nothing is lost. */
static void test_no_memory(void **state)
{
    const lc_stored_feature lake = {.id = 1, .shape = AREA};
    lc_stored_feature got = {0};
    lc_rows *r;
    lc_status st = LIFE_ERR_NOMEM;

    for (long k = 0; st; k++) {
        lc_city *c = *state;

        assert_true(k < 100);
        ok(lc_stmt_exec(c, "DELETE FROM feature", &err));
        lc_mem_fail_after(k, false);
        st = lc_feature_rows_insert(c, &lake, &err);
        if (!st) {
            st = lc_feature_rows(c, &got, &r, &err);
            if (lc_rows_next(&r, &st, &err))
                same_shape(&lake.shape, &got.shape);
            else
                assert_int_equal(st, LIFE_ERR_NOMEM);
            lc_rows_close(&r);
        }
        lc_mem_fail_after(-1, false);
        assert_true(!st || st == LIFE_ERR_NOMEM);
        lc_rows_forget(c, true);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_setting),
        CASE(test_category),
        CASE(test_pace),
        CASE(test_street),
        CASE(test_feature),
        CASE(test_place),
        CASE(test_facility),
        CASE(test_facility_shapes),
        CASE(test_facility_numbers),
        CASE(test_facility_changes),
        CASE(test_facility_entrance),
        CASE(test_facility_alias),
        CASE(test_facility_former),
        CASE(test_facility_rename),
        CASE(test_unit),
        CASE(test_unit_readers),
        CASE(test_unit_changes),
        CASE(test_home),
        CASE(test_home_base),
        CASE(test_resident),
        CASE(test_resident_grid),
        CASE(test_statistic),
        CASE(test_address),
        CASE(test_source),
        CASE(test_results),
        CASE(test_array),
        CASE(test_nested),
        CASE(test_shape_is_kept),
        CASE(test_failures_end_it),
        CASE(test_publish),
        CASE(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
