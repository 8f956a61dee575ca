/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/published.h - finds what was published of a rule.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_PUBLISHED_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_PUBLISHED_H

#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/assess/published.h"
#include "src/study/assess/assessment.h"

/* Of the unit itself (LIFE_NONE: the city): the latest up to the year. Without
 * one (0) the latest there is; of rules that are computed the one that the
 * data are of: the latest up to their year, else the first after it.
 * Logarithmic in the number of figures. */
lc_published lc_published_find(const lc_assessment *a, size_t rule,
                               uint32_t unit, int year);
/* What the units within have told of a rule by list, added up; NaN: none has.
 * A unit whose holder told it too counts in that. Linear in units. */
lc_published lc_published_sum(const lc_assessment *a, size_t rule,
                              uint32_t unit, int year);
/* Whether the units that tell a rule by list are all that have it: by the rule,
 * or by the list itself. Then those that tell nothing have it not. */
bool lc_published_is_whole(const lc_world *w, const lc_rule *r, uint32_t unit,
                           int year);
/* Fills in the published value, what it comes to, and those of other years, up
 * to the year where one is asked for. Beside what the data come to stands the
 * one of their own time, without a year: the latest up to theirs, else the
 * first after it. */
void lc_published_put(const lc_assessment *a, size_t rule, uint32_t unit,
                      int year, lc_indicator *out);

/* The year that the city's data are of; 0: not known. */
int lc_published_data_year(const lc_world *w);
/* Whether a unit is the city itself: the whole, or the one unit that is. */
bool lc_published_is_city(const lc_world *w, uint32_t unit);

#endif
