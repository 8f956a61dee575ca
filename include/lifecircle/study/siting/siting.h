/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/siting/siting.h - where a few more facilities of a category
 * would help most, with what is there held fixed.
 *
 *      cover     k sites that bring most weight within the limit
 *      suffice   as few as bring all within the limit that can be
 *      median    k sites with the least mean walk time to the nearest facility,
 *                old or new; a home beyond 60 minutes counts as 60
 *      centre    k sites with the least greatest walk time; homes that have
 *                none within 60 minutes, nor would have with the k sites that
 *                bring most weight within 60 minutes, are left out
 *
 * Homes are those of the unit, candidates places that are given, or else on its
 * streets; of one site to COVER the best place of any street is one of those.
 * Each is linked as a facility would be that is added there, so what a site
 * gains is what coverage says more once it stands: homes that were uncovered or
 * unknown and are covered then. The answer is good and comes with a bound that
 * is proven; `optimal` is said where the bound is met.
 *
 * Work is bounded by counting, not by a clock: an answer is the same each time,
 * on any machine, by any number of threads.
 *
 * Layer:   study, over world.
 * Units:   milliseconds, thousandths of weight.
 * Threads: any number may ask a study at once.
 */
#ifndef LIFECIRCLE_STUDY_SITING_SITING_H
#define LIFECIRCLE_STUDY_SITING_SITING_H

#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/lacking.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/reason.h"

#define LIFE_SITING_CANDIDATES 20000 /* at most */
#define LIFE_SITING_TIES       5     /* of each site that are named */

typedef enum lc_site_model {
    LIFE_SITE_COVER,
    LIFE_SITE_SUFFICE,
    LIFE_SITE_MEDIAN,
    LIFE_SITE_CENTRE,
    LIFE_SITE_MODELS
} lc_site_model;

typedef struct lc_site_query {
    uint32_t category; /* not LIFE_ALL_BASIC */
    uint32_t pace;
    uint32_t limit_ms;
    uint32_t unit; /* LIFE_NONE: the whole city */
    uint32_t k;    /* sites at most; SUFFICE takes as many as it needs */
    lc_site_model model;
    const char *ages; /* as lc_world_age_weights(); NULL: everybody */
    /* Places that are thought of; NULL: places on the streets. */
    const lc_pt *candidate;
    size_t candidates;
    unsigned seconds; /* to prove it in; 0: by counting */
} lc_site_query;

typedef struct lc_site_unit { /* of the finest level; LIFE_NONE: in none */
    uint32_t unit;
    uint32_t homes;
    int64_t gained;
} lc_site_unit;

typedef struct lc_site {
    uint32_t candidate; /* its number */
    lc_pt at;
    uint32_t unit;
    /* Who comes within the limit by it and by none that stands before it. */
    int64_t gained;
    uint32_t homes;
    size_t unit_first,
        unit_count;              /* of lc_siting.unit, the most gained first */
    int64_t age[LIFE_MAX_BANDS]; /* as lc_lacking has them */
    int64_t saved_ms;            /* MEDIAN: less in the mean, as `mean_ms` */
    /* Others that would do as well in its place, all else left as it is. */
    uint32_t ties;
    uint32_t tie[LIFE_SITING_TIES];
} lc_site;

typedef struct lc_site_left { /* a candidate that can't be one */
    uint32_t candidate;
    lc_reason reason; /* OUTSIDE_EXTENT, IN_WATER, UNLINKED */
} lc_site_left;

typedef struct lc_siting {
    LC_VEC(lc_site) site; /* by rank */
    LC_VEC(lc_site_unit) unit;
    LC_VEC(lc_pt) candidate; /* those that were looked at or left out */
    LC_VEC(lc_site_left) left;
    uint32_t spacing_m; /* of places on streets; 0: they were given */
    lc_lacking_bands bands;
    int64_t total, covered, untold; /* before; untold: of unknown ages */
    int64_t gained;                 /* by all sites together */
    /* Not covered, and no candidate would cover them; of MEDIAN: nothing within
     * 60 minutes, and no candidate either; of CENTRE who was left out. */
    int64_t unreached;
    uint32_t unreached_homes;
    uint32_t groups; /* of homes that the same candidates serve alike */
    /* The best that is possible, proven: COVER: weight gained, at most.
     * SUFFICE: sites, at least. MEDIAN: the mean in ms, at least. CENTRE: the
     * greatest time in ms, at least. */
    int64_t bound;
    bool optimal;
    /* MEDIAN: mean ms; CENTRE: the greatest, over 3,600,000: none within 60
     * minutes. */
    int64_t before_ms, after_ms;
    int64_t *ahead; /* COVER: [i], the most that any i + 1 sites gain */
} lc_siting;

/* "cover", "suffice", "median", "centre". */
const char *lc_site_model_id(lc_site_model m);

/* For lc_siting_clear(), also after a failure. LIFE_ERR_NOMEM; LIFE_ERR_LIMIT:
 * too many candidates, or too many homes are within reach of them (the text
 * says what helps); of ages as gaps; the budget's. Cost: a bounded search for
 * each candidate, on all threads, and a second or two. */
lc_status lc_siting_find(lc_study *study, const lc_site_query *q,
                         lc_siting *out, lc_error *err);
void lc_siting_clear(lc_siting *s);

#endif
