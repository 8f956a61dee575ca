/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * buf.c - a growing run of bytes, with numbers in one spelling.
 */
#include "lifecircle/base/buf.h"

#include "lifecircle/base/mem.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Room for `len` more bytes and the NUL, or the buffer fails. */
static bool reserve(lc_buf *b, size_t len)
{
    if (b->failed)
        return false;
    if (len >= SIZE_MAX - b->len ||
        (b->limit && (len > b->limit || b->len > b->limit - len)) ||
        !lc_grow((void **)&b->data, &b->cap, b->len + len + 1, 1))
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
    lc_buf_put(b, &c, 1);
}

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

/* Digits in front of the point of the largest double, sign, point, decimals,
 * and a decimal point of several bytes. */
#define DOUBLE_TEXT (309 + 1 + 1 + 9 + 16)

void lc_buf_double(lc_buf *b, double value, int decimals)
{
    char text[DOUBLE_TEXT], out[DOUBLE_TEXT];
    size_t n = 0, point = 0;

    assert(decimals >= 0 && decimals <= 9);
    if (!isfinite(value)) {
        lc_buf_puts(b, "null");
        return;
    }
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

void lc_buf_milli(lc_buf *b, int64_t thousandths)
{
    uint64_t size =
        thousandths < 0 ? -(uint64_t)thousandths : (uint64_t)thousandths;
    unsigned rest = (unsigned)(size % 1000);

    lc_buf_printf(b, "%s%" PRIu64, thousandths < 0 ? "-" : "", size / 1000);
    if (rest % 10)
        lc_buf_printf(b, ".%03u", rest);
    else if (rest % 100)
        lc_buf_printf(b, ".%02u", rest / 10);
    else if (rest)
        lc_buf_printf(b, ".%u", rest / 100);
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
