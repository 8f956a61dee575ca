/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_kept.c - geodata, read once a process: a reading opens its
 * tables anew, which is a hundred times what the small inputs here take. Linked
 * in by --wrap in place of lc_table_open() and lc_table_free(); how a table is
 * parsed is the target `table`.
 */
#include "lifecircle/base/table.h"

#include <stdlib.h>
#include <string.h>

/* The linker's own names. NOLINTBEGIN(bugprone-reserved-identifier) */
lc_status __real_lc_table_open(const char *name, lc_table **out, lc_error *err);
lc_status __wrap_lc_table_open(const char *name, lc_table **out, lc_error *err);
void __real_lc_table_free(lc_table *t);
void __wrap_lc_table_free(lc_table *t);

static struct kept {
    char *name;
    lc_table *table;
} kept[128];
enum { KEPT = sizeof kept / sizeof *kept };

/* A table of people has some of these; to fold all names that there are takes
 * longest of all. */
static const char columns[] = "field,kind,columns,called\n"
                              "id,field,id|编号,\nname,field,name|名称,\n"
                              "lon,field,lon|经度,\nlat,field,lat|纬度,\n"
                              "geometry,field,geometry|wkt,\n"
                              "category,field,category|类别,\n"
                              "beds,number,beds,床位\n"
                              "checked_on,field,checked_on,核对\n";

static lc_status open_table(const char *name, lc_table **out, lc_error *err)
{
    if (!strcmp(name, "columns.csv"))
        return lc_table_parse(columns, sizeof columns - 1, name, out, err);
    return __real_lc_table_open(name, out, err);
}

lc_status __wrap_lc_table_open(const char *name, lc_table **out, lc_error *err)
{
    struct kept *k = kept;
    lc_status st = LIFE_OK;

    while (k < kept + KEPT && k->name && strcmp(k->name, name) != 0)
        k++;
    if (k == kept + KEPT)
        return open_table(name, out, err);
    if (!k->name) {
        st = open_table(name, &k->table, err);
        if (!st) {
            k->name = strdup(name);
            if (!k->name)
                abort();
        }
    }
    *out = st ? NULL : k->table;
    return st;
}

void __wrap_lc_table_free(lc_table *t)
{
    for (int i = 0; i < KEPT; i++)
        if (t && kept[i].table == t)
            return;
    __real_lc_table_free(t);
}
/* NOLINTEND(bugprone-reserved-identifier) */
