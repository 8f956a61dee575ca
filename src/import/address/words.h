/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/words.h - the words of addresses
 * (geodata/address_words.csv), and texts as they are compared.
 *
 * Texts are UTF-8, folded: widths, case, accents and traditional characters
 * put aside. Threads: belongs to one import.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_WORDS_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_WORDS_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/table.h"
#include "lifecircle/world/names/han.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum lc_address_word {
    LIFE_ADDRESS_CROSSING,
    LIFE_ADDRESS_BESIDE,
    LIFE_ADDRESS_AREA,
    LIFE_ADDRESS_BOUND,
    LIFE_ADDRESS_ZONE,
    LIFE_ADDRESS_BEHIND,
    LIFE_ADDRESS_SAME,
    LIFE_ADDRESS_END,
    LIFE_ADDRESS_PASS,
    LIFE_ADDRESS_WORDS /* none of them */
} lc_address_word;

typedef struct lc_address_words { /* `= {0}` to begin */
    lc_table *table;
    lc_arena *arena; /* of the Chinese characters */
    const lc_han *han;
    int word, means;                                           /* columns */
    size_t first[LIFE_ADDRESS_WORDS], end[LIFE_ADDRESS_WORDS]; /* rows */
} lc_address_words;

/* LIFE_ERR_NOMEM, LIFE_ERR_PARSE: a kind that nobody knows, or kinds that are
 * not together. */
lc_status lc_address_words_open(lc_address_words *w, lc_error *err);
void lc_address_words_close(lc_address_words *w);

/* Whether `text` is a word of the kind, or holds one: between other letters
 * where it is Chinese, as a word of its own elsewhere. */
bool lc_address_words_is(const lc_address_words *w, lc_address_word kind,
                         const char *text);
bool lc_address_words_in(const lc_address_words *w, lc_address_word kind,
                         const char *text);
/* The longest word of the kind that the text begins or ends with: its bytes,
 * or 0. */
size_t lc_address_words_front(const lc_address_words *w, lc_address_word kind,
                              const char *text);
size_t lc_address_words_back(const lc_address_words *w, lc_address_word kind,
                             const char *text, size_t len);

/* An address as it is read: folded, without what stands in brackets, all
 * dashes as "-". NULL: no memory. */
const char *lc_address_words_fold(const lc_address_words *w, lc_arena *arena,
                                  const char *text);
/* The name of a street or an area as it is compared: folded, the usual short
 * forms, without spaces and marks. NULL: no memory. */
const char *lc_address_words_key(const lc_address_words *w, lc_arena *arena,
                                 const char *text);

#endif
