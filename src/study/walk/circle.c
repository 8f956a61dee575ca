/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/circle.c - a place's life circle: every category, there or
 * missing.
 *
 * Whenever: by the labels of the graph's vertices, a few array reads; who asks
 * once and ends finds the same by a search, which takes less than reading the
 * labels of a city. At a time, the nearest facility may be closed, and of
 * services that are asked for it may have none: a search outward finds the
 * nearest that counts, and the nearest of which that isn't known.
 */
#include "lifecircle/study/walk/circle.h"

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/wheels.h"
#include "src/study/ends.h"
#include "src/study/entries.h"
#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/study/walk/route.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/facilities/opening.h"
#include "src/world/links/detached.h"
#include "src/world/links/unlinked.h"
#include "src/world/pace.h"
#include "src/world/units/unplaced.h"

#include <string.h>

static lc_near near_of(const lc_walker *a, const lc_place *from, uint32_t f,
                       uint64_t label)
{
    return (lc_near){f,
                     lc_label_ms(label),
                     lc_label_mm(label),
                     lc_facility_distance_m(a->w, f, from->pt),
                     0,
                     0};
}

static void circle_nearest(const lc_walker *a, const lc_place *from, uint32_t c,
                           uint64_t best, lc_circle_row *row)
{
    if (best != LIFE_LABEL_NONE)
        row->nearest =
            near_of(a, from, a->w->member[c][lc_label_rank(best)], best);
}

/* Every category's nearest facility, by the labels of the graph's vertices,
 * into a->best. */
static lc_status circle_labels(lc_walker *a, const lc_place *from,
                               lc_error *err)
{
    const lc_world *w = a->w;
    const lc_entry *entry;
    const lc_pace_graph *g;
    size_t n;
    lc_status st;

    memset(a->best, 0xFF, w->category_count * sizeof *a->best);
    if (from->reason)
        return LIFE_OK;
    st = lc_slot_graph(a->study, from->pace, &g, err);
    if (!st)
        st = lc_labels_all(a->study, from->pace, a->label, err);
    if (!st)
        st = lc_walker_entries(a, g, from, &entry, &n, err);
    if (st)
        return st;
    lc_entries_along_edges(w, g, from->link, from->link_count, LIFE_NONE,
                           a->best);
    for (uint32_t c = 0; c < w->category_count; c++)
        if (a->label[c])
            a->best[c] =
                lc_entries_least_kept(a->label[c], entry, n, a->best[c]);
    return LIFE_OK;
}

/* The walk to where the data end, per category; asked once of the city's
 * extent, which most share. */
static lc_status find_ends(lc_walker *a, const lc_place *from, uint32_t *end_ms,
                           lc_error *err)
{
    const lc_world *w = a->w;
    uint32_t city = LIFE_NONE; /* the first that has it */
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        if (city != LIFE_NONE && !w->category_extents[c].count) {
            end_ms[c] = end_ms[city];
            continue;
        }
        st = lc_ends_place(a->study, from, c, &end_ms[c], err);
        if (!w->category_extents[c].count)
            city = c;
    }
    return st;
}

/* Of what isn't known of it, what it offers first: without that its hours
 * matter little. */
static lc_reason unsure_reason(const lc_world *w, const lc_place *from,
                               uint32_t f)
{
    if (from->menu.wanted &&
        lc_service_offered(w->services.offer[f], from->menu.wanted) !=
            LIFE_OFFERED_YES)
        return LIFE_REASON_SERVICES_UNKNOWN;
    return LIFE_REASON_HOURS_UNKNOWN;
}

static lc_reason none_reason(const lc_place *from)
{
    if (from->menu.wanted)
        return LIFE_REASON_NONE_OFFERS;
    return from->when.kind == LIFE_WHEN_ANY ? LIFE_REASON_OVER_60_MIN
                                            : LIFE_REASON_NONE_OPEN;
}

/* The order is that of coverage.c: what could still be covered by something
 * not known is never called uncovered. */
static void circle_answer(const lc_world *w, const lc_place *from, uint32_t c,
                          uint32_t limit_ms, uint32_t end_ms,
                          lc_circle_row *row)
{
    const lc_pace *p = &w->pace[from->pace];
    double reach_m = lc_pace_reach_mm(p, limit_ms) / 1000.0;

    /* The limit and the hour count as within. */
    row->answer = LIFE_UNKNOWN;
    if (!w->category[c].facility_count) {
        row->reason = LIFE_REASON_NO_DATA;
    } else if (from->reason) {
        row->reason = from->reason;
    } else if (row->nearest.walk_ms <= limit_ms) {
        row->answer = LIFE_COVERED;
    } else if (row->unsure.walk_ms <= limit_ms) {
        row->reason = unsure_reason(w, from, row->unsure.facility);
    } else if (lc_unlinked_m(w, p->mode, p->wheels, c, from->pt, reach_m) <=
                   reach_m ||
               lc_unplaced_near(w, c, p->wheels, from->pt)) {
        row->reason = LIFE_REASON_FACILITY_UNLINKED;
    } else if (end_ms <= limit_ms) {
        row->reason = LIFE_REASON_EDGE_OF_DATA;
    } else if (lc_detached_links(w->net, from->link, from->link_count)) {
        row->reason = LIFE_REASON_DETACHED;
    } else {
        row->answer = LIFE_UNCOVERED;
        if (row->nearest.facility == LIFE_NONE)
            row->reason = none_reason(from);
    }
}

/* One more in each category of a facility. Word by word, and not member by
 * member: it is done for every facility that is within reach. */
static void count_one(const lc_world *w, uint32_t f, lc_circle_row *rows)
{
    const lc_catset *set = w->facility.v[f].categories;

    for (size_t i = 0; 64 * i < w->category_count; i++)
        for (uint64_t rest = set->word[i]; rest; rest &= rest - 1)
            rows[64 * i + (size_t)__builtin_ctzll(rest)].count++;
}

/* All categories in one search, as far as the limit. Labels give the nearest of
 * a category alone; how many there are takes a search. */
static lc_status count_within(lc_walker *a, const lc_place *from,
                              uint32_t limit_ms, lc_circle_row *rows,
                              lc_error *err)
{
    const lc_search all = {.all = true, .limit_ms = limit_ms};
    bool more = true;
    uint32_t floor_ms;
    lc_status st = lc_walker_begin(a, from, &all, err);

    while (!st && more)
        st = lc_walker_next(a, &more, &floor_ms, err);
    for (size_t i = 0; i < a->seen.n && !st; i++) {
        uint32_t f = a->seen.v[i];

        if (lc_label_ms(a->facility_label[f]) <= limit_ms)
            count_one(a->w, f, rows);
    }
    for (uint32_t c = 0; c < a->w->category_count && !st; c++) {
        lc_near *x = &rows[c].nearest;

        if (x->walk_ms <= limit_ms)
            st = lc_route_closings(a, from, x->facility, &x->closing,
                                   &x->closings, err);
    }
    return st;
}

/* ---- at a time, or with services ---- */

/* Whether it counts: open then and offering what is asked for. What is closed
 * or says that it doesn't offer it is out, whatever the other. */
static lc_hours_state state_of(const lc_walker *a, const lc_place *from,
                               uint32_t f)
{
    lc_hours_state open = from->when.kind == LIFE_WHEN_ANY
                              ? LIFE_HOURS_OPEN
                              : lc_open_state(&a->open, f);
    lc_offered is =
        from->menu.wanted
            ? lc_service_offered(a->w->services.offer[f], from->menu.wanted)
            : LIFE_OFFERED_YES;

    if (is == LIFE_OFFERED_NO || open == LIFE_HOURS_CLOSED)
        return LIFE_HOURS_CLOSED;
    return is == LIFE_OFFERED_UNSTATED ? LIFE_HOURS_UNKNOWN : open;
}

/* The best of each category that is open then, or may be. */
typedef struct at_time {
    uint64_t open[LIFE_MAX_CATEGORIES], unsure[LIFE_MAX_CATEGORIES];
    uint32_t open_id[LIFE_MAX_CATEGORIES], unsure_id[LIFE_MAX_CATEGORIES];
    lc_catset some_open; /* categories with a facility that is open then */
} at_time;

static void keep_less(uint64_t *best, uint32_t *best_id, uint64_t label,
                      uint32_t f)
{
    if (label < *best || (label == *best && f < *best_id)) {
        *best = label;
        *best_id = f;
    }
}

/* Done anew each time it is asked whether the search may end, over what was met
 * so far. */
static void sort_seen(const lc_walker *a, const lc_place *from, at_time *t)
{
    const size_t bytes = a->w->category_count * sizeof *t->open;

    memset(t->open, 0xFF, bytes);
    memset(t->unsure, 0xFF, bytes);
    for (size_t i = 0; i < a->seen.n; i++) {
        uint32_t f = a->seen.v[i];
        lc_hours_state state = state_of(a, from, f);

        if (state == LIFE_HOURS_CLOSED)
            continue;
        for (LIFE_CATSET_EACH(c, a->w->facility.v[f].categories)) {
            if (state == LIFE_HOURS_OPEN)
                keep_less(&t->open[c], &t->open_id[c], a->facility_label[f], f);
            else
                keep_less(&t->unsure[c], &t->unsure_id[c], a->facility_label[f],
                          f);
        }
    }
}

/* Whether nothing that is still to come could change an answer: beyond the
 * limit only the nearest open facility of each category is wanted. */
static bool settled(const lc_walker *a, const lc_place *from, at_time *t,
                    uint32_t floor_ms)
{
    sort_seen(a, from, t);
    for (LIFE_CATSET_EACH(c, &t->some_open))
        if (t->open[c] == LIFE_LABEL_NONE ||
            lc_label_ms(t->open[c]) >= floor_ms)
            return false;
    return true;
}

/* For these alone it is worth going on beyond the limit. */
static lc_catset open_somewhere(const lc_walker *a, const lc_place *from)
{
    bool wheels = a->w->pace[from->pace].wheels;
    lc_catset set = {{0}};

    for (uint32_t f = 0; f < a->w->facility.n; f++)
        if (state_of(a, from, f) == LIFE_HOURS_OPEN &&
            lc_wheels_may(&a->w->facility.v[f], wheels))
            lc_catset_join(&set, a->w->facility.v[f].categories);
    return set;
}

static void count_open(const lc_walker *a, const lc_place *from,
                       uint32_t limit_ms, lc_circle_row *rows)
{
    for (size_t i = 0; i < a->seen.n; i++) {
        uint32_t f = a->seen.v[i];

        if (lc_label_ms(a->facility_label[f]) <= limit_ms &&
            state_of(a, from, f) == LIFE_HOURS_OPEN)
            count_one(a->w, f, rows);
    }
}

/* Those that don't say what they offer, nearer than the nearest that does. */
static void count_unstated(const lc_walker *a, const lc_place *from,
                           uint32_t limit_ms, lc_circle_row *rows)
{
    for (size_t i = 0; i < a->seen.n; i++) {
        uint32_t f = a->seen.v[i];
        uint64_t label = a->facility_label[f];

        if (state_of(a, from, f) != LIFE_HOURS_UNKNOWN ||
            lc_service_offered(a->w->services.offer[f], from->menu.wanted) !=
                LIFE_OFFERED_UNSTATED)
            continue;
        for (LIFE_CATSET_EACH(c, a->w->facility.v[f].categories)) {
            const lc_near *x = &rows[c].nearest;

            rows[c].unstated += x->facility == LIFE_NONE
                                    ? lc_label_ms(label) <= limit_ms
                                    : label < lc_label(x->walk_ms, x->walk_mm);
        }
    }
}

/* Whether a search may end is asked when it has gone this much farther, and an
 * eighth of its way: sorting all that was met takes as long as a bucket. */
enum { ASKED_AGAIN_MS = 10000, ASKED_AGAIN_PART = 8 };

/* Until nothing still to come could change an answer; the closed ones are met
 * too. */
static lc_status search_all(lc_walker *a, const lc_place *from, at_time *t,
                            uint32_t limit_ms, lc_error *err)
{
    const lc_search all = {.all = true, .limit_ms = LIFE_SEARCH_MS};
    bool more = true;
    uint32_t floor_ms, next_ms = 0;
    lc_status st = lc_walker_begin(a, from, &all, err);

    while (!st && more) {
        st = lc_walker_next(a, &more, &floor_ms, err);
        if (st || !more || floor_ms <= limit_ms || floor_ms < next_ms)
            continue;
        if (settled(a, from, t, floor_ms))
            break;
        next_ms = floor_ms + floor_ms / ASKED_AGAIN_PART + ASKED_AGAIN_MS;
    }
    if (!st)
        sort_seen(a, from, t);
    return st;
}

/* With the gates on the way there, while the search is at hand. */
static lc_status put_near(lc_walker *a, const lc_place *from, uint32_t f,
                          uint64_t label, lc_near *out, lc_error *err)
{
    *out = near_of(a, from, f, label);
    return lc_route_closings(a, from, f, &out->closing, &out->closings, err);
}

/* The nearest within the limit of which it isn't known whether one finds it
 * open. Through gates of which it isn't known, those that are open are so too,
 * where that is nearer than any that is certain. */
static lc_status put_unsure(lc_walker *a, const lc_place *from,
                            uint32_t limit_ms, const at_time *t,
                            lc_circle_row *rows, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < a->w->category_count && !st; c++) {
        uint64_t least = t->unsure[c];
        uint32_t f = t->unsure_id[c];
        const lc_near *sure = &rows[c].nearest;

        if (from->when.maybe && t->open[c] < least &&
            (sure->walk_ms == LIFE_NONE ||
             t->open[c] < lc_label(sure->walk_ms, sure->walk_mm))) {
            least = t->open[c];
            f = t->open_id[c];
        }
        if (least != LIFE_LABEL_NONE && lc_label_ms(least) <= limit_ms)
            st = put_near(a, from, f, least, &rows[c].unsure, err);
    }
    return st;
}

/* Every category's nearest that is open, or may be, and how many are. */
static lc_status search_open(lc_walker *a, const lc_place *from,
                             uint32_t limit_ms, lc_circle_row *rows,
                             lc_error *err)
{
    lc_place maybe = *from;
    at_time t;
    lc_status st = from->when.kind == LIFE_WHEN_ANY
                       ? LIFE_OK
                       : lc_opening_states_at(a->w, from->when, &a->open, err);

    maybe.when.maybe = true;
    if (st || from->reason)
        return st;
    t.some_open = open_somewhere(a, from);
    st = search_all(a, from, &t, limit_ms, err);
    for (uint32_t c = 0; c < a->w->category_count && !st; c++)
        if (t.open[c] != LIFE_LABEL_NONE)
            st = put_near(a, from, t.open_id[c], t.open[c], &rows[c].nearest,
                          err);
    if (st)
        return st;
    count_open(a, from, limit_ms, rows);
    if (from->menu.wanted)
        count_unstated(a, from, limit_ms, rows);
    if (!a->shut.unsure)
        return put_unsure(a, from, limit_ms, &t, rows, err);
    st = search_all(a, &maybe, &t, limit_ms, err);
    if (!st)
        st = put_unsure(a, &maybe, limit_ms, &t, rows, err);
    /* What was met is counted further, and by certain ways alone. */
    return st ? st : search_all(a, from, &t, limit_ms, err);
}

/* ---- wheelchairs ---- */

/* Of those counted, by category and each once. */
static void count_wheels(const lc_walker *a, const lc_place *from,
                         uint32_t limit_ms, lc_circle_row *rows,
                         lc_wheels_count *n)
{
    for (size_t i = 0; i < a->seen.n; i++) {
        uint32_t id = a->seen.v[i];
        const lc_facility *f = &a->w->facility.v[id];

        if (lc_label_ms(a->facility_label[id]) > limit_ms ||
            state_of(a, from, id) != LIFE_HOURS_OPEN)
            continue;
        if (n)
            lc_wheels_add(n, f);
        for (LIFE_CATSET_EACH(c, f->categories))
            rows[c].wheels_unstated += f->wheels == LIFE_WHEELS_UNSTATED;
    }
}

/* ---- the question ---- */

static lc_status nearest_once(lc_walker *a, const lc_place *from,
                              lc_circle_row *rows, lc_error *err)
{
    at_time t;
    lc_status st;

    if (from->reason)
        return LIFE_OK;
    t.some_open = open_somewhere(a, from);
    st = search_all(a, from, &t, 0, err);
    for (uint32_t c = 0; c < a->w->category_count && !st; c++)
        if (t.open[c] != LIFE_LABEL_NONE)
            rows[c].nearest = near_of(a, from, t.open_id[c], t.open[c]);
    return st;
}

static lc_status nearest_ever(lc_walker *a, const lc_place *from,
                              lc_circle_row *rows, lc_error *err)
{
    lc_status st;

    if (a->study->once)
        return nearest_once(a, from, rows, err);
    st = circle_labels(a, from, err);

    for (uint32_t c = 0; c < a->w->category_count && !st; c++)
        circle_nearest(a, from, c, a->best[c], &rows[c]);
    return st;
}

lc_status lc_circle_make(lc_walker *a, const lc_place *from, uint32_t limit_ms,
                         lc_circle_row *rows, lc_wheels_count *wheels,
                         lc_error *err)
{
    /* No time is the largest number, so it is over every limit. */
    static const lc_near none = {LIFE_NONE, LIFE_NONE, LIFE_NONE, 0, 0, 0};
    const lc_world *w = a->w;
    bool asked = from->when.kind != LIFE_WHEN_ANY || from->menu.wanted;
    uint32_t end_ms[LIFE_MAX_CATEGORIES] = {0};
    lc_status st;

    if (wheels)
        *wheels = (lc_wheels_count){0};
    for (uint32_t c = 0; c < w->category_count; c++)
        rows[c] = (lc_circle_row){.nearest = none, .unsure = none};
    a->closing.n = 0;
    st = asked ? search_open(a, from, limit_ms, rows, err)
               : nearest_ever(a, from, rows, err);
    if (!st && !from->reason)
        st = find_ends(a, from, end_ms, err);
    for (uint32_t c = 0; c < w->category_count && !st; c++)
        circle_answer(w, from, c, limit_ms, end_ms[c], &rows[c]);
    if (!st && !from->reason && !asked)
        st = count_within(a, from, limit_ms, rows, err);
    if (!st && !from->reason && w->pace[from->pace].wheels)
        count_wheels(a, from, limit_ms, rows, wheels);
    return st;
}
