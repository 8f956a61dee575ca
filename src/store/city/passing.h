/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/passing.h - a file read from begin to end, and what it sums up
 * to: SHA-256, which nobody can forge, and XXH3 of 128 bits, which finds what a
 * disk or a line broke in a tenth of the time.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_PASSING_H
#define LIFECIRCLE_SRC_STORE_CITY_PASSING_H

#include "lifecircle/base/error.h"

#include <nettle/sha2.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xxhash.h>

/* In hex; sha256 is empty where it was not asked for. */
typedef struct lc_passing_sums {
    char sha256[2 * SHA256_DIGEST_SIZE + 1];
    char quick[33];
} lc_passing_sums;

typedef struct lc_passing {
    const char *path, *what; /* what it is read for, for lc_progress() */
    uint64_t done, size;
    int fd;
    char *piece; /* the last that was read */
    bool is_slow;
    struct sha256_ctx slow;
    XXH3_state_t *quick;
} lc_passing;

/* To be ended also after a failure. Both texts are borrowed. LIFE_ERR_IO,
 * LIFE_ERR_NOMEM. */
lc_status lc_passing_begin(lc_passing *p, const char *path, const char *what,
                           bool sha256, lc_error *err);
/* *n bytes more in p->piece; 0: the end. */
lc_status lc_passing_next(lc_passing *p, size_t *n, lc_error *err);
/* `out` may be NULL; it says nothing after a failure. */
void lc_passing_end(lc_passing *p, lc_passing_sums *out);

#endif
