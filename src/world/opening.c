/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/opening.c - when facilities are open, by the city's own clock.
 *
 * Values that are written alike are read once: a city has some hundred of
 * them, so that a question about a time works each out once.
 */
#include "lifecircle/geo/zones.h"
#include "lifecircle/hours/parse.h"
#include "src/world/world_internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for opening hours");
}

typedef struct written {
    const char *text;
    uint32_t facility;
} written;

static int by_text(const void *a, const void *b)
{
    const written *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    return order ? order
                 : (x->facility > y->facility) - (x->facility < y->facility);
}

static lc_status read_sorted(lc_world *w, const lc_hours_words *words,
                             const written *v, size_t n, lc_error *err)
{
    uint32_t hours = LIFE_NONE;

    for (size_t i = 0; i < n; i++) {
        if (!i || strcmp(v[i].text, v[i - 1].text) != 0) {
            const lc_hours *h;
            lc_status st = lc_hours_parse(words, w->text, v[i].text, &h, NULL);

            if (st == LIFE_ERR_NOMEM)
                return no_memory(err);
            hours = h ? (uint32_t)w->hours.n : LIFE_NONE;
            if (h && !lc_vec_push(&w->hours, h))
                return no_memory(err);
        }
        w->facility.v[v[i].facility].hours = hours;
    }
    return LIFE_OK;
}

lc_status lc_world_load_hours(lc_world *w, lc_error *err)
{
    written *v = lc_calloc(w->facility.n, sizeof *v);
    lc_hours_words *words = NULL;
    size_t n = 0;
    lc_status st = lc_hours_words_open(&words, err);

    if (!st && !v)
        st = no_memory(err);
    if (st)
        goto done;
    for (uint32_t f = 0; f < w->facility.n; f++)
        if (*w->facility.v[f].opening_hours)
            v[n++] = (written){w->facility.v[f].opening_hours, f};
    qsort(v, n, sizeof *v, by_text);
    st = read_sorted(w, words, v, n, err);
done:
    lc_hours_words_free(words);
    lc_free(v);
    return st;
}

lc_status lc_world_load_clock(lc_world *w, lc_error *err)
{
    const char *name = lc_world_setting(w, "timezone");
    lc_zone_name near;
    lc_box b;
    lc_status st;

    if (*name) {
        w->timezone = name;
        return lc_zones_find(name, &w->zone, err);
    }
    b = lc_shape_box(lc_world_extent(w));
    st = lc_zones_near(
        (lc_pt){b.min_lon / 2 + b.max_lon / 2, b.min_lat / 2 + b.max_lat / 2},
        &near, &w->zone, err);
    if (!st && !(w->timezone = lc_arena_strdup(w->text, near.text)))
        st = no_memory(err);
    return st;
}

const char *lc_world_timezone(const lc_world *w)
{
    return w->timezone;
}

lc_local lc_world_now(const lc_world *w)
{
    return lc_zone_local(&w->zone, (int64_t)time(NULL));
}

bool lc_world_when(const lc_world *w, const char *s, lc_when *out)
{
    static const char *const day[] = {"monday",   "tuesday", "wednesday",
                                      "thursday", "friday",  "saturday",
                                      "sunday"};
    lc_local now = lc_world_now(w);
    int today = lc_date_of(now).weekday;

    *out = (lc_when){LIFE_WHEN_AT, now, false};
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

const lc_hours *lc_world_hours(const lc_world *w, uint32_t i)
{
    return i == LIFE_NONE ? NULL : w->hours.v[i];
}

static lc_hours_state state_of(const lc_hours *h, lc_when when)
{
    return when.kind == LIFE_WHEN_DAY ? lc_hours_day(h, when.at)
                                      : lc_hours_at(h, when.at);
}

lc_status lc_open_states_at(const lc_world *w, lc_when when,
                            lc_open_states *out, lc_error *err)
{
    out->w = w;
    out->of.n = 0;
    if (!lc_vec_reserve(&out->of, w->hours.n))
        return no_memory(err);
    for (size_t i = 0; i < w->hours.n; i++)
        out->of.v[out->of.n++] = (uint8_t)state_of(w->hours.v[i], when);
    return LIFE_OK;
}

void lc_open_states_clear(lc_open_states *s)
{
    lc_vec_free(&s->of);
}
