/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * address.h: whom a request is counted for.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static lc_address of(const char *text)
{
    lc_address a = {{0}};

    assert_true(lc_address_parse(text, strlen(text), &a));
    return a;
}

static bool is_same(const lc_address *a, const char *text)
{
    lc_address b = of(text);

    return !memcmp(a, &b, sizeof b);
}

static void parses(void **state)
{
    static const struct {
        const char *text, *same;
    } row[] = {
        {"192.0.2.1", "192.0.2.1"},
        {"192.0.2.1:80", "192.0.2.1"},
        {"::ffff:192.0.2.1", "192.0.2.1"},
        {"[2001:db8::1]", "2001:db8::1"},
        {"[2001:db8::1]:443", "2001:db8:0::1"},
        {"[::ffff:192.0.2.1]:1", "192.0.2.1"},
    };
    static const char *const bad[] = {
        "",     "unknown",  "_hidden", "192.0.2",      "192.0.2.256",
        "1:80", "[",        "[]",      "[2001:db8::1", "2001:db8::1%eth0",
        " ::1", "localhost"};
    lc_address a;

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        a = of(row[i].text);
        assert_true(is_same(&a, row[i].same));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(lc_address_parse(bad[i], strlen(bad[i]), &a));
}

static void reads_sockets(void **state)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    lc_address a;

    (void)state;
    inet_pton(AF_INET, "198.51.100.7", &v4.sin_addr);
    inet_pton(AF_INET6, "2001:db8::7", &v6.sin6_addr);
    a = lc_address_of((struct sockaddr *)&v4);
    assert_true(is_same(&a, "198.51.100.7"));
    a = lc_address_of((struct sockaddr *)&v6);
    assert_true(is_same(&a, "2001:db8::7"));
}

static void knows_owners(void **state)
{
    lc_address a = of("2001:db8:1:2:3:4:5:6"), b = of("192.0.2.9"), o;

    (void)state;
    o = lc_address_owner(&a);
    assert_true(is_same(&o, "2001:db8:1:2::"));
    o = lc_address_owner(&b);
    assert_true(is_same(&o, "192.0.2.9"));
    a = of("127.3.2.1");
    assert_true(lc_address_is_loopback(&a));
    a = of("::1");
    assert_true(lc_address_is_loopback(&a));
    a = of("126.0.0.1");
    assert_false(lc_address_is_loopback(&a));
    a = of("::2");
    assert_false(lc_address_is_loopback(&a));
}

static void reads_lists(void **state)
{
    static const char *const bad[] = {
        ",",           "10.0.0.0/33", "10.0.0.0/",      "10.0.0.0/x",
        "::1/129",     "proxy",       "10.0.0.1,",      "10.0.0.1,,::1",
        "10.0.0.0/-1", "10.0.0.0/8 ", "10.0.0.0/00008",
    };
    static const struct {
        const char *address;
        bool in;
    } row[] = {
        {"10.0.0.0", true},
        {"10.255.1.2", true},
        {"11.0.0.0", false},
        {"192.0.2.128", true},
        {"192.0.2.129", true},
        {"192.0.2.130", false},
        {"2001:db8:ff::", true},
        {"2001:db9::", false},
        {"::ffff:10.1.1.1", true},
        {"::1", true},
        {"::2", false},
    };
    lc_address_list l;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_address_list_read(NULL, "p", &l, &err), LIFE_OK);
    assert_int_equal(l.count, 0);
    assert_int_equal(
        lc_address_list_read("10.0.0.0/8,192.0.2.128/31,2001:db8::/32,::1", "p",
                             &l, &err),
        LIFE_OK);
    assert_int_equal(l.count, 4);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_address a = of(row[i].address);

        if (lc_address_list_has(&l, &a) != row[i].in)
            fail_msg("%s", row[i].address);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (lc_address_list_read(bad[i], "p", &l, NULL) != LIFE_ERR_USAGE)
            fail_msg("%s", bad[i]);
}

/* One string stands for one field; the peer is 10.0.0.1. */
static void believes_proxies_alone(void **state)
{
    static const struct {
        const char *field[2], *client;
    } row[] = {
        {{"192.0.2.1"}, "192.0.2.1"},
        {{"203.0.113.5, 192.0.2.1"}, "192.0.2.1"},
        {{"192.0.2.1, 10.0.0.2"}, "192.0.2.1"},
        {{"203.0.113.5 ,\t192.0.2.1 , 10.0.0.2,10.0.0.3 "}, "192.0.2.1"},
        {{"203.0.113.5", "192.0.2.1"}, "192.0.2.1"},
        {{"192.0.2.1", "10.0.0.2"}, "192.0.2.1"},
        {{"10.0.0.9"}, "10.0.0.1"},
        {{""}, "10.0.0.1"},
        {{"192.0.2.1, unknown"}, "10.0.0.1"},
        {{"unknown, 192.0.2.1"}, "192.0.2.1"},
        {{"[2001:db8::1]:99"}, "2001:db8::1"},
    };
    lc_address_list trusted;
    lc_address peer = of("10.0.0.1");

    (void)state;
    lc_address_list_read("10.0.0.0/8", "p", &trusted, NULL);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_address client = peer;

        for (size_t f = 0; f < 2 && row[i].field[f]; f++)
            lc_address_forwarded(row[i].field[f], strlen(row[i].field[f]),
                                 &trusted, &peer, &client);
        if (!is_same(&client, row[i].client))
            fail_msg("%s", row[i].field[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses),
        cmocka_unit_test(reads_sockets),
        cmocka_unit_test(knows_owners),
        cmocka_unit_test(reads_lists),
        cmocka_unit_test(believes_proxies_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
