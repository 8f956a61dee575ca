/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/end_arrays.h - the ends of the city's extent as they are kept in
 * the city file. They rest on streets and homes alone, so that a change of
 * facilities leaves them as they are.
 */
#ifndef LIFECIRCLE_SRC_STUDY_END_ARRAYS_H
#define LIFECIRCLE_SRC_STUDY_END_ARRAYS_H

#include "lifecircle/store/city.h"
#include "lifecircle/study/study.h"

/* Where streets leave it, and how long homes take there by the default pace.
 * LIFE_ERR_NOMEM, LIFE_ERR_DB. */
lc_status lc_end_arrays_store(lc_city *c, lc_study *s, lc_error *err);
/* What homes take. Before anybody asks the study. LIFE_ERR_DB: it is not of
 * this world; LIFE_ERR_NOT_FOUND, LIFE_ERR_NOMEM. */
lc_status lc_end_arrays_homes(lc_city *c, lc_study *s, lc_error *err);
/* Where streets leave it. Before anybody asks the study; a file in which it
 * isn't written leaves it to be looked for. LIFE_ERR_DB, LIFE_ERR_NOMEM. */
lc_status lc_end_arrays_streets(lc_city *c, lc_study *s, lc_error *err);

#endif
