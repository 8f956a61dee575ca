/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/shape/blob.h: points in the short form of SpatiaLite.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/import/table/shape/blob.h"

#include <string.h>

enum { HEAD = 7, LONGEST = 40 };

/* 104.041, 30.664, and then zeros: as MakePoint() writes it under
 * EnableTinyPoint(). */
static size_t tiny(unsigned char *out, unsigned dimensions, size_t numbers,
                   unsigned little)
{
    static const unsigned char lon[] = {0xB4, 0xC8, 0x76, 0xBE,
                                        0x9F, 0x02, 0x5A, 0x40},
                               lat[] = {0x44, 0x8B, 0x6C, 0xE7,
                                        0xFB, 0xA9, 0x3E, 0x40};
    size_t len = HEAD + 8 * numbers + 1;

    memset(out, 0, len);
    out[1] = (unsigned char)(0x80 + little);
    out[HEAD - 1] = (unsigned char)dimensions;
    for (size_t i = 0; i < 8; i++) {
        size_t to = little ? i : 7 - i;

        out[HEAD + to] = lon[i];
        out[HEAD + 8 + to] = lat[i];
    }
    out[len - 1] = 0xFE;
    return len;
}

static void short_points_are_points(void **state)
{
    static const size_t numbers[] = {0, 2, 3, 3, 4};
    unsigned char blob[LONGEST];
    lc_raw_shape shape = {0};

    (void)state;
    for (unsigned i = 0; i < 8; i++) {
        unsigned dimensions = 1 + i / 2;
        size_t len = tiny(blob, dimensions, numbers[dimensions], i % 2);

        assert_int_equal(lc_table_blob_read(blob, len, &shape, NULL), LIFE_OK);
        assert_int_equal(shape.kind, LIFE_SHAPE_POINT);
        assert_int_equal(shape.pt.n, 1);
        assert_true(shape.pt.v[0].lon == 104.041);
        assert_true(shape.pt.v[0].lat == 30.664);
    }
    lc_raw_free(&shape);
}

static void others_are_damaged(void **state)
{
    unsigned char blob[LONGEST + 1] = {0};
    lc_raw_shape shape = {0};
    lc_error err = {0};

    (void)state;
    for (size_t cut = 1; cut <= LONGEST + 1; cut++) {
        size_t len = tiny(blob, 1, 2, 1);

        if (cut != len)
            assert_int_equal(lc_table_blob_read(blob, cut, &shape, &err),
                             LIFE_ERR_PARSE);
    }
    for (unsigned dimensions = 0; dimensions < 256; dimensions++) {
        size_t len = tiny(blob, dimensions, 2, 1);

        if (dimensions != 1)
            assert_int_equal(lc_table_blob_read(blob, len, &shape, &err),
                             LIFE_ERR_PARSE);
    }
    lc_raw_free(&shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_points_are_points),
        cmocka_unit_test(others_are_damaged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
