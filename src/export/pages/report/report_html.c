/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/report_html.c - the report page: its words, its head,
 * what it says in short and the notes.
 */
#include "lifecircle/export/pages/report_html.h"

#include "lifecircle/base/embed.h"
#include "lifecircle/export/pages/qr.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/ages.h"
#include "src/export/pages/html.h"
#include "src/export/pages/report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_NAMED 3 /* services that the sentence names */

/* ---- words ---- */

const char *lc_sheet_text(const lc_sheet *s, lc_report_text t)
{
    static const char *const text[LIFE_TEXT_COUNT][LIFE_LANG_COUNT] = {
#define LIFE_X(id, zh, en) {zh, en},
        LIFE_REPORT_TEXT_MAP(LIFE_X)
#undef LIFE_X
    };

    return text[t][s->lang];
}

void lc_sheet_say(const lc_sheet *s, lc_report_text t, const char *const *arg)
{
    const char *p = lc_sheet_text(s, t);

    for (; *p; p++) {
        if (*p == '{' && p[1] >= '0' && p[1] <= '9' && p[2] == '}') {
            lc_html_text(s->out, arg[p[1] - '0']);
            p += 2;
        } else {
            lc_buf_putc(s->out, *p);
        }
    }
}

const char *lc_sheet_pick(const lc_sheet *s, const char *zh, const char *en)
{
    return lc_lang_pick(s->lang, zh, en);
}

const char *lc_sheet_unit(const lc_sheet *s, uint32_t unit)
{
    const lc_unit *u;

    if (unit == LIFE_NONE) {
        const char *name = lc_world_setting(s->w, "name");

        return *name ? name : lc_sheet_text(s, LIFE_TEXT_WHOLE_CITY);
    }
    u = lc_world_unit(s->w, unit);
    return lc_sheet_pick(s, u->name, u->name_en);
}

const char *lc_sheet_category(const lc_sheet *s, uint32_t category)
{
    const lc_category *c = lc_world_category(s->w, category);

    return lc_sheet_pick(s, c->name_zh, c->name_en);
}

/* By what the city's homes weigh: residents, floor area, street. */
static lc_report_text by_kind(const lc_sheet *s, lc_report_text residents,
                              lc_report_text floor, lc_report_text street)
{
    const char *kind = lc_world_setting(s->w, "home_kind");

    return !strcmp(kind, "residents")       ? residents
           : !strcmp(kind, "floor_area_m2") ? floor
                                            : street;
}

void lc_sheet_weight(const lc_sheet *s, int64_t thousandths)
{
    lc_html_count(s->out, (double)thousandths / 1000);
    lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "" : " ");
    lc_buf_puts(s->out,
                lc_sheet_text(s, by_kind(s, LIFE_TEXT_PEOPLE, LIFE_TEXT_FLOOR,
                                         LIFE_TEXT_STREET)));
}

const char *lc_sheet_weight_of(const lc_sheet *s)
{
    return lc_sheet_text(s, by_kind(s, LIFE_TEXT_OF_RESIDENTS,
                                    LIFE_TEXT_OF_FLOOR, LIFE_TEXT_OF_STREET));
}

/* A unit may be a name and a code alone, or have nobody living in it. */
static bool has_homes(const lc_sheet *s)
{
    return s->r->unit == LIFE_NONE ||
           lc_world_unit(s->w, s->r->unit)->home_count > 0;
}

static bool has_place(const lc_sheet *s)
{
    return has_homes(s) ||
           lc_world_unit(s->w, s->r->unit)->shape->kind == LIFE_SHAPE_AREA;
}

void lc_sheet_heading(const lc_sheet *s, lc_report_text t)
{
    lc_buf_printf(s->out, "<h2>%s</h2>\n", lc_sheet_text(s, t));
}

/* ---- what is measured for the page ---- */

static lc_status measure(lc_sheet *s, lc_error *err)
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

static void put_parents(const lc_sheet *s, uint32_t unit)
{
    uint32_t parent =
        unit == LIFE_NONE ? LIFE_NONE : lc_world_unit(s->w, unit)->parent;

    if (parent == LIFE_NONE)
        return;
    put_parents(s, parent);
    lc_html_text(s->out, lc_sheet_unit(s, parent));
    lc_buf_puts(s->out, " · ");
}

static void put_head(const lc_sheet *s)
{
    const lc_embedded *css = lc_embedded_find("export/pages/report/report.css");

    lc_buf_printf(s->out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, "
                  "initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"",
                  lc_lang_tag(s->lang));
    lc_report_policy(s->out);
    lc_buf_puts(s->out, "\">\n<title>");
    lc_html_text(s->out, lc_sheet_unit(s, s->r->unit));
    lc_buf_printf(s->out, " · %s</title>\n<style>",
                  lc_sheet_text(s, LIFE_TEXT_TITLE));
    lc_buf_put(s->out, css->data, css->size);
    lc_buf_puts(s->out, "</style>\n</head>\n<body>\n");
}

static lc_status put_qr(const lc_sheet *s, lc_error *err)
{
    lc_status st;

    if (!s->page->address || strlen(s->page->address) > LIFE_QR_BYTES)
        return LIFE_OK;
    lc_buf_puts(s->out, "<div class=\"qr\">");
    st = lc_qr_svg(s->out, s->page->address, err);
    lc_buf_printf(s->out, "%s</div>\n", lc_sheet_text(s, LIFE_TEXT_SCAN));
    return st;
}

static lc_status put_title(const lc_sheet *s, lc_error *err)
{
    const char *made = lc_world_setting(s->w, "created_at");
    lc_status st;

    lc_buf_puts(s->out, "<header>\n<div>\n<h1>");
    lc_html_text(s->out, lc_sheet_unit(s, s->r->unit));
    lc_buf_printf(s->out, "<span>%s</span></h1>\n<p class=\"meta\">",
                  lc_sheet_text(s, LIFE_TEXT_TITLE));
    put_parents(s, s->r->unit);
    if (s->r->unit != LIFE_NONE) {
        lc_buf_printf(s->out, "%s ", lc_sheet_text(s, LIFE_TEXT_CODE));
        lc_html_text(s->out, lc_world_unit(s->w, s->r->unit)->code);
        if (lc_world_unit(s->w, s->r->unit)->approximate)
            lc_buf_printf(s->out, " · %s",
                          lc_sheet_text(s, LIFE_TEXT_APPROXIMATE));
    }
    lc_buf_printf(s->out, "</p>\n<p class=\"meta\">%s %.10s · %s ",
                  lc_sheet_text(s, LIFE_TEXT_DATA_OF), made,
                  lc_sheet_text(s, LIFE_TEXT_STANDARD));
    lc_html_text(s->out, lc_sheet_pick(s, lc_standard_name_zh(s->r->standard),
                                       lc_standard_name_en(s->r->standard)));
    if (s->r->year)
        lc_buf_printf(s->out, " · %s %d",
                      lc_sheet_text(s, LIFE_TEXT_TARGETS_OF), s->r->year);
    lc_buf_puts(s->out, "</p>\n</div>\n");
    st = put_qr(s, err);
    lc_buf_puts(s->out, "</header>\n");
    return st;
}

/* ---- in short ---- */

static int by_lack(const void *pa, const void *pb)
{
    const lc_reach *a = *(const lc_reach *const *)pa,
                   *b = *(const lc_reach *const *)pb;

    if (a->row.uncovered != b->row.uncovered)
        return a->row.uncovered > b->row.uncovered ? -1 : 1;
    return (a->category > b->category) - (a->category < b->category);
}

static void name_lacking(const lc_sheet *s)
{
    const lc_reach *order[LIFE_MAX_CATEGORIES] = {NULL};

    for (size_t i = 0; i < s->reaches; i++)
        order[i] = &s->reach[i];
    qsort(order, s->reaches, sizeof *order, by_lack);
    for (size_t i = 0; i < s->reaches && i < MOST_NAMED; i++) {
        if (order[i]->row.uncovered <= 0)
            break;
        lc_buf_puts(s->out, lc_sheet_text(s, i ? LIFE_TEXT_SUM_JOIN
                                               : LIFE_TEXT_SUM_MOST));
        lc_html_text(s->out, lc_sheet_category(s, order[i]->category));
        lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "（" : " (");
        lc_sheet_weight(s, order[i]->row.uncovered);
        lc_buf_printf(s->out, "%s%s", lc_sheet_text(s, LIFE_TEXT_SUM_OUT),
                      s->lang == LIFE_LANG_ZH ? "）" : ")");
    }
    if (s->reaches && order[0]->row.uncovered > 0)
        lc_buf_puts(s->out, lc_sheet_text(s, LIFE_TEXT_SUM_STOP));
}

static void put_average(const lc_sheet *s)
{
    double sum = 0;
    size_t known = 0;
    char number[3][24];
    const char *arg[2] = {number[0], number[1]};
    const char *rest[1] = {number[2]};

    for (size_t i = 0; i < s->reaches; i++) {
        const lc_coverage_row *row = &s->reach[i].row;

        if (row->total - row->unknown <= 0)
            continue;
        known++;
        sum += (double)row->covered / (double)(row->total - row->unknown);
    }
    snprintf(number[0], sizeof number[0], "%.1f", sum);
    snprintf(number[1], sizeof number[1], "%zu", known);
    snprintf(number[2], sizeof number[2], "%zu", s->reaches - known);
    if (known)
        lc_sheet_say(s, LIFE_TEXT_SUM_AVERAGE, arg);
    lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "" : " ");
    if (known < s->reaches)
        lc_sheet_say(
            s, known ? LIFE_TEXT_SUM_NO_DATA : LIFE_TEXT_SUM_NO_SERVICES, rest);
}

static void put_summary(const lc_sheet *s)
{
    static const lc_rule_verdict order[] = {
        LIFE_VERDICT_PASS, LIFE_VERDICT_FAIL, LIFE_VERDICT_UNKNOWN};
    char number[4][24];
    const char *arg[4];

    snprintf(number[0], sizeof number[0], "%zu", s->r->rows);
    for (int i = 0; i < 3; i++)
        snprintf(number[i + 1], sizeof number[0], "%zu", s->r->tally[order[i]]);
    for (int i = 0; i < 4; i++)
        arg[i] = number[i];
    lc_buf_puts(s->out, "<p class=\"sum\">");
    if (has_homes(s))
        put_average(s);
    else
        lc_buf_puts(s->out, lc_sheet_text(s, LIFE_TEXT_SUM_NO_HOMES));
    lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "" : " ");
    lc_sheet_say(s, LIFE_TEXT_SUM_RULES, arg);
    lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "" : " ");
    name_lacking(s);
    lc_buf_puts(s->out, "</p>\n");
}

static void begin_tile(const lc_sheet *s, lc_report_text t)
{
    lc_buf_printf(s->out, "<div><dt>%s</dt><dd>", lc_sheet_text(s, t));
}

static void end_tile(const lc_sheet *s)
{
    lc_buf_puts(s->out, "</dd></div>\n");
}

static void put_people(const lc_sheet *s)
{
    int year = 0;
    int64_t told = lc_world_unit_residents(s->w, s->r->unit, &year);
    bool people = told >= 0;

    if (!has_homes(s) && told <= 0)
        return; /* none known of is not none */
    begin_tile(s, people ? LIFE_TEXT_RESIDENTS
                         : by_kind(s, LIFE_TEXT_RESIDENTS, LIFE_TEXT_FLOOR_TILE,
                                   LIFE_TEXT_STREET_TILE));
    lc_html_count(s->out, (double)(people ? told : s->r->weight) / 1000);
    if (year)
        lc_buf_printf(s->out, " <small>%d</small>", year);
    end_tile(s);
}

static void put_tiles(const lc_sheet *s)
{
    const lc_unit *u =
        s->r->unit == LIFE_NONE ? NULL : lc_world_unit(s->w, s->r->unit);
    size_t decided =
        s->r->tally[LIFE_VERDICT_PASS] + s->r->tally[LIFE_VERDICT_FAIL];
    char number[2][24];
    const char *arg[2] = {number[0], number[1]};

    lc_buf_puts(s->out, "<dl class=\"tiles\">\n");
    put_people(s);
    begin_tile(s, LIFE_TEXT_HOMES);
    lc_html_count(s->out,
                  u ? u->home_count : (double)lc_world_home_count(s->w));
    end_tile(s);
    begin_tile(s, LIFE_TEXT_FACILITIES);
    lc_html_count(s->out, u ? u->facility_count
                            : (double)lc_world_facility_count(s->w));
    end_tile(s);
    begin_tile(s, LIFE_TEXT_RULES_MET);
    lc_buf_printf(s->out, "%zu <small>/ %zu</small>",
                  s->r->tally[LIFE_VERDICT_PASS], decided);
    end_tile(s);
    if (s->r->rank && s->r->siblings > 1) {
        snprintf(number[0], sizeof number[0], "%" PRIu32, s->r->rank);
        snprintf(number[1], sizeof number[1], "%" PRIu32, s->r->siblings);
        begin_tile(s, LIFE_TEXT_RANK);
        lc_sheet_say(s, LIFE_TEXT_RANK_FMT, arg);
        end_tile(s);
    }
    lc_buf_puts(s->out, "</dl>\n");
}

/* ---- the notes ---- */

static void put_sources(const lc_sheet *s)
{
    for (uint32_t i = 0; i < lc_world_source_count(s->w); i++) {
        const lc_source_info *x = lc_world_source(s->w, i);

        lc_buf_puts(s->out, "<li>");
        lc_html_text(s->out, x->name);
        lc_buf_puts(s->out, " · ");
        lc_html_text(s->out, x->file);
        lc_buf_printf(s->out, " · %.10s", x->imported_at);
        if (*x->attribution) {
            lc_buf_puts(s->out, " · ");
            lc_html_text(s->out, x->attribution);
        }
        lc_buf_puts(s->out, "</li>\n");
    }
}

static void put_notes(const lc_sheet *s)
{
    const char *of[1] = {lc_sheet_weight_of(s)};

    lc_buf_printf(s->out,
                  "<footer>\n<b>%s</b>\n<ul>\n<li>%s</li>\n<li>%s</li>\n",
                  lc_sheet_text(s, LIFE_TEXT_NOTES),
                  lc_sheet_text(s, LIFE_TEXT_NOTE_WALK),
                  lc_sheet_text(s, LIFE_TEXT_NOTE_UNKNOWN));
    if (strcmp(lc_world_setting(s->w, "home_kind"), "residents") != 0) {
        lc_buf_puts(s->out, "<li>");
        lc_sheet_say(s, LIFE_TEXT_NOTE_WEIGHT, of);
        lc_buf_puts(s->out, "</li>\n");
    }
    lc_buf_printf(s->out, "</ul>\n<b>%s</b>\n<ul>\n",
                  lc_sheet_text(s, LIFE_TEXT_SOURCES));
    put_sources(s);
    lc_buf_puts(s->out, "</ul>\n<p>");
    lc_buf_printf(s->out, "%s%s ", lc_sheet_text(s, LIFE_TEXT_ATTRIBUTION),
                  s->lang == LIFE_LANG_ZH ? "：" : ":");
    lc_html_text(s->out, lc_world_setting(s->w, "attribution"));
    lc_buf_printf(s->out, "<br>%s %.12s", lc_sheet_text(s, LIFE_TEXT_MADE_BY),
                  lc_world_setting(s->w, "generation"));
    if (s->page->address) {
        lc_buf_puts(s->out, "<br>");
        lc_html_text(s->out, s->page->address);
    }
    lc_buf_puts(s->out, "</p>\n</footer>\n");
}

/* ---- where it is ---- */

void lc_report_path(lc_buf *out, const lc_report *r, lc_lang lang)
{
    lc_buf_puts(out, "/api/v1/");
    if (r->unit != LIFE_NONE) {
        lc_buf_puts(out, "units/");
        lc_html_url(out, lc_world_unit(r->world, r->unit)->code);
        lc_buf_putc(out, '/');
    }
    lc_buf_printf(out, "report?format=html&lang=%s", lc_lang_id(lang));
    if (r->year)
        lc_buf_printf(out, "&year=%d", r->year);
    for (size_t i = 1; lc_standard_names[i]; i++)
        if (!strcmp(lc_standard_names[i], lc_standard_id(r->standard)))
            lc_buf_printf(out, "&standard=%s", lc_standard_names[i]);
}

/* ---- all of it ---- */

void lc_report_policy(lc_buf *out)
{
    const lc_embedded *css = lc_embedded_find("export/pages/report/report.css");

    lc_buf_puts(out, "default-src 'none'; style-src 'sha256-");
    lc_html_hash(out, css->data, css->size);
    lc_buf_puts(out, "'; base-uri 'none'; form-action 'none'");
}

lc_status lc_report_html(lc_buf *out, lc_study *study, const lc_report *r,
                         const lc_report_page *page, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_sheet s = {.out = out,
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
        st = lc_sheet_map(&s, err);
    if (has_homes(&s))
        lc_sheet_bars(&s);
    if (!st && has_homes(&s) &&
        !strcmp(lc_world_setting(w, "home_kind"), "residents"))
        st = lc_sheet_access(&s, err);
    if (page->steps && has_homes(&s))
        lc_sheet_steps(&s);
    if (!st && r->unit != LIFE_NONE && has_homes(&s))
        st = lc_sheet_neighbours(&s, err);
    lc_sheet_checklist(&s);
    put_notes(&s);
    lc_buf_puts(out, "</body>\n</html>\n");
    return st;
}
