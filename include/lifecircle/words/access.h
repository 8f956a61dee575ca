/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/access.h - how much of a service there is for each person.
 *
 * Layer:   words, over study.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_ACCESS_H
#define LIFECIRCLE_WORDS_ACCESS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/cover/access.h"
#include "lifecircle/study/cover/access_rows.h"

/* A row in words ("one place for 41 children aged 0 to 2 within 15 minutes on
 * foot"); false, and nothing is put, where it is not known, or the city's
 * homes do not weigh people. */
bool lc_access_text(lc_buf *out, const lc_access *a, const lc_access_row *row,
                    lc_lang lang);

#endif
