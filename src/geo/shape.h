/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/shape.h - what geo's own files ask of a shape.
 */
#ifndef LIFECIRCLE_SRC_GEO_SHAPE_H
#define LIFECIRCLE_SRC_GEO_SHAPE_H

#include "lifecircle/geo/shape.h"

/* Of an area: 0 outside, 1 inside, 2 on its outline. */
int lc_shape_side(const lc_shape *s, lc_pt p);

#endif
