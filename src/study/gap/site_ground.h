/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/site_ground.h - homes that a new facility is to help, by
 * where they enter the streets, and the streets against the walks.
 *
 * Threads: made once for several searches, and then read only.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_SITE_GROUND_H
#define LIFECIRCLE_SRC_STUDY_GAP_SITE_GROUND_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/links.h"
#include "src/study/time/shut.h"

typedef struct lc_site_home { /* whom a facility is to help */
    uint32_t home;
    int64_t weight;
} lc_site_home;

typedef struct lc_site_query {
    uint32_t pace;
    uint32_t limit_ms;        /* how far they walk, inclusive */
    const lc_site_home *home; /* borrowed */
    size_t n;
    /* What nobody walks, nor a facility is put on; its lc_shut_arcs_in() are
     * there. Borrowed; NULL: nothing is shut. */
    const lc_shut *shut;
} lc_site_query;

typedef struct lc_site_entry { /* of an item of the query, at a vertex */
    uint32_t item;
    uint32_t ms;
} lc_site_entry;

typedef struct lc_site_own { /* a home that comes to no end of it in time */
    uint32_t edge, item;
} lc_site_own;

/* Entries of vertex v: at[first[v]] to at[first[v + 1] - 1]. Who begins on a
 * private street stands at both of its vertices, as labels against the walks
 * have it (entries.h). */
typedef struct lc_site_ground {
    const lc_world *w;
    const lc_pace_graph *g;
    lc_pace_graph back;  /* the same against the walks; its arrays are g's, or
                            those that the query shuts */
    lc_pace_graph loose; /* and as if no street were private; `out` is own */
    lc_site_query q;
    uint32_t *first; /* vertices + 1 */
    lc_site_entry *at;
    LC_VEC(lc_site_own) own; /* by edge */
} lc_site_ground;

/* *out is for lc_site_ground_free(). LIFE_ERR_NOMEM. Cost: linear in homes and
 * in corners of the city. */
lc_status lc_site_ground_make(lc_study *s, const lc_site_query *q,
                              lc_site_ground **out, lc_error *err);
void lc_site_ground_free(lc_site_ground *d); /* NULL is fine */
size_t lc_site_ground_links(const lc_site_ground *d, size_t item,
                            const lc_link **out);

#endif
