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

/* Of all daemons together. */
static bool is_wanted(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static time_t minute;
    static unsigned lines;
    time_t now = time(NULL) / 60;
    bool wanted;

    pthread_mutex_lock(&lock);
    if (minute != now)
        lines = 0;
    minute = now;
    wanted = lines++ < LIFE_LINES_MINUTE;
    pthread_mutex_unlock(&lock);
    return wanted;
}

/* The form of the line tells an operator all that may be told. */
void lc_library_log_line(void *unused, const char *fmt, va_list args)
{
    (void)unused;
    (void)args;
    if (is_wanted())
        lc_log(LIFE_LOG_WARN, "libmicrohttpd: %.*s", (int)strcspn(fmt, "\r\n"),
               fmt);
}
