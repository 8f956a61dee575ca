/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/scenario_line.h - a change of a scenario as a command has
 * it.
 *
 * Layer:   import.
 * Errors:  name the option.
 */
#ifndef LIFECIRCLE_IMPORT_SCENARIO_LINE_H
#define LIFECIRCLE_IMPORT_SCENARIO_LINE_H

#include "lifecircle/import/scenario.h"

/* The option of a kind: "link"; NULL: no option has it. */
const char *lc_scenario_option(lc_change_kind kind);
/* CATEGORY@LON,LAT; ID; ID@LON,LAT; LON,LAT/LON,LAT or KIND@LON,LAT/LON,LAT;
 * LON,LAT; open@LON,LAT or close@ID. LIFE_ERR_USAGE, and lc_scenario_read()'s.
 */
lc_status lc_scenario_take(lc_scenario *s, lc_change_kind kind,
                           const char *text, lc_crs_degrees crs, lc_error *err);

#endif
