/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/process/leftover.c - see the header.
 */
#define _DEFAULT_SOURCE /* flock */
#include "lifecircle/base/process/leftover.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void lc_leftover_hold(int fd)
{
    (void)flock(fd, LOCK_EX | LOCK_NB);
}

/* Neither a link nor a pipe is opened for what it leads to. */
static void remove_dead(int folder, const char *name)
{
    struct stat info;
    int fd =
        openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd < 0)
        return;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
        info.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0)
        (void)unlinkat(folder, name, 0);
    close(fd);
}

void lc_leftover_sweep(const char *folder, const char *prefix,
                       bool (*tail)(const char *rest))
{
    DIR *d = opendir(folder);
    size_t len = strlen(prefix);
    struct dirent *e;

    while (d && (e = readdir(d)))
        if (!strncmp(e->d_name, prefix, len) && tail(e->d_name + len))
            remove_dead(dirfd(d), e->d_name);
    if (d)
        closedir(d);
}
