/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/hanzi.c - see hanzi.h.
 */
#include "src/import/address/hanzi.h"

#include "src/import/address/areas.h"

#include <string.h>

#define AREA_MAX ((size_t)36) /* bytes: twelve characters */
#define AREA_MIN 6

/* The bytes of the character at s. */
static size_t step(const char *s)
{
    size_t n = 1;

    while ((s[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* Spaces say nothing in Chinese, marks but , and - neither. */
static char *tidy(lc_arena *arena, const char *text)
{
    char *out = lc_arena_strdup(arena, text), *to = out;

    for (const char *s = text; out && *s; s++)
        if (!strchr(" \t.:'\"", *s))
            *to++ = *s;
    if (out)
        *to = '\0';
    return out;
}

/* Where the number of the house begins, behind at least one character; NULL:
 * none does. A number is not looked for inside another. */
static const char *find_house(const lc_address_index *ix, const char *text,
                              lc_house *out, size_t *len)
{
    bool digit = false;

    for (const char *s = text; *s; s += step(s)) {
        bool before = digit;

        digit = *s >= '0' && *s <= '9';
        if (s == text || (before && digit))
            continue;
        *len = lc_house_read_han(&ix->words, s, out);
        if (*len)
            return s;
    }
    return NULL;
}

/* The shortest beginning that ends as areas do: 武侯区 of 武侯区玉林街. Two
 * endings may follow each other, as in 玉林街道办事处: the longest counts. */
static size_t area_front(const lc_address_words *w, const char *s, size_t len)
{
    size_t end = 0;

    for (size_t n = 0; n < len && n < AREA_MAX; n += step(s + n)) {
        size_t word =
            n ? lc_address_words_front(w, LIFE_ADDRESS_AREA, s + n) : 0;

        if (!word || n + word > len || n + word < AREA_MIN)
            continue;
        end = n + word;
        break;
    }
    return end;
}

/* The longest name of an area of the city that the text begins with. */
static size_t known_front(const lc_address_index *ix, const char *s, size_t len)
{
    size_t longest = 0;

    for (size_t n = step(s); n <= len && n < AREA_MAX * 2; n += step(s + n)) {
        if (lc_address_index_area(ix, s, n))
            longest = n;
        if (n == len)
            break;
    }
    return longest;
}

/* One name at the front of the areas: `*must` where it is bare of the ending
 * that would say that it is an area, or is one and says which. */
static size_t next_area(const lc_address_index *ix, const char *s, size_t len,
                        bool *must)
{
    const lc_address_words *w = &ix->words;
    size_t pass = lc_address_words_front(w, LIFE_ADDRESS_PASS, s);
    size_t known = known_front(ix, s, len), n;

    *must = false;
    if (pass && pass <= len)
        return pass;
    n = known && known < len
            ? lc_address_words_front(w, LIFE_ADDRESS_AREA, s + known)
            : 0;
    if (n && known + n <= len) /* 成都 is known, 成都市 is written */
        return known + n;
    *must = known && !lc_address_words_back(w, LIFE_ADDRESS_AREA, s, known);
    return known ? known : area_front(w, s, len);
}

/* Takes the whole of it apart into areas; false: it is more than areas. */
static bool read_areas(const lc_address_index *ix, const char *s, size_t len,
                       lc_arena *arena, lc_address_reading *out)
{
    size_t digits = strspn(s, "0123456789,-");

    out->areas = 0;
    if (digits > len)
        digits = len;
    s += digits; /* a postcode */
    len -= digits;
    while (len > 0) {
        bool must, pass;
        size_t n = next_area(ix, s, len, &must);
        char *key = n ? lc_arena_strndup(arena, s, n) : NULL;

        if (!key || out->areas == LIFE_ADDRESS_AREAS)
            return false;
        pass = lc_address_words_is(&ix->words, LIFE_ADDRESS_PASS, key);
        if (!pass)
            out->area[out->areas++] = (lc_address_area){key, must};
        s += n;
        len -= n;
        while (len > 0 && *s == ',') {
            s++;
            len--;
        }
    }
    return true;
}

/* The longest street that ends where `len` does, with areas alone before it. */
static bool find_street(const lc_address_index *ix, const char *s, size_t len,
                        lc_arena *arena, lc_address_reading *out)
{
    for (size_t at = 0; at < len; at += step(s + at)) {
        out->street = lc_address_index_street(ix, s + at, len - at);
        if (out->street && read_areas(ix, s, at, arena, out))
            return true;
    }
    out->street = NULL;
    out->areas = 0;
    return false;
}

/* Areas off the front, as long as a name of a street is left. */
static size_t strip_areas(const lc_address_index *ix, const char *s, size_t len)
{
    size_t at = 0;

    while (at < len) {
        bool must;
        size_t n = next_area(ix, s + at, len - at, &must);

        if (!n || must || at + n + AREA_MIN > len)
            break;
        at += n;
    }
    return at;
}

lc_status lc_hanzi_read(const lc_address_index *ix, const char *text,
                        lc_arena *arena, lc_address_reading *out, lc_error *err)
{
    const char *s = tidy(arena, text), *house;
    size_t len;

    if (!s)
        return lc_no_memory(err, "an address");
    house = find_house(ix, s, &out->house, &len);
    out->numbered = house != NULL;
    out->rest = house ? house + len : "";
    len = house ? (size_t)(house - s) : strlen(s);
    while (len > 0 && s[len - 1] == ',')
        len--;
    if (find_street(ix, s, len, arena, out))
        out->reason = LIFE_ADDRESS_PLACED;
    else
        (void)read_areas(ix, s, strip_areas(ix, s, len), arena, out);
    return LIFE_OK;
}

/* ---- addresses that are kept ---- */

lc_status lc_hanzi_split(const lc_address_index *ix, const char *text,
                         lc_arena *arena, lc_address_parts *out, lc_error *err)
{
    lc_address_reading r = {0};
    const char *s = tidy(arena, text), *house;
    size_t len = 0, all, at;

    if (!s)
        return lc_no_memory(err, "an address");
    house = find_house(ix, s, &r.house, &len);
    if (!house)
        return LIFE_OK;
    all = (size_t)(house - s);
    while (all > 0 && s[all - 1] == ',')
        all--;
    if (all == 0)
        return LIFE_OK;
    if (find_street(ix, s, all, arena, &r)) {
        at = all - strlen(r.street->key);
    } else {
        at = strip_areas(ix, s, all);
        (void)read_areas(ix, s, at, arena, &r);
    }
    out->street = lc_arena_strndup(arena, s + at, all - at);
    out->number = lc_arena_strndup(arena, house, len);
    out->area = lc_address_areas_join(&r, arena);
    return out->street && out->number && out->area
               ? LIFE_OK
               : lc_no_memory(err, "an address");
}
