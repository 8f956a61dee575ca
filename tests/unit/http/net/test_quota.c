/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quota.h: what an address may hold, and all together.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/net/quota.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

static lc_address of(const char *text)
{
    lc_address a = {{0}};

    assert_true(lc_address_parse(text, strlen(text), &a));
    return a;
}

static lc_quota *make(bool spares_loopback)
{
    const lc_quota_limits limits = {
        .each = {[LIFE_HOLD_CONNECTION] = 2, [LIFE_HOLD_BYTES] = 100},
        .all = {[LIFE_HOLD_CONNECTION] = 5, [LIFE_HOLD_BYTES] = 250},
        .spares_loopback = spares_loopback};
    lc_quota *q = lc_quota_new(&limits);

    assert_non_null(q);
    return q;
}

static void limits_each(void **state)
{
    lc_quota *q = make(false);
    lc_address a = of("192.0.2.1"), b = of("192.0.2.2");
    uint64_t held, refused;

    (void)state;
    assert_true(lc_quota_take(q, &a, LIFE_HOLD_CONNECTION, 1));
    assert_true(lc_quota_take(q, &a, LIFE_HOLD_CONNECTION, 1));
    assert_false(lc_quota_take(q, &a, LIFE_HOLD_CONNECTION, 1));
    assert_true(lc_quota_take(q, &b, LIFE_HOLD_CONNECTION, 1));
    lc_quota_count(q, LIFE_HOLD_CONNECTION, &held, &refused);
    assert_int_equal(held, 3);
    assert_int_equal(refused, 1);
    lc_quota_give(q, &a, LIFE_HOLD_CONNECTION, 1);
    assert_true(lc_quota_take(q, &a, LIFE_HOLD_CONNECTION, 1));
    lc_quota_give(q, &a, LIFE_HOLD_CONNECTION, 2);
    lc_quota_give(q, &b, LIFE_HOLD_CONNECTION, 1);
    lc_quota_count(q, LIFE_HOLD_CONNECTION, &held, &refused);
    assert_int_equal(held, 0);
    lc_quota_free(q);
}

static void limits_all(void **state)
{
    lc_quota *q = make(false);
    lc_address a = of("192.0.2.1"), b = of("192.0.2.2"), c = of("2001:db8::1");

    (void)state;
    assert_true(lc_quota_take(q, &a, LIFE_HOLD_BYTES, 100));
    assert_false(lc_quota_take(q, &a, LIFE_HOLD_BYTES, 1));
    assert_true(lc_quota_take(q, &b, LIFE_HOLD_BYTES, 99));
    assert_false(lc_quota_take(q, &c, LIFE_HOLD_BYTES, 52));
    assert_true(lc_quota_take(q, &c, LIFE_HOLD_BYTES, 51));
    assert_true(lc_quota_take(q, &c, LIFE_HOLD_CONNECTION, 1));
    lc_quota_free(q); /* also with what is still held */
}

static void an_owner_is_one(void **state)
{
    lc_quota *q = make(false);
    lc_address a = of("2001:db8::1"), b = of("2001:db8::2"),
               c = of("2001:db8:0:1::1");

    (void)state;
    assert_true(lc_quota_take(q, &a, LIFE_HOLD_CONNECTION, 1));
    assert_true(lc_quota_take(q, &b, LIFE_HOLD_CONNECTION, 1));
    assert_false(lc_quota_take(q, &b, LIFE_HOLD_CONNECTION, 1));
    assert_true(lc_quota_take(q, &c, LIFE_HOLD_CONNECTION, 1));
    lc_quota_free(q);
}

static void spares_this_machine(void **state)
{
    lc_quota *q = make(true);
    lc_address here = of("127.0.0.1"), a = of("192.0.2.1");

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_true(lc_quota_take(q, &here, LIFE_HOLD_CONNECTION, 1));
    assert_true(lc_quota_take(q, &a, LIFE_HOLD_CONNECTION, 1));
    assert_false(lc_quota_take(q, &here, LIFE_HOLD_CONNECTION, 1));
    lc_quota_free(q);
}

/* A thousand addresses, four threads. */
static void *churn(void *arg)
{
    lc_quota *q = arg;

    for (unsigned i = 0; i < 20000; i++) {
        lc_address a = of("192.0.2.1");

        a.byte[14] = (unsigned char)(i % 4);
        a.byte[15] = (unsigned char)(i % 251);
        if (lc_quota_take(q, &a, LIFE_HOLD_BYTES, 7))
            lc_quota_give(q, &a, LIFE_HOLD_BYTES, 7);
    }
    return NULL;
}

static void counts_on_all_threads(void **state)
{
    lc_quota *q = make(false);
    pthread_t thread[4];
    uint64_t held, refused;

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, churn, q), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(thread[i], NULL);
    lc_quota_count(q, LIFE_HOLD_BYTES, &held, &refused);
    assert_int_equal(held, 0);
    lc_quota_free(q);
}

static void asks_at_a_rate(void **state)
{
    const lc_quota_limits limits = {.rate = 2};
    lc_quota *q = lc_quota_new(&limits);
    lc_address a = of("2001:db8::1"), same = of("2001:db8::2"),
               b = of("2001:db8:0:1::1");
    int64_t now_us = 5000000;

    (void)state;
    assert_non_null(q);
    for (int i = 0; i < 2 * LIFE_QUOTA_BURST_S; i++)
        assert_true(lc_quota_ask(q, i % 2 ? &a : &same, now_us));
    assert_false(lc_quota_ask(q, &a, now_us));
    assert_false(lc_quota_ask(q, &same, now_us + 499999));
    assert_true(lc_quota_ask(q, &b, now_us));
    /* what was turned down doesn't count */
    assert_true(lc_quota_ask(q, &a, now_us + 500000));
    assert_false(lc_quota_ask(q, &a, now_us + 500000));
    assert_true(lc_quota_ask(q, &a, now_us + 1500000));
    assert_true(lc_quota_ask(q, &a, now_us + 1500000));
    assert_false(lc_quota_ask(q, &a, now_us + 1500000));
    now_us += 3600000000; /* no more is saved up than at first */
    for (int i = 0; i < 2 * LIFE_QUOTA_BURST_S; i++)
        assert_true(lc_quota_ask(q, &a, now_us));
    assert_false(lc_quota_ask(q, &a, now_us));
    lc_quota_free(q);
}

/* Each of many is held to its own rate, as far as the table goes; none is
 * turned down for another. */
static void many_ask(void **state)
{
    const lc_quota_limits limits = {.rate = 1};
    lc_quota *q = lc_quota_new(&limits);
    char text[32];
    int over = 0;

    (void)state;
    assert_non_null(q);
    for (int i = 0; i < 500; i++) {
        lc_address a;

        snprintf(text, sizeof text, "10.0.%d.%d", i / 250, i % 250);
        a = of(text);
        for (int k = 0; k < LIFE_QUOTA_BURST_S; k++)
            assert_true(lc_quota_ask(q, &a, 1));
        over += lc_quota_ask(q, &a, 1);
    }
    assert_int_equal(over, 0);
    for (int i = 0; i < 20000; i++) {
        lc_address a;

        snprintf(text, sizeof text, "11.%d.%d.1", i / 250, i % 250);
        a = of(text);
        assert_true(lc_quota_ask(q, &a, 2));
    }
    lc_quota_free(q);
}

static void asks_at_any_rate(void **state)
{
    lc_quota_limits limits = {.rate = 0};
    lc_quota *q = lc_quota_new(&limits);
    lc_address a = of("192.0.2.1"), here = of("127.0.0.1");

    (void)state;
    assert_non_null(q);
    for (int i = 0; i < 100000; i++)
        assert_true(lc_quota_ask(q, &a, 0));
    lc_quota_free(q);
    limits = (lc_quota_limits){.rate = 1, .spares_loopback = true};
    q = lc_quota_new(&limits);
    assert_non_null(q);
    for (int i = 0; i < 100; i++)
        assert_true(lc_quota_ask(q, &here, 0));
    lc_quota_free(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_each),
        cmocka_unit_test(asks_at_a_rate),
        cmocka_unit_test(many_ask),
        cmocka_unit_test(asks_at_any_rate),
        cmocka_unit_test(limits_all),
        cmocka_unit_test(an_owner_is_one),
        cmocka_unit_test(spares_this_machine),
        cmocka_unit_test(counts_on_all_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
