/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/reasons.h - why there is no answer, and what to do then.
 *
 * Layer:   words, over study.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_REASONS_H
#define LIFECIRCLE_WORDS_REASONS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/walk/advice.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"

/* A reason in a few words, for a cell of a table; "" of LIFE_REASON_NONE. */
const char *lc_reason_text(lc_reason reason, lc_lang lang);
/* Why there is no answer from a place, and what to do: one or two sentences;
 * nothing where the place has no reason. */
void lc_reason_advice(lc_buf *out, const lc_world *w, const lc_place *p,
                      const lc_advice *a, lc_lang lang);

#endif
