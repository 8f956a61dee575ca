/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/tiles/map.h - what the base map shows, as flat arrays: water,
 * green, land, railways and buildings from the city file, streets and units
 * from the world, places for labels.
 *
 *      layer: item[i] with its box[i], found by the index
 *      item:  part[item.part] .. + parts; texts are offsets into `text`
 *      part:  the points of steps[part[p].at] .. steps[part[p + 1].at]
 *      point: its x and y less those of the point before it in its part (of
 *             the first: less 0), modulo 2^32: a signed number of 16 bits, or
 *             LIFE_MAP_FAR and then its low and its high half
 *
 * Half of eight bytes a point, as 16 bits go 300 m.
 *
 * Threads: read-only after loading.
 *
 * Texts and points are owned by the map; offsets and numbers are 32 bits. A
 * world is only read while the map is made, and may go afterwards.
 */
#ifndef LIFECIRCLE_TILES_MAP_H
#define LIFECIRCLE_TILES_MAP_H

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

/* Numbers are this program's own; tiles name layers. */
typedef enum lc_map_layer_id { /* in the order they are drawn */
                               LIFE_MAP_LAND,
                               LIFE_MAP_WATER,
                               LIFE_MAP_GREEN,
                               LIFE_MAP_RAIL,
                               LIFE_MAP_BUILDINGS,
                               LIFE_MAP_ROADS,
                               LIFE_MAP_UNITS,
                               LIFE_MAP_PLACES,
                               LIFE_MAP_LAYERS
} lc_map_layer_id;

#define LIFE_MAP_TEXTS 3

/* The names of a layer and of its items' texts; NULL: none. Below min_zoom a
 * tile leaves the layer out. key[0] is the class, which every zoom has. */
typedef struct lc_map_names {
    const char *layer;
    const char *key[LIFE_MAP_TEXTS];
    unsigned min_zoom;  /* of all its items */
    unsigned name_zoom; /* texts but the first are left out below it */
} lc_map_names;
extern const lc_map_names lc_map_layer_names[LIFE_MAP_LAYERS];

typedef struct lc_map_pt { /* web mercator, 2^-32 of the world */
    uint32_t x, y;         /* to the east, to the south */
} lc_map_pt;

/* A part's points end where the next part's begin. A ring that is a hole
 * belongs to the outer ring before it. */
typedef struct lc_map_part {
    uint32_t at;
    bool hole;
} lc_map_part;

/* Parts of one item are side by side; min_zoom is its own, and stands beside
 * the layer's. */
typedef struct lc_map_item {
    uint32_t part, parts;
    uint32_t text[LIFE_MAP_TEXTS]; /* 0: none */
    uint8_t kind;                  /* lc_shape_kind */
    uint8_t min_zoom;
} lc_map_item;

/* `box` is filled while loading and empty afterwards; the index has it. */
typedef struct lc_map_layer {
    LC_VEC(lc_map_item) item;
    LC_VEC(lc_box) box;
    lc_index *index;
} lc_map_layer;

typedef struct lc_map {
    lc_map_layer layer[LIFE_MAP_LAYERS];
    LC_VEC(lc_map_part) part; /* one more at the end */
    LC_VEC(uint16_t) steps;
    lc_map_pt last;        /* while loading: of the part that is being made */
    LC_VEC(char) text;     /* NUL-terminated strings; offset 0 is "" */
    LC_VEC(uint32_t) slot; /* while loading: open hash of the texts */
    size_t texts;
    lc_box box; /* of all of it */
} lc_map;

/* For lc_map_free(). LIFE_ERR_DB, LIFE_ERR_NOMEM. The file must be that of `w`.
 * Of a city that is held, one like it that another load made
 * (base/memory/shared.h). Cost: linear in what is drawn. */
lc_status lc_map_load(lc_city *c, const lc_world *w, lc_map **out,
                      lc_error *err);
void lc_map_free(lc_map *m); /* NULL is fine */

/* Beyond web mercator's square (85.05 degrees) it is the square's side. */
lc_map_pt lc_map_pt_from(lc_pt p);
lc_pt lc_map_pt_back(lc_map_pt p); /* to the nearest 1e-7 degree */

#define LIFE_MAP_FAR 0x8000u

/* The points of a part, one after the other. */
typedef struct lc_map_points {
    const uint16_t *at, *end;
    lc_map_pt pt;
} lc_map_points;

static inline size_t lc_map_points_most(const lc_map_part *part)
{
    return (part[1].at - part[0].at) / 2;
}

static inline lc_map_points lc_map_points_of(const lc_map *m,
                                             const lc_map_part *part)
{
    return (lc_map_points){
        m->steps.v + part[0].at, m->steps.v + part[1].at, {0, 0}};
}

static inline uint32_t lc_map_step(const uint16_t **at)
{
    uint16_t u = *(*at)++;

    if (u != LIFE_MAP_FAR)
        return (uint32_t)(int16_t)u;
    *at += 2;
    return (uint32_t)(*at)[-1] << 16 | (*at)[-2];
}

/* False: there was no more. */
static inline bool lc_map_points_next(lc_map_points *p)
{
    if (p->at == p->end)
        return false;
    p->pt.x += lc_map_step(&p->at);
    p->pt.y += lc_map_step(&p->at);
    return true;
}

#endif
