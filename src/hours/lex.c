/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/lex.c - opening hours into words, English and Chinese.
 */
#include "lifecircle/base/num.h"
#include "src/hours/rules.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { SPACE_WORD = -1, MORNING = -2, AFTERNOON = -3 };

typedef struct known {
    const char *text;
    lc_hours_word word;
    int value;
} known;

enum { WORKDAYS = 31, WEEKEND = 96, EVERY_DAY = 127 };

/* Words of letters, whole and in any case. */
static const known letters[] = {
    {"mo", LIFE_HOURS_DAYS, 1},
    {"mon", LIFE_HOURS_DAYS, 1},
    {"monday", LIFE_HOURS_DAYS, 1},
    {"tu", LIFE_HOURS_DAYS, 2},
    {"tue", LIFE_HOURS_DAYS, 2},
    {"tuesday", LIFE_HOURS_DAYS, 2},
    {"we", LIFE_HOURS_DAYS, 4},
    {"wed", LIFE_HOURS_DAYS, 4},
    {"wednesday", LIFE_HOURS_DAYS, 4},
    {"th", LIFE_HOURS_DAYS, 8},
    {"thu", LIFE_HOURS_DAYS, 8},
    {"thursday", LIFE_HOURS_DAYS, 8},
    {"fr", LIFE_HOURS_DAYS, 16},
    {"fri", LIFE_HOURS_DAYS, 16},
    {"friday", LIFE_HOURS_DAYS, 16},
    {"sa", LIFE_HOURS_DAYS, 32},
    {"sat", LIFE_HOURS_DAYS, 32},
    {"saturday", LIFE_HOURS_DAYS, 32},
    {"su", LIFE_HOURS_DAYS, 64},
    {"sun", LIFE_HOURS_DAYS, 64},
    {"sunday", LIFE_HOURS_DAYS, 64},
    {"daily", LIFE_HOURS_DAYS, EVERY_DAY},
    {"jan", LIFE_HOURS_MONTH, 1},
    {"feb", LIFE_HOURS_MONTH, 2},
    {"mar", LIFE_HOURS_MONTH, 3},
    {"apr", LIFE_HOURS_MONTH, 4},
    {"may", LIFE_HOURS_MONTH, 5},
    {"jun", LIFE_HOURS_MONTH, 6},
    {"jul", LIFE_HOURS_MONTH, 7},
    {"aug", LIFE_HOURS_MONTH, 8},
    {"sep", LIFE_HOURS_MONTH, 9},
    {"oct", LIFE_HOURS_MONTH, 10},
    {"nov", LIFE_HOURS_MONTH, 11},
    {"dec", LIFE_HOURS_MONTH, 12},
    {"ph", LIFE_HOURS_PUBLIC, 0},
    {"sh", LIFE_HOURS_SCHOOL, 0},
    {"week", LIFE_HOURS_WEEK, 0},
    {"off", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"closed", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"open", LIFE_HOURS_STATE, LIFE_HOURS_OPEN},
    {"unknown", LIFE_HOURS_STATE, LIFE_HOURS_UNKNOWN},
    {"sunrise", LIFE_HOURS_SUN, 0},
    {"sunset", LIFE_HOURS_SUN, 0},
    {"dawn", LIFE_HOURS_SUN, 0},
    {"dusk", LIFE_HOURS_SUN, 0},
};

/* Begins of what is not letters; of two that fit, the first decides. */
static const known signs[] = {
    {"24/7", LIFE_HOURS_ALWAYS, 0},
    {"||", LIFE_HOURS_FALLBACK, 0},
    {"-", LIFE_HOURS_MARK, '-'},
    {",", LIFE_HOURS_MARK, ','},
    {";", LIFE_HOURS_MARK, ';'},
    {":", LIFE_HOURS_MARK, ':'},
    {"+", LIFE_HOURS_MARK, '+'},
    {"[", LIFE_HOURS_MARK, '['},
    {"]", LIFE_HOURS_MARK, ']'},
    {"/", LIFE_HOURS_MARK, '/'},
    {"(", LIFE_HOURS_MARK, '('},
    {")", LIFE_HOURS_MARK, ')'},
    {"7*24小时", LIFE_HOURS_ALWAYS, 0},
    {"7×24小时", LIFE_HOURS_ALWAYS, 0},
    {"~", LIFE_HOURS_MARK, '-'},
    {"～", LIFE_HOURS_MARK, '-'},
    {"－", LIFE_HOURS_MARK, '-'},
    {"——", LIFE_HOURS_MARK, '-'},
    {"—", LIFE_HOURS_MARK, '-'},
    {"–", LIFE_HOURS_MARK, '-'},
    {"‐", LIFE_HOURS_MARK, '-'},
    {"−", LIFE_HOURS_MARK, '-'},
    {"至次日", LIFE_HOURS_MARK, '-'},
    {"至", LIFE_HOURS_MARK, '-'},
    {"到", LIFE_HOURS_MARK, '-'},
    {"次日", LIFE_HOURS_NOTHING, SPACE_WORD},
    {"，", LIFE_HOURS_MARK, ','},
    {"、", LIFE_HOURS_MARK, ','},
    {"；", LIFE_HOURS_MARK, ';'},
    {"。", LIFE_HOURS_MARK, ';'},
    {"：", LIFE_HOURS_MARK, ':'},
    {"（", LIFE_HOURS_MARK, '('},
    {"）", LIFE_HOURS_MARK, ')'},
    {"及", LIFE_HOURS_MARK, ','},
    {"和", LIFE_HOURS_MARK, ','},
    {"次年", LIFE_HOURS_NOTHING, SPACE_WORD},
    {"　", LIFE_HOURS_NOTHING, SPACE_WORD},
    {"\xC2\xA0", LIFE_HOURS_NOTHING,
     SPACE_WORD}, /* a space that doesn't break */
    {"周一", LIFE_HOURS_DAYS, 1},
    {"周二", LIFE_HOURS_DAYS, 2},
    {"周三", LIFE_HOURS_DAYS, 4},
    {"周四", LIFE_HOURS_DAYS, 8},
    {"周五", LIFE_HOURS_DAYS, 16},
    {"周六周日", LIFE_HOURS_DAYS, WEEKEND},
    {"周六日", LIFE_HOURS_DAYS, WEEKEND},
    {"周六", LIFE_HOURS_DAYS, 32},
    {"周日", LIFE_HOURS_DAYS, 64},
    {"周天", LIFE_HOURS_DAYS, 64},
    {"周末", LIFE_HOURS_DAYS, WEEKEND},
    {"星期一", LIFE_HOURS_DAYS, 1},
    {"星期二", LIFE_HOURS_DAYS, 2},
    {"星期三", LIFE_HOURS_DAYS, 4},
    {"星期四", LIFE_HOURS_DAYS, 8},
    {"星期五", LIFE_HOURS_DAYS, 16},
    {"星期六", LIFE_HOURS_DAYS, 32},
    {"星期日", LIFE_HOURS_DAYS, 64},
    {"星期天", LIFE_HOURS_DAYS, 64},
    {"双休日", LIFE_HOURS_DAYS, WEEKEND},
    {"工作日", LIFE_HOURS_DAYS, WORKDAYS},
    {"每日", LIFE_HOURS_DAYS, EVERY_DAY},
    {"每天", LIFE_HOURS_DAYS, EVERY_DAY},
    {"全年无休", LIFE_HOURS_DAYS, EVERY_DAY},
    {"全年", LIFE_HOURS_DAYS, EVERY_DAY},
    {"每", LIFE_HOURS_NOTHING, SPACE_WORD},
    {"全天候", LIFE_HOURS_ALL_DAY, 0},
    {"全天", LIFE_HOURS_ALL_DAY, 0},
    {"24小时", LIFE_HOURS_ALL_DAY, 0},
    {"国家法定节假日", LIFE_HOURS_PUBLIC, 0},
    {"法定节假日", LIFE_HOURS_PUBLIC, 0},
    {"节假日", LIFE_HOURS_PUBLIC, 0},
    {"除外", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"休息", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"不休息", LIFE_HOURS_STATE, LIFE_HOURS_OPEN},
    {"照常", LIFE_HOURS_STATE, LIFE_HOURS_OPEN},
    {"休馆", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"闭馆", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"闭园", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"不开放", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"不营业", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"停诊", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"关闭", LIFE_HOURS_STATE, LIFE_HOURS_CLOSED},
    {"开放时间", LIFE_HOURS_NOTHING, 0},
    {"营业时间", LIFE_HOURS_NOTHING, 0},
    {"服务时间", LIFE_HOURS_NOTHING, 0},
    {"办公时间", LIFE_HOURS_NOTHING, 0},
    {"开放", LIFE_HOURS_NOTHING, 0},
    {"营业", LIFE_HOURS_NOTHING, 0},
    {"上午", LIFE_HOURS_NOTHING, MORNING},
    {"早上", LIFE_HOURS_NOTHING, MORNING},
    {"早", LIFE_HOURS_NOTHING, MORNING},
    {"凌晨", LIFE_HOURS_NOTHING, MORNING},
    {"下午", LIFE_HOURS_NOTHING, AFTERNOON},
    {"晚上", LIFE_HOURS_NOTHING, AFTERNOON},
    {"晚", LIFE_HOURS_NOTHING, AFTERNOON},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

lc_status lc_hours_unread(const char *at, lc_error *err)
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
static bool lex_number(const char **s, int half, lc_hours_token *t)
{
    int v = digits(s), said;
    size_t mark = minute_mark(*s);
    bool timed = false;

    if (v < 0)
        return false;
    *t = (lc_hours_token){LIFE_HOURS_NUMBER, v, t->at, 0};
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
        *t = (lc_hours_token){LIFE_HOURS_TIME, v, t->at, 0};
    } else if (begins(*s, "月")) {
        *s += strlen("月");
        *t = (lc_hours_token){LIFE_HOURS_MONTH, v, t->at, 0};
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
static bool lex_one(const char **s, int *half, lc_hours_token *t)
{
    const known *k;
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
    k = len ? find_letters(*s, len) : find_sign(*s);
    if (!k)
        return isdigit((unsigned char)**s) && lex_number(s, *half, t);
    if (!len)
        len = strlen(k->text);
    *s += len;
    if (k->word == LIFE_HOURS_NOTHING && k->value < SPACE_WORD)
        *half = k->value;
    else if (k->word != LIFE_HOURS_NOTHING &&
             !(k->word == LIFE_HOURS_MARK &&
               (k->value == '-' || k->value == ':')))
        *half = 0;
    t->word = k->word;
    t->value = k->value;
    return true;
}

lc_status lc_hours_lex(const char *text,
                       lc_hours_token out[LIFE_HOURS_MAX_TOKENS], lc_error *err)
{
    const char *s = text;
    size_t n = 0;
    int half = 0;
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
        if (!lex_one(&s, &half, &out[n]))
            return lc_hours_unread(at, err);
        /* "opening hours:" */
        if (silent && out[n].word == LIFE_HOURS_MARK && out[n].value == ':')
            continue;
        silent = out[n].word == LIFE_HOURS_NOTHING;
        n += !silent;
    }
    out[n] = (lc_hours_token){LIFE_HOURS_END, 0, s, 0};
    return LIFE_OK;
}
