/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/equity.c - see lifecircle/study/cover/equity.h for the
 * formulas.
 *
 * Sums run over items sorted by value and then by people, so equal inputs in
 * any order give the same bits. A measure that the definition has no value for
 * is NaN with a reason, never 0. Rounding can leave a measure of perfect
 * equality just below 0, which is cut off. Cost: two sorts.
 */
#include "lifecircle/study/cover/equity.h"

#include <math.h>
#include <stdlib.h>

#define LEAST_SHARE 0.4 /* Palma: those with least */
#define MOST_SHARE  0.1 /* and those with most */

const char *lc_equity_why_id(lc_equity_why w)
{
    static const char *const id[LIFE_EQUITY_WHY_COUNT] = {
        NULL, "empty", "negative", "all_zero", "bottom_has_none", "no_figure"};

    return w < LIFE_EQUITY_WHY_COUNT ? id[w] : NULL;
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

/* Equal in all is equal in any order: the sums come out the same. */
static int by_value(const void *pa, const void *pb)
{
    const lc_equity_item *a = pa, *b = pb;
    int by = compare(a->value, b->value);

    return by ? by : compare(a->people, b->people);
}

static int by_figure(const void *pa, const void *pb)
{
    const lc_equity_item *a = pa, *b = pb;
    int by = isnan(a->by) - isnan(b->by); /* unknown ones last */

    if (!by && !isnan(a->by))
        by = compare(a->by, b->by);
    return by ? by : by_value(pa, pb);
}

static lc_measure unknown(lc_equity_why why)
{
    return (lc_measure){NAN, why};
}

typedef struct total {
    double people, amount;
    lc_equity_why why;
} total;

/* Comparisons are written so that NaN counts as negative. */
static total add_up(const lc_equity_item *item, size_t n)
{
    total t = {0};

    for (size_t i = 0; i < n; i++) {
        if (!(item[i].value >= 0) || !(item[i].people >= 0))
            t.why = LIFE_EQUITY_NEGATIVE;
        t.people += item[i].people;
        t.amount += item[i].people * item[i].value;
    }
    if (!t.why && !(t.people > 0))
        t.why = LIFE_EQUITY_EMPTY;
    if (!t.why && !(t.amount > 0))
        t.why = LIFE_EQUITY_ZERO;
    return t;
}

static double gini(const lc_equity_item *item, size_t n, const total *t)
{
    double below = 0, area = 0; /* the Lorenz curve, and what is under it */

    for (size_t i = 0; i < n; i++) {
        double here = below + item[i].people * item[i].value;

        area += item[i].people / t->people * (here + below) / t->amount;
        below = here;
    }
    /* Equal shares may miss 0 by the last bit of the sum. */
    return fmax(0, 1 - area);
}

static double theil(const lc_equity_item *item, size_t n, const total *t)
{
    double mean = t->amount / t->people, sum = 0;

    for (size_t i = 0; i < n; i++) {
        double ratio = item[i].value / mean;

        if (ratio > 0)
            sum += item[i].people / t->people * ratio * log(ratio);
    }
    return fmax(0, sum);
}

/* What the first `share` of the people have. An item on the border is divided,
 * so the answer doesn't depend on how people are grouped. */
static double lorenz(const lc_equity_item *item, size_t n, const total *t,
                     double share)
{
    double left = share * t->people, amount = 0;

    for (size_t i = 0; i < n && left > 0; i++) {
        double people = fmin(left, item[i].people);

        amount += people * item[i].value;
        left -= people;
    }
    return amount / t->amount;
}

static lc_measure palma(const lc_equity_item *item, size_t n, const total *t)
{
    double least = lorenz(item, n, t, LEAST_SHARE);

    if (!(least > 0))
        return unknown(LIFE_EQUITY_BOTTOM);
    return (lc_measure){(1 - lorenz(item, n, t, 1 - MOST_SHARE)) / least,
                        LIFE_EQUITY_KNOWN};
}

/* As lorenz() at each part, in one pass; all of the people have all, whatever
 * rounding says. */
static void lorenz_curve(const lc_equity_item *item, size_t n, const total *t,
                         double *out)
{
    double people = 0, amount = 0; /* of the items before item[i] */
    size_t i = 0;

    for (int k = 0; k < LIFE_LORENZ_PARTS; k++) {
        double share = t->people * k / LIFE_LORENZ_PARTS;

        for (; i < n && people + item[i].people <= share; i++) {
            people += item[i].people;
            amount += item[i].people * item[i].value;
        }
        out[k] = amount / t->amount;
        if (i < n)
            out[k] += (share - people) * item[i].value / t->amount;
    }
    out[LIFE_LORENZ_PARTS] = 1;
}

/* Over the items in front, which have a figure and are in its order. */
static lc_measure concentration(const lc_equity_item *item, size_t n,
                                const total *t)
{
    double before = 0, sum = 0;

    if (t->why)
        return unknown(t->why == LIFE_EQUITY_EMPTY ? LIFE_EQUITY_NO_FIGURE
                                                   : t->why);
    if (item[0].by == item[n - 1].by)
        return unknown(LIFE_EQUITY_NO_FIGURE); /* nothing to be ranked by */
    for (size_t i = 0; i < n;) {
        double people = 0, amount = 0;
        size_t first = i;

        for (; i < n && item[i].by == item[first].by; i++) {
            people += item[i].people;
            amount += item[i].people * item[i].value;
        }
        sum += amount * (before + people / 2) / t->people;
        before += people;
    }
    return (lc_measure){2 * sum / t->amount - 1, LIFE_EQUITY_KNOWN};
}

void lc_equity_of(lc_equity_item *item, size_t n, lc_equity *out)
{
    size_t ranked = 0;
    total t;

    qsort(item, n, sizeof *item, by_figure);
    while (ranked < n && !isnan(item[ranked].by))
        ranked++;
    t = add_up(item, ranked);
    *out = (lc_equity){.ranked = t.people};
    out->concentration = concentration(item, ranked, &t);
    qsort(item, n, sizeof *item, by_value);
    t = add_up(item, n);
    out->people = t.people;
    out->mean = t.people > 0 ? t.amount / t.people : NAN;
    out->gini = out->palma = out->theil = unknown(t.why);
    if (t.why)
        return;
    out->gini = (lc_measure){gini(item, n, &t), LIFE_EQUITY_KNOWN};
    out->theil = (lc_measure){theil(item, n, &t), LIFE_EQUITY_KNOWN};
    out->palma = palma(item, n, &t);
    lorenz_curve(item, n, &t, out->lorenz);
}
