/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/units.h - that units are names and codes alone, and what
 * would make them answer.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_UNITS_H
#define LIFECIRCLE_WORDS_UNITS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/unit.h"

/* Two sentences about a unit that is a name alone. */
void lc_units_say_alone(lc_buf *out, const lc_unit *u, lc_lang lang);
/* The same about a level, with how many of its units are; false, and nothing
 * said: none of them, or no such level. */
bool lc_units_say_level(lc_buf *out, const lc_world *w, uint32_t level,
                        lc_lang lang);

/* Either, of a unit or of a whole level; of neither (LIFE_NONE) nothing. */
bool lc_units_say(lc_buf *out, const lc_world *w, uint32_t unit, uint32_t level,
                  lc_lang lang);

/* Of a report's unit (or LIFE_NONE), as clerks read it; false: nothing. */
bool lc_units_say_report(lc_buf *out, const lc_world *w, uint32_t unit,
                         lc_lang lang);

#endif
