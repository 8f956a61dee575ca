/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fence.h: in a child, as nothing takes it back. Folders are made anew for it.
 */
#define _DEFAULT_SOURCE /* mkdtemp */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/process/fence.h"
#include "lifecircle/base/process/traced.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GOOD, WRONG, NONE /* of it here */ };

static char base[] = "/tmp/lifecircle-fence-XXXXXX";

static bool opens(const char *name, int flags)
{
    char path[80];
    int fd;

    snprintf(path, sizeof path, "%s/%s", base, name);
    errno = 0;
    fd = open(path, flags, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static int fenced(void)
{
    char path[80];
    lc_fence f = {0};

    snprintf(path, sizeof path, "%s/in", base);
    lc_fence_add(&f, path, LIFE_FENCE_READ);
    snprintf(path, sizeof path, "%s/temp", base);
    lc_fence_add(&f, path, LIFE_FENCE_WRITE);
    lc_fence_add(&f, "/no/such/folder", LIFE_FENCE_READ);
    if (!lc_fence_close(&f))
        return NONE;
    if (!opens("in/file", O_RDONLY) || opens("in/file", O_WRONLY) ||
        opens("in/new", O_WRONLY | O_CREAT) ||
        !opens("temp/new", O_RDWR | O_CREAT))
        return WRONG;
    /* by its own name, and by a link from within */
    if (opens("out/file", O_RDONLY) || errno != EACCES ||
        opens("in/link", O_RDONLY) || errno != EACCES)
        return WRONG;
    return GOOD;
}

static void nothing_outside_is_opened(void **state)
{
    pid_t child = fork();
    int status;

    (void)state;
    if (child == 0)
        _exit(fenced());
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (LIFE_TRACED && WEXITSTATUS(status) == NONE)
        return; /* let off, as traced.h says */
    if (WEXITSTATUS(status) == NONE)
        skip();
    assert_int_equal(WEXITSTATUS(status), GOOD);
}

/* The checks are no matter of rights: unfenced all of it opens. */
static void unfenced_all_is(void **state)
{
    (void)state;
    assert_true(opens("in/file", O_RDONLY));
    assert_true(opens("in/link", O_RDONLY));
    assert_true(opens("out/file", O_WRONLY));
}

static const char *const folders[] = {"in", "out", "temp"};
static const char *const files[] = {"in/file", "out/file", "temp/new",
                                    "in/link", "in/new"};

static int make(void **state)
{
    char path[80];

    (void)state;
    if (!mkdtemp(base))
        return -1;
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", base, folders[i]);
        if (mkdir(path, 0700) != 0)
            return -1;
    }
    snprintf(path, sizeof path, "%s/in/link", base);
    return opens("in/file", O_WRONLY | O_CREAT) &&
                   opens("out/file", O_WRONLY | O_CREAT) &&
                   symlink("../out/file", path) == 0
               ? 0
               : -1;
}

static int clear(void **state)
{
    char path[80];

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", base, files[i]);
        unlink(path);
    }
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", base, folders[i]);
        rmdir(path);
    }
    return rmdir(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_outside_is_opened),
        cmocka_unit_test(unfenced_all_is),
    };

    return cmocka_run_group_tests(tests, make, clear);
}
