/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/swap.c - the files around a city file, and how one replaces
 * another.
 *
 *   PATH            the city; replaced by rename(), never written in place
 *   PATH.new.PID    the next one, while it is being written
 *   PATH.lock       held by the one process that may write: lock.c
 *   PATH.sha256     "HASH  NAME" lines, as sha256sum writes them, and what are
 *                   comments to it: "# xxh128 HASH"
 *
 * Two files can't be renamed at one instant, so PATH.sha256 holds both hashes,
 * of the file there is and of the one to come, while PATH is replaced; any of
 * its lines may match. A crash at any point leaves a city that is accepted.
 *
 * A change reads the old file once, to copy it, and sums up what it copies, so
 * that no broken page is carried on. For that XXH3 of 128 bits does, at a tenth
 * of the time: what it is to find are faults of disks and lines. Who serves a
 * file goes by its SHA-256, which nobody can forge; so does a change where that
 * is all there is.
 */
#include "src/store/city/swap.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "src/store/city/path.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define SUMS_LIMIT_BYTES 65536 /* a hundred interrupted switches and more */
#define FAST_MARK        "# xxh128 "
#define PIECE_BYTES      (1 << 17) /* stays in the nearer caches */

/* Of a file, in hex. */
typedef struct file_sums {
    char sha256[2 * SHA256_DIGEST_SIZE + 1];
    char fast[33];
} file_sums;

/* A file as it is read from begin to end. */
typedef struct passing {
    const char *what; /* it is read for */
    uint64_t done, size;
    int fd;
    char *piece;
    XXH3_state_t *fast;
} passing;

static lc_status pass_open(const char *path, const char *what, passing *p,
                           lc_error *err)
{
    struct stat info = {.st_size = 0};
    lc_status st = LIFE_OK;

    *p = (passing){.what = what,
                   .fd = open(path, O_RDONLY | O_CLOEXEC),
                   .piece = lc_calloc(PIECE_BYTES, 1)};
    p->fast = XXH3_createState();
    if (p->fd < 0 || fstat(p->fd, &info) != 0)
        st = lc_path_fail("open", path, err);
    else if (!p->piece || !p->fast)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory to read %s", path);
    else
        XXH3_128bits_reset(p->fast);
    if (!st)
        p->size = (uint64_t)info.st_size;
    return st;
}

/* *n 0: the end. */
static lc_status pass_next(passing *p, const char *path, size_t *n,
                           lc_error *err)
{
    ssize_t k;

    do
        k = read(p->fd, p->piece, PIECE_BYTES);
    while (k < 0 && errno == EINTR);
    *n = k > 0 ? (size_t)k : 0;
    if (k < 0)
        return lc_path_fail("read", path, err);
    lc_progress(p->what, p->done, p->size);
    p->done += *n;
    XXH3_128bits_update(p->fast, p->piece, *n);
    return LIFE_OK;
}

static void pass_close(passing *p, char fast[33])
{
    XXH128_hash_t h = {0, 0};

    if (p->fast)
        h = XXH3_128bits_digest(p->fast);
    snprintf(fast, 33, "%016" PRIx64 "%016" PRIx64, (uint64_t)h.high64,
             (uint64_t)h.low64);
    XXH3_freeState(p->fast);
    lc_free(p->piece);
    if (p->fd >= 0)
        close(p->fd);
}

static lc_status write_all(int fd, const char *data, size_t n, const char *path,
                           lc_error *err)
{
    while (n) {
        ssize_t k = write(fd, data, n);

        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return lc_path_fail("write", path, err);
        data += k;
        n -= (size_t)k;
    }
    return LIFE_OK;
}

/* `from` may be NULL: an empty file. */
static lc_status create(const char *temp, const char *from, char fast[33],
                        lc_error *err)
{
    int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    passing p = {.fd = -1};
    size_t n = 1;
    lc_status st = LIFE_OK;

    fast[0] = '\0';
    if (fd < 0)
        return lc_path_fail("create", temp, err);
    if (from) {
        st = pass_open(from, "copying the city", &p, err);
        while (!st && n) {
            st = pass_next(&p, from, &n, err);
            if (!st)
                st = write_all(fd, p.piece, n, temp, err);
        }
        pass_close(&p, fast);
    }
    if (close(fd) != 0 && !st)
        st = lc_path_fail("write", temp, err);
    return st;
}

lc_status lc_swap_create(const char *temp, const char *from, lc_error *err)
{
    char fast[33];

    return create(temp, from, fast, err);
}

static lc_status sum_up(const char *path, file_sums *out, lc_error *err)
{
    struct sha256_ctx sha;
    uint8_t digest[SHA256_DIGEST_SIZE];
    passing p;
    size_t n = 1;
    lc_status st = pass_open(path, "writing the city", &p, err);

    sha256_init(&sha);
    while (!st && n) {
        st = pass_next(&p, path, &n, err);
        sha256_update(&sha, n, (const uint8_t *)p.piece);
    }
    pass_close(&p, out->fast);
    sha256_digest(&sha, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(out->sha256 + 2 * i, 3, "%02x", digest[i]);
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

static bool sums_hold_fast(const char *text, const char *fast)
{
    for (const char *at = text; (at = strstr(at, FAST_MARK));) {
        at += strlen(FAST_MARK);
        if (strncmp(at, fast, strlen(fast)) == 0)
            return true;
    }
    return false;
}

static lc_status write_sums(const char *sums, const file_sums *of,
                            const char *path, const char *older, lc_error *err)
{
    lc_buf buf = {0};
    lc_status st;

    lc_buf_printf(&buf, "%s  %s\n" FAST_MARK "%s\n%s", of->sha256,
                  lc_path_name(path), of->fast, older);
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
        lc_buf_printf(&buf, "%s  %s\n", hex, lc_path_name(path));
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
        return lc_path_fail("open", path, err);
    /* EINVAL: a file system that can't sync a folder. */
    if (fsync(fd) != 0 && errno != EINVAL)
        st = lc_path_fail("sync", path, err);
    close(fd);
    return st;
}

/* The city is in place from the rename on, and accepted by one of the lines of
 * PATH.sha256 whether or not the older ones go then. */
static lc_status switch_files(const char *temp, const char *path, bool is_new,
                              const char *sums, lc_error *err)
{
    char *older = NULL;
    file_sums of;
    lc_status st = sum_up(temp, &of, err);

    if (!st)
        st = present_sums(sums, path, is_new, &older, err);
    if (!st)
        st = write_sums(sums, &of, path, older, err);
    lc_free(older);
    if (st)
        return st;
    if (rename(temp, path) != 0) {
        st = lc_path_fail("replace", path, err);
        if (is_new)
            unlink(sums);
        return st;
    }
    (void)write_sums(sums, &of, path, "", NULL);
    return LIFE_OK;
}

lc_status lc_swap_in(const char *temp, const char *path, bool is_new,
                     lc_error *err)
{
    char *sums = lc_path_join(path, ".sha256");
    char *folder = lc_path_folder(path);
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

/* Whether the file's hash is among the lines; fd -1: by its path. The file may
 * be replaced between the reading of the one and of the other: as long as the
 * lines change, look again. */
static lc_status compare(int fd, const char *path, const char *sums,
                         bool *known, lc_error *err)
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
        st = fd < 0 ? lc_file_sha256(path, hex, err)
                    : lc_file_sha256_open(fd, path, hex, err);
        if (st || sums_hold(text, hex))
            break;
        lc_free(before);
        before = text;
    }
    lc_free(before);
    lc_free(text);
    return st;
}

lc_status lc_swap_verify(const char *path, bool *known, lc_error *err)
{
    return lc_swap_verify_open(-1, path, known, err);
}

lc_status lc_swap_verify_open(int fd, const char *path, bool *known,
                              lc_error *err)
{
    char *sums = lc_path_join(path, ".sha256");
    lc_status st;

    *known = false;
    st = sums ? compare(fd, path, sums, known, err)
              : lc_fail(err, LIFE_ERR_NOMEM, "no memory to verify %s", path);
    lc_free(sums);
    return st;
}

/* Of the copy and not of the file: what is looked at is what goes on. */
static lc_status compare_copy(const char *temp, const char *path,
                              const char *sums, lc_error *err)
{
    int fd = open(temp, O_RDONLY | O_CLOEXEC);
    bool known;
    lc_status st = fd < 0 ? lc_path_fail("open", temp, err)
                          : compare(fd, path, sums, &known, err);

    if (fd >= 0)
        close(fd);
    return st;
}

lc_status lc_swap_carry(const char *temp, const char *path, lc_error *err)
{
    char *sums = lc_path_join(path, ".sha256"), *text = NULL;
    char fast[33];
    lc_status st =
        sums ? read_sums(sums, &text, err)
             : lc_fail(err, LIFE_ERR_NOMEM, "no memory to copy %s", path);

    if (!st)
        st = create(temp, path, fast, err);
    if (!st && text && !sums_hold_fast(text, fast))
        st = compare_copy(temp, path, sums, err);
    lc_free(text);
    lc_free(sums);
    return st;
}
