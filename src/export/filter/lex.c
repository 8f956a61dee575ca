/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/lex.c - see lex.h.
 */
#include "src/export/filter/lex.h"

#include "lifecircle/base/utf8.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* More is no filter that somebody wrote; it bounds time and memory. */
#define MOST_WORDS   20000
#define NUMBER_CHARS 40

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters of any script: bytes above ASCII are part of them. */
static bool begins_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == ':' || (c & 0x80);
}

static bool in_name(char c)
{
    return begins_name(c) || is_digit(c) || c == '.';
}

/* Characters, as people count, and a piece of what stands there. */
lc_status lc_lex_fail(const lc_lex *l, const char *at, lc_error *err,
                      const char *what, ...)
{
    const char *s = l->start;
    size_t character = 1;
    char piece[32], text[300];
    va_list ap;

    while (s < at) {
        lc_utf8_next(&s, at);
        character++;
    }
    lc_utf8_format(piece, sizeof piece, "%.24s", at);
    piece[strcspn(piece, " \t\r\n")] = '\0';
    va_start(ap, what);
    lc_utf8_vformat(text, sizeof text, what, ap);
    va_end(ap);
    if (!*at)
        return lc_fail_param(err, LIFE_ERR_PARSE, "filter",
                             "character %zu, at its end: %s", character, text);
    return lc_fail_param(err, LIFE_ERR_PARSE, "filter",
                         "character %zu, at \"%s\": %s", character, piece,
                         text);
}

static lc_status keep(lc_lex *l, const char *s, size_t n, lc_error *err)
{
    l->text = lc_arena_strndup(l->arena, s, n);
    return l->text ? LIFE_OK : lc_no_memory(err, "the filter");
}

static lc_status read_name(lc_lex *l, lc_error *err)
{
    const char *s = l->at;

    l->kind = LIFE_LEX_WORD;
    while (in_name(*l->at))
        l->at++;
    return keep(l, s, (size_t)(l->at - s), err);
}

/* Whether a quote at `s` stands for itself: doubled, or behind a backslash,
 * both of which the standard knows. */
static bool is_escape(const char *s, char quote)
{
    return (s[0] == quote && s[1] == quote) ||
           (quote == '\'' && s[0] == '\\' && s[1] == quote);
}

static lc_status read_quoted(lc_lex *l, char quote, lc_error *err)
{
    const char *s = ++l->at;
    char *out, *to;

    while (*s && (*s != quote || is_escape(s, quote)))
        s += is_escape(s, quote) ? 2 : 1;
    if (!*s)
        return lc_lex_fail(l, l->word, err, "the quote is not closed");
    out = to = lc_arena_alloc(l->arena, (size_t)(s - l->at) + 1);
    if (!out)
        return lc_no_memory(err, "the filter");
    while (l->at < s) {
        l->at += is_escape(l->at, quote);
        *to++ = *l->at++;
    }
    l->at = s + 1;
    l->text = out;
    l->kind = quote == '"' ? LIFE_LEX_QUOTED : LIFE_LEX_TEXT;
    return LIFE_OK;
}

/* The form of a number is checked here, as strtod() takes much more. */
static const char *number_end(const char *s)
{
    const char *digits;

    s += *s == '-' || *s == '+';
    digits = s;
    while (is_digit(*s))
        s++;
    if (*s == '.')
        s++;
    while (is_digit(*s))
        s++;
    if (s == digits || (s == digits + 1 && *digits == '.'))
        return NULL;
    if (*s == 'e' || *s == 'E') {
        s++;
        s += *s == '-' || *s == '+';
        if (!is_digit(*s))
            return NULL;
        while (is_digit(*s))
            s++;
    }
    return s;
}

static lc_status read_number(lc_lex *l, lc_error *err)
{
    const char *end = number_end(l->at);
    char text[NUMBER_CHARS + 1];

    if (!end || in_name(*end))
        return lc_lex_fail(l, l->word, err, "this is no number");
    if (end - l->at > NUMBER_CHARS)
        return lc_lex_fail(l, l->word, err,
                           "a number has at most %d characters", NUMBER_CHARS);
    memcpy(text, l->at, (size_t)(end - l->at));
    text[end - l->at] = '\0';
    l->number = strtod(text, NULL);
    l->kind = LIFE_LEX_NUMBER;
    l->at = end;
    return isfinite(l->number)
               ? LIFE_OK
               : lc_lex_fail(l, l->word, err, "the number is too large");
}

static lc_status read_mark(lc_lex *l, lc_error *err)
{
    static const char *const marks[] = {"<>", "<=", ">=", "=", "<",
                                        ">",  "(",  ")",  ","};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);

        if (strncmp(l->at, marks[i], n) != 0)
            continue;
        l->kind = LIFE_LEX_MARK;
        l->text = marks[i];
        l->at += n;
        return LIFE_OK;
    }
    return lc_lex_fail(l, l->at, err,
                       "nothing of CQL2 begins so; there are names, 'texts', "
                       "numbers, = <> < > <= >= ( ) and commas");
}

lc_status lc_lex_next(lc_lex *l, lc_error *err)
{
    char c;

    l->at += strspn(l->at, " \t\r\n\f\v");
    l->word = l->at;
    l->text = "";
    if (++l->words > MOST_WORDS)
        return lc_fail_param(err, LIFE_ERR_LIMIT, "filter",
                             "it has more than %d words", MOST_WORDS);
    c = *l->at;
    if (!c) {
        l->kind = LIFE_LEX_END;
        return LIFE_OK;
    }
    if (c == '\'' || c == '"')
        return read_quoted(l, c, err);
    if (is_digit(c) || c == '-' || c == '+' || c == '.')
        return read_number(l, err);
    return begins_name(c) ? read_name(l, err) : read_mark(l, err);
}

bool lc_lex_is(const lc_lex *l, const char *keyword)
{
    return (l->kind == LIFE_LEX_WORD || l->kind == LIFE_LEX_MARK) &&
           !strcasecmp(l->text, keyword);
}

lc_status lc_lex_take(lc_lex *l, const char *keyword, lc_error *err)
{
    if (!lc_lex_is(l, keyword))
        return lc_lex_fail(l, l->word, err, "expected %s", keyword);
    return lc_lex_next(l, err);
}
