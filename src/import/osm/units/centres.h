/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/centres.h - place points that homes are given to, where
 * no boundary of the finest level holds them.
 *
 * Cost: some queries of the boundaries a point and a home.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_UNITS_CENTRES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_UNITS_CENTRES_H

#include "lifecircle/base/table.h"
#include "src/import/osm/units/boundaries.h"

#define LIFE_OSM_CENTRE_M 2000.0 /* from a home to the point it belongs to */

/* A kind of place, such as a suburb or a village. */
typedef struct lc_osm_place_kind {
    const char *place; /* the table's */
    bool town;         /* a unit only where it has no part inside */
    bool part;         /* of a town */
    bool urban;
} lc_osm_place_kind;

/* A place point that may stand for a unit. */
typedef struct lc_osm_centre {
    int64_t id;
    const char *name, *name_en;
    const lc_osm_place_kind *kind;
    lc_pt pt;
    lc_osm_called called;
    /* Its own boundary, of a coarser level: the homes nearest to the point are
     * what the boundary's other parts leave over. NULL: a unit of its own. */
    const lc_osm_boundary *own;
    /* Its boundary of each level; homes are given to it within the same. */
    const lc_osm_boundary *border[LIFE_OSM_LEVELS_MOST];
    int64_t homes;
} lc_osm_centre;

typedef struct lc_osm_centres { /* `= {.im = ...}` to begin */
    lc_osm_import *im;
    const lc_osm_boundaries *bounds; /* borrowed, indexed */
    const lc_osm_levels *levels;     /* borrowed */
    lc_arena *text;                  /* borrowed */
    lc_table *table;                 /* of the kinds of places */
    LC_VEC(lc_osm_place_kind) kinds;
    LC_VEC(lc_osm_centre) points; /* all, by id; used until they are chosen */
    LC_VEC(lc_osm_centre) v;      /* those that homes are given to, by id */
    uint32_t *of;                 /* of each home: into v, or LIFE_OSM_NONE */
    lc_index *index;
} lc_osm_centres;

/* Reads the kinds of places. LIFE_ERR_IO, LIFE_ERR_PARSE: their table. */
lc_status lc_osm_centres_open(lc_osm_centres *c, lc_error *err);
/* The next node, by id; one that is no such place is left out. */
lc_status lc_osm_centres_add(lc_osm_centres *c, const lc_osm_element *e,
                             lc_error *err);
/* Which of them homes are given to. */
lc_status lc_osm_centres_choose(lc_osm_centres *c, lc_error *err);
/* Gives each home in no boundary of the finest level to the nearest one in the
 * same boundaries of all others; ties go to the lower id. */
lc_status lc_osm_centres_assign(lc_osm_centres *c, lc_error *err);
void lc_osm_centres_clear(lc_osm_centres *c);

#endif
