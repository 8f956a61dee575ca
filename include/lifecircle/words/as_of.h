/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/as_of.h - of when the data are, as a sentence.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_WORDS_AS_OF_H
#define LIFECIRCLE_WORDS_AS_OF_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"

/* `date` as lc_as_of_city() gives it; NULL: it is not known. Without a
 * newline. */
void lc_as_of_text(lc_buf *out, const char *date, lc_lang lang);

#endif
