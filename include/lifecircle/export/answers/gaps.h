/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/gaps.h - where a service is out of reach.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_GAPS_H
#define LIFECIRCLE_EXPORT_ANSWERS_GAPS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/world/world.h"

/* FeatureCollection of the gaps, the heaviest first: outlines with category,
 * weight, total, cause, nearest, walk_seconds, detour, barrier, mend (site,
 * link, gate). */
void lc_answer_gaps(lc_buf *out, const lc_world *w, const lc_gap_query *q,
                    const lc_gap_list *l);

#endif
