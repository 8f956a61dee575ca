/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/reach/clip.c - see clip.h.
 *
 * The city's boundary is known by its name and not by an id: ids of relations
 * change, and another source of extracts has none.
 */
#include "src/import/osm/reach/clip.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/prepared_area.h"
#include "src/import/osm/read/shape.h"
#include "src/import/osm/units/called.h"

#include <inttypes.h>
#include <string.h>

#define NO_LEVEL 99 /* behind every admin_level there is */

/* The boundary of the name, as far as the relations were looked through. */
typedef struct found {
    lc_shape shape;
    int64_t id, other; /* `other`: one more of its level; 0: none */
    uint64_t admin;
    size_t cut; /* of the name, but not whole */
} found;

static const char *tag_of(const lc_osm_data *d, const lc_osm_relation *r,
                          const char *key)
{
    const char *value = lc_osm_data_tag(d, r->tag, r->tag_count, key);

    return value ? value : "";
}

/* A boundary that an extract cuts says nothing of where the city ends. */
static lc_status take_shape(const lc_osm_data *d, const lc_osm_relation *r,
                            found *f, lc_error *err)
{
    uint64_t admin = NO_LEVEL;
    lc_shape shape = {0};
    bool whole = false;
    lc_status st = lc_osm_shape_relation(d, r, &shape, &whole, err);

    if (!st && whole && shape.kind == LIFE_SHAPE_AREA)
        whole = !lc_shape_normalise(&shape, NULL);
    if (!lc_parse_uint(tag_of(d, r, "admin_level"), NO_LEVEL, &admin))
        admin = NO_LEVEL;
    if (st || !whole) {
        f->cut++;
    } else if (f->id && admin == f->admin) {
        f->other = r->id;
    } else if (!f->id || admin < f->admin) {
        lc_shape_clear(&f->shape);
        *f =
            (found){.shape = shape, .id = r->id, .admin = admin, .cut = f->cut};
        return st;
    }
    lc_shape_clear(&shape);
    return st;
}

/* Names of all languages count, as in finding the boundary of a place point. */
static lc_status look_through(lc_osm_import *im, const lc_osm_called *wanted,
                              lc_arena *text, found *f, lc_error *err)
{
    const lc_osm_data *d = im->data;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < d->relations.n; i++) {
        const lc_osm_relation *r = &d->relations.v[i];
        lc_osm_element e = {.id = r->id,
                            .at = (uint32_t)i,
                            .tag = r->tag,
                            .tag_count = r->tag_count,
                            .type = 'r'};
        lc_osm_called called = {0};

        if (strcmp(tag_of(d, r, "boundary"), "administrative"))
            continue;
        st = lc_osm_called_read(im, &e, text, &called, err);
        if (!st && lc_osm_called_alike(wanted, &called))
            st = take_shape(d, r, f, err);
        lc_osm_called_clear(&called);
    }
    return st;
}

static lc_status find_boundary(lc_osm_import *im, const char *name, found *f,
                               lc_error *err)
{
    lc_arena *text = lc_arena_new(0);
    lc_osm_called wanted = {0};
    lc_status st = text ? lc_osm_called_name(name, text, &wanted, err)
                        : lc_no_memory(err, "the extract");

    if (!st)
        st = look_through(im, &wanted, text, f, err);
    if (!st && f->other)
        st = lc_fail_param(err, LIFE_ERR_RANGE, "clip-to",
                           "two boundaries of one level are called \"%.60s\": "
                           "osm:r%" PRId64 " and osm:r%" PRId64
                           "; say around which with --clip W,S,E,N",
                           name, f->id, f->other);
    lc_osm_called_clear(&wanted);
    lc_arena_free(text);
    return st;
}

/* ---- what is dropped ---- */

/* Refs go to where the node is now; to one that is dropped they miss it. */
static void drop_refs(lc_osm_data *d, const uint32_t *now)
{
    for (size_t i = 0; i < d->refs.n; i++)
        if (lc_osm_data_ref(d, i))
            d->refs.v[i] = now[d->refs.v[i]];
}

/* Nodes move up, so that refs, which say where they lie, must follow. What is
 * dropped is missing from then on, each by a number of its own, as two ends of
 * a ring that are cut off at one node still meet. */
static lc_status drop_nodes(lc_osm_data *d, const lc_prepared_area *a,
                            lc_error *err)
{
    uint32_t *now = lc_calloc(d->nodes.n, sizeof *now);
    uint32_t nodes = 0;
    size_t centers = 0;

    if (!now)
        return lc_no_memory(err, "the extract");
    for (size_t i = 0; i < d->nodes.n; i++) {
        now[i] = LIFE_OSM_MISSING | d->missing;
        if (lc_prepared_area_contains(a, d->nodes.v[i].pt)) {
            d->nodes.v[nodes] = d->nodes.v[i];
            now[i] = nodes++;
        } else {
            d->missing++;
        }
    }
    drop_refs(d, now);
    lc_free(now);
    for (size_t i = 0; i < d->centers.n; i++)
        if (lc_prepared_area_contains(a, d->centers.v[i].pt))
            d->centers.v[centers++] = d->centers.v[i];
    d->nodes.n = nodes;
    d->centers.n = centers;
    lc_osm_data_index(d);
    return LIFE_OK;
}

/* One node is enough: how the way leaves the area is worth knowing. */
static bool way_is_here(const lc_osm_data *d, const lc_osm_way *w)
{
    bool here = lc_osm_data_center(d, 'w', w->id) != NULL;

    for (uint32_t i = 0; !here && i < w->ref_count; i++)
        here = lc_osm_data_ref(d, w->ref + i) != NULL;
    return here;
}

/* Relations of relations are few and are kept. */
static bool relation_is_here(const lc_osm_data *d, const lc_osm_relation *r)
{
    bool here = lc_osm_data_center(d, 'r', r->id) != NULL;

    for (uint32_t i = 0; !here && i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];

        here = m->type == 'r' ||
               (m->type == 'w' && lc_osm_data_way(d, m->id) != NULL) ||
               (m->type == 'n' && lc_osm_data_node(d, m->id) != NULL);
    }
    return here;
}

/* Texts and refs of what is dropped stay in memory until all is freed. */
static lc_status drop_outside(lc_osm_data *d, const lc_shape *area,
                              lc_error *err)
{
    size_t ways = 0, relations = 0;
    lc_prepared_area *a;
    lc_status st = lc_prepared_area_make(area, &a, err);

    if (st)
        return st;
    st = drop_nodes(d, a, err);
    lc_prepared_area_free(a);
    if (st)
        return st;
    for (size_t i = 0; i < d->ways.n; i++)
        if (way_is_here(d, &d->ways.v[i]))
            d->ways.v[ways++] = d->ways.v[i];
    d->ways.n = ways;
    for (size_t i = 0; i < d->relations.n; i++)
        if (relation_is_here(d, &d->relations.v[i]))
            d->relations.v[relations++] = d->relations.v[i];
    d->relations.n = relations;
    return LIFE_OK;
}

static lc_status clip_to_boundary(lc_osm_import *im, lc_osm_data *d,
                                  const lc_osm_clip *c, const found *f,
                                  lc_osm_extent *x, lc_error *err)
{
    lc_areas *areas;
    lc_status st = lc_areas_open(&areas, err);

    if (!st)
        st = lc_areas_grown(areas, &f->shape, c->margin_m, &x->clip_to, err);
    if (!st && x->clip_to.kind != LIFE_SHAPE_AREA)
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "the boundary osm:r%" PRId64 " can't be drawn: %.80s",
                     f->id, lc_areas_message(areas));
    lc_areas_close(areas);
    if (!st)
        st = lc_prepared_area_make(&f->shape, &im->lived, err);
    if (!st)
        st = drop_outside(d, &x->clip_to, err);
    if (!st)
        lc_buf_printf(&im->notes,
                      "clipped to %s (osm:r%" PRId64
                      ") and %.0f m around: %zu nodes\n",
                      c->name, f->id, c->margin_m, d->nodes.n);
    return st;
}

/* ---- without the boundary ---- */

static bool has_area(lc_box b)
{
    return b.min_lon < b.max_lon && b.min_lat < b.max_lat;
}

/* What the header says, else what the nodes do. */
static lc_box box_of(const lc_osm_data *d)
{
    return has_area(d->header) ? d->header : d->all;
}

static lc_status fail_elsewhere(const lc_osm_data *d, const lc_osm_clip *c,
                                const found *f, lc_error *err)
{
    lc_box b = box_of(d);
    lc_lonlat low = lc_pt_lonlat((lc_pt){b.min_lon, b.min_lat});
    lc_lonlat high = lc_pt_lonlat((lc_pt){b.max_lon, b.max_lat});

    if (!has_area(b) && !d->nodes.n)
        return lc_fail(err, LIFE_ERR_NOT_FOUND,
                       "does not hold \"%.60s\": it has no nodes", c->name);
    return lc_fail(err, LIFE_ERR_NOT_FOUND,
                   "does not hold \"%.60s\": no whole boundary has that name "
                   "(cut ones: %zu)%s; it holds %.4f,%.4f,%.4f,%.4f",
                   c->name, f->cut,
                   has_area(c->box) ? " and nothing lies in the box of --clip"
                                    : "",
                   low.lon, low.lat, high.lon, high.lat);
}

/* An extract that is smaller than the box ends where it does by itself. */
static void clip_to_box(lc_osm_import *im, const lc_osm_data *d,
                        const lc_osm_clip *c, const found *f, lc_osm_extent *x)
{
    lc_box have = box_of(d), b = c->box;

    if (have.min_lon > b.min_lon)
        b.min_lon = have.min_lon;
    if (have.min_lat > b.min_lat)
        b.min_lat = have.min_lat;
    if (have.max_lon < b.max_lon)
        b.max_lon = have.max_lon;
    if (have.max_lat < b.max_lat)
        b.max_lat = have.max_lat;
    x->clip = memcmp(&b, &have, sizeof b) ? b : lc_box_empty();
    lc_buf_printf(&im->notes,
                  "no whole boundary is called %s (cut ones: %zu): what lies "
                  "in the box of --clip is taken, %zu nodes\n",
                  c->name, f->cut, d->nodes.n);
}

lc_status lc_osm_clip_to(lc_osm_import *im, lc_osm_data *d,
                         const lc_osm_clip *c, lc_osm_extent *x, lc_error *err)
{
    found f = {0};
    lc_status st = find_boundary(im, c->name, &f, err);

    if (!st && f.id)
        st = clip_to_boundary(im, d, c, &f, x, err);
    else if (!st && has_area(c->box) && d->nodes.n)
        clip_to_box(im, d, c, &f, x);
    else if (!st)
        st = fail_elsewhere(d, c, &f, err);
    lc_shape_clear(&f.shape);
    return st;
}
