/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/outfile.c - a file written piece by piece, by way of a temporary file
 * beside it, so that it is old or new and never half.
 */
#include "src/cli/outfile.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/process/ending.h"
#include "lifecircle/base/process/leftover.h"
#include "src/cli/term.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A name that nobody gives a file of his own: what is left of it is removed. */
#define PART ".lifecircle-part."

struct lc_outfile {
    char *path, *temp; /* NULL: standard output */
    FILE *f;
};

/* With errno, right after the call that set it. */
static lc_status failed(const lc_outfile *f, lc_error *err)
{
    return f->path
               ? lc_fail(err, LIFE_ERR_IO, "%s: %s", f->path, strerror(errno))
               : lc_term_failed(err);
}

static bool is_number(const char *rest)
{
    return *rest && !rest[strspn(rest, "0123456789")];
}

/* What a process that was killed left of this file. */
static void sweep(const char *path)
{
    const char *slash = strrchr(path, '/');
    lc_buf folder = {0}, prefix = {0};

    if (slash)
        lc_buf_put(&folder, path, (size_t)(slash - path) + 1);
    else
        lc_buf_puts(&folder, "./");
    lc_buf_printf(&prefix, "%s" PART, slash ? slash + 1 : path);
    if (!folder.failed && !prefix.failed)
        lc_leftover_sweep(folder.data, prefix.data, is_number);
    lc_buf_free(&folder);
    lc_buf_free(&prefix);
}

/* In the folder of the file, as a rename can't cross file systems; O_EXCL, so
 * that no link that somebody laid there is followed. The pid keeps two of us
 * apart. A file that is replaced passes its permission bits on. */
static lc_status open_temp(lc_outfile *o, const char *path, lc_error *err)
{
    lc_buf temp = {0};
    struct stat present;
    bool old = stat(path, &present) == 0;
    int fd;

    lc_buf_printf(&temp, "%s" PART "%ld", path, (long)getpid());
    o->temp = lc_buf_steal(&temp, NULL);
    o->path = lc_strdup(path);
    if (!o->temp || !o->path)
        return lc_no_memory(err, "a file that is written");
    if (old && !S_ISREG(present.st_mode)) {
        lc_free(o->temp); /* not ours to remove */
        o->temp = NULL;
        return lc_fail(err, LIFE_ERR_IO, "%s is not a file", path);
    }
    sweep(path);
    lc_ending_remove(o->temp); /* before it is there: a signal may come then */
    fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0) {
        lc_leftover_hold(fd);
        if (old)
            (void)fchmod(fd, present.st_mode & 0777);
        o->f = fdopen(fd, "w");
    }
    return o->f ? LIFE_OK : failed(o, err);
}

lc_status lc_outfile_open(const char *path, lc_outfile **out, lc_error *err)
{
    lc_outfile *o = lc_calloc(1, sizeof *o);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!o)
        return lc_no_memory(err, "a file that is written");
    if (strcmp(path, "-") == 0)
        o->f = stdout;
    else
        st = open_temp(o, path, err);
    if (st)
        lc_outfile_drop(o);
    else
        *out = o;
    return st;
}

lc_status lc_outfile_write(void *out, const void *bytes, size_t len,
                           lc_error *err)
{
    lc_outfile *o = out;

    if (fwrite(bytes, 1, len, o->f) != len)
        return failed(o, err);
    return LIFE_OK;
}

/* Synced before the rename: after a power cut the name leads to the old bytes
 * or to all of the new ones. */
lc_status lc_outfile_finish(lc_outfile *o, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (fflush(o->f) || (o->temp && fsync(fileno(o->f))) ||
        (o->temp && rename(o->temp, o->path)))
        st = failed(o, err);
    if (!st) {
        lc_ending_keep(o->temp);
        lc_free(o->temp); /* it is `path` now */
        o->temp = NULL;
    }
    lc_outfile_drop(o);
    return st;
}

/* What was half written goes; standard output is not ours to close. */
void lc_outfile_drop(lc_outfile *o)
{
    if (!o)
        return;
    if (o->f && o->f != stdout)
        fclose(o->f);
    if (o->temp)
        unlink(o->temp);
    lc_ending_keep(o->temp);
    lc_free(o->temp);
    lc_free(o->path);
    lc_free(o);
}

bool lc_outfile_same(const char *a, const char *b)
{
    struct stat one, two;

    return stat(a, &one) == 0 && stat(b, &two) == 0 &&
           one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}
