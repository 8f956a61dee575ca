/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/outline.h - outlines as pictures, on the 5 m grid.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_OUTLINE_H
#define LIFECIRCLE_SRC_STUDY_WALK_OUTLINE_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

/* The outline of all that lies within radius_m of some points (at least one);
 * a picture. LIFE_ERR_NOMEM, LIFE_ERR_LIMIT (too large to draw). */
lc_status lc_outline_discs(const lc_pt *pt, size_t n, double radius_m,
                           lc_shape *out, lc_error *err);

#endif
