/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compute/compute.h - from the rows that imports brought to
 * the frozen arrays and tables that answers are read from.
 *
 * Layer:   study, over graph.
 * Threads: uses lc_pool_threads() of its own; the bytes it writes do not
 *          depend on how many.
 */
#ifndef LIFECIRCLE_STUDY_COMPUTE_COMPUTE_H
#define LIFECIRCLE_STUDY_COMPUTE_COMPUTE_H

#include "lifecircle/base/error.h"
#include "lifecircle/store/city.h"

/* Fills coverage and array in a city that was begun with
 * lc_city_begin(), and refreshes category and pace from geodata/. The caller
 * publishes. LIFE_ERR_STATE: the city has no streets. */
lc_status lc_compute(lc_city *c, lc_error *err);

/* The same after a change, in the same version of the city: where nothing but
 * facilities was written, only what rests on them is made anew. Every row and
 * array is what lc_compute() would make. */
lc_status lc_compute_after(lc_city *c, lc_error *err);
/* In its place where results are not wanted yet: what was written is not
 * forgotten. */
lc_status lc_compute_later(lc_city *c, lc_error *err);

#endif
