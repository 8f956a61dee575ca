/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/opening.h - which opening hours are open at a time.
 *
 * A question about a time works out each value of opening hours once (some
 * hundred in a city), not each facility.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_OPENING_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_OPENING_H

#include "lifecircle/world/clock.h"
#include "lifecircle/world/opening.h"
#include "lifecircle/world/world.h"
#include "src/world/city.h"

/* Belongs to one thread, for one time after another; `w` must outlive it. */
typedef struct lc_open_states { /* {0} before its first use */
    const lc_world *w;
    LC_VEC(uint8_t) of; /* lc_hours_state, by lc_facility.hours */
} lc_open_states;

/* `when` is not LIFE_WHEN_ANY. May be called again. LIFE_ERR_NOMEM. */
lc_status lc_opening_states_at(const lc_world *w, lc_when when,
                               lc_open_states *out, lc_error *err);
void lc_opening_states_clear(lc_open_states *s);
/* Of a facility, by number; not known where its hours are not, or can't be
 * read. */
static inline lc_hours_state lc_open_state(const lc_open_states *s,
                                           uint32_t facility)
{
    uint32_t hours = s->w->facility.v[facility].hours;

    return hours == LIFE_NONE ? LIFE_HOURS_UNKNOWN
                              : (lc_hours_state)s->of.v[hours];
}

/* Of the facilities, which must be there. LIFE_ERR_NOMEM. */
lc_status lc_world_opening_load(lc_world *w, lc_error *err);

#endif
