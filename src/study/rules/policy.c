/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/policy.c - see policy.h.
 *
 * The table stands beside the rules, as plans and those who carry them out
 * change apart from each other.
 */
#include "src/study/rules/policy.h"

#include <string.h>

const char *const lc_policy_columns[] = {
    "rule", "lead_zh", "lead_en", "spending_zh", "spending_en", NULL};

typedef struct policy {
    const char *lead_zh, *lead_en, *spending_zh, *spending_en;
} policy;

/* A row of the rule itself wins over its group's, whichever comes first: a
 * group's goes only where nothing is told. */
static void give(lc_rule *r, const policy *p, bool own)
{
    const char *const from[] = {p->lead_zh, p->lead_en, p->spending_zh,
                                p->spending_en};
    const char **const to[] = {&r->lead_zh, &r->lead_en, &r->spending_zh,
                               &r->spending_en};

    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (*from[i] && (own || !**to[i]))
            *to[i] = from[i];
}

lc_status lc_policy_row(const lc_rule_cell *at, lc_error *err)
{
    lc_standard *s = at->standard;
    const char *id = lc_rule_cell_of(at, "rule");
    const policy p = {lc_rule_cell_text(at, "lead_zh", err),
                      lc_rule_cell_text(at, "lead_en", err),
                      lc_rule_cell_text(at, "spending_zh", err),
                      lc_rule_cell_text(at, "spending_en", err)};
    bool any = false;

    if (!p.lead_zh || !p.lead_en || !p.spending_zh || !p.spending_en)
        return LIFE_ERR_NOMEM;
    for (size_t i = 0; i < s->rule.n; i++) {
        lc_rule *r = &s->rule.v[i].rule;
        bool own = !strcmp(r->id, id);

        if (!own && strcmp(r->group, id) != 0)
            continue;
        any = true;
        give(r, &p, own);
    }
    return any ? LIFE_OK
               : lc_rule_cell_bad(at, "rule", id,
                                  "a rule or a group of rules.csv", err);
}
