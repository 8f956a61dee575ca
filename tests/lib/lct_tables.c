/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_tables.c - see lct_tables.h.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_tables.h"

#include "lifecircle/base/embedded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GEODATA "geodata/"

static char folder[64];

/* The path of an embedded table in the folder; false: it is none. */
static int place(const lc_embedded *f, char *out, size_t size)
{
    if (strncmp(f->path, GEODATA, strlen(GEODATA)) != 0)
        return 0;
    snprintf(out, size, "%s/%s", folder, f->path + strlen(GEODATA));
    return 1;
}

static void make_folders(const char *path)
{
    char part[256];

    for (size_t i = strlen(folder) + 1; path[i]; i++) {
        if (path[i] != '/')
            continue;
        snprintf(part, sizeof part, "%.*s", (int)i, path);
        mkdir(part, 0700);
    }
}

static void write_changed(FILE *out, const lc_embedded *f, const char *from,
                          const char *to)
{
    const char *text = (const char *)f->data;
    const char *at = *from ? strstr(text, from) : text + f->size;

    if (!at)
        fail_msg("%s has no \"%s\"", f->path, from);
    fprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

void lct_tables_change(const char *name, const char *from, const char *to)
{
    char path[256];

    snprintf(folder, sizeof folder, "/tmp/lifecircle-tables-XXXXXX");
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < lc_embedded_count; i++) {
        const lc_embedded *f = &lc_embedded_files[i];
        FILE *out;

        if (!place(f, path, sizeof path))
            continue;
        make_folders(path);
        out = fopen(path, "w");
        assert_non_null(out);
        if (!strcmp(f->path + strlen(GEODATA), name))
            write_changed(out, f, from, to);
        else
            fwrite(f->data, 1, f->size, out);
        fclose(out);
    }
    setenv("LIFECIRCLE_GEODATA", folder, 1);
}

/* Files first, then the folders that they were in, the deepest first. */
void lct_tables_restore(void)
{
    char path[256];

    unsetenv("LIFECIRCLE_GEODATA");
    for (size_t i = 0; i < lc_embedded_count; i++)
        if (place(&lc_embedded_files[i], path, sizeof path))
            unlink(path);
    for (size_t i = 0; i < lc_embedded_count; i++) {
        if (!place(&lc_embedded_files[i], path, sizeof path))
            continue;
        for (char *end; (end = strrchr(path, '/')) > path + strlen(folder);) {
            *end = '\0';
            rmdir(path);
        }
    }
    rmdir(folder);
}
