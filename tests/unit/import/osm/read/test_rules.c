/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of tag rules: how an expression is read, what is refused, and
 * what geodata/ makes of real tags.
 */
#include "lifecircle/base/embedded.h"
#include "src/import/osm/read/rules.h"

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

static uint32_t put_text(lc_osm_data *d, const char *s, size_t len)
{
    uint32_t at = (uint32_t)d->text.n;

    for (size_t i = 0; i <= len; i++)
        assert_true(lc_vec_push(&d->text, i < len ? s[i] : '\0'));
    return at;
}

/* "key=value, key=value" with the keys in order of the alphabet. */
static lc_osm_view view_of(lc_osm_data *d, const char *tags, double area_m2)
{
    lc_osm_view v = {d, 0, 0, area_m2};

    put_text(d, "", 0);
    for (const char *s = tags; *s;) {
        size_t key = strcspn(s, "="), end = key;
        lc_osm_tag tag;

        while (s[end] && strncmp(s + end, ", ", 2))
            end++;
        tag.key = put_text(d, s, key);
        tag.value = put_text(d, s + key + 1, end - key - 1);
        assert_true(lc_vec_push(&d->tags, tag));
        v.tag_count++;
        s += end + (s[end] ? 2 : 0);
    }
    return v;
}

static void clear(lc_osm_data *d)
{
    lc_vec_free(&d->text);
    lc_vec_free(&d->tags);
}

/* The results in the table's order, joined by a space. */
static void results_of(const lc_osm_rules *r, const char *tags, double area_m2,
                       char out[512])
{
    lc_osm_data d = {0};
    lc_osm_view v = view_of(&d, tags, area_m2);
    uint64_t results = lc_osm_rules_match(r, &v);
    size_t len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < lc_osm_rules_result_count(r); i++)
        if (results >> i & 1)
            len += (size_t)snprintf(out + len, 512 - len, "%s%s",
                                    len ? " " : "", lc_osm_rules_result(r, i));
    clear(&d);
}

/* Writes DIR/rules.csv and opens it as the table it is. */
static lc_status open_text(const char *text, lc_osm_rules **out, lc_error *err)
{
    char folder[] = "/tmp/lifecircle-rules-XXXXXX", path[64], words[64];
    lc_status st;
    FILE *f;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/rules.csv", folder);
    f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    snprintf(words, sizeof words, "%s/osm_words.csv", folder);
    f = fopen(words, "w");
    assert_non_null(f);
    fputs((const char *)lc_embedded_find("geodata/osm_words.csv")->data, f);
    fclose(f);
    setenv("LIFECIRCLE_GEODATA", folder, 1);
    st = lc_osm_rules_open("rules.csv", "category", false, out, err);
    unsetenv("LIFECIRCLE_GEODATA");
    unlink(path);
    unlink(words);
    rmdir(folder);
    return st;
}

static void expressions_hold_as_written(void **state)
{
    static const struct {
        const char *expression, *tags;
        double area_m2;
        bool holds;
    } ROWS[] = {
        {"a=x", "a=x", -1, true},
        {"a=x", "a=xy", -1, false},
        {"a=x", "a=y;x", -1, true},
        {"a=x", "a=y; x ;z", -1, true},
        {"a=x", "a=", -1, false},
        {"a=x|y", "a=y", -1, true},
        {"a=x|y", "b=y", -1, false},
        {"a", "a=anything", -1, true},
        {"a + !b", "a=1", -1, true},
        {"a + !b", "a=1, b=1", -1, false},
        {"a + b!=no", "a=1", -1, true},
        {"a + b!=no|off", "a=1, b=off", -1, false},
        {"a + b!=no", "a=1, b=x;no", -1, false},
        {"a~school", "a=Primary SCHOOL", -1, true},
        {"a~小学", "a=成都市小学", -1, true},
        {"a^ies", "a=IES Norte", -1, true},
        {"a^ies", "a=Series", -1, false},
        {"a^ies", "a=Norte (ies)", -1, true},
        {"a^ies", "a=éies", -1, false},
        {"a<3", "a=2.5", -1, true},
        {"a<3", "a=3", -1, false},
        {"a<3", "a=two", -1, false},
        {"a>=3", "a=3", -1, true},
        {"a + area_m2<5000", "a=1", 4999, true},
        {"a + area_m2<5000", "a=1", 5000, false},
        {"a + area_m2>=5000", "a=1", 5000, true},
        {"a + area_m2<5000", "a=1", -1, false},
        {"a + area_m2<5000", "a=1", NAN, true},
        {"a + any_name~park", "a=1, name:en=Old Park", -1, true},
        {"a + any_name~park", "a=1, note=Old Park", -1, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        lc_osm_rules *r = NULL;
        lc_error err = {0};
        char text[256], results[512];

        snprintf(text, sizeof text, "category,expression\nhit,%s\n",
                 ROWS[i].expression);
        if (open_text(text, &r, &err))
            fail_msg("%s: %s", ROWS[i].expression, err.text);
        results_of(r, ROWS[i].tags, ROWS[i].area_m2, results);
        if ((strcmp(results, "hit") == 0) != ROWS[i].holds)
            fail_msg("%s on %s, %g m2: expected %d", ROWS[i].expression,
                     ROWS[i].tags, ROWS[i].area_m2, ROWS[i].holds);
        lc_osm_rules_free(r);
    }
}

static void bad_rules_are_refused_with_their_line(void **state)
{
    static const struct {
        const char *rows, *says;
        uint32_t line;
    } ROWS[] = {
        {"x,\n", "not a condition", 2},
        {"x,a=1\ny,!a\n", "must ask for a tag", 3},
        {"x,a!=1\n", "must ask for a tag", 2},
        {"x,area_m2<3\n", "must ask for a tag", 2},
        {"x,a=\n", "is empty", 2},
        {"x,a=1||2\n", "is empty", 2},
        {"x,a<two\n", "not a number", 2},
        {"x,a + area_m2=3\n", "can't stand", 2},
        {"x,a + any_name=3\n", "can't stand", 2},
        {"x,a + result=y\n", "no rule above gives \"y\"", 2},
        {",a=1\n", "column category is empty", 2},
        {"x,=1\n", "not a condition", 2},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        lc_osm_rules *r = NULL;
        lc_error err = {0};
        char text[256];

        snprintf(text, sizeof text, "category,expression\n%s", ROWS[i].rows);
        assert_int_equal(open_text(text, &r, &err), LIFE_ERR_PARSE);
        assert_null(r);
        if (!strstr(err.text, ROWS[i].says) || err.line != ROWS[i].line)
            fail_msg("%s gave line %u: %s", ROWS[i].rows, err.line, err.text);
    }
}

static void first_rule_of_a_result_decides(void **state)
{
    lc_osm_rules *r = NULL;
    lc_osm_data d = {0};
    lc_osm_view v = view_of(&d, "a=1, b=1", -1);
    lc_osm_match m = {0};

    (void)state;
    assert_int_equal(open_text("category,expression,use\nx,a=2,no\nx,b,first\n"
                               "x,a,second\ny,a + result=x,third\n",
                               &r, NULL),
                     LIFE_OK);
    assert_true(lc_osm_rules_next(r, &v, &m));
    assert_string_equal(lc_osm_rules_cell(r, m.row, "use"), "first");
    assert_string_equal(lc_osm_rules_key(r, m.row), "b");
    assert_true(lc_osm_rules_next(r, &v, &m));
    assert_string_equal(lc_osm_rules_cell(r, m.row, "use"), "third");
    assert_false(lc_osm_rules_next(r, &v, &m));
    lc_osm_rules_free(r);
    clear(&d);
}

static void real_tags_give_their_categories(void **state)
{
    static const struct {
        const char *tags, *categories;
        double area_m2;
    } ROWS[] = {
        {"amenity=pharmacy", "pharmacy", -1},
        {"disused:amenity=pharmacy", "", -1},
        {"amenity=pharmacy, disused=yes", "- pharmacy", -1},
        {"amenity=cafe, opening_hours=closed", "- quality_commerce", -1},
        {"amenity=cafe, opening_hours=Mo-Fr 8-12; PH closed",
         "quality_commerce", -1},
        {"amenity=school", "school", -1},
        {"amenity=school, isced:level=1", "primary_school", -1},
        {"amenity=school, isced:level=1;2", "primary_school middle_school", -1},
        {"amenity=school, isced:level=0", "school", -1},
        {"amenity=school, isced:level=1, name=第七中学", "primary_school", -1},
        {"amenity=school, name=玉林小学", "primary_school", -1},
        {"amenity=school, name=第七中学", "middle_school", -1},
        {"amenity=school, name=石室高级中学", "high_school", -1},
        {"amenity=school, name=Grundschule Nord", "primary_school", -1},
        {"amenity=school, name=Sportgymnasium", "high_school middle_school",
         -1},
        {"amenity=school, name=C.E.I.P. Sur", "primary_school", -1},
        {"amenity=school, name=CEIP Sur", "primary_school", -1},
        {"amenity=school, name=I.E.S La Isleta", "high_school middle_school",
         -1},
        {"amenity=school, name=Series", "school", -1},
        {"name=玉林小学", "", -1},
        {"amenity=kindergarten, min_age=0", "childcare kindergarten", -1},
        {"amenity=kindergarten, min_age=3", "kindergarten", -1},
        {"amenity=community_centre, community_centre:for=senior;child",
         "lifelong_learning child_youth_space cultural_center "
         "community_service_center",
         -1},
        {"leisure=park", "park", 5000},
        {"leisure=park", "park pocket_green", 4999.9},
        {"leisure=park", "park", -1},
        {"access=private, leisure=park", "", 100},
        {"access=no, leisure=playground", "", -1},
        {"access=customers, leisure=playground", "child_youth_space", -1},
        {"access=private, amenity=school", "school", -1},
        {"access=private, amenity=parking", "", -1},
        {"public_transport=station", "", -1},
        {"bus=yes, public_transport=station", "", -1},
        {"public_transport=station, train=yes", "metro_station", -1},
        {"bus=yes, public_transport=platform", "bus_stop", -1},
        {"public_transport=platform", "", -1},
        {"highway=footway", "", -1},
        {"route=hiking, type=route", "greenway", -1},
        {"shop=butcher;convenience", "fresh_market convenience_store", -1},
    };
    lc_osm_rules *r = NULL;

    (void)state;
    assert_int_equal(
        lc_osm_rules_open("osm_rules.csv", "category", false, &r, NULL),
        LIFE_OK);
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        char results[512];

        results_of(r, ROWS[i].tags, ROWS[i].area_m2, results);
        if (strcmp(results, ROWS[i].categories))
            fail_msg("%s (%g m2) gave \"%s\", not \"%s\"", ROWS[i].tags,
                     ROWS[i].area_m2, results, ROWS[i].categories);
    }
    lc_osm_rules_free(r);
}

static void weak_rules_hold_only_when_asked_for(void **state)
{
    lc_osm_rules *r = NULL;
    char results[512];

    (void)state;
    assert_int_equal(
        lc_osm_rules_open("osm_rules.csv", "category", true, &r, NULL),
        LIFE_OK);
    results_of(r, "highway=footway", -1, results);
    assert_string_equal(results, "greenway");
    results_of(r, "amenity=arts_centre", -1, results);
    assert_string_equal(results, "cultural_center beauty_space");
    lc_osm_rules_free(r);
}

static void features_and_homes_are_sorted(void **state)
{
    static const struct {
        const char *table, *column, *tags, *results;
    } ROWS[] = {
        {"features.csv", "kind", "building=house", "building"},
        {"features.csv", "kind", "building=no", ""},
        {"features.csv", "kind", "building=yes, layer=-1", ""},
        {"features.csv", "kind", "natural=coastline", "coast"},
        {"features.csv", "kind", "landuse=residential, natural=water",
         "water land"},
        {"features.csv", "kind", "tunnel=culvert, waterway=stream", ""},
        {"features.csv", "kind", "railway=tram", "rail"},
        {"homes.csv", "role", "building=house", "home"},
        {"homes.csv", "role", "amenity=place_of_worship, building=yes",
         "ground fills"},
        {"homes.csv", "role", "building=retail, building:flats=12", "above"},
        {"homes.csv", "role", "building=retail, building:flats=no", ""},
        {"homes.csv", "role", "building=yes", "assumed"},
        {"homes.csv", "role", "building=house, ruins=yes", "- home"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        lc_osm_rules *r = NULL;
        char results[512];

        assert_int_equal(
            lc_osm_rules_open(ROWS[i].table, ROWS[i].column, false, &r, NULL),
            LIFE_OK);
        results_of(r, ROWS[i].tags, 100, results);
        if (strcmp(results, ROWS[i].results))
            fail_msg("%s of %s gave \"%s\", not \"%s\"", ROWS[i].table,
                     ROWS[i].tags, results, ROWS[i].results);
        lc_osm_rules_free(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_hold_as_written),
        cmocka_unit_test(bad_rules_are_refused_with_their_line),
        cmocka_unit_test(first_rule_of_a_result_decides),
        cmocka_unit_test(real_tags_give_their_categories),
        cmocka_unit_test(weak_rules_hold_only_when_asked_for),
        cmocka_unit_test(features_and_homes_are_sorted),
    };

    unsetenv("LIFECIRCLE_GEODATA");
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
