/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/job.c - see job.h.
 *
 * Scope is asked of the unit, then of what holds it, up to the first that says
 * anything: a list may name streets, and mean their communities.
 */
#include "src/study/assess/job.h"

#include "lifecircle/world/people/statistic.h"
#include "src/world/category.h"
#include "src/world/city.h"

#include <string.h>

void lc_job_find_absent(lc_job *j)
{
    lc_catset parts = lc_world_category_absent(j->w, &j->p->set);
    lc_catset from = lc_world_category_absent(j->w, &j->p->from);

    j->absent_parts = lc_catset_is_empty(&parts) ? 0 : LIFE_ABSENT_PARTS;
    j->absent_from = lc_catset_is_empty(&from) ? 0 : LIFE_ABSENT_FROM;
    j->all_absent = lc_catset_equals(&parts, &j->p->set);
}

lc_reading *lc_job_at(const lc_job *j, uint32_t unit)
{
    size_t i = unit == LIFE_NONE ? 0 : (size_t)unit + 1;

    return i < j->count ? &j->out[i] : NULL;
}

void lc_job_lacks(const lc_job *j, uint32_t bits)
{
    for (size_t i = 0; i < j->count; i++) {
        j->out[i].lacks |= bits;
        if (bits & LIFE_LACKS_CATEGORY)
            j->out[i].no_data = j->absent_parts;
    }
}

uint32_t lc_job_scope_lacks(const lc_rule_plan *p)
{
    const char *scope = p->rule.scope;

    return !strcmp(scope, "urban") || !strcmp(scope, "rural") ? LIFE_LACKS_URBAN
                                                              : LIFE_LACKS_LIST;
}

/* What a unit says for itself of being urban, rural or on a list. */
static lc_known says(const lc_world *w, const char *scope, uint32_t u)
{
    const lc_statistic *listed;

    if (!strcmp(scope, "urban") || !strcmp(scope, "rural")) {
        int urban = w->unit.v[u].urban;

        if (urban < 0)
            return LIFE_MAYBE;
        return (urban != 0) == (*scope == 'u') ? LIFE_YES : LIFE_NO;
    }
    listed = lc_world_statistic(w, scope, u, 0);
    if (!listed)
        return LIFE_MAYBE;
    return listed->value > 0 ? LIFE_YES : LIFE_NO;
}

/* Who isn't on a list that was imported is not meant; a unit that holds some
 * that are is. Levels of their own, such as compounds, stand above communities
 * and hold none: there the rule's main level decides. */
static lc_known beside_list(const lc_job *j, uint32_t u)
{
    const lc_world *w = j->w;
    const char *scope = j->p->rule.scope;
    bool finest = w->unit.v[u].level_index + 1 == w->level.n ||
                  !strcmp(w->unit.v[u].level, j->p->level[j->p->levels - 1]);

    if (!strcmp(scope, "urban") || !strcmp(scope, "rural"))
        return LIFE_MAYBE;
    return finest && lc_world_statistic_any(w, scope) ? LIFE_NO : LIFE_MAYBE;
}

lc_known lc_job_scope(const lc_job *j, uint32_t unit)
{
    const char *scope = j->p->rule.scope;
    lc_known in = LIFE_MAYBE;
    uint32_t u = unit;

    if (!strcmp(scope, "all"))
        return LIFE_YES;
    for (int steps = 0; u != LIFE_NONE && in == LIFE_MAYBE && steps < 64;
         steps++) {
        in = says(j->w, scope, u);
        u = j->w->unit.v[u].parent;
    }
    return in == LIFE_MAYBE ? beside_list(j, unit) : in;
}
