/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/evaluation.h - how far a plan has come, in words: the same
 * in a table for a terminal and on the page.
 *
 * Layer:   words, over study.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_EVALUATION_H
#define LIFECIRCLE_WORDS_EVALUATION_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/compare/evaluation.h"

/* "+1.5", or what isn't known and why nobody can say which way. */
void lc_evaluation_change_text(lc_buf *out, const lc_evaluated *one,
                               lc_lang lang);
/* "96 (2020)"; nothing where there is none. */
void lc_evaluation_base_text(lc_buf *out, const lc_indicator *v, lc_lang lang);
/* "12 % → 45 %": of the way to the target, before and now; nothing where
 * there is no way. */
void lc_evaluation_way_text(lc_buf *out, const lc_evaluated *one, lc_lang lang);
/* "达标", or "未达标 → 达标" where it was another before. */
void lc_evaluation_verdict_text(lc_buf *out, const lc_evaluated *one,
                                lc_lang lang);
/* How it stands in short, a sentence each, `end` behind every one. */
void lc_evaluation_summary(lc_buf *out, const lc_evaluation *e, const char *end,
                           lc_lang lang);

#endif
