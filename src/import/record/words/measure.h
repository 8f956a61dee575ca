/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/measure.h - numbers as people write them: 120张,
 * 约200床, 1,200, 1.2万人, 3公顷. Words and their worth are those of
 * geodata/cell_words.csv.
 *
 * Threads: any.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_MEASURE_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_MEASURE_H

#include "src/import/record/words/cell_words.h"

#include <stdbool.h>

/* `unit` is the field of the words that may stand behind the number: count,
 * area_m2 or length_m; *out is in that unit. False: something else, a range
 * (150-200) and a bound (200以上) among it, as nobody knows the number. */
bool lc_measure_read(const lc_cell_words *w, const char *unit, const char *text,
                     double *out);
/* Which of the three an attribute of columns.csv is in, by its name's end. */
const char *lc_measure_unit(const char *attribute);

#endif
