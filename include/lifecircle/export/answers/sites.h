/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/sites.h - where a few more facilities would help
 * most.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_SITES_H
#define LIFECIRCLE_EXPORT_ANSWERS_SITES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/siting/siting.h"
#include "lifecircle/world/world.h"

typedef struct lc_sites_answer { /* all borrowed */
    const lc_world *w;
    const lc_site_query *q;
    const lc_siting *s;
    const char *const *id; /* of the candidates; NULL: places on streets */
} lc_sites_answer;

/* FeatureCollection of the sites, the best first: points with rank, gained,
 * candidate and who gains; beside them bound, optimal, the curve, what is
 * covered before and after, whom none reaches, and candidates that can't be
 * one. */
void lc_answer_sites(lc_buf *out, const lc_sites_answer *a);
/* A row a site. LIFE_ERR_NOMEM. */
lc_status lc_answer_sites_csv(lc_buf *out, const lc_sites_answer *a,
                              lc_error *err);

/* What `bound` and what was reached are in: whole seconds of MEDIAN and CENTRE,
 * NaN beyond 60 minutes. */
double lc_answer_sites_seconds(int64_t ms);

#endif
