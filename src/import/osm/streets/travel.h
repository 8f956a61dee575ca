/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/travel.h - how one mode reads the tags of a way: its
 * row of geodata/modes.csv, taken apart.
 *
 * Threads: constant once it is read.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_TRAVEL_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_TRAVEL_H

#include "lifecircle/base/arena.h"
#include "lifecircle/geo/mode.h"
#include "src/import/osm/read/words.h"

#include <stdbool.h>
#include <stdint.h>

enum { LIFE_OSM_TRAVEL_KEYS = 4 }; /* the longest chain of keys */

/* What the tags of what runs beside a road can say. */
typedef enum lc_osm_side {
    LIFE_OSM_SIDE_OPEN,    /* it is there, and opens the way */
    LIFE_OSM_SIDE_APART,   /* mapped as a way of its own */
    LIFE_OSM_SIDE_NONE,    /* none on this side */
    LIFE_OSM_SIDE_AGAINST, /* allows to go against oneway */
    LIFE_OSM_SIDES
} lc_osm_side;

typedef struct lc_osm_travel {
    lc_arena *mem; /* of the texts */
    /* who may pass, the mode's own first; NULL: no more */
    const char *key[LIFE_OSM_TRAVEL_KEYS];
    /* the same under conditions: "foot:conditional" */
    const char *conditional[LIFE_OSM_TRAVEL_KEYS];
    size_t opening;        /* so many of them open what is marked "tag" */
    const char *direction; /* "foot" */
    const char *oneway, *forward, *backward; /* "oneway:foot", "foot:forward" */
    const char *ramp;                        /* NULL: none */
    bool rides;
    const char *side[4]; /* the key alone, :both, :left, :right */
    /* values of these, ended by NULL */
    const char *const *value[LIFE_OSM_SIDES];
} lc_osm_travel;

/* LIFE_ERR_PARSE with line and cell. For lc_osm_travel_clear() in any case. */
lc_status lc_osm_travel_read(const lc_mode_table *t, size_t row,
                             lc_osm_travel *out, lc_error *err);
void lc_osm_travel_clear(lc_osm_travel *t);

/* Whether a side's tag says this. */
bool lc_osm_travel_beside(const lc_osm_travel *t, lc_osm_side what,
                          lc_osm_tags tags);
/* Whether all that runs beside the road is mapped as ways of its own. */
bool lc_osm_travel_apart(const lc_osm_travel *t, lc_osm_tags tags);
/* LIFE_PERM_FORWARD and LIFE_PERM_BACK: which ways the mode may go along it,
 * where it may go at all. */
uint8_t lc_osm_travel_direction(const lc_osm_travel *t, const lc_osm_words *w,
                                lc_osm_tags tags);

#endif
