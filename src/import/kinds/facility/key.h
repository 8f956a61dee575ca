/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/key.h - by what a facility of a table is known
 * again: its name, its categories and its place, as numbers.
 *
 * They are the first 64 bits of SHA-256 over texts, so that they are the same
 * on any machine and in any version. What stands in an id (lc_facility_key_id)
 * is written down for good: the text behind `place` must not change.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_KEY_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_KEY_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/store/rows/facility.h"

#include <stdbool.h>
#include <stdint.h>

#define LIFE_KEY_DIGITS                                                        \
    12 /* of an id: two of a million rows share one in                         \
          500 tables, and get different ids all the same */

typedef struct lc_facility_key {
    uint64_t called; /* its name, folded; 0: it has none of its own */
    uint64_t what;   /* that and its categories */
    uint64_t place;  /* that and its position to four decimals, or its unit */
    uint64_t detail; /* that and all else, but when it was looked at */
    lc_pt pt;        /* where `placed` */
    bool placed;
} lc_facility_key;

/* `scratch` is emptied. LIFE_ERR_NOMEM. */
lc_status lc_facility_key_make(const lc_stored_facility *row, lc_arena *scratch,
                               lc_facility_key *out, lc_error *err);
/* Of any text. */
uint64_t lc_facility_key_hash(const char *text);
/* Appends "h3f9c0a1b2d4e"; of `turn` 2 and on, "-2" behind it. */
void lc_facility_key_id(const lc_facility_key *k, unsigned turn, lc_buf *out);
/* Whether what stands behind a source's name and colon looks like that. */
bool lc_facility_key_is_id(const char *s);

#endif
