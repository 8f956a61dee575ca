/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/indicators_table.h - the indicators that a scenario would
 * change, for a terminal.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_INDICATORS_TABLE_H
#define LIFECIRCLE_SRC_ASK_COVER_INDICATORS_TABLE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/altered/indicators.h"

/* A line a rule and unit, of each rule the city's first. */
void lc_ask_indicators_table(lc_buf *out, const lc_world *w,
                             const lc_altered_indicators *told, lc_lang lang);

#endif
