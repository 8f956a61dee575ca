/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/roads.h - the streets that nameless things are called
 * by.
 *
 * Memory: the lines of all streets of a city, some tens of megabytes for a
 * large one. Threads: constant once loaded.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ROADS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ROADS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/graph/highway.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/street.h"

/* The streets of the city, as the network part wrote them. */
typedef struct lc_osm_road {
    lc_shape line; /* of one part; its arrays are these, and not its own */
    uint32_t part[2];
    uint32_t pt; /* into `pts` */
    int64_t way_id, length_mm;
    uint32_t name; /* offset into `text` */
    int layer;
    bool residential;
    bool open; /* to the public on foot, and of a kind people live along */
} lc_osm_road;

typedef struct lc_osm_roads {
    LC_VEC(lc_osm_road) v;
    LC_VEC(lc_pt) pts;
    lc_highway_table *ways;
    lc_buf text;
    LC_VEC(uint32_t) named; /* items of `index`, into v */
    lc_index *index;        /* of the named ones */
} lc_osm_roads;

/* Of the city's rows. As all that follow LIFE_ERR_NOMEM, and the store's. */
lc_status lc_osm_roads_load(lc_city *c, lc_osm_roads *s, lc_error *err);
/* Of rows that are at hand, in order of their ids: nothing of them is kept. */
lc_status lc_osm_roads_open(lc_osm_roads *s, lc_error *err);
lc_status lc_osm_roads_add(lc_osm_roads *s, const lc_stored_street *row,
                           lc_error *err);
/* Behind the last, before any is asked for. */
lc_status lc_osm_roads_index(lc_osm_roads *s, lc_error *err);
void lc_osm_roads_clear(lc_osm_roads *s);
/* Name of the nearest named street within 250 m, or NULL. */
const char *lc_osm_roads_near(const lc_osm_roads *s, lc_pt p);

#endif
