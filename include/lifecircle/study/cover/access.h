/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/access.h - how much of a service there is for each
 * person: being near is not enough where too many share it.
 *
 * The enhanced two-step floating catchment (W. Luo and Y. Qi, Health & Place 15
 * (2009), 1100-1107), on walk times from home to facility as coverage has them:
 *
 *   1. a facility's rate: its capacity, over the people within the limit, each
 *      weighed by the zone they live in: R_j = S_j / sum_i P_i W(t_ij)
 *   2. a home's ratio: the sum of the rates within the limit, each weighed by
 *      its zone: A_i = sum_j R_j W(t_ij), in capacity a person
 *
 * People are counted in each catchment they live in, as the method has it.
 * Zones and weights are geodata/catchments.csv's, kinds of capacity and whom
 * they serve geodata/capacities.csv's, norms those of the standard that holds
 * for the unit (capacity.h). A facility whose capacity is not known is left out
 * and told, never guessed.
 *
 * Layer:   study.
 * Units:   people, capacity in thousandths; milliseconds.
 * Threads: lc_access_make() as lc_coverage_level(); the answer does not depend
 *          on the number of threads. An lc_access is constant once made.
 */
#ifndef LIFECIRCLE_STUDY_COVER_ACCESS_H
#define LIFECIRCLE_STUDY_COVER_ACCESS_H

#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/cover/equity.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/world.h"

typedef struct lc_access_query {
    uint32_t pace;
    uint32_t limit_ms;
    uint32_t capacity, catchment; /* indices */
    const char *ages;     /* NULL: those whom the capacity serves, or everybody
                             where their number is not known; "all": everybody */
    const char *standard; /* whose norms; NULL: the one that holds for a unit */
    /* Whenever (`= {0}`), or a time, as coverage has it: shared out is what is
     * known to be open then, among those who come there by ways that are. What
     * may be open, or reached, is more that a home may have. */
    lc_when when;
} lc_access_query;

typedef struct lc_access_supply { /* facilities of the categories */
    uint32_t total, counted;      /* that count for the pace; with a capacity */
    uint32_t wheels_unstated;     /* of `total`, of wheelchairs */
    uint32_t no_capacity;         /* it is not stated */
    uint32_t unlinked;            /* stated, but no walk reaches it */
    /* At a time: not open; not known to be. Neither is in the three above. */
    uint32_t closed, hours_unknown;
    uint32_t idle;             /* counted, but nobody lives within the limit */
    int64_t milli, idle_milli; /* capacity of those counted, and idle */
} lc_access_supply;

typedef struct lc_access {
    lc_access_query query;
    const lc_world *world;
    const lc_capacity *capacity;
    const lc_catchment *catchment;
    const char *ages;       /* whom it is for: a band, or "": everybody */
    const char *ages_asked; /* of whom no number is known: everybody stands
                               for them; else "" */
    lc_access_supply supply;
    /* per home */
    double *ratio;   /* capacity a person; NaN: not known */
    int64_t *people; /* thousandths; -1: not known */
    uint8_t *more;   /* 1: it may have more: a facility of unknown capacity, or
                        hours, is within the limit, or the data end within it */
} lc_access;

/* LIFE_ERR_NOT_FOUND naming `age`: the ages asked for are not known.
 * LIFE_ERR_NOMEM. `out` is the caller's, for lc_access_clear(). Cost: one
 * bounded search a facility. */
lc_status lc_access_make(lc_study *s, const lc_access_query *q, lc_access *out,
                         lc_error *err);
void lc_access_clear(lc_access *a);

#endif
