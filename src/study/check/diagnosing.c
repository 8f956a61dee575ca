/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosing.c - see diagnosing.h.
 */
#include "src/study/check/diagnosing.h"

lc_finding_example *lc_diagnosing_add(lc_diagnosing *d, lc_finding_code code)
{
    lc_finding_example *e = lc_finding_note(&d->out->finding[code]);

    e->placed = true;
    return e;
}
