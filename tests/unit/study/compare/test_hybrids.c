/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_hybrids.c - a comparison of two drawn towns against all sixteen towns
 * between them, each drawn and computed by itself: the causes are the means
 * over the orders of what those towns really cover.
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
#include "lifecircle/study/compare/compare.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS    4
#define SIDE     6
#define STEP     150.0
#define HOMES    40
#define PLACES   14
#define LIMIT_MS 420000u

/* Bits of a town: as the causes of a comparison come. */
enum { FACILITIES = 1, STREETS = 2, DWELLINGS = 4, WEIGHTS = 8, TOWNS = 16 };

static const char *const kinds[] = {"pharmacy", "kindergarten", "park bank",
                                    "community_health_station"};

/* The same for the same words, so that a part is drawn alike in each town that
 * has it. */
static double chance(unsigned seed, unsigned what, unsigned i, unsigned j)
{
    uint64_t h = seed * 0x9E3779B97F4A7C15u + what;

    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9u + i;
    h = (h ^ h >> 32) * 0x94D049BB133111EBu + j;
    h = (h ^ h >> 31) * 0xD6E8FEB86659FD93u;
    return (double)(h >> 11) / 9007199254740992.0;
}

/* A word that both versions share, or one of the version's own. */
static unsigned version_of(unsigned seed, unsigned what, unsigned i,
                           double share, bool now)
{
    return now && chance(seed, what + 50, i, 0) < share ? 100 : 0;
}

static lct_xy corner(unsigned seed, unsigned i, unsigned j)
{
    return (lct_xy){i * STEP + 40 * chance(seed, 1, i, j),
                    j * STEP + 40 * chance(seed, 2, i, j)};
}

static void draw_street(lct_city *c, unsigned seed, bool now, unsigned i,
                        unsigned j, bool up)
{
    unsigned k = (i * SIDE + j) * 2 + up;
    unsigned which = 3 + version_of(seed, 3, k, 0.3, now);
    double luck = chance(seed, which, k, 0);
    int how = LCT_OPEN;

    if (luck < 0.2)
        return;
    if (luck < 0.3)
        how = LCT_PRIVATE;
    else if (luck < 0.36)
        how = LCT_STEPS;
    else if (luck > 0.98)
        how = LCT_CUT_FIRST;
    lct_street(c, (int)(i * SIDE + j + 1), corner(seed, i, j),
               (int)((i + !up) * SIDE + j + up + 1),
               corner(seed, i + !up, j + up), how);
}

static void draw_streets(lct_city *c, unsigned seed, bool now)
{
    double far = now ? 880 : 720; /* through the streets */

    for (unsigned i = 0; i < SIDE; i++)
        for (unsigned j = 0; j < SIDE; j++) {
            if (i + 1 < SIDE)
                draw_street(c, seed, now, i, j, false);
            if (j + 1 < SIDE)
                draw_street(c, seed, now, i, j, true);
        }
    for (unsigned k = 0; k < 5; k++) {
        unsigned what = 5 + version_of(seed, 5, k, 0.5, now);
        lct_xy a = {900 * chance(seed, what, k, 1),
                    900 * chance(seed, what, k, 2)};
        const lct_xy wall[] = {a, {a.x + 60, a.y + 15}};

        lct_barrier(c, k % 2 ? 5 : 1, wall, 2, false);
    }
    lct_extent(c, (lct_xy){-100, -100}, (lct_xy){far, far});
}

static void draw_facilities(lct_city *c, unsigned seed, bool now)
{
    lct_source(c, "table", (lct_xy){-50, -50}, (lct_xy){now ? 700 : 600, 1200});
    for (unsigned k = 0; k < PLACES; k++) {
        unsigned what = 7 + version_of(seed, 7, k, 0.35, now);
        lct_xy p = {900 * chance(seed, what, k, 1),
                    900 * chance(seed, what, k, 2)};
        const lct_xy ring[] = {
            p, {p.x + 40, p.y}, {p.x + 40, p.y + 30}, {p.x, p.y + 30}};
        const char *kind = kinds[k % LCT_COUNT(kinds)];
        char id[16];

        snprintf(id, sizeof id, "test:%u", k + 100 * (what > 100));
        if (chance(seed, what, k, 3) < 0.25)
            continue;
        if (k % 4 == 3) /* a table's, with an extent of its own */
            lct_facility_of(c, "table", id, kind, p);
        else if (k % 5 == 0)
            lct_area(c, id, kind, ring, 4);
        else
            lct_facility(c, id, kind, p);
    }
    /* of one category both versions have the same */
    lct_facility(c, "test:books", "reading_space", (lct_xy){300, 450});
    if (chance(seed, 9, now, 0) < 0.3)
        lct_facility_in(c, "test:nowhere", "pharmacy", "west");
}

static void draw_units(lct_city *c, bool now)
{
    double x = now ? 470 : 420;
    const lct_xy west[] = {{-90, -90}, {x, -90}, {x, 1000}, {-90, 1000}};
    const lct_xy east[] = {{x, -90}, {980, -90}, {980, 1000}, {x, 1000}};
    const lct_xy new[] = {{980, 0}, {1010, 0}, {1010, 900}, {980, 900}};

    lct_unit(c, "west", west, 4);
    lct_unit(c, "east", east, 4);
    if (now)
        lct_unit(c, "new", new, 4);
}

/* Homes of both versions stand in one row, so that their order is the same
 * wherever both are. One has its weight of a version that lacks it from the
 * version that has it. */
static void draw_homes(lct_city *c, unsigned seed, bool now, bool weights)
{
    draw_units(c, now);
    for (unsigned k = 0; k < HOMES; k++) {
        double luck = chance(seed, 11, k, 0);
        bool in[2] = {luck<0.8, luck> 0.15};
        lct_xy p = {1000 * chance(seed, 12, k, 1),
                    950 * chance(seed, 12, k, 2)};
        bool as = in[weights] ? weights : now;

        if (in[now])
            lct_home(c, p, (int64_t)(1000 + 9000 * chance(seed, 13, k, as)));
    }
}

static lct_city *draw(unsigned seed, unsigned town)
{
    lct_city *c = lct_city_new();

    draw_streets(c, seed, town & STREETS);
    draw_facilities(c, seed, town & FACILITIES);
    draw_homes(c, seed, town & DWELLINGS, town & WEIGHTS);
    lct_open(c);
    return c;
}

/* ---- what the towns really cover ---- */

static uint32_t level_of(const lc_world *w)
{
    return lc_world_level_find(w, "community");
}

/* `unit` NULL: all of it, "": outside; LIFE_NONE where it is not there. */
static lc_share measure(lct_city *c, const char *category, const char *unit)
{
    const lc_world *w = lct_world(c);
    lc_coverage_row rows[8];
    lc_coverage_query q = {.pace = lc_world_pace_find(w, "standard"),
                           .limit_ms = LIMIT_MS,
                           .category = lc_world_category_find(w, category)};
    lc_error err = {0};
    size_t n = 1;

    if (!unit)
        assert_int_equal(lc_coverage_area(lct_study(c), &q, NULL, rows, &err),
                         LIFE_OK);
    else
        assert_int_equal(
            lc_coverage_level(lct_study(c), &q, level_of(w), rows, &n, &err),
            LIFE_OK);
    for (size_t i = 0; i < n; i++) {
        uint32_t u = rows[i].unit;
        const char *code = u == LIFE_NONE ? "" : lc_world_unit(w, u)->code;

        if (!unit || !strcmp(unit, code))
            return lc_coverage_share(&rows[i]);
    }
    return (lc_share){0};
}

static int64_t millionths(lc_share s)
{
    int64_t known = s.total - s.unknown;

    return known ? llround(1e6 * (double)s.covered / (double)known) : -1;
}

/* Over the 24 orders of four causes. */
static void walk(const int64_t *v, unsigned set, int64_t *sum)
{
    static int64_t added[4];

    if (set == TOWNS - 1) {
        for (int i = 0; i < 4; i++)
            sum[i] += added[i];
        return;
    }
    for (unsigned i = 0; i < 4; i++)
        if (!(set >> i & 1)) {
            added[i] = v[set | 1U << i] - v[set];
            walk(v, set | 1U << i, sum);
        }
}

/* Rounding takes less than one. */
static void are_means(const int64_t v[TOWNS], const int64_t got[LIFE_FACTORS])
{
    int64_t sum[4] = {0}, all = 0;

    walk(v, 0, sum);
    for (int i = 0; i < 4; i++) {
        assert_true(llabs(24 * got[i] - sum[i]) < 24);
        all += got[i];
    }
    assert_true(got[LIFE_FACTOR_RULES] == 0);
    assert_true(all == v[TOWNS - 1] - v[0]);
}

static void take(const lc_cover_change *row, int what,
                 int64_t out[LIFE_FACTORS])
{
    for (int f = 0; f < LIFE_FACTORS; f++)
        out[f] = what == 0   ? row->cause[f].covered
                 : what == 1 ? row->cause[f].unknown
                             : row->cause[f].total;
}

/* Half way where nothing is known. */
static void shares_of(const lc_share at[TOWNS], int64_t v[TOWNS])
{
    int64_t half = (millionths(at[0]) + millionths(at[TOWNS - 1])) / 2;

    for (int t = 0; t < TOWNS; t++)
        v[t] = millionths(at[t]) < 0 ? half : millionths(at[t]);
}

static void compare_row(const lc_cover_change *row, const lc_share at[TOWNS])
{
    int64_t v[3][TOWNS], share[TOWNS], got[LIFE_FACTORS];

    for (int t = 0; t < TOWNS; t++) {
        v[0][t] = at[t].covered;
        v[1][t] = at[t].unknown;
        v[2][t] = at[t].total;
    }
    for (int what = 0; what < 3; what++) {
        take(row, what, got);
        are_means(v[what], got);
    }
    assert_true(row->has_causes);
    assert_true(row->has_shares ==
                (lc_share_is_known(at[0]) && lc_share_is_known(at[TOWNS - 1])));
    if (!row->has_shares)
        return;
    shares_of(at, share);
    are_means(share, row->share_cause);
}

static const lc_cover_change *find_row(const lc_comparison *c,
                                       const char *category, const char *unit)
{
    for (size_t i = 0; i < c->cover.n; i++) {
        const lc_cover_change *row = &c->cover.v[i];
        const char *id = row->category ? row->category->id : "all_basic";
        const char *code = NULL;

        if (row->where == LIFE_WHERE_OUTSIDE)
            code = "";
        else if (row->where == LIFE_WHERE_UNIT)
            code = lc_world_unit(c->after, c->units.v.v[row->pair].after)->code;
        if (!strcmp(id, category) && (!unit) == (!code) &&
            (!unit || !strcmp(unit, code)))
            return row;
    }
    return NULL;
}

/* Returns how many rows had a change. */
static size_t check_category(const lc_comparison *c, lct_city *town[TOWNS],
                             const char *category)
{
    static const char *const units[] = {NULL, "west", "east", ""};
    size_t found = 0;

    for (size_t u = 0; u < LCT_COUNT(units); u++) {
        const lc_cover_change *row = find_row(c, category, units[u]);
        lc_share at[TOWNS];

        for (int t = 0; t < TOWNS; t++)
            at[t] = measure(town[t], category, units[u]);
        if (!row) {
            assert_true(!memcmp(&at[0], &at[TOWNS - 1], sizeof *at));
            continue;
        }
        compare_row(row, at);
        found++;
    }
    return found;
}

static lc_compare_query query(const lc_world *w)
{
    lc_compare_query q = {.pace = "standard",
                          .limit_ms = LIMIT_MS,
                          .level = "community",
                          .basic = true,
                          .others = true,
                          .causes = true};

    q.categories = lc_catset_first(lc_world_category_count(w));
    return q;
}

static void all_towns_between(void **state)
{
    static const char *const categories[] = {
        "pharmacy",      "kindergarten", "park",     "bank",
        "reading_space", "school",       "all_basic"};
    size_t rows = 0;

    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        lct_city *town[TOWNS];
        lc_compare_query q;
        lc_comparison c;
        lc_error err = {0};

        for (unsigned t = 0; t < TOWNS; t++)
            town[t] = draw(seed, t);
        q = query(lct_world(town[TOWNS - 1]));
        assert_int_equal(lc_comparison_make(lct_study(town[0]),
                                            lct_study(town[TOWNS - 1]), &q, &c,
                                            &err),
                         LIFE_OK);
        assert_int_equal(c.cities, 8);
        for (size_t i = 0; i < LCT_COUNT(categories); i++)
            if (lc_world_category_find(c.after, categories[i]) != LIFE_NONE)
                rows += check_category(&c, town, categories[i]);
        lc_comparison_clear(&c);
        for (unsigned t = 0; t < TOWNS; t++)
            lct_city_free(town[t]);
    }
    /* otherwise nothing was tested */
    assert_true(rows > (size_t)10 * SEEDS);
}

/* ---- one cause alone ---- */

static void is_alone(const lc_comparison *c, lc_factor f)
{
    assert_true(c->cover.n > 0);
    for (int i = 0; i < LIFE_FACTORS; i++)
        assert_int_equal(c->same[i], i != (int)f);
    for (size_t r = 0; r < c->cover.n; r++)
        for (int i = 0; i < LIFE_FACTORS; i++) {
            const lc_share *s = &c->cover.v[r].cause[i];

            if (i == (int)f)
                continue;
            assert_true(!s->covered && !s->unknown && !s->total);
            assert_true(!c->cover.v[r].share_cause[i]);
            assert_true(!c->cover.v[r].least_cause[i]);
        }
}

/* Homes that come and go are another matter than what they weigh, so all stand
 * as they did. */
static void one_cause_alone(void **state)
{
    static const struct {
        unsigned town;
        lc_factor factor;
    } alone[] = {{FACILITIES, LIFE_FACTOR_FACILITIES},
                 {STREETS, LIFE_FACTOR_NETWORK},
                 {DWELLINGS, LIFE_FACTOR_HOMES},
                 {WEIGHTS, LIFE_FACTOR_RESIDENTS}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(alone); i++) {
        lct_city *a = draw(1, 0), *b = draw(1, alone[i].town);
        lc_compare_query q = query(lct_world(b));
        lc_comparison c;
        lc_error err = {0};

        assert_int_equal(
            lc_comparison_make(lct_study(a), lct_study(b), &q, &c, &err),
            LIFE_OK);
        is_alone(&c, alone[i].factor);
        assert_int_equal(c.cities, i == 3 ? 1 : 2);
        lc_comparison_clear(&c);
        lct_city_free(a);
        lct_city_free(b);
    }
}

static void itself_is_nothing(void **state)
{
    lct_city *a = draw(2, 0), *b = draw(2, 0);
    lc_compare_query q = query(lct_world(b));
    lc_comparison c;
    lc_error err = {0};

    (void)state;
    assert_int_equal(
        lc_comparison_make(lct_study(a), lct_study(b), &q, &c, &err), LIFE_OK);
    assert_int_equal(c.cover.n, 0);
    assert_int_equal(c.facilities.v.n, 0);
    assert_int_equal(c.cities, 1);
    assert_true(!c.streets.added_mm && !c.streets.removed_mm);
    assert_true(c.streets.before_mm > 0);
    lc_comparison_clear(&c);
    lct_city_free(a);
    lct_city_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_towns_between),
        cmocka_unit_test(one_cause_alone),
        cmocka_unit_test(itself_is_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
