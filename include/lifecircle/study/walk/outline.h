/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/walk/outline.h - the walkable area as a picture.
 *
 * Layer:   study, over world.
 * Threads: as its walker.
 */
#ifndef LIFECIRCLE_STUDY_WALK_OUTLINE_H
#define LIFECIRCLE_STUDY_WALK_OUTLINE_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"

/* The walkable area as a picture: one valid MULTIPOLYGON a limit, nested;
 * limits rising, at most 4. `shapes` are the caller's to clear. */
lc_status lc_outline_draw(lc_walker *a, const lc_place *from,
                          const uint32_t *limit_ms, size_t limits,
                          lc_shape *shapes, lc_error *err);

#endif
