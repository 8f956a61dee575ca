/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/buf.h - a growing run of bytes.
 *
 * Layer:   base.
 * Errors:  sticky. After the first failure (no memory, or `limit` passed)
 *          every call does nothing and `failed` stays set: check it once, at
 *          the end.
 * Threads: a buffer belongs to one thread at a time.
 */
#ifndef LIFECIRCLE_BASE_BUF_H
#define LIFECIRCLE_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_buf { /* `= {0}` is empty and valid */
    char *data;         /* NUL-terminated once anything was put */
    size_t len;         /* bytes, without the NUL */
    size_t cap;
    size_t limit; /* most bytes allowed; 0: none */
    bool failed;
} lc_buf;

void lc_buf_put(lc_buf *b, const void *bytes, size_t len);
void lc_buf_puts(lc_buf *b, const char *s);
void lc_buf_putc(lc_buf *b, char c);
void lc_buf_printf(lc_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void lc_buf_int(lc_buf *b, int64_t v);
/* A number with at most `decimals` (0-9) decimals, trailing zeros dropped,
 * '.' whatever the locale, never an exponent; "null" for NaN and Inf. */
void lc_buf_double(lc_buf *b, double value, int decimals);
/* A number of thousandths as a decimal: 1500 gives "1.5". Exact. */
void lc_buf_milli(lc_buf *b, int64_t thousandths);
/* A number of units of 1e-7, as positions are kept, as a decimal: as
 * lc_buf_double(v / 1e7, 7), at a fifth of its time. */
void lc_buf_e7(lc_buf *b, int32_t v);
/* The same into memory of LIFE_E7_BYTES; where it ends, without a NUL. */
#define LIFE_E7_BYTES 12 /* -214.7483648 */
char *lc_buf_e7_text(char *to, int32_t v);
/* Of a whole number, into LIFE_UINT_BYTES. */
#define LIFE_UINT_BYTES 20
char *lc_buf_uint_text(char *to, uint64_t v);
/* For what is made of several small pieces: where at most `len` bytes may be
 * written, NULL if it failed; and then, up to where they were. Nearly always
 * there is room, and an answer asks for it thousands of times. */
char *lc_buf_room_made(lc_buf *b, size_t len);
static inline char *lc_buf_room(lc_buf *b, size_t len)
{
    if (len < b->cap - b->len && !b->limit && !b->failed)
        return b->data + b->len;
    return lc_buf_room_made(b, len);
}
static inline void lc_buf_ends(lc_buf *b, char *end)
{
    *end = '\0';
    b->len = (size_t)(end - b->data);
}
/* 'it''s': a text, or its first bytes, as SQL and CQL2 have it. */
void lc_buf_quoted(lc_buf *b, const char *s, size_t len);
void lc_buf_clear(lc_buf *b); /* empty again, memory kept, not failed */
void lc_buf_free(lc_buf *b);
/* Hands the bytes over (to lc_free) and leaves `b` empty; NULL if failed. */
char *lc_buf_steal(lc_buf *b, size_t *len);

#endif
