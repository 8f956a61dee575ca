/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/asked.c - see asked.h.
 */
#include "src/study/rules/asked.h"

const lc_filter *lc_asked_words(const lc_rule_plan *p)
{
    const lc_filter *each = NULL;

    for (size_t i = 0; i < p->where.count; i++)
        if (p->where.filter[i].op == LIFE_FILTER_EACH)
            each = &p->where.filter[i];
    return each;
}

/* Of what is listed units tell a number, and nothing of kinds. */
lc_status lc_asked_list(lc_standard *s, lc_rule_plan *p, lc_error *err)
{
    const lc_filter *each = lc_asked_words(p);
    size_t n = each ? each->words : p->parts;
    lc_rule_asked *asked;

    if (p->rule.kind != LIFE_RULE_PROVISION || p->listed || n < 2 ||
        n > LIFE_MAX_ASKED)
        return LIFE_OK;
    asked = lc_arena_alloc(s->text, n * sizeof *asked);
    if (!asked)
        return lc_no_memory(err, "the standard");
    for (size_t i = 0; i < n; i++)
        asked[i] = each ? (lc_rule_asked){LIFE_NONE, each->word[i]}
                        : (lc_rule_asked){p->part[i].category, NULL};
    p->rule.asked = asked;
    p->rule.asked_count = n;
    return LIFE_OK;
}
