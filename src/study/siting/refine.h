/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/refine.h - of one site that is to cover most: the best place
 * of all streets, which may lie between those that were compared.
 *
 * Layer:   study, over world.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_REFINE_H
#define LIFECIRCLE_SRC_STUDY_SITING_REFINE_H

#include "lifecircle/study/study.h"
#include "src/study/siting/served.h"

typedef struct lc_refined {
    lc_pt at;
    int64_t weight; /* 0: no place brings more */
} lc_refined;

/* The place that brings most of their weight within the limit, if it is more
 * than out->weight says before; as gaps have it. LIFE_ERR_NOMEM; the budget's.
 * Cost: as of a gap that is as large as the city. */
lc_status lc_refine_find(lc_study *study, uint32_t pace,
                         const lc_customers *who, lc_refined *out,
                         lc_error *err);

#endif
