/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/page.c - see page.h.
 */
#include "src/export/lists/page.h"

#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/export/pages/page.h"
#include "src/export/pages/html.h"

static lc_lang lang_of(const lc_writer *w)
{
    return w->layout.words ? *w->layout.words : LIFE_LANG_EN;
}

static void put_headings(lc_writer *w)
{
    lc_buf_puts(w->out, "<table class=\"list\"><thead><tr>");
    for (size_t i = 0; i < w->layout.fields.count; i++) {
        if (!lc_layout_shows(&w->layout, i, true))
            continue;
        lc_buf_puts(w->out, "<th>");
        lc_html_text(w->out, lc_layout_heading(&w->layout, i));
        lc_buf_puts(w->out, "</th>");
    }
    lc_buf_puts(w->out, "</tr></thead><tbody>\n");
}

static lc_status begin(lc_writer *w, lc_error *err)
{
    lc_page_head head = {.kind = LIFE_PAGE_LIST, .lang = lang_of(w)};

    (void)err;
    head.title = "";
    head.site = w->layout.title;
    lc_page_begin(w->out, &head);
    lc_buf_puts(w->out, "<h1>");
    lc_html_text(w->out, w->layout.title);
    lc_buf_puts(w->out, "</h1>\n");
    for (const char *const *n = w->layout.note; n && *n; n++) {
        lc_buf_puts(w->out, "<p>");
        lc_html_text(w->out, *n);
        lc_buf_puts(w->out, "</p>\n");
    }
    put_headings(w);
    return LIFE_OK;
}

static bool is_number(const lc_cell *v, const lc_export_field *f)
{
    return v->kind == LIFE_CELL_REAL ||
           (v->kind == LIFE_CELL_WHOLE &&
            lc_field_type_of(f) != LIFE_FIELD_BOOL);
}

static lc_status put_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    lc_buf text = {0};

    (void)err;
    lc_buf_puts(w->out, "<tr>");
    for (size_t i = 0; i < row->value.n; i++) {
        const lc_export_field *f = &w->layout.fields.field[i];
        const lc_cell *v = &row->value.v[i];

        if (!lc_layout_shows(&w->layout, i, true))
            continue;
        lc_buf_clear(&text);
        lc_cell_put(&text, f, v, w->layout.words);
        lc_buf_puts(w->out, is_number(v, f) ? "<td class=\"n\">" : "<td>");
        lc_html_text(w->out, lc_say_part(w->out, &text));
        lc_buf_puts(w->out, "</td>");
    }
    lc_buf_puts(w->out, "</tr>\n");
    lc_buf_free(&text);
    return LIFE_OK;
}

static lc_status end(lc_writer *w, lc_error *err)
{
    (void)err;
    lc_buf_puts(w->out, "</tbody></table>\n");
    lc_page_end(w->out);
    return LIFE_OK;
}

static const lc_writer_ops ops = {.begin = begin, .row = put_row, .end = end};
const lc_export_format lc_page_format = {
    "html", ".html", "text/html; charset=utf-8", LIFE_FORMAT_ROWS, false,
    false,  &ops};
