/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/home_times.h - how long a home's walks to many categories take, one
 * home after the other: for who needs them once, and no nearest facility.
 *
 * Labels of a home come from those of some vertices (entries.h). By category
 * they are an array of homes each; here the times of all categories lie beside
 * each other at a vertex, so that a home takes as long as it does there for one
 * or two.
 */
#ifndef LIFECIRCLE_SRC_STUDY_HOME_TIMES_H
#define LIFECIRCLE_SRC_STUDY_HOME_TIMES_H

#include "lifecircle/store/city.h"
#include "lifecircle/study/study.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_home_times lc_home_times;

/* At the default pace, of the categories that `of` says and that have
 * facilities, by the labels in the city file; the study is borrowed, and makes
 * what else it needs. 4 bytes a vertex and category. LIFE_ERR_NOMEM;
 * LIFE_ERR_NOT_FOUND, LIFE_ERR_DB: the labels are not there, or of another
 * world. */
lc_status lc_home_times_open(lc_city *c, lc_study *s, const bool *of,
                             lc_home_times **out, lc_error *err);
void lc_home_times_close(lc_home_times *t); /* NULL is fine */

/* ms[category] of each of them, LIFE_NONE: none within an hour; what it says of
 * others means nothing. The very times of the home's labels. */
void lc_home_times_of(const lc_home_times *t, uint32_t home, uint32_t *ms);

#endif
