/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_csv.c - any text as a cell, held against a writer that looks at one
 * character after another; a list is the text of its words.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/writer.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static uint32_t seed = 1;

static uint32_t chance(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

/* ---- the slow one ---- */

static bool is_guarded(const char *s, size_t i)
{
    return (i == 0 || strchr(LIFE_CELL_BEGINS, s[i - 1])) &&
           lc_cell_is_formula(s + i);
}

static void put_slowly(lc_buf *out, const char *s)
{
    bool quoted = strpbrk(s, ",\"\r\n") != NULL;

    for (size_t i = 0; s[i]; i++)
        quoted |= is_guarded(s, i);
    if (quoted)
        lc_buf_putc(out, '"');
    for (size_t i = 0; s[i]; i++) {
        if (is_guarded(s, i))
            lc_buf_putc(out, '\'');
        if (s[i] == '"')
            lc_buf_putc(out, '"');
        lc_buf_putc(out, s[i]);
    }
    if (quoted)
        lc_buf_putc(out, '"');
}

/* ---- both ---- */

/* As the only cell of the only row. */
static void expect_cell(lc_field_type type, lc_cell cell, const char *text)
{
    const lc_export_field one[] = {{"n", type, "", "n", "数"}};
    const lc_layout layout = {
        .name = "t", .fields = LIFE_FIELDS(one), .bare = true};
    lc_row row = {0};
    lc_buf out = {0}, want = {0};
    lc_writer w;

    lc_row_add(&row, cell);
    assert_int_equal(lc_writer_open(&w, lc_formats_find("csv"), &layout,
                                    (lc_target){.buf = &out}, NULL),
                     LIFE_OK);
    assert_int_equal(lc_writer_row(&w, &row, NULL), LIFE_OK);
    assert_int_equal(lc_writer_finish(&w, NULL), LIFE_OK);
    lc_buf_puts(&want, "n\r\n");
    put_slowly(&want, text);
    lc_buf_puts(&want, "\r\n");
    assert_string_equal(out.data, want.data);
    lc_writer_free(&w);
    lc_row_free(&row);
    lc_buf_free(&out);
    lc_buf_free(&want);
}

/* What cells are guarded by, most often, and what begins likewise. */
static void draw(char *out, size_t most)
{
    static const char *const piece[] = {
        "a",      "\"",     ",",      ";",        "\t",     "\r",
        "\n",     "=",      "+",      "-",        "@",      "'",
        " ",      "1",      "中",     "é",        "\u3000", "\uFF1D",
        "\uFEFF", "\u201C", "\u2014", "\xC2\xA0", "\xFF",   "plain words, "};
    size_t n = 0, want = chance((uint32_t)most);

    while (n < want) {
        const char *p = piece[chance(COUNT(piece))];

        memcpy(out + n, p, strlen(p));
        n += strlen(p);
    }
    out[n] = '\0';
}

static void any_text_is_a_cell(void **state)
{
    char text[2048];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        draw(text, i % 100 ? 12 : 1500); /* over what is put at a time, too */
        expect_cell(LIFE_TEXT, lc_cell_text(text), text);
    }
}

static void a_list_is_the_text_of_its_words(void **state)
{
    (void)state;
    for (int i = 0; i < 5000; i++) {
        char word[4][64];
        const char *list[4];
        lc_buf text = {0};
        size_t n = chance(5);

        lc_buf_puts(&text, "");
        for (size_t k = 0; k < n; k++) {
            draw(word[k], 12);
            list[k] = word[k];
            if (k)
                lc_buf_putc(&text, ' ');
            lc_buf_puts(&text, word[k]);
        }
        expect_cell(LIFE_LIST, lc_cell_list(list, n), text.data);
        lc_buf_free(&text);
    }
}

static void shapes_are_as_they_are_or_quoted(void **state)
{
    static const struct {
        lc_shape_kind kind;
        const char *want;
    } cases[] = {
        {LIFE_SHAPE_NONE, "geometry\r\n\r\n"},
        {LIFE_SHAPE_POINT, "geometry\r\nPOINT (104 30)\r\n"},
        {LIFE_SHAPE_LINE, "geometry\r\n\"LINESTRING (104 30,104 30)\"\r\n"},
    };
    lc_pt pt = {1040000000, 300000000};
    uint32_t part[] = {0, 1};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const lc_shape shape = {cases[i].kind, &pt, part, 1, 1};
        const lc_layout layout = {
            .name = "t", .geometry = LIFE_GEOMETRY_LINE, .bare = true};
        lc_row row = {.geometry.shape = &shape};
        lc_buf out = {0};
        lc_writer w;

        assert_int_equal(lc_writer_open(&w, lc_formats_find("csv"), &layout,
                                        (lc_target){.buf = &out}, NULL),
                         LIFE_OK);
        assert_int_equal(lc_writer_row(&w, &row, NULL), LIFE_OK);
        assert_int_equal(lc_writer_finish(&w, NULL), LIFE_OK);
        assert_string_equal(out.data, cases[i].want);
        lc_writer_free(&w);
        lc_row_free(&row);
        lc_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_is_a_cell),
        cmocka_unit_test(a_list_is_the_text_of_its_words),
        cmocka_unit_test(shapes_are_as_they_are_or_quoted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
