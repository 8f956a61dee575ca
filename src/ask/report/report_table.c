/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/report_table.c - the checklist of a report, for a terminal.
 */
#include "src/ask/report/report_table.h"

#include "lifecircle/base/grid.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/words/as_of.h"
#include "lifecircle/words/asked.h"
#include "lifecircle/words/figures.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/indicator.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/unit.h"

#include <math.h>
#include <stdio.h>

/* As many as HEAD_REPORT has (words/tables/headings.h). */
#define COLUMNS 6

/* ---- cells ---- */

/* A cell of what is said of an indicator. */
static void put_said(lc_grid *g, lc_buf *text)
{
    g->failed |= text->failed;
    lc_grid_put(g, "%s", text->data ? text->data : "");
    lc_buf_free(text);
}

/* One cause of several rules is told once, by the rule that measures it. */
static bool put_same(lc_grid *g, const lc_report *r, size_t i, lc_lang lang)
{
    size_t cause = lc_report_cause(r, i);
    const lc_rule *same = r->row[cause].rule;
    lc_buf text = {0};

    if (cause == i || r->row[i].verdict == LIFE_VERDICT_PASS)
        return false;
    LC_SAY(&text, lang, LIFE_SAY_REPORT_SAME,
           lang == LIFE_LANG_ZH ? same->name_zh : same->name_en);
    put_said(g, &text);
    lc_grid_put(g, "%s", "");
    return true;
}

/* The kinds that a unit lacks, and the first input that does. */
static void put_missing(lc_grid *g, const lc_world *w, const lc_indicator *v,
                        lc_lang lang)
{
    lc_buf missing = {0};

    lc_indicator_absent_text(&missing, w, v, lang);
    if (missing.len && v->missing_count)
        lc_buf_puts(&missing, lc_say_text(lang, LIFE_SAY_LIST_STOP));
    if (v->missing_count)
        lc_missing_text(&missing, w, &v->missing[0], lang);
    lc_grid_put(g, "%s%s", missing.data ? missing.data : "",
                v->missing_count > 1 ? lc_say_text(lang, LIFE_SAY_CELL_MORE)
                                     : "");
    lc_buf_free(&missing);
}

static void put_row(lc_grid *g, const lc_report *r, size_t i, lc_lang lang)
{
    const lc_indicator *v = &r->row[i];
    const lc_rule *u = v->rule;
    lc_buf value = {0}, target = {0}, gap = {0};

    lc_grid_put(g, "%s", lc_indicator_verdict_text(v, lang));
    lc_grid_put(g, "%s", lc_lang_pick(lang, u->name_zh, u->name_en));
    lc_indicator_value_text(&value, r->world, v, lang);
    put_said(g, &value);
    lc_indicator_target_text(&target, v, lang);
    put_said(g, &target);
    if (put_same(g, r, i, lang))
        return;
    lc_indicator_gap_text(&gap, r->world, v, lang);
    put_said(g, &gap);
    put_missing(g, r->world, v, lang);
}

/* In the order of the standard's own table, so that it can be read beside the
 * plan. */
static void put_rows(lc_buf *out, const lc_report *r, lc_lang lang)
{
    lc_grid g = {.columns = COLUMNS, .right = 1 << 2};

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_REPORT, NULL);
    for (size_t i = 0; i < r->rows; i++)
        put_row(&g, r, i, lang);
    lc_grid_write(&g, out);
}

/* ---- sentences ---- */

static bool has_homes(const lc_report *r)
{
    return r->unit == LIFE_NONE ? lc_world_home_count(r->world) > 0
                                : lc_world_unit(r->world, r->unit)->home_count;
}

static void put_line(lc_buf *out, lc_sentence line, lc_lang lang)
{
    lc_buf_puts(out, lc_say_text(lang, line));
    lc_buf_putc(out, '\n');
}

/* Unknown is counted beside pass and fail: a report of which half is unknown
 * must look like one. */
static void put_title(lc_buf *out, const lc_report *r, lc_lang lang)
{
    const char *standard = lang == LIFE_LANG_ZH
                               ? lc_standard_title_zh(r->standard)
                               : lc_standard_title_en(r->standard);
    const char *name = r->unit == LIFE_NONE
                           ? lc_world_setting(r->world, "name")
                           : lc_world_unit(r->world, r->unit)->called[lang];
    char text[5][32];

    snprintf(text[0], sizeof text[0], "%.0f", (double)r->weight / 1000);
    snprintf(text[1], sizeof text[1], "%zu", r->tally[LIFE_VERDICT_PASS]);
    snprintf(text[2], sizeof text[2], "%zu", r->tally[LIFE_VERDICT_FAIL]);
    snprintf(text[3], sizeof text[3], "%zu",
             r->tally[LIFE_VERDICT_UNKNOWN] - r->shown);
    snprintf(text[4], sizeof text[4], "%zu", r->shown);
    if (!has_homes(r))
        LC_SAY(out, lang, LIFE_SAY_TABLE_REPORT_TITLE_ALONE, standard, name,
               text[1], text[2], text[3], text[4]);
    else
        LC_SAY(out, lang, LIFE_SAY_TABLE_REPORT_TITLE, standard, name, text[0],
               lc_words_weight(lc_world_home_kind(r->world), lang), text[1],
               text[2], text[3], text[4]);
    lc_as_of_text(out, lc_as_of_city(r->world), lang);
    lc_buf_putc(out, '\n');
}

/* The rank is among the units of the same parent; what is due is by the year
 * that was asked for. */
static void put_standing(lc_buf *out, const lc_report *r, lc_lang lang)
{
    char text[3][32];

    if (r->rank) {
        snprintf(text[0], sizeof text[0], "%u", (unsigned)r->rank);
        snprintf(text[1], sizeof text[1], "%u", (unsigned)r->siblings);
        LC_SAY(out, lang, LIFE_SAY_TABLE_REPORT_RANK, text[0], text[1]);
    }
    if (r->year) {
        snprintf(text[0], sizeof text[0], "%d", r->year);
        snprintf(text[1], sizeof text[1], "%zu", r->due);
        snprintf(text[2], sizeof text[2], "%zu", r->due_met);
        LC_SAY(out, lang, LIFE_SAY_TABLE_REPORT_DUE, text[0], text[1], text[2]);
    }
}

/* The table has no room for how each rule was read; pages and exports say it
 * rule by rule. */
static void put_sourcing(lc_buf *out, const lc_report *r, lc_lang lang)
{
    size_t n = 0;
    char count[32];

    for (size_t i = 0; i < r->rows; i++)
        n += r->row[i].rule->second_hand;
    snprintf(count, sizeof count, "%zu", n);
    if (n)
        LC_SAY(out, lang, LIFE_SAY_REPORT_SECOND_HAND, count);
}

static void put_step(lc_buf *out, const lc_world *w, const lc_next_step *s,
                     lc_lang lang)
{
    const lc_category *c = lc_world_category(w, s->category);
    lc_lonlat at = lc_pt_lonlat(s->at);
    char text[3][48];

    snprintf(text[0], sizeof text[0], "%.7f,%.7f", at.lon, at.lat);
    snprintf(text[1], sizeof text[1], "%.0f", (double)s->gained / 1000);
    snprintf(text[2], sizeof text[2], "%.0f", (double)s->lacking / 1000);
    LC_SAY(out, lang, LIFE_SAY_TABLE_REPORT_STEP,
           lc_lang_pick(lang, c->name_zh, c->name_en), text[0], text[1],
           text[2], lc_words_weight(lc_world_home_kind(w), lang));
}

/* What was published of a rule, and how far it has come; "" where neither is
 * known: a first value alone says nothing of that, unless there is no target.
 */
static void put_figure(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    lc_buf progress = {0};

    lc_figures_published(out, v, lang);
    if (out->len || v->progress.state || isnan(v->target))
        lc_figures_progress(&progress, v, lang);
    if (out->len && progress.len)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_FIGURE_JOIN));
    if (progress.len)
        lc_buf_puts(out, lc_say_part(out, &progress));
    lc_buf_free(&progress);
}

/* A line each, in the order of the table, under a heading of their own. */
static void put_figures(lc_buf *out, const lc_report *r, lc_lang lang)
{
    bool any = false;

    for (size_t i = 0; i < r->rows; i++) {
        const lc_indicator *v = &r->row[i];
        lc_buf text = {0};

        put_figure(&text, v, lang);
        if (text.len && !any)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_PROGRESS_HEADING));
        if (text.len)
            LC_SAY(out, lang, LIFE_SAY_PROGRESS_LINE,
                   lang == LIFE_LANG_ZH ? v->rule->name_zh : v->rule->name_en,
                   lc_say_part(out, &text));
        any |= text.len > 0;
        lc_buf_free(&text);
    }
}

/* Rules that are what they are whenever, of whom they say, by their names. */
static void put_rest(lc_buf *out, const lc_report *r, const lc_assessment *a,
                     lc_lang lang)
{
    bool timed = r->asked.when.kind != LIFE_WHEN_ANY;
    lc_buf names = {0};

    for (size_t i = 0; i < r->rows && (timed || r->asked.ages); i++) {
        size_t rule = lc_report_rule(r, a, i);
        const lc_rule *u = r->row[i].rule;

        if ((!timed || lc_assessment_is_timed(a, rule)) &&
            (!r->asked.ages || lc_assessment_is_aged(a, rule)))
            continue;
        if (names.len)
            lc_buf_puts(&names, lc_say_text(lang, LIFE_SAY_LACK_JOIN));
        lc_buf_puts(&names, lc_lang_pick(lang, u->name_zh, u->name_en));
    }
    if (names.len)
        LC_SAY(out, lang, LIFE_SAY_REPORT_REST, lc_say_part(out, &names));
    lc_buf_free(&names);
}

/* The steps come last and only where asked for, as they take seconds to find.
 */
void lc_ask_report_table(const lc_report *r, const lc_assessment *a,
                         lc_lang lang, lc_buf *out)
{
    put_title(out, r, lang);
    lc_asked_text(out, r->asked.when, r->asked.ages, lang);
    put_standing(out, r, lang);
    put_sourcing(out, r, lang);
    if (lc_units_say_report(out, r->world, r->unit, lang))
        lc_buf_putc(out, '\n');
    else if (!has_homes(r))
        put_line(out, LIFE_SAY_REPORT_SUM_NO_HOMES, lang);
    put_rows(out, r, lang);
    put_rest(out, r, a, lang);
    put_figures(out, r, lang);
    if (r->steps)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_TABLE_REPORT_STEPS));
    for (size_t i = 0; i < r->steps; i++)
        put_step(out, r->world, &r->step[i], lang);
}
