/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/kept.c - see kept.h.
 *
 * A version that is kept is a link, so that it costs space and no time. It gets
 * its name before the city is replaced, as a crash behind that would lose it
 * otherwise; so PATH.1 may be PATH itself for a while, and for longer after a
 * crash or an import that failed. Such a one is known by its inode.
 *
 * A version moves to a number that is free, and its manifest is there before
 * it: at any time each is verified by the manifest beside it.
 */
#include "src/store/city/kept.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/rollback.h"
#include "src/store/city/path.h"
#include "src/store/city/swap.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS_LIMIT_BYTES 65536
#define SHA256_DIGITS    64
/* One more than are kept: the oldest goes once the new one is in place. */
#define SLOTS (LIFE_KEPT_MOST + 1)

typedef enum slot { EMPTY, PRESENT, EARLIER } slot;

/* ---- names ---- */

static char *name_of(const char *path, unsigned n, const char *end)
{
    char suffix[32];

    snprintf(suffix, sizeof suffix, ".%u%s", n, end);
    return lc_path_join(path, suffix);
}

char *lc_kept_temp(const char *path, unsigned which)
{
    char suffix[48];

    snprintf(suffix, sizeof suffix, ".new.%ld%u", (long)getpid(), which % 10);
    return lc_path_join(path, suffix);
}

lc_status lc_kept_link(const char *path, const char *to, lc_error *err)
{
    if (unlink(to) != 0 && errno != ENOENT)
        return lc_path_fail("replace", to, err);
    return link(path, to) == 0 ? LIFE_OK : lc_swap_create(to, path, true, err);
}

static slot look_at(const char *path, const char *kept)
{
    struct stat now, then;

    if (lstat(kept, &then) != 0)
        return EMPTY;
    return stat(path, &now) == 0 && now.st_ino == then.st_ino &&
                   now.st_dev == then.st_dev
               ? PRESENT
               : EARLIER;
}

static slot look_in(const char *path, unsigned n)
{
    char *kept = name_of(path, n, "");
    slot is = kept ? look_at(path, kept) : EMPTY;

    lc_free(kept);
    return is;
}

/* ---- manifests ---- */

/* The lines name the file, so that sha256sum -c looks at the right one. */
static void name_lines(const char *text, const char *name, lc_buf *out)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        size_t digits = strspn(text, "0123456789abcdefABCDEF");

        if (digits == SHA256_DIGITS)
            lc_buf_printf(out, "%.*s  %s\n", SHA256_DIGITS, text, name);
        else
            lc_buf_printf(out, "%.*s\n", (int)len, text);
        text += len + (text[len] == '\n');
    }
}

static lc_status put_sums(const char *text, const char *to, const char *sums,
                          lc_error *err)
{
    lc_buf lines = {0};
    lc_status st;

    name_lines(text, lc_path_name(to), &lines);
    st = lines.failed ? lc_no_memory(err, "a manifest")
                      : lc_file_write(sums, lines.data ? lines.data : "",
                                      lines.len, err);
    lc_buf_free(&lines);
    return st;
}

/* A file without one has none under its new name either. */
static lc_status copy_sums(const char *from, const char *to, lc_error *err)
{
    char *of = lc_path_join(from, ".sha256"),
         *sums = lc_path_join(to, ".sha256"), *text = NULL;
    size_t len;
    lc_status st = LIFE_OK;

    if (!of || !sums)
        st = lc_no_memory(err, "the name of a manifest");
    else if (access(of, F_OK) == 0)
        st = lc_file_read(of, SUMS_LIMIT_BYTES, &text, &len, err);
    else if (unlink(sums) != 0 && errno != ENOENT)
        st = lc_path_fail("replace", sums, err);
    if (!st && text)
        st = put_sums(text, to, sums, err);
    lc_free(text);
    lc_free(sums);
    lc_free(of);
    return st;
}

/* ---- moving ---- */

/* What can't be removed keeps its manifest, and is looked at again the next
 * time. */
static void drop(const char *path, unsigned n)
{
    char *kept = name_of(path, n, ""), *sums = name_of(path, n, ".sha256");

    if (kept && sums && (unlink(kept) == 0 || errno == ENOENT))
        (void)unlink(sums);
    lc_free(sums);
    lc_free(kept);
}

static lc_status move(const char *path, unsigned n, unsigned to, lc_error *err)
{
    char *from = name_of(path, n, ""), *onto = name_of(path, to, "");
    lc_status st = from && onto ? copy_sums(from, onto, err)
                                : lc_no_memory(err, "the name of a version");

    if (!st && rename(from, onto) != 0)
        st = lc_path_fail("move", from, err);
    if (!st)
        drop(path, n); /* the manifest is left there */
    lc_free(onto);
    lc_free(from);
    return st;
}

void lc_kept_settle(const char *path, unsigned most)
{
    unsigned next = 1;

    for (unsigned n = 1; n <= SLOTS; n++) {
        if (look_in(path, n) != EARLIER || next > most) {
            drop(path, n);
            continue;
        }
        if (n != next && move(path, n, next, NULL))
            return;
        next++;
    }
}

void lc_kept_drop(const char *path, const struct stat *file)
{
    for (unsigned n = 1; n <= SLOTS; n++) {
        char *kept = name_of(path, n, "");
        struct stat is;

        if (kept && lstat(kept, &is) == 0 && is.st_ino == file->st_ino &&
            is.st_dev == file->st_dev)
            drop(path, n);
        lc_free(kept);
    }
}

static lc_status put_first(const char *path, lc_error *err)
{
    char *first = name_of(path, 1, ""), *temp = lc_kept_temp(path, 1);
    lc_status st = first && temp ? copy_sums(path, first, err)
                                 : lc_no_memory(err, "the name of a version");

    if (!st)
        st = lc_kept_link(path, temp, err);
    if (!st && rename(temp, first) != 0)
        st = lc_path_fail("replace", first, err);
    if (st && temp)
        (void)unlink(temp);
    lc_free(temp);
    lc_free(first);
    return st;
}

lc_status lc_kept_push(const char *path, lc_error *err)
{
    unsigned free = 1;
    lc_status st = LIFE_OK;

    lc_kept_settle(path, LIFE_KEPT_MOST);
    while (free < SLOTS && look_in(path, free) != EMPTY)
        free++;
    for (; !st && free > 1; free--)
        st = move(path, free - 1, free, err);
    return st ? st : put_first(path, err);
}

lc_status lc_kept_find(const char *path, char **out, lc_error *err)
{
    *out = NULL;
    for (unsigned n = 1; n <= SLOTS; n++) {
        char *kept = name_of(path, n, "");

        if (!kept)
            return lc_no_memory(err, "the name of a version");
        if (look_at(path, kept) == EARLIER) {
            *out = kept;
            return LIFE_OK;
        }
        lc_free(kept);
    }
    return LIFE_OK;
}
