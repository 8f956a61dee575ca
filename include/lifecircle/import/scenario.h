/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/scenario.h - a scenario as it is written: facilities that
 * are added, removed, moved or told otherwise, in JSON or on a command line.
 *
 *     {"name": "...", "pace": "elder", "minutes": 10,
 *      "add": [{"category": "pharmacy", "lon": 104.06, "lat": 30.65}],
 *      "remove": ["osm:n12"], "move": [{"id": "osm:n13", "lon": ..., "lat":
 * ...}], "set": [{"id": "osm:n14", "opening_hours": "24/7", "capacity": 40}]}
 *
 * What it names is not looked for here: ids and categories are texts.
 *
 * Layer:   import, over geo.
 * Errors:  name the member at fault as a parameter ("add[0].lon"), the value
 *          and what would be right.
 * Threads: a scenario belongs to one.
 */
#ifndef LIFECIRCLE_IMPORT_SCENARIO_H
#define LIFECIRCLE_IMPORT_SCENARIO_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/json.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/point.h"

/* All changes together; more is a comparison of two cities. */
#define LIFE_SCENARIO_CHANGES_MAX 200

typedef enum lc_change_kind {
    LIFE_CHANGE_ADD,
    LIFE_CHANGE_REMOVE,
    LIFE_CHANGE_MOVE,
    LIFE_CHANGE_SET,
    LIFE_CHANGE_KINDS
} lc_change_kind;

/* `id` of a facility, or of what is added the category. Texts are NULL and the
 * capacity NaN where they are not told. `where` is the member it came from. */
typedef struct lc_change {
    lc_change_kind kind;
    const char *id;
    lc_lonlat at; /* WGS 84; of ADD and MOVE */
    const char *name, *opening_hours, *wheelchair;
    double capacity;
    char where[24];
} lc_change;

/* Begins as {0}. */
typedef struct lc_scenario {
    lc_arena *text;
    const char *name, *pace; /* NULL: not told */
    uint32_t minutes;        /* 0: not told */
    LC_VEC(lc_change) change;
} lc_scenario;

/* Adds what a text says to what the scenario has: several hold together, their
 * names joined by " + ". Positions are in `crs`. LIFE_ERR_PARSE with the line
 * where it is no JSON; LIFE_ERR_RANGE: a member is unknown, missing or of
 * another kind; two texts tell of different paces or minutes; LIFE_ERR_LIMIT;
 * LIFE_ERR_NOMEM. */
lc_status lc_scenario_read(lc_scenario *s, const char *text, size_t len,
                           lc_crs_degrees crs, lc_error *err);
/* One change as a command has it: CATEGORY@LON,LAT, ID, or ID@LON,LAT.
 * LIFE_ERR_USAGE naming `add`, `remove` or `move`. */
lc_status lc_scenario_take(lc_scenario *s, lc_change_kind kind,
                           const char *text, lc_crs_degrees crs, lc_error *err);
/* The scenario as a member `key`, in WGS 84, to be kept and read again. */
void lc_scenario_put(lc_json *j, const char *key, const lc_scenario *s);
void lc_scenario_clear(lc_scenario *s);

#endif
