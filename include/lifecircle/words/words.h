/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/words.h - directions of the compass, lengths, times and the
 * kinds of a thing in words.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_WORDS_H
#define LIFECIRCLE_WORDS_WORDS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/cover/equity.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/world/home.h"

#include <stdint.h>

/* "north-east", "东北": one of eight, of degrees clockwise from north. */
/* Each name stands for 22.5 degrees to either side; 0 to 360. */
const char *lc_words_compass(double bearing_deg, lc_lang lang);
/* "12,345.6": at most so many decimals, thousands parted. */
void lc_words_number(lc_buf *out, double v, int decimals);
/* "120 m", "1.2 km", "120 米"; never less than 1. */
void lc_words_distance(lc_buf *out, double metres, lc_lang lang);
/* "8 min", "8 分钟": whole minutes, rounded up, as a limit counts. */
void lc_words_minutes(lc_buf *out, uint32_t ms, lc_lang lang);

/* "on foot", "步行": how those go whose pace it is. */
const char *lc_words_mode(const lc_world *w, uint32_t pace, lc_lang lang);
/* What stands over its times: "walk", "步行", or how else they go. */
const char *lc_words_walk(const lc_world *w, uint32_t pace, lc_lang lang);
/* As lc_words_mode(), with its name where others of
 * the city's first pace go so too: "on foot (Elder)", "步行（老年人）". */
void lc_words_going(lc_buf *out, const lc_world *w, uint32_t pace,
                    lc_lang lang);

/* "3,510人", "3,510 people": what homes weigh, people rounded up; thousandths.
 */
void lc_words_amount(lc_buf *out, int64_t thousandths, lc_home_kind kind,
                     lc_lang lang);
/* What shares are of: "居民", "the floor area of homes"; "" likewise. */
const char *lc_words_of(lc_home_kind kind, lc_lang lang);
/* What a weight counts: "residents", "居民"; "" where that is untold. */
const char *lc_words_weight(lc_home_kind kind, lc_lang lang);
/* Why homes are a gap: "far", "绕行". */
const char *lc_words_cause(lc_cause cause, lc_lang lang);
const char *lc_words_gap_barrier(lc_gap_barrier_kind kind, lc_lang lang);
/* Why a measure of equity is not known; not of LIFE_EQUITY_KNOWN. */
const char *lc_words_why(lc_equity_why why, lc_lang lang);

/* "GCJ-02 (AMap, Tencent)". */
const char *lc_words_system(lc_crs_degrees of, lc_lang lang);

#endif
