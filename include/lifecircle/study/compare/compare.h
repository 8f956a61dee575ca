/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compare/compare.h - two files of one city, of two dates:
 * what became of facilities, streets and units, and how coverage changed and
 * why.
 *
 * Why: a change of coverage is divided among what differs between the files,
 *
 *   facilities  which there are, where, of which categories
 *   network     streets, gates, what bars the way, how far the data reach
 *   homes       where homes stand, and in which units these lie
 *   residents   what homes weigh that are in both files
 *   rules       paces, and which categories are basic
 *
 * by the coverage of every city between the two: those with the facilities of
 * the one, the streets of the other and so on (study's own coverage, of homes
 * and facilities linked by the one rule of links). No fixed order is taken:
 * each part is the mean over all orders in which the causes may come (Shapley;
 * src/study/compare/parts.h says why), which is 16 cities for the four of them
 * that need one, fewer where files agree. Weights are integers, and the parts
 * of covered, uncovered and unknown weight add up to the change of each to the
 * thousandth; the parts of a share, in millionths, to the change of the share.
 *
 * A city of another kind of weight (floor area then, residents now) is compared
 * on the homes of the newer file for both dates: homes and residents then
 * change nothing. Newer is what has the later date of data, else the second.
 *
 * Layer:   study.
 * Units:   thousandths of weight; milliseconds; millionths of a share.
 * Threads: a comparison is one thread's, and the two studies are its alone
 *          meanwhile; it runs on several.
 */
#ifndef LIFECIRCLE_STUDY_COMPARE_COMPARE_H
#define LIFECIRCLE_STUDY_COMPARE_COMPARE_H

#include "lifecircle/study/compare/facilities.h"
#include "lifecircle/study/compare/streets.h"
#include "lifecircle/study/compare/units.h"
#include "lifecircle/study/cover/share.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/home.h"

typedef enum lc_factor {
    LIFE_FACTOR_FACILITIES,
    LIFE_FACTOR_NETWORK,
    LIFE_FACTOR_HOMES,
    LIFE_FACTOR_RESIDENTS,
    LIFE_FACTOR_RULES,
    LIFE_FACTORS
} lc_factor;

const char *lc_factor_id(lc_factor c); /* "facilities" */

typedef struct lc_compare_query {
    const char *pace;     /* an id */
    uint32_t limit_ms;    /* inclusive */
    const char *level;    /* of the second file's units; NULL: it has none */
    lc_catset categories; /* of the second file */
    bool basic;           /* and all_basic */
    bool others; /* and those that the first file alone has a word for */
    bool causes; /* without them the cities between are not made */
} lc_compare_query;

typedef enum lc_where { /* whose homes a row is of */
                        LIFE_WHERE_ALL,
                        LIFE_WHERE_UNIT,
                        LIFE_WHERE_OUTSIDE /* in no unit of the level */
} lc_where;

/* One row of coverage that isn't as it was. Weights of causes are signed. */
typedef struct lc_cover_change {
    lc_where where;
    uint32_t pair;               /* of UNIT: into lc_comparison.units */
    const lc_category *category; /* of either file; NULL: all_basic */
    lc_share before, after;
    bool has_causes; /* these count */
    lc_share cause[LIFE_FACTORS];
    /* Millionths, halves up; has_shares: there is a share at both dates, and
     * where has_causes the parts of its change. A city between of which nothing
     * is known counts as half way between the two. */
    bool has_shares;
    int64_t share_before, share_after, share_cause[LIFE_FACTORS];
    /* The same of the least that the share may be (share_min), which there is
     * wherever somebody lives at both dates: where a service is new to a city
     * there was no share of it, and this tells. */
    bool has_least;
    int64_t least_before, least_after, least_cause[LIFE_FACTORS];
} lc_cover_change;

typedef struct lc_comparison { /* for lc_comparison_clear() */
    const lc_world *before, *after;
    lc_compare_query query;
    lc_changes facilities;
    lc_streets_change streets;
    lc_unit_pairs units;
    LC_VEC(lc_cover_change) cover; /* by category, then all, units, outside */
    int homes_of; /* 0 or 1: on the homes of that file; -1: each its own */
    int newer;    /* 0 or 1 */
    uint32_t homes_same;     /* in both; 0 where homes_of says whose count */
    bool same[LIFE_FACTORS]; /* both files have the same of it */
    uint32_t
        cities; /* that coverage was worked out of, both files among them */
} lc_comparison;

/* Both studies are of files that are open, as lc_study_open_once() leaves them.
 * LIFE_ERR_STATE: neither file holds the area of the other; LIFE_ERR_NOT_FOUND:
 * the pace or level; LIFE_ERR_LIMIT: weights too large; LIFE_ERR_DB,
 * LIFE_ERR_NOMEM. *out is to be cleared whatever comes back. */
lc_status lc_comparison_make(lc_study *before, lc_study *after,
                             const lc_compare_query *q, lc_comparison *out,
                             lc_error *err);
void lc_comparison_clear(lc_comparison *c);

/* LIFE_ERR_STATE: neither file holds the area of the other. */
lc_status lc_comparison_check_place(const lc_world *a, const lc_world *b,
                                    lc_error *err);

#endif
