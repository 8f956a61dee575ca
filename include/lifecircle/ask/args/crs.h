/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/args/crs.h - what was made of a position that came in another
 * system, for whoever asked: every answer is in WGS 84.
 *
 * Layer:   ask.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_ASK_ARGS_CRS_H
#define LIFECIRCLE_ASK_ARGS_CRS_H

#include "lifecircle/ask/args/args.h"

/* To the end of an answer, where `crs` was asked for: of an object of JSON a
 * last member, of a table a sentence, of other formats nothing.
 *
 * "at": {"lon", "lat" as given, "crs", "wgs84": [lon, lat], "moved_metres"}, or
 * of a drawn area "area": {"crs", "wgs84": [west, south, east, north]}. */
void lc_args_crs_tell(const lc_args *a, lc_buf *answer);
/* The sentence alone, without a line's end; nothing where nothing was moved but
 * by the question's own wish (wgs84). */
void lc_args_crs_say(const lc_args *a, lc_lang lang, lc_buf *out);

#endif
