/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/week.c - see lifecircle/study/cover/week.h.
 *
 * Places of one opening hours are a class: one sweep tells which homes have one
 * of it within the limit. A home's week is then the union of the classes it
 * has, as bits of the pieces in which nothing opens or closes (time/plan.h).
 *
 * Gates only bar: who reaches a class while all that ever shuts is shut does so
 * always, who doesn't while all is open never does. Where both sweeps say the
 * same of all homes, which they do of most classes, no other way is looked at;
 * else each way that is shut somehow has a sweep of its own.
 */
#include "lifecircle/study/cover/week.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/hours/calendar.h"
#include "lifecircle/study/cover/inside.h"
#include "lifecircle/world/as_of.h"
#include "src/study/cover/survey.h"
#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/study/time/plan.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <stdlib.h>
#include <string.h>

/* A city whose gates have a different state each quarter of an hour is no
 * city; sweeps of one question, and bytes of its bits. */
#define MOST_SWEEPS 2000
#define MOST_BYTES  (UINT64_C(1) << 29)

struct lc_week {
    const lc_world *w;
    const int64_t *weight; /* the query's, or NULL */
    lc_week_plan plan;
    uint64_t *sure, *maybe; /* by home, plan.words each */
    uint8_t *unknown;       /* by home: it is not known but by what is open */
};

typedef struct weaving { /* one in the making */
    lc_week *out;
    lc_study *study;
    const lc_coverage_query *q;
    const lc_pace_graph *g;
    uint8_t *keep; /* by facility: of the class at hand */
    uint64_t *open_reach, *shut_reach, *reach; /* a bit a home */
    size_t home_words;
    lc_shut shut;
    unsigned sweeps;
} weaving;

/* ---- which week ---- */

/* "2023-02-21", "2023-02", "2023", or the first of a span of these. */
static int64_t first_day(const char *as_of)
{
    int year = 2000, month = 1, day = 1;
    char *end;

    if (as_of && strlen(as_of) >= 4) {
        year = (int)strtol(as_of, &end, 10);
        if (*end == '-')
            month = (int)strtol(end + 1, &end, 10);
        if (*end == '-')
            day = (int)strtol(end + 1, &end, 10);
    }
    if (year < 1970 || year > 2399 || month < 1 || month > 12 || day < 1)
        return lc_date_number(2000, 1, 1);
    return lc_date_number(year, month, day);
}

static bool is_plain(const lc_hours_calendar *c, int64_t monday)
{
    for (int d = -1; c && d < 7; d++)
        if (lc_hours_calendar_at(c, monday + d) != LIFE_DAY_ORDINARY)
            return false;
    return true;
}

/* Some year has a plain week; a calendar that knows none gives the first. */
lc_local lc_week_monday(const lc_world *w)
{
    enum { WEEKS_LOOKED_AT = 106 };
    int64_t day = first_day(lc_as_of_city(w));
    int64_t first = day + (7 - lc_date_of(day * LIFE_DAY_MIN).weekday) % 7;

    for (int i = 0; i < WEEKS_LOOKED_AT; i++)
        if (is_plain(w->calendar, first + INT64_C(7) * i))
            return (first + INT64_C(7) * i) * LIFE_DAY_MIN;
    return first * LIFE_DAY_MIN;
}

/* ---- who reaches a class ---- */

static void choose(weaving *v, uint32_t hours)
{
    const lc_world *w = v->out->w;
    uint32_t c = v->q->category;

    for (uint32_t r = 0; r < w->category[c].facility_count; r++) {
        uint32_t f = w->member[c][r];

        v->keep[f] = w->facility.v[f].hours == hours;
    }
}

/* By what `closed` leaves (a byte a closing; NULL: all is open), into bits. */
static lc_status sweep(weaving *v, const uint8_t *closed, uint64_t *bits,
                       lc_error *err)
{
    const lc_world *w = v->out->w;
    const lc_shut *shut = NULL;
    uint64_t *label = NULL;
    lc_status st = lc_budget_spend(w->home_count + 1, err);

    if (!st && ++v->sweeps > MOST_SWEEPS)
        st = lc_fail_param(err, LIFE_ERR_LIMIT, "hours",
                           "%s has too many different hours here, and gates "
                           "that open and close around it; ask open_at",
                           w->category[v->q->category].id);
    if (!st && closed) {
        st = lc_shut_by(w, v->g, closed, &v->shut, err);
        if (!st && lc_shut_is_any(&v->shut)) {
            st = lc_shut_arcs_in(v->g, &v->shut, err);
            shut = &v->shut;
        }
    }
    if (!st)
        st = lc_labels_of_some(v->study,
                               &(lc_labels_some){v->q->pace, v->q->category,
                                                 v->keep, shut, v->q->limit_ms},
                               &label, err);
    memset(bits, 0, v->home_words * sizeof *bits);
    for (uint32_t h = 0; h < w->home_count && !st; h++)
        if (lc_label_ms(label[h]) <= v->q->limit_ms)
            bits[h / 64] |= UINT64_C(1) << h % 64;
    lc_free(label);
    return st;
}

/* The class's pieces, of these those of a way (NULL: all), to who reaches it.
 */
static void weave(weaving *v, size_t class, const uint64_t *bits,
                  const uint64_t *sure_in, const uint64_t *maybe_in)
{
    const lc_week_plan *p = &v->out->plan;
    const uint64_t *open = p->open + class * p->words;
    const uint64_t *maybe = p->maybe + class * p->words;

    for (uint32_t h = 0; h < v->out->w->home_count; h++) {
        uint64_t *s = v->out->sure + h * p->words;
        uint64_t *m = v->out->maybe + h * p->words;

        if (!(bits[h / 64] >> h % 64 & 1))
            continue;
        for (size_t i = 0; i < p->words; i++) {
            s[i] |= open[i] & (sure_in ? sure_in[i] : UINT64_MAX);
            m[i] |= maybe[i] & (maybe_in ? maybe_in[i] : UINT64_MAX);
        }
    }
}

static bool is_any(const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i])
            return true;
    return false;
}

static lc_status weave_ways(weaving *v, size_t class, lc_error *err)
{
    const lc_week_plan *p = &v->out->plan;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < p->ways && !st; i++) {
        const uint8_t *shut = p->shut.v + i * p->closings;
        const uint64_t *bits = v->open_reach;

        if (is_any(shut, p->closings)) {
            st = sweep(v, shut, v->reach, err);
            bits = v->reach;
        }
        if (!st)
            weave(v, class, bits, p->sure_in + i * p->words,
                  p->maybe_in + i * p->words);
    }
    return st;
}

static lc_status weave_class(weaving *v, size_t class, lc_error *err)
{
    const lc_week_plan *p = &v->out->plan;
    size_t bytes = v->home_words * sizeof *v->open_reach;
    bool same = true;
    lc_status st;

    choose(v, p->class_hours.v[class]);
    st = sweep(v, NULL, v->open_reach, err);
    if (!st && is_any(p->ever, p->closings)) {
        st = sweep(v, p->ever, v->shut_reach, err);
        same = !st && !memcmp(v->open_reach, v->shut_reach, bytes);
    }
    if (st)
        return st;
    if (!same)
        return weave_ways(v, class, err);
    weave(v, class, v->open_reach, NULL, NULL);
    return LIFE_OK;
}

/* ---- all of it ---- */

/* What coverage says of a home that has nothing open within reach. */
static lc_status judge_rest(lc_week *out, lc_study *study,
                            const lc_coverage_query *q, lc_error *err)
{
    const lc_world *w = out->w;
    lc_coverage_query plain = *q;
    uint64_t *none = lc_realloc(NULL, w->home_count + 1, sizeof *none);
    lc_survey s;
    lc_status st;

    plain.when = (lc_when){0};
    st = lc_survey_begin(&s, study, &plain, false, NULL, err);
    if (!st && !none)
        st = lc_no_memory(err, "a week");
    for (uint32_t h = 0; h < w->home_count && !st; h++)
        none[h] = LIFE_LABEL_NONE;
    if (!st)
        s.part->label = none;
    for (uint32_t h = 0; h < w->home_count && !st; h++)
        out->unknown[h] = lc_survey_judge(&s, s.part, h).answer == LIFE_UNKNOWN;
    lc_survey_end(&s);
    lc_free(none);
    return st;
}

static lc_status make_room(weaving *v, lc_error *err)
{
    const lc_world *w = v->out->w;
    lc_week *o = v->out;
    size_t bits = w->home_count * o->plan.words + 1;

    if (2 * bits * sizeof *o->sure > MOST_BYTES)
        return lc_fail_param(err, LIFE_ERR_LIMIT, "hours",
                             "%s has too many different hours here; ask "
                             "open_at",
                             w->category[v->q->category].id);
    v->home_words = w->home_count / 64 + 1;
    o->sure = lc_calloc(bits, sizeof *o->sure);
    o->maybe = lc_calloc(bits, sizeof *o->maybe);
    o->unknown = lc_calloc(w->home_count + 1, 1);
    v->keep = lc_calloc(w->facility.n + 1, 1);
    v->open_reach = lc_calloc(v->home_words, sizeof *v->open_reach);
    v->shut_reach = lc_calloc(v->home_words, sizeof *v->shut_reach);
    v->reach = lc_calloc(v->home_words, sizeof *v->reach);
    return o->sure && o->maybe && o->unknown && v->keep && v->open_reach &&
                   v->shut_reach && v->reach
               ? LIFE_OK
               : lc_no_memory(err, "a week");
}

lc_status lc_week_make(lc_study *s, const lc_coverage_query *q, lc_week **out,
                       lc_error *err)
{
    weaving v = {.study = s, .q = q};
    lc_status st;

    *out = NULL;
    v.out = lc_calloc(1, sizeof *v.out);
    if (!v.out)
        return lc_no_memory(err, "a week");
    v.out->w = s->w;
    v.out->weight = q->weight;
    st = lc_plan_make(s->w, q->category, s->w->pace[q->pace].mode,
                      lc_week_monday(s->w), &v.out->plan, err);
    if (!st)
        st = make_room(&v, err);
    if (!st)
        st = lc_slot_graph(s, q->pace, &v.g, err);
    for (size_t k = 0; k < v.out->plan.class_hours.n && !st; k++)
        st = weave_class(&v, k, err);
    if (!st)
        st = judge_rest(v.out, s, q, err);
    lc_free(v.keep);
    lc_free(v.open_reach);
    lc_free(v.shut_reach);
    lc_free(v.reach);
    lc_shut_clear(&v.shut);
    if (st)
        lc_week_free(v.out);
    else
        *out = v.out;
    return st;
}

void lc_week_free(lc_week *w)
{
    if (!w)
        return;
    lc_plan_clear(&w->plan);
    lc_free(w->sure);
    lc_free(w->maybe);
    lc_free(w->unknown);
    lc_free(w);
}

/* ---- rows ---- */

/* A home's weight to each piece in which it is covered, or it isn't known. */
static void add_home(const lc_week *k, uint32_t h, int64_t weight,
                     int64_t *covered, int64_t *unknown)
{
    const lc_week_plan *p = &k->plan;
    const uint64_t *s = k->sure + h * p->words, *m = k->maybe + h * p->words;

    for (size_t i = 0; i < p->start.n; i++) {
        bool sure = s[i / 64] >> i % 64 & 1;
        bool maybe = k->unknown[h] || (m[i / 64] >> i % 64 & 1);

        covered[i] += sure ? weight : 0;
        unknown[i] += !sure && maybe ? weight : 0;
    }
}

static void fill_row(const lc_week *k, const uint32_t *homes, uint32_t n,
                     int64_t *covered, int64_t *unknown, lc_week_row *row)
{
    const lc_week_plan *p = &k->plan;

    memset(covered, 0, p->start.n * sizeof *covered);
    memset(unknown, 0, p->start.n * sizeof *unknown);
    *row = (lc_week_row){0};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t h = homes ? homes[i] : i;
        int64_t weight = k->weight ? k->weight[h] : k->w->home_weight[h];

        if (weight <= 0)
            continue;
        row->total += weight * 60;
        add_home(k, h, weight, covered, unknown);
    }
    for (size_t i = 0; i < p->start.n; i++) {
        uint32_t from = p->start.v[i];
        uint32_t to = i + 1 < p->start.n ? p->start.v[i + 1] : LIFE_WEEK_MIN;

        row->covered[from / 60] += covered[i] * (to - from);
        row->unknown[from / 60] += unknown[i] * (to - from);
    }
}

lc_status lc_week_rows(const lc_week *k, const lc_coverage_where *where,
                       size_t count, lc_week_row *rows, lc_error *err)
{
    const lc_world *w = k->w;
    int64_t *sum = lc_calloc(2 * k->plan.start.n, sizeof *sum);
    int64_t *unknown = sum ? sum + k->plan.start.n : NULL;

    if (!sum)
        return lc_no_memory(err, "a week");
    for (size_t i = 0; i < count; i++) {
        uint32_t n = (uint32_t)w->home_count, level = where->level;
        const uint32_t *homes = NULL;

        if (where->area) {
            homes = where->area->home;
            n = (uint32_t)where->area->home_count;
        } else if (where->unit != LIFE_NONE) {
            level = w->unit.v[where->unit].level_index;
            homes = lc_world_unit_homes(
                w, level, where->unit - w->level_first[level], &n);
        } else if (level < w->level.n) {
            homes = lc_world_unit_homes(w, level, (uint32_t)i, &n);
        }
        fill_row(k, homes, n, sum, unknown, &rows[i]);
    }
    lc_free(sum);
    return LIFE_OK;
}

/* ---- shares ---- */

lc_share lc_week_hour(const lc_week_row *r, unsigned hour)
{
    return (lc_share){r->covered[hour], r->unknown[hour], r->total};
}

/* Hours `from` to `to` - 1 of days `first` to 6. */
static lc_share sum_hours(const lc_week_row *r, unsigned first, unsigned from,
                          unsigned to)
{
    lc_share s = {0};

    for (unsigned d = first; d < 7; d++)
        for (unsigned h = from; h < to; h++) {
            s.covered += r->covered[24 * d + h];
            s.unknown += r->unknown[24 * d + h];
            s.total += r->total;
        }
    return s;
}

lc_share lc_week_share(const lc_week_row *r)
{
    return sum_hours(r, 0, 0, 24);
}

lc_share lc_week_evenings(const lc_week_row *r)
{
    return sum_hours(r, 0, 18, 22);
}

lc_share lc_week_weekend(const lc_week_row *r)
{
    return sum_hours(r, 5, 0, 24);
}
