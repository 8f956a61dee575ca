/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/nearest.c - see lifecircle/study/walk/nearest.h.
 */
#include "lifecircle/study/walk/nearest.h"

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/wheels.h"
#include "src/study/entries.h"
#include "src/study/walk/route.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/links/linking.h"

#include <math.h>
#include <string.h>

/* ---- by walking ---- */

/* A list of at most k, the nearest first. */
typedef struct best_k {
    const lc_walker *a;
    lc_near *out;
    uint32_t k, n;
} best_k;

/* Milliseconds, then millimetres, as one number to compare. */
static uint64_t near_label(const lc_near *x)
{
    return lc_label(x->walk_ms, x->walk_mm);
}

/* The k best of all that were seen, by label, then id. An insertion into k
 * places: k is at most 50. */
static void pick(best_k *b)
{
    b->n = 0;
    for (size_t i = 0; i < b->a->seen.n; i++) {
        uint32_t f = b->a->seen.v[i], at = b->n;
        uint64_t label = b->a->facility_label[f];

        while (at > 0 && (near_label(&b->out[at - 1]) > label ||
                          (near_label(&b->out[at - 1]) == label &&
                           b->out[at - 1].facility > f)))
            at--;
        if (at == b->k)
            continue;
        if (b->n < b->k)
            b->n++;
        memmove(b->out + at + 1, b->out + at, (b->n - 1 - at) * sizeof *b->out);
        b->out[at] =
            (lc_near){f, lc_label_ms(label), lc_label_mm(label), 0, 0, 0};
    }
}

/* Strictly below the floor: one at it may still be met by a shorter way. */
static uint32_t count_seen(const lc_walker *a, uint32_t floor_ms)
{
    uint32_t n = 0;

    for (size_t i = 0; i < a->seen.n; i++)
        n += lc_label_ms(a->facility_label[a->seen.v[i]]) < floor_ms;
    return n;
}

/* Linked ones that are passed over for what they say of wheels or services. */
static uint32_t passed_and_linked(const lc_world *w, const lc_place *from,
                                  const lc_mode_links *m, uint32_t category)
{
    const lc_search offers = {.menu = from->menu, .offer = w->services.offer};
    bool wheels = w->pace[from->pace].wheels;
    uint32_t n = 0;

    for (uint32_t r = 0; r < w->category[category].facility_count; r++) {
        uint32_t f = w->member[category][r];

        n += !(lc_wheels_may(&w->facility.v[f], wheels) &&
               lc_search_counts(&offers, f)) &&
             m->facility.n[f];
    }
    return n;
}

/* No more facilities than this can be found. Without it a search for more than
 * there are would go on to the hour's end. A facility of two categories counts
 * twice, which only ends it later. */
static uint32_t most_found(const lc_walker *a, const lc_place *from,
                           const lc_catset *categories)
{
    const lc_world *w = a->w;
    const lc_pace *p = &w->pace[from->pace];
    const lc_mode_links *m = &w->links[p->mode];
    uint64_t n = 0;

    for (LIFE_CATSET_EACH(c, categories)) {
        n += w->category[c].facility_count - m->unlinked_count[c];
        if (p->wheels || from->menu.wanted)
            n -= passed_and_linked(w, from, m, c);
    }
    return n < LIFE_NONE ? (uint32_t)n : LIFE_NONE;
}

/* Spreads until the `enough` nearest are settled. */
static lc_status spread_to(lc_walker *a, const lc_place *from,
                           const lc_search *search, uint32_t enough,
                           lc_error *err)
{
    bool more = true;
    lc_status st = lc_walker_begin(a, from, search, err);

    while (!st && more) {
        uint32_t floor_ms;

        st = lc_walker_next(a, &more, &floor_ms, err);
        /* Final once that many lie below what is still to come. */
        if (!st && a->seen.n >= enough && count_seen(a, floor_ms) >= enough)
            break;
    }
    return st;
}

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_nearest_find(lc_walker *a, const lc_place *from,
                          const lc_catset *categories, uint32_t k, lc_near *out,
                          uint32_t *count, lc_error *err)
{
    best_k b = {a, out, k, 0};
    lc_search search = {.wanted = *categories, .limit_ms = LIFE_SEARCH_MS};
    uint32_t enough = most_found(a, from, categories);
    lc_status st;

    *count = 0;
    if (from->reason || !k || !enough)
        return LIFE_OK;
    st = lc_walker_asked(a, from, &search, err);
    if (!st)
        st = spread_to(a, from, &search, enough < k ? enough : k, err);
    if (st)
        return st;
    pick(&b);
    for (uint32_t i = 0; i < b.n && !st; i++) {
        out[i].straight_m =
            lc_facility_distance_m(a->w, out[i].facility, from->pt);
        st = lc_route_closings(a, from, out[i].facility, &out[i].closing,
                               &out[i].closings, err);
    }
    *count = b.n;
    return st;
}

/* ---- in a straight line ---- */

/* A search by straight line and what it has found so far. */
typedef struct straight_k {
    const lc_world *w;
    lc_search search;
    lc_pt p;
    lc_near *out;
    uint32_t k, n;
    uint32_t only;  /* the one category, or LIFE_CATSET_END */
    bool wheels;    /* of the pace */
    double below_m; /* those nearer than this alone */
    bool counts;    /* all of them are wanted, not only the k nearest */
    uint32_t all;
} straight_k;

/* As pick(), for what the index offers; the limit is the k-th best so far. */
static void near_straight(void *ctx, uint32_t item, double *limit_m)
{
    straight_k *s = ctx;
    uint32_t at = s->n;
    uint32_t f =
        s->only == LIFE_CATSET_END ? item : s->w->member[s->only][item];
    double m;

    if (!lc_catset_meets(s->w->facility.v[f].categories, &s->search.wanted) ||
        !lc_wheels_may(&s->w->facility.v[f], s->wheels) ||
        !lc_search_counts(&s->search, f))
        return;
    m = lc_facility_distance_m(s->w, f, s->p);
    if (m >= s->below_m)
        return;
    s->all++;
    while (at > 0 &&
           (s->out[at - 1].straight_m > m ||
            (s->out[at - 1].straight_m == m && s->out[at - 1].facility > f)))
        at--;
    if (at == s->k)
        return;
    if (s->n < s->k)
        s->n++;
    memmove(s->out + at + 1, s->out + at, (s->n - 1 - at) * sizeof *s->out);
    s->out[at] = (lc_near){f, LIFE_NONE, LIFE_NONE, m, 0, 0};
    if (s->counts)
        *limit_m = s->below_m < *limit_m ? s->below_m : *limit_m;
    else if (s->n == s->k && s->out[s->k - 1].straight_m < *limit_m)
        *limit_m = s->out[s->k - 1].straight_m;
}

/* No question reaches farther than the index's bounds are right for. */
#define STRAIGHT_REACH_M 100000.0

static lc_status look_straight(lc_walker *a, const lc_place *from,
                               const lc_catset *categories, straight_k *s,
                               lc_error *err)
{
    lc_status st;

    s->w = a->w;
    s->search = (lc_search){.wanted = *categories};
    s->p = from->pt;
    s->only = lc_catset_only(categories);
    s->wheels = a->w->pace[from->pace].wheels;
    st = lc_walker_asked(a, from, &s->search, err);
    if (st)
        return st;
    lc_index_nearest(s->only == LIFE_CATSET_END ? a->w->facility_index
                                                : a->w->member_index[s->only],
                     s->p, STRAIGHT_REACH_M, near_straight, s);
    return LIFE_OK;
}

/* NOLINTNEXTLINE(readability-function-size): as above */
lc_status lc_nearest_straight(lc_walker *a, const lc_place *from,
                              const lc_catset *categories, uint32_t k,
                              lc_near *out, uint32_t *count, lc_error *err)
{
    straight_k s = {.out = out, .k = k, .below_m = HUGE_VAL};
    lc_status st = k ? look_straight(a, from, categories, &s, err) : LIFE_OK;

    *count = s.n;
    return st;
}

/* ---- what may be open ---- */

/* Facilities are numbered by id, so that ties go by id. */
static bool is_before(const lc_near *a, const lc_near *b)
{
    return near_label(a) < near_label(b) ||
           (near_label(a) == near_label(b) && a->facility < b->facility);
}

/* Whether it is found already, by a way that is open for sure and as good; or
 * no nearer than all that are. */
static bool is_certain(const lc_nearest_found *found, uint32_t k,
                       const lc_near *x)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (found->near[i].facility == x->facility)
            return near_label(&found->near[i]) <= near_label(x);
    return found->count == k && !is_before(x, &found->near[k - 1]);
}

/* One more into a list of the k nearest. */
static void insert(lc_near *list, uint32_t *count, uint32_t k, const lc_near *x)
{
    uint32_t at = *count;

    while (at > 0 && is_before(x, &list[at - 1]))
        at--;
    if (at == k)
        return;
    if (*count < k)
        ++*count;
    memmove(list + at + 1, list + at, (*count - 1 - at) * sizeof *x);
    list[at] = *x;
}

/* Those that are open, by ways through gates of which it isn't known. */
static lc_status find_behind_gates(lc_walker *a, const lc_place *from,
                                   const lc_nearest_query *q,
                                   lc_nearest_found *out, lc_error *err)
{
    lc_place maybe = *from;
    lc_near near[LIFE_MOST_NEAREST];
    uint32_t n = 0;
    lc_status st;

    maybe.when.maybe = true;
    st = lc_nearest_find(a, &maybe, &q->set, q->k, near, &n, err);
    for (uint32_t i = 0; i < n && !st; i++)
        if (!is_certain(out, q->k, &near[i]))
            insert(out->unsure, &out->unsure_count, q->k, &near[i]);
    return st;
}

/* ---- what says nothing of the services ---- */

/* All that the search has met below the nearest that is known to offer them. */
static void collect_unstated(const lc_walker *a, const lc_nearest_query *q,
                             uint64_t below, lc_nearest_found *out)
{
    for (size_t i = 0; i < a->seen.n; i++) {
        uint32_t f = a->seen.v[i];
        uint64_t label = a->facility_label[f];
        lc_near x = {f, lc_label_ms(label), lc_label_mm(label), 0, 0, 0};

        if (label >= below)
            continue;
        out->unstated_all++;
        insert(out->unstated, &out->unstated_count, q->k, &x);
    }
}

/* As far as the nearest that is known to offer them, or to the hour's end: one
 * behind it is of no interest. */
static lc_status walk_unstated(lc_walker *a, const lc_place *from,
                               const lc_nearest_query *q, lc_nearest_found *out,
                               lc_error *err)
{
    lc_search search = {.wanted = q->set, .limit_ms = LIFE_SEARCH_MS};
    uint64_t below = LIFE_LABEL_NONE;
    bool more = true;
    uint32_t floor_ms;
    lc_status st = lc_walker_asked(a, from, &search, err);

    if (out->count) {
        search.limit_ms = out->near[0].walk_ms;
        below = near_label(&out->near[0]);
    }
    if (!st)
        st = lc_walker_begin(a, from, &search, err);
    while (!st && more)
        st = lc_walker_next(a, &more, &floor_ms, err);
    if (!st)
        collect_unstated(a, q, below, out);
    for (uint32_t i = 0; i < out->unstated_count && !st; i++) {
        lc_near *x = &out->unstated[i];

        x->straight_m = lc_facility_distance_m(a->w, x->facility, from->pt);
        st = lc_route_closings(a, from, x->facility, &x->closing, &x->closings,
                               err);
    }
    return st;
}

/* Everything is asked again of those that say nothing of the services. */
static lc_status find_unstated(lc_walker *a, const lc_place *from,
                               const lc_nearest_query *q, lc_nearest_found *out,
                               lc_error *err)
{
    lc_place unstated = *from;
    straight_k s = {.out = out->unstated,
                    .k = q->k,
                    .counts = true,
                    .below_m = out->count ? out->near[0].straight_m : HUGE_VAL};
    lc_status st;

    unstated.menu.unstated = true;
    if (!q->straight)
        return from->reason ? LIFE_OK
                            : walk_unstated(a, &unstated, q, out, err);
    st = look_straight(a, &unstated, &q->set, &s, err);
    out->unstated_count = s.n;
    out->unstated_all = s.all;
    return st;
}

/* ---- the question ---- */

/* Those whose opening hours are not known; on foot also those behind gates
 * whose hours are not. */
static lc_status find_unsure(lc_walker *a, const lc_place *from,
                             const lc_nearest_query *q, lc_nearest_found *out,
                             lc_error *err)
{
    lc_place unsure = *from;
    lc_status st;

    unsure.when.unknown = unsure.when.maybe = true;
    if (q->straight)
        return lc_nearest_straight(a, &unsure, &q->set, q->k, out->unsure,
                                   &out->unsure_count, err);
    st = lc_nearest_find(a, &unsure, &q->set, q->k, out->unsure,
                         &out->unsure_count, err);
    return st || !a->shut.unsure ? st : find_behind_gates(a, from, q, out, err);
}

/* What is certain comes first and is never changed by what may be. */
lc_status lc_nearest_search(lc_walker *a, const lc_place *from,
                            const lc_nearest_query *q, lc_nearest_found *out,
                            lc_error *err)
{
    lc_status st;

    out->count = out->unsure_count = 0;
    out->unstated_count = out->unstated_all = 0;
    a->closing.n = 0;
    if (q->straight)
        st = lc_nearest_straight(a, from, &q->set, q->k, out->near, &out->count,
                                 err);
    else
        st = lc_nearest_find(a, from, &q->set, q->k, out->near, &out->count,
                             err);
    if (!st && from->when.kind != LIFE_WHEN_ANY)
        st = find_unsure(a, from, q, out, err);
    if (!st && from->menu.wanted)
        st = find_unstated(a, from, q, out, err);
    return st;
}

/* By straight line every place has an answer; by walking an empty one has
 * the place's reason, or that nothing is near enough. */
lc_reason lc_nearest_reason(const lc_world *w, const lc_place *from,
                            const lc_nearest_query *q,
                            const lc_nearest_found *found)
{
    uint32_t category = q->category;

    if (found->count > 0)
        return LIFE_REASON_NONE;
    if (!q->straight && from->reason != LIFE_REASON_NONE)
        return from->reason;
    if (category < lc_world_category_count(w) &&
        lc_world_category(w, category)->facility_count == 0)
        return LIFE_REASON_NO_DATA;
    if (from->menu.wanted)
        return found->unstated_all ? LIFE_REASON_SERVICES_UNKNOWN
                                   : LIFE_REASON_NONE_OFFERS;
    if (from->when.kind != LIFE_WHEN_ANY)
        return LIFE_REASON_NONE_OPEN;
    return q->straight ? LIFE_REASON_NO_DATA : LIFE_REASON_OVER_60_MIN;
}
