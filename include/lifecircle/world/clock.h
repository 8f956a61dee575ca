/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/clock.h - what the clocks of a city show, and times that are
 * asked about.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_CLOCK_H
#define LIFECIRCLE_WORLD_CLOCK_H

#include "lifecircle/base/date.h"
#include "lifecircle/hours/hours.h"
#include "lifecircle/world/world.h"

typedef enum lc_when_kind {
    LIFE_WHEN_ANY, /* whenever: hours don't matter */
    LIFE_WHEN_AT,  /* open at a time */
    LIFE_WHEN_DAY  /* open at some time of a day */
} lc_when_kind;

/* `at` is the city's local time in minutes; of LIFE_WHEN_DAY its date alone
 * counts. */
typedef struct lc_when { /* `= {0}`: whenever */
    lc_when_kind kind;
    lc_local at;
    bool unknown; /* of nearest: those of which it isn't known, in place of
                     those that are open */
    bool maybe;   /* through gates of which it isn't known whether they are
                     open; else round them */
} lc_when;

/* The city's time zone ("Europe/Berlin"), and what its clocks show. */
const char *lc_world_clock_timezone(const lc_world *w);
lc_local lc_world_clock_now(const lc_world *w);
/* "now", "today", "monday" to "sunday" (the next one, today among them; open
 * at some time of it), or the city's local time ("2026-11-22T10:30"). False:
 * none of these. */
bool lc_world_clock_when(const lc_world *w, const char *s, lc_when *out);
/* "2026-11-22T10:30", or of a day the date alone, as it is told in answers; ""
 * whenever. `out` takes 20 bytes. */
void lc_world_clock_text(lc_when when, char out[20]);

#endif
