/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_solve.c - the best sites of small questions drawn by chance, against
 * every choice there is; and what must hold of any.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/study/siting/solve/centre.h"
#include "src/study/siting/solve/least.h"
#include "src/study/siting/solve/solve.h"

#include <stdlib.h>
#include <string.h>

enum { SITES = 12, HOMES = 40, SMALL = 60 };

typedef struct drawn { /* a question by chance */
    uint32_t sites, homes;
    uint32_t saved[SITES][HOMES]; /* 0: not served */
    int64_t weight[HOMES];
    uint32_t base[HOMES];
    lc_served served[SITES];
    lc_instance in;
} drawn;

static uint64_t seed;

static uint32_t chance(uint32_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((seed >> 33) % below);
}

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        print_error("%s\n", err->text);
    assert_int_equal(st, LIFE_OK);
}

/* Some homes twice, so that there is something to merge; some by nobody. */
static void draw(drawn *d, bool graded)
{
    lc_error err = {0};
    lc_homes_given homes = {HOMES, d->weight, graded ? d->base : NULL};

    memset(d, 0, sizeof *d);
    d->sites = 3 + chance(SITES - 2);
    d->homes = homes.count = 5 + chance(HOMES - 4);
    for (uint32_t h = 0; h < d->homes; h++) {
        uint32_t like = h && !chance(4) ? chance(h) : h;

        d->weight[h] = 1 + (int64_t)chance(chance(2) ? 5 : 5000);
        d->base[h] = like < h ? d->base[like] : 10 + chance(20);
        for (uint32_t j = 0; j < d->sites; j++) {
            d->saved[j][h] = like < h         ? d->saved[j][like]
                             : chance(10) < 3 ? 1 + chance(graded ? 9 : 1)
                                              : 0;
            if (!d->saved[j][h])
                continue;
            assert_true(lc_vec_push(&d->served[j].home, h));
            if (graded)
                assert_true(lc_vec_push(&d->served[j].saved, d->saved[j][h]));
        }
    }
    ok(lc_instance_make(d->served, d->sites, &homes, &d->in, &err), &err);
}

static void clear(drawn *d)
{
    for (uint32_t j = 0; j < d->sites; j++) {
        lc_vec_free(&d->served[j].home);
        lc_vec_free(&d->served[j].saved);
    }
    lc_instance_clear(&d->in);
}

static int64_t worth(const drawn *d, uint32_t set)
{
    int64_t sum = 0;

    for (uint32_t h = 0; h < d->homes; h++) {
        uint32_t best = 0;

        for (uint32_t j = 0; j < d->sites; j++)
            if (set >> j & 1 && d->saved[j][h] > best)
                best = d->saved[j][h];
        sum += best * d->weight[h];
    }
    return sum;
}

static uint32_t set_of(const lc_site_vec *v)
{
    uint32_t set = 0;

    for (size_t i = 0; i < v->n; i++) {
        assert_false(set >> v->v[i] & 1);
        set |= 1u << v->v[i];
    }
    return set;
}

static int64_t most_by_looking(const drawn *d, int k)
{
    int64_t best = 0;

    for (uint32_t set = 0; set < 1u << d->sites; set++)
        if (__builtin_popcount(set) <= k && worth(d, set) > best)
            best = worth(d, set);
    return best;
}

static int least_by_looking(const drawn *d)
{
    int best = SITES;

    for (uint32_t set = 0; set < 1u << d->sites; set++)
        if (__builtin_popcount(set) < best &&
            worth(d, set) == worth(d, (1u << d->sites) - 1))
            best = __builtin_popcount(set);
    return best;
}

static void check_most(const drawn *d, uint32_t k, uint64_t most)
{
    lc_work work = {.most = most};
    lc_solution s;
    lc_error err = {0};
    int64_t best = most_by_looking(d, (int)k);

    ok(lc_solve_most(&d->in, k, &work, &s, &err), &err);
    assert_true(s.site.n <= k);
    assert_int_equal(s.value, worth(d, set_of(&s.site)));
    assert_true(s.value <= best);
    assert_true(s.bound >= best);
    assert_int_equal(s.optimal, s.value == s.bound);
    if (most > 1) {
        assert_int_equal(s.value, best);
        assert_true(s.optimal);
    }
    for (size_t i = 0; i < s.site.n; i++)
        assert_true(s.ahead[i] >= most_by_looking(d, (int)i + 1) &&
                    s.first[i] <= s.ahead[i]);
    lc_solution_clear(&s);
}

/* Also where no work is left for more than one round: the bound is honest. */
static void the_most_is_that_of_looking_at_all(void **state)
{
    (void)state;
    for (int i = 0; i < 2 * SMALL; i++) {
        drawn d;

        seed = (uint64_t)i;
        draw(&d, i % 2);
        for (uint32_t k = 1; k <= 5; k++) {
            check_most(&d, k, 100000000);
            check_most(&d, k, 1);
        }
        clear(&d);
    }
}

static void check_least(const drawn *d, uint32_t enough, uint64_t most)
{
    const int64_t all = worth(d, (1u << d->sites) - 1);
    const uint32_t best = (uint32_t)least_by_looking(d);
    lc_work work = {.most = most};
    lc_least s;
    lc_error err = {0};

    ok(lc_least_find(&d->in, enough, &work, &s, &err), &err);
    assert_int_equal(worth(d, set_of(&s.site)), all);
    assert_true(s.bound <= best && s.site.n >= best);
    if (most > 1 && !enough)
        assert_true(s.bound == best && s.site.n == best);
    if (most > 1 && enough) {
        assert_int_equal(s.site.n <= enough, best <= enough);
        assert_int_equal(s.bound > enough, best > enough);
    }
    lc_least_clear(&s);
}

static void the_least_is_that_of_looking_at_all(void **state)
{
    (void)state;
    for (int i = 0; i < 5 * SMALL; i++) {
        drawn d;

        seed = 1000 + (uint64_t)i;
        draw(&d, false);
        for (uint32_t enough = 0; enough <= 6; enough++) {
            check_least(&d, enough, 100000000);
            check_least(&d, enough, 1);
        }
        clear(&d);
    }
}

/* The same question several times over, in homes and candidates of their own,
 * takes as many times the sites: parts are solved by themselves. */
static void parts_add_up(void **state)
{
    enum { COPIES = 7 };

    (void)state;
    for (int i = 0; i < SMALL; i++) {
        lc_served served[COPIES * SITES];
        int64_t weight[COPIES * HOMES];
        drawn d;
        lc_homes_given homes = {0, weight, NULL};
        lc_work work = {.most = 100000000};
        lc_instance in;
        lc_least s;
        lc_error err = {0};

        memset(served, 0, sizeof served);
        seed = 5000 + (uint64_t)i;
        draw(&d, false);
        homes.count = COPIES * d.homes;
        for (uint32_t h = 0; h < homes.count; h++)
            weight[h] = 1;
        for (uint32_t k = 0; k < COPIES * d.sites; k++)
            for (uint32_t h = 0; h < d.homes; h++)
                if (d.saved[k / COPIES][h])
                    assert_true(
                        lc_vec_push(&served[k].home, k % COPIES * d.homes + h));
        ok(lc_instance_make(served, COPIES * d.sites, &homes, &in, &err), &err);
        ok(lc_least_find(&in, 0, &work, &s, &err), &err);
        assert_int_equal(s.bound, COPIES * least_by_looking(&d));
        assert_int_equal(s.site.n, s.bound);
        lc_least_clear(&s);
        lc_instance_clear(&in);
        for (uint32_t k = 0; k < COPIES * d.sites; k++)
            lc_vec_free(&served[k].home);
        clear(&d);
    }
}

static uint32_t greatest(const drawn *d, uint32_t set, uint32_t least)
{
    for (uint32_t h = 0; h < d->homes; h++) {
        uint32_t best = 0;
        bool served = false;

        for (uint32_t j = 0; j < d->sites; j++) {
            served = served || d->saved[j][h];
            if (set >> j & 1 && d->saved[j][h] > best)
                best = d->saved[j][h];
        }
        if (served && d->base[h] - best > least)
            least = d->base[h] - best;
    }
    return least;
}

static void the_least_greatest_is_that_of_looking_at_all(void **state)
{
    (void)state;
    for (int i = 0; i < SMALL; i++) {
        drawn d;
        lc_work work = {.most = 100000000};

        seed = 3000 + (uint64_t)i;
        draw(&d, true);
        for (int k = 1; k <= 4; k++) {
            lc_work none = {.most = 1};
            lc_centre c = {.least = chance(2) ? 0 : 12}, little = c;
            uint32_t best = UINT32_MAX;
            lc_solution s;
            lc_error err = {0};

            for (uint32_t set = 0; set < 1u << d.sites; set++)
                if (__builtin_popcount(set) <= k &&
                    greatest(&d, set, c.least) < best)
                    best = greatest(&d, set, c.least);
            ok(lc_centre_find(&d.in, (uint32_t)k, &work, &c, &s, &err), &err);
            assert_true(s.site.n <= (size_t)k);
            assert_int_equal(c.greatest, best);
            assert_int_equal(c.bound, best);
            assert_true(s.optimal);
            assert_int_equal(greatest(&d, set_of(&s.site), c.least), best);
            lc_solution_clear(&s);
            ok(lc_centre_find(&d.in, (uint32_t)k, &none, &little, &s, &err),
               &err);
            assert_true(little.bound <= best && little.greatest >= best);
            assert_int_equal(greatest(&d, set_of(&s.site), c.least),
                             little.greatest);
            lc_solution_clear(&s);
        }
        clear(&d);
    }
}

/* The p-median that opens the book on Pyomo (W. Hart and others, Pyomo:
 * Optimization Modeling in Python; examples/pyomobook/overview-ch/
 * wl_concrete_script.py and .txt in its sources): of Harlingen, Memphis and
 * Ashland two warehouses for NYC, LA, Chicago and Houston are best at Harlingen
 * and Ashland. With one, by the same costs, it is Memphis; a third adds
 * nothing. */
static void a_published_example_has_its_answer(void **state)
{
    enum { HARLINGEN, MEMPHIS, ASHLAND, WAREHOUSES, CITIES = 4, MOST = 2323 };
    static const uint32_t cost[WAREHOUSES][CITIES] = {
        {1956, 1606, 1410, 330},
        {1096, 1792, 531, 567},
        {485, 2322, 324, 1236},
    };
    static const struct {
        uint32_t set, cost;
    } best[] = {{1 << MEMPHIS, 3986},
                {1 << HARLINGEN | 1 << ASHLAND, 2745},
                {1 << HARLINGEN | 1 << ASHLAND, 2745}};
    static const int64_t weight[CITIES] = {1, 1, 1, 1};
    static const uint32_t base[CITIES] = {MOST, MOST, MOST, MOST};
    const lc_homes_given homes = {CITIES, weight, base};
    lc_served served[WAREHOUSES];
    lc_instance in;
    lc_error err = {0};

    (void)state;
    memset(served, 0, sizeof served);
    for (uint32_t j = 0; j < WAREHOUSES; j++)
        for (uint32_t i = 0; i < CITIES; i++) {
            assert_true(lc_vec_push(&served[j].home, i));
            assert_true(lc_vec_push(&served[j].saved, MOST - cost[j][i]));
        }
    ok(lc_instance_make(served, WAREHOUSES, &homes, &in, &err), &err);
    for (uint32_t k = 1; k <= WAREHOUSES; k++) {
        lc_work work = {.most = 1000000};
        lc_solution s;

        ok(lc_solve_most(&in, k, &work, &s, &err), &err);
        assert_true(s.optimal);
        assert_int_equal((int64_t)CITIES * MOST - s.value, best[k - 1].cost);
        assert_int_equal(set_of(&s.site), best[k - 1].set);
        lc_solution_clear(&s);
    }
    lc_instance_clear(&in);
    for (uint32_t j = 0; j < WAREHOUSES; j++) {
        lc_vec_free(&served[j].home);
        lc_vec_free(&served[j].saved);
    }
}

/* Homes that are served alike are one group, of their weights together. */
static void who_is_served_alike_is_one(void **state)
{
    (void)state;
    for (int i = 0; i < SMALL; i++) {
        drawn d;
        int64_t sum = 0, want = 0;
        uint32_t groups = 0;

        seed = 2000 + (uint64_t)i;
        draw(&d, i % 2);
        for (uint32_t h = 0; h < d.homes; h++) {
            bool served = false, first = true;

            for (uint32_t j = 0; j < d.sites; j++)
                served = served || d.saved[j][h];
            for (uint32_t g = 0; g < h && first; g++) {
                first = i % 2 && d.base[g] != d.base[h];
                for (uint32_t j = 0; j < d.sites; j++)
                    first = first || d.saved[j][g] != d.saved[j][h];
            }
            groups += served && first;
            want += served ? d.weight[h] : 0;
        }
        assert_int_equal(d.in.groups, groups);
        for (uint32_t g = 0; g < d.in.groups; g++)
            sum += d.in.weight[g];
        assert_int_equal(sum, want);
        clear(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_is_that_of_looking_at_all),
        cmocka_unit_test(the_least_is_that_of_looking_at_all),
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(the_least_greatest_is_that_of_looking_at_all),
        cmocka_unit_test(a_published_example_has_its_answer),
        cmocka_unit_test(who_is_served_alike_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
