/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rollback.c - see lifecircle/store/rollback.h.
 */
#include "lifecircle/store/rollback.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/ledger.h"
#include "src/store/city/kept.h"
#include "src/store/city/lock.h"
#include "src/store/city/path.h"
#include "src/store/city/swap.h"

#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

/* A link would be followed to a file that this program did not put there. */
static lc_status find(const char *path, char **out, lc_error *err)
{
    struct stat is;
    lc_status st = lc_kept_find(path, out, err);

    if (st)
        return st;
    if (!*out)
        return lc_fail(err, LIFE_ERR_NOT_FOUND,
                       "there is no version before: %s.1 is not there (--keep "
                       "N keeps them)",
                       path);
    return lstat(*out, &is) == 0 && S_ISREG(is.st_mode)
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_IO,
                         "%s is no regular file, not a city file", *out);
}

/* As who serves it will: whole, and of this program. What is summed up here is
 * what the new manifest says, so nothing damaged gets a good hash. */
static lc_status check(const char *kept, const char *temp, lc_passing_sums *of,
                       lc_error *err)
{
    lc_city *c = NULL;
    bool known = false;
    lc_status st = lc_swap_sum(temp, of, err);

    if (!st)
        st = lc_swap_compare(kept, of, &known, err);
    if (!st && !known)
        st = lc_fail(err, LIFE_ERR_DB,
                     "there is no %s.sha256 to verify the version before by",
                     kept);
    if (!st)
        st = lc_city_open(kept, true, &c, err);
    lc_city_close(c);
    return st;
}

/* Who may not read the city now may not read the one before either. */
static void allow_alike(const char *temp, const char *path)
{
    struct stat now;
    int fd = open(temp, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0)
        return;
    if (stat(path, &now) == 0)
        (void)fchmod(fd, now.st_mode & 0777);
    close(fd);
}

/* Like an import whose new version is the one before. Where the present one is
 * missing there is nothing to keep. Where there are no links the one before is
 * still there beside its copy. */
static lc_status exchange(const char *path, const char *kept, const char *temp,
                          bool missing, lc_passing_sums *of, lc_error *err)
{
    struct stat file = {0};
    lc_status st = lc_kept_link(kept, temp, err);

    if (!st && lstat(kept, &file) != 0)
        st = lc_path_fail("open", kept, err);
    if (!st)
        st = check(kept, temp, of, err);
    if (st)
        return st;
    allow_alike(temp, path);
    if (!missing)
        st = lc_kept_push(path, err);
    if (!st)
        st = lc_swap_in(temp, path, missing, of, err);
    if (!st)
        lc_kept_drop(path, &file);
    lc_kept_settle(path, LIFE_KEPT_MOST);
    return st;
}

static lc_status go_back(const char *path, bool missing, lc_error *unwritten,
                         lc_error *err)
{
    char *kept = NULL, *temp = lc_kept_temp(path, 0);
    lc_passing_sums of;
    char now[32];
    lc_status st = temp ? find(path, &kept, err)
                        : lc_no_memory(err, "the name of a version");

    if (!st) {
        lc_lock_sweep(path);
        st = exchange(path, kept, temp, missing, &of, err);
        (void)unlink(temp); /* there still, where it failed */
        lc_city_now(now);
        if (!st)
            (void)lc_ledger_add(path, "rollback", of.sha256, now, unwritten);
    }
    lc_free(temp);
    lc_free(kept);
    return st;
}

lc_status lc_rollback_city(const char *path, lc_error *unwritten, lc_error *err)
{
    char *real = NULL, *kept = NULL;
    bool missing = false;
    int lock = -1;
    lc_status st = lc_path_resolve(path, &missing, &real, err);

    if (!st)
        st = find(real, &kept, err); /* no lock beside others' files */
    if (!st)
        st = lc_lock_take(real, &lock, err);
    if (!st)
        st = go_back(real, access(real, F_OK) != 0, unwritten, err);
    if (lock >= 0)
        close(lock);
    lc_free(kept);
    lc_free(real);
    return st;
}

/* ---- what a server says that can't begin ---- */

/* Not one that only lacks its manifest: that may be as good as any. */
static bool is_whole(const char *path)
{
    lc_city *c = NULL;
    bool known = false;
    lc_status st = lc_swap_verify(path, &known, NULL);

    if (!st && !known)
        st = lc_city_open(path, false, &c, NULL);
    lc_city_close(c);
    return !st;
}

static bool is_good(const char *kept)
{
    lc_city *c = NULL;
    bool known = false;
    lc_status st = lc_swap_verify(kept, &known, NULL);

    if (!st && known)
        st = lc_city_open(kept, true, &c, NULL);
    lc_city_close(c);
    return !st && known;
}

char *lc_rollback_offer(const char *path)
{
    char *real = NULL, *kept = NULL, *out = NULL;
    bool missing = false;

    if (!lc_path_resolve(path, &missing, &real, NULL) &&
        (missing || !is_whole(real)) && !find(real, &kept, NULL) &&
        is_good(kept)) {
        out = kept;
        kept = NULL;
    }
    lc_free(kept);
    lc_free(real);
    return out;
}
