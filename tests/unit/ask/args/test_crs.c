/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crs.h: a position that comes in GCJ-02 or BD-09 is answered as the same
 * position in WGS 84, by every question that takes one, and the answer says so.
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
#include "lifecircle/ask/args/crs.h"
#include "lifecircle/ask/args/find.h"
#include "lifecircle/ask/args/read.h"
#include "lifecircle/ask/question.h"
#include "lifecircle/ask/questions.h"
#include "lifecircle/geo/crs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- asking ---- */

typedef struct given { /* what a question is asked with; NULL: not */
    char lon[32], lat[32], ring[512];
    const char *crs, *format;
} given;

static void ask_into(lc_buf *out, lc_study *study, const lc_question *q,
                     const given *g)
{
    lc_walker *walker = lc_walker_new(study);
    lc_ask ask = {.study = study,
                  .world = lc_study_world(study),
                  .walker = walker,
                  .links = {""}};
    lc_reply reply = {0};
    lc_error err = {0};
    lc_args a;

    lc_question_open(q, LIFE_DOOR_REQUEST, &a);
    a.formats = g->format ? "table json geojson" : q->formats;
    a.raw[LIFE_PARAM_FORMAT] = g->format;
    a.raw[LIFE_PARAM_LON] = *g->lon ? g->lon : NULL;
    a.raw[LIFE_PARAM_LAT] = *g->lat ? g->lat : NULL;
    a.raw[LIFE_PARAM_AREA] = *g->ring ? g->ring : NULL;
    a.body_len = strlen(g->ring);
    a.raw[LIFE_PARAM_CRS] = g->crs;
    if (lc_question_takes(q, LIFE_PARAM_TO, 0))
        a.raw[LIFE_PARAM_TO] = "osm:n1";
    if (lc_question_takes(q, LIFE_PARAM_Q, 0))
        a.raw[LIFE_PARAM_Q] = "A";
    if (lc_args_read(&a, &err) || lc_args_find(&a, study, &err))
        fail_msg("%s: %s", q->name, err.text);
    reply.format = a.format;
    if (lc_question_run(q, &ask, &a, &reply, &err))
        fail_msg("%s: %s", q->name, err.text);
    lc_buf_clear(out);
    lc_buf_put(out, reply.body.data, reply.body.len);
    lc_buf_free(&reply.body);
    lc_args_clear(&a);
    lc_walker_free(walker);
}

/* ---- the city, and points of it ---- */

static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){1000, 0}, 3, (lct_xy){1000, 800}, LCT_OPEN);
    lct_street(c, 1, (lct_xy){0, 0}, 4, (lct_xy){0, 800}, LCT_OPEN);
    lct_facility(c, "osm:n1", "pharmacy", (lct_xy){900, 20});
    lct_facility(c, "osm:n2", "park", (lct_xy){20, 700});
    lct_place(c, "osm:n9", "A", (lct_xy){500, 10});
    for (int i = 1; i < 10; i++)
        lct_home(c, (lct_xy){100 * i, 30}, 1000);
    return c;
}

/* The grid of positions is kept to 1e-7 degrees: between two of them no answer
 * is told apart, and a shifted one must come back to the same. */
static lc_lonlat some_point(const lct_city *c)
{
    lct_xy p = {rand() % 1000, rand() % 200};

    return lc_pt_lonlat(lc_pt_from(lct_at(c, p)));
}

static lc_lonlat shifted(lc_crs_degrees to, lc_lonlat p)
{
    if (to == LIFE_DEGREES_WGS84)
        return p;
    p = lc_wgs84_to_gcj02(p);
    return to == LIFE_DEGREES_BD09 ? lc_gcj02_to_bd09(p) : p;
}

static void give_point(given *g, lc_crs_degrees to, lc_lonlat p)
{
    p = shifted(to, p);
    snprintf(g->lon, sizeof g->lon, "%.10f", p.lon);
    snprintf(g->lat, sizeof g->lat, "%.10f", p.lat);
}

/* A square around a point, as GeoJSON. */
static void give_ring(given *g, lc_crs_degrees to, lc_lonlat p)
{
    static const double corner[5][2] = {
        {-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    char *s = g->ring;

    s += sprintf(s, "{\"type\":\"Polygon\",\"coordinates\":[[");
    for (size_t i = 0; i < 5; i++) {
        lc_lonlat c = shifted(to, (lc_lonlat){p.lon + corner[i][0] * 0.004,
                                              p.lat + corner[i][1] * 0.004});

        s += sprintf(s, "%s[%.10f,%.10f]", i ? "," : "", c.lon, c.lat);
    }
    sprintf(s, "]]}");
}

/* ---- the property ---- */

/* `want` but for the member at its end, which begins so. */
static void expect_same(const lc_question *q, const lc_buf *want,
                        const lc_buf *got, const char *echo)
{
    if (got->len < want->len ||
        memcmp(got->data, want->data, want->len - 1) != 0 ||
        strncmp(got->data + want->len - 1, echo, strlen(echo)) != 0)
        fail_msg("%s:\n%s\nis not\n%s\nand %s", q->name, got->data, want->data,
                 echo);
}

static void points_are_answered_where_they_are(void **state)
{
    lct_city *c = town();
    lc_study *study = lct_open(c);
    lc_buf want = {0}, got = {0};
    size_t asked = 0;

    (void)state;
    srand(11);
    for (size_t i = 0; i < lc_question_count; i++) {
        const lc_question *q = lc_questions[i];

        if (!lc_question_takes(q, LIFE_PARAM_LON, 0))
            continue;
        for (int n = 0; n < 25; n++) {
            lc_lonlat p = some_point(c);
            given g = {.crs = NULL};

            give_point(&g, LIFE_DEGREES_WGS84, p);
            ask_into(&want, study, q, &g);
            for (int of = 0; of < LIFE_DEGREES_COUNT; of++) {
                g.crs = lc_crs_degrees_names[of];
                give_point(&g, (lc_crs_degrees)of, p);
                ask_into(&got, study, q, &g);
                expect_same(q, &want, &got, ",\"at\":{\"lon\":10");
            }
            asked++;
        }
    }
    assert_int_equal(asked, 5 * 25); /* nearest, circle, isochrone, route,
                                        search */
    lc_buf_free(&want);
    lc_buf_free(&got);
    lct_city_free(c);
}

static void areas_are_answered_where_they_are(void **state)
{
    lct_city *c = town();
    lc_study *study = lct_open(c);
    lc_buf want = {0}, got = {0};
    size_t asked = 0;

    (void)state;
    srand(12);
    for (size_t i = 0; i < lc_question_count; i++) {
        const lc_question *q = lc_questions[i];

        if (!lc_question_takes(q, LIFE_PARAM_AREA, 0))
            continue;
        for (int n = 0; n < 25; n++) {
            lc_lonlat p = some_point(c);
            given g = {.crs = NULL};

            give_ring(&g, LIFE_DEGREES_WGS84, p);
            ask_into(&want, study, q, &g);
            for (int of = 0; of < LIFE_DEGREES_COUNT; of++) {
                g.crs = lc_crs_degrees_names[of];
                give_ring(&g, (lc_crs_degrees)of, p);
                ask_into(&got, study, q, &g);
                expect_same(q, &want, &got, ",\"area\":{\"crs\":\"");
            }
            asked++;
        }
    }
    assert_int_equal(asked, 25); /* coverage */
    lc_buf_free(&want);
    lc_buf_free(&got);
    lct_city_free(c);
}

/* ---- what is said ---- */

/* 13.26,53.55 is not China, where GCJ-02 is WGS 84. */
static void says_what_was_made_of_it(void **state)
{
    static const struct {
        const char *lon, *lat, *crs, *says;
    } row[] = {
        {"104.0665", "30.6575", "gcj02",
         "104.0665000,30.6575000 was read as GCJ-02 (AMap, Tencent) and is "
         "104.0639958,30.6599232 in WGS 84"},
        {"104.0665", "30.6575", "bd09", "was read as BD-09 (Baidu) and is"},
        {"13.26", "53.55", "gcj02", "which is not shifted there"},
        {"104.0665", "30.6575", "wgs84", ""},
        {"104.0665", "30.6575", NULL, ""},
    };
    lc_buf out = {0};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_args a;

        lc_question_open(lc_questions_find("nearest"), LIFE_DOOR_COMMAND, &a);
        a.raw[LIFE_PARAM_LON] = row[i].lon;
        a.raw[LIFE_PARAM_LAT] = row[i].lat;
        a.raw[LIFE_PARAM_CRS] = row[i].crs;
        assert_int_equal(lc_args_read(&a, NULL), LIFE_OK);
        lc_buf_clear(&out);
        lc_args_crs_say(&a, LIFE_LANG_EN, &out);
        if (*row[i].says ? !out.data || !strstr(out.data, row[i].says)
                         : out.len > 0)
            fail_msg("%s: %s", row[i].says, out.data);
    }
    lc_buf_free(&out);
}

static void refuses_what_makes_no_sense(void **state)
{
    static const struct {
        const char *command, *lon, *lat, *crs, *parameter, *says;
    } row[] = {
        {"nearest", "104", "30", "gcj-02", "crs", "wgs84, gcj02, bd09"},
        {"nearest", "104", "30", "", "crs", "wgs84, gcj02, bd09"},
        {"nearest", "104", "30", "GCJ02", "crs", "wgs84, gcj02, bd09"},
        {"coverage", NULL, NULL, "gcj02", "crs", "no position or drawn area"},
        {"nearest", "-180", "30", "bd09", "lon", "no place on earth"},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_error err = {0};
        lc_args a;

        lc_question_open(lc_questions_find(row[i].command), LIFE_DOOR_REQUEST,
                         &a);
        a.raw[LIFE_PARAM_LON] = row[i].lon;
        a.raw[LIFE_PARAM_LAT] = row[i].lat;
        a.raw[LIFE_PARAM_CRS] = row[i].crs;
        assert_true(lc_args_read(&a, &err) != LIFE_OK);
        assert_string_equal(err.parameter, row[i].parameter);
        assert_non_null(strstr(err.text, row[i].says));
    }
}

/* Nobody can forget it: whatever takes a place, an area or a scenario takes its
 * system. An export's "crs" is another, that of what is written. */
static void every_position_has_its_system(void **state)
{
    (void)state;
    for (size_t i = 0; i < lc_question_count; i++) {
        const lc_question *q = lc_questions[i];
        bool placed = lc_question_takes(q, LIFE_PARAM_LON, 0) ||
                      lc_question_takes(q, LIFE_PARAM_AREA, 0) ||
                      lc_question_takes(q, LIFE_PARAM_SCENARIO, 0);
        const lc_use *use;
        lc_args a;

        lc_question_open(q, LIFE_DOOR_REQUEST, &a);
        use = lc_args_use(&a, "crs");
        assert_int_equal(use && use->id == LIFE_PARAM_CRS, placed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_answered_where_they_are),
        cmocka_unit_test(areas_are_answered_where_they_are),
        cmocka_unit_test(says_what_was_made_of_it),
        cmocka_unit_test(refuses_what_makes_no_sense),
        cmocka_unit_test(every_position_has_its_system),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
