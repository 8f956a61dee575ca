/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/file.h - whole files in, whole files out.
 *
 * Layer:   base.
 */
#ifndef LIFECIRCLE_BASE_FILE_H
#define LIFECIRCLE_BASE_FILE_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Reads a regular file of at most `limit` bytes; *data is the caller's, for
 * lc_free(), with a NUL behind it. A file that is missing, a directory, or
 * too large is LIFE_ERR_IO (LIFE_ERR_LIMIT) with its path in the text.
 * `.gz` and `.bz2` are not unpacked here. */
lc_status lc_file_read(const char *path, size_t limit, char **data, size_t *len,
                       lc_error *err);

/* Writes all of it to PATH by way of a temporary file beside it, synced and
 * renamed, so that PATH is old or new, never half. "-" is standard output. */
lc_status lc_file_write(const char *path, const void *data, size_t len,
                        lc_error *err);

/* Lower-case hex SHA-256 of a file (nettle). `hex` takes 65 bytes. */
lc_status lc_file_sha256(const char *path, char hex[65], lc_error *err);
/* The same of one that is open, from its beginning; its place stays. */
lc_status lc_file_sha256_open(int fd, const char *path, char hex[65],
                              lc_error *err);
/* The same of bytes in memory. */
void lc_sha256(const void *data, size_t len, char hex[65]);

#endif
