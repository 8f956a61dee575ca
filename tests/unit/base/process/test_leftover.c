/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leftover.h and ending.h: what a process leaves, and takes along. Each ends in
 * a child, as it would.
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

#include "lifecircle/base/process/ending.h"
#include "lifecircle/base/process/leftover.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char base[] = "/tmp/lifecircle-leftover-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[120];

    snprintf(path, sizeof path, "%s/%s", base, name);
    return path;
}

static int make(const char *name)
{
    int fd = open(path_of(name), O_RDWR | O_CREAT, 0600);

    assert_true(fd >= 0);
    return fd;
}

static bool is_there(const char *name)
{
    struct stat info;

    return lstat(path_of(name), &info) == 0;
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(base) ? 0 : 1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(base);
}

static bool is_digit(const char *rest)
{
    return strlen(rest) == 1 && *rest >= '0' && *rest <= '9';
}

static void sweeps_what_nobody_holds(void **state)
{
    int held = make("x.1"), other = make("x.a"), dead = make("x.2");

    (void)state;
    lc_leftover_hold(held);
    close(dead);
    assert_int_equal(symlink("x.a", path_of("x.3")), 0);
    assert_int_equal(mkfifo(path_of("x.4"), 0600), 0);
    lc_leftover_sweep(base, "x.", is_digit);
    assert_true(is_there("x.1"));
    assert_true(is_there("x.a"));
    assert_false(is_there("x.2"));
    assert_true(is_there("x.3")); /* a link is no file of ours */
    assert_true(is_there("x.4"));
    close(held);
    lc_leftover_sweep(base, "x.", is_digit);
    assert_false(is_there("x.1"));
    lc_leftover_sweep("/nonexistent", "x.", is_digit);
    close(other);
    unlink(path_of("x.a"));
    unlink(path_of("x.3"));
    unlink(path_of("x.4"));
}

static void say(void)
{
    (void)!write(open(path_of("said"), O_WRONLY | O_CREAT, 0600), "x", 1);
}

/* The signal that ended a child of ours in the middle of its work. */
static int end_by(int number, bool ignored)
{
    pid_t child = fork();
    int status;

    if (!child) {
        static char gone[120], kept[120];

        snprintf(gone, sizeof gone, "%s", path_of("gone"));
        snprintf(kept, sizeof kept, "%s", path_of("kept"));
        if (ignored)
            signal(number, SIG_IGN);
        lc_ending_call(say);
        lc_ending_remove(gone);
        lc_ending_remove(kept);
        lc_ending_keep(kept);
        lc_ending_keep("another");
        raise(number);
        _exit(7); /* it was ignored */
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

static void takes_files_along(void **state)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        close(make("gone"));
        close(make("kept"));
        assert_int_equal(end_by(ends[i], false), ends[i]);
        assert_false(is_there("gone"));
        assert_true(is_there("kept"));
        assert_int_equal(unlink(path_of("said")), 0);
    }
    close(make("gone"));
    assert_int_equal(end_by(SIGHUP, true), -7); /* nohup */
    assert_true(is_there("gone"));
    assert_false(is_there("said"));
    unlink(path_of("gone"));
    unlink(path_of("kept"));
}

static void holds_eight(void **state)
{
    char name[9][2] = {{0}};

    (void)state;
    for (int i = 0; i < 9; i++)
        assert_int_equal(lc_ending_remove(name[i]), i < 8);
    for (int i = 0; i < 8; i++)
        lc_ending_keep(name[i]);
    assert_true(lc_ending_remove(name[8]));
    lc_ending_keep(name[8]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sweeps_what_nobody_holds),
        cmocka_unit_test(takes_files_along),
        cmocka_unit_test(holds_eight),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
