/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/bytes/source.h - the bytes of a file, unpacked: what tables of
 * text and extracts are read from.
 *
 * Errors name no file: the caller knows it, and adds it with lc_fail_at().
 * What a packed file unpacks to is limited, not trusted. Threads: a source
 * belongs to one thread.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_BYTES_SOURCE_H
#define LIFECIRCLE_SRC_IMPORT_BYTES_SOURCE_H

#include "lifecircle/base/error.h"

#include <stddef.h>
#include <stdint.h>

typedef struct lc_bytes_source lc_bytes_source;

/* Opens a regular file; gzip, bzip2 and xz are known by their first bytes.
 * LIFE_ERR_IO, LIFE_ERR_NOMEM. Close *out in any case; it is NULL on failure.
 */
lc_status lc_bytes_source_open(const char *path, lc_bytes_source **out,
                               lc_error *err);
void lc_bytes_source_close(lc_bytes_source *s); /* NULL is fine */
/* The first unpacked byte that is not read yet; -1 at the end. */
lc_status lc_bytes_source_peek(lc_bytes_source *s, int *byte, lc_error *err);
/* `want` bytes, fewer only at the end. Shows progress. LIFE_ERR_IO,
 * LIFE_ERR_PARSE (damaged), LIFE_ERR_LIMIT (more than bound.h lets a packed
 * file come to). */
lc_status lc_bytes_source_read(lc_bytes_source *s, void *out, size_t want,
                               size_t *got, lc_error *err);
uint64_t lc_bytes_source_at(const lc_bytes_source *s); /* bytes read so far */
/* The same of the file as it lies there, packed. */
uint64_t lc_bytes_source_taken(const lc_bytes_source *s);

#endif
