/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/label_arrays.h - labels as they are kept in the city file.
 */
#ifndef LIFECIRCLE_SRC_STUDY_LABEL_ARRAYS_H
#define LIFECIRCLE_SRC_STUDY_LABEL_ARRAYS_H

#include "lifecircle/store/city.h"
#include "lifecircle/study/study.h"

/* Those of a pace and of the categories that `of` says, NULL: of all that have
 * facilities, as arrays of the city file. LIFE_ERR_DB: not there, or not of
 * this world. Loading leaves those alone that are there, and is for who holds
 * the study's lock, or before anybody asks it. */
lc_status lc_label_arrays_store(lc_city *c, const lc_study *s, uint32_t pace,
                                const bool *of, lc_error *err);
/* Takes out that of a category, where it is. */
lc_status lc_label_arrays_drop(lc_city *c, const lc_world *w, uint32_t pace,
                               uint32_t category, lc_error *err);
lc_status lc_label_arrays_load(lc_city *c, lc_study *s, uint32_t pace,
                               const bool *of, lc_error *err);

/* The times alone, of several categories beside each other: that of vertex v
 * and the k-th is ms[v * wide + k]. */
typedef struct lc_label_times {
    size_t vertices, wide;
    int32_t none; /* where there is no way */
    int32_t *ms;
} lc_label_times;

/* Of the default pace. LIFE_ERR_NOT_FOUND; LIFE_ERR_DB: it is of another number
 * of vertices, or damaged. */
lc_status lc_label_arrays_times(lc_city *c, const lc_world *w,
                                const uint32_t *category, size_t count,
                                const lc_label_times *out, lc_error *err);

#endif
