/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_properties.c - random networks by fixed seeds: every answer against a
 * slow reference of the definitions, and what must hold of any network.
 *
 * The reference shares nothing with the engine's searches: Bellman-Ford over
 * (node, state), the states being A (private so far), P (public) and C (went
 * private to stay), with times and lengths in plain numbers. Links are taken
 * as computed: test_walk.c and tests/oracle look at those.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"
#include "src/study/cover/catchment.h"
#include "src/study/slot.h"

#include <geos_c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* ---- a network by chance ---- */

enum {
    SIDE = 6,
    NODES = SIDE * SIDE,
    MOST_STREETS = 200,
    POINTS = 36, /* facilities, and homes */
    SPLIT_NODE = 5000
};

typedef struct street {
    int from, to, how;
    lct_xy pt[5];
    size_t n;
} street;

typedef struct plan {
    uint64_t seed;
    double step_m; /* between neighbours */
    lct_xy node[NODES];
    street street[MOST_STREETS];
    size_t streets;
    lct_xy facility[POINTS], home[POINTS];
    int category[POINTS]; /* bits: pharmacy, hospital, park */
    bool area[POINTS];
    /* what a variant does */
    bool reversed, split;
    double west_deg; /* moved so far west */
} plan;

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t chance(plan *p)
{
    uint64_t z = p->seed += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static double between(plan *p, double low, double high)
{
    return low + (high - low) * (double)(chance(p) >> 11) / 9007199254740992.0;
}

static bool one_in(plan *p, unsigned n)
{
    return chance(p) % n == 0;
}

static int how_by_chance(plan *p)
{
    int how = LCT_OPEN;

    how |= one_in(p, 6) ? LCT_PRIVATE : 0;
    how |= one_in(p, 12) ? LCT_STEPS : 0;
    how |= one_in(p, 9) ? LCT_ONE_WAY : 0;
    how |= one_in(p, 14) ? LCT_NO_WHEELS : 0;
    how |= one_in(p, 25) ? LCT_BRIDGE : 0;
    return how;
}

/* A street with a bend of up to `bend_m` half way, so that it can be split
 * there. */
static void add_street(plan *p, int from, int to, double bend_m, int how)
{
    street *s = &p->street[p->streets++];
    lct_xy a = p->node[from], b = p->node[to];

    assert_true(p->streets < MOST_STREETS);
    *s = (street){.from = from, .to = to, .how = how, .n = 3};
    s->pt[0] = a;
    s->pt[1] = (lct_xy){(a.x + b.x) / 2 + between(p, -bend_m, bend_m),
                        (a.y + b.y) / 2 + between(p, -bend_m, bend_m)};
    s->pt[2] = b;
    if (from == to) { /* a loop */
        s->pt[1] = (lct_xy){a.x + bend_m, a.y + bend_m / 3};
        s->pt[2] = (lct_xy){a.x + bend_m / 3, a.y + bend_m};
        s->pt[3] = a;
        s->n = 4;
    }
}

static lct_xy somewhere(plan *p)
{
    const street *s = &p->street[chance(p) % p->streets];
    size_t i = chance(p) % (s->n - 1);
    double f = between(p, 0, 1), off = one_in(p, 2) ? 0 : 45;

    if (one_in(p, 12)) /* often enough nowhere near */
        off = 500;
    return (lct_xy){
        s->pt[i].x + f * (s->pt[i + 1].x - s->pt[i].x) + between(p, -off, off),
        s->pt[i].y + f * (s->pt[i + 1].y - s->pt[i].y) + between(p, -off, off)};
}

static void make_plan(plan *p, uint64_t seed)
{
    *p = (plan){.seed = seed};
    p->step_m = between(p, 120, 700);
    for (int i = 0; i < NODES; i++) {
        int row = i / SIDE, column = i % SIDE;

        p->node[i] = (lct_xy){p->step_m * (column + between(p, -0.2, 0.2)),
                              p->step_m * (row + between(p, -0.2, 0.2))};
    }
    for (int i = 0; i < NODES; i++) {
        if (i % SIDE + 1 < SIDE && !one_in(p, 5))
            add_street(p, i, i + 1, 20, how_by_chance(p));
        if (i + SIDE < NODES && !one_in(p, 5))
            add_street(p, i, i + SIDE, 20, how_by_chance(p));
        if (one_in(p, 12)) /* parallel to what may be there */
            add_street(p, i, (i + 1) % NODES, 60, how_by_chance(p));
        if (one_in(p, 12))
            add_street(p, i, i, 50, how_by_chance(p));
    }
    for (int i = 0; i < POINTS; i++) {
        p->facility[i] = somewhere(p);
        p->category[i] = 1 + (int)(chance(p) % 7);
        p->area[i] = one_in(p, 6);
        p->home[i] = somewhere(p);
    }
}

static void draw_street(lct_city *c, const plan *p, size_t i)
{
    const street *s = &p->street[i];
    lct_part part = {.from = s->from + 1,
                     .to = s->to + 1,
                     .pt = s->pt,
                     .n = s->n,
                     .how = s->how,
                     .way = (int64_t)i + 1};
    lct_xy back[5];

    if (p->reversed) {
        for (size_t k = 0; k < s->n; k++)
            back[k] = s->pt[s->n - 1 - k];
        part.from = s->to + 1;
        part.to = s->from + 1;
        part.pt = back;
    }
    if (!p->split || s->n != 3) {
        lct_street_part(c, &part);
        return;
    }
    part.to = SPLIT_NODE + (int)i;
    part.n = 2;
    lct_street_part(c, &part);
    part.at_mm = lct_length_mm(c, s->pt, 2);
    part.length_mm = lct_length_mm(c, s->pt, 3) - part.at_mm;
    part.from = part.to;
    part.to = s->to + 1;
    part.pt = s->pt + 1;
    lct_street_part(c, &part);
}

static void draw_facility(lct_city *c, const plan *p, int i)
{
    lct_xy at = p->facility[i];
    const lct_xy ring[4] = {{at.x - 30, at.y - 30},
                            {at.x + 30, at.y - 30},
                            {at.x + 30, at.y + 30},
                            {at.x - 30, at.y + 30}};
    char id[16], categories[64];

    snprintf(id, sizeof id, "t:%02d", i);
    snprintf(categories, sizeof categories, "%s%s%s",
             p->category[i] & 1 ? "pharmacy " : "",
             p->category[i] & 2 ? "hospital " : "",
             p->category[i] & 4 ? "park" : "");
    if (p->area[i])
        lct_area(c, id, categories, ring, 4);
    else
        lct_facility(c, id, categories, at);
}

/* The first `facilities` of the plan's. */
static lct_city *draw(const plan *p, int facilities)
{
    static const lct_xy pond[] = {
        {130, 130}, {260, 130}, {260, 210}, {130, 210}};
    lct_city *c = lct_city_new_at((lc_lonlat){104.06 - p->west_deg, 30.65});

    for (size_t i = 0; i < p->streets; i++)
        draw_street(c, p, i);
    for (int i = 0; i < facilities; i++)
        draw_facility(c, p, i);
    for (int i = 0; i < POINTS; i++)
        lct_home(c, p->home[i], 1000 + i);
    lct_barrier(c, 1, pond, 4, true);
    lct_open(c);
    return c;
}

/* ---- the reference ---- */

enum { A, P, C, STATES, MOST_NODES = NODES + MOST_STREETS };

typedef struct cost {
    uint64_t ms, mm;
} cost;

static const cost never = {UINT32_MAX, UINT32_MAX};

typedef struct reference {
    const lc_world *w;
    const lc_network *n;
    const lc_pace *pace;
    cost at[MOST_NODES][STATES];
} reference;

static bool less(cost a, cost b)
{
    return a.ms != b.ms ? a.ms < b.ms : a.mm < b.mm;
}

static cost plus(cost a, cost b)
{
    if (a.ms >= never.ms || b.ms >= never.ms)
        return never;
    return (cost){a.ms + b.ms, a.mm + b.mm};
}

static void improve(cost *to, cost by, bool *changed)
{
    if (!less(by, *to))
        return;
    *to = by;
    *changed = true;
}

/* Milliseconds of so many millimetres from the start of a way: rounded where
 * one is, half up. */
static uint64_t clock_ms(const lc_pace *p, double times, uint64_t mm)
{
    uint64_t num = (uint64_t)(p->seconds * 1000 * times + 0.5) * 1000;
    uint64_t den = (uint64_t)(p->metres * 1000 + 0.5) * 1000;

    return (2 * mm * num + den) / (2 * den);
}

static bool open_to(const reference *r, const lc_edge *e, int direction)
{
    if (e->flags & LIFE_EDGE_STEPS && r->pace->steps_factor == 0)
        return false;
    return lc_edge_perm(e, r->pace->mode) & direction;
}

static bool is_private(const reference *r, const lc_edge *e)
{
    return lc_edge_perm(e, r->pace->mode) & LIFE_PERM_PRIVATE;
}

/* From one place of an edge to another along it. */
static cost along(const reference *r, const lc_edge *e, uint32_t from_mm,
                  uint32_t to_mm)
{
    double times = e->flags & LIFE_EDGE_STEPS ? r->pace->steps_factor : 1;
    uint32_t low = from_mm < to_mm ? from_mm : to_mm;
    uint32_t high = from_mm < to_mm ? to_mm : from_mm;
    int direction = from_mm < to_mm ? LIFE_PERM_FORWARD : LIFE_PERM_BACK;

    if (from_mm == to_mm)
        direction = LIFE_PERM_FORWARD | LIFE_PERM_BACK;
    if (!open_to(r, e, direction))
        return never;
    return (cost){clock_ms(r->pace, times, high) -
                      clock_ms(r->pace, times, low),
                  high - low};
}

static cost leg_of(const reference *r, const lc_link *l)
{
    return (cost){clock_ms(r->pace, 1, l->leg_mm), l->leg_mm};
}

static void relax_edge(reference *r, const lc_edge *e, bool *changed)
{
    uint32_t end_mm = e->at_mm + e->length_mm;
    cost ahead = along(r, e, e->at_mm, end_mm);
    cost back = along(r, e, end_mm, e->at_mm);

    for (int s = 0; s < STATES; s++) {
        if (is_private(r, e) ? s == P : s != P)
            continue;
        improve(&r->at[e->to][s], plus(r->at[e->from][s], ahead), changed);
        improve(&r->at[e->from][s], plus(r->at[e->to][s], back), changed);
    }
}

static void spread(reference *r, const lc_world *w, uint32_t pace,
                   const lc_link *link, size_t links)
{
    bool changed = true;

    r->w = w;
    r->n = lc_world_network(w);
    r->pace = lc_world_pace(w, pace);
    assert_true(r->n->node_count <= MOST_NODES);
    for (uint32_t i = 0; i < r->n->node_count; i++)
        r->at[i][A] = r->at[i][P] = r->at[i][C] = never;
    for (size_t i = 0; i < links; i++) {
        const lc_edge *e = &r->n->edge[link[i].edge];
        uint32_t end_mm = e->at_mm + e->length_mm;
        int s = is_private(r, e) ? A : P;
        cost leg = leg_of(r, &link[i]);

        improve(&r->at[e->from][s],
                plus(leg, along(r, e, link[i].at_mm, e->at_mm)), &changed);
        improve(&r->at[e->to][s], plus(leg, along(r, e, link[i].at_mm, end_mm)),
                &changed);
    }
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < r->n->edge_count; i++)
            relax_edge(r, &r->n->edge[i], &changed);
        for (uint32_t i = 0; i < r->n->node_count; i++) {
            improve(&r->at[i][P], r->at[i][A], &changed);
            improve(&r->at[i][C], r->at[i][P], &changed);
        }
    }
}

/* To a place on an edge, over either end or straight along it. */
static cost to_place(const reference *r, uint32_t edge, uint32_t at_mm,
                     const lc_link *link, size_t links)
{
    const lc_edge *e = &r->n->edge[edge];
    int s = is_private(r, e) ? C : P; /* C is never worse than A */
    cost best = never;
    bool changed;

    improve(&best, plus(r->at[e->from][s], along(r, e, e->at_mm, at_mm)),
            &changed);
    improve(&best,
            plus(r->at[e->to][s], along(r, e, e->at_mm + e->length_mm, at_mm)),
            &changed);
    for (size_t i = 0; i < links; i++)
        if (link[i].edge == edge)
            improve(
                &best,
                plus(leg_of(r, &link[i]), along(r, e, link[i].at_mm, at_mm)),
                &changed);
    return best;
}

static cost to_facility(const reference *r, uint32_t f, const lc_link *link,
                        size_t links)
{
    const lc_link *to;
    size_t n = lc_world_facility_links(r->w, f, r->pace->mode, &to);
    cost best = never;
    bool changed;

    for (size_t i = 0; i < n; i++)
        improve(&best,
                plus(to_place(r, to[i].edge, to[i].at_mm, link, links),
                     leg_of(r, &to[i])),
                &changed);
    return best.ms <= LIFE_SEARCH_MS ? best : never;
}

/* ---- answers against it ---- */

typedef struct seen { /* from one place, by one pace */
    lc_place place;
    reference ref;
    cost to[POINTS + 1];
    uint32_t facilities;
} seen;

static void look(seen *s, lct_city *c, lc_walker *a, lct_xy from, uint32_t pace)
{
    const lc_world *w = lct_world(c);
    lc_error err = {0};

    ok(lc_place_at(a, lct_at(c, from), pace, &s->place, &err), &err);
    s->facilities = (uint32_t)lc_world_facility_count(w);
    spread(&s->ref, w, pace, s->place.link, s->place.link_count);
    for (uint32_t f = 0; f < s->facilities; f++)
        s->to[f] = to_facility(&s->ref, f, s->place.link, s->place.link_count);
}

/* The best of `set` that is behind (`after`), in the order of answers. */
static uint32_t next_best(const seen *s, const lc_catset *set, uint32_t after)
{
    uint32_t best = LIFE_NONE;

    for (uint32_t f = 0; f < s->facilities; f++) {
        if (!lc_catset_meets(lc_world_facility(s->ref.w, f)->categories, set) ||
            s->to[f].ms >= never.ms)
            continue;
        if (after != LIFE_NONE &&
            (less(s->to[f], s->to[after]) ||
             (!less(s->to[after], s->to[f]) && f <= after)))
            continue;
        if (best == LIFE_NONE || less(s->to[f], s->to[best]))
            best = f;
    }
    return best;
}

static void check_nearest(seen *s, lc_walker *a, const lc_catset *set,
                          uint32_t k)
{
    lc_near near[50];
    uint32_t n, want = LIFE_NONE;
    lc_error err = {0};

    ok(lc_nearest_find(a, &s->place, set, k, near, &n, &err), &err);
    for (uint32_t i = 0; i < n; i++) {
        want = next_best(s, set, want);
        assert_int_not_equal(want, LIFE_NONE);
        assert_int_equal(near[i].facility, want);
        assert_int_equal(near[i].walk_ms, s->to[want].ms);
        assert_int_equal(near[i].walk_mm, s->to[want].mm);
        /* a walk is never shorter than the straight line */
        assert_true(near[i].walk_mm / 1000.0 >= near[i].straight_m - 0.01);
    }
    if (n < k)
        assert_int_equal(next_best(s, set, want), LIFE_NONE);
}

static void check_circle(seen *s, lc_walker *a, uint32_t limit_ms)
{
    lc_circle_row row[LIFE_MAX_CATEGORIES];
    lc_error err = {0};

    ok(lc_circle_make(a, &s->place, limit_ms, row, NULL, &err), &err);
    for (uint32_t c = 0; c < lc_world_category_count(s->ref.w); c++) {
        lc_catset set = lc_catset_of(c);
        uint32_t best = next_best(s, &set, LIFE_NONE), count = 0;

        for (uint32_t f = 0; f < s->facilities; f++)
            count +=
                lc_catset_has(lc_world_facility(s->ref.w, f)->categories, c) &&
                s->to[f].ms <= limit_ms;
        assert_int_equal(row[c].count, count);
        assert_int_equal(row[c].nearest.facility, best);
        assert_int_equal(row[c].answer == LIFE_COVERED, count > 0);
        if (best == LIFE_NONE)
            continue;
        assert_int_equal(row[c].nearest.walk_ms, s->to[best].ms);
        assert_int_equal(row[c].nearest.walk_mm, s->to[best].mm);
    }
}

static void check_route(seen *s, lc_walker *a, uint32_t f)
{
    lc_error err = {0};
    lc_route r;
    lc_status st = lc_route_find(a, &s->place, f, &r, &err);

    if (s->to[f].ms >= never.ms) {
        assert_int_equal(st, LIFE_ERR_NOT_FOUND);
        return;
    }
    ok(st, &err);
    assert_int_equal(r.walk_ms, s->to[f].ms);
    assert_int_equal(r.walk_mm, s->to[f].mm);
    /* positions are kept to a centimetre, so each bend may be one off */
    assert_true(fabs(lc_shape_length_m(&r.line) - r.walk_mm / 1000.0) <
                0.02 * (r.line.pt_count + 1));
    lc_route_clear(&r);
}

/* The stretch that holds a place, or NULL. */
static const lc_stretch *holds(const lc_stretch *v, size_t n, uint32_t edge,
                               uint32_t at_mm)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].edge == edge && v[i].from_mm <= at_mm && at_mm <= v[i].to_mm)
            return &v[i];
    return NULL;
}

/* Times between two rounded ones are right to 2 ms. */
static void check_point(const seen *s, const lc_stretch *v, size_t n,
                        uint32_t edge, uint32_t at_mm, uint32_t limit_ms)
{
    const lc_stretch *in = holds(v, n, edge, at_mm);
    cost want =
        to_place(&s->ref, edge, at_mm, s->place.link, s->place.link_count);
    double f, ms;

    if (want.ms + 2 < limit_ms && !in)
        fail_msg("edge %u at %u: in reach, left out", edge, at_mm);
    if (want.ms > (uint64_t)limit_ms + 2 && in)
        fail_msg("edge %u at %u: out of reach", edge, at_mm);
    if (!in)
        return;
    f = in->to_mm > in->from_mm
            ? (double)(at_mm - in->from_mm) / (in->to_mm - in->from_mm)
            : 0;
    ms = in->from_ms + f * ((double)in->to_ms - in->from_ms);
    assert_true(fabs(ms - (double)want.ms) <= 2.5);
}

static void check_reach(seen *s, lc_walker *a, uint32_t limit_ms)
{
    const lc_stretch *v;
    size_t n;
    lc_error err = {0};

    ok(lc_reach_find(a, &s->place, limit_ms, &v, &n, &err), &err);
    for (size_t i = 0; i < n; i++) {
        const lc_edge *e = &s->ref.n->edge[v[i].edge];

        assert_true(v[i].from_mm >= e->at_mm && v[i].from_mm < v[i].to_mm);
        assert_true(v[i].to_mm <= e->at_mm + e->length_mm);
        assert_true(v[i].from_ms <= limit_ms && v[i].to_ms <= limit_ms);
        if (i)
            assert_true(
                v[i].edge > v[i - 1].edge ||
                (v[i].edge == v[i - 1].edge && v[i].from_mm >= v[i - 1].to_mm));
    }
    for (uint32_t i = 0; i < s->ref.n->edge_count; i++) {
        const lc_edge *e = &s->ref.n->edge[i];

        for (uint32_t k = 1; k < 12; k++) /* an end is no stretch */
            check_point(s, v, n, i,
                        e->at_mm + (uint32_t)((uint64_t)e->length_mm * k / 12),
                        limit_ms);
    }
}

static void check_home(lct_city *c, uint32_t h, uint32_t pace)
{
    static const char *const ids[] = {"pharmacy", "hospital", "park"};
    const lc_world *w = lct_world(c);
    const lc_link *link;
    size_t links =
        lc_world_home_links(w, h, lc_world_pace(w, pace)->mode, &link);
    lc_error err = {0};
    reference r;

    spread(&r, w, pace, link, links);
    for (int i = 0; i < 3; i++) {
        lc_coverage_query q = {.pace = pace, .limit_ms = 600000};
        cost best = never;
        lc_answer answer;
        lc_reason reason;
        bool changed;
        uint32_t ms;

        q.category = lc_world_category_find(w, ids[i]);
        for (uint32_t f = 0; f < lc_world_facility_count(w); f++)
            if (lc_catset_has(lc_world_facility(w, f)->categories, q.category))
                improve(&best, to_facility(&r, f, link, links), &changed);
        ok(lc_coverage_home(lct_study(c), &q, h, &answer, &reason, &ms, &err),
           &err);
        assert_int_equal(ms, best.ms);
        assert_int_equal(answer == LIFE_COVERED, best.ms <= q.limit_ms);
        assert_int_equal(reason == LIFE_REASON_UNLINKED, links == 0);
    }
}

/* Member by member, as what lies between them is nobody's. */
static void same_near(const lc_near *a, const lc_near *b)
{
    assert_int_equal(a->facility, b->facility);
    assert_int_equal(a->walk_ms, b->walk_ms);
    assert_int_equal(a->walk_mm, b->walk_mm);
    assert_memory_equal(&a->straight_m, &b->straight_m, sizeof a->straight_m);
    assert_int_equal(a->closing, b->closing);
    assert_int_equal(a->closings, b->closings);
}

static void same_row(const lc_circle_row *a, const lc_circle_row *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->wheels_unstated, b->wheels_unstated);
    assert_int_equal(a->answer, b->answer);
    assert_int_equal(a->reason, b->reason);
    assert_int_equal(a->unstated, b->unstated);
    same_near(&a->nearest, &b->nearest);
    same_near(&a->unsure, &b->unsure);
}

/* Who asks once has no labels, and finds the same by a search. */
static void check_once(const seen *s, lc_walker *a, lc_walker *once,
                       uint32_t limit_ms)
{
    static lc_circle_row row[2][LIFE_MAX_CATEGORIES];
    lc_place place[2];
    lc_error err = {0};
    lc_walker *const by[2] = {a, once};

    memset(row, 0, sizeof row);
    for (int i = 0; i < 2; i++) {
        ok(lc_place_at(by[i], lc_pt_lonlat(s->place.pt), s->place.pace,
                       &place[i], &err),
           &err);
        ok(lc_circle_make(by[i], &place[i], limit_ms, row[i], NULL, &err),
           &err);
    }
    for (size_t i = 0; i < LIFE_MAX_CATEGORIES; i++)
        same_row(&row[0][i], &row[1][i]);
}

static const char *const paces[] = {"standard", "elder", "wheelchair", "cycle"};

static void answers_are_those_of_the_reference(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        plan p;
        lct_city *c;
        lc_walker *a, *b;
        lc_study *study, *once;
        const lc_world *w;
        const lc_catset all = lc_catset_first(LIFE_MAX_CATEGORIES);
        lc_catset park;
        lc_error err = {0};
        static seen s;

        make_plan(&p, seed);
        c = draw(&p, POINTS);
        study = lct_study(c);
        w = lct_world(c);
        park = lc_catset_of(lc_world_category_find(w, "park"));
        a = lc_walker_new(study);
        ok(lc_study_open_once(lct_path(c), &once, &err), &err);
        b = lc_walker_new(once);
        for (int k = 0; k < 4; k++) {
            uint32_t pace = lc_world_pace_find(w, paces[k]);

            for (uint32_t h = 0; h < POINTS; h++)
                check_home(c, h, pace);
            for (int i = 0; i < 12; i++) {
                look(&s, c, a, i ? somewhere(&p) : p.node[7], pace);
                check_nearest(&s, a, &all, 50);
                check_nearest(&s, a, &all, 1 + (uint32_t)i);
                check_nearest(&s, a, &park, 3);
                check_circle(&s, a, 300000 * (1 + (uint32_t)i % 4));
                check_once(&s, a, b, 300000 * (1 + (uint32_t)i % 4));
                check_route(&s, a, (uint32_t)(chance(&p) % POINTS));
                check_reach(&s, a, 240000 * (1 + (uint32_t)i % 5));
            }
        }
        lc_walker_free(b);
        lc_study_free(once);
        lc_walker_free(a);
        lct_city_free(c);
    }
}

/* Each home by a search of its own, against one search from each facility. */
static void check_catchment(const reference *home, const lc_catchments *c,
                            uint32_t f, uint32_t limit_ms,
                            lc_catchment_room *room)
{
    const lc_link *to, *from;
    size_t n = lc_world_facility_links(c->w, f, c->g->gait.mode, &to);
    size_t within = 0;
    lc_error err = {0};

    ok(lc_catchment_search(c, to, n, limit_ms, room, &err), &err);
    for (uint32_t h = 0; h < POINTS; h++) {
        size_t links = lc_world_home_links(c->w, h, c->g->gait.mode, &from);
        cost want = to_facility(&home[h], f, from, links);
        size_t i = 0;

        while (i < room->found.n && room->found.v[i].home != h)
            i++;
        assert_int_equal(i < room->found.n, want.ms <= limit_ms);
        if (i == room->found.n)
            continue;
        assert_int_equal(room->found.v[i].ms, want.ms);
        assert_int_equal(room->found.v[i].mm, want.mm);
        within++;
    }
    assert_int_equal(room->found.n, within);
}

static void a_catchment_holds_who_walks_there(void **state)
{
    static reference home[POINTS];

    (void)state;
    for (uint64_t seed = 21; seed <= 28; seed++) {
        plan p;
        lct_city *c;
        const lc_world *w;
        lc_error err = {0};

        make_plan(&p, seed);
        c = draw(&p, POINTS);
        w = lct_world(c);
        for (int k = 0; k < 4; k++) {
            uint32_t pace = lc_world_pace_find(w, paces[k]);
            lc_catchment_room room = {0};
            const lc_catchments *all;
            const lc_link *link;

            ok(lc_slot_catchments(lct_study(c), pace, &all, &err), &err);
            for (uint32_t h = 0; h < POINTS; h++) {
                size_t links =
                    lc_world_home_links(w, h, all->g->gait.mode, &link);

                spread(&home[h], w, pace, link, links);
            }
            for (uint32_t f = 0; f < POINTS; f++)
                check_catchment(home, all, f,
                                (uint32_t)(chance(&p) % LIFE_SEARCH_MS), &room);
            check_catchment(home, all, 0, LIFE_SEARCH_MS, &room);
            check_catchment(home, all, 0, 0, &room);
            lc_catchment_room_clear(&room);
        }
        lct_city_free(c);
    }
}

/* ---- what must hold of any network ---- */

typedef struct times { /* from each home to each facility, by walking */
    cost v[POINTS][POINTS + 1];
    char home[POINTS][400], facility[POINTS + 1][400]; /* their links */
} times;

/* Links as text: way, place along it, leg. A split leaves them the same. */
static void links_text(const lc_world *w, const int64_t *way,
                       const lc_link *link, size_t n, char out[400])
{
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; i < n && at < 360; i++)
        at += (size_t)snprintf(
            out + at, 400 - at, "%lld:%u+%u ",
            (long long)way[lc_world_network(w)->edge[link[i].edge].street],
            link[i].at_mm, link[i].leg_mm);
}

static void measure(const plan *p, lct_city *c, times *t)
{
    const lc_world *w = lct_world(c);
    lc_walker *a = lc_walker_new(lct_study(c));
    int64_t way[2 * MOST_STREETS + 1] = {0};
    uint32_t streets = 1;
    const lc_link *link;
    size_t n;

    for (size_t i = 0; i < p->streets; i++)
        for (int k = 0; k < (p->split && p->street[i].n == 3 ? 2 : 1); k++)
            way[streets++] = (int64_t)i + 1;
    memset(t, 0xFF, sizeof *t);
    for (uint32_t h = 0; h < POINTS; h++) {
        const lc_catset all = lc_catset_first(LIFE_MAX_CATEGORIES);
        lc_near near[50];
        uint32_t found;
        lc_error err = {0};
        lc_place place;

        ok(lc_place_at(a, lct_at(c, p->home[h]), 0, &place, &err), &err);
        ok(lc_nearest_find(a, &place, &all, 50, near, &found, &err), &err);
        for (uint32_t i = 0; i < found; i++)
            t->v[h][near[i].facility] =
                (cost){near[i].walk_ms, near[i].walk_mm};
        n = lc_world_home_links(w, h, LIFE_MODE_MAIN, &link);
        links_text(w, way, link, n, t->home[h]);
    }
    for (uint32_t f = 0; f < lc_world_facility_count(w); f++) {
        n = lc_world_facility_links(w, f, LIFE_MODE_MAIN, &link);
        links_text(w, way, link, n, t->facility[f]);
    }
    lc_walker_free(a);
}

static void measure_plan(const plan *p, int facilities, times *t)
{
    lct_city *c = draw(p, facilities);

    measure(p, c, t);
    lct_city_free(c);
}

static times before, after;

/* Pairs whose links are the same in both. */
static bool same_links(int h, int f)
{
    return before.home[h][0] && before.facility[f][0] &&
           !strcmp(before.home[h], after.home[h]) &&
           !strcmp(before.facility[f], after.facility[f]);
}

static void a_new_street_never_lengthens_a_walk(void **state)
{
    int pairs = 0, shorter = 0;

    (void)state;
    for (uint64_t seed = 11; seed <= 13; seed++) {
        plan p;

        make_plan(&p, seed);
        measure_plan(&p, POINTS, &before);
        for (int i = 0; i < 4; i++)
            add_street(&p, SIDE + i, NODES - 2 * SIDE + 3 - i, 1, LCT_OPEN);
        measure_plan(&p, POINTS, &after);
        for (int h = 0; h < POINTS; h++) {
            for (int f = 0; f < POINTS; f++) {
                if (!same_links(h, f))
                    continue;
                assert_false(less(before.v[h][f], after.v[h][f]));
                pairs++;
                shorter += less(after.v[h][f], before.v[h][f]);
            }
        }
    }
    assert_true(pairs > 1500);
    assert_true(shorter > 50);
}

static void a_new_facility_never_lengthens_a_walk(void **state)
{
    (void)state;
    for (uint64_t seed = 21; seed <= 22; seed++) {
        plan p;

        make_plan(&p, seed);
        measure_plan(&p, POINTS - 1, &before);
        measure_plan(&p, POINTS, &after);
        for (int h = 0; h < POINTS; h++)
            for (int f = 0; f < POINTS - 1; f++)
                assert_memory_equal(&before.v[h][f], &after.v[h][f],
                                    sizeof before.v[h][f]);
    }
}

/* An edge split in two is the same way: nothing changes, to the last
 * millisecond, but for who now has one more street end within reach. */
static void splitting_changes_nothing(void **state)
{
    int pairs = 0;

    (void)state;
    for (uint64_t seed = 31; seed <= 33; seed++) {
        plan p;

        make_plan(&p, seed);
        measure_plan(&p, POINTS, &before);
        p.split = true;
        measure_plan(&p, POINTS, &after);
        for (int h = 0; h < POINTS; h++) {
            for (int f = 0; f < POINTS; f++) {
                if (!same_links(h, f))
                    continue;
                assert_int_equal(before.v[h][f].ms, after.v[h][f].ms);
                assert_int_equal(before.v[h][f].mm, after.v[h][f].mm);
                pairs++;
            }
        }
    }
    assert_true(pairs > 1500);
}

static uint64_t apart(uint64_t a, uint64_t b)
{
    return a > b ? a - b : b - a;
}

/* Lines drawn from the other end: each of the two places on an edge is
 * rounded from that end, so a millisecond a place is all that may change. */
static void reversing_changes_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 41; seed <= 42; seed++) {
        plan p;

        make_plan(&p, seed);
        for (size_t i = 0; i < p.streets; i++)
            p.street[i].how &= ~LCT_ONE_WAY;
        measure_plan(&p, POINTS, &before);
        p.reversed = true;
        measure_plan(&p, POINTS, &after);
        for (int h = 0; h < POINTS; h++) {
            for (int f = 0; f < POINTS; f++) {
                assert_true(apart(before.v[h][f].ms, after.v[h][f].ms) <= 4);
                assert_true(apart(before.v[h][f].mm, after.v[h][f].mm) <= 4);
            }
        }
    }
}

/* ---- moving everything west ---- */

typedef struct moved_stretch {
    uint32_t street, from_mm, to_mm, from_ms, to_ms;
} moved_stretch;

static int by_street(const void *pa, const void *pb)
{
    const moved_stretch *a = pa, *b = pb;

    if (a->street != b->street)
        return a->street < b->street ? -1 : 1;
    return a->from_mm < b->from_mm ? -1 : a->from_mm > b->from_mm;
}

typedef struct views {
    struct {
        lc_near near[50], straight[50];
        uint32_t near_count, straight_count;
        lc_circle_row circle[LIFE_MAX_CATEGORIES];
        moved_stretch stretch[2000];
        size_t stretches;
        lc_shape area[2];
        lc_route route;
        lc_status route_status;
    } at[6];
    lc_pt middle[MOST_STREETS + 1]; /* of each street's first stretch */
} views;

/* Half a unit of a coordinate is rounded the same way everywhere. */
static void find_middles(const lc_network *n, views *v)
{
    for (uint32_t e = 0; e < n->edge_count; e++) {
        uint32_t k = n->edge[e].shape;

        v->middle[n->edge[e].street] = lc_network_point(
            n, e, n->shape_mm[k] + (n->shape_mm[k + 1] - n->shape_mm[k]) / 2);
    }
}

static void view(const plan *p, views *v, lc_pt *corner)
{
    static const uint32_t limit_ms[] = {300000, 900000};
    lct_city *c = draw(p, POINTS);
    const lc_world *w = lct_world(c);
    lc_walker *a = lc_walker_new(lct_study(c));
    lc_error err = {0};

    *corner = lc_pt_from(lct_at(c, (lct_xy){0, 0}));
    memset(v, 0, sizeof *v);
    find_middles(lc_world_network(w), v);
    for (int i = 0; i < 6; i++) {
        const lc_catset all = lc_catset_first(LIFE_MAX_CATEGORIES);
        lc_lonlat from = lct_at(c, p->home[i]);
        const lc_stretch *s;
        lc_place place;

        ok(lc_place_at(a, from, 0, &place, &err), &err);
        ok(lc_nearest_find(a, &place, &all, 50, v->at[i].near,
                           &v->at[i].near_count, &err),
           &err);
        ok(lc_nearest_straight(a, &place, &all, 50, v->at[i].straight,
                               &v->at[i].straight_count, &err),
           &err);
        ok(lc_circle_make(a, &place, 600000, v->at[i].circle, NULL, &err),
           &err);
        ok(lc_outline_draw(a, &place, limit_ms, 2, v->at[i].area, &err), &err);
        v->at[i].route_status =
            lc_route_find(a, &place, 3, &v->at[i].route, &err);
        ok(lc_reach_find(a, &place, 900000, &s, &v->at[i].stretches, &err),
           &err);
        assert_true(v->at[i].stretches <= 2000);
        for (size_t k = 0; k < v->at[i].stretches; k++)
            v->at[i].stretch[k] = (moved_stretch){
                lc_world_network(w)->edge[s[k].edge].street, s[k].from_mm,
                s[k].to_mm, s[k].from_ms, s[k].to_ms};
        if (v->at[i].stretches)
            qsort(v->at[i].stretch, v->at[i].stretches,
                  sizeof *v->at[i].stretch, by_street);
    }
    lc_walker_free(a);
    lct_city_free(c);
}

static void same_shape(lc_shape *a, lc_shape *b, int32_t east)
{
    assert_int_equal(a->pt_count, b->pt_count);
    assert_int_equal(a->part_count, b->part_count);
    for (uint32_t i = 0; i < a->pt_count; i++) {
        assert_int_equal(a->pt[i].lon - b->pt[i].lon, east);
        assert_int_equal(a->pt[i].lat, b->pt[i].lat);
    }
    lc_shape_clear(a);
    lc_shape_clear(b);
}

static void moving_west_changes_nothing(void **state)
{
    static views here, there;

    (void)state;
    for (uint64_t seed = 51; seed <= 52; seed++) {
        lc_pt a, b;
        plan p;

        make_plan(&p, seed);
        for (int i = 0; i < 6; i++) /* the middle, where halves are rounded */
            p.home[i] = p.street[i].pt[1];
        view(&p, &here, &a);
        p.west_deg = 150;
        view(&p, &there, &b);
        assert_int_equal(a.lon - b.lon, 1500000000);
        for (size_t i = 1; i <= p.streets; i++)
            assert_int_equal(here.middle[i].lon - there.middle[i].lon,
                             a.lon - b.lon);
        for (int i = 0; i < 6; i++) {
            assert_memory_equal(here.at[i].near, there.at[i].near,
                                sizeof here.at[i].near);
            assert_memory_equal(here.at[i].straight, there.at[i].straight,
                                sizeof here.at[i].straight);
            assert_memory_equal(here.at[i].circle, there.at[i].circle,
                                sizeof here.at[i].circle);
            assert_int_equal(here.at[i].stretches, there.at[i].stretches);
            assert_memory_equal(here.at[i].stretch, there.at[i].stretch,
                                sizeof here.at[i].stretch);
            assert_int_equal(here.at[i].route_status, there.at[i].route_status);
            for (int k = 0; k < 2; k++)
                same_shape(&here.at[i].area[k], &there.at[i].area[k],
                           a.lon - b.lon);
            if (!here.at[i].route_status)
                same_shape(&here.at[i].route.line, &there.at[i].route.line,
                           a.lon - b.lon);
            lc_route_clear(&here.at[i].route);
            lc_route_clear(&there.at[i].route);
        }
    }
}

/* ---- limits and polygons ---- */

static void a_bigger_limit_holds_a_smaller(void **state)
{
    plan p;
    lct_city *c;
    lc_walker *a;

    (void)state;
    make_plan(&p, 61);
    c = draw(&p, POINTS);
    a = lc_walker_new(lct_study(c));
    for (int i = 0; i < POINTS; i++) {
        lc_circle_row small[LIFE_MAX_CATEGORIES], big[LIFE_MAX_CATEGORIES];
        const lc_stretch *v;
        lc_stretch *kept;
        lc_error err = {0};
        lc_place place;
        size_t n, m;

        ok(lc_place_at(a, lct_at(c, p.home[i]), 0, &place, &err), &err);
        ok(lc_reach_find(a, &place, 500000, &v, &n, &err), &err);
        kept = malloc((n + 1) * sizeof *kept);
        assert_non_null(kept);
        if (n)
            memcpy(kept, v, n * sizeof *kept);
        ok(lc_reach_find(a, &place, 500001, &v, &m, &err), &err);
        for (size_t k = 0; k < n; k++) {
            assert_non_null(holds(v, m, kept[k].edge, kept[k].from_mm));
            assert_non_null(holds(v, m, kept[k].edge, kept[k].to_mm));
        }
        free(kept);
        ok(lc_circle_make(a, &place, 500000, small, NULL, &err), &err);
        ok(lc_circle_make(a, &place, 500001, big, NULL, &err), &err);
        for (size_t k = 0; k < lc_world_category_count(lct_world(c)); k++) {
            assert_true(small[k].count <= big[k].count);
            assert_true(small[k].answer != LIFE_COVERED ||
                        big[k].answer == LIFE_COVERED);
        }
    }
    lc_walker_free(a);
    lct_city_free(c);
}

static GEOSGeometry *ring_of(const lc_shape *s, uint32_t part, double *area)
{
    uint32_t n = s->part[part + 1] - s->part[part];
    GEOSCoordSequence *seq = GEOSCoordSeq_create(n, 2);
    const lc_pt *p = s->pt + s->part[part];

    *area = 0;
    for (uint32_t i = 0; i < n; i++) {
        GEOSCoordSeq_setXY(seq, i, p[i].lon, p[i].lat);
        if (i)
            *area += ((double)p[i - 1].lon - p[0].lon) *
                         ((double)p[i].lat - p[0].lat) -
                     ((double)p[i].lon - p[0].lon) *
                         ((double)p[i - 1].lat - p[0].lat);
    }
    return GEOSGeom_createLinearRing(seq);
}

static GEOSGeometry *geos_of(const lc_shape *s)
{
    GEOSGeometry **polygon = calloc(s->part_count + 1, sizeof *polygon);
    GEOSGeometry **hole = calloc(s->part_count + 1, sizeof *hole);
    GEOSGeometry *outer = NULL, *all;
    unsigned polygons = 0, holes = 0;

    assert_true(polygon && hole);
    for (uint32_t i = 0; i < s->part_count; i++) {
        double area;
        GEOSGeometry *r = ring_of(s, i, &area);

        if (area < 0) { /* clockwise */
            hole[holes++] = r;
            continue;
        }
        if (outer)
            polygon[polygons++] = GEOSGeom_createPolygon(outer, hole, holes);
        outer = r;
        holes = 0;
    }
    if (outer)
        polygon[polygons++] = GEOSGeom_createPolygon(outer, hole, holes);
    all = GEOSGeom_createCollection(GEOS_MULTIPOLYGON, polygon, polygons);
    free(polygon);
    free(hole);
    return all;
}

static bool in_pond(lct_xy p)
{
    return p.x > 125 && p.x < 265 && p.y > 125 && p.y < 215;
}

/* No water that is more than a grid's step from its bank. */
static void check_dry(const lct_city *c, const lc_shape *s)
{
    for (double x = 136; x <= 254; x += 2)
        for (double y = 136; y <= 204; y += 2)
            assert_false(
                lc_shape_contains(s, lc_pt_from(lct_at(c, (lct_xy){x, y}))));
}

static void polygons_are_valid_nested_and_dry(void **state)
{
    static const uint32_t limit_ms[] = {60000, 300000, 600000, 900000};
    int drawn = 0;

    (void)state;
    initGEOS(NULL, NULL);
    for (uint64_t seed = 71; seed <= 73; seed++) {
        plan p;
        lct_city *c;
        lc_walker *a;

        make_plan(&p, seed);
        c = draw(&p, POINTS);
        a = lc_walker_new(lct_study(c));
        for (int i = 0; i < 16; i++) {
            GEOSGeometry *now, *last = NULL, *at;
            lc_shape shape[4];
            lc_error err = {0};
            lc_place place;

            if (in_pond(p.home[i]))
                continue;
            ok(lc_place_at(a, lct_at(c, p.home[i]), 0, &place, &err), &err);
            ok(lc_outline_draw(a, &place, limit_ms, 4, shape, &err), &err);
            at = GEOSGeom_createPointFromXY(place.pt.lon, place.pt.lat);
            for (int k = 0; k < 4 && !place.reason; k++) {
                now = geos_of(&shape[k]);
                assert_int_equal(GEOSisValid(now), 1);
                assert_int_equal(GEOSIntersects(now, at), 1);
                check_dry(c, &shape[k]);
                if (last)
                    assert_int_equal(GEOSCovers(now, last), 1);
                GEOSGeom_destroy(last);
                last = now;
                drawn++;
            }
            GEOSGeom_destroy(last);
            GEOSGeom_destroy(at);
            for (int k = 0; k < 4; k++)
                lc_shape_clear(&shape[k]);
        }
        lc_walker_free(a);
        lct_city_free(c);
    }
    finishGEOS();
    assert_true(drawn > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_those_of_the_reference),
        cmocka_unit_test(a_catchment_holds_who_walks_there),
        cmocka_unit_test(a_new_street_never_lengthens_a_walk),
        cmocka_unit_test(a_new_facility_never_lengthens_a_walk),
        cmocka_unit_test(splitting_changes_nothing),
        cmocka_unit_test(reversing_changes_nothing),
        cmocka_unit_test(moving_west_changes_nothing),
        cmocka_unit_test(a_bigger_limit_holds_a_smaller),
        cmocka_unit_test(polygons_are_valid_nested_and_dry),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
