/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/latin.c - see latin.h.
 *
 * Words stand in parts between commas. A street begins its part, or follows a
 * number that does; it ends its part, or a number follows it. So "Alte
 * Turmstraße 5" is not taken for Turmstraße.
 */
#include "src/import/address/latin.h"

#include "lifecircle/base/buf.h"
#include "src/import/address/areas.h"

#include <string.h>

#define WORDS_MAX    32
#define POSTCODE_MIN 4 /* digits */

typedef struct lc_latin_word {
    const char *text;
    unsigned part;
    bool first, last; /* of its part */
    size_t number;    /* words that make a number from here on: 0, 1, 2 */
    lc_house house;
} lc_latin_word;

typedef struct lc_latin {
    const lc_address_index *ix;
    lc_arena *arena;
    lc_latin_word word[WORDS_MAX];
    size_t count;
    /* the best so far */
    size_t from, to; /* words of the street */
    size_t number;   /* the first word of the number; WORDS_MAX: none */
} lc_latin;

/* ---- words ---- */

static bool is_mark(char c)
{
    return c != '\0' && strchr(".:'\"!?", c) != NULL;
}

/* The next word from *s; NULL: there is no more. A comma or a semicolon ends
 * a part. */
static const char *next_word(lc_arena *arena, const char **s, unsigned *part)
{
    size_t n;
    char *word;

    for (; **s && strchr(" \t\r\n,;", **s); (*s)++)
        *part += **s == ',' || **s == ';';
    if (!**s)
        return NULL;
    while (is_mark(**s))
        (*s)++;
    n = strcspn(*s, " \t\r\n,;");
    word = lc_arena_strndup(arena, *s, n);
    *s += n;
    while (word && n > 0 && is_mark(word[n - 1]))
        word[--n] = '\0';
    return word;
}

/* A letter by itself behind a number is its door: "12 a". */
static void find_numbers(lc_latin *l)
{
    for (size_t i = 0; i < l->count; i++) {
        lc_latin_word *w = &l->word[i];
        const char *next;

        w->first = i == 0 || w[-1].part != w->part;
        w->last = i + 1 == l->count || w[1].part != w->part;
        w->number = lc_house_read_word(w->text, &w->house) > 0;
        next = w->last ? "" : w[1].text;
        if (w->number && !*w->house.door && next[0] >= 'a' && next[0] <= 'z' &&
            !next[1]) {
            w->house.door[0] = next[0];
            w->number = 2;
        }
    }
}

static bool split_words(lc_latin *l, const char *text)
{
    unsigned part = 0;
    const char *word;

    while (l->count < WORDS_MAX && (word = next_word(l->arena, &text, &part)))
        if (*word)
            l->word[l->count++] = (lc_latin_word){.text = word, .part = part};
    find_numbers(l);
    return l->count > 0;
}

/* ---- the street ---- */

/* The key of some words in a row; NULL: no memory. */
static const char *key_of(const lc_latin *l, size_t from, size_t to)
{
    lc_buf b = {0};
    const char *key;

    lc_buf_puts(&b, "");
    for (size_t i = from; i < to; i++)
        lc_buf_printf(&b, "%s%s", i > from ? " " : "", l->word[i].text);
    key =
        b.failed ? NULL : lc_address_words_key(&l->ix->words, l->arena, b.data);
    lc_buf_free(&b);
    return key;
}

/* A postcode begins a part or follows a number, with a word behind it. */
static bool is_postcode(const lc_latin *l, size_t i)
{
    const lc_latin_word *w = &l->word[i];

    return strspn(w->text, "0123456789") == strlen(w->text) &&
           strlen(w->text) >= POSTCODE_MIN && !w->last;
}

/* The first word of the number of a street in those words: before it in its
 * part or as the part before, else behind it; WORDS_MAX: there is none. */
static size_t number_of(const lc_latin *l, size_t from, size_t to)
{
    const lc_latin_word *w = l->word;

    for (size_t n = 1; n <= 2 && n <= from; n++)
        if (w[from - n].number == n && w[from - n].first)
            return from - n;
    if (to < l->count && w[to].number &&
        (!is_postcode(l, to) || w[to].part == w[from].part))
        return to;
    return WORDS_MAX;
}

/* Whether the words may be a street by where they stand. */
static bool may_be(const lc_latin *l, size_t from, size_t to, size_t number)
{
    const lc_latin_word *w = l->word;
    bool begins = w[from].first || (number < from);
    bool ends =
        w[to - 1].last || number == to || (to < l->count && is_postcode(l, to));

    return begins && ends;
}

/* Longer names are better, then those with a number, then the first. */
static bool better(const lc_latin *l, size_t from, size_t to, size_t number)
{
    size_t have = l->to - l->from, n = to - from;

    if ((l->number < WORDS_MAX) != (number < WORDS_MAX))
        return number < WORDS_MAX || have == 0;
    return n > have;
}

static lc_address_street *find_street(lc_latin *l, bool *failed)
{
    lc_address_street *best = NULL;

    l->number = WORDS_MAX;
    for (size_t from = 0; from < l->count; from++) {
        for (size_t to = from + 1; to <= l->count; to++) {
            size_t number = number_of(l, from, to);
            const char *key;
            lc_address_street *s;

            if (l->word[to - 1].part != l->word[from].part)
                break;
            if (!may_be(l, from, to, number) || !better(l, from, to, number))
                continue;
            key = key_of(l, from, to);
            *failed = *failed || !key;
            s = key ? lc_address_index_street(l->ix, key, strlen(key)) : NULL;
            if (!s)
                continue;
            best = s;
            l->from = from;
            l->to = to;
            l->number = number;
        }
    }
    return best;
}

/* ---- the areas ---- */

static bool is_used(const lc_latin *l, size_t i)
{
    size_t n = l->number < WORDS_MAX ? l->word[l->number].number : 0;

    return (i >= l->from && i < l->to) ||
           (n && i >= l->number && i < l->number + n);
}

static bool has_digit(const char *s)
{
    return s[strcspn(s, "0123456789")] != '\0';
}

/* What stands behind the street names the place, what stands before it may be
 * the name of a house. */
static bool put_area(const lc_latin *l, size_t from, size_t to,
                     lc_address_reading *out)
{
    const char *key = key_of(l, from, to);

    if (key && *key && out->areas < LIFE_ADDRESS_AREAS &&
        !lc_address_words_is(&l->ix->words, LIFE_ADDRESS_PASS, key))
        out->area[out->areas++] = (lc_address_area){key, from >= l->from};
    return key != NULL;
}

/* Postcodes by themselves, other words of a part together; words with digits
 * (2. OG, flat 5) are no areas. */
static bool read_areas(const lc_latin *l, lc_address_reading *out)
{
    for (size_t i = 0; i < l->count;) {
        size_t to = i + 1;
        const char *text = l->word[i].text;

        if (is_used(l, i) || has_digit(text)) {
            if (!is_used(l, i) && strlen(text) >= POSTCODE_MIN &&
                strspn(text, "0123456789") == strlen(text) &&
                !put_area(l, i, to, out))
                return false;
            i++;
            continue;
        }
        while (to < l->count && l->word[to].part == l->word[i].part &&
               !is_used(l, to) && !has_digit(l->word[to].text))
            to++;
        if (!put_area(l, i, to, out))
            return false;
        i = to;
    }
    return true;
}

static const char *unused_words(const lc_latin *l)
{
    lc_buf b = {0};
    const char *text;

    lc_buf_puts(&b, "");
    for (size_t i = 0; i < l->count; i++)
        if (!is_used(l, i))
            lc_buf_printf(&b, "%s ", l->word[i].text);
    text = b.failed ? NULL : lc_arena_strdup(l->arena, b.data);
    lc_buf_free(&b);
    return text;
}

lc_status lc_latin_read(const lc_address_index *ix, const char *text,
                        lc_arena *arena, lc_address_reading *out, lc_error *err)
{
    lc_latin l = {.ix = ix, .arena = arena};
    bool failed = false;

    if (!split_words(&l, text))
        return LIFE_OK;
    out->street = find_street(&l, &failed);
    if (failed)
        return lc_no_memory(err, "an address");
    out->numbered = l.number < WORDS_MAX;
    if (out->numbered)
        out->house = l.word[l.number].house;
    if (out->street)
        out->reason = LIFE_ADDRESS_PLACED;
    out->rest = unused_words(&l);
    if (!out->rest)
        return lc_no_memory(err, "an address");
    return read_areas(&l, out) ? LIFE_OK : lc_no_memory(err, "an address");
}

/* ---- addresses that are kept ---- */

/* A part that ends with a number or begins with one, where no street is known:
 * the first such part. */
static bool guess_street(lc_latin *l)
{
    for (size_t from = 0, to; from < l->count; from = to) {
        for (to = from + 1; to < l->count && !l->word[to].first; to++)
            ;
        l->from = from;
        l->to = to;
        for (size_t n = 1; n <= 2 && n < to - from; n++)
            if (l->word[to - n].number == n) {
                l->number = l->to = to - n;
                return true;
            }
        l->number = from;
        l->from = from + l->word[from].number;
        if (l->word[from].number && l->from < to && !is_postcode(l, from))
            return true;
    }
    return false;
}

/* The words from..to as they are written, with `mark` between them. */
static const char *join_words(const lc_latin *l, size_t from, size_t to,
                              const char *mark)
{
    lc_buf b = {0};
    const char *text;

    lc_buf_puts(&b, "");
    for (size_t i = from; i < to; i++)
        lc_buf_printf(&b, "%s%s", i > from ? mark : "", l->word[i].text);
    text = b.failed ? NULL : lc_arena_strdup(l->arena, b.data);
    lc_buf_free(&b);
    return text;
}

lc_status lc_latin_split(const lc_address_index *ix, const char *text,
                         lc_arena *arena, lc_address_parts *out, lc_error *err)
{
    lc_latin l = {.ix = ix, .arena = arena};
    lc_address_reading r = {0};
    bool failed = false, found;

    if (!split_words(&l, text))
        return LIFE_OK;
    found = find_street(&l, &failed) && l.number < WORDS_MAX;
    if (!found && !guess_street(&l))
        return LIFE_OK;
    out->street = join_words(&l, l.from, l.to, " ");
    out->number =
        join_words(&l, l.number, l.number + l.word[l.number].number, "");
    failed |= !read_areas(&l, &r);
    out->area = lc_address_areas_join(&r, arena);
    return !failed && out->street && out->number && out->area
               ? LIFE_OK
               : lc_no_memory(err, "an address");
}
