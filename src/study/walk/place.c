/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/place.c - see lifecircle/study/walk/place.h.
 */
#include "lifecircle/study/walk/place.h"

#include "lifecircle/world/reason.h"
#include "lifecircle/world/unit.h"
#include "src/study/slot.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/links/barriers.h"
#include "src/world/links/links.h"
#include "src/world/pace.h"

static lc_linker linker_of(const lc_world *w, uint32_t pace)
{
    return (lc_linker){.net = w->net,
                       .barriers = w->barriers,
                       .compound = w->compound,
                       .gait = lc_pace_gait(&w->pace[pace])};
}

/* The extent is looked at first, since links are not searched for beyond it. */
lc_status lc_place_at(lc_walker *a, lc_lonlat at, uint32_t pace, lc_place *out,
                      lc_error *err)
{
    const lc_world *w = a->w;
    lc_linker k = linker_of(w, pace);
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
    st = lc_link_place(&k, out->pt, 0, &a->link, err);
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

void lc_place_facility(const lc_world *w, uint32_t facility, uint32_t pace,
                       lc_place *out)
{
    const lc_facility *f = lc_world_facility(w, facility);
    lc_mode mode = w->pace[pace].mode;

    *out = (lc_place){.pt = f->pt, .pace = pace, .unit = f->unit};
    out->link_count =
        (uint32_t)lc_world_facility_links(w, facility, mode, &out->link);
    out->leg = lc_world_facility_legs(w, facility, mode);
    if (!out->link_count)
        out->reason = LIFE_REASON_UNLINKED;
}

/* Beside the links of a time when all is open: those by closed streets are
 * passed over by whoever walks, and where hours are not known both may count.
 * Every link is kept, since the one that no walk needs goes through a gate that
 * may be closed. */
lc_status lc_place_open_at(lc_walker *a, lc_when when, lc_place *p,
                           lc_error *err)
{
    lc_linker k = linker_of(a->w, p->pace);
    const lc_pace_graph *g;
    lc_status st;

    p->when = when;
    if (when.kind == LIFE_WHEN_ANY || !a->w->closing.n || p->reason)
        return LIFE_OK;
    st = lc_slot_graph(a->study, p->pace, &g, err);
    if (!st)
        st = lc_walker_shut(a, g, when, err);
    if (st || !lc_shut_is_any(&a->shut))
        return st;
    k.every = true;
    k.shut = a->shut.edge_bits;
    st = lc_link_place(&k, p->pt, 0, &a->link, err);
    p->link = a->link.v;
    p->link_count = (uint32_t)a->link.n;
    return st;
}
