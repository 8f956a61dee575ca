/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/coverage.h - what share of the homes of a unit or an
 * area has a facility within a limit: covered, uncovered, or unknown and why.
 *
 * Layer:   study, over world.
 * Units:   milliseconds, millimetres, thousandths of weight.
 * Threads: any number may ask a study at once.
 * Errors:  LIFE_ERR_NOMEM.
 * Cost:    a pass over the homes asked about; the first question about a pace
 *          and a category sweeps the whole graph.
 */
#ifndef LIFECIRCLE_STUDY_COVER_COVERAGE_H
#define LIFECIRCLE_STUDY_COVER_COVERAGE_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/study/cover/inside.h"
#include "lifecircle/study/cover/share.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/reason.h"

/* Walking, the pace and the limit count; straight, the radius, and of the pace
 * whether it heeds wheels. all_basic is covered where each basic category is,
 * by one and the same limit. */
typedef struct lc_coverage_query {
    uint32_t pace;
    bool straight;     /* by radius_mm, not by limit_ms */
    uint32_t limit_ms; /* inclusive */
    uint32_t radius_mm;
    uint32_t category; /* or LIFE_ALL_BASIC */
    /* Whenever, or at a time (`= {0}`: whenever): covered is then who has one
     * within the limit that is known to be open, by streets and gates that are
     * known to be; unknown, LIFE_REASON_HOURS_UNKNOWN, who has one that may be,
     * by what may be. Of nearest's `unknown` and `maybe` nothing is read.
     * Costs two sweeps a category each time, a byte or two more a home. */
    lc_when when;
    bool no_percentiles; /* leave them LIFE_NONE: a third of the work */
    /* Borrowed: of each home whom it counts for, in thousandths, -1 where that
     * is not known (world/ages.h); NULL: everybody. */
    const int64_t *weight;
} lc_coverage_query;

/* Services within reach of the average resident (basic_count.h). */
typedef struct lc_basic {
    double mean, least, most; /* NaN: nobody lives there, or nothing known */
    uint32_t total, known;    /* basic categories, and of these with a share */
} lc_basic;

typedef struct lc_coverage_row {
    uint32_t unit; /* LIFE_NONE: homes in no unit ("outside"), or an area */
    int64_t total, covered, uncovered, unknown; /* thousandths */
    int64_t by_reason[LIFE_REASON_COUNT];       /* of unknown */
    uint32_t median, p90;       /* milliseconds, or millimetres when straight;
                                   LIFE_NONE: not known */
    uint32_t facilities_inside; /* that count for the pace */
    uint32_t wheels_unstated;   /* of these, who says nothing of wheelchairs */
    int64_t untold; /* with a query's own weights: everybody in the homes of
                       which they are not known; in no other sum */
    const struct lc_week_row *week; /* where somebody put its week beside it
                                       (week.h); else NULL */
    lc_basic basic; /* of LIFE_BASIC_COUNT, and then of the rest total and
                       facilities alone */
} lc_coverage_row;

static inline lc_share lc_coverage_share(const lc_coverage_row *row)
{
    return (lc_share){row->covered, row->unknown, row->total};
}

/* A row for each unit of a level in order, and one more for `outside`:
 * `rows` takes the level's units + 1; *count is how many were written (the
 * outside row is left out where no home is outside). */
lc_status lc_coverage_level(lc_study *s, const lc_coverage_query *q,
                            uint32_t level, lc_coverage_row *rows,
                            size_t *count, lc_error *err);
lc_status lc_coverage_unit(lc_study *s, const lc_coverage_query *q,
                           uint32_t unit, lc_coverage_row *row, lc_error *err);
/* Of the homes inside an area (inside.h), or of all where it is NULL. */
struct lc_inside;
lc_status lc_coverage_area(lc_study *s, const lc_coverage_query *q,
                           const struct lc_inside *inside, lc_coverage_row *row,
                           lc_error *err);
/* What is asked about, in one: an area, else a unit, else a level, else
 * (LIFE_NONE both) the whole city as one row. `rows` as the functions above
 * take them. */
typedef struct lc_coverage_where {
    const struct lc_inside *area;
    uint32_t unit, level;
} lc_coverage_where;
lc_status lc_coverage_of(lc_study *s, const lc_coverage_query *q,
                         const lc_coverage_where *where, lc_coverage_row *rows,
                         size_t *count, lc_error *err);
/* The answer for one home, as coverage counts it (at a time: as dear as for
 * all); *ms (may be NULL) its time
 * or LIFE_NONE. An uncovered one's reason is NONE, or OVER_60_MIN with no
 * time. */
lc_status lc_coverage_home(lc_study *s, const lc_coverage_query *q,
                           uint32_t home, lc_answer *answer, lc_reason *reason,
                           uint32_t *ms, lc_error *err);

/* The answers of n homes, lc_answer in the low two bits and lc_reason above;
 * `home` NULL: of the city's first n. */
lc_status lc_coverage_homes(lc_study *s, const lc_coverage_query *q,
                            const uint32_t *home, size_t n, uint8_t *out,
                            lc_error *err);

/* The facility that a home's walk time is to; LIFE_NONE: none within 60
 * minutes, or the home has no link. straight_m is left 0. */
lc_status lc_coverage_nearest(lc_study *s, uint32_t pace, uint32_t category,
                              uint32_t home, lc_near *out, lc_error *err);

#endif
