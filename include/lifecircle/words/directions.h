/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/directions.h - the steps of a route in words.
 */
#ifndef LIFECIRCLE_WORDS_DIRECTIONS_H
#define LIFECIRCLE_WORDS_DIRECTIONS_H

#include "lifecircle/base/json_out.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/walk/route.h"

/* "steps": [{turn, gate, street, kind, stairs, text, metres, seconds,
 * bearing, from, to}]: from and to are points of the route's line. */
void lc_put_steps(lc_json *j, const lc_route *r, const char *to, lc_lang lang);

#endif
