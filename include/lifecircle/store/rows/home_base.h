/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/home_base.h - what homes weighed before residents were
 * spread over them.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_HOME_BASE_H
#define LIFECIRCLE_STORE_ROWS_HOME_BASE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

/* Keeps what homes weigh, what the settings say of that, and the residents
 * that units have; then gives units the residents of the table `resident`. */
lc_status lc_home_base_keep(lc_city *c, lc_error *err);
/* Homes weigh again what they did before, and units have the figures they
 * came with; the rows of `resident` stay. Nothing where none were kept. */
lc_status lc_home_base_restore(lc_city *c, lc_error *err);
/* The units' part of that alone. */
lc_status lc_home_base_restore_units(lc_city *c, lc_error *err);

#endif
