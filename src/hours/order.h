/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/order.h - the words of opening hours put into the order in which
 * rules are read: days before times, exceptions last.
 */
#ifndef LIFECIRCLE_SRC_HOURS_ORDER_H
#define LIFECIRCLE_SRC_HOURS_ORDER_H

#include "src/hours/rules.h"

/* Each step at most doubles the words, by marks between them. A text has a few
 * dozen, and room for the most there may be would take longer to clear than
 * they take to be read. Two words behind the end are looked at. */
enum {
    LIFE_HOURS_MAX_ORDERED = 3 * LIFE_HOURS_MAX_TOKENS,
    LIFE_HOURS_GROWTH = 8,
    LIFE_HOURS_AHEAD = 2
};

/* Puts the words of `in`, the last of them LIFE_HOURS_END, into *out, in order,
 * with zeros behind them; the caller's to free, NULL on failure.
 * LIFE_ERR_PARSE: they can be read in two ways, that differ. */
lc_status lc_hours_order(const lc_hours_token *in, lc_hours_token **out,
                         lc_error *err);

#endif
