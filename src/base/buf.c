/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/buf.c - a growing run of bytes, with numbers in one spelling.
 *
 * Numbers are spelt here and not by printf(): its point is the locale's, it
 * writes zeros that mean nothing, and it is many times slower. Every answer
 * and export goes through these few functions, so that one number has one
 * spelling.
 */
#include "lifecircle/base/buf.h"

#include "lifecircle/base/mem.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The first piece of memory: less costs as much, and most texts fit. */
#define FIRST_BYTES 64

/* Room for `len` more bytes and the NUL, or the buffer fails. The first test
 * cannot overflow: it asks whether `len` is less than what is left. In the
 * second the sums are turned into differences for the same reason. */
static bool reserve(lc_buf *b, size_t len)
{
    size_t need = b->len + len + 1;

    if (b->failed)
        return false;
    if (len < b->cap - b->len && (!b->limit || b->len + len <= b->limit))
        return true; /* nearly always */
    if (len >= SIZE_MAX - b->len ||
        (b->limit && (len > b->limit || b->len > b->limit - len)) ||
        !lc_grow((void **)&b->data, &b->cap,
                 need < FIRST_BYTES ? FIRST_BYTES : need, 1))
        b->failed = true;
    return !b->failed;
}

void lc_buf_put(lc_buf *b, const void *bytes, size_t len)
{
    if (!reserve(b, len))
        return;
    if (len)
        memcpy(b->data + b->len, bytes, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void lc_buf_puts(lc_buf *b, const char *s)
{
    lc_buf_put(b, s, strlen(s));
}

void lc_buf_putc(lc_buf *b, char c)
{
    if (!reserve(b, 1))
        return;
    b->data[b->len++] = c;
    b->data[b->len] = '\0';
}

/* Measured first and then written, so that nothing is ever cut. A va_list is
 * used up by the first run, hence the copy. */
void lc_buf_printf(lc_buf *b, const char *fmt, ...)
{
    va_list ap, again;
    int len;

    va_start(ap, fmt);
    va_copy(again, ap);
    len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len < 0)
        b->failed = true;
    else if (reserve(b, (size_t)len)) {
        vsnprintf(b->data + b->len, (size_t)len + 1, fmt, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

/* Two digits at once. */
static const char pairs[] = "0001020304050607080910111213141516171819"
                            "2021222324252627282930313233343536373839"
                            "4041424344454647484950515253545556575859"
                            "6061626364656667686970717273747576777879"
                            "8081828384858687888990919293949596979899";

/* The digits of v before `end`; where they begin. */
static char *digits(uint64_t v, char *end)
{
    for (; v >= 100; v /= 100) {
        end -= 2;
        memcpy(end, &pairs[v % 100 * 2], 2);
    }
    if (v >= 10) {
        end -= 2;
        memcpy(end, &pairs[v * 2], 2);
        return end;
    }
    *--end = (char)('0' + v);
    return end;
}

static void put_uint(lc_buf *b, uint64_t v)
{
    char text[LIFE_UINT_BYTES];
    char *end = text + sizeof text, *at = digits(v, end);

    lc_buf_put(b, at, (size_t)(end - at));
}

char *lc_buf_uint_text(char *to, uint64_t v)
{
    char text[LIFE_UINT_BYTES];
    char *end = text + sizeof text, *at = digits(v, end);
    size_t len = (size_t)(end - at);

    memcpy(to, at, len);
    return to + len;
}

/* INT64_MIN has no opposite in int64_t, so the sign is taken off as
 * unsigned. */
void lc_buf_int(lc_buf *b, int64_t v)
{
    if (v < 0)
        lc_buf_putc(b, '-');
    put_uint(b, v < 0 ? -(uint64_t)v : (uint64_t)v);
}

/* A decimal of `decimals` digits behind the point, but for zeros at the end:
 * `one` is its 10^decimals. Made from the end, in one piece. */
static void put_decimal(lc_buf *b, bool minus, uint64_t v, uint64_t one,
                        int decimals)
{
    char text[2 * LIFE_UINT_BYTES];
    char *end = text + sizeof text, *at = end;
    uint64_t fraction = v % one;

    if (fraction) {
        /* A digit in front of the fraction keeps its zeros. */
        at = digits(one + fraction, end);
        assert(end - at == decimals + 1);
        *at = '.';
        while (end[-1] == '0')
            end--;
    }
    at = digits(v / one, at);
    if (minus)
        *--at = '-';
    lc_buf_put(b, at, (size_t)(end - at));
}

/* Digits in front of the point of the largest double, sign, point, decimals,
 * and a decimal point of several bytes. */
#define DOUBLE_TEXT (309 + 1 + 1 + 9 + 16)

/* As the C library rounds it: from the exact binary value. Digits are taken
 * over one by one, because the locale's point may be a comma or several bytes.
 * What rounds to nothing loses its sign: "-0" is no number that a reader
 * expects. */
static void put_double_slowly(lc_buf *b, double value, int decimals)
{
    char text[DOUBLE_TEXT], out[DOUBLE_TEXT] = "";
    size_t n = 0, point = 0;

    snprintf(text, sizeof text, "%.*f", decimals, value);
    for (const char *s = text; *s; s++) {
        if (*s == '-' || (*s >= '0' && *s <= '9'))
            out[n++] = *s;
        else if (!point) { /* whatever this locale calls a point */
            point = n;
            out[n++] = '.';
        }
    }
    if (point) {
        while (out[n - 1] == '0')
            n--;
        if (out[n - 1] == '.')
            n--;
    }
    if (n == 2 && out[0] == '-' && out[1] == '0')
        lc_buf_putc(b, '0');
    else
        lc_buf_put(b, out, n);
}

/* Scaled to an integer where that can't round otherwise: below this a product
 * is off by less than 0.0002, and halves are left to the C library. */
#define SCALED_MOST  1e12
#define HALF_CAUTION 0.001

void lc_buf_double(lc_buf *b, double value, int decimals)
{
    static const uint64_t power[] = {1,         10,        100,     1000,
                                     10000,     100000,    1000000, 10000000,
                                     100000000, 1000000000};
    double scaled, rest;
    uint64_t whole;

    assert(decimals >= 0 && decimals <= 9);
    if (!isfinite(value)) {
        lc_buf_puts(b, "null");
        return;
    }
    scaled = fabs(value) * (double)power[decimals];
    if (!(scaled < SCALED_MOST)) {
        put_double_slowly(b, value, decimals);
        return;
    }
    whole = (uint64_t)scaled;
    rest = scaled - (double)whole;
    if (fabs(rest - 0.5) < HALF_CAUTION) {
        put_double_slowly(b, value, decimals);
        return;
    }
    whole += rest > 0.5;
    put_decimal(b, value < 0 && whole, whole, power[decimals], decimals);
}

/* Integers alone, so that it is exact for all 64 bits. */
void lc_buf_milli(lc_buf *b, int64_t thousandths)
{
    uint64_t size =
        thousandths < 0 ? -(uint64_t)thousandths : (uint64_t)thousandths;

    put_decimal(b, thousandths < 0, size, 1000, 3);
}

/* By hand: a polygon's answer is little else. Divisors are constants, and so
 * multiplications. */
char *lc_buf_e7_text(char *to, int32_t v)
{
    uint32_t size = v < 0 ? -(uint32_t)v : (uint32_t)v;
    size_t whole = size / 10000000, fraction = size % 10000000;

    *to = '-';
    to += v < 0;
    if (whole >= 100)
        *to++ = (char)('0' + whole / 100);
    if (whole >= 10)
        *to++ = (char)('0' + whole / 10 % 10);
    *to++ = (char)('0' + whole % 10);
    if (!fraction)
        return to;
    *to = '.';
    memcpy(to + 1, &pairs[fraction / 100000 * 2], 2);
    memcpy(to + 3, &pairs[fraction / 1000 % 100 * 2], 2);
    memcpy(to + 5, &pairs[fraction / 10 % 100 * 2], 2);
    to[7] = (char)('0' + fraction % 10);
    for (to += 8; to[-1] == '0';)
        to--;
    return to;
}

void lc_buf_e7(lc_buf *b, int32_t v)
{
    char text[LIFE_E7_BYTES];

    lc_buf_put(b, text, (size_t)(lc_buf_e7_text(text, v) - text));
}

char *lc_buf_room_made(lc_buf *b, size_t len)
{
    return reserve(b, len) ? b->data + b->len : NULL;
}

void lc_buf_quoted(lc_buf *b, const char *s, size_t len)
{
    lc_buf_putc(b, '\'');
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\'')
            lc_buf_putc(b, '\'');
        lc_buf_putc(b, s[i]);
    }
    lc_buf_putc(b, '\'');
}

void lc_buf_clear(lc_buf *b)
{
    b->len = 0;
    b->failed = false;
    if (b->data)
        b->data[0] = '\0';
}

void lc_buf_free(lc_buf *b)
{
    lc_free(b->data);
    *b = (lc_buf){.limit = b->limit};
}

char *lc_buf_steal(lc_buf *b, size_t *len)
{
    char *data;

    lc_buf_put(b, "", 0); /* so that an empty one is text too */
    if (b->failed) {
        lc_buf_free(b);
        return NULL;
    }
    data = b->data;
    if (len)
        *len = b->len;
    *b = (lc_buf){.limit = b->limit};
    return data;
}
