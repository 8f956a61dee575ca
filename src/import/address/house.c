/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/house.c - see house.h.
 *
 * In Chinese a dash parts a house from its doors (12-3号 is 12号附3号),
 * elsewhere the first from the last number of one house.
 */
#include "src/import/address/house.h"

#include <stdio.h>
#include <string.h>

#define SEVERAL_MAX 40 /* numbers of one house: more is a slip */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Digits at s: how many bytes, 0 where there are none or too many. */
static size_t digits(const char *s, uint32_t *out)
{
    size_t n = 0;

    *out = 0;
    for (; is_digit(s[n]); n++)
        if (*out <= LIFE_HOUSE_MAX)
            *out = *out * 10 + (uint32_t)(s[n] - '0');
    return *out > 0 && *out <= LIFE_HOUSE_MAX ? n : 0;
}

/* ---- Chinese ---- */

static bool begins(const char *s, const char *with)
{
    return !strncmp(s, with, strlen(with));
}

/* 十二, 一百零三: up to 9999. Bytes, or 0. */
static size_t numeral(const char *s, uint32_t *out)
{
    static const char *const digit[] = {"零", "一", "二", "三", "四",
                                        "五", "六", "七", "八", "九"};
    static const struct {
        const char *word;
        uint32_t value;
    } unit[] = {{"十", 10}, {"百", 100}, {"千", 1000}};
    const char *from = s;
    uint32_t sum = 0, one = 0;
    bool more = true;

    while (more) {
        more = false;
        for (uint32_t d = 0; d < 10 && !more; d++)
            if (begins(s, digit[d])) {
                one = one * 10 + d;
                more = true;
            }
        for (size_t u = 0; u < 3 && !more; u++)
            if (begins(s, unit[u].word)) {
                sum += (one ? one : 1) * unit[u].value;
                one = 0;
                more = true;
            }
        if (more)
            s += strlen("一");
    }
    *out = sum + one;
    return *out > 0 && *out < 10000 ? (size_t)(s - from) : 0;
}

static size_t number(const char *s, uint32_t *out)
{
    size_t n = digits(s, out);

    return n ? n : is_digit(*s) ? 0 : numeral(s, out);
}

/* 甲, 乙 ...: of a house beside the one of that number. */
static size_t stem(const char *s)
{
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊"};

    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (begins(s, stems[i]))
            return strlen(stems[i]);
    return 0;
}

/* Adds what tells a door; false: no room. */
static bool put_door(lc_house *h, const char *s, size_t len)
{
    size_t have = strlen(h->door);

    if (have + len + 1 > sizeof h->door)
        return false;
    memcpy(h->door + have, s, len);
    h->door[have + len] = '\0';
    return true;
}

/* 附3, -3, 之3, a, 附3-1; *fits false: longer than any. */
static size_t door(const char *s, lc_house *h, bool *fits)
{
    const char *from = s;
    size_t mark = begins(s, "附") || begins(s, "之") ? strlen("附") : *s == '-';
    size_t n = 0;

    if (!mark && !is_small(*s))
        return 0;
    s += mark;
    while (is_digit(s[n]) || is_small(s[n]) || (s[n] == '-' && n > 0))
        n++;
    if (n == 0)
        return 0;
    *fits = *fits && put_door(h, s, n);
    return (size_t)(s - from) + n;
}

/* Behind the number: its doors, in whatever form and order, and 号. */
static const char *read_doors(const char *s, lc_house *h, bool *signed_,
                              bool *fits)
{
    size_t n;

    *signed_ = false;
    for (;;) {
        if ((n = door(s, h, fits)) > 0) {
            s += n;
        } else if ((n = stem(s)) > 0 && !*signed_) {
            *fits = *fits && put_door(h, s, n);
            s += n;
        } else if (begins(s, "号") && (!*signed_ || *h->door)) {
            if (*signed_)
                return s + strlen("号"); /* of 附3号 */
            *signed_ = true;
            s += strlen("号");
        } else {
            return s;
        }
    }
}

size_t lc_house_read_han(const lc_address_words *w, const char *s,
                         lc_house *out)
{
    const char *from = s;
    bool is_signed, fits = true;
    size_t n = stem(s);

    *out = (lc_house){0};
    if (n && !put_door(out, s, n))
        return 0;
    s += n;
    n = number(s, &out->from);
    if (!n)
        return 0;
    s += n;
    if (begins(s, "弄") && !*out->door) { /* a lane, and a house in it */
        out->lane = out->from;
        s += strlen("弄");
        n = number(s, &out->from);
        if (!n)
            out->from = 0;
        s += n;
    }
    s = read_doors(s, out, &is_signed, &fits);
    out->to = out->from;
    if (!fits || (!is_signed && *s && *s != ',' && *s != ';' && !out->lane))
        return 0;
    /* 三号路 is a street */
    if (is_signed && !*out->door &&
        lc_address_words_front(w, LIFE_ADDRESS_BEHIND, s))
        return 0;
    return (size_t)(s - from);
}

/* ---- elsewhere ---- */

/* "12", "12a", "12/2", "12-16", "12a-c", "no.12". */
size_t lc_house_read_word(const char *s, lc_house *out)
{
    const char *from = s;
    uint32_t last = 0;
    size_t n;

    *out = (lc_house){0};
    s += begins(s, "no.") ? 3 : begins(s, "n°") ? strlen("n°") : *s == '#';
    n = digits(s, &out->from);
    if (!n)
        return 0;
    s += n;
    out->to = out->from;
    n = *s == '-' ? digits(s + 1, &last) : 0;
    if (n && !s[1 + n] && last > out->from && last - out->from <= SEVERAL_MAX) {
        out->to = last;
        return (size_t)(s - from) + 1 + n;
    }
    n = 0;
    for (size_t i = 0; s[i]; i++) {
        if (!is_digit(s[i]) && !is_small(s[i]) && s[i] != '/' && s[i] != '-')
            return 0;
        if (i == 0 && s[i] == '/')
            continue;
        if (!put_door(out, s + i, 1))
            return 0;
        n += is_small(s[i]);
    }
    return n > 2 ? 0 : strlen(from); /* 12th, 3rd are no houses */
}

/* ---- comparing ---- */

static int order_of(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

int lc_house_compare(const lc_house *a, const lc_house *b)
{
    int order = order_of(a->lane, b->lane);

    if (!order)
        order = order_of(a->from, b->from);
    if (!order)
        order = order_of(a->to, b->to);
    return order ? order : strcmp(a->door, b->door);
}

/* Of a house that spans 12-16 the even numbers are its. */
static bool spans(const lc_house *h, uint32_t n)
{
    if (n < h->from || n > h->to)
        return false;
    return (h->to - h->from) % 2 || (n - h->from) % 2 == 0;
}

bool lc_house_near(const lc_house *asked, const lc_house *mapped)
{
    return asked->lane == mapped->lane && asked->from > 0 &&
           spans(mapped, asked->from);
}

bool lc_house_same(const lc_house *asked, const lc_house *mapped)
{
    if (asked->lane != mapped->lane || strcmp(asked->door, mapped->door))
        return false;
    if (asked->from == 0) /* a lane by itself */
        return mapped->from == 0;
    return asked->to == asked->from
               ? lc_house_near(asked, mapped)
               : asked->from == mapped->from && asked->to == mapped->to;
}
