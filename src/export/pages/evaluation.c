/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/evaluation.c - see the header.
 *
 * In the order in which it is read: how it stands in short, what is wrong, what
 * changed meanwhile, each rule, the units, what would help, what the figures
 * mean. It has the style of a report, as it is read beside one.
 */
#include "lifecircle/export/pages/evaluation.h"

#include "lifecircle/export/pages/page.h"
#include "lifecircle/study/compare/facilities.h"
#include "lifecircle/study/compare/streets.h"
#include "lifecircle/words/evaluation.h"
#include "lifecircle/words/indicator.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"
#include "src/export/pages/report/steps.h"
#include "src/export/pages/report/view.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    MOST_PROBLEMS = 12, /* a page of them */
    MOST_UNITS = 200,   /* five pages; others are in the workbook */
    NUMBER = 32
};

typedef struct page {
    lc_buf *out;
    const lc_evaluation_files *f;
    const lc_evaluation *city;
    const lc_evaluation_page *how;
    lc_lang lang;
    uint32_t units; /* written so far */
} page;

/* In the page's language. */
static const char *say(const page *p, lc_sentence id)
{
    return lc_say_text(p->lang, id);
}

static void heading(const page *p, lc_sentence id)
{
    lc_buf_printf(p->out, "<h2>%s</h2>\n", say(p, id));
}

/* A text that was put together, escaped; empties it. */
static void put_text(const page *p, lc_buf *text)
{
    lc_html_text(p->out, lc_say_part(p->out, text));
    lc_buf_free(text);
}

/* ---- the head ---- */

/* Whose plan, and how far by which dates: a page that is passed on says of what
 * it speaks before all else. The sentences are those of a terminal. */
static void put_head(const page *p)
{
    const lc_standard *s = lc_assessment_standard(p->f->b);
    const char *name = lc_world_setting(p->city->after.world, "name");
    lc_page_head head = {.kind = LIFE_PAGE_REPORT,
                         .lang = p->lang,
                         .title = name,
                         .site = say(p, p->how->title)};
    lc_buf text = {0};

    lc_page_begin(p->out, &head);
    lc_buf_puts(p->out, "<header>\n<div>\n<h1>");
    lc_html_text(p->out, name);
    lc_buf_printf(p->out, "<span>%s</span></h1>\n<p class=\"meta\">%s ",
                  head.site, say(p, LIFE_SAY_REPORT_STANDARD));
    lc_html_text(p->out, lc_lang_pick(p->lang, lc_standard_title_zh(s),
                                      lc_standard_title_en(s)));
    if (p->f->year)
        lc_buf_printf(p->out, " · %s %d", say(p, LIFE_SAY_REPORT_TARGETS_OF),
                      p->f->year);
    lc_buf_puts(p->out, "</p>\n</div>\n</header>\n<p class=\"sum\">");
    lc_evaluation_summary(&text, p->city, p->lang == LIFE_LANG_ZH ? "" : " ",
                          p->lang);
    put_text(p, &text);
    lc_buf_puts(p->out, "</p>\n");
}

/* ---- what is wrong ---- */

/* A rule by its name, as its standard has it. */
static void put_name(const page *p, const lc_indicator *v)
{
    lc_html_text(p->out,
                 lc_lang_pick(p->lang, v->rule->name_zh, v->rule->name_en));
}

/* One of several rules that measure the same tells for all. */
static bool is_problem(const page *p, size_t i)
{
    return p->city->after.row[i].verdict == LIFE_VERDICT_FAIL &&
           lc_report_cause(&p->city->after, i) == i;
}

/* Where it stands, where it ought to, how much that is in homes or places; that
 * it became worse is the one change that is named here. */
static void put_problem(const page *p, const lc_evaluated *one)
{
    const lc_indicator *v = one->after;
    lc_buf value = {0}, target = {0}, gap = {0}, move = {0};

    lc_buf_puts(p->out, "<li><b>");
    put_name(p, v);
    lc_buf_printf(p->out, "</b>%s", say(p, LIFE_SAY_REPORT_COLON));
    lc_indicator_value_text(&value, p->city->after.world, v, p->lang);
    put_text(p, &value);
    lc_buf_puts(p->out, say(p, LIFE_SAY_REPORT_SEMICOLON));
    lc_indicator_target_text(&target, v, p->lang);
    put_text(p, &target);
    lc_indicator_gap_text(&gap, p->city->after.world, v, p->lang);
    if (gap.len) {
        lc_buf_puts(p->out, say(p, LIFE_SAY_REPORT_SEMICOLON));
        LC_HTML_SAY(p->out, p->lang, LIFE_SAY_EVALUATION_GAP,
                    lc_say_part(p->out, &gap));
    }
    lc_buf_free(&gap);
    lc_evaluation_change_text(&move, one, p->lang);
    if (one->move == LIFE_MOVE_WORSE && move.len)
        lc_buf_printf(p->out, "%s<b class=\"fail\">%s</b>",
                      say(p, LIFE_SAY_REPORT_SEMICOLON), move.data);
    lc_buf_free(&move);
    lc_buf_puts(p->out, "</li>\n");
}

/* What became worse stands first. */
static void put_problems(const page *p)
{
    size_t n = 0, all = 0;
    char rest[NUMBER];

    heading(p, LIFE_SAY_EVALUATION_PROBLEMS);
    for (size_t i = 0; i < p->city->v.n; i++)
        all += is_problem(p, i);
    if (!all) {
        lc_buf_printf(p->out, "<p>%s</p>\n",
                      say(p, LIFE_SAY_EVALUATION_NO_PROBLEMS));
        return;
    }
    lc_buf_puts(p->out, "<ul>\n");
    for (int worse = 1; worse >= 0; worse--)
        for (size_t i = 0; i < p->city->v.n; i++)
            if (is_problem(p, i) &&
                (p->city->v.v[i].move == LIFE_MOVE_WORSE) == worse &&
                n++ < MOST_PROBLEMS)
                put_problem(p, &p->city->v.v[i]);
    lc_buf_puts(p->out, "</ul>\n");
    snprintf(rest, sizeof rest, "%zu",
             all > MOST_PROBLEMS ? all - MOST_PROBLEMS : 0);
    if (all > MOST_PROBLEMS) {
        lc_buf_puts(p->out, "<p>");
        LC_HTML_SAY(p->out, p->lang, LIFE_SAY_EVALUATION_MORE_PROBLEMS, rest);
        lc_buf_puts(p->out, "</p>\n");
    }
}

/* ---- what changed ---- */

/* The same counts as of a comparison, whose rules say which place is which. */
static void put_fates(const page *p, const lc_changes *c)
{
    char n[LIFE_FATES][NUMBER];

    for (int i = 0; i < LIFE_FATES; i++)
        snprintf(n[i], NUMBER, "%" PRIu32, c->count[i]);
    lc_buf_puts(p->out, "<li>");
    LC_HTML_SAY(p->out, p->lang, LIFE_SAY_EVALUATION_FATES, n[LIFE_FATE_OPENED],
                n[LIFE_FATE_CLOSED], n[LIFE_FATE_MOVED], n[LIFE_FATE_CHANGED]);
    lc_buf_puts(p->out, "</li>\n");
}

/* Kilometres to a tenth. Behind them what such figures are worth: what a file
 * has more than an earlier one may have been there all the time. */
static void put_streets(const page *p, const lc_streets_change *s)
{
    const int64_t mm[] = {s->before_mm, s->after_mm, s->added_mm,
                          s->removed_mm};
    char km[4][NUMBER];

    for (int i = 0; i < 4; i++)
        snprintf(km[i], NUMBER, "%.1f", (double)mm[i] / 1e6);
    lc_buf_puts(p->out, "<li>");
    LC_HTML_SAY(p->out, p->lang, LIFE_SAY_EVALUATION_STREETS, km[0], km[1],
                km[2], km[3]);
    lc_buf_printf(p->out, "</li>\n<li>%s</li>\n",
                  say(p, LIFE_SAY_EVALUATION_DATA));
}

/* Streets of the mode of the first pace, which is the one that coverage goes by
 * unless another is named. */
static lc_status put_changes(const page *p, lc_error *err)
{
    const lc_world *a = p->city->before.world, *b = p->city->after.world;
    lc_changes c = {0};
    lc_streets_change s;
    lc_status st = lc_changes_find(a, b, &c, err);

    if (!st)
        st = lc_streets_change_find(
            a, b, lc_world_mode_at(b, lc_world_pace(b, 0)->mode)->id, &s, err);
    if (!st) {
        heading(p, LIFE_SAY_EVALUATION_CHANGES);
        lc_buf_puts(p->out, "<ul>\n");
        put_fates(p, &c);
        put_streets(p, &s);
        lc_buf_puts(p->out, "</ul>\n");
    }
    lc_changes_clear(&c);
    return st;
}

/* ---- rule by rule ---- */

/* By how it stands now: colours repeat what the words say. */
static const char *class_of(const lc_evaluated *one)
{
    static const char *const classes[LIFE_VERDICT_COUNT] = {
        [LIFE_VERDICT_UNKNOWN] = "unknown",
        [LIFE_VERDICT_PASS] = "pass",
        [LIFE_VERDICT_FAIL] = "fail"};

    return classes[one->after->verdict];
}

/* On a phone the table is a list, whose cells say their heading themselves. */
static void begin_cell(const page *p, lc_sentence name)
{
    lc_buf_printf(p->out, "<td data-t=\"%s\">", say(p, name));
}

/* NULL: the rule did not apply to the first file. */
static void put_value(const page *p, lc_sentence name, const lc_world *w,
                      const lc_indicator *v)
{
    lc_buf text = {0};

    begin_cell(p, name);
    if (v)
        lc_indicator_value_text(&text, w, v, p->lang);
    else
        lc_buf_puts(&text, say(p, LIFE_SAY_EVALUATION_NO_DATA));
    put_text(p, &text);
    lc_buf_puts(p->out, "</td>");
}

/* A line of the table, in the order of begin_group()'s headings. */
static void put_rule(const page *p, const lc_evaluated *one)
{
    lc_buf text = {0};

    lc_buf_printf(p->out, "<tr><td class=\"%s\"><b>", class_of(one));
    lc_evaluation_verdict_text(&text, one, p->lang);
    put_text(p, &text);
    lc_buf_puts(p->out, "</b></td><td>");
    put_name(p, one->after);
    lc_buf_puts(p->out, "</td>");
    begin_cell(p, LIFE_SAY_EVALUATION_COLUMN_BASE);
    lc_evaluation_base_text(&text, one->after, p->lang);
    put_text(p, &text);
    lc_buf_puts(p->out, "</td>");
    put_value(p, LIFE_SAY_EVALUATION_COLUMN_BEFORE, p->city->before.world,
              one->before);
    put_value(p, LIFE_SAY_EVALUATION_COLUMN_NOW, p->city->after.world,
              one->after);
    begin_cell(p, LIFE_SAY_EVALUATION_COLUMN_CHANGE);
    lc_evaluation_change_text(&text, one, p->lang);
    put_text(p, &text);
    lc_buf_puts(p->out, "</td>");
    begin_cell(p, LIFE_SAY_REPORT_TARGET);
    lc_indicator_target_text(&text, one->after, p->lang);
    put_text(p, &text);
    lc_buf_puts(p->out, "</td>");
    begin_cell(p, LIFE_SAY_EVALUATION_COLUMN_WAY);
    lc_evaluation_way_text(&text, one, p->lang);
    put_text(p, &text);
    lc_buf_puts(p->out, "</td></tr>\n");
}

/* Rules stand by the bureau whose duty they are, as in the standard. */
static void begin_group(const page *p, const lc_rule *rule)
{
    static const lc_sentence columns[] = {
        LIFE_SAY_REPORT_VERDICT,         LIFE_SAY_REPORT_RULE,
        LIFE_SAY_EVALUATION_COLUMN_BASE, LIFE_SAY_EVALUATION_COLUMN_BEFORE,
        LIFE_SAY_EVALUATION_COLUMN_NOW,  LIFE_SAY_EVALUATION_COLUMN_CHANGE,
        LIFE_SAY_REPORT_TARGET,          LIFE_SAY_EVALUATION_COLUMN_WAY};

    lc_buf_puts(p->out, "<h3>");
    lc_html_text(p->out, lc_lang_pick(p->lang, rule->group_zh, rule->group_en));
    lc_buf_puts(p->out, "</h3>\n<table class=\"rules dates\"><thead><tr>");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        lc_buf_printf(p->out, "<th>%s</th>", say(p, columns[i]));
    lc_buf_puts(p->out, "</tr></thead>\n<tbody>\n");
}

/* By the words of the value, as bounds from nothing to all are called unknown,
 * too. */
static bool is_known(const page *p, const lc_world *w, const lc_indicator *v)
{
    lc_buf text = {0};
    bool known;

    lc_indicator_value_text(&text, w, v, p->lang);
    known = strcmp(lc_say_part(p->out, &text),
                   say(p, LIFE_SAY_REPORT_NOT_KNOWN)) != 0;
    lc_buf_free(&text);
    return known;
}

/* Nothing is known of it at either date: a line of the table would say that
 * three times. */
static bool is_blind(const page *p, const lc_evaluated *one)
{
    return !is_known(p, p->city->after.world, one->after) &&
           (!one->before || !is_known(p, p->city->before.world, one->before));
}

static bool is_of(const page *p, const lc_evaluated *one, const lc_rule *rule)
{
    return !strcmp(one->after->rule->group, rule->group) && !is_blind(p, one);
}

/* Whether a rule before this one has opened the group already. */
static bool is_opened(const page *p, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (is_of(p, &p->city->v.v[k], p->city->v.v[i].after->rule))
            return true;
    return false;
}

/* Groups in the order of their first rule that has something to say. */
static void put_rules(const page *p)
{
    heading(p, LIFE_SAY_EVALUATION_RULES);
    for (size_t i = 0; i < p->city->v.n; i++) {
        const lc_rule *rule = p->city->v.v[i].after->rule;

        if (is_blind(p, &p->city->v.v[i]) || is_opened(p, i))
            continue;
        begin_group(p, rule);
        for (size_t k = i; k < p->city->v.n; k++)
            if (is_of(p, &p->city->v.v[k], rule))
                put_rule(p, &p->city->v.v[k]);
        lc_buf_puts(p->out, "</tbody></table>\n");
    }
}

/* By their names: what a city would have to gather. */
static void put_blind(const page *p)
{
    char n[NUMBER];
    size_t all = 0, i = 0;

    for (size_t k = 0; k < p->city->v.n; k++)
        all += is_blind(p, &p->city->v.v[k]);
    if (!all)
        return;
    snprintf(n, sizeof n, "%zu", all);
    lc_buf_puts(p->out, "<h3>");
    LC_HTML_SAY(p->out, p->lang, LIFE_SAY_EVALUATION_BLIND, n);
    lc_buf_puts(p->out, "</h3>\n<p class=\"why\">");
    for (size_t k = 0; k < p->city->v.n; k++) {
        if (!is_blind(p, &p->city->v.v[k]))
            continue;
        if (i++)
            lc_buf_puts(p->out, say(p, LIFE_SAY_REPORT_SEMICOLON));
        put_name(p, p->city->v.v[k].after);
    }
    lc_buf_puts(p->out, "</p>\n");
}

/* ---- units ---- */

/* "3 → 5"; of a unit that the first file does not have, the second alone. */
static void put_two(const page *p, const lc_evaluation *e, lc_rule_verdict v)
{
    char then[NUMBER] = "", now[NUMBER];

    snprintf(now, sizeof now, "%zu", e->after.tally[v]);
    snprintf(then, sizeof then, "%zu", e->before.tally[v]);
    lc_buf_puts(p->out, "<td class=\"n\">");
    if (e->has_before)
        LC_HTML_SAY(p->out, p->lang, LIFE_SAY_EVALUATION_ONWARD, then, now);
    else
        lc_buf_puts(p->out, now);
    lc_buf_puts(p->out, "</td>");
}

/* Beyond the most they are only counted: the page says how many, and where they
 * are to be had. */
static lc_status put_unit(void *ctx, const lc_evaluation *e, lc_error *err)
{
    static const lc_move moves[] = {LIFE_MOVE_BETTER, LIFE_MOVE_WORSE,
                                    LIFE_MOVE_UNSURE};
    page *p = ctx;

    (void)err;
    if (p->units++ >= MOST_UNITS)
        return LIFE_OK;
    lc_buf_puts(p->out, "<tr><td>");
    lc_html_text(p->out,
                 lc_world_unit(e->after.world, e->after.unit)->called[p->lang]);
    lc_buf_puts(p->out, "</td>");
    put_two(p, e, LIFE_VERDICT_PASS);
    put_two(p, e, LIFE_VERDICT_FAIL);
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
        lc_buf_printf(p->out, "<td class=\"n\">%zu</td>", e->tally[moves[i]]);
    lc_buf_puts(p->out, "</tr>\n");
    return LIFE_OK;
}

/* In the order of the file, so that two evaluations can be laid side by side.
 */
static lc_status put_units(page *p, lc_error *err)
{
    static const lc_sentence columns[] = {
        LIFE_SAY_EVALUATION_COLUMN_MET, LIFE_SAY_EVALUATION_COLUMN_MISSED,
        LIFE_SAY_EVALUATION_BETTER, LIFE_SAY_EVALUATION_WORSE,
        LIFE_SAY_EVALUATION_UNSURE};
    char rest[NUMBER];
    lc_status st;

    heading(p, LIFE_SAY_EVALUATION_UNITS);
    lc_buf_printf(p->out, "<table><thead><tr><th>%s</th>",
                  say(p, LIFE_SAY_EVALUATION_COLUMN_UNIT));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        lc_buf_printf(p->out, "<th class=\"n\">%s</th>", say(p, columns[i]));
    lc_buf_puts(p->out, "</tr></thead>\n<tbody>\n");
    st = lc_evaluation_units(p->f, put_unit, p, err);
    lc_buf_puts(p->out, "</tbody></table>\n");
    if (p->units > MOST_UNITS) {
        snprintf(rest, sizeof rest, "%" PRIu32, p->units - MOST_UNITS);
        lc_buf_puts(p->out, "<p>");
        LC_HTML_SAY(p->out, p->lang, LIFE_SAY_EVALUATION_MORE_UNITS, rest);
        lc_buf_puts(p->out, "</p>\n");
    }
    return st;
}

/* ---- the foot ---- */

/* What a report of the second file proposes, in its words. */
static void put_steps(const page *p)
{
    const lc_report_page how = {.lang = p->lang, .steps = true};
    const lc_report_view s = {.out = p->out,
                              .study = p->f->after,
                              .w = p->city->after.world,
                              .r = &p->city->after,
                              .page = &how,
                              .lang = p->lang};

    lc_report_steps_put(&s);
}

/* What the words above mean; and of which files: their generations are those of
 * the ledger. */
static void put_foot(const page *p)
{
    static const lc_sentence notes[] = {
        LIFE_SAY_EVALUATION_NOTE_BASE, LIFE_SAY_EVALUATION_NOTE_MOVE,
        LIFE_SAY_EVALUATION_NOTE_TIME, LIFE_SAY_REPORT_NOTE_WALK,
        LIFE_SAY_REPORT_NOTE_UNKNOWN};
    const lc_world *worlds[] = {p->city->before.world, p->city->after.world};

    lc_buf_printf(p->out, "<footer>\n<b>%s</b>\n<ul>\n",
                  say(p, LIFE_SAY_REPORT_NOTES));
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        lc_buf_printf(p->out, "<li>%s</li>\n", say(p, notes[i]));
    lc_buf_puts(p->out, "</ul>\n<p>");
    lc_buf_printf(p->out, "%s%s ", say(p, LIFE_SAY_REPORT_ATTRIBUTION),
                  say(p, LIFE_SAY_REPORT_COLON));
    lc_html_text(p->out, lc_world_source_attribution(worlds[1]));
    if (strcmp(lc_world_source_attribution(worlds[0]),
               lc_world_source_attribution(worlds[1])) != 0) {
        lc_buf_puts(p->out, say(p, LIFE_SAY_REPORT_SEMICOLON));
        lc_html_text(p->out, lc_world_source_attribution(worlds[0]));
    }
    for (int i = 0; i < 2; i++)
        lc_buf_printf(p->out, "<br>%s %.12s", say(p, LIFE_SAY_REPORT_MADE_BY),
                      lc_world_setting(worlds[i], "generation"));
    lc_buf_puts(p->out, "</p>\n");
    lc_operator_put(p->out, p->how->operator, p->lang);
    lc_buf_puts(p->out, "</footer>\n");
}

lc_status lc_evaluation_page_write(lc_buf *out, const lc_evaluation_files *f,
                                   const lc_evaluation *city,
                                   const lc_evaluation_page *of, lc_error *err)
{
    page p = {.out = out, .f = f, .city = city, .how = of, .lang = of->lang};
    lc_status st;

    put_head(&p);
    put_problems(&p);
    st = put_changes(&p, err);
    put_rules(&p);
    put_blind(&p);
    if (!st && f->units->level[1] != LIFE_NONE)
        st = put_units(&p, err);
    if (of->steps)
        put_steps(&p);
    put_foot(&p);
    lc_page_end(out);
    return st;
}
