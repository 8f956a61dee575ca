/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit_names.c - see unit_names.h.
 */
#include "src/import/kinds/unit_names.h"

#include "lifecircle/store/rows/unit.h"
#include "src/import/record/reject.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *pa, const void *pb)
{
    const lc_unit_name *a = pa, *b = pb;
    int order = strcmp(a->name, b->name);

    return order ? order : strcmp(a->code, b->code);
}

lc_status lc_unit_names_open(lc_city *c, const char *level, lc_unit_names *out,
                             lc_error *err)
{
    lc_stored_unit unit;
    lc_rows *rows;
    lc_status st = lc_unit_rows(c, &unit, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_unit_name one;

        if (level && strcmp(level, unit.level))
            continue;
        one = (lc_unit_name){lc_strdup(unit.name), lc_strdup(unit.code)};
        if (!one.name || !one.code || !lc_vec_push(&out->v, one)) {
            lc_free(one.name);
            lc_free(one.code);
            st = lc_no_memory(err, "the units");
        }
    }
    if (!st && out->v.n > 0)
        qsort(out->v.v, out->v.n, sizeof *out->v.v, by_name);
    return st;
}

void lc_unit_names_close(lc_unit_names *u)
{
    for (size_t i = 0; i < u->v.n; i++) {
        lc_free(u->v.v[i].name);
        lc_free(u->v.v[i].code);
    }
    lc_vec_free(&u->v);
}

/* The first unit whose name is not before it. */
static size_t first_of(const lc_unit_names *u, const char *name)
{
    size_t low = 0, high = u->v.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (strcmp(u->v.v[mid].name, name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

lc_status lc_unit_names_find(const lc_unit_names *u, const char *name,
                             const char **code, lc_error *err)
{
    size_t at = first_of(u, name), n = 0;

    while (at + n < u->v.n && !strcmp(u->v.v[at + n].name, name))
        n++;
    if (n == 0)
        return lc_reject(err, LIFE_ERR_NOT_FOUND, "unit",
                         "the city has no unit of the name \"%.64s\"", name);
    if (n > 1)
        return lc_reject(err, LIFE_ERR_RANGE, "unit",
                         "%zu units are called \"%.64s\" (%.40s, %.40s); say "
                         "which with a column of codes, or --level",
                         n, name, u->v.v[at].code, u->v.v[at + 1].code);
    *code = u->v.v[at].code;
    return LIFE_OK;
}
