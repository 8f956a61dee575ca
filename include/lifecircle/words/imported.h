/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/imported.h - what an import reports, and why a command
 * fails, in the language of who reads it.
 *
 * The import says its lines in English where they arise, like errors, and they
 * are kept so (the journal, JSON). Here each is a row of a table, English and
 * Chinese: a line that fits the English of a row is said with the Chinese and
 * the same parts. A line that is in no row stays as it is; tests/lint
 * (imported.py) finds one that is said and has no row.
 *
 * In the English {0} is any part and <0> a number, so that no line is taken for
 * another. In the Chinese {0} is a part as it is. [0] is one that is a
 * sentence of the tables itself, [0,] several with ", " between, [0;] with ";
 * ".
 *
 * Why a command fails is said likewise, by the rows of geodata/failures.csv.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 * Threads: the tables are constant; failures.csv is read once.
 */
#ifndef LIFECIRCLE_WORDS_IMPORTED_H
#define LIFECIRCLE_WORDS_IMPORTED_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/words/tables/extract.h"
#include "lifecircle/words/tables/figures.h"
#include "lifecircle/words/tables/imported.h"
#include "lifecircle/words/tables/misplaced.h"
#include "lifecircle/words/tables/rejected.h"

#define LIFE_WORDS_OF_IMPORTS(X)                                               \
    LIFE_WORDS_IMPORTED(X)                                                     \
    LIFE_WORDS_FIGURES(X)                                                      \
    LIFE_WORDS_REJECTED(X)                                                     \
    LIFE_WORDS_MISPLACED(X)                                                    \
    LIFE_WORDS_EXTRACT(X)

/* One line, without its newline. The cost is that of comparing it with some
 * five hundred rows. */
void lc_imported_put(lc_buf *out, lc_lang lang, const char *english);
/* What an example of a finding (its id) says: why a row was refused or has no
 * place, how an outline was repaired; of other findings it is text of the
 * table, and stays as it is. */
void lc_imported_example(lc_buf *out, lc_lang lang, const char *finding,
                         const char *said);
/* What an example is of: "home 7", or an id with what is wrong with it. */
void lc_imported_id(lc_buf *out, lc_lang lang, const char *id);

#endif
