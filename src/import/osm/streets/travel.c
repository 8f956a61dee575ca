/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/travel.c - a mode's row of geodata/modes.csv applied
 * to the tags of ways.
 */
#include "src/import/osm/streets/travel.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/graph/network.h"

#include <stdio.h>
#include <string.h>

/* Of lc_osm_travel.side, in their order. "cycleway", "cycleway:both",
 * "cycleway:left", "cycleway:right". */
enum { ALONE, BOTH, LEFT, RIGHT };

/* ---- reading ---- */

static size_t count_words(const char *text)
{
    size_t n = *text != '\0';

    for (; *text; text++)
        n += *text == ' ';
    return n;
}

/* A list with spaces between, ended by NULL; NULL: no memory. */
static const char **split(lc_osm_travel *out, const char *text)
{
    size_t n = count_words(text), i = 0;
    const char **list = lc_arena_alloc(out->mem, (n + 1) * sizeof *list);
    char *own = lc_arena_strdup(out->mem, text);

    if (!list || !own)
        return NULL;
    for (char *at = own; at && *at; i++) {
        list[i] = at;
        at = strchr(at, ' ');
        if (at)
            *at++ = '\0';
    }
    list[i] = NULL;
    return list;
}

/* No key of the tables is near 128 bytes with its ending. */
static const char *join(lc_osm_travel *out, const char *a, const char *mark,
                        const char *b)
{
    char text[128];

    snprintf(text, sizeof text, "%s%s%s", a, mark, b);
    return lc_arena_strdup(out->mem, text);
}

/* "foot access": the first of these that a way has decides. `opening` counts
 * how many of them open what a table marks as open by its tag alone. */
static lc_status read_keys(const lc_mode_table *t, size_t row,
                           lc_osm_travel *out, lc_error *err)
{
    const char *text = lc_mode_table_cell(t, row, "keys");
    const char **list = split(out, text);
    size_t n = count_words(text);
    uint64_t opening;

    if (!list)
        return lc_no_memory(err, "the modes");
    if (!n || n > LIFE_OSM_TRAVEL_KEYS)
        return lc_mode_table_bad(t, row, "keys", "one to four keys", err);
    if (!lc_parse_uint(lc_mode_table_cell(t, row, "opening"), n, &opening))
        return lc_mode_table_bad(t, row, "opening",
                                 "a number of the mode's keys", err);
    memcpy(out->key, list, n * sizeof *list);
    out->opening = (size_t)opening;
    return LIFE_OK;
}

/* Keys that are made of others, once and not for every way. */
static lc_status make_keys(const lc_mode_table *t, size_t row,
                           lc_osm_travel *out, lc_error *err)
{
    static const char *const sides[4] = {"", ":both", ":left", ":right"};
    const char *side = lc_mode_table_cell(t, row, "side");
    const char *ramp = lc_mode_table_cell(t, row, "ramp");
    bool ok;

    out->direction = join(out, lc_mode_table_cell(t, row, "direction"), "", "");
    ok = out->direction && *out->direction;
    if (out->direction && !ok)
        return lc_mode_table_bad(t, row, "direction", "a key", err);
    if (ok)
        ok = (out->oneway = join(out, "oneway", ":", out->direction)) &&
             (out->forward = join(out, out->direction, ":", "forward")) &&
             (out->backward = join(out, out->direction, ":", "backward"));
    for (int i = 0; ok && i < 4; i++)
        ok = (out->side[i] = join(out, side, sides[i], "")) != NULL;
    for (int i = 0; ok && i < LIFE_OSM_TRAVEL_KEYS && out->key[i]; i++)
        ok = (out->conditional[i] =
                  join(out, out->key[i], ":", "conditional")) != NULL;
    if (ok && *ramp)
        ok = (out->ramp = join(out, ramp, "", "")) != NULL;
    return ok ? LIFE_OK : lc_no_memory(err, "the modes");
}

/* What the values of cycleway=* mean is data: lane opens, separate is mapped
 * apart, no is none, opposite_lane goes against the traffic. */
static lc_status read_sides(const lc_mode_table *t, size_t row,
                            lc_osm_travel *out, lc_error *err)
{
    static const char *const columns[LIFE_OSM_SIDES] = {
        [LIFE_OSM_SIDE_OPEN] = "side_open",
        [LIFE_OSM_SIDE_APART] = "side_apart",
        [LIFE_OSM_SIDE_NONE] = "side_none",
        [LIFE_OSM_SIDE_AGAINST] = "side_against"};

    for (int i = 0; i < LIFE_OSM_SIDES; i++)
        if (!(out->value[i] =
                  split(out, lc_mode_table_cell(t, row, columns[i]))))
            return lc_no_memory(err, "the modes");
    return LIFE_OK;
}

lc_status lc_osm_travel_read(const lc_mode_table *t, size_t row,
                             lc_osm_travel *out, lc_error *err)
{
    const char *rides = lc_mode_table_cell(t, row, "rides");
    lc_status st;

    *out = (lc_osm_travel){.mem = lc_arena_new(0)};
    if (!out->mem)
        return lc_no_memory(err, "the modes");
    if (strcmp(rides, "0") != 0 && strcmp(rides, "1") != 0)
        return lc_mode_table_bad(t, row, "rides", "0 or 1", err);
    out->rides = *rides == '1';
    st = read_keys(t, row, out, err);
    if (!st)
        st = make_keys(t, row, out, err);
    return st ? st : read_sides(t, row, out, err);
}

void lc_osm_travel_clear(lc_osm_travel *t)
{
    lc_arena_free(t->mem);
    *t = (lc_osm_travel){0};
}

/* ---- tags ---- */

static const char *tag(lc_osm_tags tags, const char *key)
{
    return lc_osm_data_tag(tags.d, tags.tag, tags.count, key);
}

/* Only "no" closes a direction: foot:forward=yes says nothing new. */
static bool is_no(lc_osm_tags tags, const char *key)
{
    const char *v = tag(tags, key);

    return v && !strcmp(v, "no");
}

/* One side of the four. */
static bool says(const lc_osm_travel *t, int side, lc_osm_side what,
                 lc_osm_tags tags)
{
    const char *v = tag(tags, t->side[side]);

    for (const char *const *at = t->value[what]; v && *at; at++)
        if (!strcmp(*at, v))
            return true;
    return false;
}

bool lc_osm_travel_beside(const lc_osm_travel *t, lc_osm_side what,
                          lc_osm_tags tags)
{
    for (int side = ALONE; side <= RIGHT; side++)
        if (says(t, side, what, tags))
            return true;
    return false;
}

/* Apart on one side alone is enough where the other has none. */
bool lc_osm_travel_apart(const lc_osm_travel *t, lc_osm_tags tags)
{
    bool elsewhere = true;

    if (says(t, ALONE, LIFE_OSM_SIDE_APART, tags) ||
        says(t, BOTH, LIFE_OSM_SIDE_APART, tags))
        return true;
    for (int side = LEFT; side <= RIGHT; side++)
        elsewhere = elsewhere && (says(t, side, LIFE_OSM_SIDE_APART, tags) ||
                                  says(t, side, LIFE_OSM_SIDE_NONE, tags));
    return elsewhere && lc_osm_travel_beside(t, LIFE_OSM_SIDE_APART, tags);
}

/* ---- directions ---- */

enum { BOTH_WAYS = LIFE_PERM_FORWARD | LIFE_PERM_BACK };

/* Direction that a oneway key gives; 0: it says nothing. */
static uint8_t oneway(const lc_osm_words *w, lc_osm_tags tags, const char *key)
{
    const char *v = tag(tags, key);

    if (!v)
        return 0;
    if (lc_osm_words_has(w, LIFE_OSM_LIST_ONE_WAY, v))
        return LIFE_PERM_FORWARD;
    if (lc_osm_words_has(w, LIFE_OSM_LIST_ONE_WAY_BACK, v))
        return LIFE_PERM_BACK;
    return lc_osm_words_has(w, LIFE_OSM_LIST_TWO_WAY, v) ? BOTH_WAYS : 0;
}

/* A car's oneway says nothing to a pedestrian; an escalator's run does. */
static uint8_t walked(const lc_osm_words *w, lc_osm_tags tags)
{
    if (lc_osm_words_tagged(w, LIFE_OSM_LIST_MOVES_ON, tags))
        return LIFE_PERM_FORWARD;
    return lc_osm_words_tagged(w, LIFE_OSM_LIST_MOVES_BACK, tags)
               ? LIFE_PERM_BACK
               : BOTH_WAYS;
}

/* Walkers go both ways on every street; wheels that are ridden do not. */
static uint8_t ridden(const lc_osm_travel *t, const lc_osm_words *w,
                      lc_osm_tags tags)
{
    uint8_t way;

    if (lc_osm_travel_beside(t, LIFE_OSM_SIDE_AGAINST, tags))
        return BOTH_WAYS;
    way = oneway(w, tags, "oneway");
    if (way)
        return way;
    return lc_osm_words_tagged(w, LIFE_OSM_LIST_ROUNDABOUT, tags)
               ? LIFE_PERM_FORWARD
               : BOTH_WAYS;
}

/* The mode's own oneway:foot goes before the vehicles' oneway. What forward and
 * backward close is taken off in any case. */
uint8_t lc_osm_travel_direction(const lc_osm_travel *t, const lc_osm_words *w,
                                lc_osm_tags tags)
{
    uint8_t way = oneway(w, tags, t->oneway);

    if (!way)
        way = t->rides ? ridden(t, w, tags) : walked(w, tags);
    if (is_no(tags, t->forward))
        way &= (uint8_t)~LIFE_PERM_FORWARD;
    if (is_no(tags, t->backward))
        way &= (uint8_t)~LIFE_PERM_BACK;
    return way;
}
