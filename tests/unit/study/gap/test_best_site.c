/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_best_site.c - the best place for one more facility is what trying every
 * home's reach by itself gives.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "src/study/gap/best_site.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"

#include <stdlib.h>

enum { SIDE = 9, HOMES = 60, BLOCK_M = 110 };

static uint32_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static void street(lct_city *c, int col, int row, int dc, int dr)
{
    static const int how[] = {LCT_OPEN,    LCT_OPEN,  LCT_OPEN,   LCT_OPEN,
                              LCT_PRIVATE, LCT_STEPS, LCT_ONE_WAY};
    lct_xy a = {col * BLOCK_M, row * BLOCK_M};
    lct_xy b = {(col + dc) * BLOCK_M, (row + dr) * BLOCK_M};

    if (any(8))
        lct_street(c, 1 + row * SIDE + col, a, 1 + (row + dr) * SIDE + col + dc,
                   b, how[any(LCT_COUNT(how))]);
}

/* A grid with holes, private streets, steps and one-way streets; homes stand
 * along it, and some far out on a street of 5 km. */
static lct_city *draw(uint32_t from)
{
    lct_city *c = lct_city_new();

    seed = from;
    for (int row = 0; row < SIDE; row++)
        for (int col = 0; col < SIDE; col++) {
            if (col + 1 < SIDE)
                street(c, col, row, 1, 0);
            if (row + 1 < SIDE)
                street(c, col, row, 0, 1);
        }
    lct_street(c, 1, (lct_xy){0, 0}, 900, (lct_xy){-5000, 0}, LCT_OPEN);
    for (int i = 0; i < HOMES; i++) {
        lct_xy p = {any(SIDE * BLOCK_M), any(SIDE) * BLOCK_M + any(30)};

        if (!any(12))
            p = (lct_xy){-100 - (double)any(4800), any(20)};
        lct_home(c, p, 1 + any(4));
    }
    return c;
}

typedef struct step {
    uint32_t edge, at_mm;
    int64_t weight;
} step;

static int by_position(const void *pa, const void *pb)
{
    const step *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    if (a->at_mm != b->at_mm)
        return a->at_mm < b->at_mm ? -1 : 1;
    return a->weight > b->weight ? -1 : a->weight < b->weight;
}

/* The stretches of one home, those that touch made one. */
static size_t reach_of(lc_walker *a, const lc_site_query *q, size_t i,
                       step *out)
{
    lc_place p = {.pace = q->pace, .unit = LIFE_NONE};
    uint32_t h = q->home[i].home;
    const lc_stretch *s;
    size_t n, steps = 0;
    lc_error err = {0};

    p.pt = a->w->home_pt[h];
    p.link_count = (uint32_t)lc_world_home_links(
        a->w, h, a->w->pace[q->pace].mode, &p.link);
    assert_int_equal(lc_reach_find(a, &p, q->limit_ms, &s, &n, &err), LIFE_OK);
    for (size_t k = 0; k < n;) {
        uint32_t edge = s[k].edge, from = s[k].from_mm, to = s[k].to_mm;

        for (k++; k < n && s[k].edge == edge && s[k].from_mm <= to; k++)
            to = s[k].to_mm > to ? s[k].to_mm : to;
        out[steps++] = (step){edge, from, q->home[i].weight};
        out[steps++] = (step){edge, to, -q->home[i].weight};
    }
    return steps;
}

/* Every home by itself, every end of a stretch looked at; the middle of what is
 * best until the next. */
static lc_best_site slow(lc_walker *a, const lc_site_query *q, size_t first,
                         size_t n)
{
    static step all[HOMES * 2000];
    lc_best_site best = {0};
    size_t steps = 0;
    int64_t sum = 0;

    for (size_t i = first; i < first + n; i++)
        steps += reach_of(a, q, i, all + steps);
    qsort(all, steps, sizeof *all, by_position);
    for (size_t i = 0; i < steps; i++) {
        sum += all[i].weight;
        if (sum > best.weight)
            best = (lc_best_site){
                all[i].edge,
                all[i].at_mm + (all[i + 1].at_mm - all[i].at_mm) / 2, sum};
    }
    return best;
}

static void check(lc_study *s, lc_walker *a, const char *pace,
                  uint32_t limit_ms)
{
    const lc_world *w = lc_study_world(s);
    lc_site_home home[HOMES];
    lc_site_query q = {.pace = lc_world_pace_find(w, pace),
                       .limit_ms = limit_ms,
                       .home = home,
                       .n = HOMES};
    lc_site_ground *d;
    lc_error err = {0};

    for (uint32_t i = 0; i < HOMES; i++)
        home[i] = (lc_site_home){i, w->home_weight[i]};
    assert_int_equal(lc_site_ground_make(s, &q, &d, &err), LIFE_OK);
    for (int turn = 0; turn < 6; turn++) {
        size_t first = turn ? any(HOMES) : 0;
        size_t n = turn ? 1 + any((uint32_t)(HOMES - first)) : HOMES;
        lc_best_site want = slow(a, &q, first, n), got = {0};

        assert_int_equal(lc_best_site_find(d, a, first, n, &got, &err),
                         LIFE_OK);
        assert_int_equal(got.weight, want.weight);
        assert_int_equal(got.edge, want.edge);
        assert_int_equal(got.at_mm, want.at_mm);
        /* what is to be beaten is not beaten by as much */
        got = (lc_best_site){.weight = want.weight};
        assert_int_equal(lc_best_site_find(d, a, first, n, &got, &err),
                         LIFE_OK);
        assert_int_equal(got.weight, 0);
        if (want.weight) {
            got = (lc_best_site){.weight = want.weight - 1};
            assert_int_equal(lc_best_site_find(d, a, first, n, &got, &err),
                             LIFE_OK);
            assert_int_equal(got.weight, want.weight);
        }
    }
    lc_site_ground_free(d);
}

static void is_what_every_home_by_itself_gives(void **state)
{
    (void)state;
    for (uint32_t i = 1; i <= 12; i++) {
        lct_city *c = draw(i);
        lc_study *s = lct_open(c);
        lc_walker *a = lc_walker_new(s);

        check(s, a, "standard", 180000);
        check(s, a, "standard", 420000);
        check(s, a, "wheelchair", 300000);
        check(s, a, "cycle", 120000);
        lc_walker_free(a);
        lct_city_free(c);
    }
}

/* 60 minutes are as far as any search goes, and all that the city holds. */
static void the_longest_limit(void **state)
{
    lct_city *c = draw(77);
    lc_study *s = lct_open(c);
    lc_walker *a = lc_walker_new(s);

    (void)state;
    check(s, a, "standard", 3600000);
    check(s, a, "cycle", 3600000);
    lc_walker_free(a);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_what_every_home_by_itself_gives),
        cmocka_unit_test(the_longest_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
