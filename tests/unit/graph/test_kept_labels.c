/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept_labels.h: what is kept comes back as it was, one by one and all at
 * once, in fewer bytes.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/kept_labels.h"

/* 1.25 metres a second: 4/5 of a millisecond a millimetre. */
static const lc_rate walking = {4, 5};

static uint32_t random_under(uint32_t n)
{
    static uint64_t state = 20261129;

    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

/* As a sweep leaves them: times of neighbours are near, some ways have steps,
 * and one stretch of `count` is on an island. */
static void sweep(uint64_t *label, uint32_t count, uint32_t ranks)
{
    uint32_t ms = 1000, rank = 0;

    for (uint32_t v = 0; v < count; v++) {
        uint32_t mm;

        ms = random_under(50) ? ms + random_under(40000) : random_under(90000);
        ms = ms > 3600000 ? 0 : ms;
        rank = random_under(20) ? rank : random_under(ranks);
        mm = (uint32_t)((uint64_t)ms * 5 / 4) + random_under(9);
        if (ms > 100000 && !random_under(3))
            mm -= random_under(90000);
        label[v] = v / 64 % 5 == 3 || !random_under(30)
                       ? LIFE_LABEL_NONE
                       : lc_label(ms, mm) | rank;
    }
}

static void check(const uint64_t *label, uint32_t count)
{
    lc_kept_labels *l = lc_kept_labels_make(label, count, walking);
    uint64_t *out = lc_calloc(count, sizeof *out);

    assert_non_null(l);
    assert_non_null(out);
    lc_kept_labels_read(l, out);
    assert_memory_equal(out, label, count * sizeof *label);
    for (uint32_t v = 0; v < count; v++) {
        uint32_t ms = lc_kept_labels_ms(l->ms, v);

        assert_true(lc_kept_labels_get(l, v) == label[v]);
        assert_int_equal(ms, label[v] == LIFE_LABEL_NONE
                                 ? LIFE_KEPT_NONE
                                 : lc_label_ms(label[v]));
    }
    lc_free(out);
    lc_kept_labels_free(l);
}

/* Whole groups and pieces, one more and one less. */
static void labels_come_back(void **state)
{
    static const uint32_t counts[] = {0,    1,    3,    31,   32,  33,
                                      1023, 1024, 1025, 1056, 5000};
    static uint64_t label[5000];

    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (uint32_t ranks = 1; ranks <= LIFE_LABEL_RANKS; ranks *= 64) {
            sweep(label, counts[i], ranks);
            check(label, counts[i]);
        }
}

/* The largest and the least that a field takes, side by side. */
static void ends_of_the_fields_come_back(void **state)
{
    static const uint32_t ms[] = {0, 1, 3600000, (1u << 22) - 1};
    static const uint32_t mm[] = {0, 1, (1u << 24) - 1};
    static const uint32_t rank[] = {0, LIFE_LABEL_RANKS - 1};
    uint64_t label[4 * 3 * 2 + 1] = {LIFE_LABEL_NONE};
    uint32_t n = 1;

    (void)state;
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 3; j++)
            for (size_t k = 0; k < 2; k++)
                label[n++] = lc_label(ms[i], mm[j]) | rank[k];
    label[n - 1] = lc_label(ms[2], mm[2]) | rank[1];
    check(label, n);
}

static void nothing_is_reached(void **state)
{
    uint64_t label[100];

    (void)state;
    for (size_t i = 0; i < 100; i++)
        label[i] = LIFE_LABEL_NONE;
    check(label, 100);
}

static void they_take_fewer_bytes(void **state)
{
    static uint64_t label[100000];
    lc_kept_labels *l;

    (void)state;
    sweep(label, 100000, 300);
    l = lc_kept_labels_make(label, 100000, walking);
    assert_non_null(l);
    assert_true(lc_kept_labels_bytes(l) < 700000);
    lc_kept_labels_free(l);
}

/* Wherever memory ends nothing is left behind (asan looks), and it is said. */
static void no_memory_is_said(void **state)
{
    static uint64_t label[5000];
    lc_kept_labels *l = NULL;

    (void)state;
    sweep(label, 5000, 300);
    for (int64_t n = 0; !l; n++) {
        assert_true(n < 100);
        lc_mem_fail_after(n, false);
        l = lc_kept_labels_make(label, 5000, walking);
        lc_mem_fail_after(-1, false);
    }
    lc_kept_labels_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_come_back),
        cmocka_unit_test(ends_of_the_fields_come_back),
        cmocka_unit_test(nothing_is_reached),
        cmocka_unit_test(they_take_fewer_bytes),
        cmocka_unit_test(no_memory_is_said)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
