/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/clock.c - what the clocks of a city show.
 *
 * The clock of the city and not of the machine that answers: a server may stand
 * in another zone. Without a setting the zone is that of the place nearest to
 * the middle of the extent.
 */
#include "src/world/clock.h"

#include "lifecircle/base/date.h"
#include "lifecircle/base/local.h"
#include "lifecircle/base/zone.h"
#include "lifecircle/geo/zones.h"
#include "lifecircle/world/setting.h"
#include "src/world/city.h"
#include "src/world/setting.h"

#include <string.h>
#include <time.h>

lc_status lc_world_clock_load(lc_world *w, lc_error *err)
{
    const char *name = lc_world_setting(w, "timezone");
    lc_zone_name near;
    lc_box b;
    lc_status st;

    if (*name) {
        w->timezone = name;
        return lc_zones_find(name, &w->zone, err);
    }
    /* Halved before they are added: the sum of two longitudes in 1e-7 degrees
     * may not fit 32 bits. */
    b = lc_shape_box(&w->extent.v[0].shape);
    st = lc_zones_near(
        (lc_pt){b.min_lon / 2 + b.max_lon / 2, b.min_lat / 2 + b.max_lat / 2},
        &near, &w->zone, err);
    if (!st && !(w->timezone = lc_arena_strdup(w->text, near.text)))
        st = lc_no_memory(err, "the time zone");
    return st;
}

const char *lc_world_clock_timezone(const lc_world *w)
{
    return w->timezone;
}

lc_local lc_world_clock_now(const lc_world *w)
{
    return lc_zone_local(&w->zone, (int64_t)time(NULL));
}

bool lc_world_clock_when(const lc_world *w, const char *s, lc_when *out)
{
    static const char *const day[] = {"monday",   "tuesday", "wednesday",
                                      "thursday", "friday",  "saturday",
                                      "sunday"};
    lc_local now = lc_world_clock_now(w);
    int today = lc_date_of(now).weekday;

    *out = (lc_when){LIFE_WHEN_AT, now, false, false};
    if (!strcmp(s, "now") || lc_local_parse(s, &out->at))
        return true;
    out->kind = LIFE_WHEN_DAY;
    if (!strcmp(s, "today"))
        return true;
    for (int d = 0; d < 7; d++) {
        if (!strcmp(s, day[d])) {
            out->at += (lc_local)((d - today + 7) % 7) * LIFE_DAY_MIN;
            return true;
        }
    }
    *out = (lc_when){0};
    return false;
}

void lc_world_clock_text(lc_when when, char out[20])
{
    out[0] = '\0';
    if (when.kind == LIFE_WHEN_ANY)
        return;
    lc_local_text(when.at, out);
    if (when.kind == LIFE_WHEN_DAY)
        out[10] = '\0';
}
