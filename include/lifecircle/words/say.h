/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/say.h - a sentence with parts put into it.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_WORDS_SAY_H
#define LIFECIRCLE_WORDS_SAY_H

#include "lifecircle/base/buf.h"

/* Puts `sentence` with {0}, {1} ... {9} replaced by the parts, NULL behind the
 * last: languages order them differently, so they go by number. */
void lc_say(lc_buf *out, const char *sentence, const char *const *part);

#define LC_SAY(out, sentence, ...)                                             \
    lc_say(out, sentence, (const char *const[]){__VA_ARGS__, NULL})

#endif
