/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/middle.h - middles of areas, which may lie outside them.
 */
#ifndef LIFECIRCLE_SRC_GEO_MIDDLE_H
#define LIFECIRCLE_SRC_GEO_MIDDLE_H

#include "lifecircle/geo/shape.h"

/* False: the area covers nothing, or a ring that crosses itself has sent the
 * middle out of the world. */
bool lc_middle_centroid(const lc_shape *s, lc_pt *out);
/* Of the widest stretch at a quarter, half and three quarters of the height.
 * False: there is none, or no memory. */
bool lc_middle_widest(const lc_shape *s, lc_pt *out);

#endif
