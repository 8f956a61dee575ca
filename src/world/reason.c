/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/reason.c - see lifecircle/world/reason.h.
 */
#include "lifecircle/world/reason.h"

#include <stddef.h>

const char *lc_reason_id(lc_reason r)
{
    static const char *const id[LIFE_REASON_COUNT] = {
        NULL,         "outside_extent",    "in_water",
        "unlinked",   "facility_unlinked", "edge_of_data",
        "no_data",    "over_60_min",       "hours_unknown",
        "none_open",  "detached",          "services_unknown",
        "none_offers"};

    return r < LIFE_REASON_COUNT ? id[r] : NULL;
}
