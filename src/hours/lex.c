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

/* Digits at *s, four at most; -1: none. A fifth is read to see that it is
 * there: no number of this language has more than four. */
static int digits(const char **s)
{
    int v = 0, n = 0;

    for (; isdigit((unsigned char)**s) && n < 5; n++)
        v = v * 10 + *(*s)++ - '0';
    return n && n < 5 ? v : -1;
}

/* What "am" or "pm" stands at *s, with *s then behind it; a letter behind that
 * makes it the beginning of another word. */
static lc_hours_hint half_of_day(const lc_hours_words *w, const char **s)
{
    const char *at = *s + strspn(*s, " ");
    const lc_hours_known *k =
        lc_hours_words_behind(w, at, LIFE_HINT_AM, LIFE_HINT_PM);

    if (!k || isalpha((unsigned char)at[k->len]))
        return LIFE_HINT_NONE;
    *s = at + k->len;
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

/* Minutes of the day of a time that is said to be before or after noon. On
 * such clocks 12 is the first hour: 12:30 am is 0:30. */
static int of_the_half(int v, lc_hours_hint said, lc_hours_hint half)
{
    if (said && v >= 12 * 60)
        v -= 12 * 60;
    if (said == LIFE_HINT_PM || (half == LIFE_HINT_AFTERNOON && v < 12 * 60))
        v += 12 * 60;
    return v;
}

/* A number without a time: a month, a day or a number alone. */
static bool lex_date(const lc_hours_words *w, const char **s, int v,
                     lc_hours_token *t)
{
    const lc_hours_known *k =
        lc_hours_words_behind(w, *s, LIFE_HINT_MONTH, LIFE_HINT_DAY);

    *t = (lc_hours_token){LIFE_HOURS_NUMBER, v, t->at, 0};
    if (!k)
        return true;
    *s += k->len;
    if (k->hint == LIFE_HINT_DAY)
        return true;
    t->word = LIFE_HOURS_MONTH;
    return v >= 1 && v <= 12;
}

/* A number: a time, a month, a day or a number alone. `half` is the word
 * (上午, 下午) that stands before it. Hours go up to 48, as spans end on the
 * day after at the latest; with "am" and "pm" they are 1:00 to 12:59. */
static bool lex_number(const lc_hours_words *w, const char **s,
                       lc_hours_hint half, lc_hours_token *t)
{
    int v = digits(s);
    const lc_hours_known *mark =
        lc_hours_words_behind(w, *s, LIFE_HINT_CLOCK, LIFE_HINT_HOUR);
    lc_hours_hint said;
    bool timed = false;

    if (v < 0)
        return false;
    if (mark) {
        int minutes = minutes_behind(w, s, mark, &timed);

        if (timed && (v > 48 || minutes > 59))
            return false;
        v = timed ? v * 60 + minutes : v;
    }
    said = half_of_day(w, s);
    if (said && !timed)
        v *= 60;
    if (said && (v < 60 || v >= 13 * 60))
        return false;
    if (!timed && !said)
        return lex_date(w, s, v, t);
    *t =
        (lc_hours_token){LIFE_HOURS_TIME, of_the_half(v, said, half), t->at, 0};
    return true;
}

/* One word at *s. */
static bool lex_one(const lc_hours_words *w, const char **s,
                    lc_hours_hint *half, lc_hours_token *t)
{
    const lc_hours_known *k;
    size_t len = 0;

    *t = (lc_hours_token){LIFE_HOURS_NOTHING, 0, *s, 0};
    if (**s == '"') {
        len = strcspn(*s + 1, "\"");
        if ((*s)[len + 1] != '"')
            return false;
        *t = (lc_hours_token){LIFE_HOURS_COMMENT, 0, *s + 1, len};
        *s += len + 2;
        return true;
    }
    while (isalpha((unsigned char)(*s)[len]))
        len++;
    k = len ? lc_hours_words_whole(w, *s, len) : lc_hours_words_begin(w, *s);
    if (!k)
        return isdigit((unsigned char)**s) && lex_number(w, s, *half, t);
    if (!len)
        len = k->len;
    *s += len;
    if (k->hint == LIFE_HINT_MORNING || k->hint == LIFE_HINT_AFTERNOON)
        *half = k->hint;
    else if (k->word != LIFE_HOURS_NOTHING &&
             !(k->word == LIFE_HOURS_MARK &&
               (k->value == '-' || k->value == ':')))
        *half = LIFE_HINT_NONE;
    t->word = k->word;
    t->value = k->value;
    return true;
}

lc_status lc_hours_lex(const lc_hours_words *words, const char *text,
                       lc_hours_token out[LIFE_HOURS_MAX_TOKENS], lc_error *err)
{
    const char *s = text;
    size_t n = 0;
    lc_hours_hint half = LIFE_HINT_NONE;
    bool silent = false;

    if (strnlen(text, LIFE_HOURS_MAX_BYTES + 1) > LIFE_HOURS_MAX_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "opening hours are longer than %d bytes",
                       LIFE_HOURS_MAX_BYTES);
    for (s += strspn(s, " \t\r\n"); *s; s += strspn(s, " \t\r\n")) {
        const char *at = s;

        if (n == LIFE_HOURS_MAX_TOKENS - 1)
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "opening hours have more than %d words",
                           LIFE_HOURS_MAX_TOKENS - 1);
        if (!lex_one(words, &s, &half, &out[n]))
            return lc_hours_lex_unread(at, err);
        /* "opening hours:" */
        if (silent && out[n].word == LIFE_HOURS_MARK && out[n].value == ':')
            continue;
        silent = out[n].word == LIFE_HOURS_NOTHING;
        n += !silent;
    }
    out[n] = (lc_hours_token){LIFE_HOURS_END, 0, s, 0};
    return LIFE_OK;
}
