/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/process/fence.c - see fence.h. The C library has no functions for
 * these three calls (landlock(7)).
 */
#define _GNU_SOURCE /* O_PATH, syscall */
#include "lifecircle/base/process/fence.h"

#include "lifecircle/base/process/traced.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Those that files and folders can have; the first version has them all but
 * these two. A kernel refuses to be asked for what it doesn't know. */
#define OF_VERSION_1 ((UINT64_C(1) << 13) - 1)
#define REFER        (UINT64_C(1) << 13) /* from version 2 */
#define TRUNCATE     (UINT64_C(1) << 14) /* from version 3 */

#define READS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITES                                                                 \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |             \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | TRUNCATE)
/* A rule about a file may name no rights of folders. */
#define OF_FILES                                                               \
    (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE)

static const uint64_t rights[] = {
    [LIFE_FENCE_READ] = READS,
    [LIFE_FENCE_WRITE] = READS | WRITES,
    [LIFE_FENCE_REMOVE] = LANDLOCK_ACCESS_FS_REMOVE_DIR,
};

static uint64_t known(const lc_fence *f)
{
    return OF_VERSION_1 | (f->version >= 2 ? REFER : 0) |
           (f->version >= 3 ? TRUNCATE : 0);
}

/* The size of the first version's structure is taken by all. */
static bool begin(lc_fence *f)
{
    struct landlock_ruleset_attr all = {0};
    long version;

    if (f->version)
        return f->version > 0;
    version = LIFE_TRACED ? 0
                          : syscall(SYS_landlock_create_ruleset, NULL, 0,
                                    LANDLOCK_CREATE_RULESET_VERSION);
    f->version = version > 0 ? (int)version : -1;
    if (f->version < 0)
        return false;
    all.handled_access_fs = known(f);
    f->rules = (int)syscall(SYS_landlock_create_ruleset, &all,
                            sizeof all.handled_access_fs, 0);
    if (f->rules < 0)
        f->version = -1;
    return f->version > 0;
}

void lc_fence_add(lc_fence *f, const char *path, lc_fence_right right)
{
    struct landlock_path_beneath_attr rule = {0};
    struct stat info;
    int fd;

    if (!begin(f))
        return;
    fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return;
    rule.allowed_access = rights[right] & known(f);
    if (fstat(fd, &info) == 0 && !S_ISDIR(info.st_mode))
        rule.allowed_access &= OF_FILES;
    rule.parent_fd = fd;
    if (rule.allowed_access)
        (void)syscall(SYS_landlock_add_rule, f->rules,
                      LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(fd);
}

/* The kernel asks for the promise before it lets anybody but root do it. */
bool lc_fence_close(lc_fence *f)
{
    bool closed;

    if (!begin(f)) {
        f->version = 0;
        return false;
    }
    closed = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
             syscall(SYS_landlock_restrict_self, f->rules, 0) == 0;
    close(f->rules);
    if (!closed)
        f->version = 0;
    return closed;
}
