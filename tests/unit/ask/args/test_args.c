/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * args.h: texts to typed values, by either door.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/ask/args/read.h"
#include "lifecircle/ask/question.h"
#include "lifecircle/ask/questions.h"

#include <string.h>

static const lc_use all_uses[] = {
    {.id = LIFE_PARAM_LON},     {.id = LIFE_PARAM_LAT},  {.id = LIFE_PARAM_K},
    {.id = LIFE_PARAM_LIMITS},  {.id = LIFE_PARAM_MODE}, {.id = LIFE_PARAM_Q},
    {.id = LIFE_PARAM_OPEN_AT}, {.id = LIFE_PARAM_NONE},
};

/* Reads one parameter by its name; err->parameter says whose fault it was. */
static lc_status read_one(lc_args *a, lc_door door, const char *name,
                          const char *value, lc_error *err)
{
    const lc_use *use;

    *err = (lc_error){0};
    lc_args_open(a, door, all_uses, "json csv");
    use = lc_args_use(a, name);
    assert_non_null(use);
    a->raw[use->id] = value;
    return lc_args_read(a, err);
}

static void reads_positions(void **state)
{
    static const struct {
        const char *lon, *lat, *parameter; /* "" good */
    } row[] = {
        {"104.06", "30.67", ""},      {"-180", "90", ""},
        {"-0", "-0.0", ""},           {NULL, "30", "lon"},
        {"30", NULL, "lat"},          {"", "30", "lon"},
        {"180.0000001", "30", "lon"}, {"1", "-90.0000001", "lat"},
        {"nan", "30", "lon"},         {"1e2", "30", "lon"},
        {"+1", "30", "lon"},          {"1", " 3", "lat"},
        {"0x10", "30", "lon"},        {"1,2", "30", "lon"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_error err = {0};
        lc_args a;

        lc_args_open(&a, LIFE_DOOR_REQUEST, all_uses, "json");
        a.raw[LIFE_PARAM_LON] = row[i].lon;
        a.raw[LIFE_PARAM_LAT] = row[i].lat;
        assert_int_equal(!lc_args_read(&a, &err), !row[i].parameter[0]);
        assert_string_equal(err.parameter, row[i].parameter);
    }
}

static void reads_numbers(void **state)
{
    static const struct {
        const char *text;
        uint32_t value; /* 0: refused */
    } row[] = {{"1", 1},  {"50", 50}, {NULL, 5},        {"0", 0},
               {"51", 0}, {"", 0},    {"-1", 0},        {"1.0", 0},
               {"+1", 0}, {"1e1", 0}, {"4294967297", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_error err;
        lc_args a;

        assert_int_equal(
            !read_one(&a, LIFE_DOOR_REQUEST, "k", row[i].text, &err),
            row[i].value != 0);
        if (row[i].value)
            assert_int_equal(a.v[LIFE_PARAM_K].n, row[i].value);
        else
            assert_string_equal(err.parameter, "k");
        assert_int_equal(a.v[LIFE_PARAM_K].given, row[i].text != NULL);
    }
}

static void reads_rising_lists(void **state)
{
    static const struct {
        const char *text;
        size_t count; /* 0: refused */
    } row[] = {{"5,10,15", 3},   {"30", 1},
               {"1,2,3,4", 4},   {NULL, 3},
               {"1,2,3,4,5", 0}, {"10,5", 0},
               {"5,5", 0},       {"31", 0},
               {"0", 0},         {"", 0},
               {"5,", 0},        {",5", 0},
               {"5 10", 0},      {"00000000000000000005", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_error err;
        lc_args a;

        assert_int_equal(
            !read_one(&a, LIFE_DOOR_REQUEST, "minutes", row[i].text, &err),
            row[i].count != 0);
        if (row[i].count)
            assert_int_equal(a.v[LIFE_PARAM_LIMITS].rising.count, row[i].count);
        else
            assert_string_equal(err.parameter, "minutes");
    }
}

static void reads_words_and_text(void **state)
{
    lc_buf text = {0};
    lc_error err;
    lc_args a;

    (void)state;
    assert_int_equal(read_one(&a, LIFE_DOOR_REQUEST, "mode", "straight", &err),
                     LIFE_OK);
    assert_int_equal(a.v[LIFE_PARAM_MODE].n, 1);
    assert_int_equal(read_one(&a, LIFE_DOOR_REQUEST, "mode", "strait", &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "one of: walk, straight"));
    assert_int_equal(read_one(&a, LIFE_DOOR_REQUEST, "format", "xml", &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "one of: json, csv"));

    for (int i = 0; i < 64; i++)
        lc_buf_puts(&text, "é"); /* 64 characters of two bytes */
    assert_int_equal(read_one(&a, LIFE_DOOR_REQUEST, "q", text.data, &err),
                     LIFE_OK);
    lc_buf_putc(&text, 'a');
    assert_int_equal(read_one(&a, LIFE_DOOR_REQUEST, "q", text.data, &err),
                     LIFE_ERR_RANGE);
    assert_string_equal(err.parameter, "q");
    assert_int_equal(read_one(&a, LIFE_DOOR_REQUEST, "q", "a\nb", &err),
                     LIFE_ERR_RANGE);
    lc_buf_free(&text);
}

static void names_parameters_as_the_door_does(void **state)
{
    lc_error err;
    lc_args a;

    (void)state;
    read_one(&a, LIFE_DOOR_REQUEST, "k", "x", &err);
    assert_string_equal(err.text,
                        "k is \"x\"; it must be a whole number of 1 to 50");
    read_one(&a, LIFE_DOOR_COMMAND, "k", "x", &err);
    assert_string_equal(
        err.text, "--count is \"x\"; it must be a whole number of 1 to 50");
    assert_string_equal(err.parameter, "k");
    assert_string_equal(lc_args_label(&a, LIFE_PARAM_OPEN_AT).text,
                        "--open-at");
    assert_string_equal(lc_args_label(&a, LIFE_PARAM_LON).text, "--at");
    lc_question_open(lc_questions_find("route"), LIFE_DOOR_COMMAND, &a);
    assert_string_equal(lc_args_label(&a, LIFE_PARAM_TO).text, "FACILITY");
}

/* What stands without a parameter is no word about one that must be there. */
static void says_what_absence_means_where_it_may_be(void **state)
{
    static const struct {
        lc_use use;
        lc_lang lang;
        const char *text;
    } row[] = {
        {{.id = LIFE_PARAM_UNIT},
         LIFE_LANG_EN,
         "code of a unit; all when absent"},
        {{.id = LIFE_PARAM_UNIT}, LIFE_LANG_ZH, "单元代码；不填为全部"},
        {{.id = LIFE_PARAM_UNIT, .flags = LIFE_USE_REQUIRED},
         LIFE_LANG_EN,
         "code of a unit"},
        {{.id = LIFE_PARAM_LEVEL, .flags = LIFE_USE_REQUIRED},
         LIFE_LANG_ZH,
         "单元层级"},
        {{.id = LIFE_PARAM_CODE}, LIFE_LANG_EN, "code of a unit"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf b = {0};

        lc_param_text(&b, &row[i].use, row[i].lang);
        assert_string_equal(b.data, row[i].text);
        lc_buf_free(&b);
    }
}

static void refuses_what_excludes_another(void **state)
{
    lc_error err = {0};
    lc_args a;

    (void)state;
    lc_question_open(lc_questions_find("coverage"), LIFE_DOOR_COMMAND, &a);
    a.raw[LIFE_PARAM_UNIT] = "x";
    a.raw[LIFE_PARAM_LEVEL] = "y";
    assert_int_equal(lc_args_read(&a, &err), LIFE_ERR_USAGE);
    assert_string_equal(err.text, "--level does not go with --unit");
    assert_string_equal(err.parameter, "level");
}

static void speaks_the_language_of_a_terminal(void **state)
{
    static const struct {
        const char *format, *asked;
        lc_lang user, spoken;
    } row[] = {
        {NULL, NULL, LIFE_LANG_EN, LIFE_LANG_EN},
        {NULL, NULL, LIFE_LANG_ZH, LIFE_LANG_ZH},
        {"table", "en", LIFE_LANG_ZH, LIFE_LANG_EN},
        {"html", NULL, LIFE_LANG_EN, LIFE_LANG_ZH}, /* a page of the city's */
        {"html", "en", LIFE_LANG_EN, LIFE_LANG_EN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_args a;

        lc_question_open(lc_questions_find("report"), LIFE_DOOR_COMMAND, &a);
        a.lang = row[i].user;
        a.raw[LIFE_PARAM_FORMAT] = row[i].format;
        a.raw[LIFE_PARAM_LANG] = row[i].asked;
        assert_int_equal(lc_args_read(&a, NULL), LIFE_OK);
        assert_int_equal(a.v[LIFE_PARAM_LANG].n, row[i].spoken);
        assert_string_equal(a.format, row[i].format ? row[i].format : "table");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_positions),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(reads_rising_lists),
        cmocka_unit_test(reads_words_and_text),
        cmocka_unit_test(names_parameters_as_the_door_does),
        cmocka_unit_test(says_what_absence_means_where_it_may_be),
        cmocka_unit_test(refuses_what_excludes_another),
        cmocka_unit_test(speaks_the_language_of_a_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
