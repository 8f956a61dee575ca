/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/verdict.c - see verdict.h.
 */
#include "src/study/assess/verdict.h"

#include <math.h>

static bool meets(lc_rule_op op, double v, double target)
{
    return op == LIFE_AT_LEAST  ? v >= target
           : op == LIFE_AT_MOST ? v <= target
                                : v > target;
}

/* The worst that is possible passes, or the best fails; else it is not
 * known. */
static lc_rule_verdict compare(lc_rule_op op, double low, double high,
                               double target)
{
    double worst = op == LIFE_AT_MOST ? high : low;
    double best = op == LIFE_AT_MOST ? low : high;

    if (op == LIFE_NOT_JUDGED || isnan(low) || isnan(high) || isnan(target))
        return LIFE_VERDICT_UNKNOWN;
    if (meets(op, worst, target))
        return LIFE_VERDICT_PASS;
    return meets(op, best, target) ? LIFE_VERDICT_UNKNOWN : LIFE_VERDICT_FAIL;
}

/* A unit's own need is met by as many things or more, whatever the rule asks of
 * shares of units. */
lc_rule_verdict lc_verdict_of(const lc_indicator *v, double low, double high)
{
    bool own = v->need && v->rule->op != LIFE_NOT_JUDGED;

    return compare(own ? LIFE_AT_LEAST : v->rule->op, low, high, v->target);
}
