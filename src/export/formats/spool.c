/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/spool.c - see the header.
 */
#include "lifecircle/export/formats/spool.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES 65536

static const char *temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder && *folder ? folder : "/tmp";
}

/* mkstemp leaves the file there; a format opens it by its path, as libraries
 * want it. */
lc_status lc_spool_make(char **path, lc_error *err)
{
    lc_buf name = {0};
    int fd;

    lc_buf_printf(&name, "%s/lifecircle-export-XXXXXX", temporary_folder());
    *path = lc_buf_steal(&name, &(size_t){0});
    if (!*path)
        return lc_no_memory(err, "an export");
    fd = mkstemp(*path);
    if (fd < 0) {
        lc_fail(err, LIFE_ERR_IO, "%s: no temporary file there: %s",
                temporary_folder(), strerror(errno));
        lc_free(*path);
        *path = NULL;
        return LIFE_ERR_IO;
    }
    close(fd);
    return LIFE_OK;
}

lc_status lc_spool_give(const char *path, lc_sink_fn sink, void *ctx,
                        lc_error *err)
{
    FILE *f = fopen(path, "rb");
    char *piece = lc_calloc(1, PIECE_BYTES);
    lc_status st = LIFE_OK;
    size_t n = PIECE_BYTES;

    if (!piece)
        st = lc_no_memory(err, "an export");
    else if (!f)
        st = lc_fail(err, LIFE_ERR_IO, "%s: %s", path, strerror(errno));
    while (f && !st && n == PIECE_BYTES) {
        n = fread(piece, 1, PIECE_BYTES, f);
        if (ferror(f))
            st = lc_fail(err, LIFE_ERR_IO, "%s: can't be read", path);
        else if (n > 0)
            st = sink(ctx, piece, n, err);
    }
    lc_free(piece);
    if (f)
        fclose(f);
    return st;
}

void lc_spool_drop(char *path)
{
    if (path)
        remove(path);
    lc_free(path);
}
