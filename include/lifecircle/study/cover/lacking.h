/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/lacking.h - who lacks a service, unit by unit: how
 * many, of which ages, and a place amid them.
 *
 * Layer:   study, over world.
 * Units:   thousandths of weight.
 * Threads: any number may ask a study at once.
 * Errors:  LIFE_ERR_NOMEM.
 * Cost:    that of coverage, and a pass over the homes for each band of ages.
 */
#ifndef LIFECIRCLE_STUDY_COVER_LACKING_H
#define LIFECIRCLE_STUDY_COVER_LACKING_H

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"

#define LIFE_MAX_BANDS 16

/* Of the homes of a unit that the query leaves uncovered. `at` is where one of
 * them stands: the one nearest to their mean. Ages by band, -1: not known of
 * some home. */
typedef struct lc_lacking {
    uint32_t unit;
    int64_t weight; /* 0: nobody lacks it, and nothing else is told */
    uint32_t homes;
    uint32_t home; /* that stands at `at` */
    lc_pt at;
    int64_t age[LIFE_MAX_BANDS];
} lc_lacking;

/* The bands of ages that a city knows, in the order of lc_world_age_bands();
 * behind them what was added. */
typedef struct lc_lacking_bands {
    char name[LIFE_MAX_BANDS][16];
    size_t count;
    int64_t *weight[LIFE_MAX_BANDS]; /* per home */
} lc_lacking_bands;

/* For lc_lacking_bands_clear(). */
lc_status lc_lacking_bands_make(const lc_study *s, lc_lacking_bands *out,
                                lc_error *err);
/* One more that those of the city make up, unless it is there; where they
 * don't, where no room is left, and of "": nothing. */
lc_status lc_lacking_bands_add(const lc_study *s, lc_lacking_bands *b,
                               const char *ages, lc_error *err);
/* Its place, or `count`. */
size_t lc_lacking_bands_find(const lc_lacking_bands *b, const char *ages);
void lc_lacking_bands_clear(lc_lacking_bands *b);

/* `out` takes as many as there are units; those of `level` are filled, each at
 * its own number. `q` NULL: of everybody who lives there; `bands` NULL: without
 * ages. */
lc_status lc_lacking_level(lc_study *s, const lc_coverage_query *q,
                           uint32_t level, const lc_lacking_bands *bands,
                           lc_lacking *out, lc_error *err);

#endif
