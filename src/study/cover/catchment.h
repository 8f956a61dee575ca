/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/catchment.h - who walks to a place within a limit: the homes,
 * with their walk times, by one bounded search against the walks. The place is
 * a facility, or one that isn't there yet: all it needs are links.
 *
 * Times are those of labels.h to the millisecond and millimetre: a home's walk
 * to the nearest of several facilities is the least of what their catchments
 * say of it.
 *
 * Layer:   study, over world.
 * Units:   milliseconds, millimetres.
 * Threads: an lc_catchments is constant, shared by all; a room is of one
 *          thread.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COVER_CATCHMENT_H
#define LIFECIRCLE_SRC_STUDY_COVER_CATCHMENT_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"
#include "lifecircle/world/links.h"
#include "src/study/entries.h"
#include "src/study/seeds.h"
#include "src/study/time/shut.h"

/* The homes' entries turned round: who enters the graph at a vertex, who is
 * linked to an edge. All it points to but its own arrays is borrowed. */
typedef struct lc_catchments {
    const lc_world *w;
    const lc_pace_graph *g;
    const lc_home_entries *entries;
    struct lc_doors *doors;
} lc_catchments;

typedef struct lc_resident {
    uint32_t home, ms, mm;
} lc_resident;

typedef LC_VEC(lc_resident) lc_resident_vec;

/* `= {0}` at first; grows to the city. 8 bytes a home and 20 a vertex. `shut`
 * may be set before a search: what it holds nobody walks or is linked to. */
typedef struct lc_catchment_room {
    const lc_shut *shut; /* borrowed; NULL: nothing is shut */
    lc_spread spread;
    lc_seed_vec seeds;
    uint64_t *label; /* per home; none of them is set between two searches */
    LC_VEC(uint32_t) met;
    lc_resident_vec found;
} lc_catchment_room;

/* Made once a pace (lc_slot_catchments). `g` and `entries` must outlive it; the
 * links by edge of the graph's mode are there. 12 bytes a link end and 4 a
 * vertex and edge. LIFE_ERR_NOMEM. Cost: linear in the homes' links. */
lc_status lc_catchments_make(const lc_world *w, const lc_pace_graph *g,
                             const lc_home_entries *entries,
                             lc_catchments **out, lc_error *err);
void lc_catchments_free(lc_catchments *c); /* NULL is fine */
uint64_t lc_catchments_bytes(const lc_catchments *c);

/* room->found: each home that walks there within limit_ms (inclusive, at most
 * LIFE_SEARCH_MS), once, in an order that is the same each time; until the next
 * call. Links without a street of this pace count for nothing. LIFE_ERR_NOMEM.
 * Cost: what is reached, and the homes on it; the first call of a room: the
 * size of the city. */
lc_status lc_catchment_search(const lc_catchments *c, const lc_link *link,
                              size_t links, uint32_t limit_ms,
                              lc_catchment_room *room, lc_error *err);
/* The same of vertices from which there is some way left: each home that comes
 * to the end of it within limit_ms by one of them. Their labels have no rank.
 */
lc_status lc_catchment_search_from(const lc_catchments *c, const lc_seed *from,
                                   size_t seeds, uint32_t limit_ms,
                                   lc_catchment_room *room, lc_error *err);
void lc_catchment_room_clear(lc_catchment_room *room);

#endif
