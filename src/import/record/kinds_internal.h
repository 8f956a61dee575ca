/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/kinds_internal.h - the words that categories answer to:
 * kinds_load.c gathers them, kinds.c looks them up.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_KINDS_INTERNAL_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_KINDS_INTERNAL_H

#include "src/import/table/table.h"

#define LIFE_KINDS_MAX 64 /* bits of the sets */

typedef struct lc_kind_word {
    char *word; /* folded; of a class, with ; behind each step down */
    uint64_t bits;
    size_t turn; /* who comes first has it */
    bool own;    /* an id or name of categories.csv */
} lc_kind_word;

struct lc_kinds {
    lc_table *table;
    LC_VEC(lc_kind_word) answers; /* by word, once all are there */
};

/* "park school" by ids alone; "-" is none. False: something else. */
bool lc_kinds_read_ids(const lc_kinds *k, const char *s, uint64_t *bits);
/* Steps down a tree of classes, each folded and with ; behind it. */
void lc_kinds_fold_class(const char *s, size_t len, lc_buf *out);

#endif
