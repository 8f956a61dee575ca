/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/centre.h - k sites with the least greatest walk time:
 * the least time within which k of them serve everybody, found by halving (E.
 * Minieka, The m-center problem, SIAM Review 12 (1970), 138-139).
 *
 * Layer:   study.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_SOLVE_CENTRE_H
#define LIFECIRCLE_SRC_STUDY_SITING_SOLVE_CENTRE_H

#include "src/study/siting/solve/solve.h"

typedef struct lc_centre {
    uint32_t least; /* the greatest time can't be less: of who is not served */
    uint32_t greatest, bound; /* what was found, and what is proven */
} lc_centre;

/* A time is a group's base less what is saved. out->site: k at most, and as
 * few as do. LIFE_ERR_NOMEM; the budget's. */
lc_status lc_centre_find(const lc_instance *in, uint32_t k, lc_work *work,
                         lc_centre *c, lc_solution *out, lc_error *err);

#endif
