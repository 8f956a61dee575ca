/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/checklist.c - see checklist.h.
 *
 * A verdict is a word and a shape, so that it holds in grey and for those who
 * see no colours.
 *
 * Rules stand by group in the order of the standard's table, and in a group
 * those that fail first. The table becomes a list on a narrow screen: the
 * cells then say their heading themselves (data-t).
 */
#include "src/export/pages/report/checklist.h"

#include "lifecircle/words/figures.h"
#include "lifecircle/words/indicator.h"
#include "lifecircle/words/say.h"
#include "src/export/pages/html.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void put_verdict(const lc_report_view *s, const lc_indicator *x)
{
    static const struct {
        const char *class;
        const char *shape; /* a disc with a tick, a square with a cross, a
                              rhomb with a question mark */
    } as[LIFE_VERDICT_COUNT] = {
        [LIFE_VERDICT_PASS] =
            {"pass",
             "<circle cx=\"8\" cy=\"8\" r=\"7.5\" fill=\"#0b5d4b\"/>"
             "<path d=\"M4 8.5l3 3 5-6.5\" fill=\"none\" stroke=\"#fff\" "
             "stroke-width=\"2\"/>"},
        [LIFE_VERDICT_FAIL] =
            {"fail", "<path d=\"M1 1h14v14H1z\" fill=\"#8c1c13\"/>"
                     "<path d=\"M4.5 4.5l7 7m0-7l-7 7\" stroke=\"#fff\" "
                     "stroke-width=\"2\"/>"},
        [LIFE_VERDICT_UNKNOWN] = {
            "unknown",
            "<path d=\"M8 .5L15.5 8 8 15.5.5 8z\" fill=\"#fff\" "
            "stroke=\"#4a544e\"/><path d=\"M6 6.5a2 2 0 1 1 2.6 1.9c-.5.2-.6"
            ".5-.6 1.1M8 11v1.2\" fill=\"none\" stroke=\"#4a544e\" "
            "stroke-width=\"1.4\"/>"}};

    lc_rule_verdict v = x->verdict;

    lc_buf_printf(s->out,
                  "<td class=\"v %s\"><svg viewBox=\"0 0 16 16\" "
                  "aria-hidden=\"true\">%s</svg>%s</td>",
                  as[v].class, as[v].shape,
                  lc_indicator_verdict_text(x, s->lang));
}

/* The words of a cell, as tables have them too. */
static void put_text(const lc_report_view *s, lc_buf *text)
{
    lc_html_text(s->out, lc_say_part(s->out, text));
    lc_buf_free(text);
}

static void put_units_met(const lc_report_view *s, const lc_indicator *x)
{
    char units[24], met[24];

    snprintf(units, sizeof units, "%" PRIu32, x->units);
    snprintf(met, sizeof met, "%" PRIu32, x->units_met);
    lc_buf_puts(s->out, "<br><span class=\"why\">");
    LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_UNITS_MET, units, met);
    lc_buf_puts(s->out, "</span>");
}

/* A line below the figure of a cell; nothing where there is nothing to say. */
static void put_line(const lc_report_view *s, const lc_indicator *x,
                     void (*text)(lc_buf *out, const lc_indicator *v,
                                  lc_lang lang),
                     const char *class)
{
    lc_buf line = {0};

    text(&line, x, s->lang);
    if (line.len) {
        lc_buf_printf(s->out, "<br><span class=\"%s\">", class);
        lc_html_text(s->out, lc_say_part(s->out, &line));
        lc_buf_puts(s->out, "</span>");
    }
    lc_buf_free(&line);
}

static void put_absent(const lc_report_view *s, const lc_indicator *x)
{
    lc_buf line = {0};

    lc_indicator_absent_text(&line, s->w, x, s->lang);
    if (line.len) {
        lc_buf_puts(s->out, "<br><span class=\"why\">");
        lc_html_text(s->out, lc_say_part(s->out, &line));
        lc_buf_puts(s->out, "</span>");
    }
    lc_buf_free(&line);
}

static void put_value(const lc_report_view *s, const lc_indicator *x)
{
    lc_buf value = {0};

    lc_buf_printf(s->out, "<td data-t=\"%s\">",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_VALUE));
    lc_indicator_value_text(&value, s->w, x, s->lang);
    put_text(s, &value);
    if (x->units > 1 && x->units_unknown < x->units)
        put_units_met(s, x);
    put_absent(s, x);
    put_line(s, x, lc_figures_published,
             x->published_differs ? "why differs" : "why");
    lc_buf_puts(s->out, "</td>");
}

static void put_target(const lc_report_view *s, const lc_indicator *x)
{
    lc_buf target = {0};

    lc_buf_printf(s->out, "<td data-t=\"%s\">",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_TARGET));
    lc_indicator_target_text(&target, x, s->lang);
    put_text(s, &target);
    put_line(s, x, lc_figures_progress, "why");
    lc_buf_puts(s->out, "</td>");
}

/* One cause of several rules is told once: by the rule that measures it. */
static const lc_rule *same_as(const lc_report_view *s, const lc_indicator *x)
{
    size_t row = (size_t)(x - s->r->row), cause = lc_report_cause(s->r, row);

    return cause == row ? NULL : s->r->row[cause].rule;
}

static bool put_same(const lc_report_view *s, const lc_indicator *x)
{
    const lc_rule *same = same_as(s, x);

    if (!same || x->verdict == LIFE_VERDICT_PASS)
        return false;
    LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_SAME,
                lc_lang_pick(s->lang, same->name_zh, same->name_en));
    lc_buf_puts(s->out, "</td>");
    return true;
}

/* The word for none stands only where the rule is met: an empty cell is what
 * isn't known. */
static void put_gap(const lc_report_view *s, const lc_indicator *x)
{
    lc_buf gap = {0};

    lc_buf_printf(s->out, "<td data-t=\"%s\">",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_GAP));
    if (put_same(s, x))
        return;
    lc_indicator_gap_text(&gap, s->w, x, s->lang);
    if (!gap.len && x->verdict == LIFE_VERDICT_PASS)
        lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_NONE));
    put_text(s, &gap);
    lc_buf_puts(s->out, "</td>");
}

/* How the rule is read where its documents differ or leave it open. */
static void put_choice(const lc_report_view *s, const lc_rule *rule)
{
    const char *choice =
        lc_lang_pick(s->lang, rule->choice_zh, rule->choice_en);

    if (!*choice)
        return;
    lc_buf_puts(s->out, "<br><span class=\"why\">");
    lc_html_text(s->out, choice);
    lc_buf_puts(s->out, "</span>");
}

/* What the data lack, in one line below the rule's name. */
static void put_missing(const lc_report_view *s, const lc_indicator *x)
{
    lc_buf list = {0};

    if (!same_as(s, x))
        lc_indicator_missing_text(&list, s->w, x, s->lang);
    if (list.len || list.failed) {
        lc_buf_printf(s->out, "<br><span class=\"why\">%s",
                      lc_say_text(s->lang, LIFE_SAY_REPORT_MISSING));
        lc_html_text(s->out, lc_say_part(s->out, &list));
        lc_buf_puts(s->out, "</span>");
    }
    lc_buf_free(&list);
}

static void put_nature(const lc_report_view *s, const lc_rule *rule)
{
    static const lc_sentence natures[] = {
        [LIFE_NATURE_BINDING] = LIFE_SAY_REPORT_BINDING,
        [LIFE_NATURE_EXPECTED] = LIFE_SAY_REPORT_EXPECTED};

    if (rule->nature != LIFE_NATURE_NONE)
        lc_buf_printf(s->out, " <span class=\"tag\">%s</span>",
                      lc_say_text(s->lang, natures[rule->nature]));
}

static void put_rule(const lc_report_view *s, const lc_indicator *x)
{
    const lc_rule *rule = x->rule;

    lc_buf_puts(s->out, "<td>");
    lc_html_text(s->out, lc_lang_pick(s->lang, rule->name_zh, rule->name_en));
    put_nature(s, rule);
    put_choice(s, rule);
    put_missing(s, x);
    lc_buf_puts(s->out, "</td>");
}

static void put_indicator(const lc_report_view *s, const lc_indicator *x)
{
    lc_buf_puts(s->out, "<tr>");
    put_verdict(s, x);
    put_rule(s, x);
    put_value(s, x);
    put_target(s, x);
    put_gap(s, x);
    lc_buf_printf(s->out, "<td class=\"src\" data-t=\"%s\">",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_SOURCE));
    lc_html_text(s->out,
                 lc_lang_pick(s->lang, x->rule->source_zh, x->rule->source_en));
    lc_buf_puts(s->out, "</td></tr>\n");
}

static void begin_group(const lc_report_view *s, const lc_rule *rule)
{
    lc_buf_puts(s->out, "<h3>");
    lc_html_text(s->out, lc_lang_pick(s->lang, rule->group_zh, rule->group_en));
    lc_buf_printf(s->out,
                  "</h3>\n<table class=\"rules\"><thead><tr><th>%s</th>"
                  "<th>%s</th><th>%s</th><th>%s</th><th>%s</th><th>%s</th>"
                  "</tr></thead>\n<tbody>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_VERDICT),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_RULE),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_VALUE),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_TARGET),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_GAP),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_SOURCE));
}

/* Whether a rule before this one has opened the group already. */
static bool is_opened(const lc_report *r, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (!strcmp(r->row[k].rule->group, r->row[i].rule->group))
            return true;
    return false;
}

/* Those that fail first, then those met, then what is not known. */
static void put_group(const lc_report_view *s, const char *group)
{
    static const lc_rule_verdict order[] = {
        LIFE_VERDICT_FAIL, LIFE_VERDICT_PASS, LIFE_VERDICT_UNKNOWN};

    for (size_t v = 0; v < sizeof order / sizeof *order; v++)
        for (size_t i = 0; i < s->r->rows; i++)
            if (s->r->row[i].verdict == order[v] &&
                !strcmp(s->r->row[i].rule->group, group))
                put_indicator(s, &s->r->row[i]);
}

void lc_report_checklist_put(const lc_report_view *s)
{
    lc_buf_printf(s->out, "<h2>%s</h2>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_CHECKLIST));
    for (size_t i = 0; i < s->r->rows; i++) {
        if (is_opened(s->r, i))
            continue;
        begin_group(s, s->r->row[i].rule);
        put_group(s, s->r->row[i].rule->group);
        lc_buf_puts(s->out, "</tbody></table>\n");
    }
}
