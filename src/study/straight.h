/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/straight.h - straight distances from homes to facilities, worked
 * out for all homes when they are first asked for, and kept.
 */
#ifndef LIFECIRCLE_SRC_STUDY_STRAIGHT_H
#define LIFECIRCLE_SRC_STUDY_STRAIGHT_H

#include "lifecircle/study/study.h"
#include "lifecircle/world/pace.h"

/* As all distances here, in whole millimetres: up, so that "within" never
 * counts one too many. */
uint32_t lc_straight_rounded_mm(double m);
/* Each home's millimetres to the nearest facility of a category, rounded up;
 * LIFE_NONE: none within 20 km. `wheels`: the nearest that counts for a pace
 * which heeds them. LIFE_ERR_NOMEM. */
lc_status lc_straight_mm(lc_study *s, bool wheels, uint32_t category,
                         const uint32_t **out, lc_error *err);
/* The same of those facilities that have a byte in `keep` that is not 0 (one
 * for each of the world's). *out is the caller's, for lc_free(). */
lc_status lc_straight_kept(const lc_world *w, bool wheels, uint32_t category,
                           const uint8_t *keep, uint32_t **out, lc_error *err);
/* Of one home alone; not kept. Cost: a search. */
uint32_t lc_straight_home_mm(const lc_study *s, bool wheels, uint32_t category,
                             uint32_t home);
/* The same of any place, in metres, which it is, and where on its outline it is
 * met; HUGE_VAL and LIFE_NONE: none within 20 km. */
double lc_straight_place_m(const lc_study *s, bool wheels, uint32_t category,
                           lc_pt p, uint32_t *facility, lc_pt *at);
/* The same to the nearest that no walk of the pace reaches; NULL: there is
 * none such. */
lc_status lc_straight_unlinked_mm(lc_study *s, const lc_pace *pace,
                                  uint32_t category, const uint32_t **out,
                                  lc_error *err);
/* Whether that one is no farther than so many millimetres (less than LIFE_NONE)
 * from a place: for who asks of few. */
bool lc_straight_unlinked_within(const lc_world *w, const lc_pace *pace,
                                 uint32_t category, lc_pt p, uint32_t mm);

#endif
