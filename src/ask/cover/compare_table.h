/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/compare_table.h - what changed, for a terminal.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_COMPARE_TABLE_H
#define LIFECIRCLE_SRC_ASK_COVER_COMPARE_TABLE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/compare/compare.h"

/* LIFE_ERR_NOMEM. */
lc_status lc_ask_compare_table(lc_buf *out, const lc_comparison *c,
                               lc_lang lang, lc_error *err);

#endif
