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
#include "lifecircle/store/rows/address.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/facility_entrance.h"
#include "lifecircle/store/rows/facility_shape.h"
#include "lifecircle/store/rows/feature.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/store/rows/street.h"
#include "lifecircle/store/rows/unit.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/world.h"

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
    int how = p->how, bits = 3 | (how & LCT_PRIVATE ? 4 : 0);
    bool wheels = !(how & (LCT_STEPS | LCT_NO_WHEELS));
    lc_stored_street s = {.id = ++c->streets,
                          .way_id = p->way ? p->way : c->streets,
                          .name = "Street",
                          .highway = "residential",
                          .from_node = p->from,
                          .to_node = p->to,
                          .at_mm = p->at_mm,
                          .length_mm = p->length_mm
                                           ? p->length_mm
                                           : lct_length_mm(c, p->pt, p->n),
                          .layer = how & LCT_BRIDGE ? 1 : 0,
                          .steps = how & LCT_STEPS,
                          .perm = {bits, wheels ? bits : 0,
                                   how & LCT_STEPS     ? 0
                                   : how & LCT_ONE_WAY ? 1
                                                       : bits},
                          .residential = true,
                          .island = how & LCT_ISLAND,
                          .ends = how / LCT_CUT_FIRST,
                          .line = make_shape(c, LIFE_SHAPE_LINE, p->pt, p->n)};
    lc_error err = {0};

    check(lc_street_rows_insert(c->city, &s, &err), &err);
    lc_shape_clear(&s.line);
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
    const lc_stored_facility f = {.id = id,
                                  .source = source,
                                  .name = id,
                                  .name_given = true,
                                  .categories = categories,
                                  .area_m2 = -1,
                                  .pt = at(c, p),
                                  .placed = true};
    lc_error err = {0};

    check(lc_facility_rows_insert(c->city, &f, &err), &err);
}

void lct_facility(lct_city *c, const char *id, const char *categories, lct_xy p)
{
    lct_facility_of(c, "test", id, categories, p);
}

void lct_facility_in(lct_city *c, const char *id, const char *categories,
                     const char *unit)
{
    const lc_stored_facility f = {.id = id,
                                  .source = "test",
                                  .name = id,
                                  .name_given = true,
                                  .categories = categories,
                                  .unit_code = unit,
                                  .area_m2 = -1};
    lc_error err = {0};

    check(lc_facility_rows_insert(c->city, &f, &err), &err);
}

void lct_area(lct_city *c, const char *id, const char *categories,
              const lct_xy *ring, size_t n)
{
    lc_stored_facility_shape s = {id, make_shape(c, LIFE_SHAPE_AREA, ring, n)};
    lc_error err = {0};

    lct_facility(c, id, categories, ring[0]);
    check(lc_facility_rows_move(c->city, id, lc_shape_inner(&s.outline), -1,
                                &err),
          &err);
    check(lc_facility_shape_rows_insert(c->city, &s, &err), &err);
    lc_shape_clear(&s.outline);
}

void lct_entrance(lct_city *c, const char *facility, lct_xy p)
{
    const lc_stored_entrance e = {facility, at(c, p)};
    lc_error err = {0};

    check(lc_facility_entrance_rows_insert(c->city, &e, &err), &err);
}

void lct_home(lct_city *c, lct_xy p, int64_t weight)
{
    const lc_stored_home h = {.id = ++c->homes,
                              .kind = "building",
                              .weight_milli = weight,
                              .pt = at(c, p)};
    lc_error err = {0};

    check(lc_home_rows_insert(c->city, &h, &err), &err);
}

void lct_barrier(lct_city *c, int blocks, const lct_xy *pt, size_t n, bool area)
{
    lct_barrier_called(c, blocks, pt, n, area, "");
}

void lct_barrier_called(lct_city *c, int blocks, const lct_xy *pt, size_t n,
                        bool area, const char *name)
{
    static const char *const kind[] = {"land",     "water",       "rail",
                                       "building", "closed_road", "wall",
                                       "land",     "carriageway"};
    lc_stored_feature f = {
        .id = ++c->features,
        .kind = kind[blocks],
        .name = name,
        .blocks = blocks,
        .shape =
            make_shape(c, area ? LIFE_SHAPE_AREA : LIFE_SHAPE_LINE, pt, n)};
    lc_error err = {0};

    check(lc_feature_rows_insert(c->city, &f, &err), &err);
    lc_shape_clear(&f.shape);
}

void lct_unit_of(lct_city *c, const char *level, const char *code,
                 const lct_xy *ring, size_t n)
{
    lc_stored_unit u = {.code = code,
                        .level = level,
                        .name = code,
                        .urban = -1,
                        .source = "test",
                        .residents_milli = -1,
                        .residents_year = -1,
                        .area = make_shape(c, LIFE_SHAPE_AREA, ring, n)};
    lc_error err = {0};

    check(lc_unit_rows_insert(c->city, &u, &err), &err);
    lc_shape_clear(&u.area);
}

void lct_unit(lct_city *c, const char *code, const lct_xy *ring, size_t n)
{
    lct_unit_of(c, "community", code, ring, n);
}

void lct_centre(lct_city *c, const char *code, lct_xy p)
{
    const lc_stored_unit u = {.code = code,
                              .level = "community",
                              .name = code,
                              .urban = -1,
                              .approximate = true,
                              .source = "test",
                              .residents_milli = -1,
                              .residents_year = -1,
                              .centre = at(c, p),
                              .has_centre = true};
    lc_error err = {0};

    check(lc_unit_rows_insert(c->city, &u, &err), &err);
}

void lct_place(lct_city *c, const char *id, const char *name, lct_xy p)
{
    const lc_stored_place r = {.id = id,
                               .kind = "suburb",
                               .name = name,
                               .population = -1,
                               .pt = at(c, p)};
    lc_error err = {0};

    check(lc_place_rows_insert(c->city, &r, &err), &err);
}

void lct_address(lct_city *c, const char *text, lct_xy p)
{
    const lc_stored_address a = {
        .id = ++c->addresses, .source = "test", .text = text, .pt = at(c, p)};
    lc_error err = {0};

    check(lc_address_rows_insert(c->city, &a, &err), &err);
}

static void put_source(lct_city *c, lc_stored_source *s, lct_xy low,
                       lct_xy high)
{
    const lct_xy ring[] = {low, {high.x, low.y}, high, {low.x, high.y}};
    lc_error err = {0};

    s->file = "test";
    s->crs = "wgs84";
    s->extent_rule = "option";
    s->extent = make_shape(c, LIFE_SHAPE_AREA, ring, 4);
    /* No sea: the data end all around. */
    for (int i = 0; i < 4; i++) {
        const lct_xy side[] = {ring[i], ring[(i + 1) % 4]};
        lc_shape line = make_shape(c, LIFE_SHAPE_LINE, side, 2);

        s->land_edge.kind = LIFE_SHAPE_LINE;
        check(lc_shape_add_part(&s->land_edge, line.pt, 2, &err), &err);
        lc_shape_clear(&line);
    }
    check(lc_source_rows_put(c->city, s, &err), &err);
    lc_shape_clear(&s->extent);
    lc_shape_clear(&s->land_edge);
}

void lct_extent(lct_city *c, lct_xy low, lct_xy high)
{
    lc_stored_source s = {.name = "test", .kind = "osm"};

    put_source(c, &s, low, high);
    c->has_extent = true;
}

void lct_source(lct_city *c, const char *name, lct_xy low, lct_xy high)
{
    lc_stored_source s = {.name = name, .kind = "facilities"};

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
    const lc_catset set =
        lc_catset_of(lc_world_category_find(lct_world(c), category));
    lc_error err = {0};
    lc_place place;
    lc_near near;
    uint32_t n;

    check(lc_place_at(c->walker, lct_at(c, from),
                      lc_world_pace_find(lct_world(c), pace), &place, &err),
          &err);
    check(lc_nearest_find(c->walker, &place, &set, 1, &near, &n, &err), &err);
    return n ? (int64_t)near.walk_ms : -1;
}
