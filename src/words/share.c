/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/share.c - see share.h.
 */
#include "lifecircle/words/share.h"

#include "lifecircle/words/say.h"

void lc_share_text(lc_buf *out, lc_share share, const char *sign, lc_lang lang)
{
    int64_t known = share.total - share.unknown;

    if (share.total <= 0)
        lc_buf_puts(out, "-");
    else if (!lc_share_is_known(share))
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_REPORT_NOT_KNOWN));
    else if (lc_share_is_wide(share))
        lc_buf_printf(
            out, "%.0f-%.0f%s",
            floor(100.0 * (double)share.covered / (double)share.total),
            ceil(100.0 * (double)(share.covered + share.unknown) /
                 (double)share.total),
            sign);
    else
        lc_buf_printf(
            out, "%.1f%s",
            floor(1000.0 * (double)share.covered / (double)known) / 10, sign);
}

void lc_share_cell(lc_grid *g, lc_share share, lc_lang lang)
{
    lc_buf text = {0};

    lc_share_text(&text, share, "", lang);
    lc_grid_take(g, &text);
}
