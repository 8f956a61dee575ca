/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/wheels.c - see lifecircle/world/wheels.h.
 */
#include "lifecircle/world/wheels.h"

#include "src/world/city.h"

#include <strings.h>

/* People write No and unknown too; both are words of the tag, no place's. */
lc_wheels lc_wheels_said(const char *wheelchair)
{
    if (!strcasecmp(wheelchair, "no"))
        return LIFE_WHEELS_BARRED;
    return *wheelchair && strcasecmp(wheelchair, "unknown")
               ? LIFE_WHEELS_OPEN
               : LIFE_WHEELS_UNSTATED;
}

lc_wheels_count lc_wheels_of(const lc_world *w, const lc_catset *set)
{
    lc_wheels_count n = {0};

    for (size_t f = 0; f < w->facility.n; f++)
        if (lc_catset_meets(w->facility.v[f].categories, set))
            lc_wheels_add(&n, &w->facility.v[f]);
    return n;
}
