/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/heading.c - see heading.h.
 */
#include "lifecircle/words/heading.h"

#include <assert.h>
#include <string.h>

/* The row is cut before the part is put in, which may hold any sign. */
void lc_heading_put(lc_grid *g, lc_lang lang, lc_sentence id, const char *part)
{
    const char *s = lc_say_text(lang, id);
    size_t before = g->cell.n;

    for (;; s++) {
        size_t len = strcspn(s, "|");

        if (part && len == 3 && !strncmp(s, "{0}", 3))
            lc_grid_put(g, "%s", part);
        else
            lc_grid_put(g, "%.*s", (int)len, s);
        s += len;
        if (!*s)
            break;
    }
    assert(g->failed || g->cell.n - before == g->columns);
    (void)before; /* where nothing is asserted */
}
