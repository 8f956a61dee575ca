/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/when.c - see the header.
 */
#include "src/export/values/when.h"

void lc_when_put(lc_json *j, lc_when when)
{
    char text[20];

    lc_world_clock_text(when, text);
    if (*text)
        lc_json_str(j, "open_at", text);
}

lc_cell lc_when_cell(lc_row *r, lc_when when)
{
    lc_buf buf = {0};
    char text[20];
    lc_cell v;

    lc_world_clock_text(when, text);
    lc_buf_puts(&buf, text);
    v = lc_row_text(r, &buf);
    lc_buf_free(&buf);
    return v;
}
