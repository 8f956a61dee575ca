/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/written.c - see written.h.
 *
 * SQLite asks its authorizer of each table that a statement is to write to,
 * when it is prepared. So a statement that finds no row to change counts too:
 * who wants a table to count as untouched looks before it prepares one. Without
 * memory for a name all tables count.
 */
#include "src/store/city/written.h"

#include "lifecircle/base/mem.h"

#include <string.h>

bool lc_written_to(const lc_city *c, const char *table)
{
    for (size_t i = 0; i < c->wrote.n; i++)
        if (!strcmp(c->wrote.v[i], table))
            return true;
    return c->wrote_any;
}

bool lc_written_lost(const lc_city *c, const char *table)
{
    for (size_t i = 0; i < c->lost.n; i++)
        if (!strcmp(c->lost.v[i], table))
            return true;
    return c->wrote_any;
}

bool lc_written_whole(const lc_city *c)
{
    return c->is_new || c->older || c->wrote_any;
}

/* SQLite prepares all of what an R*Tree may write when one is first asked, so
 * that counts as written what was only read: only that of a table that was
 * written itself may have been. */
static bool is_idle_index(const lc_city *c, const char *name)
{
    static const char head[] = "idx_", tail[] = "_geom";
    const char *end = strstr(name, tail);
    char table[64] = "";

    if (strncmp(name, head, strlen(head)) != 0 || !end)
        return false;
    name += strlen(head);
    if (end < name || (size_t)(end - name) >= sizeof table)
        return false;
    memcpy(table, name, (size_t)(end - name));
    return !lc_written_to(c, table);
}

lc_status lc_written_each(lc_city *c,
                          lc_status (*fn)(lc_city *c, const char *table,
                                          lc_error *err),
                          lc_error *err)
{
    size_t n = c->wrote.n;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < n && !st; i++)
        if (strncmp(c->wrote.v[i], "sqlite_", strlen("sqlite_")) != 0 &&
            !is_idle_index(c, c->wrote.v[i]))
            st = fn(c, c->wrote.v[i], err);
    return st;
}

static char *copy_name(lc_city *c, const char *table)
{
    char *name = lc_strdup(table);

    c->wrote_any |= !name;
    return name;
}

/* What others name a row by is its id or its name; what replaces a row has the
 * same. */
static void add_lost(lc_city *c, int action, const char *table,
                     const char *column)
{
    char *name;

    if (action == SQLITE_INSERT || lc_written_lost(c, table) ||
        (action == SQLITE_UPDATE && column && strcmp(column, "id") != 0 &&
         strcmp(column, "name") != 0))
        return;
    name = copy_name(c, table);
    if (name && !lc_vec_push(&c->lost, name)) {
        lc_free(name);
        c->wrote_any = true;
    }
}

/* All is allowed; tables of the connection alone (temp) are none of the
 * city's. */
static int watch(void *ctx, int action, const char *table, const char *column,
                 const char *database, const char *trigger)
{
    lc_city *c = ctx;
    char *name;

    (void)trigger;
    if ((action != SQLITE_INSERT && action != SQLITE_UPDATE &&
         action != SQLITE_DELETE) ||
        !table || !database || strcmp(database, "main") != 0)
        return SQLITE_OK;
    add_lost(c, action, table, column);
    if (lc_written_to(c, table))
        return SQLITE_OK;
    name = copy_name(c, table);
    if (name && !lc_vec_push(&c->wrote, name)) {
        lc_free(name);
        c->wrote_any = true;
    }
    return SQLITE_OK;
}

void lc_written_watch(lc_city *c)
{
    sqlite3_set_authorizer(c->db, watch, c);
}
