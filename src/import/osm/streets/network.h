/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/network.h - the street network from the ways of an
 * extract.
 *
 * Lengths are millimetres on the ellipsoid. Ids of nodes are the extract's;
 * nodes that gates split off have negative ones.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_NETWORK_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_NETWORK_H

#include "lifecircle/base/error.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/store/city.h"
#include "src/import/osm/places/roads.h"
#include "src/import/osm/read/data.h"
#include "src/import/osm/streets/access.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_osm_street { /* a row of the table street */
    int64_t way_id;
    const char *name, *highway;
    int64_t from_node, to_node;
    int64_t at_mm, length_mm;
    uint32_t pt, pt_count; /* into lc_osm_streets.pts */
    uint8_t perm[LIFE_MAX_MODES];
    int8_t layer;
    bool steps, residential, island;
    bool lane;     /* ends by itself: a driveway, a parking aisle */
    uint32_t edge; /* while the network is made: the one it comes of */
} lc_osm_street;

typedef struct lc_osm_end { /* of a public street, where nothing goes on */
    uint32_t row;           /* into lc_osm_streets.rows; id of the street - 1 */
    uint8_t side;           /* 0: at its first point, 1: at its last */
    bool missing;           /* the next node is not in the extract */
    bool again;             /* as that of another street's end, told before */
    bool compound;          /* private for hanging on the rest so */
    int64_t way_id;
    lc_pt pt;
} lc_osm_end;

typedef LC_VEC(lc_osm_end) lc_osm_end_vec;

typedef struct lc_osm_cut { /* where the data end, on a street */
    int64_t way_id;
    lc_pt pt; /* of one of its nodes */
} lc_osm_cut;

typedef LC_VEC(lc_osm_cut) lc_osm_cut_vec;

typedef struct lc_osm_closing { /* what is open at times alone */
    int64_t id;                 /* of the element that says so */
    char type;                  /* n, w, r */
    bool grounds;               /* an area that the street lies in says it */
    uint8_t modes;              /* bit m: to mode m */
    uint32_t tag, tag_count;    /* its tags */
    int64_t node;               /* where it stands; 0: none */
    uint32_t row;               /* or the street; LIFE_OSM_NO_ROW: none */
    lc_pt pt;
} lc_osm_closing;

#define LIFE_OSM_NO_ROW UINT32_MAX

typedef struct lc_osm_streets { /* by (way_id, at_mm) */
    LC_VEC(lc_osm_street) rows;
    LC_VEC(lc_pt) pts;
    lc_osm_end_vec ends;
    LC_VEC(uint32_t) compounds; /* rows private for hanging on the rest so */
    LC_VEC(lc_osm_closing) closings; /* nodes, then rows, then grounds */
    lc_osm_access *access; /* owns the highway texts; names are the extract's */
} lc_osm_streets;

/* `out` must be `= {0}`; free it either way, before `d`. `cuts`, sorted by way
 * (NULL: none): what is known of where the data end beside missing nodes; a
 * piece that holds one is no compound.
 * LIFE_ERR_PARSE (the tables), LIFE_ERR_LIMIT (a way over 4,294 km),
 * LIFE_ERR_NOMEM. */
lc_status lc_osm_network_build(const lc_osm_data *d, const lc_osm_cut_vec *cuts,
                               lc_osm_streets *out, lc_error *err);
void lc_osm_network_free(lc_osm_streets *s);

/* Fills the tables street and closing, which must be empty, and `roads`, where
 * it isn't NULL, with the same rows; `out` is left with its ends and compounds,
 * and to be freed. Also LIFE_ERR_DB. */
lc_status lc_osm_network(lc_city *c, const lc_osm_data *d,
                         const lc_osm_cut_vec *cuts, lc_osm_streets *out,
                         lc_osm_roads *roads, lc_error *err);

#endif
