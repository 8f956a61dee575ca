/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/reach/extent.h - how far an extract reaches, and at which ends
 * of its streets the data end.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_REACH_EXTENT_H
#define LIFECIRCLE_SRC_IMPORT_OSM_REACH_EXTENT_H

#include "src/import/osm/import.h"

typedef struct lc_osm_extent { /* `= {.rule = ""}` to begin */
    lc_shape option;           /* --extent; NONE: not given */
    lc_box clip;               /* --clip, or empty */
    lc_shape clip_to;          /* --clip-to with its margin; NONE: not given */
    lc_shape boundary; /* the outermost whole boundaries, where they hold nine
                          tenths of the streets; else NONE */
    const char *rule;  /* by which `shape` was chosen */
    lc_shape shape;
    lc_shape land_edge;          /* its outline off the sea, as lines */
    size_t cut;                  /* ends of streets at which the data end */
    lc_osm_cut_vec in_compounds; /* where they end on what was taken for a
                                    compound, by way */
} lc_osm_extent;

/* Chooses `shape` and marks the streets at whose ends the data end. Units and
 * streets are there already. LIFE_ERR_NOMEM, LIFE_ERR_DB. */
lc_status lc_osm_extent_find(lc_osm_import *im, lc_osm_extent *x,
                             lc_error *err);
/* Marks them once more, of streets that were written anew. */
lc_status lc_osm_extent_mark(lc_osm_import *im, lc_osm_extent *x,
                             lc_error *err);
void lc_osm_extent_clear(lc_osm_extent *x);

#endif
