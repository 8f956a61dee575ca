/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit_names.c - see unit_names.h.
 */
#include "src/import/kinds/unit_names.h"

#include "lifecircle/store/rows/unit.h"
#include "src/import/record/reject.h"

#include <stdlib.h>
#include <string.h>

/* Of one name by code, so that messages name the same two each time. */
static int by_name(const void *pa, const void *pb)
{
    const lc_unit_name *a = pa, *b = pb;
    int order = strcmp(a->name, b->name);

    return order ? order : strcmp(a->code, b->code);
}

/* Texts are the list's own: rows of the city are gone at the next one. */
static void clear(lc_unit_name *u)
{
    lc_free(u->name);
    lc_free(u->code);
    lc_free(u->parent);
    lc_free(u->level);
    lc_free(u->above);
}

/* One unit, of any level: those above it are of others. */
static lc_status add(lc_unit_names *u, const lc_stored_unit *unit,
                     lc_error *err)
{
    lc_unit_name one = {.name = lc_strdup(unit->name),
                        .code = lc_strdup(unit->code),
                        .parent = lc_strdup(unit->parent ? unit->parent : ""),
                        .level = lc_strdup(unit->level)};

    if (one.name && one.code && one.parent && one.level &&
        lc_vec_push(&u->v, one))
        return LIFE_OK;
    clear(&one);
    return lc_no_memory(err, "the units");
}

static int by_code(const void *pa, const void *pb)
{
    const lc_unit_name *a = pa, *b = pb;

    return strcmp(a->code, b->code);
}

/* Codes of parents become their names. While the list is in the order of codes
 * still, as it came from the file. */
static lc_status name_parents(lc_unit_names *u, lc_error *err)
{
    for (size_t i = 0; i < u->v.n; i++) {
        const lc_unit_name key = {.code = u->v.v[i].parent};
        const lc_unit_name *above =
            bsearch(&key, u->v.v, u->v.n, sizeof key, by_code);
        char *name = lc_strdup(above ? above->name : "");

        if (!name)
            return lc_no_memory(err, "the units");
        u->v.v[i].above = name;
    }
    return LIFE_OK;
}

/* Those of other levels were needed for their names. */
static void keep_level(lc_unit_names *u, const char *level)
{
    size_t n = 0;

    for (size_t i = 0; i < u->v.n; i++) {
        if (!level || !strcmp(level, u->v.v[i].level))
            u->v.v[n++] = u->v.v[i];
        else
            clear(&u->v.v[i]);
    }
    u->v.n = n;
}

lc_status lc_unit_names_open(lc_city *c, const char *level, lc_unit_names *out,
                             lc_error *err)
{
    lc_stored_unit unit;
    lc_rows *rows;
    lc_status st = lc_unit_rows(c, &unit, &rows, err); /* by code */

    while (lc_rows_next(&rows, &st, err))
        st = add(out, &unit, err);
    if (!st && out->v.n > 0)
        st = name_parents(out, err);
    if (st)
        return st;
    keep_level(out, level);
    if (out->v.n > 0)
        qsort(out->v.v, out->v.n, sizeof *out->v.v, by_name);
    return LIFE_OK;
}

void lc_unit_names_close(lc_unit_names *u)
{
    for (size_t i = 0; i < u->v.n; i++)
        clear(&u->v.v[i]);
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

static const char *above_of(const lc_unit_names *u, size_t i)
{
    const char *name = u->v.v[i].above;

    return *name ? name : "no unit";
}

/* A name that one unit bears needs no parent, and a wrong one does no harm. */
lc_status lc_unit_names_find(const lc_unit_names *u, const char *name,
                             const char *parent, const char **code,
                             lc_error *err)
{
    size_t first = first_of(u, name), n = 0, fit = 0, at = first;

    while (first + n < u->v.n && !strcmp(u->v.v[first + n].name, name))
        n++;
    for (size_t i = first; i < first + n; i++)
        if (n == 1 || (*parent && !strcmp(u->v.v[i].above, parent))) {
            at = i;
            fit++;
        }
    if (n == 0)
        return lc_reject(err, LIFE_ERR_NOT_FOUND, "unit",
                         "the city has no unit of the name \"%.64s\"", name);
    if (fit != 1)
        return lc_reject(err, LIFE_ERR_RANGE, "unit",
                         "%zu units are called \"%.64s\" (%.40s in %.40s, "
                         "%.40s in %.40s); say which with a column of codes, "
                         "or of the unit above (parent_name)",
                         n, name, u->v.v[first].code, above_of(u, first),
                         u->v.v[first + 1].code, above_of(u, first + 1));
    *code = u->v.v[at].code;
    return LIFE_OK;
}
