/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/lock.h - one process at a time writes a city.
 *
 * The lock is flock()'s on PATH.lock: it goes with the process, however that
 * ends, so none is ever left behind. The file itself stays. On a network file
 * system it is only as good as flock() is there.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_LOCK_H
#define LIFECIRCLE_SRC_STORE_CITY_LOCK_H

#include "lifecircle/base/error.h"

/* *fd is closed to let go. LIFE_ERR_BUSY: another process has it. */
lc_status lc_lock_take(const char *path, int *fd, lc_error *err);
/* Removes temporary files that earlier processes left beside `path`; the
 * lock is held, so none of them is in use. */
void lc_lock_sweep(const char *path);
/* The same for who only reads, so that what a killed import left doesn't stay
 * until the next one: where there is such a file and nobody holds the lock. Who
 * may not write there leaves all as it is. */
void lc_lock_tidy(const char *path);

#endif
