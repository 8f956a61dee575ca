/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/operator.c - see operator.h.
 */
#include "lifecircle/export/operator.h"

#include "lifecircle/base/utf8.h"
#include "lifecircle/words/say.h"
#include "src/export/pages/html.h"

#include <string.h>

/* Characters: a line of a foot, no page of its own. */
#define TEXT_MOST 120
/* A number of the police's register has 14 digits, early ones fewer. */
#define POLICE_DIGITS_LEAST 11
#define POLICE_DIGITS_MOST  14

/* ---- what may be given ---- */

static bool is_given(const char *text)
{
    return text && *text;
}

/* Control characters are in no name, and would break the line. */
static bool is_line(const char *s)
{
    const char *end = s + strlen(s);
    size_t chars = 0;

    if (lc_utf8_valid(s, strlen(s)) != strlen(s))
        return false;
    for (; s < end; chars++)
        if (lc_utf8_next(&s, end) < ' ')
            return false;
    return chars <= TEXT_MOST;
}

static bool is_icp(const char *s)
{
    return strstr(s, "ICP") && strpbrk(s, "0123456789");
}

/* As the register's address wants them, "" where there are too few. */
static void police_digits(const char *s, char out[POLICE_DIGITS_MOST + 1])
{
    size_t n = 0;

    for (; *s; s++)
        if (*s >= '0' && *s <= '9') {
            if (n < POLICE_DIGITS_MOST)
                out[n] = *s;
            n++;
        }
    if (n < POLICE_DIGITS_LEAST || n > POLICE_DIGITS_MOST)
        n = 0;
    out[n] = '\0';
}

static bool is_police(const char *s)
{
    char digits[POLICE_DIGITS_MOST + 1];

    police_digits(s, digits);
    return *digits != '\0';
}

static bool is_any(const char *s)
{
    (void)s;
    return true;
}

lc_status lc_operator_check(const lc_operator *o, lc_error *err)
{
    const struct {
        const char *option, *text, *wanted;
        bool (*is_right)(const char *s);
    } all[] = {
        {"operator-name", o->name, "a name", is_any},
        {"icp", o->icp, "a number as 蜀ICP备12345678号-1", is_icp},
        {"police", o->police, "a number as 川公网安备51010702000001号",
         is_police},
        {"map-approval", o->map_approval, "a number as GS(2023)1234号", is_any},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (is_given(all[i].text) &&
            (!is_line(all[i].text) || !all[i].is_right(all[i].text)))
            return lc_fail_param(err, LIFE_ERR_USAGE, all[i].option,
                                 "\"%.60s\" must be %s, one line of at most "
                                 "%d characters",
                                 all[i].text, all[i].wanted, TEXT_MOST);
    return LIFE_OK;
}

/* ---- the foot ---- */

typedef struct line { /* as far as it is written */
    lc_buf *out;
    lc_lang lang;
    bool begun;
} line;

/* Whatever comes first has no sign before it. */
static void begin(line *l)
{
    lc_buf_puts(l->out, l->begun ? " · " : "<p class=\"operator\">");
    l->begun = true;
}

static void put_said(line *l, lc_sentence id, const char *text)
{
    if (!is_given(text))
        return;
    begin(l);
    LC_HTML_SAY(l->out, l->lang, id, text);
}

/* `code` is digits, or "". */
static void put_linked(line *l, const char *register_url, const char *code,
                       const char *text)
{
    if (!is_given(text))
        return;
    begin(l);
    lc_buf_printf(l->out, "<a href=\"%s%s\" rel=\"noopener noreferrer\">",
                  register_url, code);
    lc_html_text(l->out, text);
    lc_buf_puts(l->out, "</a>");
}

void lc_operator_put(lc_buf *out, const lc_operator *o, lc_lang lang)
{
    line l = {out, lang, false};
    char digits[POLICE_DIGITS_MOST + 1] = "";

    if (!o)
        return;
    if (is_given(o->police))
        police_digits(o->police, digits);
    put_said(&l, LIFE_SAY_OPERATOR_NAME, o->name);
    put_linked(&l, "https://beian.miit.gov.cn/", "", o->icp);
    put_linked(&l, "https://beian.mps.gov.cn/#/query/webSearch?code=", digits,
               o->police);
    put_said(&l, LIFE_SAY_OPERATOR_MAP, o->map_approval);
    if (l.begun)
        lc_buf_puts(out, "</p>\n");
}

void lc_operator_foot(lc_buf *out, const lc_operator *o)
{
    lc_buf text = {0};

    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
        lc_buf_clear(&text);
        lc_operator_put(&text, o, (lc_lang)lang);
        if (!text.len && !text.failed)
            return;
        lc_buf_printf(out, "%s<div lang=\"%s\">",
                      lang ? "" : "<footer class=\"operator\">",
                      lc_lang_tag((lc_lang)lang));
        lc_buf_puts(out, lc_say_part(out, &text));
        lc_buf_puts(out, "</div>");
        lc_buf_free(&text);
    }
    lc_buf_puts(out, "</footer>\n");
}
