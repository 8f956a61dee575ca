/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/gaps.h - the homes that a category leaves uncovered,
 * as places on the map, and where one more facility would help most.
 *
 * Gaps are of walking, of one category and pace. `uncovered` is the sum over
 * all gaps that were found, given or not; homes of which it isn't known are in
 * no gap.
 *
 * Layer:   study.
 * Units:   milliseconds, millimetres, thousandths of weight.
 * Threads: as lc_walker.
 */
#ifndef LIFECIRCLE_STUDY_COVER_GAPS_H
#define LIFECIRCLE_STUDY_COVER_GAPS_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/study/cover/gap_mends.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/clock.h"

typedef enum lc_cause {
    /* None stands within the limit even in a straight line; or nothing is
     * between, the streets lead there as straight as streets do, and it is
     * some minutes too far. */
    LIFE_CAUSE_FAR,
    LIFE_CAUSE_BARRIER, /* one does, but the way round is too long */
    /* At a time: it would be within the limit if everything were open. */
    LIFE_CAUSE_CLOSED,
    LIFE_CAUSE_COUNT
} lc_cause;

const char *lc_gap_cause_id(lc_cause c); /* "far", "barrier", "closed" */

/* What stands between; of WAY nothing that is mapped. A CROSSING is a road with
 * sidewalks of their own that can't be crossed there. */
typedef enum lc_gap_barrier_kind {
    LIFE_GAP_BARRIER_WATER,
    LIFE_GAP_BARRIER_RAILWAY,
    LIFE_GAP_BARRIER_ROAD, /* closed to walkers */
    LIFE_GAP_BARRIER_COMPOUND,
    LIFE_GAP_BARRIER_WALL,
    LIFE_GAP_BARRIER_CROSSING,
    LIFE_GAP_BARRIER_BUILDING,
    LIFE_GAP_BARRIER_WAY,
    LIFE_GAP_BARRIER_KINDS
} lc_gap_barrier_kind;

/* "water", "railway", "closed_road", "compound", "wall", "crossing",
 * "building", "way" */
const char *lc_gap_barrier_id(lc_gap_barrier_kind k);

typedef struct lc_gap_barrier {
    lc_gap_barrier_kind kind;
    const char *name; /* the world's; NULL: none is known */
    /* That the line leads to: the nearest in a straight line, which need not be
     * the nearest to walk to. */
    uint32_t facility;
    lc_pt at; /* where the line meets it; of WAY where that begins */
    /* What stepping over it would save, at least; 0 of WAY. */
    uint32_t cost_ms;
} lc_gap_barrier;

/* Limits as coverage has them, inclusive. */
typedef struct lc_gap_query {
    uint32_t category; /* not LIFE_ALL_BASIC */
    uint32_t pace;
    uint32_t limit_ms;
    uint32_t unit; /* LIFE_NONE: the whole city */
    size_t most;   /* gaps to give, the heaviest first */
    /* Whose units are named, where `unit` is none; NULL: the finest. */
    const uint32_t *level;
    /* Whom the gaps are of, as lc_world_age_weights() takes it; NULL:
     * everybody. All weights are then of people of these ages. */
    const char *ages;
    /* Whenever (`= {0}`), or a time, as coverage has it: gaps are then of who
     * is known to have nothing open, and mends are of that time. Who has none
     * whenever has none then. */
    lc_when when;
} lc_gap_query;

/* Uncovered homes of which each is within 100 m of another. */
typedef struct lc_gap {
    uint32_t unit;  /* that holds most of its weight, or LIFE_NONE */
    int64_t weight; /* of the homes in it */
    uint32_t homes;
    lc_shape outline; /* what lies within 55 m of them: a picture */
    /* CLOSED is that of most of its weight. Any other is what it is whenever,
     * of its middle home: the one nearest to their mean. */
    lc_cause cause;
    lc_gap_closed closed;   /* where that is the cause */
    lc_gap_barrier barrier; /* on its straight line; where that is the cause */
    lc_pt middle;
    lc_near nearest; /* from the middle home, of those open; facility
                        LIFE_NONE: over 60 minutes */
    /* The place on a street from which one new facility would cover most of
     * the gap, and how much of it. mend_weight 0: none could. */
    lc_pt mend;
    int64_t mend_weight;
    /* At a time none is looked for: streets are for all hours. */
    lc_gap_link link;
    lc_gap_gate gate;
} lc_gap;

/* In the order of weight, the heaviest first; of equals by their first home. */
typedef struct lc_gap_list {
    lc_gap *gap;
    size_t count;
    size_t found;  /* gaps there are, given or not */
    int64_t total; /* weight of all homes asked about */
    int64_t uncovered;
    int64_t unknown; /* whether it is covered; in no gap */
    /* Of homes of which nobody told the ages that were asked for, all their
     * people; in no other sum, and in no gap. */
    int64_t untold;
} lc_gap_list;

/* On LIFE_OK `*out` is the caller's, for
 * lc_gap_list_clear(). Cost: of each gap given some hundred searches of the
 * limit, and fewer for a small one.
 * LIFE_ERR_NOMEM, LIFE_ERR_LIMIT (a gap too large to draw); of ages the errors
 * of lc_world_age_weights(). */
lc_status lc_gaps_find(lc_walker *a, const lc_gap_query *q, lc_gap_list *out,
                       lc_error *err);
void lc_gap_list_clear(lc_gap_list *l);

#endif
