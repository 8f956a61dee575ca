/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/links.c - see links.h.
 */
#include "lifecircle/export/links.h"

#include "lifecircle/base/text.h"

#include <assert.h>
#include <string.h>

void lc_links_put(lc_buf *out, const lc_links *l, const char *path)
{
    lc_buf_puts(out, l->base);
    lc_buf_puts(out, path);
}

void lc_links_question(lc_buf *out, const lc_links *l, const char *path,
                       const char *code)
{
    const char *open = strchr(path, '{');

    lc_links_put(out, l, LIFE_API_ROOT);
    if (!open) {
        lc_buf_puts(out, path);
        return;
    }
    assert(code);
    lc_buf_put(out, path, (size_t)(open - path));
    lc_text_url(out, code);
    lc_buf_puts(out, strchr(open, '}') + 1);
}
