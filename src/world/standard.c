/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/standard.c - the standards built in, and whose they are.
 */
#include "src/world/standard.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "src/world/city.h"

#include <string.h>

/* ---- the table ---- */

static lc_status bad_box(const lc_table *t, size_t row, const char *column,
                         lc_error *err)
{
    return lc_fail_at(
        err,
        lc_fail(err, LIFE_ERR_PARSE,
                "%s is \"%.40s\"; west, south, east and north are degrees that "
                "rise from west to east and south to north, or all are empty; "
                "names need them",
                column, lc_table_cell(t, row, column)),
        lc_table_source(t), lc_table_line(t, row));
}

static lc_status read_box(const lc_table *t, size_t row, lc_standard_row *r,
                          lc_error *err)
{
    static const char *const side[] = {"west", "south", "east", "north"};
    double *const to[] = {&r->low.lon, &r->low.lat, &r->high.lon, &r->high.lat};
    size_t given = 0;

    for (size_t i = 0; i < 4; i++) {
        const char *s = lc_table_cell(t, row, side[i]);
        double most = i % 2 ? 90 : 180;

        if (!*s)
            continue;
        given++;
        if (!lc_parse_decimal(s, to[i]) || *to[i] < -most || *to[i] > most)
            return bad_box(t, row, side[i], err);
    }
    if (given == 4 ? r->low.lon >= r->high.lon || r->low.lat >= r->high.lat
                   : given || *r->names)
        return bad_box(t, row, "west", err);
    return LIFE_OK;
}

/* Without one that holds where no other does, a unit might have none. */
static bool has_fallback(const lc_world *w)
{
    for (size_t i = 0; i < w->standard.n; i++)
        if (!*w->standard.v[i].units && !*w->standard.v[i].names)
            return true;
    return false;
}

/* A name is a folder's and stands in addresses: small letters and digits, so
 * that it can be neither a path nor need quoting. */
static lc_status add(lc_world *w, const lc_table *t, size_t row, lc_error *err)
{
    const char *id = lc_table_cell(t, row, "id");
    lc_standard_row r = {0};
    lc_status st;

    if (!*id || id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_")] ||
        lc_world_standard_is_known(w, id))
        return lc_fail_at(err,
                          lc_fail(err, LIFE_ERR_PARSE,
                                  "id is \"%.40s\"; it must be the name of a "
                                  "folder of standards/ in small letters and "
                                  "digits, and there only once",
                                  id),
                          lc_table_source(t), lc_table_line(t, row));
    r.id = lc_world_keep(w, id);
    r.units = lc_world_keep(w, lc_table_cell(t, row, "units"));
    r.names = lc_world_keep(w, lc_table_cell(t, row, "names"));
    st = read_box(t, row, &r, err);
    if (st)
        return st;
    return r.id && r.units && r.names && lc_vec_push(&w->standard, r)
               ? LIFE_OK
               : lc_no_memory(err, "the standards");
}

lc_status lc_world_standard_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("standards.csv", &t, err);

    (void)c;
    if (st)
        return st;
    for (size_t i = 0; i < lc_table_rows(t) && !st; i++)
        st = add(w, t, i, err);
    if (!st && !has_fallback(w))
        st = lc_fail_at(err,
                        lc_fail(err, LIFE_ERR_PARSE,
                                "the table names no standard that has neither "
                                "units nor names, to hold where no other does"),
                        lc_table_source(t), 0);
    lc_table_free(t);
    return st;
}

size_t lc_world_standard_count(const lc_world *w)
{
    return w->standard.n;
}

const char *lc_world_standard(const lc_world *w, size_t i)
{
    return w->standard.v[i].id;
}

bool lc_world_standard_is_known(const lc_world *w, const char *name)
{
    for (size_t i = 0; i < w->standard.n; i++)
        if (!strcmp(w->standard.v[i].id, name))
            return true;
    return false;
}

/* ---- whose ---- */

/* Whether one of the words is the text; with `begins`, begins it. */
static bool has_word(const char *words, const char *text, bool begins)
{
    for (; *words; words += strspn(words, " ")) {
        size_t len = strcspn(words, " ");

        if (len && !strncmp(words, text, len) && (begins || !text[len]))
            return true;
        words += len;
    }
    return false;
}

/* A name and a code alone lies nowhere, so that nothing speaks against it. */
static bool may_lie_in(const lc_standard_row *r, const lc_unit *u)
{
    lc_lonlat at;

    if (r->low.lon >= r->high.lon || lc_world_unit_is_alone(u))
        return true;
    at = lc_pt_lonlat(u->centre);
    return at.lon >= r->low.lon && at.lon <= r->high.lon &&
           at.lat >= r->low.lat && at.lat <= r->high.lat;
}

/* Steps are counted, as parents of a damaged file may go in circles. */
static bool holds(const lc_world *w, const lc_standard_row *r, uint32_t unit)
{
    const lc_unit *u = &w->unit.v[unit];

    if (!may_lie_in(r, u))
        return false;
    for (size_t step = 0; step <= w->level.n; step++) {
        if (has_word(r->units, u->code, true) ||
            (!lc_world_unit_is_alone(u) && has_word(r->names, u->name, false)))
            return true;
        if (u->parent == LIFE_NONE)
            return false;
        u = &w->unit.v[u->parent];
    }
    return false;
}

static size_t fallback(const lc_world *w)
{
    size_t i = 0;

    while (*w->standard.v[i].units || *w->standard.v[i].names)
        i++;
    return i;
}

const char *lc_world_standard_fallback(const lc_world *w)
{
    return w->standard.v[fallback(w)].id;
}

static size_t of_unit(const lc_world *w, uint32_t unit)
{
    for (size_t i = 0; i < w->standard.n; i++)
        if (holds(w, &w->standard.v[i], unit))
            return i;
    return fallback(w);
}

/* Of each unit what those below it leave of it, so that nothing counts twice.
 * A thousandth more for each: without homes most units decide. */
static int64_t weight_of(const lc_world *w, size_t standard)
{
    int64_t sum = 0;

    for (uint32_t u = 0; u < w->unit.n; u++) {
        int64_t weight = w->unit.v[u].weight + 1;
        uint32_t parent = w->unit.v[u].parent;

        sum += of_unit(w, u) == standard ? weight : 0;
        if (parent != LIFE_NONE && of_unit(w, parent) == standard)
            sum -= weight;
    }
    return sum;
}

const char *lc_world_standard_of(const lc_world *w, uint32_t unit)
{
    size_t best = fallback(w);
    int64_t most = unit == LIFE_NONE ? weight_of(w, best) : 0;

    if (unit != LIFE_NONE)
        return w->standard.v[of_unit(w, unit)].id;
    for (size_t i = 0; i < w->standard.n; i++) {
        int64_t weight = weight_of(w, i);

        if (weight > most) {
            most = weight;
            best = i;
        }
    }
    return w->standard.v[best].id;
}
