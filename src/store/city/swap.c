/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/swap.c - the files around a city file, and how one replaces
 * another.
 *
 *   PATH            the city; replaced by rename(), never written in place
 *   PATH.new.PID    the next one, while it is being written
 *   PATH.ledger     a line for each version: ../ledger
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
#include "lifecircle/base/mem.h"
#include "src/store/city/passing.h"
#include "src/store/city/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS_LIMIT_BYTES 65536 /* a hundred interrupted switches and more */
#define QUICK_MARK       "# xxh128 "

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

/* An empty file with the permissions of `path`: who may not read that, as it
 * holds counts of residents, may not read what replaces it. Where they can't be
 * given, the umask has left fewer. */
static int create_like(const char *temp, const char *path)
{
    struct stat old;
    bool present = stat(path, &old) == 0;
    mode_t mode = present ? (old.st_mode & 0777) | S_IRUSR | S_IWUSR : 0644;
    int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

    if (fd >= 0 && present)
        (void)fchmod(fd, mode);
    return fd;
}

static lc_status create(const char *temp, const char *path, bool copy,
                        lc_passing_sums *sums, lc_error *err)
{
    int fd = create_like(temp, path);
    lc_passing p;
    size_t n = 1;
    lc_status st = LIFE_OK;

    if (fd < 0)
        return lc_path_fail("create", temp, err);
    if (copy) {
        st = lc_passing_begin(&p, path, "copying the city", false, err);
        while (!st && n) {
            st = lc_passing_next(&p, &n, err);
            if (!st)
                st = write_all(fd, p.piece, n, temp, err);
        }
        lc_passing_end(&p, sums);
    }
    if (close(fd) != 0 && !st)
        st = lc_path_fail("write", temp, err);
    return st;
}

lc_status lc_swap_create(const char *temp, const char *path, bool copy,
                         lc_error *err)
{
    return create(temp, path, copy, NULL, err);
}

lc_status lc_swap_sum(const char *temp, lc_passing_sums *out, lc_error *err)
{
    lc_passing p;
    size_t n = 1;
    lc_status st = lc_passing_begin(&p, temp, "writing the city", true, err);

    while (!st && n)
        st = lc_passing_next(&p, &n, err);
    lc_passing_end(&p, out);
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

/* Some programs write hashes in capitals, which sha256sum takes too. */
static bool sums_hold(const char *text, const char *hex)
{
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncasecmp(line, hex, 64) == 0 &&
            (!line[64] || line[64] == ' ' || line[64] == '\n'))
            return true;
    }
    return false;
}

static bool sums_hold_quick(const char *text, const char *quick)
{
    for (const char *at = text; (at = strstr(at, QUICK_MARK));) {
        at += strlen(QUICK_MARK);
        if (strncmp(at, quick, strlen(quick)) == 0)
            return true;
    }
    return false;
}

static lc_status write_sums(const char *sums, const lc_passing_sums *of,
                            const char *path, const char *older, lc_error *err)
{
    lc_buf buf = {0};
    lc_status st;

    lc_buf_printf(&buf, "%s  %s\n" QUICK_MARK "%s\n%s", of->sha256,
                  lc_path_name(path), of->quick, older);
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
                              const char *sums, const lc_passing_sums *of,
                              lc_error *err)
{
    char *older = NULL;
    lc_status st = present_sums(sums, path, is_new, &older, err);

    if (!st)
        st = write_sums(sums, of, path, older, err);
    lc_free(older);
    if (st)
        return st;
    if (rename(temp, path) != 0) {
        st = lc_path_fail("replace", path, err);
        if (is_new)
            unlink(sums);
        return st;
    }
    (void)write_sums(sums, of, path, "", NULL);
    return LIFE_OK;
}

lc_status lc_swap_in(const char *temp, const char *path, bool is_new,
                     const lc_passing_sums *of, lc_error *err)
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
        st = switch_files(temp, path, is_new, sums, of, err);
    if (!st)
        st = sync_file(folder, err);
done:
    lc_free(folder);
    lc_free(sums);
    return st;
}

static lc_status fail_other(const char *path, const char *hex, const char *sums,
                            lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB,
                   "%s is not what was published: its SHA-256 %s is not in %s",
                   path, hex, sums);
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
            st = fail_other(path, hex, sums, err);
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

lc_status lc_swap_compare(const char *path, const lc_passing_sums *of,
                          bool *known, lc_error *err)
{
    char *sums = lc_path_join(path, ".sha256"), *text = NULL;
    lc_status st =
        sums ? read_sums(sums, &text, err)
             : lc_fail(err, LIFE_ERR_NOMEM, "no memory to verify %s", path);

    *known = text != NULL;
    if (!st && text && !sums_hold(text, of->sha256))
        st = fail_other(path, of->sha256, sums, err);
    lc_free(text);
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

lc_status lc_swap_carry(const char *temp, const char *path, bool *known,
                        lc_error *err)
{
    char *sums = lc_path_join(path, ".sha256"), *text = NULL;
    lc_passing_sums of;
    lc_status st =
        sums ? read_sums(sums, &text, err)
             : lc_fail(err, LIFE_ERR_NOMEM, "no memory to copy %s", path);

    *known = text != NULL;
    if (!st)
        st = create(temp, path, true, &of, err);
    if (!st && text && !sums_hold_quick(text, of.quick))
        st = compare_copy(temp, path, sums, err);
    lc_free(text);
    lc_free(sums);
    return st;
}
