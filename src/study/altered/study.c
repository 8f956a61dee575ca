/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/altered/study.c - see lifecircle/study/altered/study.h.
 */
#include "lifecircle/study/altered/study.h"

#include "src/study/altered/altered.h"
#include "src/world/city.h"

lc_status lc_altered_study(lc_study *s, const lc_whatif_changes *c,
                           const char *attribute, lc_study **out, lc_error *err)
{
    lc_world *w;
    lc_status st = lc_altered_make(lc_study_world(s), c, attribute, &w, err);

    *out = NULL;
    if (!st)
        st = lc_study_new(w, out, err);
    if (st)
        lc_altered_free(w);
    return st;
}

/* The study only borrows its world; nobody else has it. */
void lc_altered_study_free(lc_study *s)
{
    lc_world *w = s ? (lc_world *)lc_study_world(s) : NULL;

    lc_study_free(s);
    lc_altered_free(w);
}
