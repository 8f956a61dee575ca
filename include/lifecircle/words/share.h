/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/share.h - a share as it is shown, the same in every output.
 *
 * Layer:   words, over study.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_WORDS_SHARE_H
#define LIFECIRCLE_WORDS_SHARE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/cover/share.h"

/* "92.3", "61-85" where the bounds differ by over a point, "not known", or "-"
 * of nothing at all. Rounded outwards, and one figure down, so that only what
 * is whole reads 100. `sign` (" %" or "") follows a figure. */
void lc_share_text(lc_buf *out, lc_share share, const char *sign, lc_lang lang);
/* The same as the next cell of a table, without a sign. */
void lc_share_cell(lc_grid *g, lc_share share, lc_lang lang);

#endif
