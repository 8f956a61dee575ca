/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/paths.h - the network while it is being made: paths
 * (ways that are kept) cut into edges, by network.c, edges.c, plaza.c and
 * gates.c.
 *
 *     path    runs of vertices; a LIFE_PATH_GAP where a node is missing
 *     vertex  index of a node in the extract; nodes at one place that follow
 *             one another are one (lc_osm_paths.same)
 *     edge    vertices first .. first + count - 1 of a path, or the two ends
 *             of a line across a plaza
 *     gate    a node that is closed or private to some mode; each edge that
 *             ends there has an end of its own, numbered 2 * edge + side
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_PATHS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_PATHS_H

#include "src/import/osm/read/data.h"
#include "src/import/osm/streets/access.h"
#include "src/import/osm/streets/network.h"

#define LIFE_PATH_GAP  UINT32_MAX
#define LIFE_PATH_NONE UINT32_MAX

typedef struct lc_osm_path {
    const lc_osm_way *way;
    const char *name;
    lc_osm_passage pass;
    uint32_t first, count; /* vertices */
    uint32_t plaza;        /* or LIFE_PATH_NONE */
    int64_t end_mm;        /* first at_mm behind it that is free */
} lc_osm_path;

typedef struct lc_osm_edge {
    uint32_t path;
    uint32_t node[2];      /* from, to */
    uint32_t first, count; /* vertices */
    int64_t at_mm, length_mm;
    uint8_t perm[LIFE_MAX_MODES];
    bool across; /* a line over a plaza */
} lc_osm_edge;

typedef struct lc_osm_gate {
    lc_osm_pass pass[LIFE_MAX_MODES];
    uint32_t public_end[LIFE_MAX_MODES]; /* that keeps the node itself */
} lc_osm_gate;

typedef struct lc_osm_paths {
    const lc_osm_data *d;
    const lc_osm_cut_vec *cuts; /* by way; NULL: none are known */
    lc_osm_access *access;
    LC_VEC(lc_osm_path) paths;
    LC_VEC(lc_osm_relation) plazas; /* relations; a way's has no members */
    LC_VEC(uint32_t) vertices;
    LC_VEC(lc_osm_edge) edges;
    LC_VEC(lc_osm_gate) gates;
    uint32_t *same;    /* of a node: itself, or one at the same place */
    uint32_t *gate_of; /* of a node: gate + 1, or 0 */
    uint8_t *use;      /* of a node: visits by paths, up to 255 */
    bool *island;      /* of an edge */
} lc_osm_paths;

/* NULL where the node stops nobody. */
static inline lc_osm_gate *lc_osm_paths_gate(const lc_osm_paths *p,
                                             uint32_t node)
{
    return p->gate_of[node] ? p->gates.v + p->gate_of[node] - 1 : NULL;
}

/* Whether vertex i of a path is all that the extract has of the way there: the
 * path has no edge at it, and breaks off. */
static inline bool lc_osm_paths_alone(const lc_osm_paths *p,
                                      const lc_osm_path *path, uint32_t i)
{
    const uint32_t *v = p->vertices.v + path->first;

    return path->count > 1 && v[i] != LIFE_PATH_GAP &&
           (i == 0 || v[i - 1] == LIFE_PATH_GAP) &&
           (i + 1 == path->count || v[i + 1] == LIFE_PATH_GAP);
}

#endif
