/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/newcomer.h: a facility that isn't there yet is linked as it is
 * once it is there.
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
#include "lifecircle/import/import.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/study/study.h"
#include "src/study/study.h"
#include "src/study/walk/newcomer.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { NEWCOMERS = 200 };

static uint32_t seed = 16;

static double dice(void) /* 0 to 1 */
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) / (double)(1 << 24);
}

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* Near a street, in its water and woods too, some beyond all of them. */
static lc_lonlat somewhere(const lc_world *w)
{
    uint32_t node = (uint32_t)(dice() * w->net->node_count);
    lc_lonlat p = lc_pt_lonlat(w->net->node[node]);
    double far = dice() < 0.2 ? 0.02 : 0.002;

    p.lon += far * (dice() - 0.5);
    p.lat += far * (dice() - 0.5);
    return lc_pt_lonlat(lc_pt_from(p));
}

static const char *import_extract(const char *extract)
{
    const char *path = lct_folder_path("newcomer.city");
    lc_import_opts o = {0};
    lc_import_report report;
    lc_error err = {0};
    lc_city *c;

    ok(lc_city_begin(path, LIFE_KEEP_NONE, &c, &err), &err);
    ok(lc_import_osm(c, extract, &o, &report, &err), &err);
    ok(lc_compute(c, &err), &err);
    ok(lc_city_publish(c, &err), &err);
    return path;
}

static void add(lc_city *c, lc_lonlat p, char id[64])
{
    char lon[40], lat[40];
    const char *fields[] = {"category=pharmacy", lon, lat};
    lc_error err = {0};

    snprintf(lon, sizeof lon, "lon=%.7f", p.lon);
    snprintf(lat, sizeof lat, "lat=%.7f", p.lat);
    ok(lc_one_facility_add(c, fields, 3, NULL, id, &err), &err);
}

static void add_all(const char *path, const lc_lonlat *p, char (*id)[64])
{
    lc_error err = {0};
    lc_city *c;

    ok(lc_city_begin(path, LIFE_KEEP_ALL, &c, &err), &err);
    for (int i = 0; i < NEWCOMERS; i++)
        add(c, p[i], id[i]);
    ok(lc_compute(c, &err), &err);
    ok(lc_city_publish(c, &err), &err);
}

/* Links of each mode, and the unit at each level. */
static uint32_t compare(const lc_world *before, lc_lonlat p,
                        const lc_world *after, const char *id)
{
    uint32_t f = lc_world_facility_find(after, id), links = 0;
    lc_newcomer n = {0};
    lc_error err = {0};

    assert_int_not_equal(f, LIFE_NONE);
    for (lc_mode m = 0; m < before->mode_count; m++) {
        const lc_link *link;
        size_t count = lc_world_facility_links(after, f, m, &link);

        ok(lc_newcomer_at(before, lc_pt_from(p), 0, m, &n, &err), &err);
        assert_int_equal(n.link.n, count);
        assert_int_equal(n.reason == LIFE_REASON_NONE, count > 0);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(n.link.v[i].edge, link[i].edge);
            assert_int_equal(n.link.v[i].at_mm, link[i].at_mm);
            assert_int_equal(n.link.v[i].leg_mm, link[i].leg_mm);
        }
        links += (uint32_t)count;
    }
    assert_int_equal(n.unit, after->facility.v[f].unit);
    for (uint32_t l = 0; l < after->level.n; l++)
        assert_int_equal(lc_world_unit_of(before, lc_pt_from(p), l),
                         after->facility_unit[l * after->facility.n + f]);
    lc_newcomer_clear(&n);
    return links;
}

static void links_are_those_that_compute_gives(void **state)
{
    const char *data = getenv("LIFECIRCLE_DATA");
    char extract[512], id[NEWCOMERS][64];
    const char *path;
    lc_lonlat p[NEWCOMERS];
    lc_study *before, *after;
    lc_error err = {0};
    uint32_t linked = 0;

    (void)state;
    if (!data)
        skip();
    snprintf(extract, sizeof extract, "%s/osm/liechtenstein-2013.osm.pbf",
             data);
    path = import_extract(extract);
    ok(lc_study_open(path, false, &before, &err), &err);
    for (int i = 0; i < NEWCOMERS; i++)
        p[i] = somewhere(before->w);
    add_all(path, p, id);
    ok(lc_study_open(path, false, &after, &err), &err);
    for (int i = 0; i < NEWCOMERS; i++)
        linked += compare(before->w, p[i], after->w, id[i]) > 0;
    assert_in_range(linked, NEWCOMERS / 2, NEWCOMERS - 1); /* of both kinds */
    lc_study_free(before);
    lc_study_free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_those_that_compute_gives),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
