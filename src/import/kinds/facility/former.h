/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/former.h - which row of a table is the facility
 * that its source had before.
 *
 * In this order, each facility once:
 *
 *     1  the table's own number
 *     2  the same name, categories and place; of several, the same otherwise
 *     3  the id that is made of them
 *     4  the same name and categories, up to LIFE_FORMER_MOVED_M away; without
 *        a name, up to LIFE_FORMER_BESIDE_M
 *     5  the same name and categories, alone in both, and one has no position
 *     6  the same name, of other categories, up to LIFE_FORMER_BESIDE_M away
 *
 * The order of rows decides nothing.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_FORMER_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_FORMER_H

#include "src/import/kinds/facility/key.h"

#include <stddef.h>

/* Farther than a map service's place of a shop is off its door, and nearer
 * than the next branch of a chain. */
#define LIFE_FORMER_MOVED_M  150
#define LIFE_FORMER_BESIDE_M 20 /* as far as rounded coordinates are off */

typedef struct lc_facility_known {
    lc_facility_key key;
    uint64_t id; /* lc_facility_key_hash() of the one it has, or would get */
    bool own;    /* of a row: that is the table's own number */
} lc_facility_known;

typedef struct lc_facility_knowns {
    const lc_facility_known *v;
    size_t n;
} lc_facility_knowns;

/* `of` gets for each row the number of what it was before, or UINT32_MAX.
 * LIFE_ERR_NOMEM. Cost: n log n; of one name within a row's reach at most 64
 * are compared. */
lc_status lc_facility_former_match(lc_facility_knowns before,
                                   lc_facility_knowns now, uint32_t *of,
                                   lc_error *err);

#endif
