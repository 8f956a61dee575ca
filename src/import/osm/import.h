/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/import.h - what the parts of `import osm` share. import.c
 * calls them in this order: streets, features, facilities, homes, units and
 * places, addresses, extent.
 *
 * Threads: an import belongs to one thread. Elements, streets and homes are
 * held in memory as long as it runs; all that is kept of them is in the city.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_IMPORT_H
#define LIFECIRCLE_SRC_IMPORT_OSM_IMPORT_H

#include "lifecircle/base/buf.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/import/options.h"
#include "lifecircle/import/terms.h"
#include "src/import/osm/places/roads.h"
#include "src/import/osm/read/data.h"
#include "src/import/osm/read/words.h"
#include "src/import/osm/streets/network.h"

#define LIFE_OSM_NONE UINT32_MAX

/* A node, way or relation that carries tags, relations first, then ways, then
 * nodes, each by id. Of relations: multipolygon, boundary, route,
 * site. */
typedef struct lc_osm_element {
    int64_t id;
    uint32_t at; /* into nodes, ways or relations */
    uint32_t tag, tag_count;
    uint32_t outer_of; /* a way: the multipolygon that it outlines, or the site
                          whose member it is */
    char type;         /* n, w, r */
} lc_osm_element;

/* A home as written, for units to look at. */
typedef struct lc_osm_home {
    lc_pt pt;
    int64_t weight;
} lc_osm_home;

typedef struct lc_osm_spot { /* a facility that is no line */
    const lc_osm_element *e;
    lc_pt pt;
} lc_osm_spot;

/* Of facilities that are not whole in the extract, see sites/partial.c. */
enum {
    LIFE_OSM_PARTIAL_LOST,   /* left out */
    LIFE_OSM_PARTIAL_PLACED, /* in the city all the same */
    LIFE_OSM_PARTIAL_DATED,  /* left out: not there at that date */
    LIFE_OSM_PARTIAL_KINDS
};

typedef struct lc_osm_import {
    lc_city *city;
    const lc_osm_data *data;
    const lc_import_opts *opts;
    lc_osm_words *words; /* which values mean what */
    const char *source;
    lc_terms terms;
    LC_VEC(lc_osm_element) elements;
    lc_osm_roads streets;
    LC_VEC(lc_osm_spot) facility_spots; /* of every facility written */
    LC_VEC(lc_osm_home) homes;
    lc_prepared_area *lived; /* whose homes are taken; NULL: all are */
    lc_osm_streets network;  /* its ends and compounds; rows are written */
    int64_t rows;
    int64_t skipped; /* elements without a usable shape */
    lc_buf notes;    /* lines for the report */
    lc_buf no_units; /* boundaries and places that are no units, see units.c */
    lc_buf partial;  /* facilities of which a part is missing, see partial.c */
    uint64_t partial_count[LIFE_OSM_PARTIAL_KINDS];
} lc_osm_import;

#endif
