/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/features.c - see features.h.
 */
#include "lifecircle/export/pages/features.h"

#include "lifecircle/export/formats/cell.h"
#include "src/export/pages/html.h"

static void put_about(lc_buf *out, const char *about)
{
    if (!*about)
        return;
    lc_buf_puts(out, "<p>");
    lc_html_text(out, about);
    lc_buf_puts(out, "</p>\n");
}

static void put_top(lc_buf *out, const lc_features_page *p)
{
    lc_page_begin(out, &p->head);
    lc_buf_puts(out, "<h1>");
    lc_html_text(out, p->head.title);
    lc_buf_puts(out, "</h1>\n");
    put_about(out, p->about);
    lc_ways_put(out, p->way, p->ways);
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
    lc_buf_puts(out, "<th>geometry</th></tr></thead>\n<tbody>\n");
}

void lc_features_row(lc_buf *out, const lc_features_page *p,
                     const lc_features_one_of *one, const lc_row *row)
{
    lc_buf text = {0};

    lc_buf_puts(out, "<tr><td><a href=\"");
    lc_html_text(out, one->href);
    lc_buf_puts(out, "\">");
    lc_html_text(out, one->id);
    lc_buf_puts(out, "</a></td>");
    for (size_t i = 0; i < p->fields.count; i++) {
        lc_buf_puts(out, "<td>");
        put_value(out, p, row, i, &text);
        lc_buf_puts(out, "</td>");
    }
    lc_buf_puts(out, "<td>");
    lc_html_text(out, one->geometry);
    lc_buf_puts(out, "</td></tr>\n");
    lc_buf_free(&text);
}

void lc_features_end(lc_buf *out, const char *about, const lc_way *way,
                     size_t ways)
{
    lc_buf_puts(out, "</tbody>\n</table></div>\n");
    put_about(out, about);
    lc_ways_put(out, way, ways);
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
