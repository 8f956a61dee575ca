/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/reach/clip.h - one city of an extract that holds more: what
 * lies in the boundary of its name and a margin around it.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_REACH_CLIP_H
#define LIFECIRCLE_SRC_IMPORT_OSM_REACH_CLIP_H

#include "src/import/osm/reach/extent.h"

typedef struct lc_osm_clip {
    const char *name; /* any name of the boundary */
    double margin_m;
    lc_box box; /* where the boundary lies, with the margin, by which `d` was
                   read; where it isn't whole this stands in. Empty: not told */
} lc_osm_clip;

/* Drops from `d` the nodes outside, the ways that then have none left and the
 * relations without a member, and sets `x` to where the data then reach and
 * `im->lived` to the boundary: streets and services of the margin are what
 * people of the city reach, its homes are another's. Of
 * several boundaries of the name the one of the coarsest admin_level counts.
 * An extract that lies in the box as a whole stays as it is. Needs the words
 * and the notes of `im`, whose data `d` are.
 * LIFE_ERR_NOT_FOUND with what the extract holds: neither the boundary nor
 * anything in the box; LIFE_ERR_RANGE: two boundaries of one level. */
lc_status lc_osm_clip_to(lc_osm_import *im, lc_osm_data *d,
                         const lc_osm_clip *c, lc_osm_extent *x, lc_error *err);

#endif
