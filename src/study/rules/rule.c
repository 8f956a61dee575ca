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
