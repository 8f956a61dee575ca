/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/ledger/ledger.c - see lifecircle/store/ledger.h.
 *
 * Written to its end by one write(), so that a line is there or not; a crash on
 * the way may still leave a part of it on the disk. Who writes next begins on a
 * new line then, and the part stays what it is: no line.
 */
#include "lifecircle/store/ledger.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/rollback.h"
#include "src/store/city/connection.h"
#include "src/store/city/path.h"
#include "src/store/ledger/figures.h"
#include "src/store/ledger/line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS_LIMIT_BYTES 65536

/* ---- writing ---- */

/* What errno says of open(): a link is told by name. */
static lc_status fail_open(const char *name, lc_error *err)
{
    return errno == ELOOP
               ? lc_fail(err, LIFE_ERR_IO,
                         "%s is a link, which somebody else may have put "
                         "there: remove it",
                         name)
               : lc_path_fail("open", name, err);
}

/* Without waiting at a pipe. Who may not read the city may not read what is
 * told of it. */
static lc_status open_file(const char *name, const char *city, int *fd,
                           struct stat *is, lc_error *err)
{
    struct stat like;
    mode_t mode = stat(city, &like) == 0 ? like.st_mode & 0777 : 0600;

    *fd = open(
        name, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
        S_IRUSR | S_IWUSR);
    if (*fd < 0)
        return fail_open(name, err);
    if (fstat(*fd, is) != 0)
        return lc_path_fail("open", name, err);
    if (!S_ISREG(is->st_mode))
        return lc_fail(err, LIFE_ERR_IO, "%s is not a regular file", name);
    if ((is->st_mode & 0777) != mode)
        (void)fchmod(*fd, mode);
    return LIFE_OK;
}

/* Whether something stands on its last line. */
static bool is_torn(int fd, const struct stat *is)
{
    char last = '\n';

    return is->st_size > 0 && pread(fd, &last, 1, is->st_size - 1) == 1 &&
           last != '\n';
}

/* Half a line on a full disk is a torn one: it stays, as the next is written
 * behind it on a line of its own. */
static lc_status append(int fd, const char *name, const lc_buf *line,
                        lc_error *err)
{
    ssize_t n;

    do
        n = write(fd, line->data, line->len);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return lc_path_fail("write", name, err);
    if ((size_t)n < line->len) { /* a full disk */
        errno = ENOSPC;
        return lc_path_fail("write", name, err);
    }
    return fsync(fd) == 0 ? LIFE_OK : lc_path_fail("sync", name, err);
}

/* The newer half of the lines. */
static lc_status shorten(const char *name, lc_error *err)
{
    char *text = NULL;
    size_t len, from = 0;
    lc_status st = lc_file_read(name, LIFE_LEDGER_MOST_BYTES, &text, &len, err);

    if (!st) {
        from = len / 2;
        from += strcspn(text + from, "\n");
        from += from < len;
        st = lc_file_write(name, text + from, len - from, err);
    }
    lc_free(text);
    return st;
}

/* Shortened first where it is full, so that the new line is never the one that
 * goes. */
static lc_status write_line(const char *name, const char *city,
                            const lc_buf *line, lc_error *err)
{
    struct stat is = {0};
    int fd = -1;
    lc_buf text = {0};
    bool full;
    lc_status st = open_file(name, city, &fd, &is, err);

    full = !st && (uint64_t)is.st_size + line->len > LIFE_LEDGER_MOST_BYTES;
    if (full)
        st = shorten(name, err);
    if (full && !st) { /* another file has the name now */
        close(fd);
        st = open_file(name, city, &fd, &is, err);
    }
    if (!st && is_torn(fd, &is))
        lc_buf_putc(&text, '\n');
    lc_buf_put(&text, line->data, line->len);
    if (!st)
        st = text.failed ? lc_no_memory(err, "the ledger")
                         : append(fd, name, &text, err);
    if (fd >= 0)
        close(fd);
    lc_buf_free(&text);
    return st;
}

/* The version that has the name now. */
static lc_status look(const char *path, lc_ledger_line *line, lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = lc_connection_read(path, &c, err);

    if (!st)
        st = lc_figures_of(c, line, err);
    lc_connection_close(c);
    return st;
}

lc_status lc_ledger_add(const char *path, const char *command,
                        const char *sha256, const char *at, lc_error *err)
{
    char *name = lc_path_join(path, ".ledger");
    lc_ledger_line line = {0};
    lc_buf text = {0};
    lc_status st =
        name ? look(path, &line, err) : lc_no_memory(err, "the ledger");

    snprintf(line.at, sizeof line.at, "%s", at);
    snprintf(line.command, sizeof line.command, "%s", command);
    snprintf(line.sha256, sizeof line.sha256, "%s", sha256);
    lc_line_put(&text, &line);
    if (!st)
        st = text.failed ? lc_no_memory(err, "the ledger")
                         : write_line(name, path, &text, err);
    lc_buf_free(&text);
    lc_free(name);
    return st;
}

/* ---- reading ---- */

/* The last may lack its newline: then it was not written to its end. */
static lc_status take_lines(const char *text, size_t len, lc_ledger *out,
                            lc_error *err)
{
    const char *end = text + len;

    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t n = (size_t)((stop ? stop : end) - text);
        lc_ledger_line line;

        if (!stop || !lc_line_read(text, n, &line))
            out->torn++;
        else if (!lc_vec_push(&out->v, line))
            return lc_no_memory(err, "the ledger");
        text += n + 1;
    }
    return LIFE_OK;
}

/* The last line of that digest is the file's: going back writes one too. */
static void mark(lc_ledger *l, const char *sums, unsigned n)
{
    for (size_t i = l->v.n; i-- > 0;) {
        lc_ledger_line *line = &l->v.v[i];

        if (strlen(line->sha256) != 64 || !strstr(sums, line->sha256))
            continue;
        if (line->kept < 0)
            line->kept = (int)n;
        l->has_present |= !n;
        return;
    }
}

/* By its manifest; a file without one, or that is gone, is none. */
static lc_status find_file(const char *path, unsigned n, lc_ledger *l,
                           lc_error *err)
{
    char which[16] = "", *text = NULL;
    lc_buf file = {0}, sums = {0};
    size_t len;
    lc_status st = LIFE_OK;

    if (n)
        snprintf(which, sizeof which, ".%u", n);
    lc_buf_printf(&file, "%s%s", path, which);
    lc_buf_printf(&sums, "%s%s.sha256", path, which);
    if (file.failed || sums.failed)
        st = lc_no_memory(err, "the ledger");
    else if (access(file.data, F_OK) == 0 &&
             !lc_file_read(sums.data, SUMS_LIMIT_BYTES, &text, &len, NULL))
        mark(l, text, n);
    lc_free(text);
    lc_buf_free(&sums);
    lc_buf_free(&file);
    return st;
}

static lc_status read_file(lc_ledger *out, lc_error *err)
{
    const char *path = out->path;
    char *name = lc_path_join(path, ".ledger"), *text = NULL;
    size_t len = 0;
    lc_status st = LIFE_OK;

    if (!name)
        return lc_no_memory(err, "the ledger");
    if (access(name, F_OK) == 0 || errno != ENOENT)
        st = lc_file_read(name, LIFE_LEDGER_MOST_BYTES, &text, &len, err);
    if (!st && text)
        st = take_lines(text, len, out, err);
    for (unsigned n = 0; n <= LIFE_KEPT_MOST && !st; n++)
        st = find_file(path, n, out, err);
    lc_free(text);
    lc_free(name);
    return st;
}

lc_status lc_ledger_read(const char *path, lc_ledger *out, lc_error *err)
{
    bool missing;
    lc_status st;

    *out = (lc_ledger){0};
    st = lc_path_resolve(path, &missing, &out->path, err);
    return st ? st : read_file(out, err);
}

void lc_ledger_clear(lc_ledger *l)
{
    lc_vec_free(&l->v);
    lc_free(l->path);
    *l = (lc_ledger){0};
}
