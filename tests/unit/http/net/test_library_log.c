/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * library_log.h: of the library's lines the form is kept, and nothing of what
 * they are about.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/net/library_log.h"

#include <string.h>

/* Forms of libmicrohttpd 0.9.75 among them. */
static void what_is_filled_in_is_left_out(void **state)
{
    static const struct {
        const char *form, *line;
    } row[] = {
        {"Failed to send data in request for %s.\n",
         "Failed to send data in request for ...."},
        {"Failed to send the response body for the request for `%s'. Error: "
         "%s\n",
         "Failed to send the response body for the request for .... Error: "
         "..."},
        {"Error processing request (HTTP response code is %u ('%s')).",
         "Error processing request (HTTP response code is ... (...))."},
        {"%lu bytes, %-10.3s, %5zd%%", "... bytes, ..., ...%"},
        {"nothing", "nothing"},
        {"", ""},
        {"one line\nanother", "one line"},
        {"at the end %", "at the end ..."},
        {"at the end %l", "at the end ..."},
        {"'%s", "..."},
        {"%s'", "...'"},
    };
    char out[256];

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_library_log_sentence(row[i].form, out);
        assert_string_equal(out, row[i].line);
    }
}

static void a_long_line_is_cut(void **state)
{
    char form[600], out[256];

    (void)state;
    for (size_t i = 0; i + 1 < sizeof form; i++)
        form[i] = "%s "[i % 3];
    form[sizeof form - 1] = '\0';
    lc_library_log_sentence(form, out);
    assert_in_range(strlen(out), 240, 255);
    assert_null(strchr(out, '%'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_filled_in_is_left_out),
        cmocka_unit_test(a_long_line_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
