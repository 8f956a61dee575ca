/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/process/privileges.c - see privileges.h.
 */
#define _DEFAULT_SOURCE /* dirfd */
#include "lifecircle/base/process/privileges.h"

#include "lifecircle/base/parse.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <unistd.h>

/* The kernel's own most of descriptors (fs.nr_open). */
#define FD_MOST 1048576

void lc_privileges_keep(void)
{
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

bool lc_privileges_root(void)
{
    return geteuid() == 0;
}

int lc_privileges_descriptors(unsigned kept)
{
    DIR *dir;
    const struct dirent *e;
    int closed = 0;

    while (fcntl(2, F_GETFD) < 0 || fcntl(1, F_GETFD) < 0 ||
           fcntl(0, F_GETFD) < 0)
        if (open("/dev/null", O_RDWR) < 0) /* the lowest that is free */
            break;
    dir = opendir("/proc/self/fd");
    while (dir && (e = readdir(dir))) {
        uint64_t fd;

        if (lc_parse_uint(e->d_name, FD_MOST, &fd) && fd > UINT64_C(2) + kept &&
            (int)fd != dirfd(dir) && close((int)fd) == 0)
            closed++;
    }
    if (dir)
        closedir(dir);
    return closed;
}
