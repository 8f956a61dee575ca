/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/rest.c - see rest.h.
 *
 * Levels may be skipped: a community may lie in a district and in none of its
 * streets. Then its parent is the rest of the district at the level of streets,
 * so that what has one parent adds up to it, level by level.
 */
#include "src/world/units/rest.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/table.h"
#include "lifecircle/base/utf8.h"
#include "src/world/city.h"
#include "src/world/units/borders.h"

#include <string.h>

/* ---- whose rest ---- */

uint32_t lc_rest_whole(const lc_world *w, uint32_t u)
{
    return w->unit.v[u].rest_of == LIFE_NONE ? u : w->unit.v[u].rest_of;
}

uint32_t lc_rest_find(const lc_world *w, uint32_t u, uint32_t level)
{
    return w->unit_rest[(size_t)lc_rest_whole(w, u) * w->level.n + level];
}

/* The file's parent is the unit itself. A rest of one that is gone is the unit
 * of its place, and of nothing where it has none. */
static void link_rests(lc_world *w)
{
    for (size_t i = 0; i < w->unit.n * w->level.n; i++)
        w->unit_rest[i] = LIFE_NONE;
    for (uint32_t u = 0; u < w->unit.n; u++) {
        lc_unit *unit = &w->unit.v[u];

        if (unit->rest_of != LIFE_REST_UNLINKED)
            continue;
        unit->rest_of = unit->parent;
        if (unit->parent == LIFE_NONE)
            continue;
        w->unit_rest[(size_t)unit->parent * w->level.n + unit->level_index] = u;
        if (!unit->seated && unit->shape->kind != LIFE_SHAPE_AREA)
            unit->centre = w->unit.v[unit->parent].centre;
    }
}

/* ---- parents ---- */

/* The rest of `parent` at the level above `level`, or the parent where it is of
 * that level, or where there is no rest. */
static uint32_t lifted(const lc_world *w, uint32_t parent, uint32_t level)
{
    uint32_t above = w->level_above[level];
    uint32_t rest;

    if (above == LIFE_NONE || w->unit.v[parent].level_index >= above)
        return parent;
    rest = lc_rest_find(w, parent, above);
    return rest == LIFE_NONE ? parent : rest;
}

/* By position, as a table may name a parent whatever lies between. */
static bool lies_in_rest(const lc_world *w, const lc_unit *u, uint32_t rest)
{
    uint32_t level = w->unit.v[rest].level_index, at = level, in;

    if (u->rest_of != LIFE_NONE)
        return true;
    if (!u->seated && u->shape->kind != LIFE_SHAPE_AREA)
        return false;
    in = lc_borders_mapped(w, u->centre, &at);
    return in != LIFE_NONE && at != level && lc_rest_find(w, in, level) == rest;
}

static void lift_parents(lc_world *w)
{
    for (uint32_t u = 0; u < w->unit.n; u++) {
        lc_unit *unit = &w->unit.v[u];
        uint32_t up = unit->parent;

        if (up == LIFE_NONE || w->unit.v[up].level_index >= unit->level_index)
            continue;
        up = lifted(w, up, unit->level_index);
        if (up != unit->parent && lies_in_rest(w, unit, up))
            unit->parent = up;
    }
}

/* ---- names ---- */

/* Whether other units share its parent; *approximate: one of them is. */
static bool is_divided(const lc_world *w, uint32_t rest, bool *approximate)
{
    const lc_unit *r = &w->unit.v[rest];
    uint32_t first = w->level_first[r->level_index];
    uint32_t end = w->level_first[r->level_index + 1];
    bool divided = false;

    *approximate = false;
    for (uint32_t i = first; i < end; i++) {
        const lc_unit *u = &w->unit.v[i];

        if (i == rest || u->parent != r->parent ||
            (!u->seated && u->shape->kind != LIFE_SHAPE_AREA))
            continue;
        divided = true;
        *approximate |= u->approximate;
    }
    return divided;
}

/* Names of Chinese characters have patterns of their own. */
static bool is_han(const char *name)
{
    const char *end = name + strlen(name);

    while (name < end) {
        uint32_t c = lc_utf8_next(&name, end);

        if (c >= 0x2E80 && c < 0xAC00)
            return true;
    }
    return false;
}

enum { HAN, OTHER }; /* rows of the table */

/* The row's pattern with the name in place of {0}; "" for no name. */
static const char *called(lc_world *w, const lc_table *t, size_t row,
                          const char *name, bool divided)
{
    int column = lc_table_column(t, divided ? "rest" : "undivided");
    const char *pattern = lc_table_get(t, row, column);
    const char *mark = strstr(pattern, "{0}");
    lc_buf text = {0};
    const char *kept;

    if (!*name || !mark)
        return "";
    lc_buf_printf(&text, "%.*s%s%s", (int)(mark - pattern), pattern, name,
                  mark + strlen("{0}"));
    kept = text.failed ? NULL : lc_world_keep(w, text.data);
    lc_buf_free(&text);
    return kept;
}

/* Its names go by their script, as people search and export them; how it is
 * called goes by the language that is read. False: no memory. */
static bool name_rest(lc_world *w, const lc_table *t, lc_unit *u, bool divided)
{
    const lc_unit *whole = &w->unit.v[u->rest_of];

    u->name =
        called(w, t, is_han(whole->name) ? HAN : OTHER, whole->name, divided);
    u->name_en = called(w, t, is_han(whole->name_en) ? HAN : OTHER,
                        whole->name_en, divided);
    u->called[LIFE_LANG_ZH] =
        called(w, t, HAN, whole->called[LIFE_LANG_ZH], divided);
    u->called[LIFE_LANG_EN] =
        called(w, t, OTHER, whole->called[LIFE_LANG_EN], divided);
    return u->name && u->name_en && u->called[LIFE_LANG_ZH] &&
           u->called[LIFE_LANG_EN];
}

static lc_status name_rests(lc_world *w, const lc_table *t, lc_error *err)
{
    for (uint32_t u = 0; u < w->unit.n; u++) {
        lc_unit *unit = &w->unit.v[u];
        bool approximate, divided;

        if (unit->rest_of == LIFE_NONE)
            continue;
        divided = is_divided(w, u, &approximate) ||
                  (unit->parent != LIFE_NONE &&
                   w->unit.v[unit->parent].rest_of != LIFE_NONE);
        unit->approximate = approximate;
        unit->leftover = divided && !unit->seated;
        if (!name_rest(w, t, unit, divided))
            return lc_no_memory(err, "the units");
    }
    return LIFE_OK;
}

lc_status lc_rest_link(lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st;

    w->unit_rest = lc_calloc(w->unit.n * w->level.n, sizeof *w->unit_rest);
    if (!w->unit_rest)
        return lc_no_memory(err, "the units");
    link_rests(w);
    lift_parents(w);
    st = lc_table_open("unit_rests.csv", &t, err);
    if (!st && lc_table_rows(t) < 2)
        st = lc_fail_at(err,
                        lc_fail(err, LIFE_ERR_PARSE,
                                "a row for Chinese names and one for others "
                                "are needed"),
                        lc_table_source(t), 0);
    if (!st)
        st = name_rests(w, t, err);
    lc_table_free(t);
    return st;
}
