/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/library_log.c - see library_log.h.
 */
#include "src/http/net/library_log.h"

#include "lifecircle/base/log.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#define LIFE_LINES_MINUTE 10

/* Of all daemons together. *left: how many of an earlier minute were not. */
static bool is_wanted(unsigned *left)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static time_t minute;
    static unsigned lines;
    time_t now = time(NULL) / 60;
    bool wanted;

    *left = 0;
    pthread_mutex_lock(&lock);
    if (minute != now) {
        *left = lines > LIFE_LINES_MINUTE ? lines - LIFE_LINES_MINUTE : 0;
        lines = 0;
    }
    minute = now;
    wanted = lines++ < LIFE_LINES_MINUTE;
    pthread_mutex_unlock(&lock);
    return wanted;
}

/* The length of a conversion of printf() at `s`, which is a percent sign. */
static size_t conversion_length(const char *s)
{
    size_t n = 1 + strspn(s + 1, "#0- +'0123456789.*hlLqjzt");

    return n + (s[n] != '\0');
}

/* The form of the line tells an operator all that may be told: what is filled
 * in is left out, with the quotes around it. */
void lc_library_log_sentence(const char *fmt, char out[256])
{
    size_t n = 0;

    while (*fmt && *fmt != '\r' && *fmt != '\n' && n + 4 < 256) {
        if (*fmt != '%' || fmt[1] == '%') {
            fmt += *fmt == '%';
            out[n++] = *fmt++;
            continue;
        }
        fmt += conversion_length(fmt);
        if (n && strchr("`'\"", out[n - 1])) {
            n--;
            fmt += *fmt && strchr("'\"", *fmt);
        }
        memcpy(out + n, "...", 3);
        n += 3;
    }
    out[n] = '\0';
}

void lc_library_log_line(void *quiet, const char *fmt, va_list args)
{
    char line[256];
    unsigned left;

    (void)args;
    if (*(const bool *)quiet || !is_wanted(&left))
        return;
    if (left)
        lc_log(LIFE_LOG_WARN, "libmicrohttpd: %u lines more were left out",
               left);
    lc_library_log_sentence(fmt, line);
    lc_log(LIFE_LOG_WARN, "libmicrohttpd: %s", line);
}
