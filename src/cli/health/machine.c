/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/machine.c - see machine.h.
 */
#include "src/cli/health/machine.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/utf8.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* Of unistd.h, which has it for _DEFAULT_SOURCE alone. */
extern long syscall(long number, ...);

/* linux/seccomp.h and linux/landlock.h: constants of the kernel's interface,
 * which older headers lack. */
#define MODE_FILTER       2
#define LANDLOCK_VERSION  1
#define LANDLOCK_CREATE   444 /* the same on every architecture */
#define MIB               1048576
#define FEWEST_FILES      80   /* 16 connections and 64 files */
#define WANTED_FILES      2112 /* 2,048 of them */
#define FEWEST_MEMORY_MIB 128
#define WANTED_MEMORY_MIB 512

/* The hard limit: serve raises its own as far. */
static void look_at_descriptors(lc_health *h)
{
    struct rlimit files = {0};
    char text[32];
    lc_health_level level = LIFE_HEALTH_OK;

    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_max < FEWEST_FILES)
        level = LIFE_HEALTH_WRONG;
    else if (files.rlim_max < WANTED_FILES)
        level = LIFE_HEALTH_WARN;
    snprintf(text, sizeof text, "%llu", (unsigned long long)files.rlim_max);
    lc_health_add(h, "descriptors", LIFE_SAY_HEALTH_DESCRIPTORS, level, text);
    lc_health_advise(h, LIFE_SAY_HEALTH_DESCRIPTORS_HELP, NULL);
}

/* The number behind `name` at the start of a line; false: none. */
static bool read_number(const char *path, const char *name, uint64_t *out)
{
    char line[256];
    bool found = false;
    FILE *f = fopen(path, "re");

    while (f && !found && fgets(line, sizeof line, f)) {
        const char *s = line + strlen(name);
        char *end;

        if (strncmp(line, name, strlen(name)) != 0)
            continue;
        *out = strtoull(s, &end, 10);
        found = end != s;
    }
    if (f)
        fclose(f);
    return found;
}

/* What a container or a unit may take counts where it is less. */
static void look_at_memory(lc_health *h)
{
    uint64_t kib, most = 0, used = 0, mib;
    char text[48];
    lc_health_level level = LIFE_HEALTH_OK;

    if (!read_number("/proc/meminfo", "MemAvailable:", &kib))
        return;
    mib = kib / 1024;
    if (read_number("/sys/fs/cgroup/memory.max", "", &most) &&
        read_number("/sys/fs/cgroup/memory.current", "", &used) &&
        most / MIB < mib + used / MIB)
        mib = most > used ? (most - used) / MIB : 0;
    if (mib < FEWEST_MEMORY_MIB)
        level = LIFE_HEALTH_WRONG;
    else if (mib < WANTED_MEMORY_MIB)
        level = LIFE_HEALTH_WARN;
    snprintf(text, sizeof text, "%" PRIu64 " MiB", mib);
    lc_health_add(h, "memory", LIFE_SAY_HEALTH_MEMORY, level, text);
    lc_health_advise(h, LIFE_SAY_HEALTH_MEMORY_HELP, NULL);
}

static void look_at_cores(lc_health *h)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    char text[32];

    snprintf(text, sizeof text, "%ld", cores);
    lc_health_add(h, "cores", LIFE_SAY_HEALTH_CORES,
                  cores < 2 ? LIFE_HEALTH_WARN : LIFE_HEALTH_OK, text);
    lc_health_advise(h, LIFE_SAY_HEALTH_CORES_HELP, NULL);
}

/* A filter at address 0 is refused as a bad address by a kernel that has them,
 * and as an unknown mode by one that has none: seccomp(2). */
static void look_at_sandbox(lc_health *h)
{
    bool filters =
        prctl(PR_SET_SECCOMP, MODE_FILTER, NULL, 0, 0) < 0 && errno == EFAULT;
    long version = syscall(LANDLOCK_CREATE, (void *)0, 0, LANDLOCK_VERSION);
    char text[32];

    lc_health_add(h, "seccomp", LIFE_SAY_HEALTH_SECCOMP,
                  filters ? LIFE_HEALTH_OK : LIFE_HEALTH_WARN,
                  lc_health_yes(h, filters));
    lc_health_advise(h, LIFE_SAY_HEALTH_SECCOMP_HELP, NULL);
    snprintf(text, sizeof text, "%ld", version > 0 ? version : 0);
    lc_health_add(h, "landlock", LIFE_SAY_HEALTH_LANDLOCK,
                  version > 0 ? LIFE_HEALTH_OK : LIFE_HEALTH_WARN, text);
    lc_health_advise(h, LIFE_SAY_HEALTH_LANDLOCK_HELP, NULL);
}

static void look_at_user(lc_health *h)
{
    char text[32];

    snprintf(text, sizeof text, "%lu", (unsigned long)geteuid());
    lc_health_add(h, "user", LIFE_SAY_HEALTH_USER,
                  geteuid() ? LIFE_HEALTH_OK : LIFE_HEALTH_WARN,
                  geteuid() ? text : "root");
    lc_health_advise(h, LIFE_SAY_HEALTH_USER_HELP, NULL);
}

/* Before this program was written no clock of a machine that runs it can be.
 */
static void look_at_clock(lc_health *h)
{
    const time_t written = 1763596800; /* 2025-11-20 */
    struct timex state = {0};
    bool synchronized = ntp_adjtime(&state) != TIME_ERROR;
    bool wrong = time(NULL) < written;
    char text[32];

    lc_log_time(text);
    lc_health_add(h, "clock", LIFE_SAY_HEALTH_CLOCK,
                  wrong          ? LIFE_HEALTH_WRONG
                  : synchronized ? LIFE_HEALTH_OK
                                 : LIFE_HEALTH_WARN,
                  text);
    lc_health_advise(
        h, wrong ? LIFE_SAY_HEALTH_CLOCK_WRONG : LIFE_SAY_HEALTH_CLOCK_HELP,
        NULL);
}

void lc_health_machine(lc_health *h)
{
    lc_health_area(h, "machine", LIFE_SAY_HEALTH_MACHINE);
    look_at_descriptors(h);
    look_at_memory(h);
    look_at_cores(h);
    look_at_sandbox(h);
    look_at_user(h);
    look_at_clock(h);
}
