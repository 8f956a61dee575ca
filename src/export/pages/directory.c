/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/directory.c - see directory.h.
 */
#include "lifecircle/export/pages/directory.h"

#include "src/export/pages/html.h"

void lc_directory_page(lc_buf *out, const lc_page_head *head,
                       const lc_directory_line *line, size_t lines)
{
    lc_page_begin(out, head);
    lc_buf_puts(out, "<h1>");
    lc_html_text(out, head->title);
    lc_buf_puts(out, "</h1>\n<ul>\n");
    for (size_t i = 0; i < lines; i++) {
        lc_buf_puts(out, "<li><a href=\"");
        lc_html_text(out, line[i].href);
        lc_buf_puts(out, "\">");
        lc_html_text(out, line[i].title);
        lc_buf_puts(out, "</a>");
        if (*line[i].about) {
            lc_buf_puts(out, " · ");
            lc_html_text(out, line[i].about);
        }
        lc_buf_puts(out, "</li>\n");
    }
    lc_buf_puts(out, "</ul>\n");
    lc_page_end(out);
}
