/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/bytes/encoding.h - which encoding a text is in, and the way from
 * it to UTF-8.
 *
 * Names of encodings are iconv's. Threads: clues and converters belong to one
 * thread.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_BYTES_ENCODING_H
#define LIFECIRCLE_SRC_IMPORT_BYTES_ENCODING_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_ENCODING_GROWTH                                                   \
    3                            /* bytes of UTF-8 that a byte becomes at most \
                                  */
#define LIFE_ENCODING_CHAR_MAX 4 /* the longest character of any encoding */

/* Stands in a text for a byte that is no character of its encoding; no text
 * holds it (U+FDD0 is none). */
#define LIFE_ENCODING_BAD "\xef\xb7\x90"

/* What the bytes are in, as iconv calls it: by their mark or zero bytes, else
 * by whether they are UTF-8 (but for a character cut here and there), else
 * Big5, GB18030 or Shift JIS, whose common characters lie apart. For tables of
 * some length; a few characters may fit either. */
typedef struct lc_encoding_clues { /* `= {0}` to begin */
    uint64_t bytes, zero[2];       /* zero bytes at even and odd places */
    uint64_t pairs, gb, no_gb, big5, no_big5; /* of common, of no characters */
    uint64_t kana;                            /* as Shift JIS has them */
    unsigned char mark[3], tail[4]; /* the first bytes; a character cut off */
    unsigned tails;
    unsigned char lead;
    unsigned skip;
    uint64_t utf8, no_utf8; /* characters of several bytes, bytes of none */
} lc_encoding_clues;

void lc_encoding_feed(lc_encoding_clues *s, const char *bytes, size_t len);
const char *lc_encoding_guess(const lc_encoding_clues *s);

/* Whether bytes that are called Latin (ISO-8859, Windows-1252) are Chinese or
 * UTF-8 after all: what they are in, or NULL. */
const char *lc_encoding_not_latin(const lc_encoding_clues *s);

typedef struct lc_encoding lc_encoding; /* from one to UTF-8 */

/* LIFE_ERR_RANGE: the option "encoding" names none that is known. */
lc_status lc_encoding_open(const char *name, lc_encoding **out, lc_error *err);
void lc_encoding_close(lc_encoding *e); /* NULL is fine */
/* Whether anything is converted: the text is not UTF-8 already. */
bool lc_encoding_converts(const lc_encoding *e);
/* The next text has nothing to do with the one before. */
void lc_encoding_reset(lc_encoding *e);
/* Converts `len` bytes into `out`, of `room` bytes (LIFE_ENCODING_GROWTH times
 * as many); *used: how many went in, fewer where a character is cut or wrong.
 * Returns the bytes of UTF-8. */
size_t lc_encoding_convert(lc_encoding *e, const char *in, size_t len,
                           char *out, size_t room, size_t *used);

#endif
