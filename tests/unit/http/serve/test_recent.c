/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recent.h: what is kept, for how long, and how much of it.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/serve/recent.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { NOW = 29000000 };

static atomic_int dropped;

static void drop(void *reply)
{
    (void)reply;
    atomic_fetch_add(&dropped, 1);
}

static lc_recent *make(void)
{
    lc_recent *k = lc_recent_new();

    assert_non_null(k);
    atomic_store(&dropped, 0);
    return k;
}

/* What is found, or NULL; *stamp is for put(). */
static const char *find(lc_recent *k, uint64_t minute, const char *target,
                        bool gzip, uint64_t *stamp)
{
    const lc_recent_answer *a =
        lc_recent_find(k, minute, (lc_recent_key){target, gzip}, stamp);
    const char *reply = a ? lc_recent_reply(a) : NULL;

    lc_recent_drop(a);
    return reply;
}

static bool put(lc_recent *k, const char *target, bool gzip, uint64_t stamp,
                char *reply, size_t bytes)
{
    const lc_recent_note note = {.row = 7, .bytes = bytes, .generation = "ab"};

    return lc_recent_put(k, (lc_recent_key){target, gzip}, stamp, &note, reply,
                         drop);
}

static void by_target_and_coding(void **state)
{
    static char plain[] = "plain", packed[] = "packed";
    lc_recent *k = make();
    const lc_recent_answer *a;
    uint64_t stamp;

    (void)state;
    assert_null(find(k, NOW, "/a?x=1", false, &stamp));
    assert_true(put(k, "/a?x=1", false, stamp, plain, 10));
    assert_false(put(k, "/a?x=1", false, stamp, packed, 10)); /* is there */
    assert_true(put(k, "/a?x=1", true, stamp, packed, 5));
    assert_string_equal(find(k, NOW, "/a?x=1", false, &stamp), "plain");
    assert_string_equal(find(k, NOW, "/a?x=1", true, &stamp), "packed");
    assert_null(find(k, NOW, "/a?x=2", false, &stamp));
    assert_null(find(k, NOW, "/a", false, &stamp));
    a = lc_recent_find(k, NOW, (lc_recent_key){"/a?x=1", true}, &stamp);
    assert_int_equal(lc_recent_noted(a)->row, 7);
    assert_int_equal(lc_recent_noted(a)->bytes, 5);
    assert_string_equal(lc_recent_noted(a)->generation, "ab");
    assert_int_equal(atomic_load(&dropped), 0);
    lc_recent_drop(a);
    lc_recent_free(k);
    assert_int_equal(atomic_load(&dropped), 2);
}

static void goes_with_its_minute(void **state)
{
    static char reply[] = "reply";
    lc_recent *k = make();
    uint64_t stamp, old;

    (void)state;
    assert_null(find(k, NOW, "/a", false, &old));
    assert_true(put(k, "/a", false, old, reply, 1));
    assert_null(find(k, NOW + 1, "/a", false, &stamp));
    assert_int_equal(atomic_load(&dropped), 1);
    /* made for a minute that is over */
    assert_false(put(k, "/a", false, old, reply, 1));
    assert_true(put(k, "/a", false, stamp, reply, 1));
    assert_null(find(k, NOW, "/a", false, &stamp)); /* a clock put back */
    lc_recent_free(k);
    assert_int_equal(atomic_load(&dropped), 2);
}

static void goes_with_its_city(void **state)
{
    static char reply[] = "reply";
    lc_recent *k = make();
    const lc_recent_answer *sent;
    uint64_t stamp, old;

    (void)state;
    assert_null(find(k, NOW, "/a", false, &old));
    assert_true(put(k, "/a", false, old, reply, 1));
    sent = lc_recent_find(k, NOW, (lc_recent_key){"/a", false}, &stamp);
    lc_recent_forget(k);
    assert_null(find(k, NOW, "/a", false, &stamp));
    assert_false(put(k, "/a", false, old, reply, 1));
    /* who is being sent it has it whole */
    assert_int_equal(atomic_load(&dropped), 0);
    assert_string_equal(lc_recent_reply(sent), "reply");
    lc_recent_drop(sent);
    assert_int_equal(atomic_load(&dropped), 1);
    lc_recent_free(k);
}

static void holds_no_more_than_it_may(void **state)
{
    static char reply[] = "reply";
    lc_recent *k = make();
    char target[32];
    uint64_t stamp;
    int n = 0;

    (void)state;
    assert_null(find(k, NOW, "/", false, &stamp));
    assert_false(put(k, "/", false, stamp, reply, LIFE_RECENT_ONE_BYTES + 1));
    do
        snprintf(target, sizeof target, "/%d", n++);
    while (put(k, target, false, stamp, reply, LIFE_RECENT_ONE_BYTES));
    assert_in_range(n, LIFE_RECENT_BYTES / LIFE_RECENT_ONE_BYTES * 9 / 10,
                    LIFE_RECENT_BYTES / LIFE_RECENT_ONE_BYTES);
    assert_non_null(find(k, NOW, "/1", false, &stamp));
    /* small ones are not without bound either */
    lc_recent_forget(k);
    assert_null(find(k, NOW, "/", false, &stamp));
    n = 0;
    do
        snprintf(target, sizeof target, "/%d", n++);
    while (put(k, target, false, stamp, reply, 0));
    assert_true(n <= LIFE_RECENT_BYTES / 1024);
    lc_recent_free(k);
}

static void *hammer(void *arg)
{
    static char reply[] = "reply";
    lc_recent *k = arg;
    char target[16];

    for (unsigned i = 0; i < 20000; i++) {
        const lc_recent_answer *a;
        uint64_t stamp;

        snprintf(target, sizeof target, "/%u", i % 50);
        a = lc_recent_find(k, NOW + i / 5000, (lc_recent_key){target, false},
                           &stamp);
        if (!a)
            put(k, target, false, stamp, reply, 100);
        else if (strcmp(lc_recent_reply(a), "reply") != 0)
            fail_msg("another's reply");
        lc_recent_drop(a);
        if (i % 3000 == 0)
            lc_recent_forget(k);
    }
    return NULL;
}

static void many_at_once(void **state)
{
    lc_recent *k = make();
    pthread_t t[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&t[i], NULL, hammer, k), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    lc_recent_free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_target_and_coding),
        cmocka_unit_test(goes_with_its_minute),
        cmocka_unit_test(goes_with_its_city),
        cmocka_unit_test(holds_no_more_than_it_may),
        cmocka_unit_test(many_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
