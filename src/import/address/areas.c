/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/areas.c - see areas.h.
 */
#include "src/import/address/areas.h"

#include "lifecircle/base/buf.h"

const char *lc_address_areas_join(const lc_address_reading *r, lc_arena *arena)
{
    lc_buf b = {0};
    const char *text;

    lc_buf_puts(&b, "");
    for (size_t i = 0; i < r->areas; i++)
        lc_buf_printf(&b, "%s%s", i ? ";" : "", r->area[i].key);
    text = b.failed ? NULL : lc_arena_strdup(arena, b.data);
    lc_buf_free(&b);
    return text;
}
