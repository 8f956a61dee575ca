/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/people/statistic.h - published figures and lists of units:
 * shown with their year and source, never computed.
 *
 * Layer:   world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_PEOPLE_STATISTIC_H
#define LIFECIRCLE_WORLD_PEOPLE_STATISTIC_H

#include "lifecircle/world/world.h"

/* `value` is in the unit that the rule names; of a list it is 1. Texts are the
 * world's. They stand by id, unit (the whole city last), then year. */
typedef struct lc_statistic {
    const char *id;
    uint32_t unit; /* LIFE_NONE: the whole city */
    int year;      /* 0: not told */
    double value;
    const char *source;
} lc_statistic;

/* What a list is called that tells of itself that it is whole: this in front
 * of its own id, which has no colon. */
#define LIFE_LIST_WHOLE "whole:"
/* The list that says of units whether they are urban (1) or rural (0); it is
 * read into them, over what their own tables say. */
#define LIFE_LIST_URBAN "urban"

/* All there are, in their order. */
size_t lc_world_statistic_count(const lc_world *w);
const lc_statistic *lc_world_statistic_at(const lc_world *w, size_t i);
/* Those of an id and a unit, by year: *first, and how many there are. */
size_t lc_world_statistic_years(const lc_world *w, const char *id,
                                uint32_t unit, size_t *first);
/* The latest of a unit up to a year (0: the latest), or NULL. */
const lc_statistic *lc_world_statistic(const lc_world *w, const char *id,
                                       uint32_t unit, int year);
/* Whether there is any of the id; for a list, whether it was imported. */
bool lc_world_statistic_any(const lc_world *w, const char *id);
/* Whether there is any of the id of a unit, and not of the whole city alone. */
bool lc_world_statistic_any_unit(const lc_world *w, const char *id);
/* Whether a list tells of itself that those on it are all: of the unit, of what
 * holds it, or of the city; up to a year (0: the latest). */
bool lc_world_statistic_is_whole(const lc_world *w, const char *id,
                                 uint32_t unit, int year);

#endif
