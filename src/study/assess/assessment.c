/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/assessment.c - a standard measured rule by rule, all units
 * at once.
 *
 * A rule is measured in all units at once, since one pass over homes or
 * facilities serves every level. What comes out is a reading, not a verdict: a
 * value, and the least and most it may be with what is not known. Nothing is
 * judged here, so that another year or target costs nothing.
 */
#include "src/study/assess/assessment.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/people/statistic.h"
#include "lifecircle/world/standard.h"
#include "src/study/assess/job.h"
#include "src/study/assess/measure_circle.h"
#include "src/study/assess/measure_land.h"
#include "src/study/assess/measure_sum.h"
#include "src/study/assess/measure_units.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/world/city.h"
#include "src/world/units/level.h"

#include <math.h>
#include <string.h>

/* ---- which units a rule is measured in ---- */

/* What each unit of a level must have, or tells of itself: no cell of it must,
 * or does. */
static bool is_of_whole_units(const lc_rule_plan *p)
{
    return p->rule.kind == LIFE_RULE_PROVISION ||
           p->rule.kind == LIFE_RULE_STATISTIC;
}

/* A rule speaks of its levels and of all that is coarser than the finest of
 * them; one about a level of its own, such as zones, of districts and up. Ranks
 * rise from coarse to fine. */
static bool applies_at(const lc_world *w, const lc_rule_plan *p,
                       const char *level)
{
    const char *held = lc_world_level_rules_of(w, level);
    int finest = 0;

    if (held != level && is_of_whole_units(p))
        return false;
    for (size_t i = 0; i < p->levels; i++) {
        int rank = lc_world_level_rank(w, p->level[i]);

        if (!strcmp(p->level[i], held))
            return true;
        finest = rank > finest ? rank : finest;
    }
    return lc_world_level_is_known(w, held) &&
           lc_world_level_rank(w, held) < finest;
}

static void mark_units(const lc_world *w, const lc_rule_plan *p, lc_job *j)
{
    j->out[0].applies = true;
    for (size_t u = 0; u < j->units; u++)
        j->out[u + 1].applies = applies_at(w, p, w->unit.v[u].level);
}

/* Units stand by level, so all up to the end of the finest level that the rule
 * is about have a reading; those behind it need none. */
static size_t units_of(const lc_world *w, const lc_rule_plan *p)
{
    size_t n = 0;

    for (uint32_t l = 0; l < w->level.n; l++)
        if (applies_at(w, p, w->level.v[l]))
            n = w->level_first[l + 1];
    return n;
}

/* By kind of rule. NULL: there is nothing to measure. */
static const struct {
    lc_status (*run)(lc_job *j, lc_error *err);
} measures[LIFE_RULE_KIND_COUNT] = {
    [LIFE_RULE_TIME_CIRCLE] = {lc_measure_circle},
    [LIFE_RULE_DISTANCE_CIRCLE] = {lc_measure_circle},
    [LIFE_RULE_PROVISION] = {lc_measure_units_provision},
    [LIFE_RULE_RATIO] = {lc_measure_sum_ratio},
    [LIFE_RULE_SHARE] = {lc_measure_sum_share},
    [LIFE_RULE_STATISTIC] = {NULL}, /* looked up in the report */
    [LIFE_RULE_PROGRAMME] = {lc_measure_sum_programme},
};

static lc_status measure_rule(lc_assessment *a, size_t r, lc_error *err)
{
    const lc_rule_plan *p = &a->s->rule.v[r];
    lc_job j = {.study = a->study,
                .w = a->w,
                .p = p,
                .asked = &a->asked,
                .units = units_of(a->w, p)};

    lc_job_find_absent(&j);
    j.count = j.units + 1;
    j.out = a->reading[r] = lc_calloc(j.count, sizeof *j.out);
    if (!j.out)
        return lc_no_memory(err, "indicators");
    a->readings[r] = j.count;
    /* Nothing is known to begin with, and nothing is zero. */
    for (size_t i = 0; i < j.count; i++)
        j.out[i] = LIFE_READING_NONE;
    mark_units(a->w, p, &j);
    return measures[p->rule.kind].run ? measures[p->rule.kind].run(&j, err)
                                      : LIFE_OK;
}

/* Rules have nothing to do with each other: each goes to whatever thread is
 * free. What several need, as walk times of a category, the study makes once.
 */
typedef struct measuring {
    lc_assessment *a;
    const lc_catset *about; /* NULL: all rules */
} measuring;

static lc_status measure_item(void *ctx, size_t item, unsigned worker,
                              lc_error *err)
{
    const measuring *m = ctx;

    (void)worker;
    return !m->about || lc_rule_rests_on(&m->a->s->rule.v[item], m->about)
               ? measure_rule(m->a, item, err)
               : LIFE_OK;
}

/* Which rules, of whom and when; NULL: all, everybody and whenever. */
typedef struct asked {
    const lc_catset *about;
    const lc_assess_query *q;
} asked;

static lc_status measure(lc_study *study, const lc_standard *s, asked of,
                         lc_assessment **out, lc_error *err)
{
    lc_assessment *a = lc_calloc(1, sizeof *a);
    measuring m = {a, of.about};
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!a)
        return lc_no_memory(err, "indicators");
    a->study = study;
    a->w = study->w;
    a->s = s;
    if (of.q)
        a->asked = *of.q;
    a->reading = lc_calloc(s->rule.n, sizeof *a->reading);
    a->readings = lc_calloc(s->rule.n, sizeof *a->readings);
    if (!a->reading || !a->readings)
        st = lc_no_memory(err, "indicators");
    if (!st)
        st = lc_pool_run(lc_pool_threads(), s->rule.n, measure_item, &m, err);
    if (st)
        lc_assessment_free(a);
    else
        *out = a;
    return st;
}

lc_status lc_assessment_make(lc_study *study, const lc_standard *s,
                             lc_assessment **out, lc_error *err)
{
    return measure(study, s, (asked){0}, out, err);
}

lc_status lc_assessment_make_about(lc_study *study, const lc_standard *s,
                                   const lc_catset *about, lc_assessment **out,
                                   lc_error *err)
{
    return measure(study, s, (asked){.about = about}, out, err);
}

/* ---- of a time, or of ages ---- */

/* Told before anything is measured, by the parameter's name. */
static lc_status check_ages(const lc_world *w, const char *ages, lc_error *err)
{
    int64_t *weight = ages ? lc_calloc(w->home_count, sizeof *weight) : NULL;
    lc_error why = {0};
    lc_status st;

    if (!ages)
        return LIFE_OK;
    if (!weight)
        return lc_no_memory(err, "indicators");
    st = lc_world_age_weights(w, ages, weight, &why);
    lc_free(weight);
    return st ? lc_fail_param(err, st == LIFE_ERR_PARSE ? LIFE_ERR_RANGE : st,
                              "age", "%s", why.text)
              : LIFE_OK;
}

lc_status lc_assessment_ask(lc_study *study, const char *standard,
                            uint32_t unit, const lc_assess_query *q,
                            lc_assessment **out, lc_error *err)
{
    lc_standard *s = NULL;
    lc_status st = check_ages(study->w, q->ages, err);

    *out = NULL;
    if (!st)
        st = lc_standard_open(study->w,
                              standard ? standard
                                       : lc_world_standard_of(study->w, unit),
                              &s, err);
    if (!st)
        st = measure(study, s, (asked){.q = q}, out, err);
    if (st)
        lc_standard_free(s);
    else
        (*out)->own = s;
    return st;
}

/* Sizes of grounds are no hours, and land is nobody's walk. */
static bool is_of_homes(const lc_rule_plan *p)
{
    bool circle = p->rule.kind == LIFE_RULE_TIME_CIRCLE ||
                  p->rule.kind == LIFE_RULE_DISTANCE_CIRCLE;

    return circle && !p->drive && !lc_measure_land_is(p) &&
           !(p->straight && p->min_area_m2 > 0);
}

bool lc_assessment_is_timed(const lc_assessment *a, size_t rule)
{
    return is_of_homes(&a->s->rule.v[rule]);
}

bool lc_assessment_is_aged(const lc_assessment *a, size_t rule)
{
    const lc_rule_plan *p = &a->s->rule.v[rule];

    return is_of_homes(p) && !lc_measure_circle_has_ages(p);
}

void lc_assessment_free(lc_assessment *a)
{
    if (!a)
        return;
    for (size_t r = 0; a->reading && r < a->s->rule.n; r++)
        lc_free(a->reading[r]);
    lc_free(a->reading);
    lc_free(a->readings);
    lc_standard_free(a->own);
    lc_free(a);
}

const lc_standard *lc_assessment_standard(const lc_assessment *a)
{
    return a->s;
}

/* ---- kept with the study ---- */

/* Under its own lock: measuring takes seconds, and walks must not wait for
 * it. The name is the key: a folder of tables that was edited since is not read
 * again while the city stays loaded. */
static lc_status keep_assessment(lc_study *study, const char *name,
                                 const lc_assessment **out, lc_error *err)
{
    lc_standard *s;
    lc_assessment *a = NULL;
    lc_status st;

    for (size_t i = 0; i < study->assessment.n; i++)
        if (!strcmp(study->assessment.v[i]->s->id, name)) {
            *out = study->assessment.v[i];
            return LIFE_OK;
        }
    st = lc_standard_open(study->w, name, &s, err);
    if (!st)
        st = lc_assessment_make(study, s, &a, err);
    if (!st && !lc_vec_push(&study->assessment, a)) {
        lc_assessment_free(a);
        st = lc_no_memory(err, "indicators");
    }
    if (st) {
        lc_standard_free(s);
        return st;
    }
    a->own = s;
    *out = a;
    return LIFE_OK;
}

/* Without a budget: it is kept for all who ask after this one, and of the time
 * that it takes nothing is lost. */
lc_status lc_assessment_get(lc_study *study, const char *standard,
                            const lc_assessment **out, lc_error *err)
{
    lc_budget *budget;
    lc_status st = lc_budget_spend(1, err);

    if (st)
        return st;
    budget = lc_budget_set(NULL);
    pthread_mutex_lock(&study->assessing);
    st = keep_assessment(study, standard, out, err);
    pthread_mutex_unlock(&study->assessing);
    lc_budget_set(budget);
    return st;
}

lc_status lc_assessment_of(lc_study *study, const char *standard, uint32_t unit,
                           const lc_assessment **out, lc_error *err)
{
    return lc_assessment_get(
        study, standard ? standard : lc_world_standard_of(study->w, unit), out,
        err);
}

void lc_assessment_drop_all(lc_study *study)
{
    for (size_t i = 0; i < study->assessment.n; i++)
        lc_assessment_free(study->assessment.v[i]);
    lc_vec_free(&study->assessment);
}

const lc_reading *lc_assessment_reading(const lc_assessment *a, size_t rule,
                                        uint32_t unit)
{
    size_t i = unit == LIFE_NONE ? 0 : (size_t)unit + 1;

    return i < a->readings[rule] && a->reading[rule][i].applies
               ? &a->reading[rule][i]
               : NULL;
}

/* Where nothing was told the year changes nothing. */
const lc_reading *lc_assessment_reading_of(const lc_assessment *a, size_t rule,
                                           uint32_t unit, int year,
                                           lc_reading *room)
{
    const lc_rule_plan *p = &a->s->rule.v[rule];
    const lc_reading *f = lc_assessment_reading(a, rule, unit);
    const lc_job j = {.study = a->study,
                      .w = a->w,
                      .p = p,
                      .out = a->reading[rule],
                      .count = a->readings[rule],
                      .units = a->readings[rule] - 1};

    if (!f || !year || !p->listed || p->rule.kind != LIFE_RULE_PROVISION ||
        !lc_world_statistic_any_unit(a->w, p->rule.figure))
        return f;
    lc_measure_units_listed(&j, unit, year, room);
    return room->applies ? room : NULL;
}
