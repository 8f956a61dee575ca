/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/data/page.c - see page.h.
 *
 * For whoever looks after a table: what is wrong with it, what that does, how
 * to mend it, and where. Without a language in the request both stand on one
 * page, the whole of it twice, as one person reads one of them.
 */
#include "lifecircle/export/pages/data/page.h"

#include "lifecircle/export/pages/page.h"
#include "lifecircle/words/imported.h"
#include "lifecircle/words/say.h"
#include "src/export/pages/html.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct page {
    lc_buf *out;
    const lc_data_report *r;
    lc_lang lang;
} page;

/* The words of this page, in the language of the part being written. */
static const char *say(const page *p, lc_sentence id)
{
    return lc_say_text(p->lang, id);
}

/* <tag>text</tag>, the text escaped. */
static void put(const page *p, const char *tag, const char *text)
{
    lc_buf_printf(p->out, "<%s>", tag);
    lc_html_text(p->out, text);
    lc_buf_printf(p->out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

/* A line of the import, in the language of the part. */
static void put_imported(const page *p, const char *tag, const char *english)
{
    lc_buf text = {0};

    lc_imported_put(&text, p->lang, english);
    put(p, tag, lc_say_part(p->out, &text));
    lc_buf_free(&text);
}

/* A table up to its first row; end_table() closes it. */
static void put_heading(const page *p, const char *const *w, size_t n)
{
    lc_buf_puts(p->out, "<table><thead><tr>");
    for (size_t i = 0; i < n; i++)
        put(p, "th", w[i]);
    lc_buf_puts(p->out, "</tr></thead><tbody>\n");
}

static void end_table(const page *p)
{
    lc_buf_puts(p->out, "</tbody></table>\n");
}

/* A file without lines (GeoJSON, a workbook) numbers its features. */
static void put_line(const page *p, uint32_t line, uint32_t feature)
{
    uint32_t n = line ? line : feature;

    lc_buf_puts(p->out, "<td class=\"n\">");
    if (n)
        lc_buf_printf(p->out, "%" PRIu32, n);
    lc_buf_puts(p->out, "</td>");
}

/* ---- findings ---- */

/* A name is followed by its id in brackets; either may be missing. */
static void put_example(const page *p, const lc_finding *f,
                        const lc_finding_example *e)
{
    lc_lonlat at = lc_pt_lonlat(e->pt);
    lc_buf said = {0}, id = {0};

    lc_buf_puts(p->out, "<tr>");
    put_line(p, e->line, e->feature);
    lc_buf_puts(p->out, "<td>");
    lc_html_text(p->out, e->name);
    lc_buf_puts(p->out, *e->name && *e->id ? " (" : "");
    lc_imported_id(&id, p->lang, e->id);
    lc_html_text(p->out, lc_say_part(p->out, &id));
    lc_buf_free(&id);
    lc_buf_puts(p->out, *e->name && *e->id ? ")" : "");
    lc_buf_puts(p->out, "</td>");
    put(p, "td", e->other);
    lc_buf_puts(p->out, "<td>");
    if (*e->why)
        lc_imported_put(&said, p->lang, e->why);
    else
        lc_imported_example(&said, p->lang, f->id, e->said);
    lc_html_text(p->out, lc_say_part(p->out, &said));
    if (!isnan(e->metres))
        lc_buf_printf(p->out, "%s%.1f m", said.len ? " " : "", e->metres);
    lc_buf_free(&said);
    lc_buf_puts(p->out, "</td><td>");
    if (e->placed)
        lc_buf_printf(p->out, "%.6f, %.6f", at.lon, at.lat);
    lc_buf_puts(p->out, "</td></tr>\n");
}

/* The first ones alone are kept: the rest is a number, so that a page about
 * a bad file stays short. */
static void put_examples(const page *p, const lc_finding *f)
{
    const char *const heading[] = {
        say(p, LIFE_SAY_DATA_LINE), say(p, LIFE_SAY_DATA_WHICH),
        say(p, LIFE_SAY_DATA_OTHER), say(p, LIFE_SAY_DATA_WHAT),
        say(p, LIFE_SAY_DATA_PLACE)};
    uint64_t more = f->count - f->example.n;

    if (f->example.n == 0)
        return;
    put(p, "dt", say(p, LIFE_SAY_DATA_WHERE));
    lc_buf_puts(p->out, "<dd>");
    put_heading(p, heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; i < f->example.n; i++)
        put_example(p, f, &f->example.v[i]);
    end_table(p);
    if (more > 0) {
        char number[24];

        snprintf(number, sizeof number, "%" PRIu64, more);
        lc_buf_puts(p->out, "<p>");
        LC_HTML_SAY(p->out, p->lang, LIFE_SAY_DATA_MORE, number);
        lc_buf_puts(p->out, "</p>");
    }
    lc_buf_puts(p->out, "</dd>\n");
}

/* The number is in the heading, as that is what decides what to mend first.
 * The class says how bad it is, and only colours what the words say too. */
static void put_finding(const page *p, const lc_finding *f)
{
    lc_buf_printf(p->out, "<section class=\"%s\"><h3>%" PRIu64 " · ",
                  f->fault ? "fault" : "note", f->count);
    lc_html_text(p->out, f->what[p->lang]);
    lc_buf_puts(p->out, "</h3>\n<dl>\n");
    if (*f->means[p->lang]) {
        put(p, "dt", say(p, LIFE_SAY_DATA_MEANS));
        put(p, "dd", f->means[p->lang]);
    }
    if (*f->mend[p->lang]) {
        put(p, "dt", say(p, LIFE_SAY_DATA_MEND));
        put(p, "dd", f->mend[p->lang]);
    }
    put_examples(p, f);
    lc_buf_puts(p->out, "</dl></section>\n");
}

/* Faults come first: they make answers wrong, notes do not. */
static void put_findings(const page *p, const lc_finding *f, size_t count)
{
    for (int fault = 1; fault >= 0; fault--) {
        bool any = false;

        put(p, "h2",
            say(p, fault ? LIFE_SAY_DATA_FAULTS : LIFE_SAY_DATA_NOTES));
        for (size_t i = 0; i < count; i++)
            if (f[i].fault == (fault == 1) && f[i].count > 0) {
                put_finding(p, &f[i]);
                any = true;
            }
        if (!any)
            put(p, "p", say(p, LIFE_SAY_DATA_NOTHING));
    }
}

/* ---- how a table was read ---- */

/* Every column, also those not used: a header misspelt shows here. */
static void put_columns(const page *p)
{
    const lc_journal *n = p->r->intake;
    const char *const heading[] = {say(p, LIFE_SAY_DATA_COLUMN),
                                   say(p, LIFE_SAY_DATA_FIELD)};

    put(p, "h2", say(p, LIFE_SAY_DATA_COLUMNS));
    put_heading(p, heading, 2);
    for (size_t i = 0; i < n->column.n; i++) {
        lc_buf_puts(p->out, "<tr>");
        put(p, "td", n->column.v[i].name);
        put(p, "td",
            *n->column.v[i].field
                ? lc_journal_called(n, n->column.v[i].field, p->lang)
                : say(p, LIFE_SAY_DATA_UNUSED));
        lc_buf_puts(p->out, "</tr>\n");
    }
    end_table(p);
}

/* What was left out for want of a category, by how often it comes. */
static void put_types(const page *p)
{
    const lc_journal *n = p->r->intake;
    const char *const heading[] = {
        say(p, LIFE_SAY_DATA_TYPE), say(p, LIFE_SAY_DATA_COUNT),
        say(p, LIFE_SAY_DATA_LINE), say(p, LIFE_SAY_DATA_SHARES)};

    if (n->type.n == 0)
        return;
    put(p, "h2", say(p, LIFE_SAY_DATA_TYPES));
    put_heading(p, heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; i < n->type.n; i++) {
        lc_buf_puts(p->out, "<tr>");
        put(p, "td", *n->type.v[i].type ? n->type.v[i].type : "-");
        lc_buf_printf(p->out, "<td class=\"n\">%" PRId64 "</td>",
                      n->type.v[i].count);
        put_line(p, n->type.v[i].line, n->type.v[i].feature);
        put(p, "td", n->type.v[i].example);
        lc_buf_puts(p->out, "</tr>\n");
    }
    end_table(p);
}

/* As they were understood, so that a wrong column is seen before anything is
 * imported. */
static void put_rows(const page *p)
{
    const lc_journal *n = p->r->intake;
    const char *const heading[] = {say(p, LIFE_SAY_DATA_LINE),
                                   say(p, LIFE_SAY_DATA_READ_AS)};

    if (n->row_count == 0)
        return;
    put(p, "h2", say(p, LIFE_SAY_DATA_FIRST));
    put_heading(p, heading, 2);
    for (size_t i = 0; i < n->row_count; i++) {
        const lc_journal_row *row = &n->row[i];

        lc_buf_puts(p->out, "<tr>");
        put_line(p, row->line, row->feature);
        lc_buf_puts(p->out, "<td>");
        for (size_t k = 0; k < row->cell.n; k++) {
            lc_buf_printf(p->out, "%s<b>%s</b> ", k ? "; " : "",
                          lc_journal_called(n, row->cell.v[k].field, p->lang));
            lc_html_text(p->out, row->cell.v[k].value);
        }
        lc_buf_puts(p->out, "</td></tr>\n");
    }
    end_table(p);
}

/* Figures stand in the order of the words above them. */
static void put_summary(const page *p)
{
    const lc_journal *n = p->r->intake;

    if (p->r->dry_run)
        put(p, "p", say(p, LIFE_SAY_DATA_DRY));
    lc_buf_puts(p->out, "<dl>");
    if (p->r->failed) {
        put(p, "dt", say(p, LIFE_SAY_DATA_FAILED));
        put_imported(p, "dd", p->r->failed);
    }
    put(p, "dt", say(p, LIFE_SAY_DATA_FILE));
    put(p, "dd", p->r->file);
    if (n) {
        put(p, "dt", say(p, LIFE_SAY_DATA_ROWS));
        lc_buf_printf(p->out,
                      "<dd>%" PRId64 " · %" PRId64 " · %" PRId64 " · %" PRId64
                      "</dd>\n",
                      n->rows, n->taken, n->rejected, n->left_out);
        put(p, "dt", say(p, LIFE_SAY_DATA_CRS));
        put_imported(p, "dd",
                     n->crs_text ? n->crs_text
                     : n->crs    ? n->crs
                                 : "-");
    }
    if (n && n->note) {
        put(p, "dt", say(p, LIFE_SAY_DATA_NOTE));
        put_imported(p, "dd", n->note);
    }
    lc_buf_puts(p->out, "</dl>\n");
}

/* Everything in one language; the findings of the city follow those of the
 * table, which may have caused them. */
static void put_page(const page *p)
{
    const lc_journal *n = p->r->intake;

    lc_buf_printf(p->out, "<main lang=\"%s\">\n", lc_lang_tag(p->lang));
    put(p, "h1", say(p, n ? LIFE_SAY_DATA_TABLE_TITLE : LIFE_SAY_DATA_TITLE));
    put_summary(p);
    if (n) {
        put_findings(p, n->finding, n->finding_count);
        put_types(p);
        put_columns(p);
        put_rows(p);
    }
    if (n && p->r->city)
        put(p, "h1", say(p, LIFE_SAY_DATA_IN_CITY));
    if (p->r->city)
        put_findings(p, p->r->city->finding, LIFE_FINDING_COUNT);
    lc_buf_puts(p->out, "</main>\n");
}

void lc_data_page_write(lc_buf *out, const lc_data_report *r, lc_lang lang)
{
    page p = {out, r, LIFE_LANG_ZH};
    lc_lang first = lang == LIFE_LANG_EN ? LIFE_LANG_EN : LIFE_LANG_ZH;
    lc_sentence title =
        r->intake ? LIFE_SAY_DATA_TABLE_TITLE : LIFE_SAY_DATA_TITLE;
    lc_page_head head = {.kind = LIFE_PAGE_DATA,
                         .lang = first,
                         .title = lc_say_text(first, title),
                         .site = "lifecircle"};

    lc_page_begin(out, &head);
    for (int i = 0; i < LIFE_LANG_COUNT; i++) {
        p.lang = (lc_lang)i;
        if (lang == LIFE_LANG_COUNT || lang == p.lang)
            put_page(&p);
    }
    lc_page_end(out);
}
