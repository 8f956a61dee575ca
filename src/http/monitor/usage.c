/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/usage.c - see usage.h.
 */
#include "src/http/monitor/usage.h"

#include "src/http/monitor/exposition.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

void lc_usage_open(lc_usage *u)
{
    u->memory_fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    u->start_s = (uint64_t)time(NULL);
}

void lc_usage_close(lc_usage *u)
{
    if (u->memory_fd >= 0)
        close(u->memory_fd);
    u->memory_fd = -1;
}

/* The second number of statm is the resident pages (proc(5)). Read from the
 * beginning each time, by any thread. */
static bool resident_bytes(const lc_usage *u, uint64_t *out)
{
    char text[128], *at;
    ssize_t n =
        u->memory_fd < 0 ? -1 : pread(u->memory_fd, text, sizeof text - 1, 0);

    if (n <= 0)
        return false;
    text[n] = '\0';
    strtoull(text, &at, 10);
    *out = strtoull(at, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
    return *out > 0;
}

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

void lc_usage_write(const lc_usage *u, lc_buf *out)
{
    struct rusage used = {0};
    struct rlimit files = {0};
    uint64_t bytes;

    getrusage(RUSAGE_SELF, &used);
    getrlimit(RLIMIT_NOFILE, &files);
    lc_exposition_gauge(out, "process_start_time_seconds",
                        "When the process began, since 1970.", u->start_s);
    lc_exposition_head(out, "process_cpu_seconds_total", "counter",
                       "Processor time of all threads, user and system.");
    lc_exposition_real(out, "process_cpu_seconds_total", "",
                       seconds_of(used.ru_utime) + seconds_of(used.ru_stime));
    lc_exposition_gauge(out, "process_max_fds",
                        "Most files and connections that may be open.",
                        files.rlim_cur);
    if (resident_bytes(u, &bytes))
        lc_exposition_gauge(out, "process_resident_memory_bytes",
                            "Memory that the process holds.", bytes);
}
