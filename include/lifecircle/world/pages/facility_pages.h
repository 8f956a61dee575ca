/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/pages/facility_pages.h - facilities one after another: of a
 * world that has them all in memory, or reads them as they are asked for.
 *
 * Layer:   world, over store.
 * Errors:  where they are read: LIFE_ERR_DB, LIFE_ERR_NOMEM.
 * Threads: of a world that reads them, one at a time.
 */
#ifndef LIFECIRCLE_WORLD_PAGES_FACILITY_PAGES_H
#define LIFECIRCLE_WORLD_PAGES_FACILITY_PAGES_H

#include "lifecircle/world/facility.h"
#include "lifecircle/world/pages/link_pages.h"
#include "lifecircle/world/source.h"

/* How many there are. Where they are read this opens them, with facts and
 * services, and is what all below want first. Errors as theirs;
 * LIFE_ERR_PARSE: a table of geodata; LIFE_ERR_LIMIT: too many services. */
lc_status lc_world_facility_rows(const lc_world *w, size_t *out, lc_error *err);
/* Facility i, till the next is asked for. Where they are read it has no shape
 * and no hours, and one before the last that was asked for takes reading all
 * before it again. */
lc_status lc_world_facility_at(const lc_world *w, uint32_t i,
                               const lc_facility **out, lc_error *err);
/* Its source alone; NULL: none of that name. Where they are read those of all
 * are, once, in 4 bytes each. */
lc_status lc_world_facility_source_at(const lc_world *w, uint32_t i,
                                      const lc_source_info **out,
                                      lc_error *err);
/* How many links it has for walking, and the k-th. */
lc_status lc_world_facility_links_at(const lc_world *w, uint32_t i, size_t *out,
                                     lc_error *err);
lc_status lc_world_facility_link_at(const lc_world *w, uint32_t i, size_t k,
                                    lc_link_at *out, lc_error *err);

#endif
