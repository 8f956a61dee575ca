/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosing.c - see diagnosing.h.
 */
#include "src/study/check/diagnosing.h"

#include <stdarg.h>
#include <stdio.h>

lc_finding_example *lc_diagnosing_add(lc_diagnosing *d, lc_finding_code code)
{
    lc_finding_example *e = lc_finding_note(&d->out->finding[code]);

    e->placed = true;
    return e;
}

void lc_diagnosing_explain(lc_diagnosing *d, lc_finding_example *e,
                           const char *fmt, ...)
{
    char text[256];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    e->why = lc_arena_strdup(d->out->text, text);
    if (!e->why) {
        e->why = "";
        d->failed = true;
    }
}
