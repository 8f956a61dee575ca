/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/closings.h - gates and ways with hours, in words and as
 * members of an answer.
 *
 * Room:    words.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_WORDS_CLOSINGS_H
#define LIFECIRCLE_WORDS_CLOSINGS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/json.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/links/closing.h"

/* "On this way a gate has hours: 06:00-22:00." */
void lc_closing_text(lc_buf *out, const lc_closing *c, lc_lang lang);
/* The array "closings" of some of the world's; nothing where there are none. */
void lc_closings_put(lc_json *j, const lc_world *w, const uint32_t *closing,
                     uint32_t count);

#endif
