/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/narrow.h - tables of 32-bit numbers in few bytes.
 *
 * Numbers that follow one another in a column are mostly near each other, so
 * of each 32 of them only what they differ by is kept, in as many bits as the
 * largest difference takes. Nothing is lost, and the same numbers give the same
 * bytes.
 *
 *      a row     `words` numbers, one of each column
 *      a group   32 rows (the last may have fewer), column after column
 *      a column  of a group: a byte w + 64 d + 128 f; where d is 0 the least of
 *                them, 4 bytes; where f is 1 the far ones; then 32 numbers of w
 *                bits, 4 w bytes, the first in the lowest bits. d 0: how far
 *                each is over the least. d 1: how far each is from the one
 *                before (of the group before; the very first from 0), twice
 *                that, or twice its amount less one where it is less than
 *                nothing.
 *      far ones  those that take more than w bits, where that is fewer bytes: a
 *                byte (how many - 1) + 32 (k - 1), then of each its place in
 *                the group, a byte, and what is above its w bits, k bytes.
 *
 * Bytes are little-endian; what is missing of the last group is 0.
 *
 * Layer:   base.
 * Threads: pure.
 * Cost:    1 to 2 ns a number; read with AVX2 half a one.
 */
#ifndef LIFECIRCLE_BASE_NARROW_H
#define LIFECIRCLE_BASE_NARROW_H

#include "lifecircle/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LIFE_NARROW_WORDS = 16, /* at most, in a row */ LIFE_NARROW_ROWS = 32 };

/* Appends `rows` rows of 1 to LIFE_NARROW_WORDS words. Without memory
 * out->failed. */
void lc_narrow_write(const uint32_t *v, size_t words, size_t rows, lc_buf *out);
/* Exactly what lc_narrow_write() made of as many rows; false: it is not. */
bool lc_narrow_read(const void *data, size_t bytes, size_t words, size_t rows,
                    uint32_t *out);

/* Behind a group's bits as many may be read as well. */
enum { LIFE_NARROW_BEHIND = 16 };

/* The same piece by piece, for who makes something else of the rows: no room
 * for all of them is wanted. */
typedef struct lc_narrow { /* the reader's own */
    const unsigned char *p, *end;
    size_t words;
    bool wide; /* eight numbers at once: the processor can */
    uint32_t before[LIFE_NARROW_WORDS];
    /* Scratch: here it is cleared once, and not for every column. */
    uint32_t column[LIFE_NARROW_ROWS];
    unsigned char tail[4 * 32 + LIFE_NARROW_BEHIND];
} lc_narrow;

/* Borrows `data`. False: so many words are none. */
bool lc_narrow_begin(lc_narrow *r, const void *data, size_t bytes,
                     size_t words);
/* The next rows: a whole number of groups but at the end. False: there are no
 * such. */
bool lc_narrow_next(lc_narrow *r, size_t rows, uint32_t *out);
/* The same a column after another, each from out[column * apart] on, which is
 * quicker; and only the first `wanted`: others are passed over and not looked
 * at, by which they cost next to nothing. All of a reader's calls want the
 * same. */
bool lc_narrow_next_columns(lc_narrow *r, size_t rows, size_t wanted,
                            size_t apart, uint32_t *out);
bool lc_narrow_is_read(const lc_narrow *r); /* all of it */

#endif
