/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/homes.c - see homes.h.
 */
#include "src/study/compare/homes.h"

#include "lifecircle/base/mem.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

typedef struct standing {
    lc_pt pt;
    uint32_t home;
} standing;

static int by_place(const void *x, const void *y)
{
    const standing *a = x, *b = y;

    if (a->pt.lon != b->pt.lon)
        return a->pt.lon < b->pt.lon ? -1 : 1;
    if (a->pt.lat != b->pt.lat)
        return a->pt.lat < b->pt.lat ? -1 : 1;
    return (a->home > b->home) - (a->home < b->home);
}

static standing *sorted(const lc_world *w)
{
    standing *v = lc_calloc(w->home_count, sizeof *v);

    for (uint32_t h = 0; v && h < w->home_count; h++)
        v[h] = (standing){w->home_pt[h], h};
    if (v && w->home_count)
        qsort(v, w->home_count, sizeof *v, by_place);
    return v;
}

/* Which of two places comes first; a home of either is used up by another. */
static int order_of(lc_pt a, lc_pt b)
{
    if (a.lon != b.lon)
        return a.lon < b.lon ? -1 : 1;
    return (a.lat > b.lat) - (a.lat < b.lat);
}

static void join(const lc_world *const w[2], standing *const v[2],
                 lc_home_pairs *out)
{
    size_t i = 0, j = 0;

    while (i < w[0]->home_count && j < w[1]->home_count) {
        int order = order_of(v[0][i].pt, v[1][j].pt);

        if (!order) {
            uint32_t a = v[0][i].home, b = v[1][j].home;

            out->own[0][a] = w[1]->home_weight[b];
            out->own[1][b] = w[0]->home_weight[a];
            out->same++;
        }
        i += order <= 0;
        j += order >= 0;
    }
}

lc_status lc_home_pairs_make(const lc_world *before, const lc_world *after,
                             lc_home_pairs *out, lc_error *err)
{
    const lc_world *const w[2] = {before, after};
    standing *v[2] = {sorted(before), sorted(after)};
    bool ok = v[0] && v[1];

    *out = (lc_home_pairs){0};
    for (int s = 0; s < 2 && ok; s++) {
        size_t bytes = w[s]->home_count * sizeof **out->own;

        out->own[s] = lc_calloc(w[s]->home_count, sizeof **out->own);
        ok = out->own[s] != NULL;
        if (ok && bytes)
            memcpy(out->own[s], w[s]->home_weight, bytes);
        out->weight[s][s] = w[s]->home_weight;
        out->weight[s][!s] = out->own[s];
    }
    if (ok)
        join(w, v, out);
    lc_free(v[0]);
    lc_free(v[1]);
    return ok ? LIFE_OK : lc_no_memory(err, "the homes");
}

void lc_home_pairs_clear(lc_home_pairs *p)
{
    lc_free(p->own[0]);
    lc_free(p->own[1]);
    *p = (lc_home_pairs){0};
}
