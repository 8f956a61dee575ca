/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/access.h - who may pass: from the tags of a way or a
 * node to permissions, by the tables of geodata/network/.
 *
 * Threads: the tables are constant once they are open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_ACCESS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_ACCESS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/graph/network.h"
#include "src/import/osm/read/data.h"
#include "src/import/osm/streets/times.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_osm_access lc_osm_access; /* the tables; constant once open */

typedef enum lc_osm_pass { /* in rising order of what it keeps out */
                           LIFE_PASS_OPEN,
                           LIFE_PASS_PRIVATE,
                           LIFE_PASS_CLOSED
} lc_osm_pass;

typedef struct lc_osm_passage {   /* of a way */
    const char *highway;          /* as in the table; lives as long as it */
    uint8_t perm[LIFE_MAX_MODES]; /* LIFE_PERM_*, by the table's order */
    int8_t layer;
    bool steps;
    bool residential;
    bool area;     /* walked across, not only along */
    uint8_t timed; /* bit m: at times alone for mode m; perm says of them
                      together: open where it is at any time */
} lc_osm_passage;

lc_status lc_osm_access_open(lc_osm_access **out, lc_error *err);
void lc_osm_access_free(lc_osm_access *a); /* NULL is fine */
/* The modes of geodata/modes.csv, in whose order permissions are given. */
const lc_mode_table *lc_osm_access_modes(const lc_osm_access *a);

/* False: nobody may use it. `closed`: it ends where it begins. */
bool lc_osm_access_way(const lc_osm_access *a, lc_osm_tags tags, bool closed,
                       lc_osm_passage *out);
/* False: the node stops nobody. *timed as of a passage. */
bool lc_osm_access_node(const lc_osm_access *a, lc_osm_tags tags,
                        lc_osm_pass out[LIFE_MAX_MODES], uint8_t *timed);
/* What a way or node that is timed for a mode says of its times: the value of
 * its tag (borrowed), and as a rule of hours/conditional.h. */
const char *lc_osm_access_rule(const lc_osm_access *a, lc_osm_tags tags,
                               bool way, lc_mode mode, lc_buf *out);
/* The words of times, for what else closes ways. */
const lc_osm_times *lc_osm_access_times(const lc_osm_access *a);

const char *lc_osm_access_tag(lc_osm_tags tags,
                              const char *key); /* NULL: none */

#endif
