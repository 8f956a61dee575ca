/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/as_of.c - see lifecircle/world/as_of.h.
 *
 * Worked out once when a city is loaded, as every answer says it.
 */
#include "src/world/facilities/as_of.h"

#include "lifecircle/world/facility.h"
#include "src/world/city.h"

#include <stdio.h>
#include <string.h>

typedef struct span {
    const char *oldest, *newest; /* NULL: none yet */
} span;

static void widen(span *s, const char *date)
{
    if (!date || !*date)
        return;
    if (!s->oldest || strcmp(date, s->oldest) < 0)
        s->oldest = date;
    if (!s->newest || strcmp(date, s->newest) > 0)
        s->newest = date;
}

static const char *date_of(const lc_world *w, const char *source)
{
    for (size_t i = 0; i < w->source.n; i++)
        if (!strcmp(w->source.v[i].name, source))
            return w->source.v[i].as_of;
    return "";
}

/* Facilities of a source mostly follow one another. */
static void widen_by_members(const lc_world *w, uint32_t c, span *s)
{
    const char *last = "";

    for (uint32_t r = 0; r < w->category[c].facility_count; r++) {
        const char *source = w->facility.v[w->member[c][r]].source;

        if (strcmp(source, last) != 0)
            widen(s, date_of(w, source));
        last = source;
    }
}

static lc_status keep(lc_world *w, const span *s, const char **out,
                      lc_error *err)
{
    char text[64];

    if (!s->oldest)
        return LIFE_OK;
    if (strcmp(s->oldest, s->newest) != 0)
        snprintf(text, sizeof text, "%.24s..%.24s", s->oldest, s->newest);
    else
        snprintf(text, sizeof text, "%.24s", s->oldest);
    *out = lc_world_keep(w, text);
    return *out ? LIFE_OK : lc_no_memory(err, "the sources");
}

lc_status lc_as_of_load(lc_city *city, lc_world *w, lc_error *err)
{
    const char *streets = lc_as_of_city(w);
    span basic = {0};
    lc_status st = LIFE_OK;

    (void)city;
    widen(&basic, streets);
    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        span s = {0};

        widen(&s, streets);
        widen_by_members(w, c, &s);
        if (w->category[c].basic) {
            widen(&basic, s.oldest);
            widen(&basic, s.newest);
        }
        st = keep(w, &s, &w->as_of[c], err);
    }
    return st ? st : keep(w, &basic, &w->as_of_basic, err);
}

const char *lc_as_of_city(const lc_world *w)
{
    for (size_t i = 0; i < w->source.n; i++)
        if (!strcmp(w->source.v[i].kind, "osm") && *w->source.v[i].as_of)
            return w->source.v[i].as_of;
    return NULL;
}

const char *lc_as_of_category(const lc_world *w, uint32_t category)
{
    return category == LIFE_ALL_BASIC || category == LIFE_BASIC_COUNT
               ? w->as_of_basic
               : w->as_of[category];
}
