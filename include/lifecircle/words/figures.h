/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/figures.h - what was published of a rule, and how much of
 * the way to its target is done.
 *
 * Layer:   words, over study.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_FIGURES_H
#define LIFECIRCLE_WORDS_FIGURES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/assess/indicator.h"

/* "published: 96 % (2024, yearbook), by which it is met; differs from ...;
 * other years: 2023: 95"; and of what households were reckoned where nobody
 * told them. Nothing where nothing was. Plain text. */
void lc_figures_published(lc_buf *out, const lc_indicator *v, lc_lang lang);
/* "2.7 in 2020: 45 % of the way to the target"; nothing where no first value is
 * known. Plain text. */
void lc_figures_progress(lc_buf *out, const lc_indicator *v, lc_lang lang);

#endif
