/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/equity.h - how evenly something is shared out among
 * people: of each item (a home, a unit) a value for each of its people, and
 * how many people it stands for.
 *
 * With the items in order of value, p the share of people, x the value, mu its
 * mean over people:
 *
 *   Gini      twice the area between the Lorenz curve, straight between the
 *             items, and the diagonal: 1 - sum p_i (L_i + L_{i-1}).
 *             R. Lerman and S. Yitzhaki, Improving the accuracy of estimates of
 *             Gini coefficients, J. of Econometrics 42 (1989), 43-47.
 *   Theil     sum p_i x_i/mu ln(x_i/mu), 0 where x_i is 0 (the index T).
 *             H. Theil, Economics and Information Theory, 1967.
 *   Palma     what the tenth of the people with most has, over what the four
 *             tenths with least have; an item on a border is divided.
 *             A. Cobham and A. Sumner, Is it all about the tails? The Palma
 *             measure of income inequality, CGD working paper 343 (2013).
 *   concentration  2/mu sum p_i x_i R_i - 1, R the middle of the item's people
 *             in the order of another figure (least first), that of all of
 *             them where several are equal: below 0, those with little of the
 *             figure have more of the value. N. Kakwani, A. Wagstaff, E. van
 *             Doorslaer, Socioeconomic inequalities in health, J. of
 *             Econometrics 77 (1997), 87-103.
 *   Lorenz    L(p): what the p of the people with least have, of all there is;
 *             an item on a border is divided. M. Lorenz, Methods of measuring
 *             the concentration of wealth, Publications of the American
 *             Statistical Association 9 (1905), 209-219.
 *
 * Layer:   study.
 * Threads: pure. Sums run in one order, so the bits are always the same.
 */
#ifndef LIFECIRCLE_STUDY_COVER_EQUITY_H
#define LIFECIRCLE_STUDY_COVER_EQUITY_H

#include "lifecircle/base/error.h"

#include <stddef.h>

typedef struct lc_equity_item {
    double value;  /* for each of its people */
    double people; /* 0: the item does not count */
    double by;     /* the figure that concentration ranks by; NaN: unknown */
} lc_equity_item;

typedef enum lc_equity_why { /* why a measure is not known */
                             LIFE_EQUITY_KNOWN,
                             LIFE_EQUITY_EMPTY,    /* there are no people */
                             LIFE_EQUITY_NEGATIVE, /* a value or a number of
                                                      people is below 0 */
                             LIFE_EQUITY_ZERO,     /* nobody has any of it */
                             LIFE_EQUITY_BOTTOM, /* Palma: the four tenths with
                                                    least have none */
                             LIFE_EQUITY_NO_FIGURE, /* concentration: no figure
                                                       to rank by, or only one
                                                     */
                             LIFE_EQUITY_WHY_COUNT
} lc_equity_why;

/* "empty", "negative", "all_zero", "bottom_has_none", "no_figure"; NULL for
 * KNOWN. */
const char *lc_equity_why_id(lc_equity_why w);

typedef struct lc_measure {
    double value; /* NaN unless why is KNOWN */
    lc_equity_why why;
} lc_measure;

/* The Lorenz curve is told at each twentieth of the people, 0 and all of them
 * too. */
enum { LIFE_LORENZ_PARTS = 20 };

typedef struct lc_equity {
    double people, mean; /* mean: NaN without people */
    lc_measure gini, palma, theil, concentration;
    /* [i]: of the first i parts of the people; rising from 0 to 1. Told only
     * where gini is known. */
    double lorenz[LIFE_LORENZ_PARTS + 1];
    double ranked; /* people of the items that have a figure: concentration is
                      over these alone */
} lc_equity;

/* Changes the order of `item`. LIFE_OK always. Cost: n log n. */
void lc_equity_of(lc_equity_item *item, size_t n, lc_equity *out);

#endif
