/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/boundaries.h - whole named boundaries, and those that
 * tables brought: which lie around a place, and how far the city reaches.
 *
 * Cost: an index query for each place asked about, then the exact test for the
 * boxes that hold it.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_UNITS_BOUNDARIES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_UNITS_BOUNDARIES_H

#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/geo/prepared_area.h"
#include "src/import/osm/import.h"
#include "src/import/osm/units/called.h"
#include "src/import/osm/units/levels.h"

typedef struct lc_osm_boundary {
    int64_t id;       /* of the relation; 0 for an imported one */
    const char *code; /* of the unit: osm:r12, or as imported */
    const char *name, *name_en;
    lc_osm_called called;
    int admin;     /* the number; -1: none, or imported */
    int level;     /* -1: of no level asked for */
    bool imported; /* from a table: its land is taken, it is no unit of ours */
    lc_shape shape;
    lc_prepared_bands *bands; /* of the shape, once they are indexed */
    lc_pt inner;
    double area_m2;
} lc_osm_boundary;

/* A node that a boundary names as its label or its seat. */
typedef struct lc_osm_seat {
    int64_t node;
    uint32_t boundary;
    bool label; /* else its seat: admin_centre */
} lc_osm_seat;

typedef struct lc_osm_boundaries { /* `= {0}` to begin */
    LC_VEC(lc_osm_boundary) v;
    LC_VEC(lc_osm_seat) seats; /* by node, once they are indexed */
    lc_index *index;
    lc_arena *text; /* borrowed: holds codes and names */
} lc_osm_boundaries;

/* Takes the relation where it is whole, named and valid, or can be mended. */
lc_status lc_osm_boundaries_add(lc_osm_boundaries *b, lc_osm_import *im,
                                lc_areas *areas, const lc_osm_levels *levels,
                                const lc_osm_element *e, lc_error *err);
/* Polygons of these levels that tables brought: their land is taken. */
lc_status lc_osm_boundaries_load(lc_osm_boundaries *b, lc_city *c,
                                 const lc_osm_levels *levels, lc_error *err);
/* Once all are there, and again after more came; the functions below need
 * it. */
lc_status lc_osm_boundaries_index(lc_osm_boundaries *b, lc_error *err);
void lc_osm_boundaries_clear(lc_osm_boundaries *b);

/* Sorts those of one level that lie inside one another into levels of their
 * own: `levels` then has more, and each boundary its own. Before those of
 * tables are loaded. */
lc_status lc_osm_boundaries_nest(lc_osm_boundaries *b, lc_osm_levels *levels,
                                 lc_error *err);

/* The smallest around `p` of those that `accept` takes, or NULL. */
typedef bool (*lc_osm_boundary_accept)(const void *ctx,
                                       const lc_osm_boundary *b);
const lc_osm_boundary *lc_osm_boundaries_around(const lc_osm_boundaries *b,
                                                lc_pt p,
                                                lc_osm_boundary_accept accept,
                                                const void *ctx);
/* The smallest of each level around `p`, NULL where there is none: as many
 * as there are levels. */
void lc_osm_boundaries_at(const lc_osm_boundaries *b, lc_pt p,
                          const lc_osm_boundary *out[LIFE_OSM_LEVELS_MOST]);
/* The union of the outermost ones, where it holds at least nine tenths of the
 * ends of the streets; else kind NONE. */
lc_status lc_osm_boundaries_extent(const lc_osm_boundaries *b, lc_areas *areas,
                                   const lc_osm_roads *streets, lc_shape *out,
                                   lc_error *err);

#endif
