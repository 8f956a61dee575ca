/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/import.h - what the parts of `import osm` share: the tagged
 * elements of an extract with their shapes, the streets, and the names that
 * are made from tags. osm_import.c calls the parts in this order: streets,
 * features, facilities, homes, units and places, addresses, extent.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_IMPORT_H
#define LIFECIRCLE_SRC_IMPORT_OSM_IMPORT_H

#include "lifecircle/base/buf.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/import/import.h"
#include "src/import/osm/read/data.h"
#include "src/import/osm/read/tags.h"

#define LIFE_OSM_NONE UINT32_MAX

/* A node, way or relation that carries tags, relations first, then ways, then
 * nodes, each by id. Of relations: multipolygon, boundary, route. */
typedef struct lc_osm_element {
    int64_t id;
    uint32_t at; /* into nodes, ways or relations */
    uint32_t tag, tag_count;
    uint32_t outer_of; /* a way: the multipolygon element that it outlines */
    char type;         /* n, w, r */
} lc_osm_element;

/* The streets of the city, as the network part wrote them. */
typedef struct lc_osm_road {
    lc_shape line;
    int64_t way_id, length_mm;
    uint32_t name; /* offset into `text` */
    int layer;
    bool residential;
    bool open; /* to the public on foot, and of a kind people live along */
} lc_osm_road;

typedef struct lc_osm_roads {
    LC_VEC(lc_osm_road) v;
    lc_buf text;
    LC_VEC(uint32_t) named; /* items of `index`, into v */
    lc_index *index;        /* of the named ones */
} lc_osm_roads;

/* A home as written, for units to look at. */
typedef struct lc_osm_home {
    lc_pt pt;
    int64_t weight;
} lc_osm_home;

typedef struct lc_osm_import {
    lc_city *city;
    const lc_osm_data *data;
    const lc_import_opts *opts;
    const char *source;
    LC_VEC(lc_osm_element) elements;
    lc_osm_roads streets;
    LC_VEC(lc_pt) facility_pts; /* of every facility written */
    LC_VEC(lc_osm_home) homes;
    int64_t rows;
    int64_t skipped; /* elements without a usable shape */
    lc_buf notes;    /* lines for the report */
} lc_osm_import;

/* ---- osm_elements.c ---- */
lc_status lc_osm_elements(lc_osm_import *im, lc_error *err);
/* POINT of a node; AREA of a multipolygon, or of a closed way unless area=no
 * or, without area=yes, `linear`; else LINE. Normalised. kind NONE: nothing
 * usable. */
lc_status lc_osm_element_shape(const lc_osm_import *im, const lc_osm_element *e,
                               bool linear, lc_shape *out, lc_error *err);
const char *lc_osm_element_tag(const lc_osm_import *im, const lc_osm_element *e,
                               const char *key);
/* Its tag `layer`, -5..5, else 0. */
int lc_osm_element_layer(const lc_osm_import *im, const lc_osm_element *e);
void lc_osm_element_id(const lc_osm_element *e, char out[32]); /* "w12" */
/* What the rules make of it, `area_m2` as in lc_osm_view. */
lc_osm_view lc_osm_element_view(const lc_osm_import *im,
                                const lc_osm_element *e, double area_m2);

/* ---- osm_names.c ---- */
/* Appends "Street 12, 17033 City", or district, street, number where the
 * street is written in Chinese. `full`: with postcode and city. False: there
 * is no address. */
bool lc_osm_address(const lc_osm_data *d, uint32_t tag, uint32_t count,
                    bool full, lc_buf *out);
lc_status lc_osm_roads_load(lc_city *c, lc_osm_roads *s, lc_error *err);
void lc_osm_roads_clear(lc_osm_roads *s);
/* Name of the nearest named street within 250 m, or NULL. */
const char *lc_osm_roads_near(const lc_osm_roads *s, lc_pt p);
lc_status lc_osm_addresses(lc_osm_import *im, lc_error *err);
lc_status lc_osm_places(lc_osm_import *im, lc_error *err);
/* The city's own name: the largest city or town, else `stem`. */
lc_status lc_osm_city_name(lc_osm_import *im, const char *stem, lc_error *err);

/* ---- the other parts ---- */
lc_status lc_osm_features(lc_osm_import *im, lc_error *err);
lc_status lc_osm_facilities(lc_osm_import *im, lc_error *err);
lc_status lc_osm_homes(lc_osm_import *im, lc_error *err);

#endif
