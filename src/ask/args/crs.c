/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/args/crs.c - see crs.h.
 *
 * AMap's and Baidu's coordinates lie hundreds of metres from where WGS 84 has
 * them, and look the same. They are moved here, before any question sees them:
 * none can forget it, and none can do it twice.
 */
#include "src/ask/args/crs.h"

#include "lifecircle/ask/args/crs.h"
#include "lifecircle/base/json.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"

#include <stdio.h>
#include <string.h>

static lc_crs_degrees system_of(const lc_args *a)
{
    return (lc_crs_degrees)a->v[LIFE_PARAM_CRS].n;
}

static lc_lonlat place_of(const lc_args *a)
{
    return (lc_lonlat){a->v[LIFE_PARAM_LON].degrees,
                       a->v[LIFE_PARAM_LAT].degrees};
}

/* ---- moving ---- */

/* A system of nothing is a slip: the position was left out, or has another
 * name. */
static lc_status check_of(const lc_args *a, lc_error *err)
{
    static const lc_param_id of[] = {
        LIFE_PARAM_LON,       LIFE_PARAM_Q,        LIFE_PARAM_AREA,
        LIFE_PARAM_ADD,       LIFE_PARAM_SCENARIO, LIFE_PARAM_MOVE,
        LIFE_PARAM_LINK,      LIFE_PARAM_BLOCK,    LIFE_PARAM_GATE,
        LIFE_PARAM_CANDIDATES};

    if (!a->v[LIFE_PARAM_CRS].given)
        return LIFE_OK;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (a->v[of[i]].given || a->raw[of[i]])
            return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, "crs",
                         "%s is given, but no position or drawn area that it "
                         "could be of",
                         lc_args_label(a, LIFE_PARAM_CRS).text);
}

lc_status lc_args_crs_move(lc_args *a, lc_error *err)
{
    lc_lonlat p;

    if (!a->v[LIFE_PARAM_LON].given)
        return check_of(a, err);
    a->asked = place_of(a);
    p = lc_crs_degrees_to_wgs84(system_of(a), a->asked);
    if (!lc_lonlat_valid(p))
        return lc_fail_param(
            err, LIFE_ERR_RANGE, "lon", "%.9g,%.9g in %s is no place on earth",
            a->asked.lon, a->asked.lat, lc_crs_degrees_names[system_of(a)]);
    a->v[LIFE_PARAM_LON].degrees = p.lon;
    a->v[LIFE_PARAM_LAT].degrees = p.lat;
    return LIFE_OK;
}

/* ---- telling ---- */

/* 0 out of China, where GCJ-02 is WGS 84. */
static double moved_m(const lc_args *a)
{
    return lc_distance_m(lc_pt_from(a->asked), lc_pt_from(place_of(a)));
}

static void put_place(lc_json *j, const lc_args *a)
{
    lc_lonlat p = place_of(a);

    lc_json_object(j, "at");
    lc_json_double(j, "lon", a->asked.lon, 9);
    lc_json_double(j, "lat", a->asked.lat, 9);
    lc_json_str(j, "crs", lc_crs_degrees_names[system_of(a)]);
    lc_json_array(j, "wgs84");
    lc_json_double(j, NULL, p.lon, 7);
    lc_json_double(j, NULL, p.lat, 7);
    lc_json_end(j);
    lc_json_double(j, "moved_metres", moved_m(a), 1);
    lc_json_end(j);
}

static void put_area(lc_json *j, const lc_args *a)
{
    lc_box box = lc_shape_box(&a->area);
    const int32_t side[4] = {box.min_lon, box.min_lat, box.max_lon,
                             box.max_lat};

    lc_json_object(j, "area");
    lc_json_str(j, "crs", lc_crs_degrees_names[system_of(a)]);
    lc_json_array(j, "wgs84");
    for (size_t i = 0; i < 4; i++)
        lc_json_double(j, NULL, side[i] / 1e7, 7);
    lc_json_end(j);
    lc_json_end(j);
}

/* The answer's own members are there already, and its last byte closes it: so
 * this comes behind them, whatever the question. */
static void put_member(const lc_args *a, lc_buf *answer)
{
    lc_buf member = {0};
    lc_json j;

    if (answer->failed || !answer->len || answer->data[answer->len - 1] != '}')
        return;
    lc_json_init(&j, &member);
    lc_json_object(&j, NULL);
    if (a->v[LIFE_PARAM_LON].given)
        put_place(&j, a);
    else
        put_area(&j, a);
    lc_json_end(&j);
    if (member.failed) {
        answer->failed = true;
    } else {
        answer->len--;
        lc_buf_putc(answer, ',');
        lc_buf_put(answer, member.data + 1, member.len - 1);
    }
    lc_buf_free(&member);
}

void lc_args_crs_say(const lc_args *a, lc_lang lang, lc_buf *out)
{
    const char *name = lc_words_system(system_of(a), lang);
    lc_lonlat p = place_of(a);
    char asked[48], is[48];

    if (system_of(a) == LIFE_DEGREES_WGS84)
        return;
    snprintf(asked, sizeof asked, "%.7f,%.7f", a->asked.lon, a->asked.lat);
    snprintf(is, sizeof is, "%.7f,%.7f", p.lon, p.lat);
    if (!a->v[LIFE_PARAM_LON].given && a->area.kind == LIFE_SHAPE_NONE)
        return;
    if (!a->v[LIFE_PARAM_LON].given)
        LC_SAY(out, lang, LIFE_SAY_CRS_AREA, name);
    else if (moved_m(a) > 0)
        LC_SAY(out, lang, LIFE_SAY_CRS_MOVED, asked, name, is);
    else
        LC_SAY(out, lang, LIFE_SAY_CRS_SAME, asked, name);
}

void lc_args_crs_tell(const lc_args *a, lc_buf *answer)
{
    bool position =
        a->v[LIFE_PARAM_LON].given || a->area.kind != LIFE_SHAPE_NONE;
    size_t had = answer->len;

    if (!a->v[LIFE_PARAM_CRS].given || !position)
        return;
    if (!strcmp(a->format, "json") || !strcmp(a->format, "geojson"))
        put_member(a, answer);
    else if (!strcmp(a->format, "table"))
        lc_args_crs_say(a, (lc_lang)a->v[LIFE_PARAM_LANG].n, answer);
    if (answer->len > had && !strcmp(a->format, "table"))
        lc_buf_putc(answer, '\n');
}
