/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/bytes/bound.h - what a file may come to, by its size: small ones
 * that are made to be packed well must not take the machine.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_BYTES_BOUND_H
#define LIFECIRCLE_SRC_IMPORT_BYTES_BOUND_H

#include "lifecircle/base/error.h"

#include <stdint.h>

/* Both of as many bytes of the file, as it lies there, as were read so far, and
 * LIFE_ERR_LIMIT.
 * Objects of an extract, their tags, refs and members: a million and four a
 * byte. */
lc_status lc_bound_parts(uint64_t bytes, uint64_t parts, lc_error *err);
/* Bytes that a packed file unpacks to: 64 MiB and a hundred a byte. */
lc_status lc_bound_unpacked(uint64_t bytes, uint64_t unpacked, lc_error *err);

#endif
