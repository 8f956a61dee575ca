/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * diagnosis.h: each finding there and not there, in a city where all is well
 * but for it.
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
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/study/check/diagnosis.h"
#include "lifecircle/study/findings/finding.h"
#include "lifecircle/study/study.h"
#include "src/store/stmt.h"

#include <math.h>
#include <string.h>

static void sql(lct_city *c, const char *text)
{
    lc_error e = {0};

    if (lc_stmt_exec(lct_file(c), text, &e) != LIFE_OK)
        fail_msg("%s", e.text);
}

static void box_unit(lct_city *c, const char *level, const char *code,
                     lct_xy low, lct_xy high)
{
    const lct_xy ring[] = {low, {high.x, low.y}, high, {low.x, high.y}};

    lct_unit_of(c, level, code, ring, LCT_COUNT(ring));
}

/* One street of a kilometre, with a home, a facility and a unit on it. */
static lct_city *well(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_facility(c, "test:park", "park", (lct_xy){500, 10});
    lct_home(c, (lct_xy){300, 10}, 1000);
    box_unit(c, "community", "u1", (lct_xy){-500, -500}, (lct_xy){1500, 500});
    lct_extent(c, (lct_xy){-3000, -3000}, (lct_xy){4000, 3000});
    return c;
}

static void nothing(lct_city *c)
{
    (void)c;
}

/* -- facilities ---------------------------------------------------------- */

static void two(lct_city *c, const char *source, const char *category,
                double apart_m)
{
    if (strcmp(source, "test") != 0)
        lct_source(c, source, (lct_xy){-3000, -3000}, (lct_xy){4000, 3000});
    lct_facility(c, "test:a", "pharmacy", (lct_xy){200, 10});
    lct_facility_of(c, source, "x:b", category, (lct_xy){200 + apart_m, 10});
    sql(c, "UPDATE facility SET name = 'The Shop' WHERE id = 'test:a'");
    sql(c, "UPDATE facility SET name = 'ｔｈｅ shop' WHERE id = 'x:b'");
}

static void twice_near(lct_city *c)
{
    two(c, "test", "pharmacy park", 49);
}

static void twice_farther(lct_city *c)
{
    two(c, "test", "pharmacy", 51);
}

/* The two sides of a street. */
static void bus_stops_opposite(lct_city *c)
{
    two(c, "test", "bus_stop", 20);
    sql(c, "UPDATE facility SET categories = 'bus_stop' WHERE id = 'test:a'");
}

static void bus_stops_in_one_place(lct_city *c)
{
    two(c, "test", "bus_stop", 4);
    sql(c, "UPDATE facility SET categories = 'bus_stop' WHERE id = 'test:a'");
}

static void twice_of_other_kinds(lct_city *c)
{
    two(c, "test", "hospital", 10);
}

static void twice_in_two_sources(lct_city *c)
{
    two(c, "other", "pharmacy", 10);
}

static void twice_by_ground(lct_city *c)
{
    static const lct_xy ring[] = {{100, 10}, {300, 10}, {300, 100}, {100, 100}};

    lct_area(c, "test:ground", "primary_school", ring, LCT_COUNT(ring));
    lct_facility(c, "test:point", "primary_school", (lct_xy){290, 20});
    sql(c, "UPDATE facility SET name_given = 0 WHERE id != 'test:park'");
}

static void far_outside(lct_city *c)
{
    lct_facility(c, "test:x", "pharmacy", (lct_xy){0, 5000});
}

static void far_from_a_street(lct_city *c)
{
    lct_facility(c, "test:x", "pharmacy", (lct_xy){500, 251});
}

static void near_enough(lct_city *c)
{
    lct_facility(c, "test:x", "pharmacy", (lct_xy){500, 249});
}

static void across_water(lct_city *c)
{
    static const lct_xy canal[] = {{-100, 50}, {1100, 50}};

    lct_barrier(c, 1, canal, LCT_COUNT(canal), false);
    lct_facility(c, "test:x", "pharmacy", (lct_xy){500, 100});
}

static void without_position(lct_city *c)
{
    lct_facility_in(c, "test:x", "pharmacy", "u1");
}

static void of_no_unit(lct_city *c)
{
    lct_facility_in(c, "test:x", "pharmacy", "nowhere");
}

static void nameless(lct_city *c)
{
    sql(c, "UPDATE facility SET name_given = 0");
}

static void odd_hours(lct_city *c)
{
    lct_facility(c, "test:x", "pharmacy", (lct_xy){500, 0});
    sql(c, "UPDATE facility SET opening_hours = 'Mo-Fr 08:00-18:00'");
    sql(c, "UPDATE facility SET opening_hours = 'at times'"
           " WHERE id = 'test:x'");
}

/* -- homes and streets --------------------------------------------------- */

static void home_in_a_field(lct_city *c)
{
    lct_home(c, (lct_xy){500, 400}, 1000);
}

static void piece_apart(lct_city *c)
{
    lct_street(c, 10, (lct_xy){0, 60}, 11, (lct_xy){600, 60}, LCT_OPEN);
}

static void island(lct_city *c)
{
    lct_street(c, 10, (lct_xy){0, -300}, 11, (lct_xy){100, -300}, LCT_ISLAND);
}

static void ends_short(lct_city *c)
{
    lct_street(c, 20, (lct_xy){500, 1.9}, 21, (lct_xy){500, 200}, LCT_OPEN);
}

static void ends_well_short(lct_city *c)
{
    lct_street(c, 20, (lct_xy){500, 2.2}, 21, (lct_xy){500, 200}, LCT_OPEN);
}

static void ends_below_a_bridge(lct_city *c)
{
    lct_street(c, 20, (lct_xy){500, 1.9}, 21, (lct_xy){500, 200}, LCT_BRIDGE);
}

/* -- units --------------------------------------------------------------- */

static void crosses_itself(lct_city *c)
{
    static const lct_xy ring[] = {{0, 0}, {400, 400}, {400, 0}, {0, 300}};

    lct_unit_of(c, "street", "s1", ring, LCT_COUNT(ring));
}

static void overlaps(lct_city *c)
{
    box_unit(c, "community", "u2", (lct_xy){1400, -500}, (lct_xy){2500, 500});
    lct_home(c, (lct_xy){1000, 5}, 1000);
    lct_street(c, 2, (lct_xy){1000, 0}, 3, (lct_xy){2000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){1800, 5}, 1000);
}

static void touches(lct_city *c)
{
    box_unit(c, "community", "u2", (lct_xy){1500, -500}, (lct_xy){2500, 500});
    lct_street(c, 2, (lct_xy){1000, 0}, 3, (lct_xy){2000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){1800, 5}, 1000);
}

/* Four units around a square of 100 m that none of them has. */
static void encloses_ground(lct_city *c)
{
    box_unit(c, "street", "s1", (lct_xy){0, 0}, (lct_xy){300, 100});
    box_unit(c, "street", "s2", (lct_xy){0, 200}, (lct_xy){300, 300});
    box_unit(c, "street", "s3", (lct_xy){0, 100}, (lct_xy){100, 200});
    box_unit(c, "street", "s4", (lct_xy){200, 100}, (lct_xy){300, 200});
}

static void without_homes(lct_city *c)
{
    box_unit(c, "community", "u2", (lct_xy){1500, -500}, (lct_xy){2500, 500});
}

static void without_people(lct_city *c)
{
    lc_error e = {0};

    touches(c);
    sql(c, "UPDATE home SET weight = 0 WHERE id = 2");
    assert_int_equal(lc_setting_put(lct_file(c), "home_kind", "residents", &e),
                     LIFE_OK);
}

static void without_shape(lct_city *c)
{
    sql(c, "INSERT INTO unit (code, level, name, name_en, approximate, source)"
           " VALUES ('bare', 'community', 'Bare', '', 0, 'test')");
}

static void namesakes(lct_city *c)
{
    touches(c);
    sql(c, "UPDATE unit SET name = 'Well'");
}

static void refused_rows(lct_city *c)
{
    lc_stored_source s = {.name = "table",
                          .kind = "facilities",
                          .file = "t.csv",
                          .sha256 = "",
                          .crs = "wgs84",
                          .attribution = "",
                          .extent_rule = "city",
                          .row_count = 7,
                          .rejected = 3};
    lc_error e = {0};

    assert_int_equal(lc_source_rows_put(lct_file(c), &s, &e), LIFE_OK);
}

/* -- the table ----------------------------------------------------------- */

#define NONE LIFE_FINDING_COUNT

static const struct {
    const char *label;
    void (*draw)(lct_city *c);
    lc_finding_code code;
    uint64_t count;
    const char *id, *other; /* of the first example, or NULL */
    double metres;          /* 0: not looked at */
} rows[] = {
    {"all is well", nothing, NONE, 0, NULL, NULL, 0},
    {"49 m apart", twice_near, LIFE_FINDING_TWICE_WITHIN, 1, "test:a", "x:b",
     49},
    {"51 m apart", twice_farther, NONE, 0, NULL, NULL, 0},
    {"bus stops opposite", bus_stops_opposite, NONE, 0, NULL, NULL, 0},
    {"a bus stop twice", bus_stops_in_one_place, LIFE_FINDING_TWICE_WITHIN, 1,
     "test:a", "x:b", 4},
    {"other kinds", twice_of_other_kinds, NONE, 0, NULL, NULL, 0},
    {"two sources", twice_in_two_sources, LIFE_FINDING_TWICE_ACROSS, 1,
     "test:a", "x:b", 10},
    {"point on its ground", twice_by_ground, LIFE_FINDING_TWICE_WITHIN, 1,
     "test:ground", "test:point", 0},
    {"outside", far_outside, LIFE_FINDING_OUTSIDE, 1, "test:x", NULL, 0},
    {"251 m off", far_from_a_street, LIFE_FINDING_FAR, 1, "test:x", NULL, 251},
    {"249 m off", near_enough, NONE, 0, NULL, NULL, 0},
    {"across water", across_water, LIFE_FINDING_FACILITY_UNLINKED, 1, "test:x",
     NULL, 100},
    {"no position", without_position, LIFE_FINDING_UNPLACED, 1, "test:x", NULL,
     0},
    {"no unit", of_no_unit, LIFE_FINDING_UNIT_UNKNOWN, 1, "test:x", "nowhere",
     0},
    {"nameless", nameless, LIFE_FINDING_NAMELESS, 1, "test:park", NULL, 0},
    {"odd hours", odd_hours, LIFE_FINDING_HOURS, 1, "test:x", NULL, 0},
    {"a home in a field", home_in_a_field, LIFE_FINDING_HOME_UNLINKED, 1,
     "home 2", NULL, 0},
    {"an island", island, LIFE_FINDING_ISLAND, 1, "osm:n10", NULL, 100},
    {"a piece apart", piece_apart, LIFE_FINDING_DETACHED, 1, "osm:n10", NULL,
     600},
    {"1.9 m short", ends_short, LIFE_FINDING_NEARLY_MEETS, 1, "osm:n20",
     "Street", 1.9},
    {"2.2 m short", ends_well_short, NONE, 0, NULL, NULL, 0},
    {"on a bridge", ends_below_a_bridge, NONE, 0, NULL, NULL, 0},
    {"crosses itself", crosses_itself, LIFE_FINDING_INVALID, 1, "s1", NULL, 0},
    {"overlaps", overlaps, LIFE_FINDING_OVERLAP, 1, "u1", "u2", 0},
    {"touches", touches, NONE, 0, NULL, NULL, 0},
    {"ground between", encloses_ground, LIFE_FINDING_HOLE, 1, "", NULL, 0},
    {"no homes", without_homes, LIFE_FINDING_EMPTY, 1, "u2", NULL, 0},
    {"no people", without_people, LIFE_FINDING_UNPEOPLED, 1, "u2", NULL, 0},
    {"no shape", without_shape, LIFE_FINDING_SHAPELESS, 1, "bare", NULL, 0},
    {"one name", namesakes, LIFE_FINDING_NAMESAKE, 1, "u1", "u2", 0},
    {"rows refused", refused_rows, LIFE_FINDING_REJECTED, 1, "table", NULL, 0},
};

static void check_example(size_t i, const lc_finding *f)
{
    const lc_finding_example *e = &f->example.v[0];

    assert_int_equal(f->example.n, f->count);
    assert_string_equal(e->id, rows[i].id);
    if (rows[i].other)
        assert_string_equal(e->other, rows[i].other);
    if (rows[i].metres > 0 && fabs(e->metres - rows[i].metres) > 0.05)
        fail_msg("%s: %.3f m", rows[i].label, e->metres);
}

/* No other fault, and notes that come with one are no faults. */
static void check_row(size_t i, const lc_diagnosis *d)
{
    for (int k = 0; k < LIFE_FINDING_COUNT; k++) {
        const lc_finding *f = &d->finding[k];
        uint64_t want = k == (int)rows[i].code ? rows[i].count : 0;

        assert_true(*f->what[LIFE_LANG_EN] && *f->what[LIFE_LANG_ZH]);
        if (f->count != want && (f->fault || want))
            fail_msg("%s: %s is %d, not %d", rows[i].label, f->id,
                     (int)f->count, (int)want);
    }
    if (rows[i].code != NONE)
        check_example(i, &d->finding[rows[i].code]);
}

static void each_finding_is_told_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < LCT_COUNT(rows); i++) {
        lct_city *c = well();
        lc_diagnosis d = {0};
        lc_error e = {0};

        rows[i].draw(c);
        if (lc_diagnosis_make(lc_study_world(lct_open(c)), &d, &e) != LIFE_OK)
            fail_msg("%s: %s", rows[i].label, e.text);
        check_row(i, &d);
        lc_diagnosis_clear(&d);
        lct_city_free(c);
    }
}

/* -- why ----------------------------------------------------------------- */

static void on_a_layer(lct_city *c)
{
    lct_facility(c, "test:x", "pharmacy", (lct_xy){500, 20});
    sql(c, "UPDATE facility SET layer = 2 WHERE id = 'test:x'");
}

static void beside_an_island(lct_city *c)
{
    lct_street(c, 10, (lct_xy){0, 600}, 11, (lct_xy){100, 600}, LCT_ISLAND);
    lct_facility(c, "test:x", "pharmacy", (lct_xy){50, 620});
}

static void where_the_data_end(lct_city *c)
{
    piece_apart(c);
    sql(c, "UPDATE street SET ends = 1 WHERE from_node = 10");
}

static void setting(lct_city *c, const char *key, const char *value)
{
    lc_error e = {0};

    assert_int_equal(lc_setting_put(lct_file(c), key, value, &e), LIFE_OK);
}

static void cut_by_the_border(lct_city *c)
{
    setting(c, "osm_partial", "r9 placed 1 of 2 ways missing\n");
}

static void of_another_time(lct_city *c)
{
    setting(c, "osm_partial", "n7 dated it ended 2015 (Shop (old))\n");
}

static void no_unit_of_its_own(lct_city *c)
{
    setting(c, "osm_no_units",
            "n5 it has a boundary of its own, osm:r6 (Quay)\n");
}

static void courts_of_a_ground(lct_city *c)
{
    static const lct_xy a[] = {{200, 10}, {220, 10}, {220, 30}, {200, 30}};
    static const lct_xy b[] = {{225, 10}, {245, 10}, {245, 30}, {225, 30}};

    lct_area(c, "test:a", "sports_venue", a, LCT_COUNT(a));
    lct_area(c, "test:b", "sports_venue", b, LCT_COUNT(b));
    sql(c, "UPDATE facility SET name = 'Courts', name_given = 1"
           " WHERE id <> 'test:park'");
}

static const struct {
    void (*draw)(lct_city *c);
    lc_finding_code code;
    const char *id, *why, *name;
} reasons[] = {
    {across_water, LIFE_FINDING_FACILITY_UNLINKED, "test:x",
     "water, a railway or a road closed to walkers lies between", NULL},
    {on_a_layer, LIFE_FINDING_FACILITY_UNLINKED, "test:x",
     "it lies on layer 2, and no street of that layer is within 250 m", NULL},
    {beside_an_island, LIFE_FINDING_FACILITY_UNLINKED, "test:x",
     "the streets near it, of layer 0, are islands", NULL},
    {where_the_data_end, LIFE_FINDING_PIECE_CUT, "osm:n10", "", NULL},
    {cut_by_the_border, LIFE_FINDING_CUT, "osm:r9", "1 of 2 ways missing", ""},
    {of_another_time, LIFE_FINDING_DATED, "osm:n7", "it ended 2015",
     "Shop (old)"},
    {no_unit_of_its_own, LIFE_FINDING_NO_UNIT, "osm:n5",
     "it has a boundary of its own, osm:r6", "Quay"},
    {refused_rows, LIFE_FINDING_REJECTED, "table", "3 rows", NULL},
    {courts_of_a_ground, LIFE_FINDING_COUNT, NULL, NULL, NULL},
};

/* With nothing else found beside it, but for what every city of one source
 * without names has. */
static void reasons_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < LCT_COUNT(reasons); i++) {
        lct_city *c = well();
        lc_diagnosis d = {0};
        lc_error e = {0};
        const lc_finding_example *x;

        reasons[i].draw(c);
        assert_int_equal(lc_diagnosis_make(lc_study_world(lct_open(c)), &d, &e),
                         LIFE_OK);
        assert_int_equal(d.finding[LIFE_FINDING_TWICE_WITHIN].count, 0);
        assert_int_equal(d.finding[LIFE_FINDING_DETACHED].count, 0);
        if (reasons[i].id) {
            assert_int_equal(d.finding[reasons[i].code].count, 1);
            x = &d.finding[reasons[i].code].example.v[0];
            assert_string_equal(x->id, reasons[i].id);
            assert_string_equal(x->why, reasons[i].why);
            if (reasons[i].name)
                assert_string_equal(x->name, reasons[i].name);
        }
        lc_diagnosis_clear(&d);
        lct_city_free(c);
    }
}

static void a_hundred_examples_are_kept(void **state)
{
    lct_city *c = well();
    lc_diagnosis d = {0};
    lc_error e = {0};

    (void)state;
    for (int i = 0; i < 130; i++)
        lct_home(c, (lct_xy){500, 400 + i}, 1000);
    assert_int_equal(lc_diagnosis_make(lc_study_world(lct_open(c)), &d, &e),
                     LIFE_OK);
    assert_int_equal(d.finding[LIFE_FINDING_HOME_UNLINKED].count, 130);
    assert_int_equal(d.finding[LIFE_FINDING_HOME_UNLINKED].example.n, 100);
    lc_diagnosis_clear(&d);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_finding_is_told_alone),
        cmocka_unit_test(reasons_are_told),
        cmocka_unit_test(a_hundred_examples_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
