/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/who.h - who gains by sites that were chosen, one after the
 * other, by unit and by age.
 *
 * Layer:   study, over world.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SITING_WHO_H
#define LIFECIRCLE_SRC_STUDY_SITING_WHO_H

#include "lifecircle/study/siting/siting.h"
#include "src/study/cover/catchment.h"

/* Fills gained, homes, units and ages of out->site, which stand in their order.
 * `weight`: of each home of the world that is not covered, of whom it is asked;
 * 0: it doesn't count. Sets those to 0 that gain. LIFE_ERR_NOMEM. */
lc_status lc_who_gains(const lc_catchments *all, uint32_t limit_ms,
                       int64_t *weight, lc_siting *out, lc_error *err);

#endif
