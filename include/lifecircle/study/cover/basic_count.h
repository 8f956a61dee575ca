/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/basic_count.h - how many basic services the average
 * resident of a unit has within reach: the headline of a unit and of a city,
 * where "all of them at once" is nothing nearly everywhere.
 *
 * A home's number is how many basic categories cover it; the mean is over
 * homes by weight, and so the sum of the categories' shares (share.h), each as
 * coverage has it:
 *
 *   mean   the sum of the shares of what is known; a category of which under
 *          a tenth is known counts with its least
 *   least  the sum of the least shares: what is not known is not covered
 *   most   the sum of the greatest: what is not known is
 *
 * So least <= mean <= most <= total. `known` says how many categories have a
 * share of what is known; where none has, the mean is not known.
 *
 * Layer:   study, over world.
 * Threads: as coverage.h.
 */
#ifndef LIFECIRCLE_STUDY_COVER_BASIC_COUNT_H
#define LIFECIRCLE_STUDY_COVER_BASIC_COUNT_H

#include "lifecircle/study/cover/coverage.h"

/* Rows as lc_coverage_of() gives them; `category` of the query is ignored. Of a
 * row `basic`, unit, total, untold and the facilities of any basic category
 * count. LIFE_ERR_NOMEM. Cost: coverage of each basic category, and of all
 * together. */
lc_status lc_basic_count(lc_study *s, const lc_coverage_query *q,
                         const lc_coverage_where *where, lc_coverage_row *rows,
                         size_t *count, lc_error *err);

#endif
