/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/missing.h - what the data lack for a rule to be decided.
 *
 * Layer:   words, over study.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_MISSING_H
#define LIFECIRCLE_WORDS_MISSING_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/assess/missing.h"
#include "lifecircle/world/world.h"

/* "no attribute beds of 3 facilities". Categories have their names in Chinese
 * and their ids in English. `w` is the world that the report is of. */
void lc_missing_text(lc_buf *out, const lc_world *w, const lc_missing *m,
                     lc_lang lang);

#endif
