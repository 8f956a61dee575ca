/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lct_city.c - see the header.
 */
#define _DEFAULT_SOURCE

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"

#include "lifecircle/analysis/compute.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lct_city {
    char folder[64], path[96];
    lc_city *city;
    lc_frame frame;
    lc_world *world;
    lc_asker *asker;
    int64_t ways, homes, features;
    bool has_extent;
};

static void check(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static lc_pt at(const lct_city *c, lct_xy p)
{
    return lc_frame_pt(&c->frame, (lc_xy){p.x, p.y});
}

lc_lonlat lct_at(const lct_city *c, lct_xy p)
{
    return lc_pt_lonlat(at(c, p));
}

const char *lct_path(const lct_city *c)
{
    return c->path;
}

lct_city *lct_city_new(void)
{
    lct_city *c = calloc(1, sizeof *c);
    lc_error err = {0};

    assert_non_null(c);
    strcpy(c->folder, "/tmp/lct_city.XXXXXX");
    assert_non_null(mkdtemp(c->folder));
    snprintf(c->path, sizeof c->path, "%s/a.city", c->folder);
    c->frame = lc_frame_at(lc_pt_from((lc_lonlat){104.06, 30.65}));
    check(lc_city_begin(c->path, false, &c->city, &err), &err);
    return c;
}

static lc_stmt *prepare(lct_city *c, const char *sql)
{
    lc_error err = {0};
    lc_stmt *s = NULL;

    check(lc_stmt_prepare(c->city, sql, &s, &err), &err);
    return s;
}

static void run(lc_stmt *s)
{
    lc_error err = {0};

    check(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static void bind_shape(lc_stmt *s, int i, lc_shape *shape, bool single)
{
    lc_error err = {0};

    check(lc_stmt_shape(s, i, shape, single, &err), &err);
    lc_shape_clear(shape);
}

static lc_shape make_shape(const lct_city *c, lc_shape_kind kind,
                           const lct_xy *pt, size_t n)
{
    lc_pt p[64];
    lc_shape s = {0};
    lc_error err = {0};

    assert_true(n < LCT_COUNT(p));
    for (size_t i = 0; i < n; i++)
        p[i] = at(c, pt[i]);
    if (kind == LIFE_SHAPE_AREA)
        p[n++] = p[0];
    check(lc_shape_make(kind, p, n, &s, &err), &err);
    if (kind == LIFE_SHAPE_AREA)
        check(lc_shape_normalise(&s, &err), &err);
    return s;
}

void lct_street_via(lct_city *c, int from, int to, const lct_xy *pt, size_t n,
                    int how)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO street VALUES (?,?,'Street','residential',?,?,0,?,"
           "?,?,?,?,?,1,?,?)");
    lc_shape line = make_shape(c, LIFE_SHAPE_LINE, pt, n);
    int bits = 3 | (how & LCT_PRIVATE ? 4 : 0);
    bool wheels = !(how & (LCT_STEPS | LCT_NO_WHEELS));

    c->ways++;
    lc_stmt_int(s, 1, c->ways);
    lc_stmt_int(s, 2, c->ways);
    lc_stmt_int(s, 3, from);
    lc_stmt_int(s, 4, to);
    lc_stmt_int(s, 5, llround(lc_shape_length_m(&line) * 1000));
    lc_stmt_int(s, 6, how & LCT_BRIDGE ? 1 : 0);
    lc_stmt_int(s, 7, how & LCT_STEPS ? 1 : 0);
    lc_stmt_int(s, 8, bits);
    lc_stmt_int(s, 9, wheels ? bits : 0);
    lc_stmt_int(s, 10, how & LCT_STEPS ? 0 : how & LCT_ONE_WAY ? 1 : bits);
    lc_stmt_int(s, 11, how & LCT_ISLAND ? 1 : 0);
    bind_shape(s, 12, &line, true);
    run(s);
}

void lct_street(lct_city *c, int from, lct_xy a, int to, lct_xy b, int how)
{
    const lct_xy pt[2] = {a, b};

    lct_street_via(c, from, to, pt, 2, how);
}

static void put_facility(lct_city *c, const char *id, const char *categories,
                         lc_pt p)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO facility (id, source, name, name_given, categories,"
           " layer, geom) VALUES (?1, 'test', ?1, 1, ?2, 0, ?3)");

    lc_stmt_text(s, 1, id);
    lc_stmt_text(s, 2, categories);
    lc_stmt_point(s, 3, p);
    run(s);
}

void lct_facility(lct_city *c, const char *id, const char *categories, lct_xy p)
{
    put_facility(c, id, categories, at(c, p));
}

void lct_area(lct_city *c, const char *id, const char *categories,
              const lct_xy *ring, size_t n)
{
    lc_shape shape = make_shape(c, LIFE_SHAPE_AREA, ring, n);
    lc_stmt *s;

    put_facility(c, id, categories, lc_shape_inner(&shape));
    s = prepare(c, "INSERT INTO facility_shape VALUES (?, ?)");
    lc_stmt_text(s, 1, id);
    bind_shape(s, 2, &shape, false);
    run(s);
}

void lct_entrance(lct_city *c, const char *facility, lct_xy p)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO facility_entrance (facility, geom) VALUES (?, ?)");

    lc_stmt_text(s, 1, facility);
    lc_stmt_point(s, 2, at(c, p));
    run(s);
}

void lct_home(lct_city *c, lct_xy p, int64_t weight)
{
    lc_stmt *s = prepare(c, "INSERT INTO home (id, osm_id, kind, weight,"
                            " assumed, layer, geom)"
                            " VALUES (?, '', 'building', ?, 0, 0, ?)");

    lc_stmt_int(s, 1, ++c->homes);
    lc_stmt_int(s, 2, weight);
    lc_stmt_point(s, 3, at(c, p));
    run(s);
}

void lct_barrier(lct_city *c, int blocks, const lct_xy *pt, size_t n, bool area)
{
    static const char *const kind[] = {"land", "water", "rail", "building"};
    lc_stmt *s =
        prepare(c, "INSERT INTO feature VALUES (?, '', ?, '', '', 0, ?, ?)");
    lc_shape shape =
        make_shape(c, area ? LIFE_SHAPE_AREA : LIFE_SHAPE_LINE, pt, n);

    lc_stmt_int(s, 1, ++c->features);
    lc_stmt_text(s, 2, kind[blocks]);
    lc_stmt_int(s, 3, blocks);
    bind_shape(s, 4, &shape, true);
    run(s);
}

void lct_unit(lct_city *c, const char *code, const lct_xy *ring, size_t n)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO unit (code, level, name, name_en, approximate,"
           " source, geom) VALUES (?1, 'community', ?1, '', 0, 'test', ?2)");
    lc_shape shape = make_shape(c, LIFE_SHAPE_AREA, ring, n);

    lc_stmt_text(s, 1, code);
    bind_shape(s, 2, &shape, false);
    run(s);
}

void lct_extent(lct_city *c, lct_xy low, lct_xy high)
{
    const lct_xy ring[] = {low, {high.x, low.y}, high, {low.x, high.y}};
    lc_shape shape = make_shape(c, LIFE_SHAPE_AREA, ring, 4);
    lc_source s = {.name = "test",
                   .kind = "osm",
                   .file = "test",
                   .sha256 = "",
                   .crs = "wgs84",
                   .attribution = "",
                   .extent_rule = "option",
                   .extent = &shape};
    lc_error err = {0};

    check(lc_city_put_source(c->city, &s, &err), &err);
    lc_shape_clear(&shape);
    c->has_extent = true;
}

lc_world *lct_open(lct_city *c)
{
    lc_error err = {0};

    if (!c->has_extent)
        lct_extent(c, (lct_xy){-20000, -20000}, (lct_xy){20000, 20000});
    check(lc_compute(c->city, &err), &err);
    check(lc_city_publish(c->city, &err), &err);
    c->city = NULL;
    check(lc_world_open(c->path, true, &c->world, &err), &err);
    c->asker = lc_asker_new(c->world);
    assert_non_null(c->asker);
    return c->world;
}

void lct_city_free(lct_city *c)
{
    char other[128];

    lc_asker_free(c->asker);
    lc_world_free(c->world);
    lc_city_close(c->city);
    unlink(c->path);
    snprintf(other, sizeof other, "%s.lock", c->path);
    unlink(other);
    snprintf(other, sizeof other, "%s.sha256", c->path);
    unlink(other);
    rmdir(c->folder);
    free(c);
}

int64_t lct_walk_ms(lct_city *c, lct_xy from, const char *category,
                    const char *pace)
{
    uint32_t cat = lc_world_find_category(c->world, category);
    lc_error err = {0};
    lc_place place;
    lc_near near;
    uint32_t n;

    check(lc_place_at(c->asker, lct_at(c, from),
                      lc_world_find_pace(c->world, pace), &place, &err),
          &err);
    check(lc_ask_nearest(c->asker, &place, (lc_catset)1 << cat, 1, &near, &n,
                         &err),
          &err);
    return n ? (int64_t)near.walk_ms : -1;
}
