/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/sandbox.c - see sandbox.h.
 *
 * A fence is of a thread and those that it starts, so it is made before all
 * others; a filter of calls can be given to all, and comes last, as starting
 * takes more calls than serving.
 *
 * A new city takes the place of the old one by rename, so the fence is around
 * the folder and not the file: around the one that the path names, and the one
 * that links led to when the server began.
 */
#define _DEFAULT_SOURCE /* realpath, mkdtemp, tzset */
#include "src/http/serve/sandbox.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/process/calls.h"
#include "lifecircle/base/process/fence.h"
#include "lifecircle/base/process/privileges.h"
#include "lifecircle/base/table.h"
#include "src/http/serve/cities.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What the C library and SQLite look at while serving: how many cores there
 * are, chance, the clock's rules; and what metrics tell of memory. */
static const char *const system_files[] = {
    "/sys/devices/system/cpu", "/dev/urandom",        "/dev/null",
    "/etc/localtime",          "/usr/share/zoneinfo", "/proc/self/statm"};

/* ---- folders ---- */

/* "." of a name alone. For lc_free(). */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    lc_buf out = {0};

    if (slash)
        lc_buf_put(&out, path, slash == path ? 1 : (size_t)(slash - path));
    else
        lc_buf_putc(&out, '.');
    return lc_buf_steal(&out, NULL);
}

/* Fences and keeps the folder of a path, links followed; one that isn't there
 * stays outside, and loading says what is wrong with it. */
static lc_status add_folder(lc_sandbox *s, lc_fence *f, const char *path,
                            lc_error *err)
{
    char *folder = folder_of(path);
    char *real = folder ? realpath(folder, NULL) : NULL;
    char *kept = real ? lc_strdup(real) : NULL;
    bool missing = folder && !real;

    free(real); /* the C library's own */
    lc_free(folder);
    if (missing)
        return LIFE_OK;
    if (!kept || !lc_vec_push(&s->folder, kept)) {
        lc_free(kept);
        return lc_no_memory(err, "the sandbox");
    }
    lc_fence_add(f, kept, LIFE_FENCE_READ);
    return LIFE_OK;
}

static lc_status add_city(lc_sandbox *s, lc_fence *f, const char *path,
                          lc_error *err)
{
    lc_status st = add_folder(s, f, path, err);
    char *real = st ? NULL : realpath(path, NULL);

    if (real)
        st = add_folder(s, f, real, err);
    free(real);
    return st;
}

#define TEMP_NAME "lifecircle-serve-"
#define FRESH_S   60 /* somebody may be about to lock it */

/* Locked as long as its server lives, so that others can tell. -1: it is not.
 */
static int lock_temp(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* Folders of servers that were killed. */
static void sweep(const char *in)
{
    DIR *folder = opendir(in);
    struct dirent *e;

    while (folder && (e = readdir(folder))) {
        struct stat st;
        lc_buf path = {0};
        int fd = -1;

        if (strncmp(e->d_name, TEMP_NAME, strlen(TEMP_NAME)) != 0)
            continue;
        lc_buf_printf(&path, "%s/%s", in, e->d_name);
        if (!path.failed)
            fd = lock_temp(path.data);
        if (fd >= 0) {
            if (!fstat(fd, &st) && time(NULL) - st.st_mtime > FRESH_S)
                rmdir(path.data); /* one that isn't empty stays */
            close(fd);
        }
        lc_buf_free(&path);
    }
    if (folder)
        closedir(folder);
}

/* Exports as workbooks go through files; nothing else does. */
static lc_status make_temp(lc_sandbox *s, lc_fence *f, lc_error *err)
{
    const char *in = getenv("TMPDIR");
    lc_buf path = {0};

    if (!in || !*in)
        in = "/tmp";
    sweep(in);
    lc_buf_printf(&path, "%s/" TEMP_NAME "XXXXXX", in);
    s->temp = lc_buf_steal(&path, NULL);
    if (!s->temp)
        return lc_no_memory(err, "the sandbox");
    lc_fence_add(f, in, LIFE_FENCE_REMOVE);
    if (!mkdtemp(s->temp)) {
        lc_fail(err, LIFE_ERR_IO, "%s: no temporary folder there: %s", in,
                strerror(errno));
        lc_free(s->temp);
        s->temp = NULL;
        return LIFE_ERR_IO;
    }
    s->locked = lock_temp(s->temp) + 1;
    lc_fence_add(f, s->temp, LIFE_FENCE_WRITE);
    return setenv("TMPDIR", s->temp, 1) ? lc_no_memory(err, "the sandbox")
                                        : LIFE_OK;
}

lc_status lc_sandbox_enter(lc_sandbox *s, const lc_server_opts *opts,
                           lc_error *err)
{
    lc_fence f = {0};
    lc_status st = LIFE_OK;

    lc_privileges_keep();
    tzset(); /* or the first to ask would find no rules */
    for (size_t i = 0; !st && i < opts->city_count; i++)
        st = add_city(s, &f, lc_cities_path(opts->city[i]), err);
    if (!st)
        st = make_temp(s, &f, err);
    for (size_t i = 0; i < sizeof system_files / sizeof *system_files; i++)
        lc_fence_add(&f, system_files[i], LIFE_FENCE_READ);
    if (lc_table_folder()) /* read when they are first wanted */
        lc_fence_add(&f, lc_table_folder(), LIFE_FENCE_READ);
    if (!st && lc_fence_close(&f))
        s->files = f.version;
    return st;
}

/* ---- what holds ---- */

void lc_sandbox_settle(lc_sandbox *s)
{
    s->calls = lc_calls_serve();
    if (s->files && s->calls)
        lc_log(LIFE_LOG_INFO,
               "sandbox: no files but its cities' folders (Landlock %d), no "
               "programs and no connections of its own (seccomp)",
               s->files);
    else
        lc_log(LIFE_LOG_WARN, "sandbox: %s, %s",
               s->files ? "no files but its cities' folders"
                        : "any file (no Landlock here)",
               s->calls ? "no programs and no connections of its own"
                        : "any call (no seccomp here)");
}

static bool is_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);

    return !strncmp(path, folder, len) &&
           (path[len] == '/' || !strcmp(folder, "/"));
}

lc_status lc_sandbox_reach(const lc_sandbox *s, const char *path, lc_error *err)
{
    char *real = s->files ? realpath(path, NULL) : NULL;
    bool within = !real; /* what isn't there is told by who opens it */

    for (size_t i = 0; !within && i < s->folder.n; i++)
        within = is_below(real, s->folder.v[i]);
    if (!within)
        lc_fail(err, LIFE_ERR_IO,
                "%s leads to %s, outside of the folders that this server was "
                "started with: restart it, or start it with --no-sandbox",
                path, real);
    free(real);
    return within ? LIFE_OK : LIFE_ERR_IO;
}

void lc_sandbox_leave(lc_sandbox *s)
{
    for (size_t i = 0; i < s->folder.n; i++)
        lc_free(s->folder.v[i]);
    lc_vec_free(&s->folder);
    if (s->temp)
        rmdir(s->temp);
    if (s->locked)
        close(s->locked - 1);
    s->locked = 0;
    lc_free(s->temp);
    s->temp = NULL;
}
