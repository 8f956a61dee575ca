/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/search.h - what is called so.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the study return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_SEARCH_H
#define LIFECIRCLE_EXPORT_ANSWERS_SEARCH_H

#include "lifecircle/base/buf.h"
#include "lifecircle/export/links.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/find.h"
#include "lifecircle/world/world.h"

/* {"hits":[...]}, the best first; of a category with what asks for the nearest
 * of it, from find->at where that is known: an address below `links`, or with
 * NULL a command. Errors: as lc_study_find(). */
lc_status lc_answer_search(lc_buf *out, lc_study *s, const lc_find *find,
                           const lc_links *links, lc_error *err);
/* What asks for the nearest of a hit that is a need: an address below `links`,
 * or with NULL a command. */
void lc_answer_search_question(lc_buf *out, const lc_world *w,
                               const lc_find *find, const lc_hit *h,
                               const lc_links *links);

#endif
