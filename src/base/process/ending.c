/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/process/ending.c - see the header.
 */
#include "lifecircle/base/process/ending.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#define FILES 8

typedef void (*call)(void);

static _Atomic(call) last_call;
static _Atomic(const char *) files[FILES];

/* Only what a signal handler may do. */
void lc_ending_run(void)
{
    call last = atomic_load(&last_call);

    if (last)
        last();
    for (size_t i = 0; i < FILES; i++) {
        const char *path = atomic_exchange(&files[i], NULL);

        if (path)
            (void)unlink(path);
    }
}

/* Raised again, it ends the process as it would have without us. */
static void run_and_end(int number)
{
    lc_ending_run();
    raise(number);
}

/* Signals that somebody ignores (nohup) or handles stay so. */
static void listen(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction ours = {.sa_handler = run_and_end,
                             .sa_flags = (int)SA_RESETHAND},
                     old;

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(ends[i], &ours, NULL);
}

void lc_ending_call(void (*last)(void))
{
    atomic_store(&last_call, last);
    listen();
}

bool lc_ending_remove(const char *path)
{
    for (size_t i = 0; i < FILES; i++) {
        const char *none = NULL;

        if (atomic_compare_exchange_strong(&files[i], &none, path)) {
            listen();
            return true;
        }
    }
    return false;
}

void lc_ending_keep(const char *path)
{
    for (size_t i = 0; i < FILES; i++) {
        const char *there = path;

        if (path && atomic_compare_exchange_strong(&files[i], &there, NULL))
            return;
    }
}
