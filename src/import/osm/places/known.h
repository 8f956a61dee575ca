/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/known.h - what the tags say of a facility, as its row:
 * name, address, contact, attributes.
 *
 * Nothing of it is guessed: what no tag says is NULL in the row.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_KNOWN_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_KNOWN_H

#include "lifecircle/base/csv.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/world/catset.h"
#include "src/import/osm/import.h"

/* A place that the rules found. Several may stand for one: the others are
 * its doubles, and each is asked in turn for what the first doesn't say. */
typedef struct lc_osm_place {
    const lc_osm_element *e;
    const char *name;     /* NULL: nameless */
    const char *kind;     /* value of the key it was found by: "playground" */
    const char *subtype;  /* value of the key that tells its kind, or NULL */
    lc_catset categories; /* i: row i of the table of categories */
    lc_catset unstated;   /* of these: say only that a detail is not known */
    lc_shape shape;
    lc_pt pt;
    double area_m2;   /* < 0: no area */
    uint32_t into;    /* the place that it is a double of, or LIFE_OSM_NONE */
    uint32_t next;    /* the next double of the same place */
    bool way_in;      /* an entrance of a station, rather than one itself */
    uint32_t station; /* of an entrance: its place, or LIFE_OSM_NONE */
} lc_osm_place;

typedef LC_VEC(lc_osm_place) lc_osm_places;

typedef struct lc_osm_known { /* `= {0}` to begin */
    const lc_osm_import *im;
    const lc_osm_places *places; /* borrowed */
    const lc_table *categories;  /* borrowed */
    lc_table *keys;              /* contact_keys.csv */
    int field, key;
    char id[40];
    lc_buf name, kinds, address, attributes, subtype; /* of the row at hand */
} lc_osm_known;

/* LIFE_ERR_IO, LIFE_ERR_PARSE: the table of keys. */
lc_status lc_osm_known_open(lc_osm_known *k, const lc_osm_import *im,
                            const lc_osm_places *places,
                            const lc_table *categories, lc_error *err);
void lc_osm_known_close(lc_osm_known *k);
/* The id of the facility that an element becomes: "osm:w12". */
void lc_osm_known_id(const lc_osm_element *e, char out[40]);
/* The row of a place that is no double; its texts hold until the next call.
 * LIFE_ERR_NOMEM. */
lc_status lc_osm_known_fill(lc_osm_known *k, const lc_osm_place *p,
                            lc_stored_facility *out, lc_error *err);

#endif
