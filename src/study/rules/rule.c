/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule.c - how rules are measured, by name.
 */
#include "src/study/rules/rule.h"

static const char *const kind_names[] = {
#define LIFE_X(id, name) name,
    LIFE_RULE_KIND_MAP(LIFE_X)
#undef LIFE_X
};

const char *lc_rule_nature_name(lc_rule_nature n)
{
    static const char *const names[] = {[LIFE_NATURE_NONE] = "",
                                        [LIFE_NATURE_BINDING] = "binding",
                                        [LIFE_NATURE_EXPECTED] = "expected"};

    return names[n];
}

const char *lc_rule_kind_name(lc_rule_kind k)
{
    return k < LIFE_RULE_KIND_COUNT ? kind_names[k] : "";
}

static bool filters_rest_on(const lc_filters *f, const lc_catset *categories)
{
    bool met = false;

    for (size_t i = 0; i < f->count && !met; i++)
        met = lc_catset_meets(&f->filter[i].in, categories);
    return met;
}

bool lc_rule_rests_on(const lc_rule_plan *p, const lc_catset *categories)
{
    bool met = lc_catset_meets(&p->set, categories) ||
               lc_catset_meets(&p->vague, categories) ||
               lc_catset_meets(&p->from, categories) ||
               filters_rest_on(&p->where, categories) ||
               filters_rest_on(&p->among, categories);

    for (size_t i = 0; i < p->parts && !met; i++)
        met = p->part[i].vague && lc_catset_meets(p->part[i].vague, categories);
    return met;
}
