/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosing.h - a diagnosis while it is made.
 */
#ifndef LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSING_H
#define LIFECIRCLE_SRC_STUDY_CHECK_DIAGNOSING_H

#include "lifecircle/study/check/diagnosis.h"
#include "lifecircle/study/findings/finding.h"
#include "lifecircle/world/world.h"

/* Handed to every check in turn; neither is owned. Once a check fails for want
 * of memory, `failed` says so at the end. */
typedef struct lc_diagnosing {
    const lc_world *w;
    lc_diagnosis *out;
    bool failed;
} lc_diagnosing;

/* Counts one, and gives the example to be filled in, or one to be lost. It is
 * set to have a place: who has none for it says so. */
lc_finding_example *lc_diagnosing_add(lc_diagnosing *d, lc_finding_code code);
/* Why it is so, in English: lifecircle/words/tables/extract.h has the
 * Chinese. */
void lc_diagnosing_explain(lc_diagnosing *d, lc_finding_example *e,
                           const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
