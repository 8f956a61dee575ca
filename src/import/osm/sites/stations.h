/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/sites/stations.h - stations, and the ways into them.
 *
 * Threads: reads and writes the places it is given.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_SITES_STATIONS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_SITES_STATIONS_H

#include "src/import/osm/places/known.h"

typedef struct lc_osm_stations { /* `= {0}` to begin */
    lc_osm_places *places;       /* borrowed */
    LC_VEC(uint32_t) stations;   /* into places, that are no doubles */
    LC_VEC(uint32_t) ways_in;
} lc_osm_stations;

/* Lists them: the places of the categories `of`. LIFE_ERR_NOMEM. */
lc_status lc_osm_stations_find(lc_osm_stations *s, lc_osm_places *places,
                               const lc_catset *of, lc_error *err);
void lc_osm_stations_clear(lc_osm_stations *s);
/* The place before station `i` of the list that is the same one: of its name
 * and category, near it, and no double; LIFE_OSM_NONE: none. */
uint32_t lc_osm_stations_twin(const lc_osm_stations *s, size_t i);
/* Gives each way in the station that it leads to (`station` of its place): the
 * nearest of its category. Those that have none near stay places of their own.
 * Cost: ways in times stations. */
void lc_osm_stations_enter(const lc_osm_stations *s);

#endif
