/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/share.h - what share of a whole is covered, and within
 * which bounds where part of the whole is not known.
 *
 * Layer:   study, over nothing: three integers.
 * Units:   of what is counted (thousandths of weight, categories); results are
 *          0 to 1, NaN where there is none.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_STUDY_COVER_SHARE_H
#define LIFECIRCLE_STUDY_COVER_SHARE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct lc_share {
    int64_t covered, unknown, total;
} lc_share;

/* Whether there is a figure at all: what rests on less than a tenth of the
 * whole says nothing of it. */
static inline bool lc_share_is_known(lc_share s)
{
    int64_t known = s.total - s.unknown;

    return known > 0 && known * 10 >= s.total;
}

/* Whether the bounds differ by over a point, so that one figure would claim
 * more than is known. */
static inline bool lc_share_is_wide(lc_share s)
{
    return s.unknown * 100 > s.total;
}

static inline double lc_share_part(int64_t part, int64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

/* Of what is known: what is not known is taken to be like it. */
static inline double lc_share_value(lc_share s)
{
    return lc_share_is_known(s) ? lc_share_part(s.covered, s.total - s.unknown)
                                : NAN;
}

/* If nothing that is unknown were covered: ranks and colours go by it. */
static inline double lc_share_least(lc_share s)
{
    return lc_share_part(s.covered, s.total);
}

/* If all of it were. */
static inline double lc_share_most(lc_share s)
{
    return lc_share_part(s.covered + s.unknown, s.total);
}

#endif
