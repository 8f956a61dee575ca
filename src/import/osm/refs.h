/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/refs.h - refs of ways, from ids of nodes to where those
 * lie.
 *
 * Each point of each way is looked for once, when an extract is settled; ids
 * would be looked for again by everything that draws a way.
 *
 * Threads: as the builder. Memory: 16 bytes a ref to a node that is missing.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_REFS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_REFS_H

#include "lifecircle/base/error.h"
#include "src/import/osm/read/data.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_osm_lost { /* a ref to a node that is not there */
    int64_t id;
    uint32_t ref; /* into the data's */
} lc_osm_lost;

/* `= {.d = ...}` to begin, once the data's nodes are sorted and indexed. */
typedef struct lc_osm_refs {
    lc_osm_data *d;
    uint32_t next; /* the node behind the one that was found last */
    LC_VEC(lc_osm_lost) lost;
} lc_osm_refs;

/* Adds those of a way behind the data's others. *found becomes true where a
 * node of theirs is there. LIFE_ERR_NOMEM. */
lc_status lc_osm_refs_add(lc_osm_refs *r, const int64_t *id, size_t n,
                          bool *found, lc_error *err);
/* Takes those from `ref` on away again, the last way's. */
void lc_osm_refs_drop(lc_osm_refs *r, uint32_t ref);
/* Behind the last way: numbers the nodes that are missing by their ids, so that
 * the order of the file changes nothing. LIFE_ERR_LIMIT: more than 2^30. */
lc_status lc_osm_refs_number(lc_osm_refs *r, lc_error *err);
void lc_osm_refs_clear(lc_osm_refs *r);

#endif
