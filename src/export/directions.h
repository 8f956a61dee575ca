/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * directions.h - the steps of a route in words.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_DIRECTIONS_H
#define LIFECIRCLE_SRC_EXPORT_DIRECTIONS_H

#include "lifecircle/export/answers.h"

/* "steps": [{turn, gate, street, kind, stairs, text, metres, seconds,
 * bearing, from, to}]: from and to are points of the route's line. */
void lc_put_steps(lc_json *j, const lc_route *r, const char *to, bool chinese);

#endif
