/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/parts.h - a difference divided among what made it.
 *
 * v[S] is a figure where the causes in the set S (a bit each) are as they are
 * now and the others as they were: v[0] the figure before, v[all] the one now.
 * What a cause made of v[all] - v[0] is its Shapley value: how much the figure
 * changes as the cause comes to pass, on the mean over all orders in which they
 * may come. (L. S. Shapley, A value for n-person games, in Contributions to the
 * Theory of Games II, 1953; as a rule for attributing a change: A. F.
 * Shorrocks, Decomposition procedures for distributional analysis, J. of
 * Economic Inequality 11 (2013), 99-126.)
 *
 * No order is better than another here, and one fixed order would charge what
 * two causes made together to whichever comes first. The mean over orders does
 * not: of equal causes each has as much, what makes no difference in any order
 * has nothing, and from now to then each part is what it is from then to now,
 * with the other sign. It costs 2^n figures in place of n + 1.
 *
 * In whole numbers: each mean is rounded so that their sum is the difference to
 * the last digit, and that what is nothing stays so.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_PARTS_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_PARTS_H

#include <stdint.h>

enum { LIFE_PARTS = 5, LIFE_PARTS_SETS = 1 << LIFE_PARTS };

/* Figures beyond this, either sign, would not fit while they are added. */
#define LIFE_PARTS_MOST (INT64_MAX / 512)

void lc_parts_of(const int64_t v[LIFE_PARTS_SETS], int64_t out[LIFE_PARTS]);

#endif
