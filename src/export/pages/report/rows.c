/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/rows.c - the report page's tables: how many reach
 * each service, and the rules one by one. A verdict is told by a word and a
 * shape, so that it holds in grey and for those who see no colours.
 */
#include "lifecircle/study/cover/coverage.h"
#include "src/export/pages/html.h"
#include "src/export/pages/report/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- bars ---- */

static double percent(int64_t part, int64_t whole)
{
    return whole > 0 ? 100 * (double)part / (double)whole : 0;
}

static void put_bar(const lc_sheet *s, const lc_coverage_row *row)
{
    double covered = percent(row->covered, row->total);
    double unknown = percent(row->unknown, row->total);

    lc_buf_puts(s->out,
                "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                "aria-hidden=\"true\"><path d=\"M0 .5h100v9H0z\" "
                "fill=\"#fff\" stroke=\"#8a938e\"/>");
    if (unknown > 0)
        lc_buf_printf(
            s->out, "<path fill=\"url(#hatch)\" d=\"M%.1f 0h%.1fv10h-%.1fz\"/>",
            covered, unknown, unknown);
    lc_buf_printf(s->out,
                  "<path fill=\"#0b5d4b\" d=\"M0 0h%.1fv10H0z\"/></svg>",
                  covered);
}

/* Rounded down, so that only what is whole reads 100. */
static void put_reach(const lc_sheet *s, const lc_reach *x)
{
    const lc_coverage_row *row = &x->row;
    int64_t known = row->total - row->unknown;

    lc_buf_puts(s->out, "<tr><td>");
    lc_html_text(s->out, lc_sheet_category(s, x->category));
    lc_buf_printf(s->out, "</td><td class=\"n\">%g %s</td><td class=\"bar\">",
                  x->limit_ms / 60000.0, lc_sheet_text(s, LIFE_TEXT_MINUTES));
    put_bar(s, row);
    lc_buf_puts(s->out, "</td><td class=\"n\">");
    if (known > 0)
        lc_buf_printf(s->out, "%.1f %%",
                      floor(1000.0 * (double)row->covered / (double)known) /
                          10);
    else
        lc_buf_puts(s->out, lc_sheet_text(s, LIFE_TEXT_NOT_KNOWN));
    lc_buf_puts(s->out, "</td><td class=\"n\">");
    if (known > 0)
        lc_html_count(s->out, (double)row->uncovered / 1000);
    else if (row->by_reason[LIFE_REASON_NO_DATA])
        lc_buf_puts(s->out, lc_sheet_text(s, LIFE_TEXT_NO_DATA));
    lc_buf_puts(s->out, "</td></tr>\n");
}

void lc_sheet_bars(lc_sheet *s)
{
    const char *of[1] = {lc_sheet_weight_of(s)};

    lc_buf_printf(s->out,
                  "<h2 class=\"next\">%s</h2>\n"
                  "<svg class=\"defs\" width=\"0\" height=\"0\" "
                  "aria-hidden=\"true\"><defs>"
                  "<pattern id=\"hatch\" width=\"2\" height=\"4\" "
                  "patternUnits=\"userSpaceOnUse\" "
                  "patternTransform=\"rotate(30)\"><path "
                  "d=\"M0 0h.7v4H0z\" fill=\"#5a645f\"/></pattern></defs></svg>"
                  "<table><caption>",
                  lc_sheet_text(s, LIFE_TEXT_BARS));
    lc_sheet_say(s, LIFE_TEXT_BARS_NOTE, of);
    lc_buf_printf(s->out,
                  "</caption>\n<thead><tr><th>%s</th><th class=\"n\">%s</th>"
                  "<th></th><th class=\"n\">%s</th><th class=\"n\">%s</th></tr>"
                  "</thead>\n<tbody>\n",
                  lc_sheet_text(s, LIFE_TEXT_SERVICE),
                  lc_sheet_text(s, LIFE_TEXT_WITHIN),
                  lc_sheet_text(s, LIFE_TEXT_REACHED),
                  lc_sheet_text(s, LIFE_TEXT_OUT_OF_REACH));
    for (size_t i = 0; i < s->reaches; i++)
        put_reach(s, &s->reach[i]);
    lc_buf_puts(s->out, "</tbody></table>\n");
}

/* ---- the checklist ---- */

static void put_verdict(const lc_sheet *s, lc_rule_verdict v)
{
    static const struct {
        const char *class;
        lc_report_text word;
        const char *shape; /* a disc with a tick, a square with a cross, a
                              rhomb with a question mark */
    } as[LIFE_VERDICT_COUNT] = {
        [LIFE_VERDICT_PASS] =
            {"pass", LIFE_TEXT_PASS,
             "<circle cx=\"8\" cy=\"8\" r=\"7.5\" fill=\"#0b5d4b\"/>"
             "<path d=\"M4 8.5l3 3 5-6.5\" fill=\"none\" stroke=\"#fff\" "
             "stroke-width=\"2\"/>"},
        [LIFE_VERDICT_FAIL] =
            {"fail", LIFE_TEXT_FAIL,
             "<path d=\"M1 1h14v14H1z\" fill=\"#8c1c13\"/>"
             "<path d=\"M4.5 4.5l7 7m0-7l-7 7\" stroke=\"#fff\" "
             "stroke-width=\"2\"/>"},
        [LIFE_VERDICT_UNKNOWN] = {
            "unknown", LIFE_TEXT_UNKNOWN,
            "<path d=\"M8 .5L15.5 8 8 15.5.5 8z\" fill=\"#fff\" "
            "stroke=\"#4a544e\"/><path d=\"M6 6.5a2 2 0 1 1 2.6 1.9c-.5.2-.6"
            ".5-.6 1.1M8 11v1.2\" fill=\"none\" stroke=\"#4a544e\" "
            "stroke-width=\"1.4\"/>"}};

    lc_buf_printf(s->out,
                  "<td class=\"v %s\"><svg viewBox=\"0 0 16 16\" "
                  "aria-hidden=\"true\">%s</svg>%s</td>",
                  as[v].class, as[v].shape, lc_sheet_text(s, as[v].word));
}

static void put_amount(const lc_sheet *s, const lc_indicator *x, double v)
{
    const char *unit = lc_sheet_pick(s, x->unit_zh, x->unit_en);

    lc_html_number(s->out, v, fabs(v) < 100 ? 2 : 1);
    if (*unit) {
        lc_buf_puts(s->out, " ");
        lc_html_text(s->out, unit);
    }
}

/* What it may be, with what is not known: up to `high`, or more. */
static void put_between(const lc_sheet *s, const lc_indicator *x)
{
    bool open_end = !isfinite(x->high);
    lc_buf low = {0}, high = {0};
    const char *arg[2];

    if (!isfinite(x->low) || x->high <= x->low || (open_end && x->low <= 0))
        return;
    lc_html_number(&low, x->low, 1);
    lc_html_number(&high, x->high, 1);
    arg[0] = low.data ? low.data : "";
    arg[1] = high.data ? high.data : "";
    lc_buf_puts(s->out, "<br><span class=\"why\">");
    lc_sheet_say(s, open_end ? LIFE_TEXT_AT_LEAST : LIFE_TEXT_BETWEEN, arg);
    lc_buf_puts(s->out, "</span>");
    lc_buf_free(&low);
    lc_buf_free(&high);
}

static void put_units_met(const lc_sheet *s, const lc_indicator *x)
{
    char number[2][24];
    const char *arg[2] = {number[0], number[1]};

    snprintf(number[0], sizeof number[0], "%" PRIu32, x->units);
    snprintf(number[1], sizeof number[1], "%" PRIu32, x->units_met);
    lc_buf_puts(s->out, "<br><span class=\"why\">");
    lc_sheet_say(s, LIFE_TEXT_UNITS_MET, arg);
    lc_buf_puts(s->out, "</span>");
}

static void put_value(const lc_sheet *s, const lc_indicator *x)
{
    lc_buf_printf(s->out, "<td data-t=\"%s\">",
                  lc_sheet_text(s, LIFE_TEXT_VALUE));
    if (isnan(x->value))
        lc_buf_puts(s->out, lc_sheet_text(s, LIFE_TEXT_NOT_KNOWN));
    else
        put_amount(s, x, x->value);
    if (!isnan(x->value))
        put_between(s, x);
    if (x->units > 1)
        put_units_met(s, x);
    if (x->year) {
        lc_buf_printf(s->out, "<br><span class=\"why\">%s %d",
                      lc_sheet_text(s, LIFE_TEXT_PUBLISHED), x->year);
        if (x->figure_source && *x->figure_source) {
            lc_buf_puts(s->out, " · ");
            lc_html_text(s->out, x->figure_source);
        }
        lc_buf_puts(s->out, "</span>");
    }
    lc_buf_puts(s->out, "</td>");
}

static void put_target(const lc_sheet *s, const lc_indicator *x)
{
    static const char *const sign[] = {[LIFE_AT_LEAST] = "≥ ",
                                       [LIFE_AT_MOST] = "≤ ",
                                       [LIFE_MORE_THAN] = "&gt; "};
    char year[24];
    const char *arg[1] = {year};

    lc_buf_printf(s->out, "<td data-t=\"%s\">",
                  lc_sheet_text(s, LIFE_TEXT_TARGET));
    if (!isnan(x->target)) {
        lc_buf_puts(s->out, sign[x->rule->op]);
        put_amount(s, x, x->target);
    }
    if (!isnan(x->target) && x->target_year) {
        snprintf(year, sizeof year, "%d", x->target_year);
        lc_buf_puts(s->out, "<br><span class=\"why\">");
        lc_sheet_say(s, LIFE_TEXT_BY_YEAR, arg);
        lc_buf_puts(s->out, "</span>");
    }
    lc_buf_puts(s->out, "</td>");
}

static void put_gap(const lc_sheet *s, const lc_indicator *x)
{
    bool people = x->gap_weight > 0;
    bool amount = !isnan(x->gap_amount) && x->gap_amount > 0;

    lc_buf_printf(s->out, "<td data-t=\"%s\">",
                  lc_sheet_text(s, LIFE_TEXT_GAP));
    if (people)
        lc_sheet_weight(s, x->gap_weight);
    if (people && amount)
        lc_buf_puts(s->out, "<br>");
    if (amount) {
        const char *unit = lc_sheet_pick(s, x->gap_unit_zh, x->gap_unit_en);

        lc_html_number(s->out, ceil(x->gap_amount * 10) / 10, 1);
        lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "" : " ");
        lc_html_text(s->out, unit);
    }
    if (!people && !amount && x->verdict == LIFE_VERDICT_PASS)
        lc_buf_puts(s->out, lc_sheet_text(s, LIFE_TEXT_NONE));
    lc_buf_puts(s->out, "</td>");
}

static void put_rule(const lc_sheet *s, const lc_indicator *x)
{
    const lc_rule *rule = x->rule;

    lc_buf_puts(s->out, "<td>");
    lc_html_text(s->out, lc_sheet_pick(s, rule->name_zh, rule->name_en));
    if (rule->binding)
        lc_buf_printf(s->out, " <span class=\"tag\">%s</span>",
                      lc_sheet_text(s, LIFE_TEXT_BINDING));
    for (size_t i = 0; i < x->missing_count; i++) {
        lc_buf_puts(s->out, i ? lc_sheet_text(s, LIFE_TEXT_SUM_JOIN) : "");
        if (!i)
            lc_buf_printf(s->out, "<br><span class=\"why\">%s",
                          lc_sheet_text(s, LIFE_TEXT_MISSING));
        lc_html_text(s->out,
                     lc_sheet_pick(s, x->missing[i].zh, x->missing[i].en));
    }
    lc_buf_puts(s->out, x->missing_count ? "</span></td>" : "</td>");
}

static void put_indicator(const lc_sheet *s, const lc_indicator *x)
{
    lc_buf_puts(s->out, "<tr>");
    put_verdict(s, x->verdict);
    put_rule(s, x);
    put_value(s, x);
    put_target(s, x);
    put_gap(s, x);
    lc_buf_printf(s->out, "<td class=\"src\" data-t=\"%s\">",
                  lc_sheet_text(s, LIFE_TEXT_SOURCE));
    lc_html_text(s->out,
                 lc_sheet_pick(s, x->rule->source_zh, x->rule->source_en));
    lc_buf_puts(s->out, "</td></tr>\n");
}

static void begin_group(const lc_sheet *s, const lc_rule *rule)
{
    lc_buf_puts(s->out, "<h3>");
    lc_html_text(s->out, lc_sheet_pick(s, rule->group_zh, rule->group_en));
    lc_buf_printf(
        s->out,
        "</h3>\n<table class=\"rules\"><thead><tr><th>%s</th>"
        "<th>%s</th><th>%s</th><th>%s</th><th>%s</th><th>%s</th>"
        "</tr></thead>\n<tbody>\n",
        lc_sheet_text(s, LIFE_TEXT_VERDICT), lc_sheet_text(s, LIFE_TEXT_RULE),
        lc_sheet_text(s, LIFE_TEXT_VALUE), lc_sheet_text(s, LIFE_TEXT_TARGET),
        lc_sheet_text(s, LIFE_TEXT_GAP), lc_sheet_text(s, LIFE_TEXT_SOURCE));
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
static void put_group(const lc_sheet *s, const char *group)
{
    static const lc_rule_verdict order[] = {
        LIFE_VERDICT_FAIL, LIFE_VERDICT_PASS, LIFE_VERDICT_UNKNOWN};

    for (size_t v = 0; v < sizeof order / sizeof *order; v++)
        for (size_t i = 0; i < s->r->rows; i++)
            if (s->r->row[i].verdict == order[v] &&
                !strcmp(s->r->row[i].rule->group, group))
                put_indicator(s, &s->r->row[i]);
}

void lc_sheet_checklist(lc_sheet *s)
{
    lc_buf_printf(s->out, "<h2>%s</h2>\n",
                  lc_sheet_text(s, LIFE_TEXT_CHECKLIST));
    for (size_t i = 0; i < s->r->rows; i++) {
        if (is_opened(s->r, i))
            continue;
        begin_group(s, s->r->row[i].rule);
        put_group(s, s->r->row[i].rule->group);
        lc_buf_puts(s->out, "</tbody></table>\n");
    }
}
