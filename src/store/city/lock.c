/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/lock.c - see the header.
 */
#define _DEFAULT_SOURCE /* flock */
#include "src/store/city/lock.h"

#include "lifecircle/base/mem.h"
#include "src/store/city/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

/* Who tidies holds it for a moment, which is no reason to be refused. */
static int hold(int fd)
{
    const struct timespec moment = {0, 20000000};
    int rc = flock(fd, LOCK_EX | LOCK_NB);

    for (int i = 0; i < 5 && rc != 0 && errno == EWOULDBLOCK; i++) {
        nanosleep(&moment, NULL);
        rc = flock(fd, LOCK_EX | LOCK_NB);
    }
    return rc;
}

lc_status lc_lock_take(const char *path, int *fd, lc_error *err)
{
    char *lock = lc_path_join(path, ".lock");
    lc_status st = LIFE_OK;

    *fd = -1;
    if (!lock)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to lock %s", path);
    /* The file stays: removing it would let two processes hold "the" lock. */
    *fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (*fd < 0 && errno == ELOOP)
        st = lc_fail(err, LIFE_ERR_IO,
                     "%s is a link, which somebody else may have put there: "
                     "remove it",
                     lock);
    else if (*fd < 0)
        st = lc_path_fail("open", lock, err);
    else if (hold(*fd) != 0)
        st = errno == EWOULDBLOCK
                 ? lc_fail(err, LIFE_ERR_BUSY,
                           "%s is being written by another process, which "
                           "holds %s",
                           path, lock)
                 : lc_path_fail("lock", lock, err);
    if (st && *fd >= 0) {
        close(*fd);
        *fd = -1;
    }
    lc_free(lock);
    return st;
}

static const char digits[] = "0123456789";

/* `infix` + digits. */
static bool ends_so(const char *end, const char *infix)
{
    size_t k = strlen(infix);

    return !strncmp(end, infix, k) && end[k] &&
           !end[k + strspn(end + k, digits)];
}

/* Those of the city, and of its ledger, its manifest or that of a version
 * before (kept.h), NAME.1.sha256, which lc_file_write() writes. */
static bool is_temp_name(const char *entry, const char *name)
{
    static const char of_sums[] = ".sha256.tmp.";
    const char *end = entry;
    size_t n;

    while (*name && *end == *name) {
        end++;
        name++;
    }
    if (*name)
        return false;
    if (ends_so(end, ".new.") || ends_so(end, of_sums) ||
        ends_so(end, ".ledger.tmp."))
        return true;
    n = *end == '.' ? strspn(end + 1, digits) : 0;
    return n && ends_so(end + 1 + n, of_sums);
}

/* Whether there are any; they are removed where `remove` says so. */
static bool find_temps(const char *path, bool remove)
{
    const char *name = lc_path_name(path);
    char *folder = lc_path_folder(path);
    DIR *dir = folder ? opendir(folder) : NULL;
    const struct dirent *e;
    bool any = false;

    while (dir && (e = readdir(dir))) {
        if (!is_temp_name(e->d_name, name))
            continue;
        any = true;
        if (remove)
            unlinkat(dirfd(dir), e->d_name, 0);
    }
    if (dir)
        closedir(dir);
    lc_free(folder);
    return any;
}

void lc_lock_sweep(const char *path)
{
    (void)find_temps(path, true);
}

/* The lock's file is not made: who left something has made it before. */
void lc_lock_tidy(const char *path)
{
    char *lock;
    int fd;

    if (!find_temps(path, false))
        return;
    lock = lc_path_join(path, ".lock");
    fd = lock ? open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
        lc_lock_sweep(path);
    if (fd >= 0)
        close(fd);
    lc_free(lock);
}
