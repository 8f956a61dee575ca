/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/shift.c - see shift.h.
 *
 * A home's answer rests on its walk and on what else is known of the category:
 * whether there is any facility, one without a link near by or without a place,
 * how far the data reach. Where that changes too, more homes are looked at than
 * those whose walk changes; each is judged as coverage judges it (survey.c), by
 * a gauge in which these are what they would be.
 */
#include "src/study/whatif/shift.h"

#include "lifecircle/base/budget.h"
#include "src/study/straight.h"
#include "src/study/study.h"
#include "src/study/whatif/reach.h"
#include "src/study/whatif/relabel.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/links/linking.h"
#include "src/world/units/unplaced.h"

#include <stdlib.h>
#include <string.h>

/* Homes between two looks at the budget. */
#define SPENT_AT_ONCE 4096

/* One category after the scenario, and the home at hand. */
typedef struct after {
    const lc_base *b;
    const lc_base_part *part;
    const lc_roster *r;
    uint32_t category;
    lc_gauge gauge;
    uint32_t ms; /* of the home at hand, and what is near it: */
    lc_home_near near;
    lc_whatif_reached reached; /* `made` of it is made for this */
    uint8_t *unplaced;         /* where some of these went; else the city's */
    bool other_unplaced, other_reach;
    bool unlinked_gone, unlinked_come;
    /* what has one of these within the limit lies in some of them */
    LC_VEC(lc_box) about;
    bool no_memory;
} after;

static const lc_mode_links *links_of(const after *a)
{
    return &a->r->w->links[a->r->pace->mode];
}

/* ---- what else changes ---- */

/* A metre more, for what is rounded. */
static void look_about(after *a, lc_box box)
{
    box = lc_box_grown(box, a->part->survey.reach_mm / 1000.0 + 1);
    if (!lc_vec_push(&a->about, box))
        a->no_memory = true;
}

static void look_at_gone(after *a)
{
    const lc_roster *r = a->r;

    for (size_t i = 0; i < r->gone.n; i++) {
        uint32_t f = r->gone.v[i];

        if (!lc_roster_counted(r, f, a->category))
            continue;
        if (!r->w->facility.v[f].placed) {
            a->other_unplaced = true;
        } else if (!links_of(a)->facility.n[f]) {
            a->unlinked_gone = true;
            look_about(a, lc_facility_box(r->w, f));
        }
    }
}

static void look_at_come(after *a)
{
    const lc_roster *r = a->r;

    for (size_t i = 0; i < r->come.n; i++) {
        lc_pt p = r->come.v[i].how.pt;

        if (r->come.v[i].n || !lc_roster_counts(r, &r->come.v[i], a->category))
            continue;
        a->unlinked_come = true;
        look_about(a, (lc_box){p.lon, p.lat, p.lon, p.lat});
    }
}

static lc_status begin(after *a, lc_error *err)
{
    lc_status st;

    a->gauge = a->part->survey.one;
    a->gauge.no_data = !lc_roster_left(a->r, a->category);
    a->gauge.label = NULL;
    a->gauge.ms = &a->ms;
    a->gauge.near = &a->near;
    look_at_gone(a);
    look_at_come(a);
    if (a->no_memory)
        return lc_no_memory(err, "a scenario");
    st = lc_whatif_reach(a->b->study, a->r, a->category, &a->b->on, &a->reached,
                         err);
    a->other_reach = a->reached.is_other;
    a->gauge.end_ms = a->reached.ms;
    if (!st && a->other_unplaced)
        st = lc_unplaced_make(a->r->w, a->category, a->r->keep, &a->unplaced,
                              err);
    return st;
}

static void end(after *a)
{
    lc_free(a->reached.made);
    lc_free(a->unplaced);
    lc_vec_free(&a->about);
}

/* ---- a home ---- */

/* One of those that stay; asked of homes that had one near before. */
static bool is_near_one_left(const after *a, uint32_t home)
{
    const lc_world *w = a->r->w;
    const lc_mode_links *m = links_of(a);

    for (size_t i = 0; i < m->unlinked_count[a->category]; i++) {
        uint32_t f = m->unlinked[a->category][i];

        if (a->r->keep[f] &&
            lc_wheels_may(&w->facility.v[f], a->r->pace->wheels) &&
            lc_straight_rounded_mm(lc_facility_distance_m(
                w, f, w->home_pt[home])) <= a->part->survey.reach_mm)
            return true;
    }
    return false;
}

static bool is_near_arrival(const after *a, uint32_t home)
{
    const lc_roster *r = a->r;

    for (size_t i = 0; a->unlinked_come && i < r->come.n; i++) {
        const lc_roster_arrival *x = &r->come.v[i];

        if (!x->n && lc_roster_counts(r, x, a->category) &&
            lc_straight_rounded_mm(lc_distance_m(
                r->w->home_pt[home], x->how.pt)) <= a->part->survey.reach_mm)
            return true;
    }
    return false;
}

static bool was_near_unlinked(const after *a, uint32_t home)
{
    const uint32_t *mm = a->part->survey.one.unlinked;

    return mm && mm[home] <= a->part->survey.reach_mm;
}

static void look_around(after *a, uint32_t home)
{
    const lc_world *w = a->r->w;
    const uint8_t *in =
        a->other_unplaced ? a->unplaced : w->unplaced[a->category];

    a->near.unlinked = (was_near_unlinked(a, home) &&
                        (!a->unlinked_gone || is_near_one_left(a, home))) ||
                       is_near_arrival(a, home);
    a->near.unplaced = lc_unplaced_of_home(w, in, a->r->pace->wheels, home);
}

/* Appended where the answer or the walk is another. */
static lc_status judge(after *a, uint32_t home, uint32_t ms,
                       lc_whatif_home_vec *out, lc_error *err)
{
    const lc_survey *s = &a->part->survey;
    lc_verdict was = lc_survey_judge(s, &s->one, home), is;
    lc_whatif_home h;

    a->ms = ms;
    look_around(a, home);
    is = lc_survey_judge(s, &a->gauge, home);
    h = (lc_whatif_home){home,       a->category, was.measure,
                         is.measure, was.answer,  is.answer};
    if (h.before == h.after && h.before_ms == h.after_ms)
        return LIFE_OK;
    return lc_vec_push(out, h) ? LIFE_OK : lc_no_memory(err, "a scenario");
}

/* ---- which homes ---- */

/* As it was. */
static uint32_t walk_ms(const after *a, uint32_t home)
{
    const uint64_t *label = a->part->survey.one.label;

    return label && label[home] != LIFE_LABEL_NONE ? lc_label_ms(label[home])
                                                   : LIFE_NONE;
}

/* Those with another walk, and those with another way to an end of the data:
 * two runs by number. */
static lc_status judge_some(after *a, const lc_relabelled_vec *v,
                            lc_whatif_home_vec *out, lc_error *err)
{
    const lc_whatif_reached *r = &a->reached;
    lc_status st = LIFE_OK;
    size_t i = 0, k = 0;

    while ((i < v->n || k < r->changed_count) && !st) {
        uint32_t walks = i < v->n ? v->v[i].home : LIFE_NONE;
        uint32_t ends = k < r->changed_count ? r->changed[k] : LIFE_NONE;
        uint32_t home = walks < ends ? walks : ends;

        st = judge(a, home, walks == home ? v->v[i].ms : walk_ms(a, home), out,
                   err);
        i += walks == home;
        k += ends == home;
        if (!st && (i + k) % SPENT_AT_ONCE == SPENT_AT_ONCE - 1)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    return st;
}

/* Where nothing but facilities off the streets changes, those about them. */
static bool is_concerned(const after *a, uint32_t home)
{
    if (a->other_reach || a->other_unplaced ||
        a->gauge.no_data != a->part->survey.one.no_data)
        return true;
    for (size_t i = 0; i < a->about.n; i++)
        if (lc_box_contains(a->about.v[i], a->r->w->home_pt[home]))
            return true;
    return false;
}

/* All homes that it concerns, those with another walk by that. */
static lc_status judge_all(after *a, const lc_relabelled_vec *v,
                           lc_whatif_home_vec *out, lc_error *err)
{
    const lc_whatif_reached *r = &a->reached;
    lc_status st = LIFE_OK;
    size_t i = 0, k = 0;

    for (uint32_t h = 0; h < a->r->w->home_count && !st; h++) {
        bool moves = i < v->n && v->v[i].home == h;
        bool ends = k < r->changed_count && r->changed[k] == h;

        if (moves || ends || is_concerned(a, h))
            st = judge(a, h, moves ? v->v[i].ms : walk_ms(a, h), out, err);
        i += moves;
        k += ends;
        if (!st && h % SPENT_AT_ONCE == SPENT_AT_ONCE - 1)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    return st;
}

static bool concerns_all(const after *a)
{
    return a->other_reach || a->other_unplaced || a->unlinked_come ||
           a->unlinked_gone || a->gauge.no_data != a->part->survey.one.no_data;
}

lc_status lc_shift_category(const lc_base *b, const lc_base_part *part,
                            const lc_roster *r, lc_whatif_home_vec *out,
                            bool *no_data, lc_error *err)
{
    after a = {.b = b, .part = part, .r = r, .category = part->q.category};
    lc_relabelled_vec walks = {0};
    lc_status st = begin(&a, err);

    if (!st)
        st = lc_relabel(b->study, r, a.category, &b->on, &walks, err);
    if (!st)
        st = concerns_all(&a) ? judge_all(&a, &walks, out, err)
                              : judge_some(&a, &walks, out, err);
    *no_data = a.gauge.no_data;
    lc_vec_free(&walks);
    end(&a);
    return st;
}

/* ---- all_basic ---- */

static int by_home_then_category(const void *a, const void *b)
{
    const lc_whatif_home *x = a, *y = b;

    if (x->home != y->home)
        return x->home < y->home ? -1 : 1;
    return (x->category > y->category) - (x->category < y->category);
}

/* As those of one category are. */
static bool is_in_order(const lc_whatif_home *v, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (by_home_then_category(&v[i - 1], &v[i]) > 0)
            return false;
    return true;
}

/* The longest walk of a home, by its n changed categories and the others as
 * they are. Both are in the categories' order. */
static uint32_t longest(const lc_base_basic *basic, const lc_whatif_home *of,
                        size_t n)
{
    uint32_t most = 0;
    size_t i = 0;

    for (uint32_t k = 0; k < basic->count && most != LIFE_NONE; k++) {
        const uint64_t *label = basic->label[k];
        uint32_t ms = LIFE_NONE;

        while (i < n && of[i].category < basic->category[k])
            i++;
        if (i < n && of[i].category == basic->category[k])
            ms = of[i].after_ms;
        else if (label && label[of->home] != LIFE_LABEL_NONE)
            ms = lc_label_ms(label[of->home]);
        most = ms > most ? ms : most;
    }
    return most;
}

static lc_answer answer_of(int uncovered, int unknown)
{
    return uncovered ? LIFE_UNCOVERED : unknown ? LIFE_UNKNOWN : LIFE_COVERED;
}

/* Uncovered by one is uncovered; else unknown by one is unknown. */
static lc_whatif_home combine(const lc_base_basic *basic,
                              const lc_whatif_home *of, size_t n)
{
    int uncovered = basic->uncovered[of->home];
    int unknown = basic->unknown[of->home];
    lc_whatif_home out = {.home = of->home,
                          .category = LIFE_ALL_BASIC,
                          .before_ms = basic->ms[of->home],
                          .before = answer_of(uncovered, unknown)};

    for (size_t i = 0; i < n; i++) {
        uncovered +=
            (of[i].after == LIFE_UNCOVERED) - (of[i].before == LIFE_UNCOVERED);
        unknown +=
            (of[i].after == LIFE_UNKNOWN) - (of[i].before == LIFE_UNKNOWN);
    }
    out.after = answer_of(uncovered, unknown);
    out.after_ms = longest(basic, of, n);
    return out;
}

lc_status lc_shift_basic(const lc_base *b, const lc_base_basic *basic,
                         const lc_whatif_home *of, size_t n,
                         lc_whatif_home_vec *out, lc_error *err)
{
    const lc_world *w = b->study->w;
    lc_whatif_home *v = lc_calloc(n, sizeof *v);
    size_t kept = 0;

    if (!v || !lc_vec_reserve(out, n)) {
        lc_free(v);
        return lc_no_memory(err, "a scenario");
    }
    for (size_t i = 0; i < n; i++)
        if (w->category[of[i].category].basic)
            v[kept++] = of[i];
    if (kept && !is_in_order(v, kept))
        qsort(v, kept, sizeof *v, by_home_then_category);
    for (size_t i = 0, next; i < kept; i = next) {
        lc_whatif_home h;

        for (next = i + 1; next < kept && v[next].home == v[i].home; next++)
            ;
        h = combine(basic, v + i, next - i);
        if (h.before != h.after || h.before_ms != h.after_ms)
            out->v[out->n++] = h;
    }
    lc_free(v);
    return LIFE_OK;
}
