/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/reason.h - the three answers there are, and why one is not
 * known.
 *
 * Covered: a walk within the limit is known. Uncovered: the data are whole
 * enough to say that there is none. Unknown: neither, and a reason says what
 * stands in the way. Ids are part of answers: they are added to, never
 * changed.
 *
 * Layer:   world.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_WORLD_REASON_H
#define LIFECIRCLE_WORLD_REASON_H

#include <stdint.h>

typedef enum lc_answer { /* three answers, not two */
                         LIFE_UNCOVERED,
                         LIFE_COVERED,
                         LIFE_UNKNOWN
} lc_answer;

typedef enum lc_reason {
    LIFE_REASON_NONE,
    LIFE_REASON_OUTSIDE_EXTENT, /* of a place: the data do not reach it */
    LIFE_REASON_IN_WATER,
    /* UNLINKED is of a home or place, FACILITY_UNLINKED of what stands within
     * the limit in a straight line; EDGE_OF_DATA: the walk could lead out of
     * the data; NO_DATA: no facility of the category in the whole city. */
    LIFE_REASON_UNLINKED,
    LIFE_REASON_FACILITY_UNLINKED,
    LIFE_REASON_EDGE_OF_DATA,
    LIFE_REASON_NO_DATA,
    LIFE_REASON_OVER_60_MIN,
    LIFE_REASON_HOURS_UNKNOWN, /* within the limit, but open? */
    LIFE_REASON_NONE_OPEN,     /* none known to be open then, in 60 minutes */
    LIFE_REASON_DETACHED,      /* of a home or place: a road without a crossing
                                  cuts its streets off */
    LIFE_REASON_SERVICES_UNKNOWN, /* within the limit, but does it offer what
                                     is asked for? */
    LIFE_REASON_NONE_OFFERS,      /* none known to offer it, in 60 minutes */
    LIFE_REASON_COUNT
} lc_reason;

/* "outside_extent", "in_water", "unlinked", ...; NULL for NONE. */
const char *lc_reason_id(lc_reason r);

#endif
