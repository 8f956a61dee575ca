/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/kept.h - the versions before the present one.
 *
 *   PATH.1          the one before, PATH.2 the one before that, ...
 *   PATH.1.sha256   what it is verified by
 *
 * The lock on PATH is held by who calls; PATH is absolute, links followed.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_KEPT_H
#define LIFECIRCLE_SRC_STORE_CITY_KEPT_H

#include "lifecircle/base/error.h"

#include <sys/stat.h>

/* Before PATH is replaced: it is PATH.1 too, and those before it are moved on
 * by one. Wherever it stops, and whether or not PATH is replaced then,
 * lc_kept_settle() puts the numbers right. LIFE_ERR_IO, LIFE_ERR_NOMEM. */
lc_status lc_kept_push(const char *path, lc_error *err);
/* Numbers them from 1 on without a gap. Those beyond `most` go, and one that is
 * PATH itself. What can't be moved stays as it is, for the next time. */
void lc_kept_settle(const char *path, unsigned most);
/* Whichever of them is that file goes. */
void lc_kept_drop(const char *path, const struct stat *file);
/* The last that is not PATH itself, for lc_free(); NULL: none is there. */
lc_status lc_kept_find(const char *path, char **out, lc_error *err);

/* A name that lc_lock_sweep() takes for a temporary one; `which` of several,
 * below 10. For lc_free(); NULL: no memory. */
char *lc_kept_temp(const char *path, unsigned which);
/* A second name of a file, in the place of what has that name; where there are
 * no links, a copy. */
lc_status lc_kept_link(const char *path, const char *to, lc_error *err);

#endif
