/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_folder.c - see lct_folder.h.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "src/store/stmt.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[32];

int lct_folder_make(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/lifecircle-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

int lct_folder_remove(void **state)
{
    DIR *dir = opendir(folder);

    (void)state;
    if (!dir)
        return -1;
    for (struct dirent *e; (e = readdir(dir));)
        if (unlinkat(dirfd(dir), e->d_name, 0) != 0)
            unlinkat(dirfd(dir), e->d_name, AT_REMOVEDIR);
    closedir(dir);
    return rmdir(folder);
}

const char *lct_folder(void)
{
    return folder;
}

const char *lct_folder_path(const char *name)
{
    static char path[8][320];
    static int turn;

    turn = (turn + 1) % 8;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

const char *lct_folder_put(const char *name, const char *text)
{
    const char *path = lct_folder_path(name);

    assert_int_equal(lc_file_write(path, text, strlen(text), NULL), LIFE_OK);
    return path;
}

lc_city *lct_folder_city(void)
{
    static int number;
    lc_city *c;
    lc_error e = {0};
    char name[32];

    snprintf(name, sizeof name, "city%d", number++);
    if (lc_city_begin(lct_folder_path(name), false, &c, &e))
        fail_msg("%s", e.text);
    return c;
}

char *lct_query(lc_city *c, const char *sql, int columns)
{
    lc_buf b = {0};
    lc_stmt *s;
    lc_error e = {0};
    bool row;

    if (lc_stmt_prepare(c, sql, &s, &e))
        fail_msg("%s", e.text);
    lc_buf_puts(&b, "");
    while (!lc_stmt_step(s, &row, &e) && row)
        for (int i = 0; i < columns; i++) {
            lc_buf_puts(&b,
                        lc_stmt_is_null(s, i) ? "-" : lc_stmt_col_text(s, i));
            lc_buf_putc(&b, i + 1 < columns ? '|' : ';');
        }
    lc_stmt_free(s);
    if (*e.text)
        fail_msg("%s", e.text);
    return lc_buf_steal(&b, NULL);
}

void lct_query_is(lc_city *c, const char *sql, int columns, const char *want)
{
    char *got = lct_query(c, sql, columns);

    assert_string_equal(got, want);
    lc_free(got);
}
