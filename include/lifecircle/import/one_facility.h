/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/one_facility.h - one facility by hand.
 *
 * Layer:   import, over store.
 * Threads: as the city that is edited.
 * Errors:  LIFE_ERR_USAGE, LIFE_ERR_RANGE or LIFE_ERR_PARSE with the field,
 *          LIFE_ERR_NOT_FOUND: the city has no such facility.
 */
#ifndef LIFECIRCLE_IMPORT_ONE_FACILITY_H
#define LIFECIRCLE_IMPORT_ONE_FACILITY_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

/* `facility add|set|close`: one facility, in the source "manual". Fields are
 * "name=...", "category=a b", "lon=..", "lat=..", "phone=..", as in --map.
 * add needs category, lon and lat, and gives the id in `id`; set and close
 * take the id of any facility. close: `fields` may hold closed_on. `crs` is of
 * lon and lat (geo/crs.h; NULL: WGS 84), which are kept in WGS 84. */
lc_status lc_one_facility_add(lc_city *c, const char *const *fields,
                              size_t count, const char *crs, char id[64],
                              lc_error *err);
lc_status lc_one_facility_set(lc_city *c, const char *id,
                              const char *const *fields, size_t count,
                              const char *crs, lc_error *err);
lc_status lc_one_facility_close(lc_city *c, const char *id, const char *on,
                                lc_error *err);

#endif
