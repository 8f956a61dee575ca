/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/time/plan.c - see plan.h. A city writes few different hours, of
 * places some hundred, of gates a few; each is read once for the week.
 */
#include "src/study/time/plan.h"

#include "lifecircle/hours/conditional.h"
#include "lifecircle/hours/hours.h"
#include "src/world/city.h"
#include "src/world/links/closing.h"

#include <stdlib.h>
#include <string.h>

/* ---- where it is cut ---- */

static bool cut(lc_week_plan *p, lc_local t)
{
    return lc_vec_push(&p->start, (uint32_t)(t - p->monday));
}

static bool cut_by_hours(lc_week_plan *p, const lc_hours *h)
{
    lc_local t = p->monday, end = p->monday + LIFE_WEEK_MIN;

    while (lc_hours_change(h, t, &t) && t < end)
        if (!cut(p, t))
            return false;
    return true;
}

static bool cut_by_rule(lc_week_plan *p, const lc_conditional *c)
{
    lc_local t = p->monday, end = p->monday + LIFE_WEEK_MIN;

    while ((t = lc_conditional_change(c, t, end)) < end)
        if (!cut(p, t))
            return false;
    return true;
}

static int by_minute(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void sort_cuts(lc_week_plan *p)
{
    size_t n = 0;

    qsort(p->start.v, p->start.n, sizeof *p->start.v, by_minute);
    for (size_t i = 0; i < p->start.n; i++)
        if (!n || p->start.v[i] != p->start.v[n - 1])
            p->start.v[n++] = p->start.v[i];
    p->start.n = n;
    p->words = n / 64 + 1;
}

/* ---- what is open in each piece ---- */

static void set_bit(uint64_t *bits, size_t i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

static lc_status fill_classes(const lc_world *w, lc_week_plan *p, lc_error *err)
{
    size_t n = p->class_hours.n;

    p->open = lc_calloc(n * p->words + 1, sizeof *p->open);
    p->maybe = lc_calloc(n * p->words + 1, sizeof *p->maybe);
    if (!p->open || !p->maybe)
        return lc_no_memory(err, "a week");
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < p->start.n; i++) {
            uint32_t h = p->class_hours.v[k];
            lc_hours_state is = LIFE_HOURS_UNKNOWN;

            if (h != LIFE_NONE)
                is = lc_hours_at(w->hours.v[h], p->monday + p->start.v[i]);
            if (is == LIFE_HOURS_OPEN)
                set_bit(p->open + k * p->words, i);
            if (is != LIFE_HOURS_CLOSED)
                set_bit(p->maybe + k * p->words, i);
        }
    return LIFE_OK;
}

/* The number of a way, new or not; SIZE_MAX: no memory. */
static size_t find_way(lc_week_plan *p, const uint8_t *shut)
{
    size_t n = p->closings;

    for (size_t i = 0; i < p->ways; i++)
        if (!memcmp(p->shut.v + i * n, shut, n))
            return i;
    if (!lc_vec_reserve(&p->shut, n + 1))
        return SIZE_MAX;
    memcpy(p->shut.v + p->shut.n, shut, n);
    p->shut.n += n;
    for (size_t i = 0; i < n; i++)
        p->ever[i] |= shut[i];
    return p->ways++;
}

/* Of one piece: what is shut for who wants to be sure, and for who tries. Gates
 * of one rule are in one state. */
static void read_closings(const lc_world *w, const lc_week_plan *p,
                          lc_mode mode, lc_local t, uint8_t *sure,
                          uint8_t *maybe)
{
    const lc_conditional *last = NULL;
    lc_hours_state is = LIFE_HOURS_OPEN;

    for (size_t i = 0; i < p->closings; i++) {
        const lc_closing_rule *c = &w->closing.v[i];

        if (c->rule != last)
            is = lc_conditional_at(c->rule, t);
        last = c->rule;
        sure[i] = c->closing.modes >> mode & 1 && is != LIFE_HOURS_OPEN;
        maybe[i] = c->closing.modes >> mode & 1 && is == LIFE_HOURS_CLOSED;
    }
}

static lc_status fill_ways(const lc_world *w, lc_mode mode, lc_week_plan *p,
                           lc_error *err)
{
    size_t most = 2 * p->start.n;
    uint8_t *now = lc_calloc(2 * p->closings + 1, 1);
    bool ok;

    p->ever = lc_calloc(p->closings + 1, 1);
    p->sure_in = lc_calloc(most * p->words, sizeof *p->sure_in);
    p->maybe_in = lc_calloc(most * p->words, sizeof *p->maybe_in);
    ok = now && p->ever && p->sure_in && p->maybe_in;
    for (size_t i = 0; ok && i < p->start.n; i++) {
        size_t sure, maybe;

        read_closings(w, p, mode, p->monday + p->start.v[i], now,
                      now + p->closings);
        sure = find_way(p, now);
        maybe = find_way(p, now + p->closings);
        ok = sure != SIZE_MAX && maybe != SIZE_MAX;
        if (ok) {
            set_bit(p->sure_in + sure * p->words, i);
            set_bit(p->maybe_in + maybe * p->words, i);
        }
    }
    lc_free(now);
    return ok ? LIFE_OK : lc_no_memory(err, "a week");
}

/* ---- all of it ---- */

static bool add_classes(const lc_world *w, uint32_t category, lc_week_plan *p)
{
    uint8_t *seen = lc_calloc(w->hours.n + 1, 1);
    bool ok = seen != NULL;

    for (uint32_t r = 0; ok && r < w->category[category].facility_count; r++) {
        uint32_t h = w->facility.v[w->member[category][r]].hours;
        uint8_t *mark = &seen[h == LIFE_NONE ? w->hours.n : h];

        if (*mark)
            continue;
        *mark = 1;
        ok = lc_vec_push(&p->class_hours, h) &&
             (h == LIFE_NONE || cut_by_hours(p, w->hours.v[h]));
    }
    lc_free(seen);
    return ok;
}

static bool cut_by_closings(const lc_world *w, lc_week_plan *p)
{
    const lc_conditional *last = NULL;

    for (size_t i = 0; i < p->closings; i++) {
        if (w->closing.v[i].rule != last &&
            !cut_by_rule(p, w->closing.v[i].rule))
            return false;
        last = w->closing.v[i].rule;
    }
    return true;
}

lc_status lc_plan_make(const lc_world *w, uint32_t category, lc_mode mode,
                       lc_local monday, lc_week_plan *p, lc_error *err)
{
    bool ok = true;
    lc_status st;

    *p = (lc_week_plan){.monday = monday, .closings = w->closing.n};
    for (int i = 0; ok && i < 7 * 24; i++)
        ok = cut(p, p->monday + INT64_C(60) * i);
    ok = ok && add_classes(w, category, p) && cut_by_closings(w, p);
    if (!ok)
        return lc_no_memory(err, "a week");
    sort_cuts(p);
    st = fill_classes(w, p, err);
    return st ? st : fill_ways(w, mode, p, err);
}

void lc_plan_clear(lc_week_plan *p)
{
    lc_vec_free(&p->start);
    lc_vec_free(&p->class_hours);
    lc_free(p->open);
    lc_free(p->maybe);
    lc_vec_free(&p->shut);
    lc_free(p->sure_in);
    lc_free(p->maybe_in);
    lc_free(p->ever);
}
