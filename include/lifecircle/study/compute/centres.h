/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compute/centres.h - cells that are known by their centres
 * alone: hexagons, squares of another system, any that tile the ground.
 *
 * A place lies in the cell whose centre is nearest, if it is no farther than
 * that cell reaches: its largest spacing over the square root of 3, which is
 * where three hexagons meet. Its spacings are those to the centres at most half
 * as far again as its nearest one (hexagons: all six; squares: all eight); one
 * of three times the usual is the most, as where cells are missing no spacing
 * tells how large one is.
 *
 * Layer:   study, over geo.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_STUDY_COMPUTE_CENTRES_H
#define LIFECIRCLE_STUDY_COMPUTE_CENTRES_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The cell of each of `places`, UINT32_MAX where it lies in none; of equally
 * near centres the first. LIFE_ERR_NOMEM. Cost: n log n. */
lc_status lc_centres_find(const lc_pt *centre, size_t n, const lc_pt *place,
                          size_t places, uint32_t *out, lc_error *err);
/* Whether they are spaced as cells are and houses are not: eight of ten have
 * their nearest one within 15 % of the usual distance. At least seven. */
lc_status lc_centres_even(const lc_pt *centre, size_t n, bool *even,
                          lc_error *err);

#endif
