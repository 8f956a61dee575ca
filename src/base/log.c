/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/log.c - lines and the progress bar on standard error.
 *
 * One lock keeps lines and the bar apart, whoever writes them: a line first
 * wipes the bar, and the bar comes back with the next progress. A line is
 * formatted before the lock is taken.
 */
#include "lifecircle/base/log.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/process/ending.h"
#include "lifecircle/base/utf8.h"

#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* A longer line is cut, at a character. Ten drawings a second are enough for
 * an eye, and cost nothing to a loop that reports every item. What is over
 * within a second needs no line that comes and goes. */
#define LINE_BYTES    2048
#define DRAW_EVERY_MS 100
#define SILENT_MS     1000
#define COLUMNS       80 /* of a terminal that doesn't tell */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile sig_atomic_t on_screen; /* whether the bar is drawn */
static atomic_int most_level = LIFE_LOG_INFO;
static atomic_int form_now = LIFE_LOG_PLAIN;
static _Atomic(lc_progress_say) say;

static struct {       /* under `lock` */
    int64_t next_ms;  /* not drawn before */
    int64_t begun_ms; /* of this work */
    lc_progress_now now;
} bar;

void lc_log_set_level(lc_log_level most)
{
    atomic_store(&most_level, (int)most);
}

/* ECMA-48's EL: from the cursor to the end of the line. */
#define WIPE "\r\033[K"

/* With the lock held. */
static void clear_bar(void)
{
    if (on_screen)
        fputs(WIPE, stderr);
    on_screen = 0;
}

static void write_line(const char *before, const char *line)
{
    pthread_mutex_lock(&lock);
    clear_bar();
    fprintf(stderr, "%s%s\n", before, line);
    fflush(stderr);
    pthread_mutex_unlock(&lock);
}

void lc_log_set_form(lc_log_form form)
{
    atomic_store(&form_now, (int)form);
}

lc_log_form lc_log_get_form(void)
{
    return (lc_log_form)atomic_load(&form_now);
}

void lc_log_time(char out[32])
{
    struct timespec now;
    struct tm utc;
    size_t n;

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    n = strftime(out, 26, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(out + n, 32 - n, ".%03uZ", (unsigned)(now.tv_nsec / 1000000));
}

/* A line for which there is no memory goes out as plain text. */
static void write_json(lc_log_level level, const char *message)
{
    static const char *const names[] = {"error", "warn", "info", "debug"};
    char when[32];
    lc_buf text = {0};
    lc_json j;

    lc_log_time(when);
    lc_json_init(&j, &text);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "time", when);
    lc_json_str(&j, "level", names[level]);
    lc_json_str(&j, "message", message);
    lc_json_end(&j);
    write_line("", text.failed ? message : text.data);
    lc_buf_free(&text);
}

void lc_log_object(lc_log_level level, const char *json)
{
    if ((int)level <= atomic_load(&most_level))
        write_line("", json);
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
    lc_utf8_blunt(line);
    if (lc_log_get_form() == LIFE_LOG_JSON)
        write_json(level, line);
    else
        write_line("lifecircle: ", line);
}

/* A clock that nobody can set: one put back by an hour would stop the bar. */
static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Else the shell's next prompt would stand behind the bar. */
static void wipe_at_end(void)
{
    if (on_screen && write(STDERR_FILENO, WIPE, strlen(WIPE)) < 0)
        on_screen = 0;
}

void lc_progress_show(lc_progress_say in_words)
{
    bool shown = in_words && isatty(STDERR_FILENO);

    if (shown)
        lc_ending_call(wipe_at_end);
    pthread_mutex_lock(&lock);
    bar.next_ms = now_ms() + SILENT_MS;
    pthread_mutex_unlock(&lock);
    atomic_store(&say, shown ? in_words : NULL);
}

/* How many columns the terminal has; one that was made narrower meanwhile. */
static size_t columns(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1
               ? size.ws_col
               : COLUMNS;
}

/* With the lock held. A line that would be broken can't be drawn over. */
static void draw(lc_progress_say words)
{
    lc_buf line = {0};

    words(&line, &bar.now);
    if (!line.failed && line.len && lc_utf8_width(line.data) < columns()) {
        on_screen = 1;
        fprintf(stderr, "\r%s\033[K", line.data);
        fflush(stderr);
    }
    lc_buf_free(&line);
}

/* Threads take items in order and end them in any: what is done never falls. */
void lc_progress(const char *what, uint64_t done, uint64_t total)
{
    lc_progress_say words = atomic_load(&say);
    int64_t ms;

    if (!words)
        return;
    pthread_mutex_lock(&lock);
    ms = now_ms();
    if (!bar.now.what || strcmp(bar.now.what, what) != 0 || !done) {
        bar.begun_ms = ms;
        bar.now = (lc_progress_now){.what = what};
    }
    bar.now.done = done > bar.now.done ? done : bar.now.done;
    bar.now.total = total > bar.now.done ? total : bar.now.done;
    bar.now.spent_ms = (uint64_t)(ms - bar.begun_ms) + 1;
    if (ms >= bar.next_ms) {
        draw(words);
        bar.next_ms = ms + DRAW_EVERY_MS;
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
