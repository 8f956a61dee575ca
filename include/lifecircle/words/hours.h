/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/hours.h - opening hours as a week in plain words.
 *
 * Layer:   words, over hours.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_HOURS_H
#define LIFECIRCLE_WORDS_HOURS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/date.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/hours/hours.h"

/* The hours of the week that `t` lies in, in plain words: "Mon–Fri
 * 08:00–18:00; Sat, Sun closed", "周一至周五 08:00–18:00；周六、周日休息". */
void lc_hours_text(const lc_hours *h, lc_local t, lc_lang lang, lc_buf *out);
/* The same in all languages, by lc_lang: the week is worked out once. */
void lc_hours_texts(const lc_hours *h, lc_local t, lc_buf out[LIFE_LANG_COUNT]);

#endif
