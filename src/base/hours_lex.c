/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hours_lex.c - opening hours into words, English and Chinese.
 */
#include "hours_rules.h"
#include "lifecircle/base/num.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { SPACE_WORD = -1, MORNING = -2, AFTERNOON = -3 };

typedef struct known {
    const char *text;
    hours_word word;
    int value;
} known;

enum { WORKDAYS = 31, WEEKEND = 96, EVERY_DAY = 127 };

/* Words of letters, whole and in any case. */
static const known letters[] = {
    {"mo", HOURS_DAYS, 1},
    {"mon", HOURS_DAYS, 1},
    {"monday", HOURS_DAYS, 1},
    {"tu", HOURS_DAYS, 2},
    {"tue", HOURS_DAYS, 2},
    {"tuesday", HOURS_DAYS, 2},
    {"we", HOURS_DAYS, 4},
    {"wed", HOURS_DAYS, 4},
    {"wednesday", HOURS_DAYS, 4},
    {"th", HOURS_DAYS, 8},
    {"thu", HOURS_DAYS, 8},
    {"thursday", HOURS_DAYS, 8},
    {"fr", HOURS_DAYS, 16},
    {"fri", HOURS_DAYS, 16},
    {"friday", HOURS_DAYS, 16},
    {"sa", HOURS_DAYS, 32},
    {"sat", HOURS_DAYS, 32},
    {"saturday", HOURS_DAYS, 32},
    {"su", HOURS_DAYS, 64},
    {"sun", HOURS_DAYS, 64},
    {"sunday", HOURS_DAYS, 64},
    {"daily", HOURS_DAYS, EVERY_DAY},
    {"jan", HOURS_MONTH, 1},
    {"feb", HOURS_MONTH, 2},
    {"mar", HOURS_MONTH, 3},
    {"apr", HOURS_MONTH, 4},
    {"may", HOURS_MONTH, 5},
    {"jun", HOURS_MONTH, 6},
    {"jul", HOURS_MONTH, 7},
    {"aug", HOURS_MONTH, 8},
    {"sep", HOURS_MONTH, 9},
    {"oct", HOURS_MONTH, 10},
    {"nov", HOURS_MONTH, 11},
    {"dec", HOURS_MONTH, 12},
    {"ph", HOURS_PUBLIC, 0},
    {"sh", HOURS_SCHOOL, 0},
    {"week", HOURS_WEEK, 0},
    {"off", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"closed", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"open", HOURS_STATE, LIFE_HOURS_OPEN},
    {"unknown", HOURS_STATE, LIFE_HOURS_UNKNOWN},
    {"sunrise", HOURS_SUN, 0},
    {"sunset", HOURS_SUN, 0},
    {"dawn", HOURS_SUN, 0},
    {"dusk", HOURS_SUN, 0},
};

/* Begins of what is not letters; of two that fit, the first decides. */
static const known signs[] = {
    {"24/7", HOURS_ALWAYS, 0},
    {"||", HOURS_FALLBACK, 0},
    {"-", HOURS_MARK, '-'},
    {",", HOURS_MARK, ','},
    {";", HOURS_MARK, ';'},
    {":", HOURS_MARK, ':'},
    {"+", HOURS_MARK, '+'},
    {"[", HOURS_MARK, '['},
    {"]", HOURS_MARK, ']'},
    {"/", HOURS_MARK, '/'},
    {"(", HOURS_MARK, ';'}, /* "9:00-17:00 (closed on Mondays)" */
    {")", HOURS_NOTHING, 0},
    {"~", HOURS_MARK, '-'},
    {"～", HOURS_MARK, '-'},
    {"－", HOURS_MARK, '-'},
    {"——", HOURS_MARK, '-'},
    {"—", HOURS_MARK, '-'},
    {"–", HOURS_MARK, '-'},
    {"‐", HOURS_MARK, '-'},
    {"−", HOURS_MARK, '-'},
    {"至次日", HOURS_MARK, '-'},
    {"至", HOURS_MARK, '-'},
    {"到", HOURS_MARK, '-'},
    {"次日", HOURS_NOTHING, SPACE_WORD},
    {"，", HOURS_MARK, ','},
    {"、", HOURS_MARK, ','},
    {"；", HOURS_MARK, ';'},
    {"。", HOURS_MARK, ';'},
    {"：", HOURS_MARK, ':'},
    {"（", HOURS_MARK, ';'},
    {"）", HOURS_NOTHING, 0},
    {"　", HOURS_NOTHING, SPACE_WORD},
    {"\xC2\xA0", HOURS_NOTHING, SPACE_WORD}, /* a space that doesn't break */
    {"周一", HOURS_DAYS, 1},
    {"周二", HOURS_DAYS, 2},
    {"周三", HOURS_DAYS, 4},
    {"周四", HOURS_DAYS, 8},
    {"周五", HOURS_DAYS, 16},
    {"周六", HOURS_DAYS, 32},
    {"周日", HOURS_DAYS, 64},
    {"周天", HOURS_DAYS, 64},
    {"周末", HOURS_DAYS, WEEKEND},
    {"星期一", HOURS_DAYS, 1},
    {"星期二", HOURS_DAYS, 2},
    {"星期三", HOURS_DAYS, 4},
    {"星期四", HOURS_DAYS, 8},
    {"星期五", HOURS_DAYS, 16},
    {"星期六", HOURS_DAYS, 32},
    {"星期日", HOURS_DAYS, 64},
    {"星期天", HOURS_DAYS, 64},
    {"双休日", HOURS_DAYS, WEEKEND},
    {"工作日", HOURS_DAYS, WORKDAYS},
    {"每日", HOURS_DAYS, EVERY_DAY},
    {"每天", HOURS_DAYS, EVERY_DAY},
    {"全年无休", HOURS_DAYS, EVERY_DAY},
    {"全年", HOURS_DAYS, EVERY_DAY},
    {"每周", HOURS_NOTHING, SPACE_WORD},
    {"全天候", HOURS_ALL_DAY, 0},
    {"全天", HOURS_ALL_DAY, 0},
    {"24小时", HOURS_ALL_DAY, 0},
    {"国家法定节假日", HOURS_PUBLIC, 0},
    {"法定节假日", HOURS_PUBLIC, 0},
    {"节假日", HOURS_PUBLIC, 0},
    {"除外", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"休息", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"闭馆", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"闭园", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"不开放", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"不营业", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"停诊", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"关闭", HOURS_STATE, LIFE_HOURS_CLOSED},
    {"开放时间", HOURS_NOTHING, 0},
    {"营业时间", HOURS_NOTHING, 0},
    {"服务时间", HOURS_NOTHING, 0},
    {"办公时间", HOURS_NOTHING, 0},
    {"开放", HOURS_NOTHING, 0},
    {"营业", HOURS_NOTHING, 0},
    {"上午", HOURS_NOTHING, MORNING},
    {"早上", HOURS_NOTHING, MORNING},
    {"凌晨", HOURS_NOTHING, MORNING},
    {"下午", HOURS_NOTHING, AFTERNOON},
    {"晚上", HOURS_NOTHING, AFTERNOON},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

lc_status hours_unread(const char *at, lc_error *err)
{
    return *at ? lc_fail(err, LIFE_ERR_PARSE,
                         "opening hours can't be read from \"%.40s\"", at)
               : lc_fail(err, LIFE_ERR_PARSE,
                         "opening hours end in the middle of a rule");
}

static bool begins(const char *s, const char *with)
{
    return !strncmp(s, with, strlen(with));
}

/* Digits at *s, four at most; -1: none. */
static int digits(const char **s)
{
    int v = 0, n = 0;

    for (; isdigit((unsigned char)**s) && n < 5; n++)
        v = v * 10 + *(*s)++ - '0';
    return n && n < 5 ? v : -1;
}

/* What separates hours and minutes at s, in bytes; 0: nothing does. */
static size_t minute_mark(const char *s)
{
    static const char *const marks[] = {":", ".", "：", "点", "时", "h"};

    for (size_t i = 0; i < COUNT(marks); i++)
        if (begins(s, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* "am", "p.m." is not read: 1 or 2 with *s behind it; 0: neither. */
static int half_of_day(const char **s)
{
    const char *at = *s + strspn(*s, " ");
    int half = !strncasecmp(at, "am", 2)   ? 1
               : !strncasecmp(at, "pm", 2) ? 2
                                           : 0;

    if (!half || isalpha((unsigned char)at[2]))
        return 0;
    *s = at + 2;
    return half;
}

/* Minutes behind the mark: two digits, a half, or (of the marks that are
 * words) none. *read says whether what was met is a time at all. */
static int minutes_behind(const char **s, size_t mark, bool *read)
{
    const char *at = *s + mark;
    bool word = **s != ':' && **s != '.' && !begins(*s, "：");
    int v = 0;

    *read = true;
    if (isdigit((unsigned char)at[0]) && isdigit((unsigned char)at[1]) &&
        !isdigit((unsigned char)at[2])) {
        v = digits(&at);
        at += begins(at, "分") ? strlen("分") : 0;
    } else if (word && begins(at, "半")) {
        v = 30;
        at += strlen("半");
    } else if (!word) {
        *read = false;
        return 0;
    }
    *s = at;
    return v;
}

/* A number: a time, a month, a day or a number alone. `half` is the word
 * (上午, 下午) that stands before it. */
static bool lex_number(const char **s, int half, hours_token *t)
{
    int v = digits(s), said;
    size_t mark = minute_mark(*s);
    bool timed = false;

    if (v < 0)
        return false;
    *t = (hours_token){HOURS_NUMBER, v, t->at, 0};
    if (mark) {
        int minutes = minutes_behind(s, mark, &timed);

        if (timed && (v > 48 || minutes > 59))
            return false;
        v = timed ? v * 60 + minutes : v;
    }
    said = half_of_day(s);
    if (said && !timed)
        v *= 60;
    if (said && (v < 60 || v >= 13 * 60))
        return false;
    if (timed || said) {
        if (said && v >= 12 * 60)
            v -= 12 * 60;
        if (said == 2 || (half == AFTERNOON && v < 12 * 60))
            v += 12 * 60;
        *t = (hours_token){HOURS_TIME, v, t->at, 0};
    } else if (begins(*s, "月")) {
        *s += strlen("月");
        *t = (hours_token){HOURS_MONTH, v, t->at, 0};
        return v >= 1 && v <= 12;
    } else if (begins(*s, "日") || begins(*s, "号") || begins(*s, "年")) {
        *s += strlen("日");
    }
    return true;
}

static const known *find_letters(const char *s, size_t len)
{
    for (size_t i = 0; i < COUNT(letters); i++)
        if (strlen(letters[i].text) == len &&
            !strncasecmp(letters[i].text, s, len))
            return &letters[i];
    return NULL;
}

static const known *find_sign(const char *s)
{
    for (size_t i = 0; i < COUNT(signs); i++)
        if (begins(s, signs[i].text))
            return &signs[i];
    return NULL;
}

/* One word at *s. */
static bool lex_one(const char **s, int *half, hours_token *t)
{
    const known *k;
    size_t len = 0;

    *t = (hours_token){HOURS_NOTHING, 0, *s, 0};
    if (**s == '"') {
        len = strcspn(*s + 1, "\"");
        if ((*s)[len + 1] != '"')
            return false;
        *t = (hours_token){HOURS_COMMENT, 0, *s + 1, len};
        *s += len + 2;
        return true;
    }
    while (isalpha((unsigned char)(*s)[len]))
        len++;
    k = len ? find_letters(*s, len) : find_sign(*s);
    if (!k)
        return isdigit((unsigned char)**s) && lex_number(s, *half, t);
    if (!len)
        len = strlen(k->text);
    *s += len;
    if (k->word == HOURS_NOTHING && k->value < SPACE_WORD)
        *half = k->value;
    else if (k->word != HOURS_NOTHING &&
             !(k->word == HOURS_MARK && (k->value == '-' || k->value == ':')))
        *half = 0;
    t->word = k->word;
    t->value = k->value;
    return true;
}

lc_status hours_lex(const char *text, hours_token out[HOURS_MAX_TOKENS],
                    lc_error *err)
{
    const char *s = text;
    size_t n = 0;
    int half = 0;
    bool silent = false;

    if (strnlen(text, HOURS_MAX_BYTES + 1) > HOURS_MAX_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "opening hours are longer than %d bytes",
                       HOURS_MAX_BYTES);
    for (s += strspn(s, " \t\r\n"); *s; s += strspn(s, " \t\r\n")) {
        const char *at = s;

        if (n == HOURS_MAX_TOKENS - 1)
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "opening hours have more than %d words",
                           HOURS_MAX_TOKENS - 1);
        if (!lex_one(&s, &half, &out[n]))
            return hours_unread(at, err);
        /* "opening hours:" */
        if (silent && out[n].word == HOURS_MARK && out[n].value == ':')
            continue;
        silent = out[n].word == HOURS_NOTHING;
        n += !silent;
    }
    out[n] = (hours_token){HOURS_END, 0, s, 0};
    return LIFE_OK;
}
