/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/features.c - see features.h.
 */
#include "lifecircle/export/pages/features.h"

#include "lifecircle/export/formats/cell.h"
#include "src/export/pages/html.h"

static void put_links(lc_buf *out, const lc_directory_line *line, size_t lines)
{
    if (!lines)
        return;
    lc_buf_puts(out, "<p>");
    for (size_t i = 0; i < lines; i++) {
        lc_buf_puts(out, i ? " · <a href=\"" : "<a href=\"");
        lc_html_text(out, line[i].href);
        lc_buf_printf(out, "\"%s%s%s>", *line[i].about ? " rel=\"" : "",
                      line[i].about, *line[i].about ? "\"" : "");
        lc_html_text(out, line[i].title);
        lc_buf_puts(out, "</a>");
    }
    lc_buf_puts(out, "</p>\n");
}

static void put_top(lc_buf *out, const lc_features_page *p)
{
    lc_page_begin(out, &p->head);
    lc_buf_puts(out, "<h1>");
    lc_html_text(out, p->head.title);
    lc_buf_puts(out, "</h1>\n");
    if (*p->about) {
        lc_buf_puts(out, "<p>");
        lc_html_text(out, p->about);
        lc_buf_puts(out, "</p>\n");
    }
    put_links(out, p->line, p->lines);
}

/* A field is asked for by its name, and so headed by it; what it means is said
 * where one points at it. */
static void put_name(lc_buf *out, const lc_features_page *p, size_t i,
                     const char *element)
{
    const lc_export_field *f = &p->fields.field[i];

    lc_buf_printf(out, "<%s title=\"", element);
    lc_html_text(out, lc_lang_pick(p->head.lang, f->zh, f->en));
    lc_buf_puts(out, "\">");
    lc_html_text(out, f->name);
    lc_buf_printf(out, "</%s>", element);
}

/* `text` is room that is used again. */
static void put_value(lc_buf *out, const lc_features_page *p, const lc_row *row,
                      size_t i, lc_buf *text)
{
    lc_buf_clear(text);
    lc_cell_put(text, &p->fields.field[i], &row->value.v[i], NULL);
    lc_html_text(out, lc_say_part(out, text));
}

void lc_features_begin(lc_buf *out, const lc_features_page *p)
{
    put_top(out, p);
    lc_buf_puts(out, "<div class=\"wide\" tabindex=\"0\"><table>\n"
                     "<thead><tr><th>id</th>");
    for (size_t i = 0; i < p->fields.count; i++)
        put_name(out, p, i, "th");
    lc_buf_puts(out, "</tr></thead>\n<tbody>\n");
}

void lc_features_row(lc_buf *out, const lc_features_page *p, const char *href,
                     const char *id, const lc_row *row)
{
    lc_buf text = {0};

    lc_buf_puts(out, "<tr><td><a href=\"");
    lc_html_text(out, href);
    lc_buf_puts(out, "\">");
    lc_html_text(out, id);
    lc_buf_puts(out, "</a></td>");
    for (size_t i = 0; i < p->fields.count; i++) {
        lc_buf_puts(out, "<td>");
        put_value(out, p, row, i, &text);
        lc_buf_puts(out, "</td>");
    }
    lc_buf_puts(out, "</tr>\n");
    lc_buf_free(&text);
}

void lc_features_end(lc_buf *out, const lc_directory_line *line, size_t lines)
{
    lc_buf_puts(out, "</tbody>\n</table></div>\n");
    put_links(out, line, lines);
    lc_page_end(out);
}

void lc_features_one(lc_buf *out, const lc_features_page *p, const lc_row *row,
                     const char *geometry)
{
    lc_buf text = {0};

    put_top(out, p);
    lc_buf_puts(out, "<dl>\n");
    for (size_t i = 0; i < p->fields.count; i++) {
        put_name(out, p, i, "dt");
        lc_buf_puts(out, "<dd>");
        put_value(out, p, row, i, &text);
        lc_buf_puts(out, "</dd>\n");
    }
    lc_buf_puts(out, "<dt>geometry</dt><dd>");
    lc_html_text(out, geometry);
    lc_buf_puts(out, "</dd>\n</dl>\n");
    lc_page_end(out);
    lc_buf_free(&text);
}
