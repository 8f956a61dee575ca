/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/uncovered.c - see the header.
 */
#include "src/study/gap/uncovered.h"

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/reason.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

/* Whom the question is about. */
typedef struct people {
    int64_t *aged;         /* of the ages that were asked for, or NULL */
    const int64_t *weight; /* of each home of the world; -1: not known */
} people;

static lc_status weigh(const lc_world *w, const lc_gap_query *q, people *p,
                       lc_error *err)
{
    lc_error why = {0};
    lc_status st;

    p->weight = w->home_weight;
    if (!q->ages)
        return LIFE_OK;
    p->weight = p->aged = lc_calloc(w->home_count, sizeof *p->aged);
    if (!p->aged)
        return lc_no_memory(err, "the gaps");
    st = lc_world_age_weights(w, q->ages, p->aged, &why);
    return st ? lc_fail_param(err, st, "age", "%s", why.text) : LIFE_OK;
}

/* A home where nobody of these ages lives is no gap of theirs. */
static bool is_counted(const people *p, const lc_world *w, uint32_t h,
                       lc_uncovered *out)
{
    if (p->weight[h] < 0)
        out->untold += w->home_weight[h];
    else
        out->total += p->weight[h];
    return !p->aged || p->weight[h] > 0;
}

/* The homes that are asked about, counted: those of a unit, or NULL: all. */
static const uint32_t *homes_of(const lc_world *w, uint32_t unit, uint32_t *n)
{
    uint32_t level;

    *n = (uint32_t)w->home_count;
    if (unit == LIFE_NONE)
        return NULL;
    level = w->unit.v[unit].level_index;
    return lc_world_unit_homes(w, level, unit - w->level_first[level], n);
}

/* Unknown homes are no part of a gap: nobody can say that they lack it. */
static void sort_out(const lc_world *w, const people *p, const uint32_t *homes,
                     uint32_t n, const uint8_t *answer, lc_uncovered *out)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t h = homes ? homes[i] : i;

        if (!is_counted(p, w, h, out))
            continue;
        if ((answer[i] & 3) == LIFE_UNKNOWN)
            out->unknown += p->weight[h];
        if ((answer[i] & 3) != LIFE_UNCOVERED)
            continue;
        out->weight += p->weight[h];
        out->home[out->n++] = (lc_site_home){h, p->weight[h]};
    }
}

lc_status lc_uncovered_list(lc_study *s, const lc_gap_query *q,
                            lc_uncovered *out, lc_error *err)
{
    const lc_world *w = s->w;
    lc_coverage_query c = {.pace = q->pace,
                           .limit_ms = q->limit_ms,
                           .category = q->category,
                           .when = q->when};
    people p = {0};
    uint32_t n;
    const uint32_t *homes = homes_of(w, q->unit, &n);
    uint8_t *answer = lc_calloc((size_t)n + 1, 1);
    lc_status st;

    *out = (lc_uncovered){.home = lc_calloc(n, sizeof *out->home)};
    st = answer && out->home ? weigh(w, q, &p, err)
                             : lc_no_memory(err, "the gaps");
    if (!st)
        st = lc_coverage_homes(s, &c, homes, n, answer, err);
    if (!st)
        sort_out(w, &p, homes, n, answer, out);
    lc_free(answer);
    lc_free(p.aged);
    if (st)
        lc_uncovered_clear(out);
    return st;
}

void lc_uncovered_clear(lc_uncovered *u)
{
    lc_free(u->home);
    *u = (lc_uncovered){0};
}

lc_status lc_uncovered_unit(const lc_world *w, const lc_site_home *home,
                            size_t n, uint32_t level, uint32_t *out,
                            lc_error *err)
{
    int64_t *weight = lc_calloc(w->unit.n + 1, sizeof *weight);
    uint32_t best = LIFE_NONE;

    *out = LIFE_NONE;
    if (!weight)
        return lc_no_memory(err, "the gaps");
    for (size_t i = 0; i < n && w->level.n; i++) {
        uint32_t u = lc_world_home_unit(w, home[i].home, level);

        if (u == LIFE_NONE)
            continue;
        weight[u] += home[i].weight;
        if (best == LIFE_NONE || weight[u] > weight[best] ||
            (u < best && weight[u] == weight[best]))
            best = u;
    }
    lc_free(weight);
    *out = best;
    return LIFE_OK;
}
