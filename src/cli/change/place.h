/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/change/place.h - whether a facility that is typed in lies anywhere
 * near the city: a slip in one figure puts it on another continent, where it
 * is in no answer and nobody misses it.
 */
#ifndef LIFECIRCLE_SRC_CLI_CHANGE_PLACE_H
#define LIFECIRCLE_SRC_CLI_CHANGE_PLACE_H

#include "lifecircle/store/city.h"
#include "src/cli/opts.h"

/* Of lon=... and lat=... among the arguments, in the system of --crs; without
 * them, or with --trust-crs, all is well. LIFE_ERR_RANGE: it lies more than 20
 * km outside the box of all streets, which says how far. */
lc_status lc_change_place_check(lc_city *c, const lc_opts *o, lc_error *err);

#endif
