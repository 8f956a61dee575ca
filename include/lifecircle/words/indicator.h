/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/indicator.h - how a rule stands, in words: the same in a
 * table for a terminal and in one that is handed in.
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

/* "12.5%", "5至100%" where what isn't known matters, "不详": rounded down, so
 * that a target reads as met only where it is. */
void lc_indicator_value_text(lc_buf *out, const lc_world *w,
                             const lc_indicator *v, lc_lang lang);
/* "1,234 居民；3 处": whole people, rounded up; nothing where there is none. */
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
