/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/scenario_put.h - a scenario as JSON.
 *
 * Layer:   import.
 * Errors:  those of the lc_json.
 */
#ifndef LIFECIRCLE_IMPORT_SCENARIO_PUT_H
#define LIFECIRCLE_IMPORT_SCENARIO_PUT_H

#include "lifecircle/base/json.h"
#include "lifecircle/import/scenario.h"

/* The scenario as a member `key`, in WGS 84, to be kept and read again. */
void lc_scenario_put(lc_json *j, const char *key, const lc_scenario *s);

#endif
