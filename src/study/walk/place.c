/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/place.c - where somebody asks from, and what lies nearest to
 * it.
 *
 * A search from a place spreads over the pace's graph bucket by bucket. As a
 * vertex is settled, the facilities linked to its edges are looked at; a
 * facility's label is the least over its links and the place's.
 */
#include "src/world/world_internal.h"

#include <math.h>
#include <string.h>

#define MOST lc_label(LIFE_SEARCH_MS, 0xFFFFFF)

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for a question");
}

lc_asker *lc_asker_new(lc_world *w)
{
    lc_asker *a = lc_calloc(1, sizeof *a);

    if (!a)
        return NULL;
    a->w = w;
    a->facility_label = lc_calloc(w->facility.n, sizeof *a->facility_label);
    a->edge_seen = lc_calloc(w->net->edge_count / 64 + 1, sizeof *a->edge_seen);
    a->block_seen =
        lc_calloc(w->net->edge_count / 4096 + 1, sizeof *a->block_seen);
    if (!a->facility_label || !a->edge_seen || !a->block_seen) {
        lc_asker_free(a);
        return NULL;
    }
    memset(a->facility_label, 0xFF, w->facility.n * sizeof *a->facility_label);
    return a;
}

void lc_asker_free(lc_asker *a)
{
    if (!a)
        return;
    lc_spread_free(&a->spread);
    lc_free(a->facility_label);
    lc_free(a->edge_seen);
    lc_free(a->block_seen);
    lc_vec_free(&a->seen);
    lc_vec_free(&a->stretch);
    lc_vec_free(&a->open);
    lc_free(a);
}

lc_status lc_place_at(lc_asker *a, lc_lonlat at, uint32_t pace, lc_place *out,
                      lc_error *err)
{
    const lc_world *w = a->w;
    lc_linker k = {w->net, w->barriers, lc_pace_gait(&w->pace[pace])};

    *out = (lc_place){.pace = pace, .unit = LIFE_NONE};
    if (!lc_lonlat_valid(at))
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%.7f,%.7f is not a longitude and a latitude", at.lon,
                       at.lat);
    out->pt = lc_pt_from(at);
    if (!lc_shape_contains(&w->extent.v[0].shape, out->pt)) {
        out->reason = LIFE_REASON_OUTSIDE_EXTENT;
        return LIFE_OK;
    }
    out->unit = lc_world_unit_at(w, out->pt);
    lc_link_point(&k, out->pt, 0, out->link, &out->link_count);
    if (!out->link_count)
        out->reason = lc_barriers_in_water(w->barriers, out->pt)
                          ? LIFE_REASON_IN_WATER
                          : LIFE_REASON_UNLINKED;
    return LIFE_OK;
}

/* ---- spreading ---- */

/* Whether the facility is of those asked for: open then, or whenever. */
static bool counts(const lc_asker *a, uint32_t f)
{
    return a->when.kind == LIFE_WHEN_ANY ||
           lc_asker_open(a, f) ==
               (a->when.unknown ? LIFE_HOURS_UNKNOWN : LIFE_HOURS_OPEN);
}

static void note(lc_asker *a, uint32_t f, uint64_t label)
{
    if (label >= a->facility_label[f] || !counts(a, f))
        return;
    if (a->facility_label[f] == LIFE_LABEL_NONE)
        a->seen.v[a->seen.n++] = f; /* room was made for every facility */
    a->facility_label[f] = label;
}

static void note_settled(lc_asker *a)
{
    const lc_pace_slot *slot = a->slot;

    for (size_t i = 0; i < a->spread.settled_count; i++) {
        uint32_t v = a->spread.settled[i];
        uint64_t label = a->spread.at[v].label;

        for (uint32_t k = slot->stop_first[v]; k < slot->stop_first[v + 1]; k++)
            if (slot->stop[k].categories & a->wanted)
                note(a, slot->stop[k].facility,
                     lc_label_add(label, slot->stop[k].label, MOST));
    }
}

/* Facilities on the very edge the place is linked to. */
static void note_own_edge(lc_asker *a, const lc_pace_graph *g,
                          const lc_link *from)
{
    const lc_mode_links *m = &a->w->links[g->gait.mode];
    const lc_edge *d = &g->net->edge[from->edge];
    uint64_t leg = lc_gait_leg(&g->gait, from->leg_mm);

    for (uint32_t i = m->edge_first[from->edge];
         i < m->edge_first[from->edge + 1]; i++) {
        const lc_link *l = &m->facility.link[m->by_edge[i].link];
        uint64_t sum;

        if (!(m->by_edge[i].categories & a->wanted) ||
            !lc_gait_may(&g->gait, d, from->at_mm, l->at_mm))
            continue;
        sum = lc_label_add(
            leg, lc_gait_stretch(&g->gait, d, from->at_mm, l->at_mm), MOST);
        sum = lc_label_add(sum, lc_gait_leg(&g->gait, l->leg_mm), MOST);
        note(a, m->by_edge[i].facility, sum);
    }
}

size_t lc_place_seeds(const lc_pace_graph *g, const lc_place *from,
                      lc_seed out[2 * LIFE_MAX_LINKS])
{
    lc_entry entry[2 * LIFE_MAX_LINKS];
    size_t n = lc_world_entries(g, from->link, from->link_count, entry);

    for (size_t i = 0; i < n; i++)
        out[i] = (lc_seed){entry[i].vertex, entry[i].label};
    return n;
}

lc_status lc_asker_begin(lc_asker *a, const lc_place *from, lc_catset wanted,
                         uint32_t limit_ms, lc_error *err)
{
    const lc_pace_graph *g;
    const uint64_t *ahead;
    lc_seed seeds[2 * LIFE_MAX_LINKS];
    size_t n;
    lc_status st = lc_world_pace_graph(a->w, from->pace, &g, err);

    if (st)
        return st;
    for (size_t i = 0; i < a->seen.n; i++)
        a->facility_label[a->seen.v[i]] = LIFE_LABEL_NONE;
    a->seen.n = 0;
    a->wanted = wanted;
    a->slot = &a->w->slot[from->pace];
    if (!lc_vec_reserve(&a->seen, a->w->facility.n))
        return no_memory(err);
    n = lc_place_seeds(g, from, seeds);
    ahead = lc_world_label_if(a->w, from->pace, wanted);
    st = lc_spread_begin(&a->spread, g, seeds, n, lc_label(limit_ms, 0xFFFFFF),
                         ahead, err);
    if (st)
        return st;
    for (uint32_t i = 0; i < from->link_count; i++)
        if (g->end[from->link[i].edge][0] != LIFE_NO_EDGE)
            note_own_edge(a, g, &from->link[i]);
    return LIFE_OK;
}

lc_status lc_asker_next(lc_asker *a, bool *more, uint32_t *floor_ms,
                        lc_error *err)
{
    lc_status st = lc_spread_next(&a->spread, more, floor_ms, err);

    if (!st)
        note_settled(a);
    return st;
}

/* ---- nearest by walking ---- */

typedef struct best_k {
    const lc_asker *a;
    lc_near *out;
    uint32_t k, n;
} best_k;

static uint64_t near_label(const lc_near *x)
{
    return lc_label(x->walk_ms, x->walk_mm);
}

/* The k best of all that were seen, by label, then id. */
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
        b->out[at] = (lc_near){f, lc_label_ms(label), lc_label_mm(label), 0};
    }
}

static uint32_t count_seen(const lc_asker *a, uint32_t floor_ms)
{
    uint32_t n = 0;

    for (size_t i = 0; i < a->seen.n; i++)
        n += lc_label_ms(a->facility_label[a->seen.v[i]]) < floor_ms;
    return n;
}

/* No more facilities than this can be found. */
static uint32_t most_found(const lc_asker *a, const lc_place *from,
                           lc_catset categories)
{
    const lc_world *w = a->w;
    const lc_mode_links *m = &w->links[w->pace[from->pace].mode];
    uint64_t n = 0;

    for (uint32_t c = 0; c < w->category_count; c++)
        if (categories >> c & 1)
            n += w->category[c].facility_count - m->unlinked_count[c];
    return n < LIFE_NONE ? (uint32_t)n : LIFE_NONE;
}

/* Spreads until the `enough` nearest are settled. */
static lc_status spread_to(lc_asker *a, const lc_place *from,
                           lc_catset categories, uint32_t enough, lc_error *err)
{
    bool more = true;
    lc_status st = lc_asker_begin(a, from, categories, LIFE_SEARCH_MS, err);

    while (!st && more) {
        uint32_t floor_ms;

        st = lc_asker_next(a, &more, &floor_ms, err);
        /* Final once that many lie below what is still to come. */
        if (!st && a->seen.n >= enough && count_seen(a, floor_ms) >= enough)
            break;
    }
    return st;
}

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_ask_nearest(lc_asker *a, const lc_place *from,
                         lc_catset categories, uint32_t k, lc_near *out,
                         uint32_t *count, lc_error *err)
{
    best_k b = {a, out, k, 0};
    uint32_t enough = most_found(a, from, categories);
    lc_status st;

    *count = 0;
    if (from->reason || !k || !enough)
        return LIFE_OK;
    st = lc_asker_when(a, from->when, err);
    if (!st)
        st = spread_to(a, from, categories, enough < k ? enough : k, err);
    a->when = (lc_when){0};
    if (st)
        return st;
    pick(&b);
    for (uint32_t i = 0; i < b.n; i++)
        out[i].straight_m =
            lc_facility_distance_m(a->w, out[i].facility, from->pt);
    *count = b.n;
    return LIFE_OK;
}

/* ---- nearest in a straight line ---- */

typedef struct straight_k {
    const lc_asker *a;
    const lc_world *w;
    lc_pt p;
    lc_catset categories;
    lc_near *out;
    uint32_t k, n;
    uint32_t only; /* the one category, or LIFE_NONE */
} straight_k;

static void near_straight(void *ctx, uint32_t item, double *limit_m)
{
    straight_k *s = ctx;
    uint32_t at = s->n;
    uint32_t f = s->only == LIFE_NONE ? item : s->w->member[s->only][item];
    double m;

    if (!(s->w->facility.v[f].categories & s->categories) || !counts(s->a, f))
        return;
    m = lc_facility_distance_m(s->w, f, s->p);
    while (at > 0 &&
           (s->out[at - 1].straight_m > m ||
            (s->out[at - 1].straight_m == m && s->out[at - 1].facility > f)))
        at--;
    if (at == s->k || m == HUGE_VAL)
        return;
    if (s->n < s->k)
        s->n++;
    memmove(s->out + at + 1, s->out + at, (s->n - 1 - at) * sizeof *s->out);
    s->out[at] = (lc_near){f, LIFE_NONE, LIFE_NONE, m};
    if (s->n == s->k && s->out[s->k - 1].straight_m < *limit_m)
        *limit_m = s->out[s->k - 1].straight_m;
}

/* No question reaches farther than the index's bounds are right for. */
#define STRAIGHT_REACH_M 100000.0

/* NOLINTNEXTLINE(readability-function-size): as above */
lc_status lc_ask_nearest_straight(lc_asker *a, const lc_place *from,
                                  lc_catset categories, uint32_t k,
                                  lc_near *out, uint32_t *count, lc_error *err)
{
    straight_k s = {a, a->w, from->pt, categories, out, k, 0, LIFE_NONE};
    lc_status st;

    *count = 0;
    if (!k)
        return LIFE_OK;
    st = lc_asker_when(a, from->when, err);
    if (st)
        return st;
    for (uint32_t c = 0; c < a->w->category_count; c++)
        if (categories == (lc_catset)1 << c)
            s.only = c;
    lc_index_nearest(s.only == LIFE_NONE ? a->w->facility_index
                                         : a->w->member_index[s.only],
                     s.p, STRAIGHT_REACH_M, near_straight, &s);
    a->when = (lc_when){0};
    *count = s.n;
    return LIFE_OK;
}
