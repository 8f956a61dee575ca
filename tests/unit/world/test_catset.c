/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * catset.h against a plain array of bools: whatever is done to both, they tell
 * the same.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/world/catset.h"

#include <string.h>

enum { MAX = LIFE_MAX_CATEGORIES, ROUNDS = 4000 };

typedef struct pair { /* a set, and what it should be */
    lc_catset set;
    bool has[MAX];
} pair;

/* SplitMix64. */
static uint64_t chance(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* None, one, a few or most of them: borders of words count most. */
static pair draw(uint64_t *state)
{
    static const uint32_t border[] = {0,   62,  63,  64,  65,  125, 126,
                                      127, 128, 191, 192, 198, 199};
    pair p = {0};
    uint64_t n = chance(state) % 4;
    uint64_t members = n == 3 ? chance(state) % 400 : n;

    for (uint64_t i = 0; i < members; i++) {
        uint32_t c =
            chance(state) % 3
                ? (uint32_t)(chance(state) % MAX)
                : border[chance(state) % (sizeof border / sizeof *border)];

        lc_catset_add(&p.set, c);
        p.has[c] = true;
    }
    return p;
}

/* The members in turn, and everything that is told of one set. */
static void check(const pair *p)
{
    uint32_t n = 0, last = LIFE_CATSET_END, want = 0;
    uint64_t fold = 0;

    for (LIFE_CATSET_EACH(c, &p->set)) {
        while (want < MAX && !p->has[want])
            want++;
        assert_int_equal(c, want++);
        last = c;
        n++;
    }
    while (want < MAX)
        assert_false(p->has[want++]);
    for (uint32_t c = 0; c < MAX; c++) {
        assert_int_equal(lc_catset_has(&p->set, c), p->has[c]);
        if (p->has[c])
            fold |= lc_catset_fold_of(c);
    }
    assert_int_equal(lc_catset_is_empty(&p->set), n == 0);
    assert_int_equal(lc_catset_only(&p->set), n == 1 ? last : LIFE_CATSET_END);
    assert_int_equal(lc_catset_fold(&p->set), fold);
    assert_false(fold & LIFE_CATFOLD_ANY);
}

static void check_two(const pair *a, const pair *b)
{
    pair both = *a, rest = *a;
    bool meet = false;

    lc_catset_join(&both.set, &b->set);
    lc_catset_drop(&rest.set, &b->set);
    for (uint32_t c = 0; c < MAX; c++) {
        meet |= a->has[c] && b->has[c];
        both.has[c] = a->has[c] || b->has[c];
        rest.has[c] = a->has[c] && !b->has[c];
    }
    check(&both);
    check(&rest);
    assert_int_equal(lc_catset_meets(&a->set, &b->set), meet);
    assert_int_equal(lc_catset_equals(&a->set, &b->set),
                     !memcmp(a->has, b->has, sizeof a->has));
    /* a fold passes whatever meets */
    if (meet)
        assert_true(lc_catset_fold(&a->set) & lc_catset_fold(&b->set));
}

static void a_set_is_an_array_of_bools(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        pair a = draw(&seed), b = draw(&seed);

        check(&a);
        check_two(&a, &b);
        check_two(&a, &a);
    }
}

static void each_category_is_a_set(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < MAX; c++) {
        pair one = {.set = lc_catset_of(c)}, first = {.set = {{0}}};

        one.has[c] = true;
        check(&one);
        first.set = lc_catset_first(c);
        for (uint32_t i = 0; i < c; i++)
            first.has[i] = true;
        check(&first);
    }
    /* more than there can be are all there are */
    assert_int_equal(lc_catset_next(&(lc_catset){{0}}, MAX + 64),
                     LIFE_CATSET_END);
    assert_true(lc_catset_equals(&(lc_catset[]){lc_catset_first(1000)}[0],
                                 &(lc_catset[]){lc_catset_first(MAX)}[0]));
}

/* Up to LIFE_CATSET_FOLDED categories the fold alone decides. */
static void a_fold_of_few_is_exact(void **state)
{
    (void)state;
    for (uint32_t a = 0; a < LIFE_CATSET_FOLDED; a++)
        for (uint32_t b = 0; b < LIFE_CATSET_FOLDED; b++)
            assert_int_equal((lc_catset_fold_of(a) & lc_catset_fold_of(b)) != 0,
                             a == b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_is_an_array_of_bools),
        cmocka_unit_test(each_category_is_a_set),
        cmocka_unit_test(a_fold_of_few_is_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
