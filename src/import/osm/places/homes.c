/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/homes.c - where people live: residential buildings
 * weighed by floor area, or points along the residential streets where too few
 * buildings are mapped to trust them (geodata/homes.csv).
 *
 * Weights, not people: without a census nobody knows how many live where, but
 * floors and streets tell how they are spread.
 */
#include "src/import/osm/places/homes.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/setting.h"
#include "src/import/osm/finds.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/places/stretches.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define NEAR_M      50.0 /* a building this near stands at the street */
#define SHARE_MILLI 700  /* of the streets must have buildings near */
#define LEVELS_MOST 200.0

/* A building that people live in, weighed by its floors. */
typedef struct building {
    lc_shape shape;
    const lc_osm_element *e;
    lc_pt pt;
    double floors; /* that people live on */
    bool assumed;
} building;

/* All homes of an extract. */
typedef struct homes {
    lc_osm_import *im;
    lc_osm_rules *rules;
    uint64_t never, home, guess, above, ground, fills; /* results */
    LC_VEC(building) buildings;
    LC_VEC(lc_shape) grounds;
    lc_index *ground_index, *building_index, *facility_index;
    int64_t total, assumed; /* weights written */
    bool any_street;        /* no street is marked residential: take all */
    bool counting;          /* streets with buildings near, not homes yet */
} homes;

/* ---- buildings ---- */

/* Goes on in geodata/homes.csv until an element has one of the `wanted` roles.
 * None of all where it is never a home. */
static uint64_t roles_of(const homes *h, const lc_osm_element *e,
                         double area_m2, uint64_t wanted, lc_osm_match *m)
{
    lc_osm_view tags = lc_osm_element_view(h->im, e, area_m2);

    while (!(m->results & wanted) && lc_osm_rules_next(h->rules, &tags, m)) {
    }
    return m->results & h->never ? 0 : m->results & wanted;
}

static uint64_t lived_in(const homes *h)
{
    return h->home | h->guess | h->above;
}

/* A tag building=no takes back what another says. */
static bool is_building(const homes *h, const lc_osm_element *e)
{
    lc_osm_match m = {0};

    return roles_of(h, e, NAN, lived_in(h), &m) != 0;
}

/* A question about one place. */
typedef struct spot {
    const homes *h;
    const lc_shape *shape;
    lc_pt pt;
    bool hit;
    const lc_osm_element *e; /* the building itself */
    bool filled;             /* by a facility that nobody lives above */
} spot;

/* Land that nobody lives on: works, schools, barracks. */
static bool try_ground(void *ctx, uint32_t item)
{
    spot *s = ctx;

    s->hit = lc_shape_contains(&s->h->grounds.v[item], s->pt);
    return !s->hit;
}

/* A place that is the building itself leaves no floor of it either. */
static bool is_filled_by(const homes *h, const lc_osm_element *house,
                         const lc_osm_element *place)
{
    lc_osm_view tags = lc_osm_element_view(h->im, place, NAN);

    return place == house || lc_osm_rules_match(h->rules, &tags) & h->fills;
}

static bool try_facility(void *ctx, uint32_t item)
{
    spot *s = ctx;
    const lc_osm_spot *f = &s->h->im->facility_spots.v[item];

    if (lc_shape_contains(s->shape, f->pt)) {
        s->hit = true;
        s->filled = is_filled_by(s->h, s->e, f->e);
    }
    return !s->filled;
}

/* Whether any home stands near. */
static bool try_building(void *ctx, uint32_t item)
{
    spot *s = ctx;

    s->hit = lc_shape_distance_m(&s->h->buildings.v[item].shape, s->pt, true,
                                 NULL) <= NEAR_M;
    return !s->hit;
}

static bool is_on_ground(const homes *h, lc_pt pt)
{
    spot s = {.h = h, .pt = pt};
    lc_box here = lc_box_empty();

    lc_box_add(&here, pt);
    lc_index_query(h->ground_index, here, try_ground, &s);
    return s.hit;
}

/* building:levels where it is a sensible number, else 0. */
static double stated_levels(const homes *h, const lc_osm_element *e)
{
    const char *text = lc_osm_element_tag(h->im, e, "building:levels");
    double levels = 0;

    return text && lc_parse_decimal(text, &levels) && levels > 0 &&
                   levels <= LEVELS_MOST
               ? levels
               : 0;
}

/* The stated ones, else those of the rule that matched last. */
static double levels_of(const homes *h, double stated, const lc_osm_match *m)
{
    double levels = stated;

    if (!(stated > 0))
        lc_parse_decimal(lc_osm_rules_cell(h->rules, m->row, "levels"),
                         &levels);
    return levels;
}

/* Floors that people live on of a building=yes; 0: not by that alone. Without
 * storeys the facility in it may be all there is. */
static double assumed_floors(const homes *h, const building *b, double stated,
                             const lc_osm_match *m)
{
    spot s = {.h = h, .shape = &b->shape, .e = b->e};

    if (is_on_ground(h, b->pt))
        return 0;
    lc_index_query(h->facility_index, lc_shape_box(&b->shape), try_facility,
                   &s);
    if (!s.hit)
        return levels_of(h, stated, m);
    return s.filled || stated <= 1 ? 0 : stated - 1;
}

/* Floors that people live on, and whether that is assumed. */
static double lived_floors(const homes *h, building *b, double area_m2)
{
    lc_osm_match m = {0};
    uint64_t role = roles_of(h, b->e, area_m2, lived_in(h), &m);
    double stated = stated_levels(h, b->e), floors = 0;

    b->assumed = role != h->home || !(stated > 0);
    if (role == h->home)
        return levels_of(h, stated, &m);
    if (role == h->guess)
        floors = assumed_floors(h, b, stated, &m);
    if (!(floors > 0) && roles_of(h, b->e, area_m2, h->above, &m))
        floors = fmax(0, levels_of(h, stated, &m) - 1);
    return floors;
}

/* In thousandths of a square metre of floor. */
static int64_t weight_of(double area_m2, double floors)
{
    return llround(area_m2 * floors * 1000);
}

/* Where buildings aren't trusted nothing weighs them, so their area is only
 * worked out as well as it takes to compare it: with the rules' numbers, which
 * are whole or have two decimals, and with next to nothing. */
static double area_to_compare(const lc_shape *s)
{
    double off, area_m2 = lc_shape_area_near_m2(s, &off);

    return area_m2 > 1 &&
                   floor((area_m2 - off) * 100) == floor((area_m2 + off) * 100)
               ? area_m2
               : lc_shape_area_m2(s);
}

/* What has no floor, or none to speak of, is no home. */
static bool weighs(const building *b, double area_m2)
{
    if (b->floors > 0 && area_m2 * b->floors < 1)
        area_m2 = lc_shape_area_m2(&b->shape);
    return weight_of(area_m2, b->floors) >= 1;
}

/* Floors that are not stated are those of the table for its kind. */
static lc_status find_building(void *ctx, size_t i, unsigned worker,
                               lc_osm_finds *out, lc_error *err)
{
    const homes *h = ctx;
    const lc_osm_element *e = &h->im->elements.v[i];
    building b = {.e = e};
    double area_m2;
    lc_status st;

    (void)worker;
    if (e->type == 'n' || !is_building(h, e))
        return LIFE_OK;
    if (e->outer_of != LIFE_OSM_NONE &&
        is_building(h, &h->im->elements.v[e->outer_of]))
        return LIFE_OK; /* the multipolygon stands for it */
    st = lc_osm_element_shape(h->im, e, false, &b.shape, err);
    if (st || b.shape.kind != LIFE_SHAPE_AREA)
        goto done;
    area_m2 = area_to_compare(&b.shape);
    b.pt = lc_shape_inner(&b.shape);
    b.floors = lived_floors(h, &b, area_m2);
    if (!weighs(&b, area_m2))
        goto done;
    st = lc_osm_finds_add(out, &b, err);
    if (!st)
        return LIFE_OK;
done:
    lc_shape_clear(&b.shape);
    return st;
}

/* What begins with its shape. */
static void drop(void *thing)
{
    lc_shape_clear(thing);
}

static lc_status take_building(void *ctx, void *thing, lc_error *err)
{
    homes *h = ctx;

    if (lc_vec_push(&h->buildings, *(building *)thing))
        return LIFE_OK;
    drop(thing);
    return lc_no_memory(err, "the homes");
}

/* Grounds are areas alone. */
static lc_status find_ground(void *ctx, size_t i, unsigned worker,
                             lc_osm_finds *out, lc_error *err)
{
    const homes *h = ctx;
    const lc_osm_element *e = &h->im->elements.v[i];
    lc_osm_view tags = lc_osm_element_view(h->im, e, NAN);
    lc_shape shape = {0};
    lc_status st;

    (void)worker;
    if (e->type == 'n' || !(lc_osm_rules_match(h->rules, &tags) & h->ground))
        return LIFE_OK;
    st = lc_osm_element_shape(h->im, e, false, &shape, err);
    if (!st && shape.kind == LIFE_SHAPE_AREA) {
        st = lc_osm_finds_add(out, &shape, err);
        if (!st)
            return LIFE_OK;
    }
    lc_shape_clear(&shape);
    return st;
}

static lc_status take_ground(void *ctx, void *thing, lc_error *err)
{
    homes *h = ctx;

    if (lc_vec_push(&h->grounds, *(lc_shape *)thing))
        return LIFE_OK;
    drop(thing);
    return lc_no_memory(err, "the homes");
}

/* An index over boxes, which are the caller's still. */
static lc_status index_boxes(lc_box *box, size_t n, lc_index **out,
                             lc_error *err)
{
    lc_status st =
        box ? lc_index_build(box, n, out, err) : lc_no_memory(err, "the homes");

    lc_free(box);
    return st;
}

/* Once all grounds are there. */
static lc_status index_grounds(homes *h, lc_error *err)
{
    const lc_osm_import *im = h->im;
    lc_box *box = lc_calloc(h->grounds.n, sizeof *box);
    lc_status st;

    for (size_t i = 0; box && i < h->grounds.n; i++)
        box[i] = lc_shape_box(&h->grounds.v[i]);
    st = index_boxes(box, h->grounds.n, &h->ground_index, err);
    if (st)
        return st;
    box = lc_calloc(im->facility_spots.n, sizeof *box);
    for (size_t i = 0; box && i < im->facility_spots.n; i++) {
        box[i] = lc_box_empty();
        lc_box_add(&box[i], im->facility_spots.v[i].pt);
    }
    return index_boxes(box, im->facility_spots.n, &h->facility_index, err);
}

/* Grounds and facilities first: they decide which buildings are homes. */
static lc_status find_buildings(homes *h, lc_error *err)
{
    static const lc_osm_look grounds = {.what = "homes",
                                        .bytes = sizeof(lc_shape),
                                        .find = find_ground,
                                        .take = take_ground,
                                        .drop = drop};
    static const lc_osm_look buildings = {.what = "homes",
                                          .bytes = sizeof(building),
                                          .find = find_building,
                                          .take = take_building,
                                          .drop = drop};
    size_t n = h->im->elements.n;
    lc_status st = lc_osm_finds_each(&grounds, n, h, err);
    lc_box *box;

    if (!st)
        st = index_grounds(h, err);
    if (!st)
        st = lc_osm_finds_each(&buildings, n, h, err);
    if (st)
        return st;
    box = lc_calloc(h->buildings.n, sizeof *box);
    for (size_t i = 0; box && i < h->buildings.n; i++)
        box[i] = lc_shape_box(&h->buildings.v[i].shape);
    return index_boxes(box, h->buildings.n, &h->building_index, err);
}

/* ---- streets ---- */

/* All public streets, where none is marked as residential. */
static bool lives_along(const homes *h, const lc_osm_road *s)
{
    return h->any_street ? s->open : s->residential;
}

typedef struct stretch {
    lc_osm_stretch of;
    bool near; /* a building stands near; where they are counted */
} stretch;

/* Whether any building stands near. */
static bool stands_near(const homes *h, lc_pt pt)
{
    spot near = {.h = h, .pt = pt};
    lc_box here = lc_box_empty();

    lc_box_add(&here, pt);
    lc_index_query(h->building_index, lc_box_grown(here, NEAR_M), try_building,
                   &near);
    return near.hit;
}

typedef struct listing { /* of the stretches of a street */
    const homes *h;
    lc_osm_finds *out;
} listing;

static lc_status list_stretch(void *ctx, const lc_osm_stretch *one,
                              lc_error *err)
{
    listing *l = ctx;
    stretch s = {*one, l->h->counting && stands_near(l->h, one->pt)};

    return lc_osm_finds_add(l->out, &s, err);
}

static lc_status find_stretches(void *ctx, size_t i, unsigned worker,
                                lc_osm_finds *out, lc_error *err)
{
    const homes *h = ctx;
    const lc_osm_road *road = &h->im->streets.v.v[i];
    listing l = {h, out};

    (void)worker;
    return lives_along(h, road)
               ? lc_osm_stretches_each(road, list_stretch, &l, err)
               : LIFE_OK;
}

/* Counts into total and assumed: street length, and that with a home near. */
static lc_status count_near(void *ctx, void *thing, lc_error *err)
{
    homes *h = ctx;
    const stretch *one = thing;

    (void)err;
    h->total += one->of.mm;
    h->assumed += one->near ? one->of.mm : 0;
    return LIFE_OK;
}

/* Along all streets that people live on. */
static lc_status each_stretch(homes *h, bool counting,
                              lc_status (*take)(void *, void *, lc_error *),
                              lc_error *err)
{
    const lc_osm_look look = {.what = "homes",
                              .bytes = sizeof(stretch),
                              .find = find_stretches,
                              .take = take};

    h->counting = counting;
    return lc_osm_finds_each(&look, h->im->streets.v.n, h, err);
}

/* In thousandths, rounded. */
static int64_t share_milli(int64_t part, int64_t total)
{
    return total > 0 ? llround((double)part / (double)total * 1000) : 0;
}

/* ---- writing ---- */

/* Ids count up in the order in which homes are found. People of the next city
 * would count in the shares of this one. */
static lc_status put_home(homes *h, lc_stored_home *r, lc_error *err)
{
    lc_osm_home home = {r->pt, r->weight_milli};

    if (h->im->lived && !lc_prepared_area_contains(h->im->lived, r->pt))
        return LIFE_OK;
    if (!lc_vec_push(&h->im->homes, home))
        return lc_no_memory(err, "the homes");
    h->total += r->weight_milli;
    h->assumed += r->assumed ? r->weight_milli : 0;
    r->id = (int64_t)h->im->homes.n;
    return lc_home_rows_insert(h->im->city, r, err);
}

/* A building is one home, of as much weight as it has floors. */
static lc_status put_building(homes *h, const building *b, lc_error *err)
{
    char id[32];
    lc_stored_home r = {.osm_id = id,
                        .kind = "building",
                        .pt = b->pt,
                        .weight_milli =
                            weight_of(lc_shape_area_m2(&b->shape), b->floors),
                        .assumed = b->assumed,
                        .layer = lc_osm_element_layer(h->im, b->e)};

    lc_osm_element_id(b->e, id);
    return put_home(h, &r, err);
}

/* A stretch of street is one home, of as much weight as it is long. */
static lc_status put_stretch(void *ctx, void *thing, lc_error *err)
{
    homes *h = ctx;
    const lc_osm_stretch *one = &((const stretch *)thing)->of;
    char id[32];
    lc_stored_home r = {.osm_id = id,
                        .kind = "street",
                        .pt = one->pt,
                        .weight_milli = one->mm,
                        .layer = one->road->layer};

    snprintf(id, sizeof id, "w%" PRId64, one->road->way_id);
    return one->mm > 0 ? put_home(h, &r, err) : LIFE_OK;
}

/* Settings are texts. */
static lc_status set_milli(lc_city *c, const char *key, int64_t v,
                           lc_error *err)
{
    char text[32];

    snprintf(text, sizeof text, "%" PRId64, v);
    return lc_setting_put(c, key, text, err);
}

/* Pages and reports say by these what a home stands for. */
static lc_status put_settings(homes *h, bool by_area, int64_t near_milli,
                              lc_error *err)
{
    lc_city *c = h->im->city;
    int64_t assumed = share_milli(h->assumed, h->total);
    lc_status st = lc_setting_put(
        c, "home_kind", by_area ? "floor_area_m2" : "street_metres", err);

    if (st)
        goto done;
    st = lc_setting_put(c, "home_unit_text",
                        by_area ? "m² of floor area" : "m of street", err);
    if (st)
        goto done;
    st = set_milli(c, "assumed_share_milli", assumed, err);
    if (st)
        goto done;
    st = set_milli(c, "street_homes_share_milli", near_milli, err);
    if (st)
        goto done;
    st = lc_setting_put(c, "home_streets",
                        h->any_street ? "all" : "residential", err);
done:
    lc_buf_printf(&h->im->notes,
                  "homes: %zu by %s (homes stand near %" PRId64 ".%" PRId64
                  " %% of the %s streets; %" PRId64 ".%" PRId64
                  " %% of the weight rests on assumptions)\n",
                  h->im->homes.n, by_area ? "floor area" : "street metres",
                  near_milli / 10, near_milli % 10,
                  h->any_street ? "public" : "residential", assumed / 10,
                  assumed % 10);
    return st;
}

/* Buildings are trusted where most streets have some: else they are mapped in
 * parts of the city alone, and would bend every share. */
static lc_status write_homes(homes *h, lc_error *err)
{
    lc_status st = each_stretch(h, true, count_near, err);
    int64_t near_milli = share_milli(h->assumed, h->total);
    bool by_area =
        h->buildings.n > 0 && (h->total == 0 || near_milli >= SHARE_MILLI);

    h->total = h->assumed = 0;
    for (size_t i = 0; !st && by_area && i < h->buildings.n; i++)
        st = put_building(h, &h->buildings.v[i], err);
    if (!st && !by_area)
        st = each_stretch(h, false, put_stretch, err);
    h->im->rows += (int64_t)h->im->homes.n;
    return st ? st : put_settings(h, by_area, near_milli, err);
}

/* Some cities are mapped without that word. */
static bool has_residential(const lc_osm_roads *s)
{
    size_t i = 0;

    while (i < s->v.n && !s->v.v[i].residential)
        i++;
    return i < s->v.n;
}

/* Whatever was opened. */
static void clear(homes *h)
{
    for (size_t i = 0; i < h->buildings.n; i++)
        lc_shape_clear(&h->buildings.v[i].shape);
    for (size_t i = 0; i < h->grounds.n; i++)
        lc_shape_clear(&h->grounds.v[i]);
    lc_vec_free(&h->buildings);
    lc_vec_free(&h->grounds);
    lc_index_free(h->ground_index);
    lc_index_free(h->building_index);
    lc_index_free(h->facility_index);
    lc_osm_rules_free(h->rules);
}

lc_status lc_osm_homes(lc_osm_import *im, lc_error *err)
{
    homes h = {.im = im, .any_street = !has_residential(&im->streets)};
    lc_status st = lc_osm_rules_open("homes.csv", "role", false, &h.rules, err);

    if (!st) {
        h.never = lc_osm_rules_bit(h.rules, "-");
        h.home = lc_osm_rules_bit(h.rules, "home");
        h.guess = lc_osm_rules_bit(h.rules, "assumed");
        h.above = lc_osm_rules_bit(h.rules, "above");
        h.ground = lc_osm_rules_bit(h.rules, "ground");
        h.fills = lc_osm_rules_bit(h.rules, "fills");
        st = find_buildings(&h, err);
    }
    if (!st)
        st = write_homes(&h, err);
    clear(&h);
    return st;
}
