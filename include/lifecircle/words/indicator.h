/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/indicator.h - how a rule stands, in words: the same in a
 * table for a terminal, in one that is handed in, and on the page.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_INDICATOR_H
#define LIFECIRCLE_WORDS_INDICATOR_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/world/world.h"

/* "达标", "未达标", "未知"; "只列出" of a rule that sets no target. */
const char *lc_indicator_verdict_text(const lc_indicator *v, lc_lang lang);
/* "12.5%", "5至100%" or "至少3处" where what isn't known matters, "不详": so
 * rounded that a target reads as met only where it is. */
void lc_indicator_value_text(lc_buf *out, const lc_world *w,
                             const lc_indicator *v, lc_lang lang);
/* "不低于75%（2025年）": what the verdict goes by, in the value's unit; nothing
 * where there is none. */
void lc_indicator_target_text(lc_buf *out, const lc_indicator *v, lc_lang lang);
/* "1,234人；3处": whole people, rounded up; nothing where there is none. */
void lc_indicator_gap_text(lc_buf *out, const lc_world *w,
                           const lc_indicator *v, lc_lang lang);
/* "缺：养老机构、日间照料中心；有无不详：…": of several kinds that the unit
 * must have; nothing where none of them lacks. */
void lc_indicator_absent_text(lc_buf *out, const lc_world *w,
                              const lc_indicator *v, lc_lang lang);
/* All that is missing, "；" between. */
void lc_indicator_missing_text(lc_buf *out, const lc_world *w,
                               const lc_indicator *v, lc_lang lang);

#endif
