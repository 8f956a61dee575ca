/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gap_clusters.h - the uncovered homes of a category, in
 * clusters.
 */
#ifndef LIFECIRCLE_SRC_STUDY_GAP_GAP_CLUSTERS_H
#define LIFECIRCLE_SRC_STUDY_GAP_GAP_CLUSTERS_H

#include "src/study/gap/uncovered.h"

typedef struct lc_gap_cluster { /* home[first] to home[first + n - 1] */
    uint32_t first, n;
    int64_t weight;
} lc_gap_cluster;

/* Homes of a cluster stand side by side, by number; clusters by weight, the
 * heaviest first, of equals by their first home. */
typedef struct lc_gap_clusters {
    lc_site_home *home;
    size_t homes;
    lc_gap_cluster *cluster;
    size_t n;
} lc_gap_clusters;

/* LIFE_ERR_NOMEM; what the thread's budget says. Cost: n log n in the homes. */
lc_status lc_gap_clusters_make(lc_study *s, const lc_uncovered *l,
                               lc_gap_clusters *out, lc_error *err);
void lc_gap_clusters_clear(lc_gap_clusters *c);

#endif
