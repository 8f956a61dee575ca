/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/advice.c - for somebody who asked from the river, from beyond
 * the data, or from streets that lead nowhere: where to ask from instead.
 */
#include "lifecircle/study/walk/advice.h"

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/reason.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/pace.h"

#include <math.h>

/* About an hour's walk: farther off nobody is sent on foot. */
#define FAR_M  5000.0
#define NEAR_M 250.0 /* as far as links reach */

typedef struct nearest_street {
    const lc_world *w;
    lc_gait gait;
    lc_pt p;
    bool islands; /* these alone; else all but these */
    double best_m;
    lc_pt at;
    uint32_t edge;
    double outside_m; /* p is this far outside the data: no street of theirs
                         is nearer */
} nearest_street;

static void try_street(void *ctx, uint32_t e, double *limit_m)
{
    nearest_street *s = ctx;
    const lc_edge *d = &s->w->net->edge[e];
    uint32_t at_mm;
    lc_pt at;
    double m;

    if (!lc_gait_open(&s->gait, d) ||
        s->islands != !!(d->flags & LIFE_EDGE_ISLAND))
        return;
    m = lc_network_project(s->w->net, e, s->p, &at_mm, &at);
    if (m > *limit_m || m >= s->best_m || m < s->outside_m ||
        !lc_shape_contains(lc_world_extent(s->w), at))
        return;
    s->best_m = *limit_m = m;
    s->at = at;
    s->edge = e;
}

/* Nearest by the index; what is closed to this pace does not help. Islands
 * don't help either: links are not made to them. */
static bool find_street(nearest_street *s, double limit_m)
{
    s->best_m = HUGE_VAL;
    lc_index_nearest(s->w->net->index, s->p, limit_m, try_street, s);
    return s->best_m < HUGE_VAL;
}

void lc_advice_find(const lc_walker *a, const lc_place *p, lc_advice *out)
{
    nearest_street s = {
        .w = a->w, .gait = lc_pace_gait(&a->w->pace[p->pace]), .p = p->pt};

    *out = (lc_advice){.street = ""};
    if (p->reason == LIFE_REASON_OUTSIDE_EXTENT) {
        out->has_end = true;
        out->end_m =
            lc_shape_distance_m(lc_world_extent(a->w), p->pt, false, &out->end);
        s.outside_m = out->end_m - 0.1; /* less the rounding of places */
    }
    if (find_street(&s, FAR_M)) {
        out->has_street = true;
        out->street = a->w->net->names + a->w->net->edge[s.edge].name;
        out->at = s.at;
        out->street_m = s.best_m;
    }
    s.islands = true;
    out->island = p->reason == LIFE_REASON_UNLINKED && find_street(&s, NEAR_M);
}
