/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/altered/indicators.c - see the header.
 *
 * Rejected: to move readings as whatif moves sums. Rules ask for the best of
 * several categories, for areas, capacities, conditions and straight lines,
 * each by a measure of its own; a second one of each kind, that goes by
 * changes, would have to be held against the first for ever. A rule that rests
 * on no category of the scenario is measured in neither city.
 */
#include "lifecircle/study/altered/indicators.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/study/altered/study.h"
#include "lifecircle/study/assess/assessment.h"
#include "src/study/altered/altered.h"
#include "src/study/assess/assessment.h"
#include "src/study/assess/indicator.h"
#include "src/study/rules/rule.h"
#include "src/world/city.h"

#include <math.h>

typedef struct asking {
    const lc_world *w;
    const lc_assessment *before;
    lc_assessment *after;
    const lc_altered_query *q;
    LC_VEC(lc_altered_indicator) row;
} asking;

/* NaN is not known, and then the same as NaN. */
static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool is_changed(const lc_indicator *a, const lc_indicator *b)
{
    return a->rule != b->rule || a->verdict != b->verdict ||
           !same(a->value, b->value) || !same(a->low, b->low) ||
           !same(a->high, b->high) || !same(a->target, b->target);
}

/* A rule that isn't about the unit in either city has nothing to tell. */
static lc_status compare(asking *a, size_t rule, uint32_t unit, lc_error *err)
{
    lc_altered_indicator r = {.unit = unit};
    bool before, after;

    before = lc_indicator_derive(a->before, rule, unit, a->q->year, &r.before);
    after = lc_indicator_derive(a->after, rule, unit, a->q->year, &r.after);
    if ((!before && !after) || !is_changed(&r.before, &r.after))
        return LIFE_OK;
    r.rule = before ? r.before.rule : r.after.rule;
    return lc_vec_push(&a->row, r) ? LIFE_OK : lc_no_memory(err, "indicators");
}

/* The city's first, as people ask for it first. A unit that was named stands
 * alone, whatever its level. */
static lc_status compare_rule(asking *a, size_t rule, lc_error *err)
{
    const lc_world *w = a->w;
    uint32_t l = a->q->level;
    lc_status st;

    if (a->q->unit != LIFE_NONE)
        return compare(a, rule, a->q->unit, err);
    st = compare(a, rule, LIFE_NONE, err);
    if (l >= w->level.n)
        return st;
    for (uint32_t u = w->level_first[l]; u < w->level_first[l + 1] && !st; u++)
        st = compare(a, rule, u, err);
    return st;
}

/* In a study of its own, so that nothing of the other's is kept for it. */
static lc_status measure(asking *a, const lc_whatif_changes *c, lc_study *study,
                         lc_error *err)
{
    const lc_catset touched = lc_altered_categories(a->w, c);
    const lc_standard *s = lc_assessment_standard(a->before);
    lc_status st = lc_assessment_make_about(study, s, &touched, &a->after, err);

    for (size_t r = 0; r < s->rule.n && !st; r++)
        if (lc_rule_rests_on(&s->rule.v[r], &touched))
            st = compare_rule(a, r, err);
    lc_assessment_free(a->after);
    return st;
}

lc_status lc_altered_indicators_ask(lc_study *s, const lc_whatif_changes *c,
                                    const lc_altered_query *q,
                                    lc_altered_indicators *out, lc_error *err)
{
    asking a = {.w = s->w, .q = q};
    lc_study *study = NULL;
    lc_status st = lc_assessment_of(s, q->standard, q->unit, &a.before, err);

    *out = (lc_altered_indicators){0};
    if (!st)
        st = lc_altered_study(s, c, NULL, &study, err);
    if (!st)
        st = measure(&a, c, study, err);
    if (!st)
        out->standard = lc_assessment_standard(a.before);
    lc_altered_study_free(study);
    out->row = a.row.v;
    out->row_count = a.row.n;
    return st;
}

void lc_altered_indicators_clear(lc_altered_indicators *i)
{
    lc_free(i->row);
    *i = (lc_altered_indicators){0};
}
