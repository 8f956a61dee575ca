/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calls.h: each in a child, as nothing takes it back.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/process/calls.h"
#include "lifecircle/base/process/traced.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GOOD, WRONG, NONE /* of it here */ };

static void of_child(int (*look)(void))
{
    pid_t child = fork();
    int status;

    if (child == 0)
        _exit(look());
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (LIFE_TRACED && WEXITSTATUS(status) == NONE)
        return; /* let off, as traced.h says */
    if (WEXITSTATUS(status) == NONE)
        skip();
    assert_int_equal(WEXITSTATUS(status), GOOD);
}

static bool refused(long rc)
{
    return rc == -1 && errno == EPERM;
}

static void *nothing(void *arg)
{
    return arg;
}

/* Threads and files go on; programs, sockets, memory to run do not. */
static int serving(void)
{
    pthread_t t;
    void *run;
    int fd;

    if (!lc_calls_serve())
        return NONE;
    if (pthread_create(&t, NULL, nothing, NULL) || pthread_join(t, NULL))
        return WRONG;
    fd = open("/dev/null", O_RDONLY);
    if (fd < 0 || close(fd) != 0)
        return WRONG;
    if (!refused(socket(AF_INET, SOCK_STREAM, 0)) ||
        !refused(socket(AF_UNIX, SOCK_STREAM, 0)) || !refused(fork()) ||
        !refused(execl("/bin/true", "true", (char *)NULL)))
        return WRONG;
    run = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
               -1, 0);
    return run == MAP_FAILED && errno == EPERM ? GOOD : WRONG;
}

static int offline(void)
{
    if (!lc_calls_offline())
        return NONE;
    return refused(socket(AF_INET, SOCK_STREAM, 0)) &&
                   refused(socket(AF_INET6, SOCK_DGRAM, 0)) &&
                   refused(execl("/bin/true", "true", (char *)NULL)) &&
                   socket(AF_UNIX, SOCK_STREAM, 0) >= 0
               ? GOOD
               : WRONG;
}

/* Without it all of them can be had: the checks are no matter of the machine.
 */
static int free_to_do(void)
{
    pid_t child;

    if (socket(AF_INET, SOCK_STREAM, 0) < 0)
        return WRONG;
    child = fork();
    if (child == 0)
        execl("/bin/true", "true", (char *)NULL);
    return child > 0 && waitpid(child, NULL, 0) == child ? GOOD : WRONG;
}

static void a_server_starts_nothing(void **state)
{
    (void)state;
    of_child(serving);
}

static void an_import_has_no_network(void **state)
{
    (void)state;
    of_child(offline);
}

static void others_may(void **state)
{
    (void)state;
    of_child(free_to_do);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_server_starts_nothing),
        cmocka_unit_test(an_import_has_no_network),
        cmocka_unit_test(others_may),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
