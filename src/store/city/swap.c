/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/swap.c - the files around a city file, and how one replaces
 * another.
 *
 *   PATH            the city; replaced by rename(), never written in place
 *   PATH.new.PID    the next one, while it is being written
 *   PATH.lock       flock()ed by the one process that may write
 *   PATH.sha256     "HASH  NAME" lines, as sha256sum writes them
 *
 * Two files can't be renamed at one instant, so PATH.sha256 holds both hashes,
 * of the file there is and of the one to come, while PATH is replaced; any of
 * its lines may match. A crash at any point leaves a city that is accepted.
 */
#define _DEFAULT_SOURCE /* flock, realpath */
#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "src/store/db.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS_LIMIT_BYTES 65536 /* a hundred interrupted switches and more */
#define COPY_BYTES       (1 << 20)

static lc_status io_fail(const char *doing, const char *path, lc_error *err)
{
    int e = errno;

    return lc_fail(err, e == ENOMEM ? LIFE_ERR_NOMEM : LIFE_ERR_IO,
                   "cannot %s %s: %s", doing, path, strerror(e));
}

char *lc_path_join(const char *a, const char *b)
{
    lc_buf buf = {0};

    lc_buf_puts(&buf, a);
    lc_buf_puts(&buf, b);
    return lc_buf_steal(&buf, NULL);
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    lc_buf buf = {0};

    if (slash)
        lc_buf_put(&buf, path, slash == path ? 1 : (size_t)(slash - path));
    else
        lc_buf_puts(&buf, ".");
    return lc_buf_steal(&buf, NULL);
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The absolute path of a file that is not there yet; its folder is. */
static char *real_beside(const char *path)
{
    char *folder = folder_of(path), *real = NULL, *out = NULL;
    lc_buf buf = {0};

    errno = ENOMEM;
    if (folder)
        real = realpath(folder, NULL);
    if (real && !*name_of(path))
        errno = ENOENT; /* "" or "folder/" name no file */
    else if (real) {
        lc_buf_printf(&buf, "%s/%s", real, name_of(path));
        out = lc_buf_steal(&buf, NULL);
        errno = ENOMEM;
    }
    free(real); /* the C library's own */
    lc_free(folder);
    return out;
}

lc_status lc_path_resolve(const char *path, bool *missing, char **out,
                          lc_error *err)
{
    char *real = realpath(path, NULL);
    struct stat sb;

    *out = NULL;
    *missing = !real && errno == ENOENT;
    if (!real) {
        *out = *missing ? real_beside(path) : NULL;
        return *out ? LIFE_OK : io_fail("open", path, err);
    }
    if (stat(real, &sb) == 0 && !S_ISREG(sb.st_mode)) {
        free(real);
        return lc_fail(err, LIFE_ERR_IO, "%s is %s, not a city file", path,
                       S_ISDIR(sb.st_mode) ? "a directory" : "no regular file");
    }
    *out = lc_strdup(real);
    free(real);
    if (!*out)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to open %s", path);
    return LIFE_OK;
}

lc_status lc_swap_lock(const char *path, int *fd, lc_error *err)
{
    char *lock = lc_path_join(path, ".lock");
    lc_status st = LIFE_OK;

    *fd = -1;
    if (!lock)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to lock %s", path);
    /* The file stays: removing it would let two processes hold "the" lock. */
    *fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (*fd < 0)
        st = io_fail("open", lock, err);
    else if (flock(*fd, LOCK_EX | LOCK_NB) != 0)
        st = errno == EWOULDBLOCK
                 ? lc_fail(err, LIFE_ERR_BUSY,
                           "%s is being written by another process, which "
                           "holds %s",
                           path, lock)
                 : io_fail("lock", lock, err);
    if (st && *fd >= 0) {
        close(*fd);
        *fd = -1;
    }
    lc_free(lock);
    return st;
}

/* NAME + `infix` + digits. */
static bool is_temp_name(const char *entry, const char *name, const char *infix)
{
    size_t n = strlen(name), k = strlen(infix);

    if (strncmp(entry, name, n) != 0 || strncmp(entry + n, infix, k) != 0)
        return false;
    entry += n + k;
    return *entry && !entry[strspn(entry, "0123456789")];
}

void lc_swap_sweep(const char *path)
{
    const char *name = name_of(path);
    char *folder = folder_of(path);
    DIR *dir = folder ? opendir(folder) : NULL;
    const struct dirent *e;

    while (dir && (e = readdir(dir)))
        if (is_temp_name(e->d_name, name, ".new.") ||
            is_temp_name(e->d_name, name, ".sha256.tmp.")) /* lc_file_write's */
            unlinkat(dirfd(dir), e->d_name, 0);
    if (dir)
        closedir(dir);
    lc_free(folder);
}

static lc_status write_all(int fd, const char *data, size_t n, const char *path,
                           lc_error *err)
{
    while (n) {
        ssize_t k = write(fd, data, n);

        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return io_fail("write", path, err);
        data += k;
        n -= (size_t)k;
    }
    return LIFE_OK;
}

static lc_status copy_file(int to, const char *temp, const char *from,
                           lc_error *err)
{
    char *chunk = lc_calloc(COPY_BYTES, 1);
    int fd = open(from, O_RDONLY | O_CLOEXEC);
    lc_status st = LIFE_OK;
    ssize_t k = 1;

    if (!chunk)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory to copy %s", from);
    else if (fd < 0)
        st = io_fail("open", from, err);
    while (!st && k) {
        k = read(fd, chunk, COPY_BYTES);
        if (k > 0)
            st = write_all(to, chunk, (size_t)k, temp, err);
        else if (k < 0 && errno != EINTR)
            st = io_fail("read", from, err);
    }
    if (fd >= 0)
        close(fd);
    lc_free(chunk);
    return st;
}

lc_status lc_swap_create(const char *temp, const char *from, lc_error *err)
{
    int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    lc_status st = LIFE_OK;

    if (fd < 0)
        return io_fail("create", temp, err);
    if (from)
        st = copy_file(fd, temp, from, err);
    if (close(fd) != 0 && !st)
        st = io_fail("write", temp, err);
    return st;
}

/* The text of PATH.sha256 for lc_free(), or NULL where there is none. */
static lc_status read_sums(const char *sums, char **text, lc_error *err)
{
    struct stat sb;
    size_t len;

    *text = NULL;
    if (stat(sums, &sb) != 0 && errno == ENOENT)
        return LIFE_OK;
    return lc_file_read(sums, SUMS_LIMIT_BYTES, text, &len, err);
}

static bool sums_hold(const char *text, const char *hex)
{
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, hex, 64) == 0 &&
            (!line[64] || line[64] == ' ' || line[64] == '\n'))
            return true;
    }
    return false;
}

static lc_status write_sums(const char *sums, const char *hex, const char *path,
                            const char *older, lc_error *err)
{
    lc_buf buf = {0};
    lc_status st;

    lc_buf_printf(&buf, "%s  %s\n%s", hex, name_of(path), older);
    st = buf.failed
             ? lc_fail(err, LIFE_ERR_NOMEM, "no memory to write %s", sums)
             : lc_file_write(sums, buf.data, buf.len, err);
    lc_buf_free(&buf);
    return st;
}

/* The lines that the file now at `path` is accepted by, for lc_free(). */
static lc_status present_sums(const char *sums, const char *path, bool is_new,
                              char **text, lc_error *err)
{
    char hex[65];
    lc_status st = LIFE_OK;

    *text = NULL;
    if (!is_new)
        st = read_sums(sums, text, err);
    if (st || *text)
        return st;
    if (is_new)
        *text = lc_strdup("");
    else {
        lc_buf buf = {0};

        st = lc_file_sha256(path, hex, err);
        if (st)
            return st;
        lc_buf_printf(&buf, "%s  %s\n", hex, name_of(path));
        *text = lc_buf_steal(&buf, NULL);
    }
    return *text ? LIFE_OK
                 : lc_fail(err, LIFE_ERR_NOMEM, "no memory to write %s", sums);
}

static lc_status sync_file(const char *path, lc_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    lc_status st = LIFE_OK;

    if (fd < 0)
        return io_fail("open", path, err);
    /* EINVAL: a file system that can't sync a folder. */
    if (fsync(fd) != 0 && errno != EINVAL)
        st = io_fail("sync", path, err);
    close(fd);
    return st;
}

/* The city is in place from the rename on, and accepted by one of the lines of
 * PATH.sha256 whether or not the older ones go then. */
static lc_status switch_files(const char *temp, const char *path, bool is_new,
                              const char *sums, lc_error *err)
{
    char *older = NULL;
    char hex[65];
    lc_status st = lc_file_sha256(temp, hex, err);

    if (!st)
        st = present_sums(sums, path, is_new, &older, err);
    if (!st)
        st = write_sums(sums, hex, path, older, err);
    lc_free(older);
    if (st)
        return st;
    if (rename(temp, path) != 0) {
        st = io_fail("replace", path, err);
        if (is_new)
            unlink(sums);
        return st;
    }
    (void)write_sums(sums, hex, path, "", NULL);
    return LIFE_OK;
}

lc_status lc_swap_in(const char *temp, const char *path, bool is_new,
                     lc_error *err)
{
    char *sums = lc_path_join(path, ".sha256");
    char *folder = folder_of(path);
    lc_status st = LIFE_ERR_NOMEM;

    if (!sums || !folder) {
        lc_fail(err, st, "no memory to replace %s", path);
        goto done;
    }
    st = sync_file(temp, err);
    if (!st)
        st = switch_files(temp, path, is_new, sums, err);
    if (!st)
        st = sync_file(folder, err);
done:
    lc_free(folder);
    lc_free(sums);
    return st;
}

/* Whether the file's hash is among the lines. The file may be replaced between
 * the reading of the one and of the other: as long as the lines change, look
 * again. */
static lc_status compare(const char *path, const char *sums, bool *known,
                         lc_error *err)
{
    char *text = NULL, *before = NULL;
    char hex[65] = "";
    lc_status st;

    for (;;) {
        st = read_sums(sums, &text, err);
        if (st || !text)
            break;
        *known = true;
        if (before && strcmp(before, text) == 0) {
            st = lc_fail(err, LIFE_ERR_DB,
                         "%s is not what was published: its SHA-256 %s is not "
                         "in %s",
                         path, hex, sums);
            break;
        }
        st = lc_file_sha256(path, hex, err);
        if (st || sums_hold(text, hex))
            break;
        lc_free(before);
        before = text;
    }
    lc_free(before);
    lc_free(text);
    return st;
}

lc_status lc_city_verify(const char *path, bool *known, lc_error *err)
{
    char *real = NULL, *sums = NULL;
    bool missing;
    lc_status st = lc_path_resolve(path, &missing, &real, err);

    *known = false;
    if (st)
        return st;
    sums = lc_path_join(real, ".sha256");
    if (sums) {
        st = compare(real, sums, known, err);
    } else {
        st = LIFE_ERR_NOMEM;
        lc_fail(err, st, "no memory to verify %s", path);
    }
    lc_free(sums);
    lc_free(real);
    return st;
}
