/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/words.h - what is said in words, in Chinese and English.
 *
 * Layer:   export, over analysis.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_WORDS_WORDS_H
#define LIFECIRCLE_WORDS_WORDS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/walk/advice.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/steps.h"
#include "lifecircle/world/world.h"

/* "north-east", "东北". */
const char *lc_words_compass(double bearing_deg, lc_lang lang);
/* "120 m", "1.2 km", "120 米"; never less than 1. */
void lc_words_distance(lc_buf *out, double metres, lc_lang lang);
/* "8 min", "8 分钟": whole minutes, rounded up, as a limit counts. */
void lc_words_minutes(lc_buf *out, uint32_t ms, lc_lang lang);
/* One step of a way to `to`, as a sentence: "Turn left onto X, 120 m". */
void lc_words_step(lc_buf *out, const lc_step *s, const char *to, lc_lang lang);
/* Why there is no answer from a place, and what to do: one or two sentences;
 * nothing where the place has no reason. */
void lc_words_advice(lc_buf *out, const lc_world *w, const lc_place *p,
                     const lc_advice *a, lc_lang lang);

#endif
