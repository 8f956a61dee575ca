/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/level.c - the order of levels.
 *
 * Levels are ranked by a table of geodata, not by code: any country's may be
 * put in. A level that the table doesn't know, as of a user's own zones, has a
 * rank between two known ones, or below all. Of levels of one rank that with
 * fewer units is taken for the coarser.
 */
#include "src/world/units/level.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/rows/unit.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LEVELS = 64 };

/* ---- the order ---- */

static int place_of(const lc_level_order *o, const char *level)
{
    for (size_t i = 0; i < o->count; i++)
        if (!strcmp(o->level[i], level))
            return (int)i;
    return -1;
}

/* A level's ranks are even; that of others stands between two of them. */
int lc_world_level_rank(const lc_world *w, const char *level)
{
    int at = place_of(&w->order, level);

    return at < 0 ? w->order.others : 2 * at;
}

const char *lc_world_level_rules_of(const lc_world *w, const char *level)
{
    const lc_level_order *o = &w->order;

    for (size_t i = 0; i < o->cells; i++)
        if (!strcmp(o->cell[i], level))
            return o->rules_of[i];
    return level;
}

bool lc_world_level_is_known(const lc_world *w, const char *level)
{
    return place_of(&w->order, level) >= 0;
}

/* Whether no row after it has the same level. */
static bool is_last(const lc_table *t, size_t row, int level)
{
    for (size_t i = row + 1; i < lc_table_rows(t); i++)
        if (!strcmp(lc_table_get(t, i, level), lc_table_get(t, row, level)))
            return false;
    return true;
}

/* Empty, or known already: nothing to do. */
static bool put_name(lc_world *w, const char *name)
{
    lc_level_order *o = &w->order;

    return !*name || place_of(o, name) >= 0 ||
           (o->level[o->count++] = lc_arena_strdup(w->text, name)) != NULL;
}

static bool put_cell(lc_world *w, const char *level, const char *rules_of)
{
    lc_level_order *o = &w->order;

    o->cell[o->cells] = lc_arena_strdup(w->text, level);
    o->rules_of[o->cells] = lc_arena_strdup(w->text, rules_of);
    return o->cell[o->cells] && o->rules_of[o->cells++];
}

/* Of several rows with one level the last counts: the outer ones stand above
 * it where they are levels of their own. */
static lc_status read_names(lc_world *w, const lc_table *t, lc_error *err)
{
    int level = lc_table_column(t, "level");
    int nested = lc_table_column(t, "nested");
    int rules_of = lc_table_column(t, "rules_of");
    size_t n = lc_table_rows(t);
    const char **room =
        lc_arena_alloc(w->text, (4 * n + 1) * sizeof *w->order.level);
    bool ok = true;

    if (!room)
        return lc_no_memory(err, "the levels");
    w->order.level = room;
    w->order.cell = room + 2 * n;
    w->order.rules_of = room + 3 * n;
    for (size_t i = 0; ok && i < n; i++) {
        if (*lc_table_get(t, i, rules_of)) {
            ok = put_cell(w, lc_table_get(t, i, level),
                          lc_table_get(t, i, rules_of));
            continue;
        }
        ok = put_name(w, lc_table_get(t, i, nested));
        if (ok && is_last(t, i, level))
            ok = put_name(w, lc_table_get(t, i, level));
    }
    return ok ? LIFE_OK : lc_no_memory(err, "the levels");
}

static lc_status read_order(lc_world *w, const lc_table *t, lc_error *err)
{
    static const char *const column[] = {"level", "nested", "others_below",
                                         "whole", "rules_of"};
    lc_level_order *o = &w->order;
    lc_status st;

    for (size_t i = 0; i < sizeof column / sizeof *column; i++)
        if (lc_table_column(t, column[i]) < 0)
            return lc_fail(err, LIFE_ERR_PARSE, "%s has no column %s",
                           lc_table_source(t), column[i]);
    o->whole = "";
    st = read_names(w, t, err);
    for (size_t i = 0; !st && i < lc_table_rows(t); i++) {
        int at = place_of(o, lc_table_get(t, i, lc_table_column(t, "level")));

        /* Odd, so that no known level has it. */
        if (*lc_table_get(t, i, lc_table_column(t, "others_below")))
            o->others = 2 * at + 1;
        if (*lc_table_get(t, i, lc_table_column(t, "whole")))
            o->whole = o->level[at];
    }
    if (!o->others) /* nothing says where: they are the finest */
        o->others = 2 * (int)o->count;
    return st;
}

static lc_status load_order(lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("levels.csv", &t, err);

    if (st)
        return st;
    st = read_order(w, t, err);
    lc_table_free(t);
    return st;
}

/* ---- those that units have ---- */

typedef struct used {
    const char *level;
    int rank;
    int64_t units;
} used;

/* From the coarsest; of equals the one with fewer units. */
static int by_rank(const void *pa, const void *pb)
{
    const used *a = pa, *b = pb;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->units != b->units)
        return a->units < b->units ? -1 : 1;
    return strcmp(a->level, b->level);
}

/* Only levels that some unit has are listed: the last of them is the finest of
 * this city. */
lc_status lc_world_level_load(lc_city *c, lc_world *w, lc_error *err)
{
    used level[MOST_LEVELS];
    size_t n = 0;
    lc_stored_unit row = {0};
    lc_rows *rows;
    lc_status st = load_order(w, err);

    if (st)
        return st;
    st = lc_unit_rows_levels(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err)) {
        if (n == MOST_LEVELS)
            st = lc_fail(err, LIFE_ERR_LIMIT, "more than %d levels of units",
                         MOST_LEVELS);
        else
            level[n++] = (used){lc_world_keep(w, row.level),
                                lc_world_level_rank(w, row.level), row.units};
        if (!st && !level[n - 1].level)
            st = lc_no_memory(err, "the levels");
    }
    if (!st && n)
        qsort(level, n, sizeof *level, by_rank);
    for (size_t i = 0; i < n && !st; i++)
        if (!lc_vec_push(&w->level, level[i].level))
            st = lc_no_memory(err, "the levels");
    return st;
}

/* ---- looking up ---- */

size_t lc_world_level_count(const lc_world *w)
{
    return w->level.n;
}

const char *lc_world_level(const lc_world *w, uint32_t i)
{
    return w->level.v[i];
}

uint32_t lc_world_level_find(const lc_world *w, const char *level)
{
    for (uint32_t i = 0; i < w->level.n; i++)
        if (!strcmp(w->level.v[i], level))
            return i;
    return LIFE_NONE;
}

bool lc_world_level_units(const lc_world *w, const char *level, uint32_t *first,
                          uint32_t *count)
{
    uint32_t l = lc_world_level_find(w, level);

    if (l == LIFE_NONE)
        return false;
    *first = w->level_first[l];
    *count = w->level_first[l + 1] - *first;
    return *count > 0;
}
