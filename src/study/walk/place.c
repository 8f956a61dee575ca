/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/place.c - see lifecircle/study/walk/place.h.
 */
#include "lifecircle/study/walk/place.h"

#include "lifecircle/world/reason.h"
#include "lifecircle/world/unit.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/links/barriers.h"
#include "src/world/links/links.h"
#include "src/world/pace.h"

/* The extent is looked at first, since links are not searched for beyond it. */
lc_status lc_place_at(lc_walker *a, lc_lonlat at, uint32_t pace, lc_place *out,
                      lc_error *err)
{
    const lc_world *w = a->w;
    lc_linker k = {w->net, w->barriers, w->compound,
                   lc_pace_gait(&w->pace[pace]), false};
    lc_status st;

    *out = (lc_place){.pace = pace, .unit = LIFE_NONE};
    if (!lc_lonlat_valid(at))
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%.7f,%.7f is not a longitude and a latitude", at.lon,
                       at.lat);
    out->pt = lc_pt_from(at);
    if (!lc_shape_contains(&w->extent.v[0].shape, out->pt)) {
        out->reason = LIFE_REASON_OUTSIDE_EXTENT;
        return LIFE_OK;
    }
    out->unit = lc_world_unit_at(w, out->pt);
    a->link.n = 0;
    /* Layer 0: who asks is taken to stand on the ground. */
    st = lc_link_point(&k, out->pt, 0, &a->link, err);
    if (st)
        return st;
    out->link = a->link.v;
    out->link_count = (uint32_t)a->link.n;
    if (!out->link_count)
        out->reason = lc_barriers_in_water(w->barriers, out->pt)
                          ? LIFE_REASON_IN_WATER
                          : LIFE_REASON_UNLINKED;
    return LIFE_OK;
}
