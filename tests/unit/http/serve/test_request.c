/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * request.h: targets taken apart.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/serve/request.h"

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
    assert_string_equal(lc_request_param(&req, "q"), "a b+c");
    assert_string_equal(lc_request_param(&req, "level"), "社");
    assert_string_equal(lc_request_param(&req, "flag"), "");
    assert_string_equal(lc_request_param(&req, "empty"), "");
    assert_null(lc_request_param(&req, "Q"));

    assert_int_equal(parse(&req, *state, "/", &err), LIFE_OK);
    assert_int_equal(req.segment_count, 1);
    assert_string_equal(req.segment[0], "");
    assert_int_equal(parse(&req, *state, "http://host:1/a?b=1", &err), LIFE_OK);
    assert_string_equal(req.path, "/a");
    assert_string_equal(lc_request_param(&req, "b"), "1");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_targets_apart),
        cmocka_unit_test(refuses_bad_targets),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
