/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/conditions.c - see conditions.h.
 */
#include "src/study/rules/conditions.h"

#include "lifecircle/base/parse.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/facilities/attributes.h"
#include "src/world/facilities/facility.h"

#include <string.h>
#include <strings.h>

enum { TEXT_BYTES = 256 };

/* What registers and map data write for yes; whatever else is told is a no. */
static bool is_yes(const char *text)
{
    static const char *const words[] = {"yes", "1",  "true", "y", "designated",
                                        "是",  "有", "普惠", "已"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcasecmp(words[i], text))
            return true;
    return false;
}

/* Case is put aside; a last star stands for any ending. */
static bool is_word(const char *text, const char *word)
{
    size_t len = strlen(word);

    if (len > 1 && word[len - 1] == '*')
        return !strncasecmp(text, word, len - 1);
    return !strcasecmp(text, word);
}

static bool has_word(const lc_filter *f, const char *text, const char *word)
{
    if (!strcmp(word, "yes") && is_yes(text))
        return true;
    return f->op == LIFE_FILTER_IS ? is_word(text, word)
                                   : strstr(text, word) != NULL;
}

/* No where a word that is denied is there, maybe where none of those that are
 * wanted is: a filter that only denies takes whatever else is told.
 * LIFE_FILTER_EACH is met here by any of its words: measure_units.c counts
 * which. */
static lc_known read_text(const lc_filter *f, const char *text)
{
    bool wants = false, found = false;

    for (size_t i = 0; i < f->words; i++) {
        bool denies = f->word[i][0] == '!';
        bool has = has_word(f, text, f->word[i] + denies);

        if (denies && has)
            return LIFE_NO;
        wants |= !denies;
        found |= !denies && has;
    }
    return found || !wants ? LIFE_YES : LIFE_MAYBE;
}

/* AT_LEAST is inclusive. */
static lc_known read_key(const lc_world *w, const lc_filter *f, size_t key,
                         uint32_t facility)
{
    char text[TEXT_BYTES];
    lc_known one;
    double v;

    if (f->op == LIFE_FILTER_AT_LEAST) {
        if (!lc_attribute_number(w, facility, f->key[key], &v))
            return LIFE_MAYBE;
        one = v >= f->number ? LIFE_YES : LIFE_MAYBE;
    } else {
        if (!lc_attribute_text(w, facility, f->key[key], text, sizeof text))
            return LIFE_MAYBE;
        one = read_text(f, text);
    }
    return one == LIFE_MAYBE && key == 0 ? LIFE_NO : one;
}

static bool only_denies(const lc_filter *f)
{
    for (size_t i = 0; i < f->words; i++)
        if (f->word[i][0] != '!')
            return false;
    return f->words > 0;
}

/* Only a mapped outline holds others. Where none of the categories is in the
 * data, it may stand in any. */
static lc_known stands_in(const lc_world *w, const lc_catset *in,
                          uint32_t facility)
{
    const lc_facility *d = &w->facility.v[facility];
    bool any = false;

    if (!d->placed)
        return LIFE_MAYBE;
    for (uint32_t f = 0; f < w->facility.n; f++) {
        if (f == facility || !lc_catset_meets(w->facility.v[f].categories, in))
            continue;
        any = true;
        if (lc_facility_distance_m(w, f, d->pt) <= 0)
            return LIFE_YES;
    }
    return any ? LIFE_NO : LIFE_MAYBE;
}

/* Categories are what a source says of a place, so what isn't there is not. */
static uint32_t kinds_of(const lc_world *w, const lc_catset *in,
                         uint32_t facility)
{
    uint32_t n = 0;

    for (LIFE_CATSET_EACH(c, in))
        n += lc_catset_has(w->facility.v[facility].categories, c);
    return n;
}

/* What is not told is never a no. A type such as "hospital" doesn't deny what a
 * column of its own would say, so only the first attribute is believed when it
 * hasn't the word. Nothing that is not told is denied. */
static lc_known match(const lc_world *w, const lc_filter *f, uint32_t facility)
{
    if (f->op == LIFE_FILTER_WITHIN)
        return stands_in(w, &f->in, facility);
    if (f->op == LIFE_FILTER_KINDS)
        return kinds_of(w, &f->in, facility) >= f->number ? LIFE_YES : LIFE_NO;
    for (size_t i = 0; i < f->keys; i++) {
        lc_known one = read_key(w, f, i, facility);

        if (one != LIFE_MAYBE)
            return one;
    }
    return only_denies(f) ? LIFE_YES : LIFE_MAYBE;
}

/* A filter, or those of which one will do; *i moves behind them. */
static lc_known any_of(const lc_world *w, const lc_filters *f, size_t *i,
                       uint32_t facility, const char **lacking)
{
    lc_known any = LIFE_NO;
    bool more = true;

    for (; more; (*i)++) {
        const lc_filter *one = &f->filter[*i];
        lc_known is = any == LIFE_YES ? LIFE_NO : match(w, one, facility);

        if (is == LIFE_MAYBE && any == LIFE_NO)
            *lacking = one->key[0];
        if (is == LIFE_YES || any == LIFE_NO)
            any = is;
        more = one->or_next;
    }
    return any;
}

lc_known lc_conditions_match(const lc_world *w, const lc_filters *f,
                             uint32_t facility, const char **lacking)
{
    lc_known all = LIFE_YES;
    size_t i = 0;

    while (i < f->count) {
        const char *key = "";
        lc_known one = any_of(w, f, &i, facility, &key);

        if (one == LIFE_NO)
            return LIFE_NO;
        if (one == LIFE_MAYBE && all == LIFE_YES) {
            all = LIFE_MAYBE;
            *lacking = key;
        }
    }
    return all;
}

lc_known lc_conditions_opened(const lc_world *w, const lc_rule_plan *p,
                              uint32_t facility)
{
    char text[TEXT_BYTES], digits[5] = "";
    int64_t year;

    if (!p->opened_from)
        return LIFE_YES;
    if (!lc_attribute_text(w, facility, "opened", text, sizeof text))
        return LIFE_MAYBE;
    /* Of a date the year alone, which comes first in ISO 8601. */
    memcpy(digits, text, strnlen(text, 4));
    if (!lc_parse_int(digits, 1000, 9999, &year))
        return LIFE_MAYBE;
    return year >= p->opened_from && year <= p->opened_to ? LIFE_YES : LIFE_NO;
}

lc_known lc_conditions_large(const lc_world *w, const lc_rule_plan *p,
                             uint32_t facility)
{
    const lc_facility *d = &w->facility.v[facility];
    double area;

    if (p->min_area_m2 <= 0 ||
        (d->shape != LIFE_NONE && w->shape.v[d->shape].kind == LIFE_SHAPE_LINE))
        return LIFE_YES;
    if (!lc_attribute_number(w, facility, "site_area_m2", &area))
        return LIFE_MAYBE;
    return area >= p->min_area_m2 ? LIFE_YES : LIFE_NO;
}
