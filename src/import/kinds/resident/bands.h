/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/bands.h - columns of ages: whether they make up
 * everybody, and their sum.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_BANDS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_BANDS_H

#include "lifecircle/base/error.h"
#include "src/import/record/words/cell_words.h"
#include "src/import/record/words/column_words.h"
#include "src/import/table/read.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_resident_band { /* a column of ages: "0-2", "60+" */
    char name[LIFE_BAND_BYTES];
    int column;
} lc_resident_band;

/* Whether bands follow one another from birth on without an end: then they add
 * up to everybody, and a table needs no column of all. */
bool lc_resident_bands_whole(const lc_resident_band *band, size_t n);

/* The sum of those. Rejects a row of which one is empty or no number: all is
 * not known then. */
lc_status lc_resident_bands_sum(const lc_resident_band *band, size_t n,
                                const lc_cell_words *words, const lc_record *r,
                                double *count, lc_error *err);

#endif
