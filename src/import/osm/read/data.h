/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/data.h - an OpenStreetMap extract in memory: flat arrays
 * sorted by id, tags as interned strings. Filled by osm_pbf.c or osm_xml.c,
 * read by osm_network.c, osm_places.c and osm_units.c.
 *
 * Only objects that are visible and, of doubles, the highest version are
 * kept; so any order of the input's elements gives the same arrays.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_DATA_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_DATA_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_osm_tag {
    uint32_t key, value; /* offsets into `text` */
} lc_osm_tag;

typedef struct lc_osm_node {
    int64_t id;
    lc_pt pt;
    uint32_t tag; /* first tag; tag_count of them */
    uint32_t tag_count;
} lc_osm_node;

typedef struct lc_osm_way {
    int64_t id;
    uint32_t ref, ref_count; /* into refs[]: node ids */
    uint32_t tag, tag_count;
} lc_osm_way;

typedef struct lc_osm_member {
    int64_t id;
    uint32_t role; /* offset into text */
    char type;     /* n, w, r */
} lc_osm_member;

typedef struct lc_osm_relation {
    int64_t id;
    uint32_t member, member_count;
    uint32_t tag, tag_count;
} lc_osm_relation;

typedef struct lc_osm_data {
    LC_VEC(lc_osm_node) nodes; /* sorted by id, like ways and relations */
    LC_VEC(lc_osm_way) ways;
    LC_VEC(lc_osm_relation) relations;
    LC_VEC(int64_t) refs;
    LC_VEC(lc_osm_member) members;
    LC_VEC(lc_osm_tag) tags; /* of one object: sorted by key text */
    LC_VEC(char) text;       /* NUL-terminated strings; offset 0 is "" */
    lc_box header;           /* empty where the file states none */
    uint64_t bytes_read;     /* unpacked */
} lc_osm_data;

/* Reads PATH by its content: .osm.pbf, .osm, either also .gz or .bz2. With
 * `clip`, nodes outside the box are dropped, and with them refs to them from
 * ways that then have no node left. Progress is shown.
 * LIFE_ERR_IO, LIFE_ERR_PARSE (what, and the byte or line), LIFE_ERR_LIMIT,
 * LIFE_ERR_NOMEM. `d` must be `= {0}`; free it either way. */
lc_status lc_osm_read(const char *path, const lc_box *clip, lc_osm_data *d,
                      lc_error *err);
void lc_osm_free(lc_osm_data *d);

/* NULL: not in the extract. */
const lc_osm_node *lc_osm_find_node(const lc_osm_data *d, int64_t id);
const lc_osm_way *lc_osm_find_way(const lc_osm_data *d, int64_t id);
const lc_osm_relation *lc_osm_find_relation(const lc_osm_data *d, int64_t id);

/* Value of a tag among `count` from `tag`, or NULL. */
const char *lc_osm_tag_get(const lc_osm_data *d, uint32_t tag, uint32_t count,
                           const char *key);

/* Shape of a way: LINE, or AREA when `area` and it is closed with at least
 * four refs. *whole says whether every ref was found; refs that are missing
 * are left out. kind NONE when fewer than two points remain. */
lc_status lc_osm_way_shape(const lc_osm_data *d, const lc_osm_way *w, bool area,
                           lc_shape *out, bool *whole, lc_error *err);
/* Area of a multipolygon or boundary relation from its outer and inner ways,
 * joined end to end. *whole: every member way was there with every node and
 * every ring closed. kind NONE when no ring could be closed. */
lc_status lc_osm_relation_shape(const lc_osm_data *d, const lc_osm_relation *r,
                                lc_shape *out, bool *whole, lc_error *err);

/* What import osm does with it, one file each; all write rows into the city. */
struct lc_city;
struct lc_osm_import; /* options and counts, see osm_import.h */

#endif
