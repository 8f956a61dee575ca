/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/newcomer.c - see newcomer.h.
 *
 * A place that somebody asks from is linked for its pace, and not at all
 * outside the extent (place.c); a facility is linked for a mode, and
 * wherever it stands.
 */
#include "src/study/walk/newcomer.h"

#include "src/world/city.h"
#include "src/world/links/barriers.h"
#include "src/world/links/linking.h"
#include "src/world/units/unit.h"

lc_status lc_newcomer_at(const lc_world *w, lc_pt at, int layer, lc_mode m,
                         lc_newcomer *out, lc_error *err)
{
    const lc_linker k = lc_linking_linker(w, m);
    lc_status st;

    out->pt = at;
    out->mode = m;
    out->reason = LIFE_REASON_NONE;
    out->outside = !lc_shape_contains(&w->extent.v[0].shape, at);
    out->unit = lc_world_unit_at(w, at);
    out->link.n = 0;
    st = lc_link_place(&k, at, layer, &out->link, err);
    if (!st && !out->link.n)
        out->reason = lc_barriers_in_water(w->barriers, at)
                          ? LIFE_REASON_IN_WATER
                          : LIFE_REASON_UNLINKED;
    return st;
}

void lc_newcomer_clear(lc_newcomer *n)
{
    lc_vec_free(&n->link);
}
