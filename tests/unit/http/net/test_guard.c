/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guard.h: what is refused before anything acts on it.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/net/guard.h"

#include <string.h>

static void checks_targets(void **state)
{
    static const struct {
        const char *raw;
        unsigned status;
    } row[] = {
        {"/", 0},
        {"/a/b?x=1&y=%20", 0},
        {"/units/osm%3Ar12", 0},
        {"/a..b/..c/c..", 0},
        {"/...", 0},
        {"/%252e%252e/", 0}, /* dots only after a second decoding */
        {"/?q=%00", 0},      /* the query's are named by params.c */
        {"", 400},
        {"/a b", 400},
        {"/a\tb", 400},
        {"/\x7f", 400},
        {"/\xe6\x88\x90", 400},
        {"/a#b", 400},
        {"/%", 400},
        {"/%4", 400},
        {"/%4?x", 400},
        {"/%zz", 400},
        {"/%00", 400},
        {"/%0d%0a", 400},
        {"/%1F", 400},
        {"/..", 400},
        {"/../a", 400},
        {"/a/..", 400},
        {"/a/../b", 400},
        {"/.", 400},
        {"/./a", 400},
        {"/%2e%2e/a", 400},
        {"/%2E./a", 400},
        {"/a/.%2e?x=1", 400},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_verdict v = lc_guard_target(row[i].raw);

        if (v.status != row[i].status)
            print_message("row: %s\n", row[i].raw);
        assert_int_equal(v.status, row[i].status);
        assert_true(!v.status == !v.why);
    }
}

static void limits_the_target(void **state)
{
    char raw[LIFE_HTTP_TARGET_BYTES + 2];

    (void)state;
    memset(raw, 'a', sizeof raw);
    raw[0] = '/';
    raw[LIFE_HTTP_TARGET_BYTES + 1] = '\0';
    assert_int_equal(lc_guard_target(raw).status, 414);
    raw[LIFE_HTTP_TARGET_BYTES] = '\0';
    assert_int_equal(lc_guard_target(raw).status, 0);
}

/* Fields as "name: value" lines. */
static unsigned judge(const char *lines, lc_method method, const char *version)
{
    lc_guard g = {0};

    while (*lines) {
        size_t len = strcspn(lines, "\n");
        size_t name = strcspn(lines, ":");

        lc_guard_field(&g, lines, name, lines + name + 2, len - name - 2);
        lines += len + 1;
    }
    return lc_guard_finish(&g, method, version).status;
}

static void checks_fields(void **state)
{
    static const struct {
        const char *lines, *version;
        lc_method method;
        unsigned status;
    } row[] = {
        {"Host: a\n", "HTTP/1.1", LIFE_GET, 0},
        {"host: [::1]:80\n", "HTTP/1.1", LIFE_GET, 0},
        {"Host: a\nContent-Length: 0\n", "HTTP/1.1", LIFE_GET, 0},
        {"Host: a\nContent-Length: 5\n", "HTTP/1.1", LIFE_POST, 0},
        {"Host: a\nX: a\tb \xe6\n", "HTTP/1.1", LIFE_GET, 0},
        {"X: a\n", "HTTP/1.0", LIFE_GET, 0},
        {"X: a\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nHost: a\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nHost: a\n", "HTTP/1.0", LIFE_GET, 400},
        {"Host: \n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a b\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a<b\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a/b\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nX Y: 1\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\n: 1\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nX: \x01\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nX: \x7f\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nContent-Length: 5\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nContent-Length: +5\n", "HTTP/1.1", LIFE_POST, 400},
        {"Host: a\nContent-Length: 5, 5\n", "HTTP/1.1", LIFE_POST, 400},
        {"Host: a\nContent-Length: \n", "HTTP/1.1", LIFE_POST, 400},
        {"Host: a\nContent-Length: 1111111111111111111\n", "HTTP/1.1",
         LIFE_POST, 400},
        {"Host: a\nContent-Length: 65536\n", "HTTP/1.1", LIFE_POST, 0},
        {"Host: a\nContent-Length: 65537\n", "HTTP/1.1", LIFE_POST, 413},
        {"Host: a\nContent-Length: 5\nContent-Length: 5\n", "HTTP/1.1",
         LIFE_POST, 400},
        {"Host: a\nContent-Length: 5\nTransfer-Encoding: chunked\n", "HTTP/1.1",
         LIFE_POST, 400},
        {"Host: a\nTransfer-Encoding: chunked\n", "HTTP/1.1", LIFE_POST, 411},
        {"Host: a\nTransfer-Encoding: chunked\n", "HTTP/1.1", LIFE_GET, 400},
        {"Host: a\nTransfer-Encoding: chunked\n", "HTTP/1.0", LIFE_POST, 400},
        {"Host: a\nTransfer-Encoding: gzip\n", "HTTP/1.1", LIFE_POST, 501},
        {"Host: a\n", "HTTP/2.0", LIFE_GET, 505},
        {"Host: a\n", "HTTP/1.", LIFE_GET, 505},
        {"Host: a\n", "http/1.1", LIFE_GET, 505},
        {"Host: a\n", "HTTP/1.1", LIFE_METHOD_UNKNOWN, 501},
        {"Host: a\n", "HTTP/1.1", LIFE_METHOD_OTHER, 0}, /* 405, later */
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        unsigned got = judge(row[i].lines, row[i].method, row[i].version);

        if (got != row[i].status)
            print_message("row %zu: %s\n", i, row[i].lines);
        assert_int_equal(got, row[i].status);
    }
}

static void limits_the_header(void **state)
{
    static char value[LIFE_HTTP_HEADER_BYTES];
    lc_guard g = {0};

    (void)state;
    lc_guard_field(&g, "Host", 4, "a", 1);
    for (int i = 1; i < LIFE_HTTP_FIELDS; i++)
        lc_guard_field(&g, "X", 1, "1", 1);
    assert_int_equal(lc_guard_finish(&g, LIFE_GET, "HTTP/1.1").status, 0);
    lc_guard_field(&g, "X", 1, "1", 1);
    assert_int_equal(lc_guard_finish(&g, LIFE_GET, "HTTP/1.1").status, 431);

    memset(value, 'a', sizeof value);
    g = (lc_guard){0};
    lc_guard_field(&g, "Host", 4, "a", 1);
    lc_guard_field(&g, "X", 1, value, sizeof value - 14);
    assert_int_equal(lc_guard_finish(&g, LIFE_GET, "HTTP/1.1").status, 0);
    lc_guard_field(&g, "X", 1, "", 0);
    assert_int_equal(lc_guard_finish(&g, LIFE_GET, "HTTP/1.1").status, 431);
}

static void knows_methods(void **state)
{
    (void)state;
    assert_int_equal(lc_method_parse("GET"), LIFE_GET);
    assert_int_equal(lc_method_parse("POST"), LIFE_POST);
    assert_int_equal(lc_method_parse("DELETE"), LIFE_METHOD_OTHER);
    assert_int_equal(lc_method_parse("get"), LIFE_METHOD_UNKNOWN);
    assert_int_equal(lc_method_parse("TRACE"), LIFE_METHOD_UNKNOWN);
    assert_int_equal(lc_method_parse(""), LIFE_METHOD_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_targets), cmocka_unit_test(limits_the_target),
        cmocka_unit_test(checks_fields),  cmocka_unit_test(limits_the_header),
        cmocka_unit_test(knows_methods),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
