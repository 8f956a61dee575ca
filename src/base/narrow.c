/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/narrow.c - see narrow.h: frames of reference and differences, as
 * Lemire and Boytsov (2015) compare them, without their vectors.
 */
#include "lifecircle/base/narrow.h"

#include <assert.h>
#include <string.h>

#define GROUP 32u
#define WIDTH 63u /* the bits of the first byte that say how wide */
#define DELTA 64u

static unsigned width_of(uint32_t all)
{
    return all ? 32 - (unsigned)__builtin_clz(all) : 0;
}

static uint32_t zigzag(uint32_t delta)
{
    return delta << 1 ^ (0 - (delta >> 31));
}

static uint32_t unzigzag(uint32_t z)
{
    return z >> 1 ^ (0 - (z & 1));
}

static void put_word(lc_buf *out, uint32_t v)
{
    const unsigned char b[4] = {(unsigned char)v, (unsigned char)(v >> 8),
                                (unsigned char)(v >> 16),
                                (unsigned char)(v >> 24)};

    lc_buf_put(out, b, sizeof b);
}

static uint32_t get_word(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static void put_bits(lc_buf *out, const uint32_t v[GROUP], unsigned width)
{
    unsigned char bytes[4 * GROUP];
    uint64_t held = 0;
    unsigned bits = 0, n = 0;

    for (unsigned i = 0; i < GROUP && width; i++) {
        held |= (uint64_t)v[i] << bits;
        for (bits += width; bits >= 8; bits -= 8, held >>= 8)
            bytes[n++] = (unsigned char)held;
    }
    lc_buf_put(out, bytes, n);
}

static void get_bits(const unsigned char *p, uint32_t v[GROUP], unsigned width)
{
    const uint64_t mask = (UINT64_C(1) << width) - 1;
    uint64_t held = 0;
    unsigned bits = 0;

    for (unsigned i = 0; i < GROUP; i++) {
        if (bits < width) {
            held |= (uint64_t)get_word(p) << bits;
            p += 4;
            bits += 32;
        }
        v[i] = (uint32_t)(held & mask);
        held >>= width;
        bits -= width;
    }
}

/* ---- packing ---- */

/* One column of one group; *before is the number before it. */
static void pack_column(const uint32_t v[GROUP], unsigned n, uint32_t *before,
                        lc_buf *out)
{
    uint32_t delta[GROUP] = {0}, over[GROUP] = {0};
    uint32_t least = v[0], most = v[0], all = 0;
    unsigned plain, apart;

    for (unsigned i = 0; i < n; i++) {
        delta[i] = zigzag(v[i] - (i ? v[i - 1] : *before));
        all |= delta[i];
        least = v[i] < least ? v[i] : least;
        most = v[i] > most ? v[i] : most;
    }
    plain = width_of(most - least);
    apart = width_of(all);
    *before = v[n - 1];
    if (apart <= plain + 1) { /* the least costs a bit a number */
        lc_buf_putc(out, (char)(apart | DELTA));
        put_bits(out, delta, apart);
        return;
    }
    for (unsigned i = 0; i < n; i++)
        over[i] = v[i] - least;
    lc_buf_putc(out, (char)plain);
    put_word(out, least);
    put_bits(out, over, plain);
}

void lc_narrow_write(const uint32_t *v, size_t words, size_t rows, lc_buf *out)
{
    uint32_t before[LIFE_NARROW_WORDS] = {0}, column[GROUP];

    assert(words > 0 && words <= LIFE_NARROW_WORDS);
    for (size_t row = 0; row < rows; row += GROUP) {
        unsigned n = rows - row < GROUP ? (unsigned)(rows - row) : GROUP;

        for (size_t w = 0; w < words; w++) {
            for (unsigned i = 0; i < n; i++)
                column[i] = v[(row + i) * words + w];
            pack_column(column, n, &before[w], out);
        }
    }
}

/* ---- reading ---- */

typedef struct reader {
    const unsigned char *p, *end;
} reader;

static bool read_column(reader *r, uint32_t v[GROUP], uint32_t *before)
{
    unsigned char head;
    unsigned width, delta;
    uint32_t base;

    if (r->p == r->end)
        return false;
    head = *r->p++;
    width = head & WIDTH;
    delta = head & DELTA;
    if (head > (DELTA | 32) || width > 32 ||
        (size_t)(r->end - r->p) < (delta ? 0u : 4u) + 4 * (size_t)width)
        return false;
    base = delta ? *before : get_word(r->p);
    r->p += delta ? 0 : 4;
    get_bits(r->p, v, width);
    r->p += 4 * (size_t)width;
    for (unsigned i = 0; i < GROUP; i++)
        v[i] = delta ? base += unzigzag(v[i]) : base + v[i];
    return true;
}

bool lc_narrow_read(const void *data, size_t bytes, size_t words, size_t rows,
                    uint32_t *out)
{
    uint32_t before[LIFE_NARROW_WORDS] = {0}, column[GROUP];
    reader r = {data, (const unsigned char *)data + bytes};

    if (!words || words > LIFE_NARROW_WORDS)
        return false;
    for (size_t row = 0; row < rows; row += GROUP) {
        unsigned n = rows - row < GROUP ? (unsigned)(rows - row) : GROUP;

        for (size_t w = 0; w < words; w++) {
            if (!read_column(&r, column, &before[w]))
                return false;
            before[w] = column[n - 1];
            for (unsigned i = 0; i < n; i++)
                out[(row + i) * words + w] = column[i];
        }
    }
    return r.p == r.end;
}
