/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csv.h: the traps of comma-separated text; tables.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include "lifecircle/base/table.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows as "LINE:field|field;". */
static lc_status write_row(void *ctx, const lc_csv_row *row, lc_error *err)
{
    lc_buf *b = ctx;

    (void)err;
    lc_buf_printf(b, "%u:", (unsigned)row->line);
    for (size_t i = 0; i < row->count; i++) {
        lc_buf_puts(b, i ? "|" : "");
        lc_buf_put(b, row->field[i], row->bytes[i]);
    }
    lc_buf_putc(b, ';');
    return LIFE_OK;
}

static void reads_rows(void **state)
{
    static const struct {
        const char *text, *rows;
        char delimiter;
    } row[] = {
        {"", "", ','},
        {"\xef\xbb\xbf"
         "a,b\n1,2",
         "1:a|b;2:1|2;", ','},
        {"a,b\r\n1,2\r\n", "1:a|b;2:1|2;", ','},
        {"a\rb\rc", "1:a;2:b;3:c;", ','},
        {"\n\n a , b \n  \n1,", "3:a|b;5:1|;", ','},
        {"\"a\nb\",c\nd,e", "1:a\nb|c;3:d|e;", ','},
        {"\"say \"\"hi\"\"\",x", "1:say \"hi\"|x;", ','},
        {"a;b,c\n", "1:a|b,c;", ';'},
        {"a\t\tb\n", "1:a||b;", '\t'},
        {",\n,,\n", "1:|;2:||;", ','},
        {"\"\"\nx\n", "1:;2:x;", ','},
        {"\" a \",b\n", "1: a |b;", ','},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf b = {0};
        lc_error e = {0};

        lc_buf_puts(&b, "");
        assert_int_equal(lc_csv_read(row[i].text, strlen(row[i].text),
                                     row[i].delimiter, "t", write_row, &b, &e),
                         LIFE_OK);
        assert_string_equal(b.data, row[i].rows);
        lc_buf_free(&b);
    }
}

static void refuses_bad_quotes_with_their_line(void **state)
{
    static const struct {
        const char *text;
        uint32_t line;
    } row[] = {{"a\nb,\"c\nd", 2}, {"a\nb\"c\n", 2}, {"\"a\"b,c\n", 1}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf b = {0};
        lc_error e = {0};

        assert_int_equal(lc_csv_read(row[i].text, strlen(row[i].text), ',',
                                     "t.csv", write_row, &b, &e),
                         LIFE_ERR_PARSE);
        assert_string_equal(e.source, "t.csv");
        assert_int_equal(e.line, row[i].line);
        lc_buf_free(&b);
    }
}

static void keeps_its_limits(void **state)
{
    size_t len = (1 << 20) + 2;
    char *text = lc_calloc(len, 1);
    lc_buf b = {0};
    lc_error e = {0}, wide = {0};

    (void)state;
    memset(text, 'x', len);
    assert_int_equal(lc_csv_read(text, len, ',', "t", write_row, &b, &e),
                     LIFE_ERR_LIMIT);
    memset(text, ',', 1024);
    assert_int_equal(lc_csv_read(text, 1023, ',', "t", write_row, &b, &wide),
                     LIFE_OK);
    assert_int_equal(lc_csv_read(text, 1024, ',', "t", write_row, &b, &wide),
                     LIFE_ERR_LIMIT);
    lc_buf_free(&b);
    lc_free(text);
}

static const char pets[] = "# \"stray\n"
                           "name,legs\n"
                           "cat,4\n"
                           "# more\n"
                           "hen\n";

static void tables_find_cells(void **state)
{
    lc_table *t;
    lc_error e = {0};

    (void)state;
    assert_int_equal(lc_table_parse(pets, strlen(pets), "pets", &t, &e),
                     LIFE_OK);
    assert_int_equal(lc_table_rows(t), 2);
    assert_int_equal(lc_table_column(t, "legs"), 1);
    assert_int_equal(lc_table_column(t, "wings"), -1);
    assert_string_equal(lc_table_get(t, 0, 1), "4");
    assert_string_equal(lc_table_get(t, 1, 1), "");
    assert_string_equal(lc_table_get(t, 1, -1), "");
    assert_string_equal(lc_table_get(t, 9, 0), "");
    assert_string_equal(lc_table_cell(t, 0, "legs"), "4");
    assert_string_equal(lc_table_cell(t, 0, "wings"), "");
    assert_int_equal(lc_table_line(t, 1), 5);
    assert_string_equal(lc_table_source(t), "pets");
    assert_int_equal(lc_table_bad(t, 1, "name", "a cat", &e), LIFE_ERR_PARSE);
    assert_string_equal(e.text, "name is \"hen\"; it must be a cat");
    assert_string_equal(e.source, "pets");
    assert_int_equal(e.line, 5);
    lc_table_free(t);
    lc_table_free(NULL);
}

static void one_alone_is_set(void **state)
{
    static const char text[] = "a,b,c,d\n1,0,,yes\n";
    lc_table *t;

    (void)state;
    assert_int_equal(lc_table_parse(text, strlen(text), "t", &t, NULL),
                     LIFE_OK);
    assert_true(lc_table_is_set(t, 0, "a"));
    assert_false(lc_table_is_set(t, 0, "b"));
    assert_false(lc_table_is_set(t, 0, "c"));
    assert_false(lc_table_is_set(t, 0, "d"));
    assert_false(lc_table_is_set(t, 0, "e"));
    lc_table_free(t);
}

static void tables_refuse_bad_shapes(void **state)
{
    static const char *const text[] = {"", "# only\n", "a,a\n", "a,b\n1,2,3\n"};

    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        lc_table *t;
        lc_error e = {0};

        assert_int_equal(lc_table_parse(text[i], strlen(text[i]), "t", &t, &e),
                         LIFE_ERR_PARSE);
        assert_null(t);
        assert_string_equal(e.source, "t");
    }
}

static void tables_open_from_folder_or_program(void **state)
{
    static const char *const bad[] = {"no.csv", "", "/etc/passwd",
                                      "../geodata/paces.csv"};
    lc_table *t;
    lc_error e = {0};

    (void)state;
    unsetenv("LIFECIRCLE_GEODATA");
    assert_int_equal(lc_table_open("paces.csv", &t, &e), LIFE_OK);
    assert_true(lc_table_column(t, "steps_factor") > 0);
    lc_table_free(t);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_error missing = {0};

        assert_int_equal(lc_table_open(bad[i], &t, &missing),
                         LIFE_ERR_NOT_FOUND);
    }
    setenv("LIFECIRCLE_GEODATA", "/nonexistent", 1);
    assert_int_equal(lc_table_open("paces.csv", &t, &e), LIFE_ERR_IO);
    unsetenv("LIFECIRCLE_GEODATA");
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    for (int64_t n = 0; n < 100; n++) {
        lc_table *t;
        lc_error e = {0};
        lc_status st;

        lc_mem_fail_after(n, false);
        st = lc_table_parse(pets, strlen(pets), "pets", &t, &e);
        lc_mem_fail_after(-1, false);
        if (st == LIFE_OK) {
            lc_table_free(t);
            return;
        }
        assert_int_equal(st, LIFE_ERR_NOMEM);
        assert_null(t);
    }
    fail();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rows),
        cmocka_unit_test(refuses_bad_quotes_with_their_line),
        cmocka_unit_test(keeps_its_limits),
        cmocka_unit_test(tables_find_cells),
        cmocka_unit_test(one_alone_is_set),
        cmocka_unit_test(tables_refuse_bad_shapes),
        cmocka_unit_test(tables_open_from_folder_or_program),
        cmocka_unit_test(survives_want_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
