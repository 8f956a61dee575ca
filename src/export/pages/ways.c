/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/ways.c - see ways.h.
 */
#include "lifecircle/export/pages/ways.h"

#include "src/export/pages/html.h"

void lc_ways_put(lc_buf *out, const lc_way *way, size_t ways)
{
    if (!ways)
        return;
    lc_buf_puts(out, "<p>");
    for (size_t i = 0; i < ways; i++) {
        lc_buf_puts(out, i ? " · <a href=\"" : "<a href=\"");
        lc_html_text(out, way[i].href);
        lc_buf_printf(out, "\"%s%s%s>", *way[i].rel ? " rel=\"" : "",
                      way[i].rel, *way[i].rel ? "\"" : "");
        lc_html_text(out, way[i].title);
        lc_buf_puts(out, "</a>");
    }
    lc_buf_puts(out, "</p>\n");
}
