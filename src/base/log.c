/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/log.c - lines and the progress bar on standard error.
 *
 * One lock keeps lines and the bar apart, whoever writes them: a line first
 * wipes the bar, and the bar comes back with the next progress. A line is
 * formatted before the lock is taken.
 */
#include "lifecircle/base/log.h"

#include "lifecircle/base/utf8.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A longer line is cut, at a character. Ten drawings a second are enough for
 * an eye, and cost nothing to a loop that reports every item. */
#define LINE_BYTES    2048
#define BAR_CELLS     30
#define DRAW_EVERY_MS 100

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int most_level = LIFE_LOG_INFO;
static atomic_bool is_quiet;
static bool bar_shown;      /* under `lock` */
static int64_t bar_next_ms; /* under `lock`: not drawn before */

void lc_log_set_level(lc_log_level most)
{
    atomic_store(&most_level, (int)most);
}

void lc_progress_quiet(bool quiet)
{
    atomic_store(&is_quiet, quiet);
}

/* With the lock held. ECMA-48's EL: from the cursor to the end of the line. */
static void clear_bar(void)
{
    if (bar_shown)
        fputs("\r\033[K", stderr);
    bar_shown = false;
}

void lc_log(lc_log_level level, const char *fmt, ...)
{
    char line[LINE_BYTES];
    va_list ap;

    if ((int)level > atomic_load(&most_level))
        return;
    va_start(ap, fmt);
    lc_utf8_vformat(line, sizeof line, fmt, ap);
    va_end(ap);
    for (char *s = line; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            *s = '?';
    pthread_mutex_lock(&lock);
    clear_bar();
    fprintf(stderr, "lifecircle: %s\n", line);
    fflush(stderr);
    pthread_mutex_unlock(&lock);
}

/* A clock that nobody can set: one put back by an hour would stop the bar. */
static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void lc_progress(const char *what, uint64_t done, uint64_t total)
{
    char bar[BAR_CELLS + 1];
    double share = total ? (double)done / (double)total : 0;
    int full = (int)((share > 1 ? 1 : share) * BAR_CELLS);

    if (atomic_load(&is_quiet) || !isatty(STDERR_FILENO))
        return;
    pthread_mutex_lock(&lock);
    if (now_ms() >= bar_next_ms) {
        memset(bar, '.', BAR_CELLS);
        memset(bar, '#', (size_t)full);
        bar[BAR_CELLS] = '\0';
        fprintf(stderr, "\r%s [%s] %3d %%\033[K", what, bar,
                full * 100 / BAR_CELLS);
        fflush(stderr);
        bar_shown = true;
        bar_next_ms = now_ms() + DRAW_EVERY_MS;
    }
    pthread_mutex_unlock(&lock);
}

void lc_progress_end(void)
{
    pthread_mutex_lock(&lock);
    clear_bar();
    fflush(stderr);
    pthread_mutex_unlock(&lock);
}
