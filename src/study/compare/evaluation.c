/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/evaluation.c - see the header.
 *
 * Both dates are reports as anybody gets them, so that an evaluation says of
 * each date what its report says.
 */
#include "lifecircle/study/compare/evaluation.h"

#include "lifecircle/base/date.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Values are sums of thousandths and their ratios; what differs by less is one
 * value. */
#define NEAR 1e-9

const char *lc_evaluation_move(lc_move m)
{
    static const char *const names[] = {
#define LIFE_X(id, name) [LIFE_MOVE_##id] = name,
        LIFE_MOVE_MAP(LIFE_X)
#undef LIFE_X
    };

    return names[m];
}

/* ---- time ---- */

/* Days since 1970, as "2021", "2021-06" and "2021-06-30" tell it: a year or a
 * month by its end, since that is when all of it is in. NaN: none of these. */
static double day_of(const char *date)
{
    int year = 0, month = 12, day = 0;

    if (!date || sscanf(date, "%4d-%2d-%2d", &year, &month, &day) < 1 ||
        month < 1 || month > 12)
        return NAN;
    if (day < 1)
        day = lc_date_month_days(year, month);
    return (double)lc_date_number(year, month, day);
}

/* Years of plans end with December. */
static double end_of(int year)
{
    return (double)lc_date_number(year, 12, 31);
}

/* Held between 0 and 100: before the plan began no time of it is over. */
static double time_of(const lc_indicator *v, const char *date)
{
    double now = day_of(date), from, to;

    if (isnan(v->progress.first) || !v->progress.first_year ||
        v->target_year <= v->progress.first_year || isnan(now))
        return NAN;
    from = end_of(v->progress.first_year);
    to = end_of(v->target_year);
    return fmin(100, fmax(0, 100 * (now - from) / (to - from)));
}

/* ---- a rule ---- */

/* Shares of homes that weigh other things are of other wholes; those of units
 * and of facilities are not. */
static bool compares(const lc_evaluation *e, const lc_evaluated *one)
{
    lc_rule_kind kind = one->after->rule->kind;

    return one->before && !strcmp(one->before->unit_en, one->after->unit_en) &&
           (e->alike || (kind != LIFE_RULE_TIME_CIRCLE &&
                         kind != LIFE_RULE_DISTANCE_CIRCLE));
}

/* An end that is open (high infinite) meets all that lies above it. */
static lc_move move_of(const lc_indicator *a, const lc_indicator *b)
{
    bool more = b->low > a->high + NEAR, less = b->high < a->low - NEAR;
    bool exact = a->high - a->low < NEAR && b->high - b->low < NEAR;

    if (b->rule->op == LIFE_NOT_JUDGED)
        return LIFE_MOVE_NONE;
    if (isnan(a->low) || isnan(a->high) || isnan(b->low) || isnan(b->high))
        return LIFE_MOVE_UNSURE;
    if (!more && !less)
        return exact ? LIFE_MOVE_SAME : LIFE_MOVE_UNSURE;
    return more == (b->rule->op != LIFE_AT_MOST) ? LIFE_MOVE_BETTER
                                                 : LIFE_MOVE_WORSE;
}

/* By its id: a rule may apply to a unit at one of the dates alone. */
static const lc_indicator *find(const lc_report *r, const char *rule)
{
    for (size_t i = 0; i < r->rows; i++)
        if (!strcmp(r->row[i].rule->id, rule))
            return &r->row[i];
    return NULL;
}

static lc_status put_rule(lc_evaluation *e, size_t i, lc_error *err)
{
    lc_evaluated one = {.after = &e->after.row[i], .change = NAN};

    if (e->has_before)
        one.before = find(&e->before, one.after->rule->id);
    one.move = one.after->rule->op == LIFE_NOT_JUDGED ? LIFE_MOVE_NONE
                                                      : LIFE_MOVE_UNSURE;
    if (compares(e, &one)) {
        one.move = move_of(one.before, one.after);
        one.change = one.after->value - one.before->value;
    }
    one.time = time_of(one.after, lc_as_of_city(e->after.world));
    e->tally[one.move]++;
    return lc_vec_push(&e->v, one) ? LIFE_OK
                                   : lc_no_memory(err, "the evaluation");
}

lc_status lc_evaluation_make(const lc_evaluation_files *f,
                             const lc_evaluation_query *q, lc_evaluation *out,
                             lc_error *err)
{
    const lc_report_query then = {
        .unit = q->before, .year = q->year, .no_ranks = true};
    const lc_report_query now = {
        .unit = q->after, .year = q->year, .steps = q->steps, .no_ranks = true};
    lc_status st = LIFE_OK;

    *out = (lc_evaluation){.has_before = q->has_before};
    out->alike = lc_world_home_kind(lc_study_world(f->before)) ==
                 lc_world_home_kind(lc_study_world(f->after));
    if (q->has_before)
        st = lc_report_make(f->before, f->a, &then, &out->before, err);
    if (!st)
        st = lc_report_make(f->after, f->b, &now, &out->after, err);
    for (size_t i = 0; !st && i < out->after.rows; i++)
        st = put_rule(out, i, err);
    return st;
}

void lc_evaluation_clear(lc_evaluation *e)
{
    lc_report_clear(&e->before);
    lc_report_clear(&e->after);
    lc_vec_free(&e->v);
    *e = (lc_evaluation){0};
}

/* ---- all of a city ---- */

lc_status lc_evaluation_city(const lc_evaluation_files *f, bool steps,
                             lc_evaluation *out, lc_error *err)
{
    const lc_evaluation_query q = {.before = LIFE_NONE,
                                   .after = LIFE_NONE,
                                   .has_before = true,
                                   .year = f->year,
                                   .steps = steps};

    return lc_evaluation_make(f, &q, out, err);
}

lc_status lc_evaluation_units(const lc_evaluation_files *f, lc_evaluation_fn fn,
                              void *ctx, lc_error *err)
{
    const lc_world *w = lc_study_world(f->after);
    lc_status st = LIFE_OK;

    for (uint32_t u = 0; u < lc_world_unit_count(w) && !st; u++) {
        uint32_t pair = f->units->pair[1][u];
        lc_evaluation_query q = {
            .before = LIFE_NONE, .after = u, .year = f->year};
        lc_evaluation e;

        if (lc_world_unit(w, u)->level_index != f->units->level[1])
            continue;
        q.has_before = pair != LIFE_NONE;
        if (q.has_before)
            q.before = f->units->v.v[pair].before;
        st = lc_evaluation_make(f, &q, &e, err);
        if (!st)
            st = fn(ctx, &e, err);
        lc_evaluation_clear(&e);
    }
    return st;
}
