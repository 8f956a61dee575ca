/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/code.h - codes as they were before a spreadsheet or
 * a program took them for numbers.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_CODE_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_CODE_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/error.h"

/* *out: the code, `text` itself or in the arena. 510107001001.0 loses its .0,
 * 510,107,001,001 its commas, 5.10107001001E+11 its exponent.
 * LIFE_ERR_PARSE with "row_code": digits were lost (5.10104E+11), as nothing
 * tells which. LIFE_ERR_NOMEM. */
lc_status lc_code_mend(lc_arena *a, const char *text, const char **out,
                       lc_error *err);

#endif
