/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/scenario.h - a scenario as it is written: facilities that
 * are added, removed, moved or told otherwise, streets that are built or shut,
 * gates that are opened or closed, in JSON or on a command line.
 *
 *     {"name": "...", "pace": "elder", "minutes": 10,
 *      "add": [{"category": "pharmacy", "lon": 104.06, "lat": 30.65}],
 *      "remove": ["osm:n12"],
 *      "move": [{"id": "osm:n13", "lon": ..., "lat": ...}],
 *      "set": [{"id": "osm:n14", "opening_hours": "24/7", "capacity": 40}],
 *      "links": [{"from": [104.06, 30.65], "to": [104.07, 30.65],
 *                 "metres": 120, "kind": "steps"}],
 *      "blocks": [{"lon": 104.06, "lat": 30.65}],
 *      "gates": [{"open": true, "lon": 104.06, "lat": 30.65},
 *                {"open": false, "id": "n15"}]}
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
    LIFE_CHANGE_LINK,
    LIFE_CHANGE_BLOCK,
    LIFE_CHANGE_GATE,
    LIFE_CHANGE_KINDS
} lc_change_kind;

/* `id` of a facility or a gate, or of what is added the category; "" of a gate
 * that is told by its place, and of other changes of streets. Texts are NULL
 * and numbers NaN where they are not told. `where` is the member it came from.
 */
typedef struct lc_change {
    lc_change_kind kind;
    const char *id;
    lc_lonlat at; /* WGS 84; of those that have a place: of a LINK its first
                     end, and `to` the other */
    lc_lonlat to;
    const char *name, *opening_hours, *wheelchair;
    double capacity;
    const char *way; /* of a LINK: an lc_way of world/mode.h */
    double metres;   /* of a LINK, more than 0 */
    bool open;       /* of a GATE */
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
/* Whether a change tells what no walk rests on: hours or a capacity. */
bool lc_scenario_is_unheeded(const lc_change *c);
/* The member that has a kind's changes: "links". */
const char *lc_scenario_list(lc_change_kind kind);
/* Whether a change has a place in `at`. */
bool lc_scenario_is_placed(const lc_change *c);
void lc_scenario_clear(lc_scenario *s);

#endif
