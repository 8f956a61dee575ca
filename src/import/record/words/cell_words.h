/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/cell_words.h - words of cells that have a fixed
 * spelling, by geodata/cell_words.csv.
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_CELL_WORDS_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_CELL_WORDS_H

#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/table.h"

typedef struct lc_cell_words {
    lc_table *table; /* NULL before it is opened */
    int field, word, value;
} lc_cell_words;

/* LIFE_ERR_IO, LIFE_ERR_PARSE of the table. */
lc_status lc_cell_words_open(lc_cell_words *w, lc_error *err);
void lc_cell_words_close(lc_cell_words *w);
/* What a word of a field means, compared without case; it lives as long as
 * the table. `otherwise`, where it means nothing. O(words). */
const char *lc_cell_words_find(const lc_cell_words *w, const char *field,
                               const char *text, const char *otherwise);

#endif
