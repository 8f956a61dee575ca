/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/facilities.c - facilities, by geodata/osm_rules.csv.
 *
 * A place is often mapped twice, as a point and as the area around it, or as
 * an area within one of the same name. The area stays (the larger one), takes
 * over what only the other says, and the place counts once.
 */
#include "src/import/osm/places/facilities.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/facility_entrance.h"
#include "lifecircle/store/rows/facility_shape.h"
#include "lifecircle/world/category_table.h"
#include "src/import/osm/finds.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/places/entrances.h"
#include "src/import/osm/places/kinds.h"
#include "src/import/osm/places/known.h"
#include "src/import/osm/sites/partial.h"
#include "src/import/osm/sites/site.h"
#include "src/import/osm/sites/stations.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* How far from the outline a point may be that means the same place. */
#define SAME_PLACE_M 30.0

/* All facilities of an extract, from their tags to their rows. */
typedef struct facilities {
    lc_osm_import *im;
    lc_osm_kinds kinds;
    lc_table *categories;
    lc_osm_places places;
    LC_VEC(uint32_t) areas; /* items of `index`, into places */
    lc_index *index;
    lc_osm_known known;
    int64_t count, doubles, entrances;
    char as_of[32]; /* the day of the data, YYYY-MM-DD */
} facilities;

/* ---- finding them ---- */

/* What the rules say of an element of a size. */
static lc_osm_found find_categories(const facilities *f,
                                    const lc_osm_element *e, double area_m2)
{
    lc_osm_view tags = lc_osm_element_view(f->im, e, area_m2);

    return lc_osm_kinds_find(&f->kinds, &tags);
}

/* A Chinese or English name is better than none; a brand is the last resort. */
static const char *name_of(const lc_osm_import *im, const lc_osm_element *e)
{
    const char *key, *name;

    for (size_t i = 0;
         (key = lc_osm_words_at(im->words, LIFE_OSM_LIST_NAME, i)); i++) {
        name = lc_osm_element_tag(im, e, key);
        if (name && *name)
            return name;
    }
    return NULL;
}

/* The multipolygon it outlines, where that is the same already. */
static lc_catset categories_of_outer(const facilities *f,
                                     const lc_osm_element *e)
{
    if (e->outer_of == LIFE_OSM_NONE)
        return (lc_catset){{0}};
    return find_categories(f, &f->im->elements.v[e->outer_of], NAN).categories;
}

/* ---- what isn't there at the date of the data ---- */

/* YYYY, YYYY-MM or YYYY-MM-DD: how many bytes; 0: no date that says so. */
static size_t date_length(const char *s)
{
    static const char form[] = "0000-00-00";
    size_t len = strlen(s);

    if (len != 4 && len != 7 && len != 10)
        return 0;
    for (size_t i = 0; i < len; i++)
        if (form[i] == '-' ? s[i] != '-' : s[i] < '0' || s[i] > '9')
            return 0;
    return len;
}

/* How the day of the data lies to a date, as closely as it is stated: what
 * ended "2016" may be there all through 2016. */
static int compare_day(const facilities *f, const char *date)
{
    size_t len = date ? date_length(date) : 0;

    return len ? strncmp(f->as_of, date, len) : 0;
}

/* Whether it had ended, or had not begun. */
static bool is_of_another_day(const facilities *f, const lc_osm_element *e)
{
    return compare_day(f, lc_osm_element_tag(f->im, e, "end_date")) > 0 ||
           compare_day(f, lc_osm_element_tag(f->im, e, "start_date")) < 0;
}

static lc_status tell_day(const facilities *f, const lc_osm_element *e,
                          lc_error *err)
{
    const char *end = lc_osm_element_tag(f->im, e, "end_date");

    return compare_day(f, end) > 0
               ? lc_osm_partial_dated(f->im, e, "it ended", end, err)
               : lc_osm_partial_dated(
                     f->im, e, "it begins",
                     lc_osm_element_tag(f->im, e, "start_date"), err);
}

/* An extract without a date is as of today. */
static void find_day(facilities *f)
{
    char day[16];

    lc_osm_dated_write(&f->im->data->dated, day);
    if (*day)
        snprintf(f->as_of, sizeof f->as_of, "%s", day);
    else
        lc_city_now(f->as_of);
}

/* An element that is a facility by its tags, not among the places yet. */
typedef struct candidate {
    lc_osm_place place; /* of kind NONE: it is to be seen how much there is */
    bool dated;         /* it isn't there at the date of the data */
} candidate;

/* Once its shape is there, which some rules ask for. False: it is none. */
static bool is_place(const facilities *f, lc_osm_place *p)
{
    lc_osm_found what;
    lc_catset outer = categories_of_outer(f, p->e);

    if (p->shape.kind == LIFE_SHAPE_AREA)
        p->area_m2 = lc_shape_area_m2(&p->shape);
    p->pt = lc_shape_inner(&p->shape);
    what = find_categories(f, p->e, p->area_m2);
    p->kind = what.kind;
    p->subtype = what.subtype;
    p->unstated = what.unstated;
    p->way_in = what.way_in;
    p->categories = what.categories;
    lc_catset_drop(&p->categories, &outer);
    return !lc_catset_is_empty(&p->categories);
}

/* The rules are asked twice: some of them ask for the size, which needs the
 * shape, which only facilities are worth. */
static lc_status find_place(void *ctx, size_t i, unsigned worker,
                            lc_osm_finds *out, lc_error *err)
{
    const facilities *f = ctx;
    const lc_osm_element *e = &f->im->elements.v[i];
    lc_osm_found what = find_categories(f, e, NAN);
    candidate c = {.place = {.e = e,
                             .name = name_of(f->im, e),
                             .area_m2 = -1,
                             .into = LIFE_OSM_NONE,
                             .next = LIFE_OSM_NONE,
                             .station = LIFE_OSM_NONE},
                   .dated = is_of_another_day(f, e)};
    bool wanted = true;
    lc_status st = LIFE_OK;

    (void)worker;
    if (lc_catset_is_empty(&what.categories))
        return LIFE_OK;
    if (!c.dated)
        st = lc_osm_element_shape(f->im, e, what.linear, &c.place.shape, err);
    if (!st && c.place.shape.kind != LIFE_SHAPE_NONE)
        wanted = is_place(f, &c.place);
    if (!st && wanted)
        st = lc_osm_finds_add(out, &c, err);
    if (st || !wanted)
        lc_shape_clear(&c.place.shape);
    return st;
}

/* Of what is not whole, as much as there is; it is told. */
static lc_status need_shape(const facilities *f, lc_osm_place *p, bool *placed,
                            lc_error *err)
{
    lc_status st = lc_osm_partial_shape(f->im, p->e, &p->shape, err);

    *placed = p->shape.kind != LIFE_SHAPE_NONE;
    if (!st && p->shape.kind != LIFE_SHAPE_POINT)
        st = lc_osm_partial_keep(f->im, p->e, *placed, err);
    f->im->skipped += !st && !*placed;
    *placed = !st && *placed && is_place(f, p);
    return st;
}

static void drop_place(void *thing)
{
    lc_shape_clear(&((candidate *)thing)->place.shape);
}

static lc_status take_place(void *ctx, void *thing, lc_error *err)
{
    facilities *f = ctx;
    candidate *c = thing;
    bool placed = true;
    lc_status st = LIFE_OK;

    if (c->dated)
        return tell_day(f, c->place.e, err);
    if (c->place.shape.kind == LIFE_SHAPE_NONE)
        st = need_shape(f, &c->place, &placed, err);
    if (!st && placed && !lc_vec_push(&f->places, c->place))
        st = lc_no_memory(err, "the facilities");
    if (st || !placed)
        drop_place(c);
    return st;
}

/* ---- doubles ---- */

/* Doubles are always looked for among areas. */
static lc_status index_areas(facilities *f, lc_error *err)
{
    lc_box *box;
    lc_status st;

    for (uint32_t i = 0; i < f->places.n; i++)
        if (f->places.v[i].area_m2 >= 0 && !lc_vec_push(&f->areas, i))
            return lc_no_memory(err, "the facilities");
    box = lc_calloc(f->areas.n, sizeof *box);
    if (!box)
        return lc_no_memory(err, "the facilities");
    for (size_t i = 0; i < f->areas.n; i++)
        box[i] = lc_shape_box(&f->places.v[f->areas.v[i]].shape);
    st = lc_index_build(box, f->areas.n, &f->index, err);
    lc_free(box);
    return st;
}

/* Whether a tag doesn't tell two places apart. */
static bool agree(const lc_osm_import *im, const lc_osm_place *a,
                  const lc_osm_place *b)
{
    const char *key;

    for (size_t i = 0;
         (key = lc_osm_words_at(im->words, LIFE_OSM_LIST_SAME, i)); i++) {
        const char *x = lc_osm_element_tag(im, a->e, key);
        const char *y = lc_osm_element_tag(im, b->e, key);

        if (x && y && strcmp(x, y) != 0)
            return false;
    }
    return true;
}

/* A kiosk that is also a bakery shares one of its kinds. */
static bool same_kind(const lc_osm_place *a, const lc_osm_place *b)
{
    return lc_catset_meets(&a->categories, &b->categories) ||
           !strcmp(a->kind, b->kind);
}

/* The area that a place may be a double of. */
typedef struct twin_search {
    const facilities *f;
    const lc_osm_place *of;
    uint32_t at;   /* of `of` */
    uint32_t best; /* into places, or LIFE_OSM_NONE */
    double dist_m;
} twin_search;

/* For a point: the nearest area of its kind, the smallest of those around it.
 */
static bool try_area_of_point(void *ctx, uint32_t item)
{
    twin_search *s = ctx;
    uint32_t at = s->f->areas.v[item];
    const lc_osm_place *area = &s->f->places.v[at];
    double m;

    if (!same_kind(area, s->of) ||
        (area->name && s->of->name && strcmp(area->name, s->of->name)) ||
        !agree(s->f->im, area, s->of))
        return true;
    m = lc_shape_distance_m(&area->shape, s->of->pt, true, NULL);
    if (m > SAME_PLACE_M || m > s->dist_m)
        return true;
    if (s->best != LIFE_OSM_NONE && m == s->dist_m) {
        const lc_osm_place *best = &s->f->places.v[s->best];

        if (area->area_m2 > best->area_m2 ||
            (area->area_m2 == best->area_m2 && at > s->best))
            return true;
    }
    s->best = at;
    s->dist_m = m;
    return true;
}

/* Every corner inside is near enough to lying inside. */
static bool holds_all(const lc_shape *outer, const lc_shape *inner)
{
    uint32_t i = 0;

    while (i < inner->pt_count && lc_shape_contains(outer, inner->pt[i]))
        i++;
    return i == inner->pt_count;
}

/* Of equals the first, so that two areas are never doubles of each other. */
static bool is_larger(const facilities *f, uint32_t a, uint32_t b)
{
    double x = f->places.v[a].area_m2, y = f->places.v[b].area_m2;

    return x > y || (x == y && a < b);
}

/* For an area: the largest one around it with its name and kind. */
static bool try_area_of_area(void *ctx, uint32_t item)
{
    twin_search *s = ctx;
    uint32_t at = s->f->areas.v[item];
    const lc_osm_place *area = &s->f->places.v[at];

    if (!same_kind(area, s->of) || !area->name ||
        strcmp(area->name, s->of->name) || !is_larger(s->f, at, s->at) ||
        (s->best != LIFE_OSM_NONE && !is_larger(s->f, at, s->best)))
        return true;
    if (holds_all(&area->shape, &s->of->shape))
        s->best = at;
    return true;
}

/* The place that the site is whose member `p` is, where it is of its kind.
 * Places are in the order of their elements. */
static uint32_t site_of(const facilities *f, const lc_osm_place *p)
{
    const lc_osm_element *site;
    uint32_t lo = 0, hi = (uint32_t)f->places.n;

    if (p->e->type != 'w' || p->e->outer_of == LIFE_OSM_NONE)
        return LIFE_OSM_NONE;
    site = &f->im->elements.v[p->e->outer_of];
    if (!lc_osm_site_is(f->im->data, &f->im->data->relations.v[site->at]))
        return LIFE_OSM_NONE;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (f->places.v[mid].e < site)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < f->places.n && f->places.v[lo].e == site &&
                   same_kind(&f->places.v[lo], p)
               ? lo
               : LIFE_OSM_NONE;
}

/* The place that `at` is a double of, or LIFE_OSM_NONE. */
static uint32_t find_twin(const facilities *f, uint32_t at)
{
    const lc_osm_place *p = &f->places.v[at];
    twin_search s = {f, p, at, LIFE_OSM_NONE, HUGE_VAL};
    lc_box box = lc_shape_box(&p->shape);

    s.best = site_of(f, p);
    if (s.best == LIFE_OSM_NONE && p->shape.kind == LIFE_SHAPE_POINT)
        lc_index_query(f->index, lc_box_grown(box, SAME_PLACE_M),
                       try_area_of_point, &s);
    else if (s.best == LIFE_OSM_NONE && p->area_m2 >= 0 && p->name)
        lc_index_query(f->index, box, try_area_of_area, &s);
    while (s.best != LIFE_OSM_NONE && f->places.v[s.best].into != LIFE_OSM_NONE)
        s.best = f->places.v[s.best].into;
    return s.best;
}

/* A double hands over its name and kinds; its other tags are asked in turn.
 * Where one of the two states what the other leaves open (a school's level),
 * it is stated. */
static void merge(facilities *f, uint32_t at, uint32_t into)
{
    lc_osm_place *p = &f->places.v[at], *to = &f->places.v[into];
    lc_catset open = p->unstated, stated = to->unstated;

    /* `open` is what one of them leaves open and the other does not. */
    lc_catset_drop(&open, &to->unstated);
    lc_catset_drop(&stated, &p->unstated);
    lc_catset_join(&open, &stated);
    lc_catset_join(&to->categories, &p->categories);
    lc_catset_drop(&to->categories, &open);
    lc_catset_drop(&to->unstated, &open);
    if (!to->name)
        to->name = p->name;
    while (to->next != LIFE_OSM_NONE)
        to = &f->places.v[to->next];
    to->next = at;
    p->into = into;
    f->doubles++;
}

/* One station is often mapped once for each line or operator. */
static lc_status join_stations(facilities *f, lc_error *err)
{
    lc_osm_stations s = {0};
    lc_catset of = lc_osm_kinds_ways_in(&f->kinds);
    lc_status st = lc_osm_stations_find(&s, &f->places, &of, err);

    for (size_t i = 0; !st && i < s.stations.n; i++) {
        uint32_t into = lc_osm_stations_twin(&s, i);

        if (into != LIFE_OSM_NONE)
            merge(f, s.stations.v[i], into);
    }
    if (!st)
        lc_osm_stations_enter(&s);
    lc_osm_stations_clear(&s);
    return st;
}

/* In order: areas, then points. A nameless area takes the name of the first
 * point in it; another of another name is a place of its own. */
static void merge_doubles(facilities *f)
{
    for (uint32_t i = 0; i < f->places.n; i++) {
        uint32_t into = find_twin(f, i);

        if (into != LIFE_OSM_NONE)
            merge(f, i, into);
    }
}

/* ---- writing them ---- */

/* The row, its outline and its doors. */
static lc_status put_facility(facilities *f, const lc_osm_place *p,
                              lc_error *err)
{
    lc_stored_facility row;
    lc_status st = lc_osm_known_fill(&f->known, p, &row, err);

    if (st)
        return st;
    st = lc_facility_rows_insert(f->im->city, &row, err);
    if (st || p->shape.kind == LIFE_SHAPE_POINT)
        return st;
    st = lc_facility_shape_rows_insert(
        f->im->city, &(lc_stored_facility_shape){row.id, p->shape}, err);
    if (st || p->shape.kind != LIFE_SHAPE_AREA)
        return st;
    return lc_osm_entrances(f->im, row.id, p->e, &f->entrances, err);
}

/* An entrance of a station, which is written by now. */
static lc_status put_way_in(facilities *f, const lc_osm_place *p, lc_error *err)
{
    char id[40];

    lc_osm_known_id(f->places.v[p->station].e, id);
    f->entrances++;
    return lc_facility_entrance_rows_insert(
        f->im->city, &(lc_stored_entrance){id, p->pt}, err);
}

/* Doubles have handed over what they knew, and are no rows. */
static lc_status write_all(facilities *f, lc_error *err)
{
    lc_osm_import *im = f->im;
    lc_status st =
        lc_osm_known_open(&f->known, im, &f->places, f->categories, err);

    for (size_t i = 0; !st && i < f->places.n; i++) {
        const lc_osm_place *p = &f->places.v[i];

        if (p->into != LIFE_OSM_NONE || p->station != LIFE_OSM_NONE)
            continue;
        st = put_facility(f, p, err);
        f->count++;
        if (!st && p->shape.kind != LIFE_SHAPE_LINE &&
            !lc_vec_push(&im->facility_spots, ((lc_osm_spot){p->e, p->pt})))
            st = lc_no_memory(err, "the facilities");
    }
    for (size_t i = 0; !st && i < f->places.n; i++)
        if (f->places.v[i].station != LIFE_OSM_NONE)
            st = put_way_in(f, &f->places.v[i], err);
    im->rows += f->count;
    lc_buf_printf(&im->notes,
                  "facilities: %" PRId64 " (%" PRId64
                  " mapped twice counted once), entrances: %" PRId64 "\n",
                  f->count, f->doubles, f->entrances);
    return st;
}

/* Whatever was opened. */
static void clear(facilities *f)
{
    for (size_t i = 0; i < f->places.n; i++)
        lc_shape_clear(&f->places.v[i].shape);
    lc_vec_free(&f->places);
    lc_vec_free(&f->areas);
    lc_index_free(f->index);
    lc_osm_known_close(&f->known);
    lc_osm_kinds_close(&f->kinds);
    lc_table_free(f->categories);
}

lc_status lc_osm_facilities(lc_osm_import *im, lc_error *err)
{
    static const lc_osm_look look = {.what = "facilities",
                                     .bytes = sizeof(candidate),
                                     .find = find_place,
                                     .take = take_place,
                                     .drop = drop_place};
    facilities f = {.im = im};
    lc_status st = lc_category_table_open(im->city, &f.categories, err);

    if (!st)
        st =
            lc_osm_kinds_open(&f.kinds, f.categories, im->opts->weak_tags, err);
    find_day(&f);
    if (!st)
        st = lc_osm_finds_each(&look, im->elements.n, &f, err);
    if (!st)
        st = index_areas(&f, err);
    if (!st) {
        merge_doubles(&f);
        st = join_stations(&f, err);
    }
    if (!st)
        st = write_all(&f, err);
    clear(&f);
    return st;
}
