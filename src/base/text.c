/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/text.c - see text.h.
 *
 * Levenshtein's distance by the Wagner-Fischer table, of which one row at a
 * time is kept: n * m steps, 64 * 64 at most, and no memory but the stack's.
 * It is of code points: an accent that stands by itself counts as a character.
 */
#include "lifecircle/base/text.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* The characters of a text; false: there are more than are compared. */
static bool take_apart(const char *s, uint32_t out[LIFE_TEXT_COMPARED],
                       size_t *count)
{
    const char *end = s + strlen(s);

    for (*count = 0; s < end; (*count)++) {
        if (*count == LIFE_TEXT_COMPARED)
            return false;
        out[*count] = lc_utf8_next(&s, end);
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One line of the table of distances, from the one above it: `row[j]` is the
 * distance of what was taken of one text from j characters of the other. */
static size_t next_row(size_t *row, uint32_t c, const uint32_t *other,
                       size_t count)
{
    size_t diagonal = row[0], lowest = ++row[0];

    for (size_t j = 0; j < count; j++) {
        size_t change = diagonal + (c != other[j]);

        diagonal = row[j + 1];
        row[j + 1] = least(change, least(row[j], row[j + 1]) + 1);
        lowest = least(lowest, row[j + 1]);
    }
    return lowest;
}

size_t lc_text_distance(const char *a, const char *b, size_t most)
{
    uint32_t x[LIFE_TEXT_COMPARED], y[LIFE_TEXT_COMPARED];
    size_t row[LIFE_TEXT_COMPARED + 1], n, m;

    if (!take_apart(a, x, &n) || !take_apart(b, y, &m) ||
        (n > m ? n - m : m - n) > most)
        return most + 1;
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 0; i < n; i++)
        if (next_row(row, x[i], y, m) > most)
            return most + 1; /* the lowest of a row never falls */
    return least(row[m], most + 1);
}

/* RFC 3986, section 2.3; hex in capitals as section 2.1 asks for. strchr()
 * would find the NUL too, but the loop has ended there. */
void lc_text_url(lc_buf *out, const char *s)
{
    static const char digits[] = "0123456789ABCDEF";

    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
            (c >= 'A' && c <= 'Z') || strchr("-._~", c)) {
            lc_buf_putc(out, *s);
        } else {
            lc_buf_putc(out, '%');
            lc_buf_putc(out, digits[c >> 4]);
            lc_buf_putc(out, digits[c & 15]);
        }
    }
}
