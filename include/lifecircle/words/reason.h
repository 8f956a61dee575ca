/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/reason.h - why an answer is not known, or there is none.
 *
 * Layer:   words.
 */
#ifndef LIFECIRCLE_WORDS_REASON_H
#define LIFECIRCLE_WORDS_REASON_H

#include "lifecircle/base/lang.h"
#include "lifecircle/world/world.h"

/* A phrase, without a full stop; "" for LIFE_REASON_NONE. */
const char *lc_words_reason(lc_reason r, lc_lang lang);

#endif
