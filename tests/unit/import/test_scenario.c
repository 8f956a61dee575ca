/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenario.h: changes of facilities as they are written.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/import/scenario_line.h"
#include "lifecircle/import/scenario_put.h"

#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static lc_status read(lc_scenario *s, const char *text, lc_error *err)
{
    *err = (lc_error){0};
    return lc_scenario_read(s, text, strlen(text), LIFE_DEGREES_WGS84, err);
}

static void put_is(const lc_scenario *s, const char *want)
{
    lc_buf out = {0};
    lc_json j;

    lc_json_init(&j, &out);
    lc_scenario_put(&j, NULL, s);
    assert_string_equal(out.data, want);
    lc_buf_free(&out);
}

#define ADD "{\"category\":\"park\",\"lon\":1,\"lat\":2}"

/* What is told is what was read, and can be read again. */
static void what_is_read_is_told(void **state)
{
    static const char *const row[] = {
        "{}",
        "{\"name\":\"A \\\"b\\\" \\u003cc\\u003e\",\"pace\":\"p\",\"minutes\":"
        "60}",
        "{\"add\":[" ADD "," ADD "],\"remove\":[\"osm:n1\",\"a,b@c\"]}",
        "{\"add\":[{\"category\":\"park\",\"lon\":-1.25,\"lat\":-90,\"name\":"
        "\"\",\"opening_hours\":\"24/7\",\"capacity\":2.5,\"wheelchair\":\"no\""
        "}],\"move\":[{\"id\":\"x\",\"lon\":180,\"lat\":0}],\"set\":[{\"id\":"
        "\"x\",\"capacity\":0},{\"id\":\"y\",\"opening_hours\":\"\"}]}",
        "{\"links\":[{\"from\":[1,2],\"to\":[1.5,2]},{\"from\":[1,2],\"to\":["
        "1,3],\"metres\":120.5,\"kind\":\"steps\"}],\"blocks\":[{\"lon\":1,"
        "\"lat\":2}],\"gates\":[{\"open\":true,\"lon\":1,\"lat\":2},{\"open\":"
        "false,\"id\":\"n1\"}]}",
    };
    lc_error err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_scenario s = {0};

        ok(read(&s, row[i], &err), &err);
        put_is(&s, row[i]);
        lc_scenario_clear(&s);
    }
}

/* A file of an editor that marks its files is read as one of another is. */
static void a_mark_is_passed_over(void **state)
{
    lc_scenario s = {0};
    lc_error err = {0};

    (void)state;
    ok(read(&s, "\xEF\xBB\xBF{\"add\":[" ADD "]}", &err), &err);
    put_is(&s, "{\"add\":[" ADD "]}");
    assert_int_equal(read(&s, "\xEF\xBB\xBF", &err), LIFE_ERR_PARSE);
    assert_int_equal(read(&s, "\xEF\xBB{}", &err), LIFE_ERR_PARSE);
    lc_scenario_clear(&s);
}

/* Hours and capacities: of whichever change they are. */
static void what_no_walk_rests_on(void **state)
{
    static const struct {
        const char *text;
        bool unheeded;
    } row[] = {
        {"{\"add\":[" ADD "]}", false},
        {"{\"add\":[{\"category\":\"a\",\"lon\":1,\"lat\":2,\"wheelchair\":"
         "\"no\",\"name\":\"b\"}]}",
         false},
        {"{\"add\":[{\"category\":\"a\",\"lon\":1,\"lat\":2,"
         "\"opening_hours\":\"24/7\"}]}",
         true},
        {"{\"add\":[{\"category\":\"a\",\"lon\":1,\"lat\":2,\"capacity\":0}]}",
         true},
        {"{\"set\":[{\"id\":\"a\",\"capacity\":3}]}", true},
        {"{\"remove\":[\"a\"]}", false},
        {"{\"links\":[{\"from\":[1,2],\"to\":[1,3]}]}", false},
    };
    lc_error err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_scenario s = {0};

        ok(read(&s, row[i].text, &err), &err);
        assert_int_equal(s.change.n, 1);
        assert_int_equal(lc_scenario_is_unheeded(&s.change.v[0]),
                         row[i].unheeded);
        lc_scenario_clear(&s);
    }
}

static void several_hold_together(void **state)
{
    lc_scenario s = {0};
    lc_error err = {0};

    (void)state;
    ok(read(&s, "{\"name\":\"one\",\"minutes\":5,\"remove\":[\"a\"]}", &err),
       &err);
    ok(read(&s, "{\"name\":\"two\",\"remove\":[\"b\"],\"pace\":\"p\"}", &err),
       &err);
    ok(lc_scenario_take(&s, LIFE_CHANGE_ADD, "park@1,2", LIFE_DEGREES_WGS84,
                        &err),
       &err);
    ok(lc_scenario_take(&s, LIFE_CHANGE_MOVE, "a@b@1.5,-2", LIFE_DEGREES_WGS84,
                        &err),
       &err);
    put_is(&s,
           "{\"name\":\"one + two\",\"pace\":\"p\",\"minutes\":5,\"add\":[" ADD
           "],\"remove\":[\"a\",\"b\"],\"move\":[{\"id\":\"a@b\","
           "\"lon\":1.5,\"lat\":-2}]}");
    assert_string_equal(s.change.v[1].where, "remove[1]");
    assert_int_equal(read(&s, "{\"minutes\":6}", &err), LIFE_ERR_RANGE);
    assert_string_equal(err.parameter, "minutes");
    assert_int_equal(read(&s, "{\"pace\":\"q\"}", &err), LIFE_ERR_RANGE);
    assert_string_equal(err.parameter, "pace");
    lc_scenario_clear(&s);
}

static void faults_are_named(void **state)
{
    static const struct {
        const char *text, *parameter, *says;
        lc_status st;
    } row[] = {
        {"[]", "", "a JSON object", LIFE_ERR_RANGE},
        {"{", "", "not JSON: line 1", LIFE_ERR_PARSE},
        {"{\"x\":1,\"x\":2}", "", "not JSON", LIFE_ERR_PARSE},
        {"{\"hours\":[]}", "hours", "no member", LIFE_ERR_RANGE},
        {"{\"name\":3}", "name", "a text", LIFE_ERR_RANGE},
        {"{\"minutes\":\"5\"}", "minutes", "1 to 60", LIFE_ERR_RANGE},
        {"{\"minutes\":61}", "minutes", "1 to 60", LIFE_ERR_RANGE},
        {"{\"pace\":\"\"}", "pace", "id of a pace", LIFE_ERR_RANGE},
        {"{\"add\":{}}", "add", "a list", LIFE_ERR_RANGE},
        {"{\"add\":[" ADD ",5]}", "add[1]", "an object", LIFE_ERR_RANGE},
        {"{\"add\":[{\"lon\":1,\"lat\":2}]}", "add[0].category", "missing",
         LIFE_ERR_RANGE},
        {"{\"add\":[{\"category\":\"park\",\"lon\":181,\"lat\":2}]}",
         "add[0].lon", "-180 to 180", LIFE_ERR_RANGE},
        {"{\"move\":[{\"id\":\"a\",\"lon\":1,\"lat\":2,\"name\":\"b\"}]}",
         "move[0].name", "there are id, lon, lat", LIFE_ERR_RANGE},
        {"{\"remove\":[{\"id\":\"a\"}]}", "remove[0]", "as a text",
         LIFE_ERR_RANGE},
        {"{\"set\":[{\"id\":\"a\",\"capacity\":-1}]}", "set[0].capacity",
         "0 to 1000000000", LIFE_ERR_RANGE},
        {"{\"links\":[{\"from\":[1,2]}]}", "links[0].to", "missing",
         LIFE_ERR_RANGE},
        {"{\"links\":[{\"from\":[1,2,3],\"to\":[1,2]}]}", "links[0].from",
         "longitude and latitude", LIFE_ERR_RANGE},
        {"{\"links\":[{\"from\":[1,91],\"to\":[1,2]}]}", "links[0].from",
         "longitude and latitude", LIFE_ERR_RANGE},
        {"{\"links\":[{\"from\":[1,2],\"to\":[1,2],\"metres\":0}]}",
         "links[0].metres", "at most 20000", LIFE_ERR_RANGE},
        {"{\"blocks\":[{\"lon\":1}]}", "blocks[0].lat", "missing",
         LIFE_ERR_RANGE},
        {"{\"gates\":[{\"open\":1,\"lon\":1,\"lat\":2}]}", "gates[0].open",
         "true", LIFE_ERR_RANGE},
        {"{\"gates\":[{\"open\":true,\"lon\":1}]}", "gates[0]",
         "an id, or lon and lat", LIFE_ERR_RANGE},
        {"{\"gates\":[{\"open\":true,\"id\":\"n1\",\"lon\":1,\"lat\":2}]}",
         "gates[0]", "an id, or lon and lat", LIFE_ERR_RANGE},
        {"{\"gates\":[{\"open\":true}]}", "gates[0]", "an id, or lon and lat",
         LIFE_ERR_RANGE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_scenario s = {0};
        lc_error err;

        assert_int_equal(read(&s, row[i].text, &err), row[i].st);
        assert_string_equal(err.parameter, row[i].parameter);
        assert_non_null(strstr(err.text, row[i].says));
        lc_scenario_clear(&s);
    }
}

static void commands_are_checked(void **state)
{
    static const struct {
        lc_change_kind kind;
        const char *text;
    } row[] = {
        {LIFE_CHANGE_ADD, "park"},
        {LIFE_CHANGE_ADD, "@1,2"},
        {LIFE_CHANGE_ADD, "park@1"},
        {LIFE_CHANGE_ADD, "park@1,2,3"},
        {LIFE_CHANGE_ADD, "park@181,2"},
        {LIFE_CHANGE_MOVE, "a@1,x"},
        {LIFE_CHANGE_MOVE, "a\x1b[2J@1,2"},
        {LIFE_CHANGE_REMOVE, ""},
        {LIFE_CHANGE_LINK, "1,2"},
        {LIFE_CHANGE_LINK, "1,2/3"},
        {LIFE_CHANGE_LINK, "@1,2/3,4"},
        {LIFE_CHANGE_LINK, "1,2/3,4/5,6"},
        {LIFE_CHANGE_LINK, "1,2/3,94"},
        {LIFE_CHANGE_BLOCK, "a@1,2"},
        {LIFE_CHANGE_BLOCK, ""},
        {LIFE_CHANGE_GATE, "1,2"},
        {LIFE_CHANGE_GATE, "shut@1,2"},
        {LIFE_CHANGE_GATE, "open@"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_scenario s = {0};
        lc_error err = {0};

        assert_int_not_equal(lc_scenario_take(&s, row[i].kind, row[i].text,
                                              LIFE_DEGREES_WGS84, &err),
                             LIFE_OK);
        assert_true(err.text[0] && err.parameter[0]);
        lc_scenario_clear(&s);
    }
}

static void streets_are_taken_from_lines(void **state)
{
    static const struct {
        lc_change_kind kind;
        const char *text, *told;
    } row[] = {
        {LIFE_CHANGE_LINK, "1,2/1.5,2",
         "{\"links\":[{\"from\":[1,2],\"to\":[1.5,2]}]}"},
        {LIFE_CHANGE_LINK, "steps@-1,2/3,-4",
         "{\"links\":[{\"from\":[-1,2],\"to\":[3,-4],\"kind\":\"steps\"}]}"},
        {LIFE_CHANGE_BLOCK, "1,2", "{\"blocks\":[{\"lon\":1,\"lat\":2}]}"},
        {LIFE_CHANGE_GATE, "open@1,2",
         "{\"gates\":[{\"open\":true,\"lon\":1,\"lat\":2}]}"},
        {LIFE_CHANGE_GATE, "close@n12",
         "{\"gates\":[{\"open\":false,\"id\":\"n12\"}]}"},
    };
    lc_error err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_scenario s = {0};

        ok(lc_scenario_take(&s, row[i].kind, row[i].text, LIFE_DEGREES_WGS84,
                            &err),
           &err);
        put_is(&s, row[i].told);
        lc_scenario_clear(&s);
    }
}

static void there_is_a_most(void **state)
{
    lc_scenario s = {0};
    lc_error err = {0};

    (void)state;
    for (int i = 0; i < LIFE_SCENARIO_CHANGES_MAX; i++)
        ok(lc_scenario_take(&s, LIFE_CHANGE_REMOVE, "a", LIFE_DEGREES_WGS84,
                            &err),
           &err);
    assert_int_equal(read(&s, "{\"remove\":[\"a\"]}", &err), LIFE_ERR_LIMIT);
    assert_string_equal(err.parameter, "remove");
    lc_scenario_clear(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_told),
        cmocka_unit_test(a_mark_is_passed_over),
        cmocka_unit_test(what_no_walk_rests_on),
        cmocka_unit_test(several_hold_together),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(commands_are_checked),
        cmocka_unit_test(streets_are_taken_from_lines),
        cmocka_unit_test(there_is_a_most),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
