/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/shift.h - the homes whose walk or answer a scenario changes,
 * category by category, and of all basic ones together.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_SHIFT_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_SHIFT_H

#include "src/study/whatif/base.h"
#include "src/study/whatif/roster.h"

typedef LC_VEC(lc_whatif_home) lc_whatif_home_vec;

/* Appends those of a category, by number. *no_data: whether the city has no
 * facility of it then. LIFE_ERR_NOMEM, or the budget's. Cost: lc_relabel()'s,
 * and a pass over the homes where the category has its first facility, or loses
 * its last, or where facilities without a link or a place are changed. */
lc_status lc_shift_category(const lc_base *b, const lc_base_part *part,
                            const lc_roster *r, lc_whatif_home_vec *out,
                            bool *no_data, lc_error *err);

/* Appends those of all_basic, by number, of what lc_shift_category() gave for
 * all categories that are touched (`of`, `n`). LIFE_ERR_NOMEM. */
lc_status lc_shift_basic(const lc_base *b, const lc_base_basic *basic,
                         const lc_whatif_home *of, size_t n,
                         lc_whatif_home_vec *out, lc_error *err);

#endif
