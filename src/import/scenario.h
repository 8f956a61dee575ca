/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/scenario.h - a scenario while one of its changes is being read, as
 * JSON (scenario.c) or from a line (scenario_line.c).
 */
#ifndef LIFECIRCLE_SRC_IMPORT_SCENARIO_H
#define LIFECIRCLE_SRC_IMPORT_SCENARIO_H

#include "lifecircle/import/scenario.h"

#define LIFE_SCENARIO_TEXT 255 /* bytes of a text; an id has fewer */

typedef struct lc_scenario_reading {
    lc_scenario *s;
    lc_crs_degrees crs;
    lc_change
        *c; /* of which list, and where there: set by lc_scenario_open() */
    lc_error *err;
} lc_scenario_reading;

/* One change more. LIFE_ERR_LIMIT; LIFE_ERR_NOMEM. */
lc_status lc_scenario_open(lc_scenario_reading *r, lc_change_kind kind);
/* Moves its places to WGS 84, once all is read. LIFE_ERR_RANGE. */
lc_status lc_scenario_place(const lc_scenario_reading *r);
/* Control characters would steer the terminal that a text is shown on. */
bool lc_scenario_is_text(const char *s);
/* A copy that lives as long as the scenario. */
lc_status lc_scenario_keep(lc_scenario *s, const char *text, const char **out,
                           lc_error *err);

#endif
