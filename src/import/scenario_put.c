/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/scenario_put.c - see lifecircle/import/scenario_put.h.
 */
#include "lifecircle/import/scenario_put.h"

#include <math.h>

static void put_text(lc_json *j, const char *key, const char *text)
{
    if (text)
        lc_json_str(j, key, text);
}

/* As GeoJSON has a position; seven decimals are a centimetre. */
static void put_pair(lc_json *j, const char *key, lc_lonlat at)
{
    lc_json_array(j, key);
    lc_json_double(j, NULL, at.lon, 7);
    lc_json_double(j, NULL, at.lat, 7);
    lc_json_end(j);
}

static void put_number(lc_json *j, const char *key, double x)
{
    if (!isnan(x))
        lc_json_double(j, key, x, 3);
}

/* In the order of the members that are read, those that are told. */
static void put_change(lc_json *j, const lc_change *c)
{
    if (c->kind == LIFE_CHANGE_REMOVE) {
        lc_json_str(j, NULL, c->id);
        return;
    }
    lc_json_object(j, NULL);
    if (c->kind == LIFE_CHANGE_GATE)
        lc_json_bool(j, "open", c->open);
    if (*c->id)
        lc_json_str(j, c->kind == LIFE_CHANGE_ADD ? "category" : "id", c->id);
    if (c->kind == LIFE_CHANGE_LINK) {
        put_pair(j, "from", c->at);
        put_pair(j, "to", c->to);
    } else if (lc_scenario_is_placed(c)) {
        lc_json_double(j, "lon", c->at.lon, 7);
        lc_json_double(j, "lat", c->at.lat, 7);
    }
    put_number(j, "metres", c->metres);
    put_text(j, "kind", c->way);
    put_text(j, "name", c->name);
    put_text(j, "opening_hours", c->opening_hours);
    put_number(j, "capacity", c->capacity);
    put_text(j, "wheelchair", c->wheelchair);
    lc_json_end(j);
}

void lc_scenario_put(lc_json *j, const char *key, const lc_scenario *s)
{
    lc_json_object(j, key);
    put_text(j, "name", s->name);
    put_text(j, "pace", s->pace);
    if (s->minutes)
        lc_json_int(j, "minutes", s->minutes);
    for (int k = 0; k < LIFE_CHANGE_KINDS; k++) {
        bool open = false;

        for (size_t i = 0; i < s->change.n; i++) {
            if (s->change.v[i].kind != (lc_change_kind)k)
                continue;
            if (!open)
                lc_json_array(j, lc_scenario_list((lc_change_kind)k));
            open = true;
            put_change(j, &s->change.v[i]);
        }
        if (open)
            lc_json_end(j);
    }
    lc_json_end(j);
}
