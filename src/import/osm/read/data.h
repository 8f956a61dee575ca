/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/data.h - an OpenStreetMap extract in memory: flat arrays
 * sorted by id, tags as interned strings. Filled by the readers beside it,
 * read by streets/, places/ and units/.
 *
 * Only objects that are visible and, of doubles, the highest version are
 * kept; so any order of the input's elements gives the same arrays.
 *
 * Threads: constant once it is read. Offsets and counts are 32 bits; what
 * doesn't fit is a limit that reading tells.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_DATA_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_DATA_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape.h"
#include "src/import/osm/read/dated.h"

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
    uint32_t ref, ref_count; /* into refs[] */
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

/* Where a way or relation lies, as the file says beside or instead of its
 * nodes: the middle of its box ("out center" of Overpass). */
typedef struct lc_osm_center {
    int64_t id;
    lc_pt pt;
    char type; /* w, r */
} lc_osm_center;

enum { LIFE_OSM_EVERY = 64 };

/* A ref to a node that is not in the extract has this bit. The others say which
 * of those nodes it is, so that two refs to one node are equal. */
#define LIFE_OSM_MISSING (UINT32_C(1) << 31)

typedef struct lc_osm_data {
    LC_VEC(lc_osm_node) nodes; /* sorted by id, like ways and relations */
    LC_VEC(int64_t) every;     /* id of every LIFE_OSM_EVERYth node; or none */
    LC_VEC(lc_osm_way) ways;
    LC_VEC(lc_osm_relation) relations;
    LC_VEC(uint32_t) refs; /* of ways: into nodes, or LIFE_OSM_MISSING */
    uint32_t missing;      /* how many nodes refs miss */
    LC_VEC(lc_osm_member) members;
    LC_VEC(lc_osm_center) centers; /* sorted by type, then id */
    LC_VEC(lc_osm_tag) tags;       /* of one object: sorted by key text */
    LC_VEC(char) text;             /* NUL-terminated strings; offset 0 is "" */
    lc_box header;                 /* empty where the file states none */
    lc_box all;                    /* around every node, kept or clipped */
    lc_osm_dated dated;            /* of when it is */
    uint64_t bytes_read;           /* unpacked */
    uint64_t unplaced; /* places on ways that the file leaves undefined */
} lc_osm_data;

typedef struct lc_osm_tags { /* of one object */
    const lc_osm_data *d;
    uint32_t tag, count;
} lc_osm_tags;

void lc_osm_data_free(lc_osm_data *d);

/* As qsort wants it: the order of centers. */
int lc_osm_data_by_center(const void *a, const void *b);

/* Whenever the nodes are others: finding one is quicker then, where there is
 * memory for it. */
void lc_osm_data_index(lc_osm_data *d);
/* NULL: not in the extract. */
const lc_osm_node *lc_osm_data_node(const lc_osm_data *d, int64_t id);
/* The node of refs.v[i]; NULL where it is missing. */
static inline const lc_osm_node *lc_osm_data_ref(const lc_osm_data *d, size_t i)
{
    uint32_t at = d->refs.v[i];

    return at & LIFE_OSM_MISSING ? NULL : d->nodes.v + at;
}
const lc_osm_way *lc_osm_data_way(const lc_osm_data *d, int64_t id);
const lc_osm_relation *lc_osm_data_relation(const lc_osm_data *d, int64_t id);

/* The middle that the file states of a way (w) or relation (r), or NULL. */
const lc_pt *lc_osm_data_center(const lc_osm_data *d, char type, int64_t id);

/* Value of a tag among `count` from `tag`, or NULL. */
const char *lc_osm_data_tag(const lc_osm_data *d, uint32_t tag, uint32_t count,
                            const char *key);

/* Keys that are asked for all at once, in the order of their texts. */
typedef struct lc_osm_key {
    const char *text;
    uint64_t bit;
} lc_osm_key;
void lc_osm_data_sort_keys(lc_osm_key *key, size_t n);
/* The bits of those that an object has, and of bit i in at[i] which of its tags
 * that is. Objects have a few tags and tables of rules dozens
 * of keys, so each tag is looked for among the keys. */
uint64_t lc_osm_data_keys(const lc_osm_data *d, uint32_t tag, uint32_t count,
                          const lc_osm_key *key, size_t n, uint16_t at[64]);

#endif
