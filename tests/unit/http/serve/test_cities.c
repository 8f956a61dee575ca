/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cities.h: which city a path is about, and what is left of the path then.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/serve/cities.h"
#include "src/http/serve/request.h"

#include <string.h>

static lc_cities *cities_of(const char *const *city)
{
    lc_cities *c;
    lc_error err = {0};
    lc_server_opts opts = {.city = city};

    while (city[opts.city_count])
        opts.city_count++;
    assert_int_equal(lc_cities_new(&opts, &c, &err), LIFE_OK);
    return c;
}

static void expect(const lc_cities *c, const char *target, const char *id,
                   const char *rest, size_t segments)
{
    lc_request req = {0};
    lc_error err = {0};
    const lc_served *city;

    req.arena = lc_arena_new(0);
    assert_int_equal(lc_request_parse(&req, target, &err), LIFE_OK);
    city = lc_cities_find(c, &req);
    if (id) {
        assert_non_null(city);
        assert_string_equal(city->id, id);
    } else {
        assert_null(city);
    }
    assert_string_equal(req.path, rest);
    assert_int_equal(req.segment_count, segments);
    if (segments)
        assert_memory_equal(req.segment[0], rest + 1, strlen(req.segment[0]));
    lc_arena_free(req.arena);
}

static void one_alone_has_every_path(void **state)
{
    lc_cities *c = cities_of((const char *const[]){"none.city", NULL});

    (void)state;
    expect(c, "/api/v1/city?x=1", "", "/api/v1/city", 3);
    expect(c, "/", "", "/", 1);
    expect(c, "/c/one/", "", "/c/one/", 3);
    assert_string_equal(lc_cities_at(c, 0)->links.base, "");
    lc_cities_free(c);
}

static void several_stand_below_their_bases(void **state)
{
    lc_cities *c = cities_of(
        (const char *const[]){"/data/one.city", "other=x/some.city", NULL});

    (void)state;
    assert_int_equal(lc_cities_count(c), 2);
    expect(c, "/c/one/api/v1/city", "one", "/api/v1/city", 3);
    expect(c, "/c/other/", "other", "/", 1);
    expect(c, "/c/on/api/v1/city", NULL, "/c/on/api/v1/city", 5);
    expect(c, "/c/ones/", NULL, "/c/ones/", 3);
    expect(c, "/c/one", NULL, "/c/one", 2); /* as a file, not a folder */
    expect(c, "/api/v1/city", NULL, "/api/v1/city", 3);
    assert_string_equal(lc_cities_at(c, 1)->links.base, "/c/other");
    lc_cities_free(c);
}

static void expect_towards(const lc_cities *c, const char *path, const char *id)
{
    const lc_served *city = lc_cities_towards(c, path);

    if (id) {
        assert_non_null(city);
        assert_string_equal(city->id, id);
    } else {
        assert_null(city);
    }
}

static void a_path_of_nobody_leads_on(void **state)
{
    lc_cities *c = cities_of((const char *const[]){"b.city", "a.city", NULL});
    lc_buf out = {0};

    (void)state;
    expect_towards(c, "/", "b"); /* the first as told, not by name */
    expect_towards(c, "/c/a", "a");
    expect_towards(c, "/c/a/plain", NULL);
    expect_towards(c, "/c/ab", NULL);
    expect_towards(c, "/api/v1/city", NULL);
    lc_cities_say_none(c, &out);
    assert_string_equal(out.data,
                        "no such path; below each city's own there is: /c/b/, "
                        "/c/a/; /api/v1/cities lists 2");
    lc_buf_free(&out);
    lc_cities_free(c);
}

static void one_with_an_id_stands_below_it(void **state)
{
    lc_cities *c = cities_of((const char *const[]){"one=x.city", NULL});

    (void)state;
    expect(c, "/c/one/api/v1/city", "one", "/api/v1/city", 3);
    expect(c, "/api/v1/city", NULL, "/api/v1/city", 3);
    lc_cities_free(c);
}

/* What --city may be, and the id that comes of it; NULL: it is refused. */
static void ids_are_what_an_address_takes(void **state)
{
    static const struct {
        const char *city, *id;
    } row[] = {
        {"my.city", "my"},
        {"/a/b.c/my.new.city", "my.new"},
        {"./a=b.city", NULL}, /* a path, not an id: its stem has a sign */
        {"a=b.city", "a"},
        {"a=/x/\xe5\x9f\x8e.city", "a"},
        {"a=b=c.city", "a"},
        {"\xe5\x9f\x8e.city", NULL},
        {"my city.city", NULL},
        {"..=b.city", NULL},
        {"/a/.city", NULL},
        {"/a/", NULL},
        {"a0123456789a0123456789a0123456789a0123456.city", NULL},
        {"first", NULL}, /* twice, as below */
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *const city[2] = {"first.city", row[i].city};
        lc_error err = {0};
        lc_cities *c;
        lc_server_opts opts = {.city = city, .city_count = 2};
        lc_status st = lc_cities_new(&opts, &c, &err);

        assert_int_equal(st, row[i].id ? LIFE_OK : LIFE_ERR_USAGE);
        if (st) {
            assert_string_equal(err.parameter, "city");
            assert_non_null(strstr(err.text, "ID=FILE"));
            assert_null(c);
        } else {
            assert_string_equal(lc_cities_at(c, 1)->id, row[i].id);
        }
        lc_cities_free(c);
    }
}

static void nothing_loaded_is_not_ready(void **state)
{
    lc_cities *none = cities_of((const char *const[]){NULL});
    lc_cities *c = cities_of((const char *const[]){"none.city", NULL});

    (void)state;
    assert_false(lc_cities_ready(none));
    assert_false(lc_cities_ready(c));
    lc_cities_free(c);
    lc_cities_free(none);
}

static void labels_name_one_of_several(void **state)
{
    static const struct {
        const char *id, *more, *text;
    } row[] = {
        {"", "", ""},
        {"", "a=\"1\"", "{a=\"1\"}"},
        {"one", "", "{city=\"one\"}"},
        {"one", "a=\"1\"", "{city=\"one\",a=\"1\"}"},
    };
    lc_buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf_clear(&out);
        lc_cities_label(&out, &(lc_served){.id = row[i].id}, row[i].more);
        assert_string_equal(out.data ? out.data : "", row[i].text);
    }
    lc_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_alone_has_every_path),
        cmocka_unit_test(several_stand_below_their_bases),
        cmocka_unit_test(a_path_of_nobody_leads_on),
        cmocka_unit_test(one_with_an_id_stands_below_it),
        cmocka_unit_test(ids_are_what_an_address_takes),
        cmocka_unit_test(nothing_loaded_is_not_ready),
        cmocka_unit_test(labels_name_one_of_several)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
