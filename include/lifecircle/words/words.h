/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/words.h - directions of the compass, lengths and times in
 * words.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_WORDS_WORDS_H
#define LIFECIRCLE_WORDS_WORDS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"

#include <stdint.h>

/* "north-east", "东北": one of eight, of degrees clockwise from north. */
const char *lc_words_compass(double bearing_deg, lc_lang lang);
/* "120 m", "1.2 km", "120 米"; never less than 1. */
void lc_words_distance(lc_buf *out, double metres, lc_lang lang);
/* "8 min", "8 分钟": whole minutes, rounded up, as a limit counts. */
void lc_words_minutes(lc_buf *out, uint32_t ms, lc_lang lang);

#endif
