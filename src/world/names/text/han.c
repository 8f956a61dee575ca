/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/text/han.c - see lifecircle/world/names/han.h.
 *
 * Both tables are flat arrays by code point, since the block U+4E00 to U+9FFF
 * is dense: a look-up is one read. Rarer characters outside it stay as they
 * are. A character with a fourth reading is an error of the table, not cut
 * silently. Cost: a name is laid against what was typed character by character;
 * readings branch, but each must eat what was typed.
 */
#include "lifecircle/world/names/han.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/base/utf8.h"

#include <string.h>

enum { FIRST = 0x4E00, LAST = 0x9FFF, COUNT = LAST - FIRST + 1, READINGS = 3 };

struct lc_han {
    uint16_t simplified[COUNT];           /* 0: itself */
    const char *reading[COUNT][READINGS]; /* NULL: no more */
};

static bool is_han(uint32_t c)
{
    return c >= FIRST && c <= LAST;
}

static lc_status bad_row(const lc_table *t, size_t row, lc_error *err)
{
    return lc_fail_at(err,
                      lc_fail(err, LIFE_ERR_PARSE,
                              "Chinese characters are expected, and a reading "
                              "or one such character"),
                      lc_table_source(t), lc_table_line(t, row));
}

/* In the order of the table's rows. */
static bool add_reading(lc_han *h, uint32_t c, const char *reading)
{
    for (int i = 0; is_han(c) && i < READINGS; i++) {
        if (!h->reading[c - FIRST][i]) {
            h->reading[c - FIRST][i] = reading;
            return true;
        }
    }
    return false;
}

typedef bool (*row_fn)(lc_han *h, lc_arena *arena, const char *name,
                       const char *characters);

static bool take_readings(lc_han *h, lc_arena *arena, const char *name,
                          const char *characters)
{
    const char *end = characters + strlen(characters);
    const char *reading = lc_arena_strdup(arena, name);
    bool ok = reading && *reading;

    while (ok && characters < end)
        ok = add_reading(h, lc_utf8_next(&characters, end), reading);
    return ok;
}

static bool take_simplified(lc_han *h, lc_arena *arena, const char *name,
                            const char *characters)
{
    const char *end = characters + strlen(characters);
    uint32_t to = lc_utf8_next(&name, name + strlen(name));
    bool ok = is_han(to);

    (void)arena;
    while (ok && characters < end) {
        uint32_t c = lc_utf8_next(&characters, end);

        ok = is_han(c);
        if (ok)
            h->simplified[c - FIRST] = (uint16_t)to;
    }
    return ok;
}

static lc_status load(lc_han *h, lc_arena *arena, const char *file, row_fn fn,
                      lc_error *err)
{
    lc_table *t = NULL;
    lc_status st = lc_table_open(file, &t, err);

    for (size_t i = 0; !st && i < lc_table_rows(t); i++)
        if (!fn(h, arena, lc_table_get(t, i, 0), lc_table_get(t, i, 1)))
            st = bad_row(t, i, err);
    lc_table_free(t);
    return st;
}

lc_status lc_han_load(lc_arena *arena, const lc_han **out, lc_error *err)
{
    lc_han *h = lc_arena_alloc(arena, sizeof *h);
    lc_status st;

    *out = h;
    if (!h)
        return lc_no_memory(err, "the characters");
    st = load(h, arena, "han/pinyin.csv", take_readings, err);
    return st ? st : load(h, arena, "han/simplified.csv", take_simplified, err);
}

bool lc_han_in(const char *text)
{
    const char *end = text + strlen(text);

    while (text < end)
        if (is_han(lc_utf8_next(&text, end)))
            return true;
    return false;
}

/* Both characters take three bytes. So the text may be changed where it is, and
 * its length stays. */
void lc_han_simplify(const lc_han *h, char *text)
{
    const char *at = text, *end = text + strlen(text);

    while (at < end) {
        char *c = text + (at - text);
        uint32_t code = lc_utf8_next(&at, end);
        uint32_t to = is_han(code) ? h->simplified[code - FIRST] : 0;

        if (!to)
            continue;
        c[0] = (char)(0xE0 | to >> 12);
        c[1] = (char)(0x80 | (to >> 6 & 63));
        c[2] = (char)(0x80 | (to & 63));
    }
}

static uint64_t letter(uint32_t c)
{
    if (c >= 'a' && c <= 'z')
        return UINT64_C(1) << (c - 'a');
    return c >= '0' && c <= '9' ? UINT64_C(1) << (c - '0' + 26) : 0;
}

/* A set that says no quickly: what a name has no letter of it can't spell. */
uint64_t lc_han_letters(const lc_han *h, const char *text)
{
    const char *end = text + strlen(text);
    uint64_t set = 0;

    while (text < end) {
        uint32_t c = lc_utf8_next(&text, end);

        set |= letter(c);
        for (int i = 0; is_han(c) && i < READINGS; i++)
            if (h->reading[c - FIRST][i])
                set |= letter((unsigned char)*h->reading[c - FIRST][i]);
    }
    return set;
}

/* Each level eats a letter that was typed, or ends. */
/* NOLINTNEXTLINE(misc-no-recursion): no deeper than what is typed is long */
bool lc_han_spells(const lc_han *h, const char *text, const char *typed,
                   bool initials)
{
    uint32_t c;

    if (!*typed)
        return true;
    if (!*text)
        return false;
    c = lc_utf8_next(&text, text + strlen(text));
    if (!is_han(c))
        return c == (unsigned char)*typed &&
               lc_han_spells(h, text, typed + 1, initials);
    for (int i = 0; i < READINGS && h->reading[c - FIRST][i]; i++) {
        const char *r = h->reading[c - FIRST][i];
        size_t len = initials ? 1 : strlen(r);

        if (!strncmp(typed, r, len) &&
            lc_han_spells(h, text, typed + len, initials))
            return true;
        /* the last syllable may be begun only */
        if (!initials && strlen(typed) < len &&
            !strncmp(typed, r, strlen(typed)))
            return true;
    }
    return false;
}
