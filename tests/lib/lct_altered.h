/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_altered.h - a city with other facilities and streets: the slow
 * way to what a scenario comes to. A world of its own is made over the homes of
 * another, with its streets, and all that rests on facilities, made anew, and
 * studied from nothing: no label, sum or order of the other is looked at.
 */
#ifndef LCT_ALTERED_H
#define LCT_ALTERED_H

#include "lifecircle/study/study.h"
#include "lifecircle/study/whatif/whatif.h"

typedef struct lct_altered lct_altered;

/* The other world stays where it is until this is freed. To be asked for one
 * pace alone, where streets are changed. */
lct_altered *lct_altered_new(const lc_world *w, const lc_whatif_changes *c,
                             uint32_t pace);
lc_study *lct_altered_study(lct_altered *a);
void lct_altered_free(lct_altered *a);

#endif
