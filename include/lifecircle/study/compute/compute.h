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

/* Fills home.units, link, coverage and array in a city that was begun with
 * lc_city_begin(), and refreshes category and pace from geodata/. The caller
 * publishes. LIFE_ERR_STATE: the city has no streets. */
lc_status lc_compute(lc_city *c, lc_error *err);

#endif
