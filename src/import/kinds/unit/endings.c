/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit/endings.c - see endings.h.
 *
 * Few rows: they are looked through for each name.
 */
#include "src/import/kinds/unit/endings.h"

#include "lifecircle/world/names/fold.h"

#include <stdio.h>
#include <string.h>

lc_status lc_unit_endings_open(lc_unit_endings *e, lc_error *err)
{
    lc_status st = lc_table_open("unit_endings.csv", &e->table, err);

    if (st)
        return st;
    e->ending = lc_table_column(e->table, "ending");
    e->becomes = lc_table_column(e->table, "becomes");
    e->office = lc_table_column(e->table, "office");
    return LIFE_OK;
}

void lc_unit_endings_close(lc_unit_endings *e)
{
    lc_table_free(e->table);
    *e = (lc_unit_endings){0};
}

/* The longest ending of a folded name that leaves something before it;
 * *len 0: none. */
static size_t find(const lc_unit_endings *e, const char *name, bool offices,
                   size_t *len)
{
    size_t best = 0, bytes = strlen(name);

    *len = 0;
    for (size_t i = 0; i < lc_table_rows(e->table); i++) {
        const char *ending = lc_table_get(e->table, i, e->ending);
        size_t n = strlen(ending);

        if ((!offices && *lc_table_get(e->table, i, e->office)) || n <= *len ||
            n >= bytes || strcmp(name + bytes - n, ending))
            continue;
        *len = n;
        best = i;
    }
    return best;
}

static const char *replace(const lc_unit_endings *e, lc_arena *arena,
                           const char *name, size_t row, size_t len)
{
    const char *becomes = lc_table_get(e->table, row, e->becomes);
    size_t stem = strlen(name) - len, size = stem + strlen(becomes) + 1;
    char *out = lc_arena_alloc(arena, size);

    if (out)
        snprintf(out, size, "%.*s%s", (int)stem, name, becomes);
    return out;
}

const char *lc_unit_endings_plain(const lc_unit_endings *e, lc_arena *arena,
                                  const char *name)
{
    const char *folded = lc_fold_bare(arena, name);
    size_t len = 0, row;

    if (!folded)
        return NULL;
    row = find(e, folded, false, &len);
    return len ? replace(e, arena, folded, row, len) : folded;
}

lc_status lc_unit_endings_of_office(const lc_unit_endings *e, lc_arena *arena,
                                    const char *name, const char **out,
                                    lc_error *err)
{
    const char *folded = lc_fold_bare(arena, name);
    size_t len = 0, row;

    if (!folded)
        return lc_no_memory(err, "the units");
    row = find(e, folded, true, &len);
    *out = len ? replace(e, arena, folded, row, len) : "";
    return *out ? LIFE_OK : lc_no_memory(err, "the units");
}
