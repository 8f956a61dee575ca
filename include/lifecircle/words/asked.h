/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/asked.h - of which time, and of whom, figures are.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_WORDS_ASKED_H
#define LIFECIRCLE_WORDS_ASKED_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/clock.h"

/* A line each; none whenever (`= {0}`), of everybody (NULL). */
void lc_asked_text(lc_buf *out, lc_when when, const char *ages, lc_lang lang);

#endif
