/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/names/category_words.h - the words that categories answer
 * to, of both tables: in people's files and in a search.
 *
 * A category answers to its id, its Chinese and English names, each of the
 * things that these list (library and bookshop are both reading_space), and to
 * what geodata/type_names.csv, or the column `types` of a city's own, calls it.
 * The order is that of trust: who comes first has a word.
 *
 * Layer:   world, over store.
 * Errors:  LIFE_ERR_PARSE with the line of type_names.csv; what the caller's
 *          function returns.
 * Threads: none is shared.
 */
#ifndef LIFECIRCLE_WORLD_CATEGORY_WORDS_H
#define LIFECIRCLE_WORLD_CATEGORY_WORDS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/table.h"
#include "lifecircle/world/catset.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum lc_category_word_kind {
    LIFE_CATEGORY_ID,
    LIFE_CATEGORY_NAME,
    LIFE_CATEGORY_TYPE,  /* of type_names.csv, or a city's own */
    LIFE_CATEGORY_CLASS, /* the same with ; between steps down a tree */
    LIFE_CATEGORY_PART,  /* one of the things that a name lists */
    LIFE_CATEGORY_LEAF   /* the last step of a class */
} lc_category_word_kind;

typedef struct lc_category_word {
    const char *text; /* `len` bytes, as they are written */
    size_t len;
    const lc_catset *set; /* rows of the table; empty: it is none of them */
    lc_category_word_kind kind;
    const char *system; /* of type_names.csv; of the others "" */
} lc_category_word;

typedef lc_status (*lc_category_word_fn)(void *ctx, const lc_category_word *w,
                                         lc_error *err);

/* All words of `categories` (category_table.h): types of the city's own, ids
 * and whole names, types and classes, parts of names, leaves. */
lc_status lc_category_words(const lc_table *categories, lc_category_word_fn fn,
                            void *ctx, lc_error *err);

/* "park school" by ids alone; "-" is none. False: something else. */
bool lc_category_words_ids(const lc_table *categories, const char *s,
                           lc_catset *set);

#endif
