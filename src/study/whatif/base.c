/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/base.c - see base.h.
 *
 * The lock of the list is held for as long as one is found; that of a base for
 * as long as a part is made, and the study's own, which is taken in it, never
 * asks for either.
 */
#include "src/study/whatif/base.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/graph/pace_graph.h"
#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

/* So many stay: of 33,000 homes each takes 0.4 MB a category and level. */
enum { KEPT = 6 };

/* Homes between two looks at the budget. */
#define SPENT_AT_ONCE 4096

struct lc_bases {
    pthread_mutex_t finding;
    lc_base *base[KEPT];
    uint64_t asked;
};

/* ---- parts ---- */

static void free_part(lc_base_part *p)
{
    if (!p)
        return;
    lc_survey_end(&p->survey);
    lc_order_clear(&p->order);
    lc_free(p);
}

static void free_basic(lc_base_basic *b)
{
    if (!b)
        return;
    lc_free(b->uncovered);
    lc_free(b->unknown);
    lc_free(b->ms);
    lc_order_clear(&b->order);
    lc_free(b);
}

static void add_home(lc_order *o, size_t place, lc_answer answer,
                     int64_t weight, bool linked)
{
    lc_whatif_figures *row = &o->row[place];

    row->total += weight;
    row->covered += answer == LIFE_COVERED ? weight : 0;
    row->uncovered += answer == LIFE_UNCOVERED ? weight : 0;
    row->unknown += answer == LIFE_UNKNOWN ? weight : 0;
    o->unlinked[place] += linked ? 0 : weight;
}

static lc_status spend(uint32_t home, lc_error *err)
{
    return home % SPENT_AT_ONCE == SPENT_AT_ONCE - 1
               ? lc_budget_spend(SPENT_AT_ONCE, err)
               : LIFE_OK;
}

/* The walks of homes that have no link to the streets are none. */
static lc_status fill_part(const lc_base *b, lc_base_part *p, uint32_t *ms,
                           lc_error *err)
{
    const lc_world *w = b->study->w;
    const lc_gauge *g = p->survey.part;
    lc_status st = LIFE_OK;

    p->order.counts_unlinked = g->no_data;
    for (uint32_t h = 0; h < w->home_count && !st; h++) {
        lc_verdict v = lc_survey_judge(&p->survey, g, h);

        ms[h] = v.measure;
        add_home(&p->order, lc_order_place(w, b->level, h), v.answer,
                 w->home_weight[h], p->survey.links->home.n[h] > 0);
        st = spend(h, err);
    }
    return st ? st : lc_order_sort(w, b->level, ms, &p->order, err);
}

static lc_status make_part(lc_base *b, uint32_t category, lc_error *err)
{
    const lc_world *w = b->study->w;
    lc_base_part *p = lc_calloc(1, sizeof *p);
    uint32_t *ms = lc_calloc(w->home_count, sizeof *ms);
    lc_status st = p && ms ? LIFE_OK : lc_no_memory(err, "a scenario");

    if (!st) {
        p->q = (lc_coverage_query){
            .pace = b->pace, .limit_ms = b->limit_ms, .category = category};
        st = lc_survey_begin(&p->survey, b->study, &p->q, false, NULL, err);
    }
    if (!st)
        st = lc_order_begin(w, b->level, &p->order, err);
    if (!st)
        st = fill_part(b, p, ms, err);
    lc_free(ms);
    if (st)
        free_part(p);
    else
        b->part[category] = p;
    return st;
}

/* Of one category more, what each home has of it. */
static lc_status count_category(const lc_base *b, uint32_t category,
                                lc_base_basic *out, lc_error *err)
{
    const lc_world *w = b->study->w;
    const lc_coverage_query q = {
        .pace = b->pace, .limit_ms = b->limit_ms, .category = category};
    lc_survey s;
    lc_status st = lc_survey_begin(&s, b->study, &q, false, NULL, err);

    for (uint32_t h = 0; h < w->home_count && !st; h++) {
        lc_verdict v = lc_survey_judge(&s, s.part, h);

        if (v.answer == LIFE_UNCOVERED)
            out->uncovered[h]++;
        if (v.answer == LIFE_UNKNOWN)
            out->unknown[h]++;
        if (v.measure > out->ms[h])
            out->ms[h] = v.measure;
        st = spend(h, err);
    }
    if (!st) {
        out->order.counts_unlinked |= !out->count && s.part->no_data;
        out->label[out->count] = s.part->label;
        out->category[out->count++] = category;
    }
    lc_survey_end(&s);
    return st;
}

static void sum_basic(const lc_base *b, lc_base_basic *out)
{
    const lc_world *w = b->study->w;
    const lc_mode_links *links = &w->links[w->pace[b->pace].mode];

    for (uint32_t h = 0; h < w->home_count; h++)
        add_home(&out->order, lc_order_place(w, b->level, h),
                 out->uncovered[h] ? LIFE_UNCOVERED
                 : out->unknown[h] ? LIFE_UNKNOWN
                                   : LIFE_COVERED,
                 w->home_weight[h], links->home.n[h] > 0);
}

static lc_status make_basic(lc_base *b, lc_error *err)
{
    const lc_world *w = b->study->w;
    lc_base_basic *out = lc_calloc(1, sizeof *out);
    lc_status st = out ? lc_order_begin(w, b->level, &out->order, err)
                       : lc_no_memory(err, "a scenario");

    if (!st) {
        out->uncovered = lc_calloc(w->home_count, 1);
        out->unknown = lc_calloc(w->home_count, 1);
        out->ms = lc_calloc(w->home_count, sizeof *out->ms);
        if (!out->uncovered || !out->unknown || !out->ms)
            st = lc_no_memory(err, "a scenario");
    }
    for (uint32_t c = 0; c < w->category_count && !st; c++)
        if (w->category[c].basic)
            st = count_category(b, c, out, err);
    if (!st) {
        sum_basic(b, out);
        st = lc_order_sort(w, b->level, out->ms, &out->order, err);
    }
    if (st)
        free_basic(out);
    else
        b->basic = out;
    return st;
}

lc_status lc_base_part_of(lc_base *b, uint32_t category,
                          const lc_base_part **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    pthread_mutex_lock(&b->making);
    if (!b->part[category])
        st = make_part(b, category, err);
    *out = b->part[category];
    pthread_mutex_unlock(&b->making);
    return st;
}

lc_status lc_base_basic_of(lc_base *b, const lc_base_basic **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    pthread_mutex_lock(&b->making);
    if (!b->basic)
        st = make_basic(b, err);
    *out = b->basic;
    pthread_mutex_unlock(&b->making);
    return st;
}

/* ---- the list ---- */

static void free_base(lc_base *b)
{
    if (!b)
        return;
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++)
        free_part(b->part[c]);
    free_basic(b->basic);
    lc_homes_on_clear(&b->on);
    pthread_mutex_destroy(&b->making);
    lc_free(b);
}

lc_bases *lc_bases_new(void)
{
    lc_bases *b = lc_calloc(1, sizeof *b);

    if (b)
        pthread_mutex_init(&b->finding, NULL);
    return b;
}

void lc_bases_free(lc_bases *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < KEPT; i++)
        free_base(b->base[i]);
    pthread_mutex_destroy(&b->finding);
    lc_free(b);
}

static uint64_t bytes_of(lc_base *b, const lc_world *w)
{
    uint64_t bytes = w->net->edge_count * sizeof(uint32_t);

    pthread_mutex_lock(&b->making);
    for (size_t c = 0; c < w->category_count; c++)
        bytes +=
            b->part[c] ? lc_order_bytes(&b->part[c]->order, w->home_count) : 0;
    if (b->basic)
        bytes +=
            lc_order_bytes(&b->basic->order, w->home_count) + w->home_count * 6;
    pthread_mutex_unlock(&b->making);
    return bytes;
}

uint64_t lc_bases_bytes(lc_bases *b, const lc_world *w)
{
    uint64_t bytes = 0;

    pthread_mutex_lock(&b->finding);
    for (size_t i = 0; i < KEPT; i++)
        bytes += b->base[i] ? bytes_of(b->base[i], w) : 0;
    pthread_mutex_unlock(&b->finding);
    return bytes;
}

static lc_status new_base(const lc_base *like, lc_base **out, lc_error *err)
{
    lc_base *b = lc_calloc(1, sizeof *b);
    const lc_home_entries *entries;
    const lc_world *w = like->study->w;
    lc_status st;

    if (!b)
        return lc_no_memory(err, "a scenario");
    *b = *like;
    pthread_mutex_init(&b->making, NULL);
    st = lc_slot_entries(b->study, b->pace, &entries, err);
    if (!st)
        st = lc_homes_on_make(w, w->pace[b->pace].mode, &b->on, err);
    if (st)
        free_base(b);
    else
        *out = b;
    return st;
}

static bool is_like(const lc_base *b, const lc_base *like)
{
    return b && b->pace == like->pace && b->limit_ms == like->limit_ms &&
           b->level == like->level;
}

/* In the place of none, or of the one that nobody holds and was asked for
 * longest ago; NULL: all are held. */
static lc_base **place_for(lc_bases *list)
{
    lc_base **place = NULL;

    for (size_t i = 0; i < KEPT; i++) {
        lc_base *b = list->base[i];

        if (!b)
            return &list->base[i];
        if (!b->holders && (!place || b->asked < (*place)->asked))
            place = &list->base[i];
    }
    return place;
}

/* One that finds no place is its holder's alone: kept nowhere. */
static lc_status put_new(lc_bases *list, const lc_base *like, lc_base **out,
                         lc_error *err)
{
    lc_status st = new_base(like, out, err);
    lc_base **place = st ? NULL : place_for(list);

    if (!place)
        return st;
    free_base(*place);
    *place = *out;
    (*out)->kept = true;
    return LIFE_OK;
}

lc_status lc_base_hold(lc_study *s, uint32_t pace, uint32_t limit_ms,
                       uint32_t level, lc_base **out, lc_error *err)
{
    const lc_base like = {
        .study = s, .pace = pace, .limit_ms = limit_ms, .level = level};
    lc_bases *list = s->bases;
    lc_status st = LIFE_OK;

    *out = NULL;
    pthread_mutex_lock(&list->finding);
    for (size_t i = 0; i < KEPT && !*out; i++)
        if (is_like(list->base[i], &like))
            *out = list->base[i];
    if (!*out)
        st = put_new(list, &like, out, err);
    if (!st) {
        (*out)->holders++;
        (*out)->asked = ++list->asked;
    }
    pthread_mutex_unlock(&list->finding);
    return st;
}

void lc_base_drop(lc_base *b)
{
    lc_bases *list;
    bool last;

    if (!b)
        return;
    list = b->study->bases;
    pthread_mutex_lock(&list->finding);
    last = !--b->holders && !b->kept;
    pthread_mutex_unlock(&list->finding);
    if (last)
        free_base(b);
}
