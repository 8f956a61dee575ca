/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For whom the server answers, by the Host of a request.
 */
#include "src/http/serve/origin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

/* Of a request for `host` that came in at `local`. */
static bool serves(const lc_server_opts *opts, const char *host,
                   const char *local)
{
    lc_address a;

    assert_true(lc_address_parse(local, strlen(local), &a));
    return lc_origin_serves(opts, host, "/", &a);
}

/* One that ends with a dot is the same name, wherever it is written so. */
static void test_names(void **state)
{
    static const lc_server_opts opts = {
        .public_url = "https://Map.example/city",
        .hosts = "a.example,b.example.,10.0.0.7"};
    static const char *const ours[] = {
        "localhost",  "LOCALHOST.:80", "a.example",   "A.Example.:1",
        "b.example",  "b.example.",    "map.example", "map.example.:443",
        "10.0.0.7:1", "127.0.0.1",     "[::1]:8015",  "192.0.2.1",
    };
    static const char *const others[] = {
        ".",          "..",        "a.example..",      "example",
        "c.example.", "10.0.0.8",  "a.example.evil",   "localhost..",
        "0.0.0.0",    "[::]:8015", "192.0.2.1.evil.x", "map.example.evil",
    };

    (void)state;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (!serves(&opts, ours[i], "192.0.2.1"))
            fail_msg("%s is not ours", ours[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (serves(&opts, others[i], "192.0.2.1"))
            fail_msg("%s is ours", others[i]);
}

/* The address that the server says it listens on can be opened, and not
 * another's that means all. */
static void test_listened_on(void **state)
{
    static const lc_server_opts four = {.listen = "0.0.0.0:8015"},
                                six = {.listen = "[::]:8015"},
                                one = {.listen = "192.0.2.1:8015"};

    (void)state;
    assert_true(serves(&four, "0.0.0.0:8015", "127.0.0.1"));
    assert_false(serves(&four, "[::]:8015", "127.0.0.1"));
    assert_true(serves(&six, "[::]:8015", "::1"));
    assert_true(serves(&one, "192.0.2.1:8015", "192.0.2.1"));
    assert_false(serves(&one, "0.0.0.0:8015", "192.0.2.1"));
    assert_false(serves(&four, "192.0.2.9", "192.0.2.1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_listened_on),
    };

    return cmocka_run_group_tests_name("http/serve/origin", tests, NULL, NULL);
}
