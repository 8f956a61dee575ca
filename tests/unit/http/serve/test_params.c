/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * params.h: targets taken apart, and typed values out of them.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/serve/params.h"

#include <stdio.h>
#include <string.h>

static lc_status parse(lc_request *req, lc_arena *arena, const char *raw,
                       lc_error *err)
{
    lc_arena_reset(arena);
    *req = (lc_request){.arena = arena};
    *err = (lc_error){0};
    return lc_request_parse(req, raw, err);
}

static int make_arena(void **state)
{
    *state = lc_arena_new(65536);
    return *state ? 0 : -1;
}

static int free_arena(void **state)
{
    lc_arena_free(*state);
    return 0;
}

static void takes_targets_apart(void **state)
{
    lc_request req;
    lc_error err;

    assert_int_equal(parse(&req, *state,
                           "/api/v1/units/osm%3Ar12/a%2Fb?q=a+b%2Bc&"
                           "level=%E7%A4%BE&&flag&empty=",
                           &err),
                     LIFE_OK);
    assert_int_equal(req.segment_count, 5);
    assert_string_equal(req.segment[0], "api");
    assert_string_equal(req.segment[3], "osm:r12");
    assert_string_equal(req.segment[4], "a/b");
    assert_int_equal(req.param_count, 4);
    assert_string_equal(lc_param_find(&req, "q"), "a b+c");
    assert_string_equal(lc_param_find(&req, "level"), "\xe7\xa4\xbe");
    assert_string_equal(lc_param_find(&req, "flag"), "");
    assert_string_equal(lc_param_find(&req, "empty"), "");
    assert_null(lc_param_find(&req, "Q"));

    assert_int_equal(parse(&req, *state, "/", &err), LIFE_OK);
    assert_int_equal(req.segment_count, 1);
    assert_string_equal(req.segment[0], "");
    assert_int_equal(parse(&req, *state, "http://host:1/a?b=1", &err), LIFE_OK);
    assert_string_equal(req.path, "/a");
    assert_string_equal(lc_param_find(&req, "b"), "1");
}

static void refuses_bad_targets(void **state)
{
    static const struct {
        const char *raw, *parameter;
        lc_status st;
    } row[] = {
        {"a", "", LIFE_ERR_USAGE},
        {"*", "", LIFE_ERR_USAGE},
        {"http://host", "", LIFE_ERR_USAGE},
        {"/%ff", "", LIFE_ERR_PARSE},
        {"/%c0%af", "", LIFE_ERR_PARSE},
        {"/a/b/c/d/e/f/g/h/i", "", LIFE_ERR_NOT_FOUND},
        {"/?q=%ff", "q", LIFE_ERR_PARSE},
        {"/?q=%00", "q", LIFE_ERR_PARSE},
        {"/?q=%0a", "q", LIFE_ERR_PARSE},
        {"/?q=%7F", "q", LIFE_ERR_PARSE},
        {"/?q=%", "q", LIFE_ERR_PARSE},
        {"/?q=%4", "q", LIFE_ERR_PARSE},
        {"/?q=%4g", "q", LIFE_ERR_PARSE},
        {"/?=1", "", LIFE_ERR_PARSE},
        {"/?a=1&b=1&a=2", "a", LIFE_ERR_USAGE},
        {"/?a=1&%61=2", "a", LIFE_ERR_USAGE},
        {"/?a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q", "q", LIFE_ERR_LIMIT},
    };
    lc_request req;
    lc_error err;

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        assert_int_equal(parse(&req, *state, row[i].raw, &err), row[i].st);
        assert_string_equal(err.parameter, row[i].parameter);
    }
}

static void reads_positions(void **state)
{
    static const struct {
        const char *raw, *parameter; /* "" good */
    } row[] = {
        {"/?lon=104.06&lat=30.67", ""},
        {"/?lon=-180&lat=90", ""},
        {"/?lon=-0&lat=-0.0", ""},
        {"/?lat=30", "lon"},
        {"/?lon=30", "lat"},
        {"/?lon=&lat=30", "lon"},
        {"/?lon=180.0000001&lat=30", "lon"},
        {"/?lon=1&lat=-90.0000001", "lat"},
        {"/?lon=nan&lat=30", "lon"},
        {"/?lon=1e2&lat=30", "lon"},
        {"/?lon=%2B1&lat=30", "lon"},
        {"/?lon=1&lat=+3", "lat"}, /* + is a space */
        {"/?lon=0x10&lat=30", "lon"},
        {"/?lon=1,2&lat=30", "lon"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_request req;
        lc_lonlat at;
        lc_error err;

        assert_int_equal(parse(&req, *state, row[i].raw, &err), LIFE_OK);
        assert_int_equal(!lc_param_lonlat(&req, &at, &err),
                         !row[i].parameter[0]);
        assert_string_equal(err.parameter, row[i].parameter);
    }
}

static void reads_numbers(void **state)
{
    static const struct {
        const char *raw;
        uint32_t value; /* 0: refused */
    } row[] = {{"/?k=1", 1},   {"/?k=50", 50},       {"/?", 7},
               {"/?k=0", 0},   {"/?k=51", 0},        {"/?k=", 0},
               {"/?k=-1", 0},  {"/?k=1.0", 0},       {"/?k=+1", 0},
               {"/?k=1e1", 0}, {"/?k=4294967297", 0}};

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_request req;
        lc_error err;
        uint32_t k = 7;

        assert_int_equal(parse(&req, *state, row[i].raw, &err), LIFE_OK);
        assert_int_equal(!lc_param_uint(&req, "k", 1, 50, &k, &err),
                         row[i].value != 0);
        if (row[i].value)
            assert_int_equal(k, row[i].value);
        else
            assert_string_equal(err.parameter, "k");
    }
}

static void reads_rising_lists(void **state)
{
    static const struct {
        const char *raw;
        size_t count; /* 0: refused */
    } row[] = {{"/?m=5,10,15", 3},   {"/?m=30", 1},
               {"/?m=1,2,3,4", 4},   {"/?", 2},
               {"/?m=1,2,3,4,5", 0}, {"/?m=10,5", 0},
               {"/?m=5,5", 0},       {"/?m=31", 0},
               {"/?m=0", 0},         {"/?m=", 0},
               {"/?m=5,", 0},        {"/?m=,5", 0},
               {"/?m=5%2010", 0},    {"/?m=00000000000000000005", 0}};

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_rising m = {{1, 2}, 2};
        lc_request req;
        lc_error err;

        assert_int_equal(parse(&req, *state, row[i].raw, &err), LIFE_OK);
        assert_int_equal(!lc_param_rising(&req, "m", 30, &m, &err),
                         row[i].count != 0);
        if (row[i].count)
            assert_int_equal(m.count, row[i].count);
        else
            assert_string_equal(err.parameter, "m");
    }
}

static void reads_words_and_text(void **state)
{
    static const char *const words[] = {"walk", "straight", NULL};
    lc_buf raw = {0};
    lc_request req;
    const char *q;
    size_t which = 0;
    lc_error err;

    assert_int_equal(parse(&req, *state, "/?mode=straight&q=a", &err), LIFE_OK);
    assert_int_equal(lc_param_choice(&req, "mode", words, &which, &err), 0);
    assert_int_equal(which, 1);
    assert_int_equal(lc_param_choice(&req, "q", words, &which, &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "walk, straight"));

    lc_buf_puts(&raw, "/?q=");
    for (int i = 0; i < 64; i++)
        lc_buf_puts(&raw, "%C3%A9"); /* 64 characters of two bytes */
    assert_int_equal(parse(&req, *state, raw.data, &err), LIFE_OK);
    assert_int_equal(lc_param_text(&req, "q", &q, &err), LIFE_OK);
    assert_int_equal(strlen(q), 128);
    lc_buf_putc(&raw, 'a');
    assert_int_equal(parse(&req, *state, raw.data, &err), LIFE_OK);
    assert_int_equal(lc_param_text(&req, "q", &q, &err), LIFE_ERR_RANGE);
    assert_string_equal(err.parameter, "q");
    lc_buf_free(&raw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_targets_apart),
        cmocka_unit_test(refuses_bad_targets),
        cmocka_unit_test(reads_positions),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(reads_rising_lists),
        cmocka_unit_test(reads_words_and_text),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
