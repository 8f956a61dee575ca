/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/asked.h - of whom a question of sites asks: homes, what they
 * weigh, whether they are covered, how long they walk now.
 *
 * Layer:   study, over world.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_ASKED_H
#define LIFECIRCLE_SRC_STUDY_SITING_ASKED_H

#include "lifecircle/study/siting/siting.h"
#include "src/study/siting/served.h"

typedef struct lc_asked {
    int64_t *weight; /* by home of the world: who is asked about; else 0 */
    uint8_t *answer; /* by home of the world, as lc_coverage_homes() */
    lc_customers who;
    int64_t sum; /* weight of the customers */
} lc_asked;

/* How long a walk counts where there is none within 60 minutes: of a mean the
 * last minute that counts, of a greatest time one more than any. */
uint32_t lc_asked_beyond_ms(lc_site_model model);

/* Also out->total, covered and untold. For lc_asked_clear(), also after a
 * failure. LIFE_ERR_NOMEM; of ages as gaps. */
lc_status lc_asked_find(lc_study *study, const lc_site_query *q, lc_asked *a,
                        lc_siting *out, lc_error *err);
void lc_asked_clear(lc_asked *a);

#endif
