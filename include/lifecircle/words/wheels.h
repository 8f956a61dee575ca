/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/wheels.h - how many of the facilities counted say nothing of
 * wheelchairs, as a sentence.
 *
 * Layer:   words, over world.
 * Errors:  those of the lc_buf.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_WORDS_WHEELS_H
#define LIFECIRCLE_WORDS_WHEELS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/wheels.h"

/* Without a newline. */
void lc_wheels_text(lc_buf *out, lc_wheels_count n, lc_lang lang);

#endif
