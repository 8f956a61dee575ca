/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/inside.c - see lifecircle/study/cover/inside.h.
 *
 * The area is prepared once, so each point costs little whatever its outline.
 */
#include "lifecircle/study/cover/inside.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/world/facility.h"
#include "src/world/city.h"

/* Homes between two looks at the budget: some 100 us, whatever the outline. */
#define SPENT_AT_ONCE 1024

static bool holds(const lc_prepared_area *a, lc_pt p)
{
    return !a || lc_prepared_area_contains(a, p);
}

static lc_status list(const lc_world *w, const lc_prepared_area *a,
                      lc_inside *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t h = 0; h < w->home_count && !st; h++) {
        if (holds(a, w->home_pt[h]))
            out->home[out->home_count++] = h;
        if (!(h % SPENT_AT_ONCE))
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    for (uint32_t f = 0; f < w->facility.n; f++) {
        const lc_facility *d = &w->facility.v[f];

        if (!a || (d->placed && holds(a, d->pt)))
            out->facility[out->facility_count++] = f;
    }
    return st;
}

lc_status lc_inside_find(const lc_world *w, const lc_shape *area,
                         lc_inside *out, lc_error *err)
{
    lc_prepared_area *a = NULL;
    lc_status st = LIFE_OK;

    *out = (lc_inside){.home = lc_calloc(w->home_count, sizeof *out->home),
                       .facility =
                           lc_calloc(w->facility.n, sizeof *out->facility)};
    if (!out->home || !out->facility)
        return lc_no_memory(err, "coverage");
    if (area)
        st = lc_prepared_area_make(area, &a, err);
    if (!st)
        st = list(w, a, out, err);
    lc_prepared_area_free(a);
    return st;
}

void lc_inside_clear(lc_inside *in)
{
    lc_free(in->home);
    lc_free(in->facility);
    *in = (lc_inside){0};
}
