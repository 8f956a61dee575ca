/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/biff.c - see biff.h. From Microsoft's [MS-XLS].
 *
 * A body that goes on in CONTINUE records is read as one; in the middle of a
 * text each of them begins with a byte that says anew whether characters are
 * wide.
 */
#include "src/import/table/book/biff.h"

#include "src/import/bytes/encoding.h"

#include <stdio.h>
#include <string.h>

/* ---- records ---- */

/* Little endian, as all of it. */
static unsigned u16(const unsigned char *s)
{
    return (unsigned)s[1] << 8 | s[0];
}

/* 0 at the end of the stream. */
static unsigned id_at(const lc_biff *b)
{
    return b->len - b->at < 4 ? 0 : u16(b->data + b->at);
}

/* The next record; false where the stream ends. */
bool lc_biff_next(lc_biff *b)
{
    size_t n;

    if (b->len - b->at < 4)
        return false;
    b->id = id_at(b);
    n = u16(b->data + b->at + 2);
    b->at += 4;
    b->body = b->data + b->at;
    if (n > b->len - b->at)
        n = b->len - b->at;
    b->body_end = b->body + n;
    b->at += n;
    b->bad = false;
    return true;
}

/* Where a body ends and goes on in the next record, goes there. */
static bool go_on(lc_biff *b)
{
    unsigned id = b->id;
    bool more = id_at(b) == LIFE_BIFF_CONTINUE && lc_biff_next(b);

    b->id = id;
    return more;
}

uint32_t lc_biff_take(lc_biff *b, size_t bytes)
{
    uint32_t v = 0;

    for (size_t i = 0; i < bytes; i++) {
        while (b->body == b->body_end && !b->bad)
            b->bad = !go_on(b);
        if (b->bad)
            return 0;
        v |= (uint32_t)*b->body++ << 8 * i;
    }
    return v;
}

double lc_biff_double(lc_biff *b)
{
    uint64_t bits = lc_biff_take(b, 4);
    double v;

    bits |= (uint64_t)lc_biff_take(b, 4) << 32;
    memcpy(&v, &bits, sizeof v);
    return v;
}

/* Over the ends of records, like lc_biff_take(). */
static void skip(lc_biff *b, size_t bytes)
{
    while (bytes > 0 && !b->bad) {
        size_t n = (size_t)(b->body_end - b->body);

        if (n > bytes)
            n = bytes;
        b->body += n;
        bytes -= n;
        if (bytes > 0)
            b->bad = !go_on(b);
    }
}

/* ---- texts ---- */

/* Halves of pairs that stand alone become U+FFFD. */
static void put_utf8(lc_buf *out, uint32_t c)
{
    if (c == 0 || (c >= 0xd800 && c < 0xe000))
        c = 0xfffd;
    if (c < 0x80) {
        lc_buf_putc(out, (char)c);
    } else if (c < 0x800) {
        lc_buf_putc(out, (char)(0xc0 | c >> 6));
        lc_buf_putc(out, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        lc_buf_putc(out, (char)(0xe0 | c >> 12));
        lc_buf_putc(out, (char)(0x80 | (c >> 6 & 0x3f)));
        lc_buf_putc(out, (char)(0x80 | (c & 0x3f)));
    } else {
        lc_buf_putc(out, (char)(0xf0 | c >> 18));
        lc_buf_putc(out, (char)(0x80 | (c >> 12 & 0x3f)));
        lc_buf_putc(out, (char)(0x80 | (c >> 6 & 0x3f)));
        lc_buf_putc(out, (char)(0x80 | (c & 0x3f)));
    }
}

/* `count` characters; each continuation says anew whether they are wide. */
static void take_characters(lc_biff *b, size_t count, bool wide, lc_buf *out)
{
    uint32_t high = 0;

    while (count-- > 0 && !b->bad) {
        uint32_t c;

        if (b->body == b->body_end) {
            wide = lc_biff_take(b, 1) & 1;
            if (b->bad)
                return;
        }
        c = lc_biff_take(b, wide ? 2 : 1);
        if (high && c >= 0xdc00 && c < 0xe000) {
            put_utf8(out, 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00));
            high = 0;
            continue;
        }
        if (high)
            put_utf8(out, high);
        high = c >= 0xd800 && c < 0xdc00 ? c : 0;
        if (!high)
            put_utf8(out, c);
    }
    if (high)
        put_utf8(out, high);
}

/* A text of Excel 97: count | how | runs, phonetics | characters. */
static void take_text_8(lc_biff *b, size_t count_bytes, lc_buf *out)
{
    size_t count = lc_biff_take(b, count_bytes);
    uint32_t how = lc_biff_take(b, 1);
    size_t runs = how & 8 ? lc_biff_take(b, 2) : 0;
    size_t more = how & 4 ? lc_biff_take(b, 4) : 0;

    take_characters(b, count, how & 1, out);
    skip(b, 4 * runs);
    skip(b, more);
}

/* A text of Excel 5: count | bytes in the workbook's code page. */
static void take_text_5(lc_biff *b, size_t count_bytes, lc_buf *out)
{
    size_t len = lc_biff_take(b, count_bytes), used, n = 0;
    char name[32], in[256], text[1024];
    lc_encoding *encoding = NULL;

    snprintf(name, sizeof name, "CP%u", b->code_page);
    if (len > sizeof in) /* no cell of Excel 5 is longer */
        len = sizeof in;
    for (size_t i = 0; i < len; i++)
        in[i] = (char)lc_biff_take(b, 1);
    if (lc_encoding_open(b->encoding ? b->encoding : name, &encoding, NULL))
        b->bad = true;
    if (!b->bad)
        n = lc_encoding_convert(encoding, in, len, text, sizeof text, &used);
    lc_encoding_close(encoding);
    for (size_t i = 0; i < n; i++)
        lc_buf_putc(out, (char)(text[i] ? text[i] : ' '));
}

void lc_biff_text(lc_biff *b, size_t count_bytes, lc_buf *out)
{
    if (b->version == LIFE_BIFF_VERSION_8)
        take_text_8(b, count_bytes, out);
    else
        take_text_5(b, count_bytes, out);
}

double lc_biff_rk(lc_biff *b)
{
    uint32_t rk = lc_biff_take(b, 4);
    uint64_t bits = (uint64_t)(rk & ~3u) << 32;
    double v;

    if (rk & 2)
        v = (double)((int32_t)rk >> 2);
    else
        memcpy(&v, &bits, sizeof v);
    return rk & 1 ? v / 100 : v;
}
