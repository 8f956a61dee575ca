/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/ledger/figures.h - what a line of the ledger says of a city.
 */
#ifndef LIFECIRCLE_SRC_STORE_LEDGER_FIGURES_H
#define LIFECIRCLE_SRC_STORE_LEDGER_FIGURES_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/ledger.h"

/* All but `at`, `command`, `sha256` and `kept`, of the city that is open. */
lc_status lc_figures_of(lc_city *c, lc_ledger_line *out, lc_error *err);

#endif
