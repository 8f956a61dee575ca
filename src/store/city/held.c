/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/held.c - see lifecircle/store/held.h.
 */
#include "lifecircle/store/held.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "src/store/city/connection.h"
#include "src/store/city/lock.h"
#include "src/store/city/path.h"
#include "src/store/city/swap.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct lc_held {
    int fd;
    char *path; /* absolute, links followed: for words, and PATH.sha256 */
    struct stat before; /* when it was opened */
};

/* Links are followed before the file is opened, since PATH.sha256 stands beside
 * what they lead to. */
lc_status lc_held_open(const char *path, lc_held **out, lc_error *err)
{
    lc_held *h = lc_calloc(1, sizeof *h);
    bool missing = false;
    lc_status st;

    *out = NULL;
    if (!h)
        return lc_no_memory(err, "a city");
    h->fd = -1;
    st = lc_path_resolve(path, &missing, &h->path, err);
    if (!st && missing)
        st = lc_fail(err, LIFE_ERR_IO, "there is no file %s", path);
    if (!st) {
        /* a FIFO that has taken its place must not make us wait */
        h->fd = open(h->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (h->fd < 0 || fstat(h->fd, &h->before) != 0)
            st = lc_path_fail("open", path, err);
        else if (!S_ISREG(h->before.st_mode))
            st = lc_fail(err, LIFE_ERR_IO, "%s is no regular file", path);
    }
    if (st) {
        lc_held_close(h);
        return st;
    }
    lc_lock_tidy(h->path);
    *out = h;
    return LIFE_OK;
}

void lc_held_close(lc_held *h)
{
    if (!h)
        return;
    if (h->fd >= 0)
        close(h->fd);
    lc_free(h->path);
    lc_free(h);
}

/* The manifest is read by its name: whoever replaces the city writes both
 * hashes into it before, so that the one of this file stands there as long as
 * anybody opens it (swap.c). */
lc_status lc_held_verify(lc_held *h, bool *known, lc_error *err)
{
    return lc_swap_verify_open(h->fd, h->path, known, err);
}

/* By size and time, as a second hash would take as long as the loading: enough
 * against a copy into the file, which is the mistake that people make. */
lc_status lc_held_unchanged(const lc_held *h, lc_error *err)
{
    struct stat now;

    if (fstat(h->fd, &now) != 0)
        return lc_path_fail("read", h->path, err);
    if (now.st_size != h->before.st_size ||
        memcmp(&now.st_mtim, &h->before.st_mtim, sizeof now.st_mtim) != 0)
        return lc_fail(err, LIFE_ERR_DB,
                       "%s was written to while it was being read", h->path);
    return LIFE_OK;
}

/* Without a check of its pages: its bytes are those that were published, or
 * somebody has said that they need not be. */
lc_status lc_held_city(const lc_held *h, lc_city **out, lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = lc_connection_held(h->fd, h->path, &c, err);

    *out = NULL;
    if (!st)
        st = lc_city_accept(c, true, out, err);
    if (!st)
        (*out)->shares = true;
    return st;
}
