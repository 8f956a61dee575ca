/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * narrow.h: everything comes back, in the bytes that the page says, and
 * nothing that is cut or changed is read past its end.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/mem.h"
#include "lifecircle/base/narrow.h"

#include <stdlib.h>
#include <string.h>

static uint64_t seed = 7;

static uint32_t any(void)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(seed >> 32);
}

/* The same in pieces, each column by itself, and the first of them without the
 * others; eight numbers at once, where this processor can, and not. */
static void comes_back_by_columns(const lc_buf *packed, const uint32_t *v,
                                  size_t words, size_t rows, size_t wanted,
                                  bool wide)
{
    enum { PIECE = 64, APART = 70 };
    uint32_t got[LIFE_NARROW_WORDS * APART];
    lc_narrow r;

    assert_true(lc_narrow_begin(&r, packed->data, packed->len, words));
    r.wide = r.wide && wide;
    for (size_t at = 0; at < rows; at += PIECE) {
        size_t n = rows - at < PIECE ? rows - at : PIECE;

        assert_true(lc_narrow_next_columns(&r, n, wanted, APART, got));
        for (size_t i = 0; i < n; i++)
            for (size_t w = 0; w < wanted; w++)
                assert_int_equal(got[w * APART + i], v[(at + i) * words + w]);
    }
    assert_true(lc_narrow_is_read(&r));
    assert_false(lc_narrow_next_columns(&r, 1, wanted, APART, got));
}

static void comes_back_slowly(const lc_buf *packed, const uint32_t *v,
                              size_t words, size_t rows, uint32_t *got)
{
    lc_narrow r;

    memset(got, 0, words * rows * sizeof *got);
    assert_true(lc_narrow_begin(&r, packed->data, packed->len, words));
    r.wide = false;
    assert_true(lc_narrow_next(&r, rows, got));
    assert_memory_equal(got, v, words * rows * sizeof *v);
}

static void comes_back(const uint32_t *v, size_t words, size_t rows)
{
    lc_buf packed = {0};
    uint32_t *got = calloc(words * (rows + 32), sizeof *got);

    lc_narrow_write(v, words, rows, &packed);
    assert_false(packed.failed);
    assert_true(lc_narrow_read(packed.data, packed.len, words, rows, got));
    assert_memory_equal(got, v, words * rows * sizeof *v);
    comes_back_slowly(&packed, v, words, rows, got);
    for (int wide = 0; wide < 2; wide++) {
        comes_back_by_columns(&packed, v, words, rows, words, wide);
        comes_back_by_columns(&packed, v, words, rows, 1, wide);
        comes_back_by_columns(&packed, v, words, rows, (words + 1) / 2, wide);
    }
    if (packed.len) /* one byte less, or rows of another number */
        assert_false(
            lc_narrow_read(packed.data, packed.len - 1, words, rows, got));
    assert_false(lc_narrow_read(packed.data, packed.len, words,
                                rows > 32 ? rows - 32 : rows + 32, got));
    free(got);
    lc_buf_free(&packed);
}

static void numbers_come_back(void **state)
{
    (void)state;
    for (int round = 0; round < 400; round++) {
        size_t words = 1 + any() % LIFE_NARROW_WORDS, rows = any() % 200;
        uint32_t *v = calloc(words * (rows + 40), sizeof *v);
        unsigned wide = any() % 33, kind = any() % 3;

        for (size_t i = 0; i < words * rows; i++) {
            uint32_t one = wide ? any() >> (32 - wide) : 0;

            v[i] = kind == 0                 ? one
                   : kind == 1 && i >= words ? v[i - words] + one - 3
                   : any() % 50              ? one
                                             : UINT32_MAX;
        }
        comes_back(v, words, rows);
        free(v);
    }
}

static void are(const uint32_t v[32], const unsigned char *want, size_t bytes)
{
    lc_buf b = {0};

    lc_narrow_write(v, 1, 32, &b);
    assert_int_equal(b.len, bytes);
    assert_memory_equal(b.data, want, bytes);
    lc_buf_free(&b);
}

/* 0, 1, 0, 1 ...: differences of 0, 1, -1, 1 ..., which are 0, 2, 1, 2. */
static void differences_are_as_written_down(void **state)
{
    static const unsigned char want[] = {64 + 2, 0x98, 0x99, 0x99, 0x99,
                                         0x99,   0x99, 0x99, 0x99};
    uint32_t v[32];

    (void)state;
    for (uint32_t i = 0; i < 32; i++)
        v[i] = i % 2;
    are(v, want, sizeof want);
}

/* 70,000 and 70,031 in turn: each is 0 or 31 over the least, and far from the
 * one before. */
static void amounts_over_the_least_are_as_written_down(void **state)
{
    static const unsigned char want[] = {
        5,    0x70, 0x11, 0x01, 0x00, 0xe0, 0x83, 0x0f, 0x3e,
        0xf8, 0xe0, 0x83, 0x0f, 0x3e, 0xf8, 0xe0, 0x83, 0x0f,
        0x3e, 0xf8, 0xe0, 0x83, 0x0f, 0x3e, 0xf8};
    uint32_t v[32];

    (void)state;
    for (uint32_t i = 0; i < 32; i++)
        v[i] = i % 2 ? 70031 : 70000;
    are(v, want, sizeof want);
}

/* 100, 101 ... 131, and the one at place 9 a thousand more: differences of 1,
 * written as 2, but three that take 8 and 11 bits, so 1 and 2 bytes more. */
static void far_ones_are_as_written_down(void **state)
{
    static const unsigned char want[] = {
        64 + 128 + 2, 2 + 32, 0,    50,   0,    9,    0xf4, 0x01, 10,  0xf3,
        0x01,         0xa8,   0xaa, 0x9a, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa};
    uint32_t v[32];

    (void)state;
    for (uint32_t i = 0; i < 32; i++)
        v[i] = 100 + i + (i == 9 ? 1000 : 0);
    are(v, want, sizeof want);
}

static void nothing_takes_no_bytes(void **state)
{
    static const uint32_t v[1];
    lc_buf b = {0};

    (void)state;
    lc_narrow_write(v, 1, 0, &b);
    assert_int_equal(b.len, 0);
    lc_buf_free(&b);
}

/* How many far ones there are, their places and their bytes may say anything:
 * it is no narrow table, or one of other numbers. */
static void far_ones_are_not_trusted(void **state)
{
    unsigned char b[64] = {64 + 128};
    uint32_t got[32];

    (void)state;
    assert_false(lc_narrow_read(b, 1, 1, 32, got)); /* no number of them */
    assert_false(lc_narrow_read(b, 3, 1, 32, got)); /* half of one */
    b[1] = 4 << 5;
    assert_false(lc_narrow_read(b, sizeof b, 1, 32, got)); /* five bytes */
    b[1] = 0;
    b[2] = 255; /* place 31 */
    b[3] = 2;
    assert_true(lc_narrow_read(b, 4, 1, 32, got));
    assert_int_equal(got[30], 0);
    assert_int_equal(got[31], 1);
}

static void damage_is_found_or_harmless(void **state)
{
    uint32_t v[300], got[600];
    lc_buf b = {0};

    (void)state;
    for (size_t i = 0; i < 300; i++)
        v[i] = any() >> any() % 32;
    lc_narrow_write(v, 3, 100, &b);
    for (int i = 0; i < 5000; i++) {
        size_t at = any() % b.len, bytes = any() % (b.len + 1);
        char was = b.data[at];
        char *copy;

        b.data[at] = (char)any();
        copy = malloc(bytes + 1); /* what is behind is not ours */
        memcpy(copy, b.data, bytes);
        (void)lc_narrow_read(copy, bytes, 3, 100, got);
        free(copy);
        b.data[at] = was;
    }
    assert_false(lc_narrow_read("\x7f", 1, 1, 1, got));
    assert_false(lc_narrow_read("\xc0", 1, 1, 1, got));
    assert_false(lc_narrow_read(b.data, b.len, 0, 100, got));
    assert_false(lc_narrow_read(b.data, b.len, LIFE_NARROW_WORDS + 1, 1, got));
    lc_buf_free(&b);
}

static void survives_want_of_memory(void **state)
{
    static const uint32_t v[] = {1, 2, 3};
    lc_buf b = {0};

    (void)state;
    lc_mem_fail_after(0, true);
    lc_narrow_write(v, 1, 3, &b);
    lc_mem_fail_after(-1, false);
    assert_true(b.failed);
    lc_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(differences_are_as_written_down),
        cmocka_unit_test(amounts_over_the_least_are_as_written_down),
        cmocka_unit_test(far_ones_are_as_written_down),
        cmocka_unit_test(nothing_takes_no_bytes),
        cmocka_unit_test(far_ones_are_not_trusted),
        cmocka_unit_test(damage_is_found_or_harmless),
        cmocka_unit_test(survives_want_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
