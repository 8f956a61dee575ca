/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whatif.c - what one facility more, or one less, takes to tell of: all units,
 * the category and all_basic; and what the sums that it rests on take.
 */
#include "lifecircle/study/whatif/whatif.h"

#include "bench.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"

#include <stdlib.h>

enum { TIMES = 400, MANY = 50 }; /* a category of MANY places is dense */

static int by_time(const void *pa, const void *pb)
{
    const double *a = pa, *b = pb;

    return *a < *b ? -1 : *a > *b;
}

/* A basic category that has some, `dense` or not; LIFE_NONE: there is none. */
static uint32_t category_of(const bench *b, bool dense, uint64_t *state)
{
    size_t n = lc_world_category_count(b->w);
    uint32_t first = (uint32_t)(bench_random(state) % n);

    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = (uint32_t)((first + i) % n);
        const lc_category *d = lc_world_category(b->w, c);

        if (d->basic && d->facility_count &&
            (d->facility_count >= MANY) == dense)
            return c;
    }
    return LIFE_NONE;
}

static uint32_t facility_of(const bench *b, uint32_t category, uint64_t *state)
{
    size_t n = lc_world_facility_count(b->w);
    uint32_t first = (uint32_t)(bench_random(state) % n);

    for (uint32_t i = 0;; i++) {
        uint32_t f = (uint32_t)((first + i) % n);

        if (lc_catset_has(lc_world_facility(b->w, f)->categories, category))
            return f;
    }
}

static double ask(bench *b, const lc_whatif_changes *c)
{
    const lc_whatif_query q = {.limit_ms = 900000,
                               .level =
                                   (uint32_t)lc_world_level_count(b->w) - 1,
                               .unit = LIFE_NONE};
    double start_us = bench_now_us();
    lc_whatif got;

    if (lc_whatif_ask(b->study, c, &q, &got, &b->err))
        bench_stop(b, "whatif");
    start_us = bench_now_us() - start_us;
    lc_whatif_clear(&got);
    return start_us;
}

/* The first of a category makes its sums, and is left out. */
static double ask_one(bench *b, bool dense, bool closes, uint64_t *state)
{
    uint32_t c = category_of(b, dense, state);
    uint32_t home = (uint32_t)(bench_random(state) % lc_world_home_count(b->w));
    uint32_t facility = facility_of(b, c, state);
    const lc_whatif_add add = {.categories = lc_catset_of(c),
                               .pt = lc_world_home(b->w, home).pt};
    const lc_whatif_changes changes = {.add = &add,
                                       .add_count = !closes,
                                       .remove = &facility,
                                       .remove_count = closes};

    ask(b, &changes);
    return ask(b, &changes);
}

static void run(bench *b, bool dense, bool closes, const char *what)
{
    double us[TIMES];
    uint64_t state = 7;
    char note[32];

    if (category_of(b, dense, &state) == LIFE_NONE)
        return;
    for (int i = 0; i < TIMES; i++)
        us[i] = ask_one(b, dense, closes, &state);
    qsort(us, TIMES, sizeof *us, by_time);
    snprintf(note, sizeof note, "p90 %.0f", us[TIMES * 9 / 10]);
    bench_row(b, what, us[TIMES / 2], "us", note);
}

void bench_whatif(bench *b)
{
    uint64_t state = 1;
    uint32_t c = category_of(b, true, &state);
    const lc_whatif_add add = {.categories =
                                   lc_catset_of(c == LIFE_NONE ? 0 : c),
                               .pt = lc_world_home(b->w, 0).pt};
    const lc_whatif_changes one = {.add = &add, .add_count = 1};

    bench_row(b, "what if, the first of a pace and limit", ask(b, &one) / 1e3,
              "ms", "sums over all homes");
    run(b, true, false, "what if one is added, of 50 or more");
    run(b, true, true, "what if one is closed, of 50 or more");
    run(b, false, false, "what if one is added, of fewer");
    run(b, false, true, "what if one is closed, of fewer");
}
