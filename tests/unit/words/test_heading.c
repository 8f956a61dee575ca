/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heading.h: rows of headings are cut into cells, alike in each language.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/words/heading.h"

#include <string.h>

static const struct {
    const char *id, *zh, *en;
} rows[] = {
#define LIFE_X(id, zh, en) {#id, zh, en},
    LIFE_WORDS_HEADINGS(LIFE_X)
#undef LIFE_X
};

static size_t bars(const char *s)
{
    size_t n = 0;

    for (; *s; s++)
        n += *s == '|';
    return n;
}

static void languages_have_as_many_columns(void **state)
{
    size_t heads = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_head = !strncmp(rows[i].id, "HEAD_", 5);

        heads += is_head;
        if (bars(rows[i].zh) != bars(rows[i].en))
            fail_msg("%s: the languages differ in columns", rows[i].id);
        if (is_head != (bars(rows[i].en) > 0))
            fail_msg("%s: HEAD_ is for rows of several columns", rows[i].id);
    }
    assert_true(heads > 0);
}

static void expect(lc_lang lang, lc_sentence id, const char *part,
                   size_t columns, const char *text)
{
    lc_grid g = {.columns = columns};
    lc_buf out = {0};

    lc_heading_put(&g, lang, id, part);
    lc_grid_write(&g, &out);
    assert_string_equal(out.data, text);
    lc_buf_free(&out);
}

static void cells_and_their_part(void **state)
{
    (void)state;
    expect(LIFE_LANG_EN, LIFE_SAY_HEAD_COLUMNS, NULL, 2, "column  read as\n");
    expect(LIFE_LANG_ZH, LIFE_SAY_HEAD_COLUMNS, NULL, 2, "列  读作\n");
    /* a part is one cell, whatever it holds */
    expect(LIFE_LANG_EN, LIFE_SAY_HEAD_ACCESS, "a|b", 8,
           "unit  a|b  for 1000  one for  with none  inside  needed  short\n");
    expect(LIFE_LANG_EN, LIFE_SAY_HEAD_REPORT, NULL, 6,
           "verdict  rule  value  target  gap  missing\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_have_as_many_columns),
        cmocka_unit_test(cells_and_their_part)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
