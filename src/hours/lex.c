/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/lex.c - opening hours into words, English and Chinese.
 *
 * One run over the text, word by word; the table decides, see words.h. A
 * number is looked at with what stands behind it, so that "8:30", "8点半" and
 * "8am" each become one word. Which half of the day Chinese names in front
 * (下午) holds for the times behind it, up to a comma or another word.
 */
#include "src/hours/lex.h"

#include "src/hours/words.h"

#include <ctype.h>
#include <string.h>

lc_status lc_hours_lex_unread(const char *at, lc_error *err)
{
    return *at ? lc_fail(err, LIFE_ERR_PARSE,
                         "opening hours can't be read from \"%.40s\"", at)
               : lc_fail(err, LIFE_ERR_PARSE,
                         "opening hours end in the middle of a rule");
}

/* A text on its way into words. */
typedef struct lexer {
    const lc_hours_words *words;
    const char *s;           /* what is left of the text */
    const lc_hours_token *t; /* the words before */
    size_t n;
    lc_hours_hint half; /* of the day: 上午, 下午 and their like */
    bool before; /* "AM 9:00": these stand before their times, not behind */
    bool bare;   /* no time has come behind it yet: "周六下午休息" */
} lexer;

/* Digits at *s, four at most; -1: none. A fifth is read to see that it is
 * there: no number of this language has more than four. */
static int digits(const char **s)
{
    int v = 0, n = 0;

    for (; isdigit((unsigned char)**s) && n < 5; n++)
        v = v * 10 + *(*s)++ - '0';
    return n && n < 5 ? v : -1;
}

/* "am" or "p.m.": what stands at *s, and *s behind it. *unclear: a time
 * follows, of which it might be said as well ("9:00-11:30 PM 1:30-5:00"). */
static lc_hours_hint half_of_day(const lc_hours_words *w, const char **s,
                                 bool *unclear)
{
    const char *at = *s + strspn(*s, " ");
    const lc_hours_known *k =
        lc_hours_words_behind(w, at, LIFE_HINT_AM, LIFE_HINT_PM);

    *unclear = false;
    if (!k || isalpha((unsigned char)at[k->len]))
        return LIFE_HINT_NONE;
    *s = at + k->len;
    *unclear = isdigit((unsigned char)(*s)[strspn(*s, " ")]);
    return k->hint;
}

/* Minutes behind the mark: two digits, a half, or (of the marks that are
 * words) none. *read says whether what was met is a time at all. */
static int minutes_behind(const lc_hours_words *w, const char **s,
                          const lc_hours_known *mark, bool *read)
{
    const char *at = *s + mark->len;
    bool word = mark->hint == LIFE_HINT_HOUR;
    const lc_hours_known *k =
        word ? lc_hours_words_behind(w, at, LIFE_HINT_HALF, LIFE_HINT_HALF)
             : NULL;
    int v = 0;

    *read = true;
    if (isdigit((unsigned char)at[0]) && isdigit((unsigned char)at[1]) &&
        !isdigit((unsigned char)at[2])) {
        v = digits(&at);
        k = lc_hours_words_behind(w, at, LIFE_HINT_MINUTE, LIFE_HINT_MINUTE);
        at += k ? k->len : 0;
    } else if (k) {
        v = k->value;
        at += k->len;
    } else if (!word) {
        *read = false;
        return 0;
    }
    *s = at;
    return v;
}

/* Minutes of the day of a time, of which is said in what part of the day it
 * is. Hours of the small hours are those of the next morning in the evening
 * (晚上2:00), and of an afternoon's end twelve is midnight. */
static int of_the_half(int v, lc_hours_hint said, lc_hours_hint half)
{
    const int noon = 12 * 60, one = 13 * 60;

    if (said)
        return v % noon + (said == LIFE_HINT_PM ? noon : 0);
    switch (half) {
    case LIFE_HINT_AFTERNOON:
        return v < noon ? v + noon : v;
    case LIFE_HINT_LATER:
        return v < one ? v + noon : v;
    case LIFE_HINT_NOON:
        return v < 6 * 60 ? v + noon : v;
    case LIFE_HINT_EVENING:
        return v >= 5 * 60 && v < one ? v + noon : v;
    case LIFE_HINT_NIGHT:
        return v >= noon && v < one ? v - noon : v;
    case LIFE_HINT_NEXT_DAY:
        return v <= LIFE_DAY_MIN ? v + LIFE_DAY_MIN : v;
    default:
        return v;
    }
}

/* Seconds, which some sources write: "09:00:00". */
static void pass_seconds(const lc_hours_words *w, const char **s)
{
    const lc_hours_known *k =
        lc_hours_words_behind(w, *s, LIFE_HINT_CLOCK, LIFE_HINT_CLOCK);

    if (k && !strncmp(*s + k->len, "00", 2) &&
        !isdigit((unsigned char)(*s)[k->len + 2]))
        *s += k->len + 2;
}

/* A number without a time: a month, a day or a number alone. */
static bool lex_date(const lc_hours_words *w, const char **s, int v,
                     lc_hours_token *t)
{
    const lc_hours_known *k =
        lc_hours_words_behind(w, *s, LIFE_HINT_MONTH, LIFE_HINT_DAY);

    *t = (lc_hours_token){.word = LIFE_HOURS_NUMBER, .value = v, .at = t->at};
    if (!k)
        return true;
    *s += k->len;
    if (k->hint == LIFE_HINT_DAY)
        return true;
    t->word = LIFE_HOURS_MONTH;
    return v >= 1 && v <= 12;
}

/* A number: a time, a month, a day or a number alone. */
static bool lex_number(lexer *l, lc_hours_token *t)
{
    const lc_hours_words *w = l->words;
    int v = digits(&l->s);
    const lc_hours_known *mark =
        lc_hours_words_behind(w, l->s, LIFE_HINT_CLOCK, LIFE_HINT_HOUR);
    lc_hours_hint said = LIFE_HINT_NONE;
    bool timed = false, unclear = false;

    if (v < 0)
        return false;
    if (mark) {
        int minutes = minutes_behind(w, &l->s, mark, &timed);

        if (timed && (v > 48 || minutes > 59))
            return false;
        v = timed ? v * 60 + minutes : v;
        if (timed)
            pass_seconds(w, &l->s);
    }
    if (!l->before)
        said = half_of_day(w, &l->s, &unclear);
    if (!timed && (said || l->half) && v <= 24) {
        const lc_hours_known *k =
            lc_hours_words_behind(w, l->s, LIFE_HINT_MONTH, LIFE_HINT_DAY);

        timed = !k;
        v = k ? v : v * 60;
    }
    if (unclear || (said && (v < 60 || v >= 13 * 60)))
        return false;
    if (!timed && !said)
        return lex_date(w, &l->s, v, t);
    l->bare = false;
    *t = (lc_hours_token){.word = LIFE_HOURS_TIME,
                          .value = of_the_half(v, said, l->half),
                          .at = t->at,
                          .halved = said || l->half};
    return true;
}

/* ---- words ---- */

static bool is_day(const lc_hours_token *t)
{
    return t->word == LIFE_HOURS_DAYS && !t->workday;
}

/* 三 of "周一、三、五" and 五 of "周一至五": a weekday behind another one, or
 * behind one and a mark; in figures only where that one is in figures (周1-5),
 * and is no time's begin. */
static const lc_hours_known *day_numeral(const lexer *l)
{
    const lc_hours_token *last = l->n ? l->t + l->n - 1 : NULL;
    const lc_hours_known *k = lc_hours_words_behind(
        l->words, l->s, LIFE_HINT_NUMERAL, LIFE_HINT_NUMERAL);
    bool figure = isdigit((unsigned char)*l->s);

    if (!k || !last)
        return NULL;
    if (last->word == LIFE_HOURS_MARK && l->n > 1 &&
        (last->value == '-' || last->value == ','))
        last--;
    if (!is_day(last) || isalpha((unsigned char)*last->at) ||
        figure != !!isdigit((unsigned char)last->at[last->len - 1]))
        return NULL;
    if (figure && (isdigit((unsigned char)l->s[k->len]) ||
                   lc_hours_words_behind(l->words, l->s + k->len,
                                         LIFE_HINT_CLOCK, LIFE_HINT_DAY)))
        return NULL;
    return k;
}

static bool lex_comment(lexer *l, lc_hours_token *t)
{
    size_t len = strcspn(l->s + 1, "\"");

    if (l->s[len + 1] != '"')
        return false;
    *t = (lc_hours_token){
        .word = LIFE_HOURS_COMMENT, .at = l->s + 1, .len = len};
    l->s += len + 2;
    return true;
}

/* A part of the day holds for the times behind it: over the marks within a
 * span, and an afternoon for its end too. */
static void keep_half(lexer *l, const lc_hours_known *k)
{
    bool mark = k->word == LIFE_HOURS_MARK, dash = mark && k->value == '-';
    bool ends =
        dash ? l->half == LIFE_HINT_MORNING || l->half == LIFE_HINT_NIGHT ||
                   l->half == LIFE_HINT_NEXT_DAY
             : k->word != LIFE_HOURS_NOTHING && !(mark && k->value == ':');

    if (k->hint >= LIFE_HINT_MORNING && k->hint <= LIFE_HINT_NEXT_DAY) {
        l->half = k->hint;
        l->bare = true;
        l->before = l->before || isalpha((unsigned char)*k->text);
    } else if (dash && l->half == LIFE_HINT_AFTERNOON) {
        l->half = LIFE_HINT_LATER;
    } else if (ends) {
        l->half = LIFE_HINT_NONE;
    }
}

/* The word at l->s; "24h" behind a dash is a time's end, not a whole day. */
static const lc_hours_known *find_word(const lexer *l)
{
    const lc_hours_token *last = l->n ? l->t + l->n - 1 : NULL;
    size_t len = 0;

    while (isalpha((unsigned char)l->s[len]))
        len++;
    if (len)
        return lc_hours_words_whole(l->words, l->s, len);
    if (isdigit((unsigned char)*l->s) && last &&
        last->word == LIFE_HOURS_MARK && last->value == '-')
        return NULL;
    return lc_hours_words_begin(l->words, l->s);
}

/* "周一三五": one list. Behind a range there is no telling. */
static bool joins_day(const lexer *l)
{
    const lc_hours_token *last = l->t + l->n - 1;

    return l->n && last->word == LIFE_HOURS_DAYS &&
           (l->n < 2 || last[-1].word != LIFE_HOURS_MARK ||
            last[-1].value != '-');
}

/* One word at l->s. */
static bool lex_one(lexer *l, lc_hours_token *t)
{
    const lc_hours_known *k;

    *t = (lc_hours_token){.word = LIFE_HOURS_NOTHING, .at = l->s};
    if (*l->s == '"')
        return lex_comment(l, t);
    k = day_numeral(l);
    if (k && joins_day(l)) {
        t[-1].value |= k->value;
        l->s += k->len;
        return true;
    }
    if (k) {
        t->word = LIFE_HOURS_DAYS;
    } else {
        k = find_word(l);
        if (!k)
            return isdigit((unsigned char)*l->s) && lex_number(l, t);
        t->word = k->word;
    }
    if (l->half && l->bare && k->word == LIFE_HOURS_STATE)
        return false; /* closed for a part of the day: which, nobody says */
    keep_half(l, k);
    l->s += k->len;
    t->value = k->value;
    t->len = k->len;
    t->workday = k->hint == LIFE_HINT_WORKDAYS;
    t->except = k->hint == LIFE_HINT_EXCEPT;
    return true;
}

lc_status lc_hours_lex(const lc_hours_words *words, const char *text,
                       lc_hours_token out[LIFE_HOURS_MAX_TOKENS], lc_error *err)
{
    lexer l = {.words = words, .s = text, .t = out};
    bool silent = false;

    if (strnlen(text, LIFE_HOURS_MAX_BYTES + 1) > LIFE_HOURS_MAX_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "opening hours are longer than %d bytes",
                       LIFE_HOURS_MAX_BYTES);
    for (l.s += strspn(l.s, " \t\r\n"); *l.s; l.s += strspn(l.s, " \t\r\n")) {
        const char *at = l.s;

        if (l.n == LIFE_HOURS_MAX_TOKENS - 1)
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "opening hours have more than %d words",
                           LIFE_HOURS_MAX_TOKENS - 1);
        if (!lex_one(&l, &out[l.n]))
            return lc_hours_lex_unread(at, err);
        /* "opening hours:" */
        if (silent && out[l.n].word == LIFE_HOURS_MARK && out[l.n].value == ':')
            continue;
        silent = out[l.n].word == LIFE_HOURS_NOTHING;
        l.n += !silent;
    }
    out[l.n] = (lc_hours_token){.word = LIFE_HOURS_END, .at = l.s};
    return LIFE_OK;
}
