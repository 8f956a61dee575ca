/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/column_words.h - words in the names of columns, by
 * geodata/column_words.csv.
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_COLUMN_WORDS_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_COLUMN_WORDS_H

#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/table.h"

#include <stdbool.h>

#define LIFE_BAND_BYTES 16 /* of an age band: "0-2", "60+" */

typedef struct lc_column_words {
    lc_table *table; /* NULL before it is opened */
    int field, word;
} lc_column_words;

/* LIFE_ERR_IO, LIFE_ERR_PARSE of the table. */
lc_status lc_column_words_open(lc_column_words *w, lc_error *err);
void lc_column_words_close(lc_column_words *w);
/* Whether a name, folded (columns.h), is a word of the field. */
bool lc_column_words_is(const lc_column_words *w, const char *field,
                        const char *folded);
/* age_0_2, "age 60 plus", 0-2岁, 年龄60岁及以上: the ages that a column of a
 * band is called by, 0 to 150. False: it is of no band. */
bool lc_column_words_band(const lc_column_words *w, const char *name,
                          char out[LIFE_BAND_BYTES]);

#endif
