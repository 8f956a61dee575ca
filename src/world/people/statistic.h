/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/statistic.h - published figures and lists of units: shown
 * with their year and source, never computed.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PEOPLE_STATISTIC_H
#define LIFECIRCLE_SRC_WORLD_PEOPLE_STATISTIC_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

/* `value` is in the unit that the rule names; of a list it is 1. Texts are the
 * world's. Sorted by id, unit (the whole city last), then year. */
typedef struct lc_statistic {
    const char *id;
    uint32_t unit; /* LIFE_NONE: the whole city */
    int year;
    double value;
    const char *source;
} lc_statistic;

/* After the units, which its rows name. LIFE_ERR_NOMEM. */
lc_status lc_world_statistic_load(lc_city *c, lc_world *w, lc_error *err);
/* The latest of a unit up to a year (0: the latest), or NULL. */
const lc_statistic *lc_world_statistic(const lc_world *w, const char *id,
                                       uint32_t unit, int year);
/* Whether there is any of the id; for a list, whether it was imported. */
bool lc_world_statistic_any(const lc_world *w, const char *id);

#endif
