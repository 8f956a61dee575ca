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

#include "lifecircle/base/mem.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lct_city {
    char folder[64], path[96];
    lc_city *city;
    lc_frame frame;
    lc_study *study;
    lc_walker *walker;
    int64_t streets, homes, features, addresses;
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

lc_city *lct_file(lct_city *c)
{
    return c->city;
}

lct_city *lct_city_new(void)
{
    return lct_city_new_at((lc_lonlat){104.06, 30.65});
}

lct_city *lct_city_new_at(lc_lonlat corner)
{
    lct_city *c = calloc(1, sizeof *c);
    lc_error err = {0};

    assert_non_null(c);
    strcpy(c->folder, "/tmp/lct_city.XXXXXX");
    assert_non_null(mkdtemp(c->folder));
    snprintf(c->path, sizeof c->path, "%s/a.city", c->folder);
    c->frame = lc_frame_at(lc_pt_from(corner));
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

void lct_street_part(lct_city *c, const lct_part *p)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO street VALUES (?,?,'Street','residential',?,?,?,?,"
           "?,?,?,?,?,1,?,?)");
    lc_shape line = make_shape(c, LIFE_SHAPE_LINE, p->pt, p->n);
    int64_t length_mm =
        p->length_mm ? p->length_mm : lct_length_mm(c, p->pt, p->n);
    int how = p->how, bits = 3 | (how & LCT_PRIVATE ? 4 : 0);
    bool wheels = !(how & (LCT_STEPS | LCT_NO_WHEELS));

    c->streets++;
    lc_stmt_int(s, 1, c->streets);
    lc_stmt_int(s, 2, p->way ? p->way : c->streets);
    lc_stmt_int(s, 3, p->from);
    lc_stmt_int(s, 4, p->to);
    lc_stmt_int(s, 5, p->at_mm);
    lc_stmt_int(s, 6, length_mm);
    lc_stmt_int(s, 7, how & LCT_BRIDGE ? 1 : 0);
    lc_stmt_int(s, 8, how & LCT_STEPS ? 1 : 0);
    lc_stmt_int(s, 9, bits);
    lc_stmt_int(s, 10, wheels ? bits : 0);
    lc_stmt_int(s, 11, how & LCT_STEPS ? 0 : how & LCT_ONE_WAY ? 1 : bits);
    lc_stmt_int(s, 12, how & LCT_ISLAND ? 1 : 0);
    bind_shape(s, 13, &line, true);
    run(s);
}

void lct_street_via(lct_city *c, int from, int to, const lct_xy *pt, size_t n,
                    int how)
{
    const lct_part p = {.from = from, .to = to, .pt = pt, .n = n, .how = how};

    lct_street_part(c, &p);
}

void lct_street(lct_city *c, int from, lct_xy a, int to, lct_xy b, int how)
{
    const lct_xy pt[2] = {a, b};

    lct_street_via(c, from, to, pt, 2, how);
}

void lct_facility_of(lct_city *c, const char *source, const char *id,
                     const char *categories, lct_xy p)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO facility (id, source, name, name_given, categories,"
           " layer, geom) VALUES (?1, ?4, ?1, 1, ?2, 0, ?3)");

    lc_stmt_text(s, 1, id);
    lc_stmt_text(s, 2, categories);
    lc_stmt_point(s, 3, at(c, p));
    lc_stmt_text(s, 4, source);
    run(s);
}

void lct_facility(lct_city *c, const char *id, const char *categories, lct_xy p)
{
    lct_facility_of(c, "test", id, categories, p);
}

void lct_facility_in(lct_city *c, const char *id, const char *categories,
                     const char *unit)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO facility (id, source, name, name_given, categories,"
           " layer, unit_code) VALUES (?1, 'test', ?1, 1, ?2, 0, ?3)");

    lc_stmt_text(s, 1, id);
    lc_stmt_text(s, 2, categories);
    lc_stmt_text(s, 3, unit);
    run(s);
}

void lct_area(lct_city *c, const char *id, const char *categories,
              const lct_xy *ring, size_t n)
{
    lc_shape shape = make_shape(c, LIFE_SHAPE_AREA, ring, n);
    lc_stmt *s;

    lct_facility(c, id, categories, ring[0]);
    s = prepare(c, "UPDATE facility SET geom = ? WHERE id = ?");
    lc_stmt_point(s, 1, lc_shape_inner(&shape));
    lc_stmt_text(s, 2, id);
    run(s);
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

void lct_unit_of(lct_city *c, const char *level, const char *code,
                 const lct_xy *ring, size_t n)
{
    lc_stmt *s =
        prepare(c, "INSERT INTO unit (code, level, name, name_en, approximate,"
                   " source, geom) VALUES (?1, ?2, ?1, '', 0, 'test', ?3)");
    lc_shape shape = make_shape(c, LIFE_SHAPE_AREA, ring, n);

    lc_stmt_text(s, 1, code);
    lc_stmt_text(s, 2, level);
    bind_shape(s, 3, &shape, false);
    run(s);
}

void lct_unit(lct_city *c, const char *code, const lct_xy *ring, size_t n)
{
    lct_unit_of(c, "community", code, ring, n);
}

void lct_centre(lct_city *c, const char *code, lct_xy p)
{
    lc_stmt *s = prepare(
        c, "INSERT INTO unit (code, level, name, name_en, approximate,"
           " source, centre) VALUES (?1, 'community', ?1, '', 1, 'test', ?2)");

    lc_stmt_text(s, 1, code);
    lc_stmt_point(s, 2, at(c, p));
    run(s);
}

void lct_place(lct_city *c, const char *id, const char *name, lct_xy p)
{
    lc_stmt *s =
        prepare(c, "INSERT INTO place VALUES (?, 'suburb', ?, '', NULL, ?)");

    lc_stmt_text(s, 1, id);
    lc_stmt_text(s, 2, name);
    lc_stmt_point(s, 3, at(c, p));
    run(s);
}

void lct_address(lct_city *c, const char *text, lct_xy p)
{
    lc_stmt *s = prepare(c, "INSERT INTO address VALUES (?, ?, ?)");

    lc_stmt_int(s, 1, ++c->addresses);
    lc_stmt_text(s, 2, text);
    lc_stmt_point(s, 3, at(c, p));
    run(s);
}

static void put_source(lct_city *c, lc_source *s, lct_xy low, lct_xy high)
{
    const lct_xy ring[] = {low, {high.x, low.y}, high, {low.x, high.y}};
    lc_shape shape = make_shape(c, LIFE_SHAPE_AREA, ring, 4);
    lc_error err = {0};

    s->file = "test";
    s->sha256 = "";
    s->crs = "wgs84";
    s->attribution = "";
    s->extent_rule = "option";
    s->extent = &shape;
    check(lc_city_put_source(c->city, s, &err), &err);
    s->extent = NULL;
    lc_shape_clear(&shape);
}

void lct_extent(lct_city *c, lct_xy low, lct_xy high)
{
    lc_source s = {.name = "test", .kind = "osm"};

    put_source(c, &s, low, high);
    c->has_extent = true;
}

void lct_source(lct_city *c, const char *name, lct_xy low, lct_xy high)
{
    lc_source s = {.name = name, .kind = "facilities"};

    put_source(c, &s, low, high);
}

lc_study *lct_open(lct_city *c)
{
    lc_error err = {0};

    if (!c->has_extent)
        lct_extent(c, (lct_xy){-20000, -20000}, (lct_xy){20000, 20000});
    check(lc_compute(c->city, &err), &err);
    check(lc_city_publish(c->city, &err), &err);
    c->city = NULL;
    check(lc_study_open(c->path, true, &c->study, &err), &err);
    c->walker = lc_walker_new(c->study);
    assert_non_null(c->walker);
    return c->study;
}

lc_study *lct_study(const lct_city *c)
{
    return c->study;
}

const lc_world *lct_world(const lct_city *c)
{
    return c->study ? lc_study_world(c->study) : NULL;
}

int64_t lct_length_mm(const lct_city *c, const lct_xy *pt, size_t n)
{
    lc_shape line = make_shape(c, LIFE_SHAPE_LINE, pt, n);
    int64_t mm = llround(lc_shape_length_m(&line) * 1000);

    lc_shape_clear(&line);
    return mm;
}

void lct_city_free(lct_city *c)
{
    char other[128];

    lc_walker_free(c->walker);
    lc_study_free(c->study);
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
    uint32_t cat = lc_world_find_category(lct_world(c), category);
    lc_error err = {0};
    lc_place place;
    lc_near near;
    uint32_t n;

    check(lc_place_at(c->walker, lct_at(c, from),
                      lc_world_find_pace(lct_world(c), pace), &place, &err),
          &err);
    check(lc_nearest_find(c->walker, &place, (lc_catset)1 << cat, 1, &near, &n,
                          &err),
          &err);
    return n ? (int64_t)near.walk_ms : -1;
}
