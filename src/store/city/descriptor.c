/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/descriptor.c - see descriptor.h.
 *
 * SQLite's own VFS would follow "/proc/self/fd/N" back to the name. This one
 * reads a database by pread(), never writes, and leaves all else (temporary
 * files, time, randomness) to SQLite's own.
 */
#define _GNU_SOURCE /* F_DUPFD_CLOEXEC */

#include "src/store/city/descriptor.h"

#include "lifecircle/base/parse.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite must not take 0 to 2 for a database (sqlite.org/howtocorrupt.html). */
#define FIRST_FD 3

/* The kernel's own default of how many a process may have (fs.nr_open). */
#define FD_MOST 1048576

typedef struct held_file {
    sqlite3_file base; /* first: SQLite knows no more of it */
    int fd;
} held_file;

static int fd_of(sqlite3_file *f)
{
    return ((held_file *)f)->fd;
}

/* A copy that was made for this database alone: whoever holds the file open
 * goes on holding it. */
static int close_held(sqlite3_file *f)
{
    close(fd_of(f));
    return SQLITE_OK;
}

/* What lies behind the end is zeros, and told (sqlite3_io_methods). */
static int read_held(sqlite3_file *f, void *to, int size, sqlite3_int64 at)
{
    int got = 0;

    while (got < size) {
        ssize_t n =
            pread(fd_of(f), (char *)to + got, (size_t)(size - got), at + got);

        if (n < 0 && errno != EINTR)
            return SQLITE_IOERR_READ;
        if (n == 0)
            break;
        got += n > 0 ? (int)n : 0;
    }
    if (got == size)
        return SQLITE_OK;
    memset((char *)to + got, 0, (size_t)(size - got));
    return SQLITE_IOERR_SHORT_READ;
}

/* Of the file as it is, not as it was when it was opened: one that has shrunk
 * is found to be damaged by who reads it, as with SQLite's own. */
static int size_held(sqlite3_file *f, sqlite3_int64 *out)
{
    struct stat st;

    if (fstat(fd_of(f), &st) != 0)
        return SQLITE_IOERR_FSTAT;
    *out = st.st_size;
    return SQLITE_OK;
}

/* ---- what a file that is only read is never asked ---- */

static int write_held(sqlite3_file *f, const void *from, int size,
                      sqlite3_int64 at)
{
    (void)f;
    (void)from;
    (void)size;
    (void)at;
    return SQLITE_READONLY;
}

/* SQLite asks for this behind a transaction that wrote; there is none. */
static int truncate_held(sqlite3_file *f, sqlite3_int64 size)
{
    (void)f;
    (void)size;
    return SQLITE_READONLY;
}

static int sync_held(sqlite3_file *f, int flags)
{
    (void)f;
    (void)flags;
    return SQLITE_OK;
}

/* Nobody writes to a file that was published: another takes its place. So there
 * is nothing to lock it against. */
static int lock_held(sqlite3_file *f, int level)
{
    (void)f;
    (void)level;
    return SQLITE_OK;
}

static int reserved_held(sqlite3_file *f, int *out)
{
    (void)f;
    *out = 0;
    return SQLITE_OK;
}

/* Among them are pragmas, which then are SQLite's to do. */
static int control_held(sqlite3_file *f, int what, void *arg)
{
    (void)f;
    (void)what;
    (void)arg;
    return SQLITE_NOTFOUND;
}

/* Only asked of who writes; a page of most disks. */
static int sector_held(sqlite3_file *f)
{
    (void)f;
    return 4096;
}

/* It promises what "immutable=1" does: no locks are taken and no change is
 * looked for. */
static int traits_held(sqlite3_file *f)
{
    (void)f;
    return SQLITE_IOCAP_IMMUTABLE;
}

/* Version 1 of the methods is enough: what came later is for shared memory of a
 * write-ahead log and for memory maps, and SQLite asks for neither of a file
 * that says it is older. */
static const sqlite3_io_methods methods = {
    .iVersion = 1, /* no shared memory, no memory map */
    .xClose = close_held,
    .xRead = read_held,
    .xWrite = write_held,
    .xTruncate = truncate_held,
    .xSync = sync_held,
    .xFileSize = size_held,
    .xLock = lock_held,
    .xUnlock = lock_held,
    .xCheckReservedLock = reserved_held,
    .xFileControl = control_held,
    .xSectorSize = sector_held,
    .xDeviceCharacteristics = traits_held,
};

/* ---- the VFS ---- */

static sqlite3_vfs *sqlites_own; /* as it was when ours was made */

/* Sorts that don't fit into memory open files of their own, without a name. The
 * name is the number of a descriptor. It is copied, as SQLite closes what it
 * opens, and closed on exec, as no child process is to hold a city. */
static int open_held(sqlite3_vfs *vfs, const char *name, sqlite3_file *f,
                     int flags, int *out_flags)
{
    held_file *held = (held_file *)f;
    uint64_t fd;

    (void)vfs;
    if (!(flags & SQLITE_OPEN_MAIN_DB))
        return sqlites_own->xOpen(sqlites_own, name, f, flags, out_flags);
    f->pMethods = NULL;
    if (!name || !lc_parse_uint(name, FD_MOST, &fd))
        return SQLITE_CANTOPEN;
    held->fd = fcntl((int)fd, F_DUPFD_CLOEXEC, FIRST_FD);
    if (held->fd < 0)
        return SQLITE_CANTOPEN;
    f->pMethods = &methods;
    if (out_flags)
        *out_flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    return SQLITE_OK;
}

/* A number is no path, and stays as it is. */
static int name_held(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    return strlen(name) < (size_t)size
               ? (sqlite3_snprintf(size, out, "%s", name), SQLITE_OK)
               : SQLITE_CANTOPEN;
}

/* There is no journal beside a descriptor. */
static int access_held(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    (void)name;
    (void)flags;
    *out = 0;
    return SQLITE_OK;
}

/* Made once for the process, as SQLite's list of VFSs is the process's. */
static sqlite3_vfs ours;
static int registered;

/* A copy with other calls: what isn't about a database file is as before, with
 * the private data that those calls rest on. */
static void make_vfs(void)
{
    sqlites_own = sqlite3_vfs_find(NULL);
    registered = SQLITE_ERROR;
    if (!sqlites_own)
        return;
    ours = *sqlites_own;
    ours.pNext = NULL;
    ours.zName = LIFE_DESCRIPTOR_VFS;
    if (ours.szOsFile < (int)sizeof(held_file))
        ours.szOsFile = (int)sizeof(held_file);
    ours.xOpen = open_held;
    ours.xAccess = access_held;
    ours.xFullPathname = name_held;
    registered = sqlite3_vfs_register(&ours, 0);
}

lc_status lc_descriptor_ready(lc_error *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_vfs);
    return registered == SQLITE_OK
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_DB, "SQLite takes no VFS");
}
