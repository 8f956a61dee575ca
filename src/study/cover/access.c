/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/access.c - the enhanced two-step floating catchment: one
 * search against the walks to each facility finds who lives in its catchment,
 * in which zone.
 *
 * The catchments are found on several threads, each by itself; people are
 * whole numbers, and a home's rates are added facility by facility in their
 * order, so the bits do not depend on the threads.
 *
 * Step one needs all homes of a facility's catchment, so the search runs
 * backwards from each facility, bounded by the limit; step two is then a pass
 * over the lists that step one kept. Memory: 4 bytes a home and catchment.
 * Cost: a bounded search a facility, on all threads.
 */
#include "lifecircle/study/cover/access.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/wheels.h"
#include "src/study/cover/catchment.h"
#include "src/study/ends.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/study/time/open.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#include <math.h>
#include <string.h>

/* Homes, each with its zone. */
typedef LC_VEC(uint32_t) residents;

/* A home and its zone in 32 bits: at most 8 zones, and half a billion homes. */
#define ZONE_BITS  3
#define MOST_HOMES (UINT32_C(1) << (32 - ZONE_BITS))

typedef struct catchment { /* of one facility */
    uint32_t facility;
    int64_t milli;      /* capacity; -1: not known */
    lc_hours_state is;  /* at the time */
    residents resident; /* home << ZONE_BITS | zone */
    residents perhaps;  /* the same through what may be open, where that is
                           more */
} catchment;

typedef struct search {
    const lc_world *w;
    const lc_access *a;
    const lc_catchment *kind;
    const lc_pace_graph *g;
    const lc_catchments *catchments;
    LC_VEC(catchment) of; /* by facility */
    uint32_t barred;      /* facilities that bar wheels, for a pace with them */
    uint32_t stated;      /* that have a capacity and a link, at any time */
    uint32_t silent;      /* that state none */
    lc_open open;         /* of a time */
    lc_catchment_room *room; /* a worker */
    unsigned workers;
} search;

/* ---- one facility ---- */

/* Zones are equal parts of the limit; each holds its end. Zone 0 holds 0 ms
 * too. */
static uint32_t zone_of(const search *s, uint32_t ms)
{
    uint64_t parts = (uint64_t)ms * s->kind->zones;
    uint32_t limit_ms = s->a->query.limit_ms;

    return ms ? (uint32_t)((parts + limit_ms - 1) / limit_ms) - 1 : 0;
}

static lc_status find_by(const search *s, uint32_t facility,
                         const lc_shut *shut, lc_catchment_room *room,
                         residents *out, lc_error *err)
{
    const lc_link *link;
    size_t links =
        lc_world_facility_links(s->w, facility, s->g->gait.mode, &link);
    lc_status st;

    room->shut = lc_shut_is_any(shut) ? shut : NULL;
    st = lc_catchment_search(s->catchments, link, links, s->a->query.limit_ms,
                             room, err);
    if (st)
        return st;
    if (!lc_vec_reserve(out, room->found.n))
        return lc_no_memory(err, "the catchments");
    for (size_t i = 0; i < room->found.n; i++)
        out->v[out->n++] = room->found.v[i].home << ZONE_BITS |
                           zone_of(s, room->found.v[i].ms);
    return LIFE_OK;
}

/* What is not known to be open has nobody for certain. */
static lc_status find_residents(void *ctx, size_t item, unsigned who,
                                lc_error *err)
{
    search *s = ctx;
    catchment *c = &s->of.v[item];
    lc_catchment_room *room = &s->room[who];
    bool sure = c->is == LIFE_HOURS_OPEN;
    lc_status st = LIFE_OK;

    if (sure)
        st = find_by(s, c->facility, &s->open.sure, room, &c->resident, err);
    if (!st && (!sure || s->open.sure.unsure))
        st = find_by(s, c->facility, &s->open.maybe, room, &c->perhaps, err);
    return st;
}

/* ---- all of them ---- */

static bool is_linked(const search *s, uint32_t f)
{
    const lc_link_table *t = &s->w->links[s->g->gait.mode].facility;

    return t->n[f] > 0;
}

static lc_hours_state state_of(const search *s, uint32_t f)
{
    return s->a->query.when.kind == LIFE_WHEN_ANY
               ? LIFE_HOURS_OPEN
               : lc_open_state(&s->open.states, f);
}

/* Whether it has a catchment; told as what it is. */
static bool count_facility(search *s, lc_access_supply *supply,
                           const catchment *c)
{
    bool linked = is_linked(s, c->facility);

    s->stated += c->milli >= 0 && linked;
    s->silent += c->milli < 0;
    if (c->is == LIFE_HOURS_CLOSED)
        supply->closed++;
    else if (c->is == LIFE_HOURS_UNKNOWN)
        supply->hours_unknown++;
    else if (c->milli < 0)
        supply->no_capacity++;
    else if (!linked)
        supply->unlinked++;
    return linked && c->is != LIFE_HOURS_CLOSED;
}

/* Facilities of unknown capacity have a catchment too: who lives in it may have
 * more than is known. */
static lc_status list_facilities(search *s, lc_access *out, lc_error *err)
{
    const lc_capacity *c = out->capacity;

    for (uint32_t f = 0; f < s->w->facility.n; f++) {
        const lc_facility *d = &s->w->facility.v[f];
        catchment one = {.facility = f};

        if (!lc_catset_meets(d->categories, &c->categories))
            continue;
        if (!lc_wheels_may(d, s->g->gait.wheels)) {
            s->barred++;
            continue;
        }
        out->supply.total++;
        out->supply.wheels_unstated += d->wheels == LIFE_WHEELS_UNSTATED;
        one.milli = lc_capacity_milli(s->w, f, c->attribute);
        one.is = state_of(s, f);
        if (count_facility(s, &out->supply, &one) && !lc_vec_push(&s->of, one))
            return lc_no_memory(err, "the catchments");
    }
    return LIFE_OK;
}

/* Reused from facility to facility. */
static lc_status make_rooms(search *s, lc_error *err)
{
    s->workers = lc_pool_threads();
    s->room = lc_calloc(s->workers, sizeof *s->room);
    return s->room ? LIFE_OK : lc_no_memory(err, "the catchments");
}

static void clear_search(search *s)
{
    for (unsigned i = 0; s->room && i < s->workers; i++)
        lc_catchment_room_clear(&s->room[i]);
    for (size_t i = 0; i < s->of.n; i++) {
        lc_vec_free(&s->of.v[i].resident);
        lc_vec_free(&s->of.v[i].perhaps);
    }
    if (s->open.study)
        lc_open_end(&s->open);
    lc_free(s->room);
    lc_vec_free(&s->of);
}

/* ---- the two steps ---- */

/* People within the limit, in millionths: thousandths weighed by thousandths.
 * Homes of unknown ages (-1) count as nobody. */
static int64_t demand_of(const search *s, const catchment *c)
{
    int64_t sum = 0;

    for (size_t i = 0; i < c->resident.n; i++) {
        int64_t people = s->a->people[c->resident.v[i] >> ZONE_BITS];
        uint32_t zone = c->resident.v[i] & ((1u << ZONE_BITS) - 1);

        if (people > 0)
            sum += people * s->kind->weight_milli[zone];
    }
    return sum;
}

static void add_rate(const search *s, const catchment *c, double rate,
                     double *ratio)
{
    for (size_t i = 0; i < c->resident.n; i++) {
        uint32_t zone = c->resident.v[i] & ((1u << ZONE_BITS) - 1);

        ratio[c->resident.v[i] >> ZONE_BITS] +=
            rate * s->kind->weight_milli[zone] / 1000.0;
    }
}

/* Who comes there, or comes there sooner, only if what may be open is. `best`
 * is a byte a home, 0 before and after. */
static void mark_perhaps(const catchment *c, uint8_t *best, lc_access *out)
{
    const uint32_t zone = (1u << ZONE_BITS) - 1;

    for (size_t k = 0; k < c->resident.n; k++)
        best[c->resident.v[k] >> ZONE_BITS] =
            (uint8_t)((1u << ZONE_BITS) - (c->resident.v[k] & zone));
    for (size_t k = 0; k < c->perhaps.n; k++)
        if ((1u << ZONE_BITS) - (c->perhaps.v[k] & zone) >
            best[c->perhaps.v[k] >> ZONE_BITS])
            out->more[c->perhaps.v[k] >> ZONE_BITS] = 1;
    for (size_t k = 0; k < c->resident.n; k++)
        best[c->resident.v[k] >> ZONE_BITS] = 0;
}

static void share_out(const search *s, uint8_t *best, lc_access *out)
{
    for (size_t i = 0; i < s->of.n; i++) {
        const catchment *c = &s->of.v[i];
        int64_t demand;

        mark_perhaps(c, best, out);
        if (c->is != LIFE_HOURS_OPEN)
            continue;
        /* Of unknown capacity: no rate, but a mark that there may be more. */
        if (c->milli < 0) {
            for (size_t k = 0; k < c->resident.n; k++)
                out->more[c->resident.v[k] >> ZONE_BITS] = 1;
            continue;
        }
        demand = demand_of(s, c);
        out->supply.counted++;
        out->supply.milli += c->milli;
        if (demand > 0) {
            add_rate(s, c, (double)c->milli * 1000.0 / (double)demand,
                     out->ratio);
        } else {
            out->supply.idle++;
            out->supply.idle_milli += c->milli;
        }
    }
}

/* Who may find more beyond the data: the end of the data is asked of each
 * category of the capacity. */
static lc_status mark_more(lc_study *study, const search *s, lc_access *out,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    for (LIFE_CATSET_EACH(c, &out->capacity->categories)) {
        const uint32_t *end_ms;

        if (st)
            break;
        st = lc_ends_homes(study, out->query.pace, c, &end_ms, err);
        for (uint32_t h = 0; h < s->w->home_count && !st; h++)
            if (end_ms[h] <= out->query.limit_ms)
                out->more[h] = 1;
    }
    return st;
}

/* Whose ratio can't be known: homes without a link, homes that have nothing
 * known but may have something, and everybody where no facility's capacity is
 * stated. */
static void mark_unknown(const search *s, lc_access *out)
{
    const lc_home_runs *links = &s->w->links[s->g->gait.mode].home;
    bool none = s->stated == 0 && s->silent > 0;

    if (!out->supply.total && !s->barred)
        none = true; /* the file holds no such facility: not that none is */
    for (uint32_t h = 0; h < s->w->home_count; h++) {
        if (none || !links->n[h])
            out->ratio[h] = NAN;
        if (out->more[h] && out->ratio[h] <= 0)
            out->ratio[h] = NAN; /* nothing known is not nothing there */
    }
}

static lc_status run(lc_study *study, search *s, lc_access *out, lc_error *err)
{
    lc_status st = lc_slot_graph(study, out->query.pace, &s->g, err);
    uint8_t *best = NULL;

    if (!st && out->query.when.kind != LIFE_WHEN_ANY)
        st = lc_open_begin(&s->open, study, out->query.pace, out->query.when,
                           err);
    if (!st)
        st = lc_slot_catchments(study, out->query.pace, &s->catchments, err);
    if (!st)
        st = list_facilities(s, out, err);
    if (!st)
        st = make_rooms(s, err);
    if (!st)
        st = lc_pool_run(s->workers, s->of.n, find_residents, s, err);
    best = lc_calloc(s->w->home_count, 1);
    if (!st && !best)
        st = lc_no_memory(err, "the catchments");
    if (!st)
        share_out(s, best, out);
    lc_free(best);
    if (!st)
        st = mark_more(study, s, out, err);
    if (!st)
        mark_unknown(s, out);
    return st;
}

/* ---- whom it is for ---- */

static void count_everybody(const lc_world *w, lc_access *out)
{
    memcpy(out->people, w->home_weight, w->home_count * sizeof *out->people);
    out->ages = "";
}

/* Ages that were asked for must be known; those that the capacity is for by its
 * table fall back to everybody, and the answer says so. */
static lc_status count_people(const lc_world *w, lc_access *out, lc_error *err)
{
    const char *ages = out->query.ages ? out->query.ages : out->capacity->ages;
    lc_error why = {0};
    lc_status st;

    out->ages_asked = "";
    if (!*ages || !strcmp(ages, "all")) {
        count_everybody(w, out);
        return LIFE_OK;
    }
    out->ages = ages;
    st = lc_world_age_weights(w, ages, out->people, &why);
    if (st == LIFE_ERR_NOT_FOUND && !out->query.ages) {
        out->ages_asked = ages;
        count_everybody(w, out);
        return LIFE_OK;
    }
    if (st == LIFE_ERR_PARSE)
        st = LIFE_ERR_RANGE;
    return st ? lc_fail_param(err, st, "age", "%s", why.text) : LIFE_OK;
}

lc_status lc_access_make(lc_study *study, const lc_access_query *q,
                         lc_access *out, lc_error *err)
{
    const lc_world *w = study->w;
    search s = {.w = w, .a = out};
    lc_status st = lc_capacity_check(study, err); /* for the norms */

    *out = (lc_access){.query = *q, .world = w};
    if (st)
        return st;
    out->capacity = &study->capacity.v[q->capacity];
    out->catchment = s.kind = &study->catchment.v[q->catchment];
    if (w->home_count >= MOST_HOMES)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %u homes", MOST_HOMES);
    st = lc_budget_spend(1, err);
    if (st)
        return st;
    out->ratio = lc_calloc(w->home_count, sizeof *out->ratio);
    out->people = lc_calloc(w->home_count, sizeof *out->people);
    out->more = lc_calloc(w->home_count, sizeof *out->more);
    if (!out->ratio || !out->people || !out->more)
        st = lc_no_memory(err, "the catchments");
    else
        st = count_people(w, out, err);
    if (!st)
        st = run(study, &s, out, err);
    clear_search(&s);
    if (st)
        lc_access_clear(out);
    return st;
}

void lc_access_clear(lc_access *a)
{
    lc_free(a->ratio);
    lc_free(a->people);
    lc_free(a->more);
    *a = (lc_access){0};
}
