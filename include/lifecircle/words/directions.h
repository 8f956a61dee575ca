/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/directions.h - the steps of a route in words.
 *
 * Layer:   words, over study.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_DIRECTIONS_H
#define LIFECIRCLE_WORDS_DIRECTIONS_H

#include "lifecircle/base/json.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/study/walk/steps.h"

/* One step of a way to `to`, as a sentence: "Turn left onto X, 120 m". */
void lc_direction_step(lc_buf *out, const lc_step *s, const char *to,
                       lc_lang lang);
/* "steps": [{turn, gate, street, kind, stairs, text, metres, seconds,
 * bearing, from, to}]: from and to are points of the route's line. */
void lc_directions_put(lc_json *j, const lc_route *r, const char *to,
                       lc_lang lang);

#endif
