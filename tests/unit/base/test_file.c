/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file.h: whole files, or none.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/lifecircle-file-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/file", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder); /* fails when a temporary file was left */
}

static void writes_and_reads_back(void **state)
{
    char *data;
    size_t len;
    lc_error e = {0};

    (void)state;
    assert_int_equal(lc_file_write(path, "old", 3, &e), LIFE_OK);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(lc_file_write(path, "a\0b", 3, &e), LIFE_OK);
    assert_int_equal(lc_file_read(path, 3, &data, &len, &e), LIFE_OK);
    assert_int_equal(len, 3);
    assert_memory_equal(data, "a\0b", 4);
    lc_free(data);
    assert_int_equal(lc_file_read(path, 2, &data, &len, &e), LIFE_ERR_LIMIT);
    assert_null(data);
    assert_non_null(strstr(e.text, path));
}

static void refuses_what_is_no_file(void **state)
{
    static const struct {
        const char *path, *says;
    } row[] = {{"/", "directory"},
               {"/dev/null", "regular"},
               {"/nonexistent/x", "No such file"}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char *data, hex[65];
        size_t len;
        lc_error e = {0};

        assert_int_equal(lc_file_read(row[i].path, 9, &data, &len, &e),
                         LIFE_ERR_IO);
        assert_non_null(strstr(e.text, row[i].says));
        assert_int_equal(lc_file_sha256(row[i].path, hex, NULL), LIFE_ERR_IO);
    }
    assert_int_equal(lc_file_write("/", "", 0, NULL), LIFE_ERR_IO);
    assert_int_equal(lc_file_write("/nonexistent/x", "", 0, NULL), LIFE_ERR_IO);
    assert_int_equal(lc_file_write("/dev/null", "x", 1, NULL), LIFE_OK);
}

/* FIPS 180-2, appendix B.1. */
static void hashes(void **state)
{
    char hex[65];

    (void)state;
    assert_int_equal(lc_file_write(path, "abc", 3, NULL), LIFE_OK);
    assert_int_equal(lc_file_sha256(path, hex, NULL), LIFE_OK);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
    lc_sha256("", 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
                             "27ae41e4649b934ca495991b7852b855");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_and_reads_back),
        cmocka_unit_test(refuses_what_is_no_file),
        cmocka_unit_test(hashes),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
