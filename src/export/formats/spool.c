/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/spool.c - see the header.
 */
#include "lifecircle/export/formats/spool.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/process/ending.h"
#include "lifecircle/base/process/leftover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define PIECE_BYTES 65536
#define NAME        "lifecircle-export-"

static const char *temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder && *folder ? folder : "/tmp";
}

#define SIX 6

static bool is_six(const char *rest)
{
    return strlen(rest) == SIX;
}

/* As mkstemp(), but that the name is known to lc_ending_remove() before the
 * file is there: a signal may come between. -1: errno says why. */
static int make_file(char *path)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
    char *six = path + strlen(path) - SIX;
    int fd = -1;

    for (int tries = 0; tries < 100; tries++) {
        unsigned char chance[SIX];

        if (getrandom(chance, sizeof chance, 0) != SIX)
            return -1;
        for (size_t i = 0; i < SIX; i++)
            six[i] = letters[chance[i] % (sizeof letters - 1)];
        lc_ending_remove(path);
        fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0)
            return fd;
        lc_ending_keep(path);
        if (errno != EEXIST)
            return -1;
    }
    return fd;
}

lc_status lc_spool_make(lc_spool *s, lc_error *err)
{
    lc_buf name = {0};

    *s = (lc_spool){.fd = -1};
    lc_buf_printf(&name, "%s/" NAME "XXXXXX", temporary_folder());
    s->path = lc_buf_steal(&name, &(size_t){0});
    if (!s->path)
        return lc_no_memory(err, "an export");
    lc_leftover_sweep(temporary_folder(), NAME, is_six);
    s->fd = make_file(s->path);
    if (s->fd >= 0) {
        lc_leftover_hold(s->fd);
        return LIFE_OK;
    }
    lc_fail(err, LIFE_ERR_IO, "%s: no temporary file there: %s",
            temporary_folder(), strerror(errno));
    lc_free(s->path);
    s->path = NULL;
    return LIFE_ERR_IO;
}

void lc_spool_hide(lc_spool *s)
{
    lc_buf name = {0};

    lc_buf_printf(&name, "/proc/self/fd/%d", s->fd);
    if (!name.failed && !s->hidden && access(name.data, W_OK) == 0) {
        unlink(s->path);
        lc_ending_keep(s->path);
        lc_free(s->path);
        s->path = lc_buf_steal(&name, &(size_t){0});
        s->hidden = true;
    }
    lc_buf_free(&name);
}

lc_status lc_spool_failed(const char *why, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_IO,
                   "%s: no room for a temporary file: %s; TMPDIR may name "
                   "another folder",
                   temporary_folder(), why);
}

lc_status lc_spool_give(const lc_spool *s, lc_sink_fn sink, void *ctx,
                        lc_error *err)
{
    char *piece = lc_calloc(1, PIECE_BYTES);
    lc_status st = LIFE_OK;
    off_t at = 0;
    ssize_t n = 1;

    if (!piece)
        st = lc_no_memory(err, "an export");
    while (!st && n) {
        n = pread(s->fd, piece, PIECE_BYTES, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            st = lc_fail(err, LIFE_ERR_IO, "%s: %s", s->path, strerror(errno));
        else if (n > 0)
            st = sink(ctx, piece, (size_t)n, err);
        at += n > 0 ? n : 0;
    }
    lc_free(piece);
    return st;
}

void lc_spool_drop(lc_spool *s)
{
    if (!s->path)
        return;
    if (!s->hidden)
        unlink(s->path);
    lc_ending_keep(s->path);
    close(s->fd);
    lc_free(s->path);
    *s = (lc_spool){0};
}
