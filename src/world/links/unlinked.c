/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/unlinked.c - facilities that no walk of a mode reaches.
 *
 * A home with such a facility in a straight line within its limit is unknown
 * (facility_unlinked): somebody could walk there, and the data can't say so.
 */
#include "src/world/links/unlinked.h"

#include "lifecircle/world/wheels.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"

#include <math.h>

/* By their place in the list; most categories have none. */
static lc_status index_unlinked(const lc_world *w, lc_mode_links *m, uint32_t c,
                                lc_error *err)
{
    size_t n = m->unlinked_count[c];
    lc_box *box = lc_calloc(n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "links");
    for (size_t i = 0; i < n; i++)
        box[i] = lc_facility_box(w, m->unlinked[c][i]);
    st = lc_index_build(box, n, &m->unlinked_index[c], err);
    lc_free(box);
    return st;
}

lc_status lc_unlinked_list(const lc_world *w, lc_mode_links *m, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        m->unlinked[c] =
            lc_calloc(w->category[c].facility_count, sizeof *m->unlinked[c]);
        if (!m->unlinked[c])
            return lc_no_memory(err, "links");
        for (uint32_t i = 0; i < w->category[c].facility_count; i++) {
            uint32_t f = w->member[c][i];

            /* Those without a position too: their box is empty, so that no
             * distance finds them here. */
            if (!m->facility.n[f])
                m->unlinked[c][m->unlinked_count[c]++] = f;
        }
        st = index_unlinked(w, m, c, err);
    }
    return st;
}

typedef struct near_unlinked {
    const lc_world *w;
    const uint32_t *facility;
    bool wheels;
    lc_pt p;
    double best_m;
} near_unlinked;

static void try_unlinked(void *ctx, uint32_t item, double *limit_m)
{
    near_unlinked *n = ctx;
    uint32_t f = n->facility[item];
    double m;

    if (!lc_wheels_may(&n->w->facility.v[f], n->wheels))
        return;
    m = lc_facility_distance_m(n->w, f, n->p);
    if (m <= *limit_m && m < n->best_m)
        *limit_m = n->best_m = m;
}

double lc_unlinked_m(const lc_world *w, lc_mode mode, bool wheels,
                     uint32_t category, lc_pt p, double limit_m)
{
    const lc_mode_links *m = &w->links[mode];
    near_unlinked n = {w, m->unlinked[category], wheels, p, HUGE_VAL};

    if (m->unlinked_count[category])
        lc_index_nearest(m->unlinked_index[category], p, limit_m, try_unlinked,
                         &n);
    return n.best_m;
}
