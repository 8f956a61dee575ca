/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/kind_words.h - the words that categories answer to.
 *
 * Whoever comes first has a word: --types, then what
 * lifecircle/world/names/category_words.h gives.
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_KIND_WORDS_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_KIND_WORDS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/catset.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_kind_word {
    char *word; /* folded; of a class, with ; behind each step down */
    lc_catset set;
    size_t turn; /* who comes first has it */
    bool own;    /* an id or name of categories.csv */
} lc_kind_word;

typedef struct lc_kind_words {
    lc_table *table;              /* the city's (category_table.h) */
    LC_VEC(lc_kind_word) answers; /* by word, once all are there */
} lc_kind_words;

/* `own`: a table of types that goes first, or NULL. Close *k either way. */
lc_status lc_kind_words_open(lc_kind_words *k, lc_city *c, const char *own,
                             lc_error *err);
void lc_kind_words_close(lc_kind_words *k);
/* The answer to a folded word, or NULL. O(log words). */
const lc_kind_word *lc_kind_words_find(const lc_kind_words *k,
                                       const char *word);
/* Steps down a tree of classes, each folded and with ; behind it. */
void lc_kind_words_fold(const char *s, size_t len, lc_buf *out);

#endif
