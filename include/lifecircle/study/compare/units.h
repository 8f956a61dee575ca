/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compare/units.h - which unit of a city is which in another
 * file of it.
 *
 * Units of a level are one by their code; what is left, by a name that one unit
 * of the level alone has in either file.
 *
 * Layer:   study, over world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_STUDY_COMPARE_UNITS_H
#define LIFECIRCLE_STUDY_COMPARE_UNITS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/world/unit.h"

typedef struct lc_unit_pair {
    uint32_t before, after; /* units */
    bool by_name;           /* their codes differ */
} lc_unit_pair;

/* Of one level; [0] of the file before, [1] of the one after. */
typedef struct lc_unit_pairs { /* `= {0}` is empty */
    uint32_t level[2];         /* LIFE_NONE: it has no such level */
    LC_VEC(lc_unit_pair) v;    /* in the order of those after */
    LC_VEC(uint32_t) only[2];  /* units that the other doesn't have */
    uint32_t *pair[2]; /* of each of the city's units, into v; LIFE_NONE */
} lc_unit_pairs;

/* `level` is one of `after`. *out is for lc_unit_pairs_clear(), whatever comes
 * back. LIFE_ERR_NOMEM. */
lc_status lc_unit_pairs_make(const lc_world *before, const lc_world *after,
                             const char *level, lc_unit_pairs *out,
                             lc_error *err);
void lc_unit_pairs_clear(lc_unit_pairs *p);

#endif
