/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/path.h - names of files. Strings are the caller's, for
 * lc_free(); NULL: no memory.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_PATH_H
#define LIFECIRCLE_SRC_STORE_CITY_PATH_H

#include "lifecircle/base/error.h"

#include <stdbool.h>

char *lc_path_join(const char *a, const char *b); /* without a / between */
char *lc_path_folder(const char *path);
const char *lc_path_name(const char *path); /* within `path` */
/* Absolute, links followed; *missing: there is no such file, but its folder
 * is. LIFE_ERR_IO: anything but a file, or it can't be reached. */
lc_status lc_path_resolve(const char *path, bool *missing, char **out,
                          lc_error *err);
/* "cannot DOING PATH: ..." of errno: LIFE_ERR_IO or LIFE_ERR_NOMEM. */
lc_status lc_path_fail(const char *doing, const char *path, lc_error *err);

#endif
