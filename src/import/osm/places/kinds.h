/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/kinds.h - which categories the tags of a place are, by
 * geodata/osm_rules.csv and by the rules of the categories that the city adds
 * (category_table.h of world).
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_KINDS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_KINDS_H

#include "lifecircle/base/table.h"
#include "lifecircle/world/catset.h"
#include "src/import/osm/read/rules.h"

#include <stdbool.h>

#define LIFE_OSM_KIND_SETS 2 /* geodata's rules, and the city's own */

typedef struct lc_osm_kinds { /* `= {0}` may be closed */
    struct lc_osm_kind_rules {
        lc_osm_rules *rules;
        lc_catset category_of[64]; /* by result */
    } set[LIFE_OSM_KIND_SETS];
    uint64_t left_out; /* of the first: the result "-" */
} lc_osm_kinds;

/* What the rules say of a place. */
typedef struct lc_osm_found {
    lc_catset categories; /* i: row i of the table; empty: none, or left out */
    lc_catset unstated;   /* of these: say only that a detail is not known */
    const char *kind;     /* value of the key of the first that found it */
    const char *subtype;  /* of the first that tells a kind, or NULL */
    bool linear;
    bool way_in; /* all that found it speak of an entrance */
} lc_osm_found;

/* `categories`: the city's whole table, which outlives it. LIFE_ERR_PARSE with
 * table and line, LIFE_ERR_LIMIT; close *k either way. */
lc_status lc_osm_kinds_open(lc_osm_kinds *k, const lc_table *categories,
                            bool weak, lc_error *err);
void lc_osm_kinds_close(lc_osm_kinds *k);
/* Whether a cell of a category's own tag rules (with ; between) can be read:
 * LIFE_ERR_PARSE with why not. */
lc_status lc_osm_kinds_check(const char *rules, lc_error *err);
/* A result "-" leaves the place out whatever else it is. */
lc_osm_found lc_osm_kinds_find(const lc_osm_kinds *k, const lc_osm_view *tags);
/* The categories to which ways in lead. */
lc_catset lc_osm_kinds_ways_in(const lc_osm_kinds *k);

#endif
