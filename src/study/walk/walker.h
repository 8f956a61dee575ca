/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/walker.h - what a walker is made of, and its search outward
 * from a place.
 *
 * A walker belongs to one thread. Its arrays are as long as the city's
 * facilities, edges and vertices and are never cleared as wholes: each search
 * undoes only what the one before has touched, which is what makes small
 * questions fast.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_WALKER_H
#define LIFECIRCLE_SRC_STUDY_WALK_WALKER_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/search.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/world.h"
#include "src/study/entries.h"
#include "src/study/slot.h"
#include "src/study/time/shut.h"
#include "src/world/facilities/opening.h"
#include "src/world/links/links.h"

typedef struct lc_search { /* what a search looks for */
    bool all;              /* every facility, also one of no category */
    lc_catset wanted;      /* else those of other categories are passed over */
    uint32_t limit_ms;
    /* Those that are in this state alone; NULL: whenever. */
    const lc_open_states *open;
    lc_hours_state state;
    bool may_be_open; /* all but those that are closed, in place of `state` */
    /* Those alone that offer this (or don't say so), by facility. */
    lc_menu menu;
    const lc_offer *offer;
} lc_search;

/* `seen` lists facilities whose label was lowered since the search began;
 * edge_seen and block_seen are all 0 between questions. `stretch` holds what
 * the last reach gave, until the next. */
struct lc_walker {
    lc_study *study;
    const lc_world *w;
    lc_spread spread;
    uint64_t *facility_label; /* per facility; NONE when not seen */
    LC_VEC(uint32_t) seen;
    LC_VEC(lc_stretch) stretch;
    lc_link_vec link; /* of the place that was asked for last */
    LC_VEC(lc_entry) entry;
    LC_VEC(lc_seed) seed;
    const lc_pace_slot *slot; /* of the pace that is asked for */
    lc_search search;         /* the one that was begun last */
    uint64_t wanted;          /* fold of what it wants */
    bool folded;              /* and whether that may stand for others too */
    lc_open_states open;      /* at the time that was asked for last */
    uint64_t *edge_seen;      /* a bit an edge */
    uint64_t *block_seen;     /* a bit each 64 edges: any of them is seen */
    /* Of a circle, by category. Here and not on the stack, where hardened
     * builds clear all of it for each question. */
    uint64_t best[LIFE_MAX_CATEGORIES];
    const lc_kept_labels *label[LIFE_MAX_CATEGORIES];
    lc_shut shut;             /* at the time that is asked for */
    LC_VEC(uint32_t) closing; /* on the ways of the last answer */
};

/* A search outward from a place; facilities it meets are in facility_label,
 * those seen so far in `seen`. LIFE_ERR_NOMEM. Labels of facilities are final
 * below the floor that lc_walker_next() gives: a later one can only be at it or
 * above. A place with a reason has no links, so nothing is found. */
lc_status lc_walker_begin(lc_walker *a, const lc_place *from,
                          const lc_search *search, lc_error *err);
lc_status lc_walker_next(lc_walker *a, bool *more, uint32_t *floor_ms,
                         lc_error *err);
/* The search for what is open when `from` says, and offers what it asks for:
 * sets `open` and what goes with it, `menu` and `offer`. */
lc_status lc_walker_asked(lc_walker *a, const lc_place *from, lc_search *search,
                          lc_error *err);

/* Where a place enters the graph at its time: *out is the walker's, until the
 * next call. Shuts what is closed then. LIFE_ERR_NOMEM. */
lc_status lc_walker_entries(lc_walker *a, const lc_pace_graph *g,
                            const lc_place *from, const lc_entry **out,
                            size_t *count, lc_error *err);

/* What its searches go round from now on: nothing where no time is asked for.
 * LIFE_ERR_NOMEM. Cost: as lc_shut_at(). */
lc_status lc_walker_shut(lc_walker *a, const lc_pace_graph *g, lc_when when,
                         lc_error *err);

/* Whether an edge is closed at the time of the last search. */
static inline bool lc_walker_is_shut(const lc_walker *a, uint32_t edge)
{
    return lc_spread_is_shut(a->spread.shut_edge, edge);
}

/* Whether a facility is of those that a search looks for by its hours and by
 * what it offers. */
static inline bool lc_search_counts(const lc_search *s, uint32_t facility)
{
    lc_offered is = s->menu.unstated ? LIFE_OFFERED_UNSTATED : LIFE_OFFERED_YES;

    if (s->open &&
        (s->may_be_open ? lc_open_state(s->open, facility) == LIFE_HOURS_CLOSED
                        : lc_open_state(s->open, facility) != s->state))
        return false;
    return !s->menu.wanted ||
           lc_service_offered(s->offer[facility], s->menu.wanted) == is;
}

#endif
