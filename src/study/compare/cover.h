/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/cover.h - rows of coverage before and after, and the parts
 * that each cause has in what changed.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_COVER_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_COVER_H

#include "lifecircle/study/compare/compare.h"

/* Fills `cover`, `same`, `homes_same` and `cities`, of a comparison that has
 * the rest but facilities and streets. LIFE_ERR_LIMIT, LIFE_ERR_DB,
 * LIFE_ERR_STATE, LIFE_ERR_NOMEM. */
lc_status lc_cover_changes(lc_study *before, lc_study *after,
                           lc_comparison *out, lc_error *err);

#endif
