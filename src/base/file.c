/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/file.c - whole files in and out, and their hashes.
 *
 * A file is replaced by the usual four steps: written under another name in
 * the same folder (rename() does not cross file systems), synced, renamed, and
 * the folder synced. Whoever reads meanwhile sees the old bytes or the new
 * ones, and so does the next start after a power cut.
 */
#include "lifecircle/base/file.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/process/ending.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Must come right behind the call that failed: it reads errno. */
static lc_status io_error(lc_error *err, const char *what, const char *path)
{
    return lc_fail(err, LIFE_ERR_IO, "can't %s %s: %s", what, path,
                   strerror(errno));
}

/* Opens a regular file; a pipe must not make us wait in open(). */
static lc_status open_regular(const char *path, int *fd, struct stat *st,
                              lc_error *err)
{
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0) {
        io_error(err, "open", path);
        return LIFE_ERR_IO;
    }
    if (fstat(*fd, st) != 0)
        io_error(err, "read", path);
    else if (S_ISDIR(st->st_mode))
        lc_fail(err, LIFE_ERR_IO, "%s is a directory, not a file", path);
    else if (!S_ISREG(st->st_mode))
        lc_fail(err, LIFE_ERR_IO, "%s is not a regular file", path);
    else
        return LIFE_OK;
    close(*fd);
    return LIFE_ERR_IO;
}

/* read() that carries on after signals; -1 on failure. */
static ssize_t read_some(int fd, void *to, size_t size)
{
    ssize_t n;

    do
        n = read(fd, to, size);
    while (n < 0 && errno == EINTR);
    return n;
}

/* The size is asked for first and the limit compared before any memory is
 * taken. A file that grows meanwhile gives its first bytes, one that shrinks
 * what is left of it. */
lc_status lc_file_read(const char *path, size_t limit, char **data, size_t *len,
                       lc_error *err)
{
    struct stat info;
    lc_status st;
    char *bytes = NULL;
    size_t size, at = 0;
    ssize_t n = 1;
    int fd;

    *data = NULL;
    *len = 0;
    st = open_regular(path, &fd, &info, err);
    if (st != LIFE_OK)
        return st;
    if ((uintmax_t)info.st_size > limit) {
        st = lc_fail(err, LIFE_ERR_LIMIT,
                     "%s has %jd bytes; at most %zu are read", path,
                     (intmax_t)info.st_size, limit);
        goto done;
    }
    size = (size_t)info.st_size;
    bytes = lc_realloc(NULL, size + 1, 1);
    if (!bytes) {
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory to read %s", path);
        goto done;
    }
    while (at < size && (n = read_some(fd, bytes + at, size - at)) > 0)
        at += (size_t)n;
    if (n < 0) {
        st = io_error(err, "read", path);
        goto done;
    }
    bytes[at] = '\0';
    *data = bytes;
    *len = at;
    bytes = NULL;
done:
    lc_free(bytes);
    close(fd);
    return st;
}

/* write() may take fewer bytes than it was offered, or be interrupted by a
 * signal before the first of them. */
static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

/* For standard output, pipes and devices, which nothing can be renamed to. */
static lc_status write_through(int fd, const char *path, const void *data,
                               size_t len, lc_error *err)
{
    return write_all(fd, data, len) ? LIFE_OK : io_error(err, "write", path);
}

/* A new name in a folder lasts once the folder is on the disk; a file system
 * that can't sync folders has done what it can. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    lc_buf folder = {0};
    int fd;

    if (slash)
        lc_buf_put(&folder, path, (size_t)(slash - path) + 1);
    else
        lc_buf_putc(&folder, '.');
    if (!folder.failed) {
        fd = open(folder.data, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
        if (fd >= 0) {
            (void)fsync(fd);
            close(fd);
        }
    }
    lc_buf_free(&folder);
}

/* O_EXCL, so that nobody can have put a link there for us to write through.
 * `mode` 0: a new file, with what the umask leaves of 0666. A failure of
 * close() is one of writing, on network file systems. */
static lc_status write_beside(const char *path, const char *temp, mode_t mode,
                              const void *data, size_t len, lc_error *err)
{
    lc_status st = LIFE_OK;
    int fd;

    (void)unlink(temp);     /* left by a process of our number, long dead */
    lc_ending_remove(temp); /* before it is there: a signal may come then */
    fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        st = io_error(err, "create", temp);
        lc_ending_keep(temp);
        return st;
    }
    if ((mode && fchmod(fd, mode) != 0) || !write_all(fd, data, len) ||
        fsync(fd) != 0)
        st = io_error(err, "write", temp);
    if (close(fd) != 0 && st == LIFE_OK)
        st = io_error(err, "write", temp);
    if (st == LIFE_OK && rename(temp, path) != 0)
        st = io_error(err, "replace", path);
    if (st == LIFE_OK)
        sync_folder(path);
    else
        (void)unlink(temp);
    lc_ending_keep(temp);
    return st;
}

/* An old file keeps its permission bits, but not its owner; a link is replaced
 * by the file itself. The number in the temporary name keeps two processes
 * apart. */
lc_status lc_file_write(const char *path, const void *data, size_t len,
                        lc_error *err)
{
    struct stat info;
    mode_t mode = 0;
    lc_buf temp = {0};
    lc_status st;
    int fd;

    if (strcmp(path, "-") == 0)
        return write_through(STDOUT_FILENO, "standard output", data, len, err);
    if (stat(path, &info) == 0) {
        if (S_ISDIR(info.st_mode))
            return lc_fail(err, LIFE_ERR_IO, "%s is a directory, not a file",
                           path);
        if (!S_ISREG(info.st_mode)) {
            fd = open(path, O_WRONLY | O_CLOEXEC);
            if (fd < 0)
                return io_error(err, "open", path);
            st = write_through(fd, path, data, len, err);
            close(fd);
            return st;
        }
        mode = info.st_mode & 0777;
    }
    lc_buf_printf(&temp, "%s.tmp.%ld", path, (long)getpid());
    if (temp.failed)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to write %s", path);
    st = write_beside(path, temp.data, mode, data, len, err);
    lc_buf_free(&temp);
    return st;
}

static void print_digest(struct sha256_ctx *sha, char hex[65])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(sha, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void lc_sha256(const void *data, size_t len, char hex[65])
{
    struct sha256_ctx sha;

    sha256_init(&sha);
    sha256_update(&sha, len, data);
    print_digest(&sha, hex);
}

/* Of a place that is said, so that who shares the descriptor is not moved. */
static ssize_t read_at(int fd, void *to, size_t size, off_t at)
{
    ssize_t n;

    do
        n = pread(fd, to, size, at);
    while (n < 0 && errno == EINTR);
    return n;
}

/* In pieces, so that a file of any size takes no memory. */
lc_status lc_file_sha256_open(int fd, const char *path, char hex[65],
                              lc_error *err)
{
    struct sha256_ctx sha;
    uint8_t chunk[16384];
    off_t at = 0;
    ssize_t n;

    hex[0] = '\0';
    sha256_init(&sha);
    while ((n = read_at(fd, chunk, sizeof chunk, at)) > 0) {
        sha256_update(&sha, (size_t)n, chunk);
        at += n;
    }
    if (n < 0)
        return io_error(err, "read", path);
    print_digest(&sha, hex);
    return LIFE_OK;
}

lc_status lc_file_sha256(const char *path, char hex[65], lc_error *err)
{
    struct stat info;
    lc_status st;
    int fd;

    hex[0] = '\0';
    st = open_regular(path, &fd, &info, err);
    if (st)
        return st;
    st = lc_file_sha256_open(fd, path, hex, err);
    close(fd);
    return st;
}
