/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/swap.h - how one city file replaces another.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_SWAP_H
#define LIFECIRCLE_SRC_STORE_CITY_SWAP_H

#include "lifecircle/base/error.h"
#include "src/store/city/passing.h"

#include <stdbool.h>

/* Makes the file `temp`, with the permissions of `path` if there is such a
 * file; empty, or as its copy. */
lc_status lc_swap_create(const char *temp, const char *path, bool copy,
                         lc_error *err);
/* Makes `temp` as a copy of the city at `path`, if that is as it was published
 * or nobody knows how that was (not *known). LIFE_ERR_DB: it is not. */
lc_status lc_swap_carry(const char *temp, const char *path, bool *known,
                        lc_error *err);
/* What `temp` sums up to, once it is whole. */
lc_status lc_swap_sum(const char *temp, lc_passing_sums *out, lc_error *err);
/* Syncs `temp`, which sums up to `of`, and renames it over `path`, with
 * PATH.sha256. Wherever it stops, `path` is the old city or the new one, and a
 * line of PATH.sha256 fits it. */
lc_status lc_swap_in(const char *temp, const char *path, bool is_new,
                     const lc_passing_sums *of, lc_error *err);
/* Of an absolute path: see lc_city_verify(). */
lc_status lc_swap_verify(const char *path, bool *known, lc_error *err);
/* The same of a file that sums up to `of`. */
lc_status lc_swap_compare(const char *path, const lc_passing_sums *of,
                          bool *known, lc_error *err);
/* The same of a file that is open: what has its name by now is not looked at.
 */
lc_status lc_swap_verify_open(int fd, const char *path, bool *known,
                              lc_error *err);

#endif
