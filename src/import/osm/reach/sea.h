/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/reach/sea.h - which side of the coast a place lies on.
 *
 * Extracts hold no polygon of the sea: what there is are coastlines, which have
 * the land on their left.
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_REACH_SEA_H
#define LIFECIRCLE_SRC_IMPORT_OSM_REACH_SEA_H

#include "lifecircle/geo/shape.h"
#include "src/import/osm/read/data.h"

typedef struct lc_osm_sea lc_osm_sea;

lc_status lc_osm_sea_open(const lc_osm_data *d, lc_osm_sea **out,
                          lc_error *err);
void lc_osm_sea_close(lc_osm_sea *s); /* NULL is fine */
/* Whether the extract has a coast at all. */
bool lc_osm_sea_is_known(const lc_osm_sea *s);
/* By the coastline nearest to p, within 100 km; none: land. Cost: logarithmic
 * in coastlines. */
bool lc_osm_sea_holds(const lc_osm_sea *s, lc_pt p);
/* The outline of an area less what lies in the sea, as lines; every 100 m of it
 * is asked about as a whole. kind NONE: it lies in the sea altogether. */
lc_status lc_osm_sea_land_edge(const lc_osm_sea *s, const lc_shape *area,
                               lc_shape *out, lc_error *err);

#endif
