/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/map.c - see lifecircle/tiles/map.h.
 *
 * Everything that tiles draw is read once, at load, into flat arrays in web
 * mercator at 32 bits (a centimetre at the equator), so that a tile is a query
 * of an R-tree and integer arithmetic, without the file and without
 * trigonometry. Which zoom shows what is decided here, item by item. Cost:
 * linear in points at load; texts are kept once, by an open hash that is thrown
 * away afterwards.
 */
#include "lifecircle/tiles/map.h"

#include "lifecircle/base/memory/shared.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/feature.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/world/unit.h"
#include "src/tiles/drawn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI        3.14159265358979323846
#define LAT_LIMIT 85.0511287798066 /* where web mercator's square ends */
#define WORLD     4294967296.0     /* 2^32 */

const lc_map_names lc_map_layer_names[LIFE_MAP_LAYERS] = {
    {"land", {"class", NULL, NULL}, 8, 0},
    {"water", {"class", "name", NULL}, 5, 12},
    {"green", {"class", "name", NULL}, 8, 14},
    {"rail", {"class", NULL, NULL}, 8, 0},
    {"buildings", {NULL, NULL, NULL}, 14, 0},
    {"roads", {"class", "name", NULL}, 5, 14},
    {"units", {"level", "name", "approximate"}, 8, 0},
    {"places", {"kind", "name", "name_en"}, 2, 0}};

/* ---- which zoom shows what ---- */

/* A row's kind in the city file, and the layer it is drawn in. What is not
 * listed isn't drawn. */
static const struct {
    const char *kind;
    lc_map_layer_id layer;
    int drawn;    /* an lc_drawn_kind whose class is its; -1: the row's */
    bool without; /* no class at all */
} features[] = {{"land", LIFE_MAP_LAND, -1, false},
                {"road_area", LIFE_MAP_LAND, LIFE_DRAWN_ROAD_AREA, false},
                {"water", LIFE_MAP_WATER, -1, false},
                {"green", LIFE_MAP_GREEN, -1, false},
                {"rail", LIFE_MAP_RAIL, -1, false},
                {"building", LIFE_MAP_BUILDINGS, -1, true}};

/* ---- filling the arrays ---- */

/* Rounded down: a point belongs to the cell it lies in, and cells halve exactly
 * from zoom to zoom. */
lc_map_pt lc_map_pt_from(lc_pt p)
{
    lc_lonlat at = lc_pt_lonlat(p);
    double lat = fmin(fmax(at.lat, -LAT_LIMIT), LAT_LIMIT) * PI / 180;
    double x = (at.lon / 360 + 0.5) * WORLD;
    double y = (0.5 - asinh(tan(lat)) / (2 * PI)) * WORLD;
    lc_map_pt r = {(uint32_t)fmin(fmax(x, 0), WORLD - 1),
                   (uint32_t)fmin(fmax(y, 0), WORLD - 1)};

    return r;
}

/* From the middle of the cell, half a unit on. */
lc_pt lc_map_pt_back(lc_map_pt p)
{
    lc_lonlat at = {((p.x + 0.5) / WORLD - 0.5) * 360,
                    atan(sinh((0.5 - (p.y + 0.5) / WORLD) * 2 * PI)) * 180 /
                        PI};

    return lc_pt_from(at);
}

static uint32_t hash_text(const char *s)
{
    uint32_t h = 2166136261u; /* FNV-1a */

    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

/* Keeps the table of slots under half full. False: no memory. */
static bool room_for_text(lc_map *m)
{
    size_t size = m->slot.n ? m->slot.n * 2 : 1024;

    if (m->slot.n && m->texts * 2 < m->slot.n)
        return true;
    m->slot.n = 0;
    if (!lc_vec_reserve(&m->slot, size))
        return false;
    memset(m->slot.v, 0, size * sizeof *m->slot.v);
    m->slot.n = size;
    for (size_t at = 1; at < m->text.n; at += strlen(m->text.v + at) + 1) {
        size_t i = hash_text(m->text.v + at) & (size - 1);

        while (m->slot.v[i])
            i = (i + 1) & (size - 1);
        m->slot.v[i] = (uint32_t)at;
    }
    return true;
}

/* The offset of `s` in the texts, each kept once. False: no memory. */
static bool intern(lc_map *m, const char *s, uint32_t *out)
{
    size_t len = strlen(s) + 1, i;

    *out = 0;
    if (len == 1)
        return true;
    if (!m->text.n && !lc_vec_push(&m->text, '\0'))
        return false;
    if (!room_for_text(m))
        return false;
    i = hash_text(s) & (m->slot.n - 1);
    for (; m->slot.v[i]; i = (i + 1) & (m->slot.n - 1))
        if (!strcmp(m->text.v + m->slot.v[i], s)) {
            *out = m->slot.v[i];
            return true;
        }
    if (m->text.n > UINT32_MAX - len || !lc_vec_reserve(&m->text, len))
        return false;
    *out = m->slot.v[i] = (uint32_t)m->text.n;
    memcpy(m->text.v + m->text.n, s, len);
    m->text.n += len;
    m->texts++;
    return true;
}

/* Whether a ring turns clockwise on the ground: a hole of an lc_shape. Sums are
 * taken from the first point on, which keeps doubles exact enough for small
 * rings far from the zero meridian. */
static bool is_hole(const lc_pt *pt, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i + 1 < n; i++)
        sum += ((double)pt[i].lon - pt[0].lon) *
                   ((double)pt[i + 1].lat - pt[0].lat) -
               ((double)pt[i + 1].lon - pt[0].lon) *
                   ((double)pt[i].lat - pt[0].lat);
    return sum < 0;
}

enum { LONGEST_STEP = 3 };

static void put_step(lc_map *m, uint32_t step)
{
    uint16_t *to = m->steps.v + m->steps.n;
    bool far = step + 0x7FFFu > 0xFFFEu; /* not from -0x7FFF to 0x7FFF */

    to[0] = (uint16_t)(far ? LIFE_MAP_FAR : step);
    if (far) {
        to[1] = (uint16_t)step;
        to[2] = (uint16_t)(step >> 16);
    }
    m->steps.n += far ? LONGEST_STEP : 1;
}

/* More of the part that is being made. */
static bool add_points(lc_map *m, const lc_pt *pt, size_t n, lc_box *box)
{
    for (size_t i = 0; i < n; i++) {
        lc_map_pt p = lc_map_pt_from(pt[i]);

        if (!lc_vec_reserve(&m->steps, 2 * (size_t)LONGEST_STEP))
            return false;
        put_step(m, p.x - m->last.x);
        put_step(m, p.y - m->last.y);
        m->last = p;
        lc_box_add(box, pt[i]);
    }
    return true;
}

/* Offsets are 32 bits: a map that needs more is as good as out of memory. */
static bool add_part(lc_map *m, const lc_pt *pt, size_t n, bool area,
                     lc_box *box)
{
    lc_map_part part = {(uint32_t)m->steps.n, area && is_hole(pt, n)};

    m->last = (lc_map_pt){0, 0};
    return m->part.n < UINT32_MAX && lc_vec_push(&m->part, part) &&
           add_points(m, pt, n, box) && m->steps.n <= UINT32_MAX;
}

typedef struct texts {
    const char *t[LIFE_MAP_TEXTS];
} texts;

/* An item without its parts: they are those added since `first`. Of what fails
 * the points stay behind; the map is then freed as a whole. */
static bool add_item(lc_map *m, lc_map_layer_id id, lc_map_item item,
                     const texts *t, lc_box box)
{
    lc_map_layer *l = &m->layer[id];

    item.parts = (uint32_t)m->part.n - item.part;
    for (int i = 0; i < LIFE_MAP_TEXTS; i++)
        if (!intern(m, t->t[i] ? t->t[i] : "", &item.text[i]))
            return false;
    if (l->item.n >= UINT32_MAX || !lc_vec_push(&l->item, item) ||
        !lc_vec_push(&l->box, box))
        return false;
    /* An item without points has an empty box, and no part in the map's. */
    if (box.min_lon <= box.max_lon) {
        lc_pt low = {box.min_lon, box.min_lat},
              high = {box.max_lon, box.max_lat};

        lc_box_add(&m->box, low);
        lc_box_add(&m->box, high);
    }
    return true;
}

static bool add_shape(lc_map *m, lc_map_layer_id id, const lc_shape *s,
                      uint8_t min_zoom, const texts *t)
{
    lc_map_item item = {.part = (uint32_t)m->part.n,
                        .kind = (uint8_t)s->kind,
                        .min_zoom = min_zoom};
    lc_box box = lc_box_empty();

    for (uint32_t i = 0; i < s->part_count; i++)
        if (!add_part(m, s->pt + s->part[i], s->part[i + 1] - s->part[i],
                      s->kind == LIFE_SHAPE_AREA, &box))
            return false;
    return add_item(m, id, item, t, box);
}

/* ---- the city file's tables ---- */

static lc_status add_feature(lc_map *m, const lc_drawn *d,
                             const lc_stored_feature *f, lc_error *err)
{
    size_t i = 0;
    texts t = {{f->class, f->name, NULL}};
    uint8_t zoom;

    while (i < sizeof features / sizeof *features &&
           strcmp(features[i].kind, f->kind) != 0)
        i++;
    if (i == sizeof features / sizeof *features)
        return LIFE_OK;
    zoom = (uint8_t)lc_map_layer_names[features[i].layer].min_zoom;
    if (features[i].without)
        t.t[0] = "";
    else if (features[i].drawn >= 0)
        t.t[0] =
            lc_drawn_find(d, (lc_drawn_kind)features[i].drawn, t.t[0])->class;
    else if (features[i].layer == LIFE_MAP_WATER &&
             f->shape.kind == LIFE_SHAPE_LINE)
        zoom = lc_drawn_find(d, LIFE_DRAWN_WATERWAY, t.t[0])->min_zoom;
    /* Points of features have nothing to be drawn. */
    if (f->shape.kind >= LIFE_SHAPE_LINE &&
        !add_shape(m, features[i].layer, &f->shape, zoom, &t))
        return lc_no_memory(err, "the map");
    return LIFE_OK;
}

static lc_status add_place(lc_map *m, const lc_drawn *d,
                           const lc_stored_place *p, lc_error *err)
{
    const lc_drawn_class *r = lc_drawn_find(d, LIFE_DRAWN_PLACE, p->kind);
    texts t = {{r->class, p->name, p->name_en}};
    lc_shape shape = {0};
    lc_status st = lc_shape_make(LIFE_SHAPE_POINT, &p->pt, 1, &shape, err);

    if (!st && !add_shape(m, LIFE_MAP_PLACES, &shape, r->min_zoom, &t))
        st = lc_no_memory(err, "the map");
    lc_shape_clear(&shape);
    return st;
}

/* Places by their size, so that a tile's first labels are the largest towns. */
static lc_status load_tables(lc_map *m, lc_city *c, lc_error *err)
{
    lc_stored_feature f = {0};
    lc_stored_place p = {0};
    lc_rows *rows = NULL;
    lc_drawn *d;
    lc_status st = lc_drawn_open(&d, err);

    if (!st)
        st = lc_feature_rows(c, &f, &rows, err);
    while (lc_rows_next(&rows, &st, err) && f.kind)
        st = add_feature(m, d, &f, err);
    if (!st)
        st = lc_place_rows_by_size(c, &p, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = add_place(m, d, &p, err);
    lc_drawn_free(d);
    return st;
}

/* ---- streets and units ---- */

typedef struct by_street {
    uint32_t street, edge;
} by_street;

static int compare_street(const void *a, const void *b)
{
    const by_street *x = a, *y = b;

    return (x->street > y->street) - (x->street < y->street);
}

/* Streets of one way have ids that follow one another, as the import cuts
 * it. */
static bool follows(const lc_edge *a, const lc_edge *b)
{
    return b->street == a->street + 1 && b->from == a->to &&
           b->name == a->name && b->kind == a->kind;
}

/* One line of the edges at[0..n), which follow one another. */
static bool add_road(lc_map *m, const lc_network *net, const by_street *at,
                     size_t n)
{
    const lc_edge *first = &net->edge[at[0].edge];
    const lc_highway *way = &net->highway[first->kind];
    texts t = {{way->drawn, net->names + first->name, NULL}};
    lc_map_item item = {.part = (uint32_t)m->part.n,
                        .kind = LIFE_SHAPE_LINE,
                        .min_zoom = way->from_zoom};
    lc_box box = lc_box_empty();

    for (size_t i = 0; i < n; i++) {
        const lc_edge *e = &net->edge[at[i].edge];
        const lc_pt *pt = net->shape + e->shape;
        size_t count = e[1].shape - e->shape;

        if (i ? !add_points(m, pt + 1, count ? count - 1 : 0, &box)
              : !add_part(m, pt, count, false, &box))
            return false;
    }
    return add_item(m, LIFE_MAP_ROADS, item, &t, box);
}

/* A way that junctions cut into many edges becomes one line again: the tile
 * is smaller, and its name has room. */
static lc_status load_roads(lc_map *m, const lc_network *net, lc_error *err)
{
    by_street *at = lc_calloc(net->edge_count, sizeof *at);
    lc_status st = LIFE_OK;

    if (!at)
        return lc_no_memory(err, "the map");
    for (uint32_t e = 0; e < net->edge_count; e++) {
        at[e].street = net->edge[e].street;
        at[e].edge = e;
    }
    qsort(at, net->edge_count, sizeof *at, compare_street);
    for (size_t i = 0, n; !st && i < net->edge_count; i += n) {
        for (n = 1; i + n < net->edge_count; n++)
            if (!follows(&net->edge[at[i + n - 1].edge],
                         &net->edge[at[i + n].edge]))
                break;
        if (!add_road(m, net, at + i, n))
            st = lc_no_memory(err, "the map");
    }
    lc_free(at);
    return st;
}

/* Units without an outline have nothing to be drawn. */
static lc_status load_units(lc_map *m, const lc_world *w, lc_error *err)
{
    for (uint32_t i = 0; i < lc_world_unit_count(w); i++) {
        const lc_unit *u = lc_world_unit(w, i);
        texts t = {{u->level, u->name, u->approximate ? "yes" : NULL}};

        if (u->shape && u->shape->kind == LIFE_SHAPE_AREA &&
            !add_shape(m, LIFE_MAP_UNITS, u->shape, 0, &t))
            return lc_no_memory(err, "the map");
    }
    return LIFE_OK;
}

/* Boxes serve the index alone and are freed with it built. */
static lc_status fill(lc_map *m, lc_city *c, const lc_world *w, lc_error *err)
{
    lc_map_part end;
    lc_status st;

    m->box = lc_box_empty();
    st = load_tables(m, c, err);
    if (!st)
        st = load_roads(m, lc_world_network(w), err);
    if (!st)
        st = load_units(m, w, err);
    lc_vec_free(&m->slot);
    end.at = (uint32_t)m->steps.n;
    end.hole = false;
    if (!st && !lc_vec_push(&m->part, end))
        st = lc_no_memory(err, "the map");
    for (int i = 0; !st && i < LIFE_MAP_LAYERS; i++) {
        lc_map_layer *l = &m->layer[i];

        st = lc_index_build(l->box.v, l->box.n, &l->index, err);
        lc_vec_free(&l->box);
    }
    return st;
}

/* Field by field: between them there may be anything. */
static lc_shared_key key_with_items(lc_shared_key k, const lc_map_layer *l)
{
    for (size_t i = 0; i < l->item.n; i++) {
        const lc_map_item *it = &l->item.v[i];
        uint32_t v[4 + LIFE_MAP_TEXTS] = {it->part, it->parts, it->kind,
                                          it->min_zoom};

        memcpy(v + 4, it->text, sizeof it->text);
        k = lc_shared_key_add(k, v, sizeof v);
    }
    return lc_shared_key_with(k, l->item.n);
}

/* It is made of rows, which have no sum of their own: so it is known whether
 * there is one like it when it is made. None of a city that is loaded once. */
static lc_status key_of(lc_city *c, const lc_map *m, lc_shared_key *out,
                        lc_error *err)
{
    lc_status st = lc_array_key(c, NULL, 0, out, err);

    if (st || lc_shared_key_is_none(*out))
        return st;
    for (int i = 0; i < LIFE_MAP_LAYERS; i++)
        *out = key_with_items(*out, &m->layer[i]);
    for (size_t i = 0; i < m->part.n; i++)
        *out = lc_shared_key_with(*out, (uint64_t)m->part.v[i].at << 1 |
                                            m->part.v[i].hole);
    *out = lc_shared_key_add(*out, m->steps.v, m->steps.n * sizeof *m->steps.v);
    *out = lc_shared_key_add(*out, m->text.v, m->text.n);
    return LIFE_OK;
}

lc_status lc_map_load(lc_city *c, const lc_world *w, lc_map **out,
                      lc_error *err)
{
    lc_map *m = lc_calloc(1, sizeof *m);
    lc_shared_key key;
    lc_status st = m ? fill(m, c, w, err) : lc_no_memory(err, "the map");

    *out = NULL;
    if (!st)
        st = key_of(c, m, &key, err);
    if (!st)
        *out = lc_shared_get(key);
    if (st || *out) {
        lc_map_free(m);
        return st;
    }
    *out = m;
    lc_shared_put(key, m);
    return LIFE_OK;
}

void lc_map_free(lc_map *m)
{
    if (!m || !lc_shared_drop(m))
        return;
    for (int i = 0; i < LIFE_MAP_LAYERS; i++) {
        lc_vec_free(&m->layer[i].item);
        lc_vec_free(&m->layer[i].box);
        lc_index_free(m->layer[i].index);
    }
    lc_vec_free(&m->part);
    lc_vec_free(&m->steps);
    lc_vec_free(&m->text);
    lc_vec_free(&m->slot);
    lc_free(m);
}
