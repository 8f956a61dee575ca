/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/street.h - a place by the street it lies at.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_STREET_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_STREET_H

#include "lifecircle/geo/point.h"
#include "lifecircle/world/world.h"

/* The name of the nearest street that has one, nearer than so many metres; ""
 * where there is none. */
const char *lc_street_near(const lc_world *w, lc_pt at, double metres);

#endif
