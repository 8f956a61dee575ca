/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/empties.h - what people and programs write where
 * there is nothing: nan, None, NULL, [], 无, /.
 *
 * Some words stand for nothing in any column, some only where they can't mean
 * "no": 无 is no phone, but it answers whether a place has a ramp.
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_EMPTIES_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_EMPTIES_H

#include "lifecircle/base/csv.h"
#include "lifecircle/base/mem.h"
#include "src/import/record/columns.h"

#define LIFE_EMPTIES_BYTES 32 /* of a word */

typedef struct lc_empty {
    const char *word;
    bool none; /* where it can't mean "no" */
} lc_empty;

typedef struct lc_empties {
    lc_table *words;                                /* cell_words.csv */
    bool *answers_no;                               /* by column */
    LC_VEC(lc_empty) of_length[LIFE_EMPTIES_BYTES]; /* words by their bytes */
} lc_empties;

/* `c` may hold no columns. LIFE_ERR_PARSE of the table, LIFE_ERR_NOMEM. */
lc_status lc_empties_open(lc_empties *e, const lc_columns *c, size_t count,
                          lc_error *err);
void lc_empties_close(lc_empties *e);
/* Whether a cell of a column stands for nothing. O(words of its length). */
bool lc_empties_is(const lc_empties *e, size_t column, const char *cell);

#endif
