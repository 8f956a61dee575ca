/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/called.h - what an element is called: its name, its
 * names in other languages, its other and its official name, folded.
 *
 * Threads: constant once it is read. Texts are the arena's.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_UNITS_CALLED_H
#define LIFECIRCLE_SRC_IMPORT_OSM_UNITS_CALLED_H

#include "lifecircle/base/arena.h"
#include "src/import/osm/import.h"

typedef struct lc_osm_called { /* `= {0}` to begin */
    LC_VEC(const char *) bare; /* without spaces and marks */
    LC_VEC(const char *) text;
} lc_osm_called;

/* The names of an element, each of those that stand between semicolons.
 * LIFE_ERR_NOMEM. */
lc_status lc_osm_called_read(const lc_osm_import *im, const lc_osm_element *e,
                             lc_arena *arena, lc_osm_called *out,
                             lc_error *err);
/* One name alone. */
lc_status lc_osm_called_name(const char *name, lc_arena *arena,
                             lc_osm_called *out, lc_error *err);
void lc_osm_called_clear(lc_osm_called *c);

/* Whether a name of the one is a name of the other. */
bool lc_osm_called_alike(const lc_osm_called *a, const lc_osm_called *b);
/* Whether a name of the one is, in whole words, a part of one of the other:
 * "Quay" of "Borough of Quay". */
bool lc_osm_called_related(const lc_osm_called *a, const lc_osm_called *b);

#endif
