/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/words.c - the table of words, sorted into the three ways in which
 * they are looked for: whole, by their beginning, and behind a number.
 *
 * Each is a short list, looked through from its beginning: the first that fits
 * decides, which is how the table puts a longer word before its own beginning.
 * Latin words are compared whole, as "mo" begins "month"; Chinese ones by
 * their beginning, as no blanks stand between them; and what makes times is
 * looked for behind numbers alone, as "h" alone says nothing.
 */
#include "src/hours/words.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Which list a word is in is what keep() decides. */
struct lc_hours_words {
    lc_table *table; /* the texts live in it */
    LC_VEC(lc_hours_known) whole;
    LC_VEC(lc_hours_known) begin;
    LC_VEC(lc_hours_known) behind;
};

/* What the column "value" of a row has to be, by what the row is. */
typedef enum value_kind {
    NO_VALUE,
    DAYS_VALUE, /* "1-5": a set of weekdays */
    MONTH_VALUE,
    MONTHS_VALUE, /* "6-8", "12-2": a set of months */
    MARK_VALUE    /* one character */
} value_kind;

/* The column "is" of geodata/hours_words.csv: its text, the token, the token's
 * value where that is always the same, what it says of times, and what the
 * row's own value is. */
static const struct kind {
    const char *id;
    lc_hours_word word;
    int value;
    lc_hours_hint hint;
    value_kind takes;
} kinds[] = {
    {"days", LIFE_HOURS_DAYS, 0, LIFE_HINT_NONE, DAYS_VALUE},
    {"month", LIFE_HOURS_MONTH, 0, LIFE_HINT_NONE, MONTH_VALUE},
    {"mark", LIFE_HOURS_MARK, 0, LIFE_HINT_NONE, MARK_VALUE},
    {"closed", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED, LIFE_HINT_NONE, NO_VALUE},
    {"open", LIFE_HOURS_STATE, LIFE_HOURS_OPEN, LIFE_HINT_NONE, NO_VALUE},
    {"unknown", LIFE_HOURS_STATE, LIFE_HOURS_UNKNOWN, LIFE_HINT_NONE, NO_VALUE},
    {"always", LIFE_HOURS_ALWAYS, 0, LIFE_HINT_NONE, NO_VALUE},
    {"all_day", LIFE_HOURS_ALL_DAY, 0, LIFE_HINT_NONE, NO_VALUE},
    {"week", LIFE_HOURS_WEEK, 0, LIFE_HINT_NONE, NO_VALUE},
    {"sun", LIFE_HOURS_SUN, 0, LIFE_HINT_NONE, NO_VALUE},
    {"public_holiday", LIFE_HOURS_PUBLIC, 0, LIFE_HINT_NONE, NO_VALUE},
    {"school_holiday", LIFE_HOURS_SCHOOL, 0, LIFE_HINT_NONE, NO_VALUE},
    {"fallback", LIFE_HOURS_FALLBACK, 0, LIFE_HINT_NONE, NO_VALUE},
    {"nothing", LIFE_HOURS_NOTHING, 0, LIFE_HINT_NONE, NO_VALUE},
    {"space", LIFE_HOURS_NOTHING, 0, LIFE_HINT_SPACE, NO_VALUE},
    {"morning", LIFE_HOURS_NOTHING, 0, LIFE_HINT_MORNING, NO_VALUE},
    {"afternoon", LIFE_HOURS_NOTHING, 0, LIFE_HINT_AFTERNOON, NO_VALUE},
    {"noon", LIFE_HOURS_NOTHING, 0, LIFE_HINT_NOON, NO_VALUE},
    {"evening", LIFE_HOURS_NOTHING, 0, LIFE_HINT_EVENING, NO_VALUE},
    {"night", LIFE_HOURS_NOTHING, 0, LIFE_HINT_NIGHT, NO_VALUE},
    {"next_day", LIFE_HOURS_NOTHING, 0, LIFE_HINT_NEXT_DAY, NO_VALUE},
    {"workdays", LIFE_HOURS_DAYS, 0, LIFE_HINT_WORKDAYS, DAYS_VALUE},
    {"day_numeral", LIFE_HOURS_TIME, 0, LIFE_HINT_NUMERAL, DAYS_VALUE},
    {"season", LIFE_HOURS_SEASON, 0, LIFE_HINT_NONE, MONTHS_VALUE},
    {"as_usual", LIFE_HOURS_USUAL, 0, LIFE_HINT_NONE, NO_VALUE},
    {"excepted", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED, LIFE_HINT_EXCEPT,
     NO_VALUE},
    {"except", LIFE_HOURS_EXCEPT, 0, LIFE_HINT_NONE, NO_VALUE},
    {"outside", LIFE_HOURS_OUTSIDE, 0, LIFE_HINT_NONE, NO_VALUE},
    {"last_entry", LIFE_HOURS_LAST, 0, LIFE_HINT_NONE, NO_VALUE},
    {"clock", LIFE_HOURS_TIME, 0, LIFE_HINT_CLOCK, NO_VALUE},
    {"hour", LIFE_HOURS_TIME, 0, LIFE_HINT_HOUR, NO_VALUE},
    {"minute", LIFE_HOURS_TIME, 0, LIFE_HINT_MINUTE, NO_VALUE},
    {"half", LIFE_HOURS_TIME, 30, LIFE_HINT_HALF, NO_VALUE},
    {"am", LIFE_HOURS_TIME, 0, LIFE_HINT_AM, NO_VALUE},
    {"pm", LIFE_HOURS_TIME, 0, LIFE_HINT_PM, NO_VALUE},
    {"month_sign", LIFE_HOURS_TIME, 0, LIFE_HINT_MONTH, NO_VALUE},
    {"day_sign", LIFE_HOURS_TIME, 0, LIFE_HINT_DAY, NO_VALUE},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct kind *find_kind(const char *id)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (!strcmp(kinds[i].id, id))
            return &kinds[i];
    return NULL;
}

/* "3" or "1-5", as bits from Monday. */
static bool read_days(const char *s, int *out)
{
    const char *dash = strchr(s, '-');
    int first = s[0] - '0', last = dash ? dash[1] - '0' : first;

    if (strlen(s) != (dash ? 3u : 1u) || first < 1 || last > 7 || first > last)
        return false;
    *out = (1 << last) - (1 << (first - 1));
    return true;
}

/* "12-2", as bits from bit 1 for January. A season may run over the new year:
 * from one to the other, round the year. */
static bool read_months(const char *s, int *out)
{
    const char *dash = strchr(s, '-');
    char first[4] = "";
    uint64_t from, to;

    if (!dash || dash - s > 2)
        return false;
    memcpy(first, s, (size_t)(dash - s));
    if (!lc_parse_uint(first, 12, &from) || !from ||
        !lc_parse_uint(dash + 1, 12, &to) || !to)
        return false;
    *out = 1 << to;
    for (uint64_t m = from; m != to; m = m % 12 + 1)
        *out |= 1 << m;
    return true;
}

/* A value where none belongs is refused as well: it would be a slip of the
 * pen. */
static bool read_value(const struct kind *k, const char *s, int *out)
{
    uint64_t month = 0;

    *out = k->value;
    switch (k->takes) {
    case DAYS_VALUE:
        return read_days(s, out);
    case MONTH_VALUE:
        if (!lc_parse_uint(s, 12, &month) || !month)
            return false;
        *out = (int)month;
        return true;
    case MONTHS_VALUE:
        return read_months(s, out);
    case MARK_VALUE:
        *out = (unsigned char)*s;
        return strlen(s) == 1;
    case NO_VALUE:
        break;
    }
    return !*s;
}

/* ASCII alone: Chinese words have none. */
static bool is_letters(const char *s)
{
    while (isalpha((unsigned char)*s))
        s++;
    return !*s;
}

/* What a row says decides the list, and among the rest how it is spelt. */
static bool keep(lc_hours_words *w, const lc_hours_known *k)
{
    if (k->word == LIFE_HOURS_TIME)
        return lc_vec_push(&w->behind, *k);
    return is_letters(k->text) ? lc_vec_push(&w->whole, *k)
                               : lc_vec_push(&w->begin, *k);
}

static lc_status read_row(lc_hours_words *w, size_t row, lc_error *err)
{
    const lc_table *t = w->table;
    const char *is = lc_table_cell(t, row, "is");
    const char *value = lc_table_cell(t, row, "value");
    const struct kind *kind = find_kind(is);
    lc_hours_known k = {.text = lc_table_cell(t, row, "word")};

    if (!*k.text || !kind || !read_value(kind, value, &k.value))
        return lc_fail_at(
            err,
            lc_fail(err, LIFE_ERR_PARSE,
                    "\"%s\" is \"%s\" with \"%s\": a word of opening hours "
                    "needs what it is, and days as 1-5, a month as 1 to 12 or "
                    "one mark where it is one (geodata/hours_words.csv)",
                    k.text, is, value),
            lc_table_source(t), lc_table_line(t, row));
    k.len = strlen(k.text);
    k.word = kind->word;
    k.hint = kind->hint;
    return keep(w, &k) ? LIFE_OK : lc_no_memory(err, "words of opening hours");
}

lc_status lc_hours_words_open(lc_hours_words **out, lc_error *err)
{
    lc_hours_words *w = lc_calloc(1, sizeof *w);
    lc_status st;

    *out = NULL;
    if (!w)
        return lc_no_memory(err, "words of opening hours");
    st = lc_table_open("hours_words.csv", &w->table, err);
    for (size_t i = 0; !st && i < lc_table_rows(w->table); i++)
        st = read_row(w, i, err);
    if (st)
        lc_hours_words_free(w);
    else
        *out = w;
    return st;
}

void lc_hours_words_free(lc_hours_words *w)
{
    if (!w)
        return;
    lc_vec_free(&w->whole);
    lc_vec_free(&w->begin);
    lc_vec_free(&w->behind);
    lc_table_free(w->table);
    lc_free(w);
}

/* Tells nearly all words apart: letters differ from capital ones by this bit,
 * and what else does is compared as a whole. */
static bool begins_alike(const char *a, const char *b)
{
    return !((*a ^ *b) & ~('a' ^ 'A'));
}

/* Without case: people write MO, Mo and mo. */
const lc_hours_known *lc_hours_words_whole(const lc_hours_words *w,
                                           const char *s, size_t len)
{
    for (size_t i = 0; i < w->whole.n; i++)
        if (w->whole.v[i].len == len && begins_alike(w->whole.v[i].text, s) &&
            !strncasecmp(w->whole.v[i].text, s, len))
            return &w->whole.v[i];
    return NULL;
}

const lc_hours_known *lc_hours_words_begin(const lc_hours_words *w,
                                           const char *s)
{
    for (size_t i = 0; i < w->begin.n; i++)
        if (*w->begin.v[i].text == *s &&
            !strncmp(w->begin.v[i].text, s, w->begin.v[i].len))
            return &w->begin.v[i];
    return NULL;
}

const lc_hours_known *lc_hours_words_behind(const lc_hours_words *w,
                                            const char *s, lc_hours_hint least,
                                            lc_hours_hint most)
{
    for (size_t i = 0; i < w->behind.n; i++) {
        const lc_hours_known *k = &w->behind.v[i];

        if (k->hint >= least && k->hint <= most && begins_alike(k->text, s) &&
            !strncasecmp(k->text, s, k->len))
            return k;
    }
    return NULL;
}
