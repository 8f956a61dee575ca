/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/whatif/whatif.h - what if facilities were opened, closed or
 * moved, a street built or shut, a gate opened: how coverage would change, in
 * every figure as if the city were made so and all walks worked out anew.
 *
 *   gained  weight of homes that are covered after and were not before
 *   lost    weight of homes that were covered and are not after
 *
 * Both of one category in its rows; in the totals of any category that the
 * scenario touches, each home once. A home that is unknown before or after
 * counts as not covered: adding may make an unknown one covered, and a facility
 * that no street can be linked to may make an uncovered one unknown.
 *
 * Layer:   study, over world.
 * Units:   milliseconds; thousandths of weight.
 * Threads: any number may ask a study at once.
 * Errors:  LIFE_ERR_NOMEM, and those of the budget.
 * Cost:    for each category a search of the streets from which the walk
 *          changes, and the homes there: of all categories, where streets are
 *          changed. The first question of a pace, limit and level makes sums
 *          over all homes, which are kept for the next.
 */
#ifndef LIFECIRCLE_STUDY_WHATIF_WHATIF_H
#define LIFECIRCLE_STUDY_WHATIF_WHATIF_H

#include "lifecircle/geo/point.h"
#include "lifecircle/study/cover/share.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/whatif/changes.h"
#include "lifecircle/world/reason.h"

typedef struct lc_whatif_query {
    uint32_t pace;
    uint32_t limit_ms; /* inclusive */
    uint32_t level;    /* whose units; of a city without any, 0 */
    uint32_t unit;     /* this one of them alone; LIFE_NONE: all */
} lc_whatif_query;

/* As lc_coverage_row. */
typedef struct lc_whatif_figures {
    int64_t total, covered, uncovered, unknown;
    uint32_t median, p90;
} lc_whatif_figures;

static inline lc_share lc_whatif_share(const lc_whatif_figures *f)
{
    return (lc_share){f->covered, f->unknown, f->total};
}

typedef struct lc_whatif_row {
    uint32_t unit;     /* LIFE_NONE: homes in no unit, or a city without any */
    uint32_t category; /* or LIFE_ALL_BASIC */
    lc_whatif_figures before, after;
    int64_t gained, lost;
} lc_whatif_row;

/* A home whose walk or answer in a category changes. */
typedef struct lc_whatif_home {
    uint32_t home, category;
    uint32_t before_ms, after_ms; /* LIFE_NONE: none within an hour */
    lc_answer before, after;
} lc_whatif_home;

/* How an added facility (in the order of `add`, then of `move`) joins. */
typedef struct lc_whatif_arrival {
    lc_pt pt;
    lc_reason reason; /* NONE; IN_WATER, UNLINKED or OUTSIDE_EXTENT: no street
                         can be joined */
    bool outside;     /* the extent of the city's data */
    uint32_t unit;    /* of the finest level, or LIFE_NONE */
} lc_whatif_arrival;

/* How a change of the streets meets them, for the pace that was asked for. */
typedef struct lc_whatif_joined {
    lc_reason reason;   /* NONE; as an arrival's: no street is there */
    bool open;          /* to the pace; else it changes nothing */
    lc_pt at[2];        /* where streets are joined or cut; of a gate, it */
    uint32_t length_mm; /* of a link, without its legs */
    uint32_t ends;      /* of a gate: streets that end there */
    const char *name;   /* of the street that is cut; "" where it has none */
} lc_whatif_joined;

/* Rows by category (all_basic last, where the scenario touches a basic one),
 * then by unit, `outside` last: of all units those in which a figure changes;
 * of one unit all of its rows. Homes by category, then by number. */
typedef struct lc_whatif {
    int64_t gained, lost;
    lc_whatif_row *row;
    size_t row_count;
    lc_whatif_home *home;
    size_t home_count;
    lc_whatif_arrival *arrival;
    size_t arrival_count;
    lc_whatif_joined *joined; /* links, then blocks, then gates */
    size_t joined_count;
} lc_whatif;

/* *out is the caller's, for lc_whatif_clear(), whatever comes back. */
lc_status lc_whatif_ask(lc_study *s, const lc_whatif_changes *c,
                        const lc_whatif_query *q, lc_whatif *out,
                        lc_error *err);
void lc_whatif_clear(lc_whatif *w);

#endif
