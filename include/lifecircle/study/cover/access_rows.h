/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/access_rows.h - what there is for each person, unit by
 * unit: the mean, what is lacking against the norm, and how evenly it is
 * shared.
 *
 * Layer:   study, over world.
 * Units:   people, capacity in thousandths.
 * Threads: reads only.
 * Errors:  LIFE_ERR_NOMEM.
 */
#ifndef LIFECIRCLE_STUDY_COVER_ACCESS_ROWS_H
#define LIFECIRCLE_STUDY_COVER_ACCESS_ROWS_H

#include "lifecircle/study/cover/access.h"
#include "lifecircle/study/cover/equity.h"

/* people = known + unknown. Sums are exact; `ratio` is capacity a person. */
typedef struct lc_access_row {
    uint32_t unit;         /* LIFE_NONE: homes in no unit, or the whole city */
    int64_t people;        /* whom it is for, thousandths */
    int64_t known;         /* of these: those whose ratio is known */
    int64_t unknown;       /* their homes have no link, or no rate is known */
    int64_t weight_unaged; /* weight of homes whose ages are not known; these
                              are not among `people` */
    int64_t none;          /* of known: with nothing within the limit */
    int64_t more;          /* of known: those who may have more */
    double ratio;          /* mean over the known; NaN: nobody */
    uint32_t facilities;   /* of the categories, inside */
    uint32_t no_capacity;  /* of these: capacity not stated */
    int64_t inside_milli;  /* capacity of the others */
    int64_t residents;     /* of all ages, thousandths; -1: not known */
    int residents_year;    /* 0: not told */
    const lc_norm *norm;   /* that it is held against; NULL: none is set */
    int64_t needed_milli;  /* by the norm; -1: no norm, or no residents known */
    int64_t short_milli;   /* needed - inside, at least 0; -1: not known */
    bool short_at_most;    /* facilities of unknown capacity may fill it */
} lc_access_row;

/* A row for each unit of a level, and one for homes in none (left out where
 * there are none); `rows` takes the level's units + 1. */
lc_status lc_access_rows_level(const lc_access *a, uint32_t level,
                               lc_access_row *rows, size_t *count,
                               lc_error *err);
/* One unit's, or (LIFE_NONE) the whole city's. */
lc_status lc_access_rows_unit(const lc_access *a, uint32_t unit,
                              lc_access_row *row, lc_error *err);

/* How evenly the ratio is shared: over all homes where it is known, and over
 * the units of a level by their rows; both weighed by people and ranked by
 * `figure` (per unit, as above) of the unit of that level. */
lc_status lc_access_rows_equity(const lc_access *a, uint32_t level,
                                const double *figure, lc_equity *homes,
                                lc_equity *units, lc_error *err);

#endif
