/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/conditions.c - see conditions.h.
 */
#include "src/study/rules/conditions.h"

#include "lifecircle/base/parse.h"
#include "src/world/facilities/attributes.h"

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

    if (!strcmp(word, "yes") && is_yes(text))
        return true;
    if (len > 1 && word[len - 1] == '*')
        return !strncasecmp(text, word, len - 1);
    return !strcasecmp(text, word);
}

static bool any_word(const lc_filter *f, const char *text)
{
    for (size_t i = 0; i < f->words; i++) {
        if (f->op == LIFE_FILTER_IS ? is_word(text, f->word[i])
                                    : strstr(text, f->word[i]) != NULL)
            return true;
    }
    return false;
}

/* What is not told is never a no. AT_LEAST is inclusive. LIFE_FILTER_EACH is
 * met here by any of its words: measure_units.c counts which. */
static lc_known match(const lc_world *w, const lc_filter *f, uint32_t facility)
{
    char text[TEXT_BYTES];
    double v;

    if (f->op == LIFE_FILTER_AT_LEAST) {
        if (!lc_attribute_number(w, facility, f->key, &v))
            return LIFE_MAYBE;
        return v >= f->number ? LIFE_YES : LIFE_NO;
    }
    if (!lc_attribute_text(w, facility, f->key, text, sizeof text))
        return LIFE_MAYBE;
    return any_word(f, text) ? LIFE_YES : LIFE_NO;
}

lc_known lc_conditions_match(const lc_world *w, const lc_filters *f,
                             uint32_t facility, const char **lacking)
{
    lc_known all = LIFE_YES;

    for (size_t i = 0; i < f->count; i++) {
        lc_known one = match(w, &f->filter[i], facility);

        if (one == LIFE_NO)
            return LIFE_NO;
        if (one == LIFE_MAYBE && all == LIFE_YES) {
            all = LIFE_MAYBE;
            *lacking = f->filter[i].key;
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
