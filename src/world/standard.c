/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/standard.c - the names of the standards built in.
 */
#include "src/world/standard.h"

#include "lifecircle/base/table.h"
#include "src/world/city.h"

#include <string.h>

/* A name is a folder's and stands in addresses: small letters and digits, so
 * that it can be neither a path nor need quoting. */
static lc_status add(lc_world *w, const lc_table *t, size_t row, lc_error *err)
{
    const char *id = lc_table_cell(t, row, "id");

    if (!*id || id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_")] ||
        lc_world_standard_is_known(w, id))
        return lc_fail_at(err,
                          lc_fail(err, LIFE_ERR_PARSE,
                                  "id is \"%.40s\"; it must be the name of a "
                                  "folder of standards/ in small letters and "
                                  "digits, and there only once",
                                  id),
                          lc_table_source(t), lc_table_line(t, row));
    id = lc_world_keep(w, id);
    return id && lc_vec_push(&w->standard, id)
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
    if (!st && !w->standard.n)
        st = lc_fail_at(
            err, lc_fail(err, LIFE_ERR_PARSE, "the table names no standard"),
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
    return w->standard.v[i];
}

bool lc_world_standard_is_known(const lc_world *w, const char *name)
{
    for (size_t i = 0; i < w->standard.n; i++)
        if (!strcmp(w->standard.v[i], name))
            return true;
    return false;
}
