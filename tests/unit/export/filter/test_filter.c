/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_filter.c - filters: what they keep, what they refuse and where. With a
 * file of rows and filters it says which filter keeps which row, for
 * tests/oracle/filters.py.
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
#include "lifecircle/export/filter/filter.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const lc_export_field fields[] = {
    {"name", LIFE_TEXT, "", "", ""},        {"n", LIFE_INTEGER, "", "", ""},
    {"share", LIFE_DECIMAL(2), "", "", ""}, {"metres", LIFE_MILLI, "", "", ""},
    {"open", LIFE_BOOL, "", "", ""},        {"day", LIFE_DATE, "", "", ""},
    {"kinds", LIFE_LIST, "", "", ""},       {"links", LIFE_JSON, "", "", ""},
};
static const lc_filter_rows rows = {.fields = {fields, COUNT(fields)},
                                    .geometry = true};

/* The row that most of the rows below are about. */
static void fill(lc_row *r)
{
    static const char *const kinds[] = {"park", "school"};

    lc_row_clear(r);
    r->geometry = (lc_geometry){.pt = {1040000000, 306000000}, .placed = true};
    lc_row_add(r, lc_cell_text("Grüner 100%_公园"));
    lc_row_add(r, lc_cell_whole(-7));
    lc_row_add(r, lc_cell_real(1.0 / 3));
    lc_row_add(r, lc_cell_whole(1500));
    lc_row_add(r, lc_cell_whole(1));
    lc_row_add(r, lc_cell_text("2026-02-28T23:30:00+08:00"));
    lc_row_add(r, lc_cell_list(kinds, 2));
    lc_row_add(r, lc_cell_text(NULL));
}

static bool keeps(const char *text)
{
    lc_filter *f;
    lc_row r = {0};
    lc_error err = {0};
    bool kept;

    if (lc_filter_parse(text, &rows, &f, &err))
        fail_msg("%s: %s", text, err.text);
    fill(&r);
    kept = lc_filter_keeps(f, &r);
    assert_false(r.failed);
    lc_row_free(&r);
    lc_filter_free(f);
    return kept;
}

static void says_what_cql2_says(void **state)
{
    static const struct {
        const char *text;
        bool kept;
    } cases[] = {
        {"name = 'Grüner 100%_公园'", true},
        {"name='grüner 100%_公园'", false},
        {"casei(name) = CASEI('GRÜNER 100%_公园')", true},
        {"casei(name) = 'GRÜNER 100%_公园'", false}, /* one side alone */
        {"\"name\" LIKE 'Gr_ner%'", true},
        {"name like '%100\\%\\_公园'", true},
        {"name like '%100\\%公园'", false},
        {"name like '%园'", true},
        {"name like '公园'", false},
        {"casei(name) like casei('GRÜ%')", true},
        {"name NOT LIKE 'X%' AND n<0", true},
        {"n = -7 and n >= -7 and n <= -7 and not n <> -7", true},
        {"-7.0e0 = n", true},
        {"n between -8 and -6", true},
        {"n not between -8 and -6", false},
        {"n in (1, 2, -7)", true},
        {"n not in (1, 2)", true},
        {"share = 0.33", true}, /* as it is written */
        {"share > 0.33", false},
        {"metres = 1.5", true},
        {"metres = 1500", false},
        {"open = true", true},
        {"open <> TRUE", false},
        {"day = DATE('2026-02-28')", true}, /* 15:30 in UTC */
        {"day = '2026-02-28'", true},
        {"day > TIMESTAMP('2026-02-28T15:29:59Z')", true},
        {"day < TIMESTAMP('2026-02-28T23:30:00+08:00')", false},
        {"day <= TIMESTAMP('2026-02-28T23:30:00+08:00')", true},
        {"day between '2026-02-01' and '2026-02-27'", false},
        {"kinds = 'park'", true},
        {"'school' = kinds", true},
        {"kinds <> 'park'", false},
        {"kinds in ('pharmacy', 'school')", true},
        {"kinds like 'sch%'", true},
        {"links is null", true},
        {"links is not null or kinds is null", false},
        {"not links is null", false},
        {"geometry is not null", true},
        {"true", true},
        {"false or (true and n = -7)", true},
        {"n = 1 or n = 2 and n = -7", false},
        {"(n = 1 or n = -7) and open = true", true},
        {"not (n = 1) and not not n = -7", true},
        {"s_intersects(geometry, BBOX(104, 30.6, 104, 30.6))", true},
        {"S_INTERSECTS(geometry, BBOX(104.0000001,30,105,31))", false},
        {"s_intersects(geometry,BBOX(103,30,0,104,30.6,9))", true},
        {"s_intersects(POINT(104 30.6), geometry)", true},
        {"s_intersects(geometry, LINESTRING(103 30.6, 105 30.6))", true},
        {"s_intersects(geometry, POLYGON((103 30, 105 30, 104 30.6, 103 30)))",
         true},
        {"s_intersects(geometry, POLYGON((103 30,105 30,105 31,103 31,103 30),"
         "(103.5 30.5,104.5 30.5,104.5 30.7,103.5 30.7,103.5 30.5)))",
         false},
        {"s_intersects(geometry, MULTIPOLYGON(((1 1,2 1,2 2,1 1)),"
         "((103 30,105 30,105 31.4,103 30))))",
         true},
        {"s_intersects(geometry, MULTIPOINT((1 1), 104 30.6))", true},
        {"name = 'it''s' or name = 'it\\'s'", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (keeps(cases[i].text) != cases[i].kept)
            fail_msg("%s", cases[i].text);
}

/* Not known is neither, and its opposite isn't either. */
static void unknown_is_not_false(void **state)
{
    static const char *const unknown[] = {
        "name = 'x'",
        "name <> 'x'",
        "n < 1",
        "n in (1, 2)",
        "n between 1 and 2",
        "name like '%'",
        "open = true",
        "day > '2026-01-01'",
        "kinds = 'x'",
        "n = 1 and true",
        "casei(name) = 'x'",
        "n = 1 or false",
        "s_intersects(geometry, BBOX(0,0,1,1))",
        "n in (1) and name = 'x'"};
    lc_row r = {0};
    char text[200];

    (void)state;
    for (size_t i = 0; i < COUNT(fields); i++)
        lc_row_add(&r, lc_cell_text(NULL));
    for (size_t i = 0; i < 2 * COUNT(unknown); i++) {
        lc_filter *f;

        snprintf(text, sizeof text, "%s (%s)", i % 2 ? "not" : "",
                 unknown[i / 2]);
        assert_int_equal(lc_filter_parse(text, &rows, &f, NULL), LIFE_OK);
        if (lc_filter_keeps(f, &r))
            fail_msg("%s", text);
        lc_filter_free(f);
    }
    lc_row_free(&r);
}

static void refuses_and_says_where(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"", "character 1, at its end: expected a field"},
        {"name", "character 5, at its end: expected = <>"},
        {"nam = 'x'", "character 1, at \"nam\": there is no such field"},
        {"名称 = 'x'", "character 1, at \"名称\": there is no such field"},
        {"name = '公' and x = 1", "character 16, at \"x\": there is no such"},
        {"name = \"x\"", "character 8, at \"\"x\"\": there is no such field"},
        {"name = 5", "character 8, at \"5\": a text (the field) can't be"},
        {"n = '5'", "character 5, at \"'5'\": a number (the field) can't"},
        {"n = '5", "character 5, at \"'5\": the quote is not closed"},
        {"n = 5x", "character 5, at \"5x\": this is no number"},
        {"n = 1e999", "character 5, at \"1e999\": the number is too large"},
        {"n in ()", "character 7, at \")\": expected a field"},
        {"n in (1", "character 8, at its end: expected )"},
        {"n not 5", "character 7, at \"5\": expected in, like or between"},
        {"n between 1 or 2", "character 13, at \"or\": expected and"},
        {"n = 1 n = 2", "character 7, at \"n\": expected and, or"},
        {"n = 1;", "character 6, at \";\": nothing of CQL2"},
        {"open < true", "character 8, at \"true\": true or false (the field)"},
        {"day = 'soon'", "character 7, at \"'soon'\": this is no date"},
        {"day = '2026-02-30'", "character 7, at \"'2026-02-30'\": this is"},
        {"day = TIMESTAMP('2026-02-03')", "character 17, at \"'2026-02-03'"},
        {"kinds < 'a'", "character 9, at \"'a'\": a list of texts (the field)"},
        {"links = 'a'", "character 9, at \"'a'\": of several parts (the"},
        {"name like n", "character 11, at \"n\": expected a pattern"},
        {"n like 'x'", "character 1, at \"n\": like is of texts, this is a"},
        {"geometry = 1", "character 10, at \"=\": of a geometry only"},
        {"s_intersects(geometry, 5)", "character 24, at \"5)\": expected BBOX"},
        {"s_intersects(geometry, BBOX(1,2,3))", "character 34, at \"))\": BBO"},
        {"s_intersects(geometry, BBOX(1,2,0,3))", "character 28, at \"(1,2,0"},
        {"s_intersects(geometry, POINT(200 1))", "character 30, at \"200\": "},
        {"s_intersects(geometry, POLYGON((1 1,2 2,3 1)))", "character 32, at"},
        {"s_intersects(geometry, POLYGON((1 1,2 2,3 3,1 1)))",
         "character 32, at \"(1\": this ring covers no ground"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        lc_filter *f;
        lc_error err = {0};

        assert_int_equal(lc_filter_parse(cases[i].text, &rows, &f, &err),
                         LIFE_ERR_PARSE);
        assert_null(f);
        assert_string_equal(err.parameter, "filter");
        if (strncmp(err.text, cases[i].says, strlen(cases[i].says)) != 0)
            fail_msg("%s: %s", cases[i].text, err.text);
    }
}

/* ---- bounds ---- */

static lc_status parse_many(const char *front, const char *piece, size_t n,
                            const char *end)
{
    lc_buf text = {0};
    lc_filter *f;
    lc_error err = {0};
    lc_status st;

    lc_buf_puts(&text, front);
    while (n--)
        lc_buf_puts(&text, piece);
    lc_buf_puts(&text, end);
    assert_false(text.failed);
    st = lc_filter_parse(text.data, &rows, &f, &err);
    if (st)
        assert_string_equal(err.parameter, "filter");
    lc_filter_free(f);
    lc_buf_free(&text);
    return st;
}

static void long_ones_end(void **state)
{
    (void)state;
    assert_int_equal(parse_many("n = 1", " or n = 1", 4000, ""), LIFE_OK);
    assert_int_equal(parse_many("n = 1", " or n = 1", 6000, ""),
                     LIFE_ERR_LIMIT);
    assert_int_equal(parse_many("", "(", 31, "n = 1"), LIFE_ERR_PARSE);
    assert_int_equal(parse_many("", "(", 100000, "n = 1"), LIFE_ERR_LIMIT);
    assert_int_equal(parse_many("", "not ", 30, "n = 1"), LIFE_OK);
    assert_int_equal(parse_many("", "not ", 10000, "n = 1"), LIFE_ERR_LIMIT);
    assert_int_equal(parse_many("", "casei(", 10000, "name"), LIFE_ERR_LIMIT);
    assert_int_equal(parse_many("n in (1", ",1", 9000, ")"), LIFE_OK);
    assert_int_equal(parse_many("n in (1", ",1", 90000, ")"), LIFE_ERR_LIMIT);
    assert_int_equal(
        parse_many("s_intersects(geometry, LINESTRING(1 1", ",2 2", 6000, "))"),
        LIFE_ERR_LIMIT);
}

static void want_of_memory_is_an_error(void **state)
{
    static const char text[] =
        "casei(name) = casei('x') and n in (1, 2) and not (day > '2026-01-01' "
        "or s_intersects(geometry, POLYGON((1 1,2 2,3 1,1 1))))";
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (int64_t n = 0; st; n++) {
        lc_filter *f;
        lc_error err = {0};

        lc_mem_fail_after(n, false);
        st = lc_filter_parse(text, &rows, &f, &err);
        lc_mem_fail_after(-1, false);
        assert_true(!st || err.status == LIFE_ERR_NOMEM);
        lc_filter_free(f);
    }
}

static void says_what_narrows_it(void **state)
{
    lc_filter *f;
    lc_box box;
    size_t field = 99;

    (void)state;
    assert_int_equal(
        lc_filter_parse("n > 1 and 'x' = name and s_intersects(geometry, "
                        "BBOX(1,2,3,4))",
                        &rows, &f, NULL),
        LIFE_OK);
    assert_true(lc_filter_box(f, &box));
    assert_int_equal(box.max_lat, 40000000);
    assert_string_equal(lc_filter_equal(f, &field), "x");
    assert_int_equal(field, 0);
    lc_filter_free(f);
    assert_int_equal(
        lc_filter_parse("name = 'x' or s_intersects(geometry, BBOX(1,2,3,4))",
                        &rows, &f, NULL),
        LIFE_OK);
    assert_false(lc_filter_box(f, &box));
    assert_null(lc_filter_equal(f, &field));
    lc_filter_free(f);
}

/* ---- for the oracle ---- */

static lc_cell cell_of(const json_t *v, const lc_export_field *f, lc_row *r)
{
    const char **words;
    size_t n = json_array_size(v);

    if (json_is_null(v))
        return lc_cell_text(NULL);
    switch (lc_field_type_of(f)) {
    case LIFE_FIELD_DECIMAL:
        return lc_cell_real(json_number_value(v));
    case LIFE_FIELD_INTEGER:
    case LIFE_FIELD_MILLI:
        return lc_cell_whole(json_integer_value(v));
    case LIFE_FIELD_BOOL:
        return lc_cell_whole(json_is_true(v));
    case LIFE_FIELD_LIST:
        words = lc_row_words(r, n);
        for (size_t i = 0; i < n; i++)
            words[i] = json_string_value(json_array_get(v, i));
        return lc_cell_list(words, n);
    default:
        return lc_cell_text(json_string_value(v));
    }
}

/* [kind, part...], each a list of positions; null: none. */
static void shape_of(const json_t *g, lc_shape *out)
{
    static const lc_shape_kind kinds[] = {LIFE_SHAPE_POINT, LIFE_SHAPE_LINE,
                                          LIFE_SHAPE_AREA};

    *out = (lc_shape){0};
    if (json_is_null(g))
        return;
    out->kind = kinds[json_integer_value(json_array_get(g, 0))];
    for (size_t p = 1; p < json_array_size(g); p++) {
        const json_t *part = json_array_get(g, p), *at;
        lc_pt pt[64];
        size_t i;

        json_array_foreach(part, i, at) pt[i] =
            (lc_pt){(int32_t)json_integer_value(json_array_get(at, 0)),
                    (int32_t)json_integer_value(json_array_get(at, 1))};
        if (lc_shape_add_part(out, pt, json_array_size(part), NULL))
            abort();
    }
}

static void print_kept(const lc_filter *f, const json_t *all)
{
    const json_t *one;
    size_t i;

    json_array_foreach(all, i, one)
    {
        lc_row r = {0};
        lc_shape shape;

        shape_of(json_array_get(one, 0), &shape);
        r.geometry.shape = shape.pt_count ? &shape : NULL;
        for (size_t k = 0; k < COUNT(fields); k++)
            lc_row_add(&r, cell_of(json_array_get(one, k + 1), &fields[k], &r));
        putchar(lc_filter_keeps(f, &r) ? '1' : '0');
        lc_shape_clear(&shape);
        lc_row_free(&r);
    }
    putchar('\n');
}

static int print_all(const char *path)
{
    json_t *in = json_load_file(path, 0, NULL);
    const json_t *text;
    size_t i;

    json_array_foreach(json_object_get(in, "filters"), i, text)
    {
        lc_filter *f;
        lc_error err = {0};

        if (lc_filter_parse(json_string_value(text), &rows, &f, &err))
            printf("refused: %s\n", err.text);
        else
            print_kept(f, json_object_get(in, "rows"));
        lc_filter_free(f);
    }
    json_decref(in);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_cql2_says),
        cmocka_unit_test(unknown_is_not_false),
        cmocka_unit_test(refuses_and_says_where),
        cmocka_unit_test(long_ones_end),
        cmocka_unit_test(want_of_memory_is_an_error),
        cmocka_unit_test(says_what_narrows_it),
    };

    if (argc == 2)
        return print_all(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
