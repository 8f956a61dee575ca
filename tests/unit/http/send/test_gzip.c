/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_gzip.c - what is packed piece by piece is one whole to who unpacks it,
 * and each piece is there when it has been put.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/send/gzip.h"

#include <stdlib.h>
#include <string.h>

/* Text that packs well and bytes that don't, of many lengths: what comes out
 * of one piece fills zlib's chunks to the byte now and then. */
static void fill(lc_buf *out, size_t len, unsigned seed)
{
    static const char words[] = "{\"type\":\"Feature\",\"id\":";

    lc_buf_clear(out);
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1103515245 + 12345;
        if (seed >> 31)
            lc_buf_putc(out, words[i % (sizeof words - 1)]);
        else
            lc_buf_putc(out, (char)(seed >> 16 & 0x7f));
    }
}

/* What has come so far, unpacked: all that was put is in it. */
static void assert_has(const lc_buf *packed, const lc_buf *plain)
{
    static char out[1 << 20];
    z_stream z = {0};

    z.next_in = (unsigned char *)packed->data;
    z.avail_in = (uInt)packed->len;
    z.next_out = (unsigned char *)out;
    z.avail_out = sizeof out;
    assert_int_equal(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_SYNC_FLUSH), Z_OK);
    assert_int_equal(z.total_out, plain->len);
    assert_memory_equal(out, plain->data, plain->len);
    inflateEnd(&z);
}

static void pieces_are_one(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 40; round++) {
        lc_buf packed = {0}, plain = {0}, piece = {0}, back = {0};
        z_stream z;

        assert_true(lc_gzip_open(&z));
        for (unsigned i = 0; i < 5; i++) {
            fill(&piece, 1 + (round * 7919 + i * 104729) % 70000, round + i);
            lc_buf_put(&plain, piece.data, piece.len);
            assert_true(lc_gzip_put(&z, &packed, &piece, false));
            assert_has(&packed, &plain);
        }
        lc_buf_clear(&piece); /* the last may be empty */
        assert_true(lc_gzip_put(&z, &packed, &piece, true));
        lc_gzip_close(&z);
        assert_true(lc_gzip_unpack(&back, &packed));
        assert_int_equal(back.len, plain.len);
        assert_memory_equal(back.data, plain.data, plain.len);
        lc_buf_free(&back);
        packed.len -= 9; /* the sum and the length at the end */
        assert_false(lc_gzip_unpack(&back, &packed));
        lc_buf_free(&packed);
        lc_buf_free(&plain);
        lc_buf_free(&piece);
        lc_buf_free(&back);
    }
}

static void limits_hold(void **state)
{
    lc_buf plain = {0}, packed = {0}, back = {.limit = 9999};

    (void)state;
    fill(&plain, 10000, 1);
    assert_true(lc_gzip_pack(&packed, &plain));
    assert_false(lc_gzip_unpack(&back, &packed));
    lc_buf_free(&back);
    back.limit = 10000;
    assert_true(lc_gzip_unpack(&back, &packed));
    lc_buf_free(&back);
    lc_buf_free(&packed);
    packed.limit = 100;
    assert_false(lc_gzip_pack(&packed, &plain));
    lc_buf_free(&packed);
    lc_buf_free(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_one),
        cmocka_unit_test(limits_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
