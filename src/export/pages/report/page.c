/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/page.c - see page.h: the title, what it says in short
 * and the notes.
 *
 * A page to be printed, filed and handed on: so it has no script, needs no
 * other file, and says itself what its figures mean, where they come from and
 * when they were made. Each part writes into one buffer and stands in a file
 * of its own. Numbers go through lc_words_number(), texts of the data through
 * lc_html_text().
 */
#include "lifecircle/export/pages/report/page.h"

#include "lifecircle/export/pages/page.h"
#include "lifecircle/export/pages/qr.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/as_of.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"
#include "src/export/pages/report/access.h"
#include "src/export/pages/report/bars.h"
#include "src/export/pages/report/checklist.h"
#include "src/export/pages/report/map.h"
#include "src/export/pages/report/neighbours.h"
#include "src/export/pages/report/steps.h"
#include "src/export/pages/report/view.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_NAMED 3 /* services that the sentence names */

/* A unit may be a name and a code alone, or have nobody living in it. */
static bool has_homes(const lc_report_view *s)
{
    return s->r->unit == LIFE_NONE ||
           lc_world_unit(s->w, s->r->unit)->home_count > 0;
}

static bool has_place(const lc_report_view *s)
{
    return has_homes(s) ||
           lc_world_unit(s->w, s->r->unit)->shape->kind == LIFE_SHAPE_AREA;
}

/* ---- what is measured for the page ---- */

/* What the summary, the bars and the neighbours rest on, asked for once. */
static lc_status measure(lc_report_view *s, lc_error *err)
{
    const lc_standard *std = s->r->standard;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < lc_standard_basic_count(std) && !st; i++) {
        lc_reach *x = &s->reach[s->reaches++];
        lc_coverage_query q = {.no_percentiles = true};

        x->category = lc_standard_basic(std, i, &x->limit_ms);
        q.category = x->category;
        q.limit_ms = x->limit_ms;
        st = s->r->unit == LIFE_NONE
                 ? lc_coverage_area(s->study, &q, NULL, &x->row, err)
                 : lc_coverage_unit(s->study, &q, s->r->unit, &x->row, err);
    }
    return st;
}

/* ---- the head ---- */

/* From the largest down: "district · street · ". */
static void put_parents(const lc_report_view *s, uint32_t unit)
{
    uint32_t parent =
        unit == LIFE_NONE ? LIFE_NONE : lc_world_unit(s->w, unit)->parent;

    if (parent == LIFE_NONE)
        return;
    put_parents(s, parent);
    lc_html_text(s->out, lc_report_view_unit(s, parent));
    lc_buf_puts(s->out, " · ");
}

static void put_head(const lc_report_view *s)
{
    lc_page_head head = {.kind = LIFE_PAGE_REPORT, .lang = s->lang};

    head.title = lc_report_view_unit(s, s->r->unit);
    head.site = lc_say_text(s->lang, LIFE_SAY_REPORT_TITLE);
    lc_page_begin(s->out, &head);
}

/* A code leads from paper back to the page; a longer address would make one
 * that phones fail to read. */
static lc_status put_qr(const lc_report_view *s, lc_error *err)
{
    lc_status st;

    if (!s->page->address || strlen(s->page->address) > LIFE_QR_BYTES)
        return LIFE_OK;
    lc_buf_puts(s->out, "<div class=\"qr\">");
    st = lc_qr_svg(s->out, s->page->address, err);
    lc_buf_printf(s->out, "%s</div>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_SCAN));
    return st;
}

static lc_status put_title(const lc_report_view *s, lc_error *err)
{
    lc_status st;

    lc_buf_puts(s->out, "<header>\n<div>\n<h1>");
    lc_html_text(s->out, lc_report_view_unit(s, s->r->unit));
    lc_buf_printf(s->out, "<span>%s</span></h1>\n<p class=\"meta\">",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_TITLE));
    put_parents(s, s->r->unit);
    if (s->r->unit != LIFE_NONE) {
        lc_buf_printf(s->out, "%s ",
                      lc_say_text(s->lang, LIFE_SAY_REPORT_CODE));
        lc_html_text(s->out, lc_world_unit(s->w, s->r->unit)->code);
        if (lc_world_unit(s->w, s->r->unit)->approximate)
            lc_buf_printf(s->out, " · %s",
                          lc_say_text(s->lang, LIFE_SAY_REPORT_APPROXIMATE));
    }
    lc_buf_puts(s->out, "</p>\n<p class=\"meta\">");
    lc_as_of_text(s->out, lc_as_of_city(s->w), s->lang);
    lc_buf_printf(s->out, " %s ",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_STANDARD));
    lc_html_text(s->out,
                 lc_lang_pick(s->lang, lc_standard_title_zh(s->r->standard),
                              lc_standard_title_en(s->r->standard)));
    if (s->r->year)
        lc_buf_printf(s->out, " · %s %d",
                      lc_say_text(s->lang, LIFE_SAY_REPORT_TARGETS_OF),
                      s->r->year);
    lc_buf_puts(s->out, "</p>\n</div>\n");
    st = put_qr(s, err);
    lc_buf_puts(s->out, "</header>\n");
    return st;
}

/* ---- in short ---- */

/* By how many are without; the order of categories decides a tie, so that
 * the same city gives the same page. */
static int by_lack(const void *pa, const void *pb)
{
    const lc_reach *a = *(const lc_reach *const *)pa,
                   *b = *(const lc_reach *const *)pb;

    if (a->row.uncovered != b->row.uncovered)
        return a->row.uncovered > b->row.uncovered ? -1 : 1;
    return (a->category > b->category) - (a->category < b->category);
}

/* Three at most: more would not be read. */
static void name_lacking(const lc_report_view *s)
{
    const lc_reach *order[LIFE_MAX_CATEGORIES] = {NULL};

    for (size_t i = 0; i < s->reaches; i++)
        order[i] = &s->reach[i];
    qsort(order, s->reaches, sizeof *order, by_lack);
    for (size_t i = 0; i < s->reaches && i < MOST_NAMED; i++) {
        if (order[i]->row.uncovered <= 0)
            break;
        lc_buf_puts(s->out, lc_say_text(s->lang, i ? LIFE_SAY_REPORT_SUM_JOIN
                                                   : LIFE_SAY_REPORT_SUM_MOST));
        lc_html_text(s->out, lc_report_view_category(s, order[i]->category));
        lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_BRACKET));
        lc_report_view_weight(s, order[i]->row.uncovered);
        lc_buf_printf(s->out, "%s%s",
                      lc_say_text(s->lang, LIFE_SAY_REPORT_SUM_OUT),
                      lc_say_text(s->lang, LIFE_SAY_REPORT_BRACKET_END));
    }
    if (s->reaches && order[0]->row.uncovered > 0)
        lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_SUM_STOP));
}

/* "3.1-8.0": how many services an average home has, with its bounds where these
 * differ by over a point of a share. */
static void put_mean(char *out, size_t size, double least, double most,
                     double value, size_t services)
{
    if (most - least > 0.01 * (double)services)
        snprintf(out, size, "%.1f-%.1f", floor(least * 10) / 10,
                 ceil(most * 10) / 10);
    else
        snprintf(out, size, "%.1f", value);
}

/* Of the services that the data speak of: no data is no lack. */
static void put_average(const lc_report_view *s)
{
    double sum = 0, least = 0, most = 0;
    size_t known = 0;
    char mean[32], of[24], rest[24];

    for (size_t i = 0; i < s->reaches; i++) {
        lc_share share = lc_coverage_share(&s->reach[i].row);

        if (!lc_share_is_known(share))
            continue;
        known++;
        sum += lc_share_value(share);
        least += lc_share_least(share);
        most += lc_share_most(share);
    }
    put_mean(mean, sizeof mean, least, most, sum, known);
    snprintf(of, sizeof of, "%zu", known);
    snprintf(rest, sizeof rest, "%zu", s->reaches - known);
    if (known)
        LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_SUM_AVERAGE, mean, of);
    lc_buf_puts(s->out, lc_report_view_space(s));
    if (known < s->reaches)
        LC_HTML_SAY(s->out, s->lang,
                    known ? LIFE_SAY_REPORT_SUM_NO_DATA
                          : LIFE_SAY_REPORT_SUM_NO_SERVICES,
                    rest);
}

/* A name alone lacks more than homes, and can be mended. */
static void put_no_homes(const lc_report_view *s)
{
    lc_buf text = {0};

    if (lc_units_say_report(&text, s->w, s->r->unit, s->lang))
        lc_html_text(s->out, lc_say_part(s->out, &text));
    else
        lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_SUM_NO_HOMES));
    lc_buf_free(&text);
}

/* The sentences that a decision would quote. */
static void put_summary(const lc_report_view *s)
{
    static const lc_rule_verdict order[] = {
        LIFE_VERDICT_PASS, LIFE_VERDICT_FAIL, LIFE_VERDICT_UNKNOWN};
    char number[4][24];

    snprintf(number[0], sizeof number[0], "%zu", s->r->rows - s->r->shown);
    for (int i = 0; i < 3; i++)
        snprintf(number[i + 1], sizeof number[0], "%zu",
                 s->r->tally[order[i]] -
                     (order[i] == LIFE_VERDICT_UNKNOWN ? s->r->shown : 0));
    lc_buf_puts(s->out, "<p class=\"sum\">");
    if (has_homes(s))
        put_average(s);
    else
        put_no_homes(s);
    lc_buf_puts(s->out, lc_report_view_space(s));
    LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_SUM_RULES, number[0],
                number[1], number[2], number[3]);
    lc_buf_puts(s->out, lc_report_view_space(s));
    snprintf(number[0], sizeof number[0], "%zu", s->r->shown);
    if (s->r->shown) {
        LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_SUM_SHOWN, number[0]);
        lc_buf_puts(s->out, lc_report_view_space(s));
    }
    name_lacking(s);
    lc_buf_puts(s->out, "</p>\n");
}

static void begin_tile(const lc_report_view *s, const char *name)
{
    lc_buf_printf(s->out, "<div><dt>%s</dt><dd>", name);
}

static void end_tile(const lc_report_view *s)
{
    lc_buf_puts(s->out, "</dd></div>\n");
}

/* Residents as published where a figure was imported, else what homes weigh. */
static void put_people(const lc_report_view *s)
{
    int year = 0;
    int64_t told = lc_world_unit_residents(s->w, s->r->unit, &year);
    bool people = told >= 0;

    if (!has_homes(s) && told <= 0)
        return; /* none known of is not none */
    begin_tile(s, people ? lc_say_text(s->lang, LIFE_SAY_REPORT_RESIDENTS)
                         : lc_report_view_by_kind(s, LIFE_SAY_REPORT_RESIDENTS,
                                                  LIFE_SAY_REPORT_FLOOR_TILE,
                                                  LIFE_SAY_REPORT_STREET_TILE));
    lc_html_count(s->out, (double)(people ? told : s->r->weight) / 1000);
    if (year)
        lc_buf_printf(s->out, " <small>%d</small>", year);
    end_tile(s);
}

/* The rank has no tile where there is nothing to be ranked among. */
static void put_tiles(const lc_report_view *s)
{
    const lc_unit *u =
        s->r->unit == LIFE_NONE ? NULL : lc_world_unit(s->w, s->r->unit);
    size_t decided =
        s->r->tally[LIFE_VERDICT_PASS] + s->r->tally[LIFE_VERDICT_FAIL];

    lc_buf_puts(s->out, "<dl class=\"tiles\">\n");
    put_people(s);
    begin_tile(s, lc_say_text(s->lang, LIFE_SAY_REPORT_HOMES));
    lc_html_count(s->out,
                  u ? u->home_count : (double)lc_world_home_count(s->w));
    end_tile(s);
    begin_tile(s, lc_say_text(s->lang, LIFE_SAY_REPORT_FACILITIES));
    lc_html_count(s->out, u ? u->facility_count
                            : (double)lc_world_facility_count(s->w));
    end_tile(s);
    begin_tile(s, lc_say_text(s->lang, LIFE_SAY_REPORT_RULES_MET));
    lc_buf_printf(s->out, "%zu <small>/ %zu</small>",
                  s->r->tally[LIFE_VERDICT_PASS], decided);
    end_tile(s);
    if (s->r->rank) {
        char rank[24], of[24];

        snprintf(rank, sizeof rank, "%" PRIu32, s->r->rank);
        snprintf(of, sizeof of, "%" PRIu32, s->r->siblings);
        begin_tile(s, lc_say_text(s->lang, LIFE_SAY_REPORT_RANK));
        LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_RANK_FMT, rank, of);
        end_tile(s);
    }
    lc_buf_puts(s->out, "</dl>\n");
}

/* ---- the notes ---- */

/* A report is passed on: the licences of its data ask to be named in it. */
static void put_sources(const lc_report_view *s)
{
    for (uint32_t i = 0; i < lc_world_source_count(s->w); i++) {
        const lc_source_info *x = lc_world_source(s->w, i);

        lc_buf_puts(s->out, "<li>");
        lc_html_text(s->out, x->name);
        lc_buf_puts(s->out, " · ");
        lc_html_text(s->out, x->file);
        lc_buf_puts(s->out, " · ");
        lc_as_of_text(s->out, *x->as_of ? x->as_of : NULL, s->lang);
        if (*x->attribution) {
            lc_buf_puts(s->out, " · ");
            lc_html_text(s->out, x->attribution);
        }
        lc_buf_puts(s->out, "</li>\n");
    }
}

/* What the figures mean and what they don't, on the page itself. */
static void put_notes(const lc_report_view *s)
{
    lc_buf_printf(s->out,
                  "<footer>\n<b>%s</b>\n<ul>\n<li>%s</li>\n<li>%s</li>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_NOTES),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_NOTE_WALK),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_NOTE_UNKNOWN));
    if (lc_world_home_kind(s->w) != LIFE_HOMES_RESIDENTS) {
        lc_buf_puts(s->out, "<li>");
        LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_NOTE_WEIGHT,
                    lc_report_view_weight_of(s));
        lc_buf_puts(s->out, "</li>\n");
    }
    lc_buf_printf(s->out, "</ul>\n<b>%s</b>\n<ul>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_SOURCES));
    put_sources(s);
    lc_buf_puts(s->out, "</ul>\n<p>");
    lc_as_of_text(s->out, lc_as_of_city(s->w), s->lang);
    lc_buf_puts(s->out, "<br>");
    lc_buf_printf(s->out, "%s%s ",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_ATTRIBUTION),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_COLON));
    lc_html_text(s->out, lc_world_source_attribution(s->w));
    lc_buf_printf(s->out, "<br>%s %.12s",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_MADE_BY),
                  lc_world_setting(s->w, "generation"));
    if (s->page->address) {
        lc_buf_puts(s->out, "<br>");
        lc_html_text(s->out, s->page->address);
    }
    lc_buf_puts(s->out, "</p>\n");
    lc_operator_put(s->out, s->page->operator, s->lang);
    lc_buf_puts(s->out, "</footer>\n");
}

/* ---- all of it ---- */

void lc_report_page_policy(lc_buf *out)
{
    lc_page_policy(out, LIFE_PAGE_REPORT);
}

/* Parts that need homes are left out where none are known, rather than shown
 * empty. */
lc_status lc_report_page_write(lc_buf *out, lc_study *study, const lc_report *r,
                               const lc_report_page *page, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_report_view s = {.out = out,
                        .study = study,
                        .w = w,
                        .r = r,
                        .page = page,
                        .lang = page->lang};
    lc_status st = measure(&s, err);

    if (st)
        return st;
    put_head(&s);
    st = put_title(&s, err);
    put_summary(&s);
    put_tiles(&s);
    if (!st && has_place(&s))
        st = lc_report_map_put(&s, err);
    if (has_homes(&s))
        lc_report_bars_put(&s);
    if (!st && has_homes(&s) && lc_world_home_kind(w) == LIFE_HOMES_RESIDENTS)
        st = lc_report_access_put(&s, err);
    if (page->steps && has_homes(&s))
        lc_report_steps_put(&s);
    if (!st && r->unit != LIFE_NONE && has_homes(&s))
        st = lc_report_neighbours_put(&s, err);
    lc_report_checklist_put(&s);
    put_notes(&s);
    lc_page_end(out);
    return st;
}
