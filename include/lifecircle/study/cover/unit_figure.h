/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/unit_figure.h - numbers of units to rank them by.
 *
 * Layer:   study, over world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_STUDY_COVER_UNIT_FIGURE_H
#define LIFECIRCLE_STUDY_COVER_UNIT_FIGURE_H

#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

/* A number of each unit, to rank by: `out` takes lc_world_unit_count(), NaN
 * where it is not known. `name`: residents, density (residents a km2),
 * area_km2, homes, facilities, an age band as "60+" (its share of the
 * residents), or the id of a statistic of units that was imported (the latest
 * year's). LIFE_ERR_NOT_FOUND with the names there are. */
lc_status lc_unit_figure(const lc_world *w, const char *name, double *out,
                         lc_error *err);

#endif
