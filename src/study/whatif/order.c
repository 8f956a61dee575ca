/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/order.c - see order.h.
 *
 * The weight within a time is the run's, less that of those who had it, and
 * that of those who have it now; it rises with the time, so that the least time
 * within which a share lies is found by halving an hour.
 */
#include "src/study/whatif/order.h"

#include "lifecircle/base/mem.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <stdlib.h>

size_t lc_order_places(const lc_world *w, uint32_t level)
{
    return level < w->level.n
               ? w->level_first[level + 1] - w->level_first[level] + 1
               : 1;
}

uint32_t lc_order_place(const lc_world *w, uint32_t level, uint32_t home)
{
    uint32_t u;

    if (level >= w->level.n)
        return 0;
    u = w->home_unit[(size_t)level * w->home_count + home];
    return u == LIFE_NONE ? w->level_first[level + 1] - w->level_first[level]
                          : u - w->level_first[level];
}

lc_status lc_order_begin(const lc_world *w, uint32_t level, lc_order *out,
                         lc_error *err)
{
    *out = (lc_order){.places = lc_order_places(w, level)};
    out->row = lc_calloc(out->places, sizeof *out->row);
    out->unlinked = lc_calloc(out->places, sizeof *out->unlinked);
    out->first = lc_calloc(out->places + 1, sizeof *out->first);
    out->ms = lc_calloc(w->home_count, sizeof *out->ms);
    out->until = lc_calloc(w->home_count, sizeof *out->until);
    return out->row && out->unlinked && out->first && out->ms && out->until
               ? LIFE_OK
               : lc_no_memory(err, "a scenario");
}

void lc_order_clear(lc_order *o)
{
    lc_free(o->row);
    lc_free(o->unlinked);
    lc_free(o->first);
    lc_free(o->ms);
    lc_free(o->until);
    *o = (lc_order){0};
}

uint64_t lc_order_bytes(const lc_order *o, size_t homes)
{
    return o->row ? o->places * (sizeof *o->row + sizeof *o->unlinked +
                                 sizeof *o->first) +
                        homes * (sizeof *o->ms + sizeof *o->until)
                  : 0;
}

static int by_measure(const void *a, const void *b)
{
    uint32_t x = ((const lc_weighed *)a)->measure;
    uint32_t y = ((const lc_weighed *)b)->measure;

    return (x > y) - (x < y);
}

static const uint32_t *homes_of(const lc_world *w, uint32_t level, size_t place,
                                uint32_t *n)
{
    *n = (uint32_t)w->home_count;
    return level < w->level.n
               ? lc_world_unit_homes(w, level, (uint32_t)place, n)
               : NULL;
}

/* Of one place: behind those of the places before it. */
static void sort_place(const lc_world *w, uint32_t level, size_t place,
                       const uint32_t *ms, lc_weighed *scratch, lc_order *o)
{
    uint32_t n, count = 0, at = o->first[place];
    const uint32_t *home = homes_of(w, level, place, &n);
    int64_t sum = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t h = home ? home[i] : i;

        if (ms[h] != LIFE_NONE)
            scratch[count++] = (lc_weighed){ms[h], w->home_weight[h]};
    }
    if (count)
        qsort(scratch, count, sizeof *scratch, by_measure);
    for (uint32_t i = 0; i < count; i++) {
        sum += scratch[i].weight;
        o->ms[at + i] = scratch[i].measure;
        o->until[at + i] = sum;
    }
    o->first[place + 1] = at + count;
}

lc_status lc_order_sort(const lc_world *w, uint32_t level, const uint32_t *ms,
                        lc_order *o, lc_error *err)
{
    lc_weighed *scratch = lc_calloc(w->home_count, sizeof *scratch);

    if (!scratch)
        return lc_no_memory(err, "a scenario");
    for (size_t i = 0; i < o->places; i++) {
        lc_order_shift none = {0};

        sort_place(w, level, i, ms, scratch, o);
        lc_order_pair(o, i, &none, o->counts_unlinked, &o->row[i].median,
                      &o->row[i].p90);
    }
    lc_free(scratch);
    return LIFE_OK;
}

/* ---- percentiles ---- */

/* From here on each one's weight is that of it and those before. */
static void sum_up(lc_weighed *v, size_t n)
{
    if (n)
        qsort(v, n, sizeof *v, by_measure);
    for (size_t i = 1; i < n; i++)
        v[i].weight += v[i - 1].weight;
}

static int64_t within(const lc_weighed *v, size_t n, uint32_t ms)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (v[mid].measure <= ms)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? v[lo - 1].weight : 0;
}

static int64_t within_place(const lc_order *o, size_t place, uint32_t ms)
{
    uint32_t lo = o->first[place], hi = o->first[place + 1], first = lo;

    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;

        if (o->ms[mid] <= ms)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo > first ? o->until[lo - 1] : 0;
}

static uint32_t least_within(const lc_order *o, size_t place,
                             const lc_order_shift *s, int64_t need)
{
    uint32_t lo = 0, hi = LIFE_SEARCH_MS + 1; /* no walk is as long */

    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;

        if (within_place(o, place, mid) - within(s->was, s->n, mid) +
                within(s->is, s->n, mid) >=
            need)
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo > LIFE_SEARCH_MS ? LIFE_NONE : lo;
}

void lc_order_pair(const lc_order *o, size_t place, lc_order_shift *shift,
                   bool counts_unlinked, uint32_t *median, uint32_t *p90)
{
    int64_t weight =
        o->row[place].total - (counts_unlinked ? 0 : o->unlinked[place]);

    sum_up(shift->was, shift->n);
    sum_up(shift->is, shift->n);
    *median = least_within(o, place, shift, lc_percentile_need(weight, 5));
    *p90 = least_within(o, place, shift, lc_percentile_need(weight, 9));
}
