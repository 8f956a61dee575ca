/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/whatif.c - see lifecircle/study/whatif/whatif.h.
 *
 * What coverage is, unit by unit, is kept (base.h); homes that change are found
 * (shift.h), and added up here: a unit's figures are those it has, and what its
 * homes changed.
 */
#include "lifecircle/study/whatif/whatif.h"

#include "src/study/study.h"
#include "src/study/whatif/base.h"
#include "src/study/whatif/order.h"
#include "src/study/whatif/roster.h"
#include "src/study/whatif/shift.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

typedef struct asking {
    const lc_world *w;
    const lc_whatif_query *q;
    lc_roster roster;
    lc_base *base;
    size_t only; /* place of the one unit; places: of all */
    lc_whatif_home_vec home;
    LC_VEC(lc_whatif_row) row;
} asking;

/* ---- rows ---- */

/* Homes of one category, by place: sorted[first[i]] to sorted[first[i + 1] - 1]
 * are those of place i. */
typedef struct tally {
    const lc_order *order;
    uint32_t category;
    bool counts_unlinked; /* afterwards */
    uint32_t *first;      /* places + 2, while it is filled */
    const lc_whatif_home **sorted;
    lc_weighed *was, *is; /* scratch, one a home */
} tally;

static lc_status sort_by_place(const asking *a, const lc_whatif_home *home,
                               size_t n, tally *t, lc_error *err)
{
    size_t places = t->order->places;

    t->first = lc_calloc(places + 2, sizeof *t->first);
    t->sorted = (const lc_whatif_home **)lc_calloc(n, sizeof *t->sorted);
    t->was = lc_calloc(n, sizeof *t->was);
    t->is = lc_calloc(n, sizeof *t->is);
    if (!t->first || !t->sorted || !t->was || !t->is)
        return lc_no_memory(err, "a scenario");
    for (size_t i = 0; i < n; i++)
        t->first[lc_order_place(a->w, a->q->level, home[i].home) + 2]++;
    for (size_t i = 1; i <= places; i++)
        t->first[i + 1] += t->first[i];
    for (size_t i = 0; i < n; i++)
        t->sorted[t->first[lc_order_place(a->w, a->q->level, home[i].home) +
                           1]++] = &home[i];
    return LIFE_OK;
}

static void clear_tally(tally *t)
{
    lc_free(t->first);
    lc_free((void *)t->sorted);
    lc_free(t->was);
    lc_free(t->is);
}

static int64_t *part_of(lc_whatif_figures *f, lc_answer answer)
{
    return answer == LIFE_COVERED     ? &f->covered
           : answer == LIFE_UNCOVERED ? &f->uncovered
                                      : &f->unknown;
}

/* Its weight leaves one of the three, and goes to another. */
static void move_home(const lc_whatif_home *h, int64_t weight,
                      lc_whatif_row *row)
{
    *part_of(&row->after, h->before) -= weight;
    *part_of(&row->after, h->after) += weight;
    if (h->before == LIFE_COVERED && h->after != LIFE_COVERED)
        row->lost += weight;
    if (h->before != LIFE_COVERED && h->after == LIFE_COVERED)
        row->gained += weight;
}

static lc_whatif_row row_of(const asking *a, tally *t, size_t place)
{
    const lc_order *o = t->order;
    lc_order_shift shift = {t->was, t->is, 0};
    lc_whatif_row row = {.unit = LIFE_NONE,
                         .category = t->category,
                         .before = o->row[place],
                         .after = o->row[place]};

    if (place + 1 < o->places)
        row.unit = a->w->level_first[a->q->level] + (uint32_t)place;
    for (uint32_t i = t->first[place]; i < t->first[place + 1]; i++) {
        const lc_whatif_home *h = t->sorted[i];
        int64_t weight = a->w->home_weight[h->home];

        move_home(h, weight, &row);
        if (h->before_ms == h->after_ms)
            continue;
        t->was[shift.n] = (lc_weighed){h->before_ms, weight};
        t->is[shift.n++] = (lc_weighed){h->after_ms, weight};
    }
    lc_order_pair(o, place, &shift, t->counts_unlinked, &row.after.median,
                  &row.after.p90);
    return row;
}

static bool is_same(const lc_whatif_figures *a, const lc_whatif_figures *b)
{
    return a->covered == b->covered && a->uncovered == b->uncovered &&
           a->unknown == b->unknown && a->median == b->median &&
           a->p90 == b->p90;
}

static lc_status put_row(asking *a, tally *t, size_t place, lc_error *err)
{
    lc_whatif_row row;

    if (t->first[place] == t->first[place + 1] && a->only != place &&
        t->counts_unlinked == t->order->counts_unlinked)
        return LIFE_OK;
    row = row_of(a, t, place);
    if (a->only != place && is_same(&row.before, &row.after) && !row.gained &&
        !row.lost)
        return LIFE_OK;
    return lc_vec_push(&a->row, row) ? LIFE_OK
                                     : lc_no_memory(err, "a scenario");
}

/* Of a tally that has its order, and nothing counted yet. */
static lc_status put_rows(asking *a, tally t, const lc_whatif_home *home,
                          size_t n, lc_error *err)
{
    size_t places = t.order->places;
    lc_status st = sort_by_place(a, home, n, &t, err);

    for (size_t i = 0; i < places && !st; i++)
        if (a->only == places || a->only == i)
            st = put_row(a, &t, i, err);
    clear_tally(&t);
    return st;
}

/* ---- categories ---- */

/* Of one unit, those that live there. */
static void drop_others(asking *a, size_t from)
{
    size_t n = from;

    if (a->q->unit == LIFE_NONE)
        return;
    for (size_t i = from; i < a->home.n; i++)
        if (lc_order_place(a->w, a->q->level, a->home.v[i].home) == a->only)
            a->home.v[n++] = a->home.v[i];
    a->home.n = n;
}

static lc_status ask_category(asking *a, uint32_t category, bool *no_data,
                              lc_error *err)
{
    const lc_base_part *part;
    size_t from = a->home.n;
    lc_status st = lc_base_part_of(a->base, category, &part, err);

    if (!st)
        st = lc_shift_category(a->base, part, &a->roster, &a->home, no_data,
                               err);
    if (st)
        return st;
    drop_others(a, from);
    return put_rows(a,
                    (tally){.order = &part->order,
                            .category = category,
                            .counts_unlinked = *no_data},
                    lc_vec_at(&a->home, from), a->home.n - from, err);
}

/* Where the first basic category has its first facility, or loses its last,
 * homes without a link are unknown for another reason: survey.c looks at that
 * one first. */
static lc_status ask_basic(asking *a, bool first_no_data, lc_error *err)
{
    const lc_base_basic *basic;
    lc_whatif_home_vec home = {0};
    lc_status st = lc_base_basic_of(a->base, &basic, err);

    if (!st)
        st = lc_shift_basic(a->base, basic, a->home.v, a->home.n, &home, err);
    if (!st)
        st = put_rows(
            a,
            (tally){.order = &basic->order,
                    .category = LIFE_ALL_BASIC,
                    .counts_unlinked =
                        lc_catset_has(&a->roster.touched, basic->category[0])
                            ? first_no_data
                            : basic->order.counts_unlinked},
            home.v, home.n, err);
    lc_vec_free(&home);
    return st;
}

static lc_status ask_all(asking *a, lc_error *err)
{
    bool basic = false, first_no_data = false;
    lc_status st = LIFE_OK;

    for (LIFE_CATSET_EACH(c, &a->roster.touched)) {
        bool no_data = false;

        st = ask_category(a, c, &no_data, err);
        if (st)
            return st;
        if (a->w->category[c].basic && !basic) {
            basic = true;
            first_no_data = no_data;
        }
    }
    return basic ? ask_basic(a, first_no_data, err) : LIFE_OK;
}

/* ---- totals ---- */

static int by_home(const void *a, const void *b)
{
    uint32_t x = ((const lc_whatif_home *)a)->home;
    uint32_t y = ((const lc_whatif_home *)b)->home;

    return (x > y) - (x < y);
}

/* Of homes in their order: each once. */
static void add_totals(const lc_world *w, const lc_whatif_home *v, size_t n,
                       lc_whatif *out)
{
    for (size_t i = 0, next; i < n; i = next) {
        bool gains = false, loses = false;

        for (next = i; next < n && v[next].home == v[i].home; next++) {
            bool before = v[next].before == LIFE_COVERED;
            bool after = v[next].after == LIFE_COVERED;

            gains |= after && !before;
            loses |= before && !after;
        }
        out->gained += gains ? w->home_weight[v[i].home] : 0;
        out->lost += loses ? w->home_weight[v[i].home] : 0;
    }
}

/* Those of one category are in order. */
static lc_status sum_up(const asking *a, lc_whatif *out, lc_error *err)
{
    size_t n = a->home.n;
    lc_whatif_home *v;

    if (lc_catset_only(&a->roster.touched) != LIFE_CATSET_END) {
        add_totals(a->w, a->home.v, n, out);
        return LIFE_OK;
    }
    v = lc_calloc(n, sizeof *v);
    if (!v)
        return lc_no_memory(err, "a scenario");
    if (n) {
        memcpy(v, a->home.v, n * sizeof *v);
        qsort(v, n, sizeof *v, by_home);
    }
    add_totals(a->w, v, n, out);
    lc_free(v);
    return LIFE_OK;
}

static lc_status tell_arrivals(const asking *a, lc_whatif *out, lc_error *err)
{
    out->arrival = lc_calloc(a->roster.come.n, sizeof *out->arrival);
    if (!out->arrival)
        return lc_no_memory(err, "a scenario");
    for (size_t i = 0; i < a->roster.come.n; i++)
        out->arrival[out->arrival_count++] = a->roster.come.v[i].how;
    return LIFE_OK;
}

/* From the works, which are done with. */
static void tell_joined(asking *a, lc_whatif *out)
{
    lc_works *k = a->roster.works;

    if (!k)
        return;
    out->joined = k->joined.v;
    out->joined_count = k->joined.n;
    k->joined.v = NULL;
}

static size_t place_of_unit(const lc_world *w, const lc_whatif_query *q)
{
    return q->unit == LIFE_NONE ? lc_order_places(w, q->level)
                                : q->unit - w->level_first[q->level];
}

lc_status lc_whatif_ask(lc_study *s, const lc_whatif_changes *c,
                        const lc_whatif_query *q, lc_whatif *out, lc_error *err)
{
    asking a = {.w = s->w, .q = q, .only = place_of_unit(s->w, q)};
    lc_status st = lc_roster_make(s, c, q->pace, &a.roster, err);

    *out = (lc_whatif){0};
    if (!st)
        st = lc_base_hold(s, q->pace, q->limit_ms, q->level, &a.base, err);
    if (!st)
        st = ask_all(&a, err);
    if (!st)
        st = sum_up(&a, out, err);
    if (!st)
        st = tell_arrivals(&a, out, err);
    if (!st)
        tell_joined(&a, out);
    lc_base_drop(a.base);
    lc_roster_clear(&a.roster);
    out->row = a.row.v;
    out->row_count = a.row.n;
    out->home = a.home.v;
    out->home_count = a.home.n;
    return st;
}

void lc_whatif_clear(lc_whatif *w)
{
    lc_free(w->row);
    lc_free(w->home);
    lc_free(w->arrival);
    lc_free(w->joined);
    *w = (lc_whatif){0};
}
