/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/find.c - see lifecircle/study/find.h.
 *
 * The file that the city was loaded from stays open until the names are made:
 * another may have taken its place by then, under the same path, and what is
 * open is still the old one. After that nobody needs it, but who asks once and
 * ends, and so has labels in it still.
 */
#include "lifecircle/study/find.h"

#include "src/study/study.h"
#include "src/world/names/names.h"
#include "src/world/names/needs.h"

static lc_status make_names(lc_study *s, lc_error *err)
{
    lc_names *n;
    lc_status st;

    if (!s->file)
        return lc_fail(err, LIFE_ERR_STATE,
                       "names are found in a city that was opened from a file");
    st = lc_names_make(s->file, s->w, &n, err);
    if (st)
        return st;
    st = lc_needs_make(s->file, s->w, n, err);
    if (st) {
        lc_names_free(n);
        return st;
    }
    /* Its memory and, where it was replaced, its room on the disk. */
    if (!s->once) {
        lc_city_close(s->own_file);
        s->own_file = NULL;
    }
    s->file = NULL;
    s->names = n; /* last: who sees it reads without the lock */
    return LIFE_OK;
}

lc_status lc_study_find_ready(lc_study *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    /* The first look takes no lock: names never change once they are there. */
    if (s->names)
        return LIFE_OK;
    pthread_mutex_lock(&s->naming);
    if (!s->names)
        st = make_names(s, err);
    pthread_mutex_unlock(&s->naming);
    return st;
}

lc_status lc_study_find(lc_study *s, const lc_find *f, lc_hit *out,
                        size_t *count, lc_error *err)
{
    lc_status st = lc_study_find_ready(s, err);

    *count = 0;
    return st ? st : lc_world_find(s->w, s->names, f, out, count, err);
}
