/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/name.c - see name.h.
 */
#include "src/import/kinds/facility/name.h"

#include "src/import/kinds/facility/write.h"

#include <string.h>

/* The nearest named street, or "". */
static lc_status near_street(lc_facility_name *n, const lc_shape *shape,
                             const char **out, lc_error *err)
{
    lc_status st = LIFE_OK;
    const char *name = NULL;

    if (!n->roads_read && shape->kind != LIFE_SHAPE_NONE) {
        st = lc_osm_roads_load(n->place->t->city, &n->roads, err);
        n->roads_read = !st;
    }
    if (!st && n->roads.index)
        name = lc_osm_roads_near(&n->roads, lc_shape_inner(shape));
    *out = name ? name : "";
    return st;
}

/* A nameless facility is called by its kind and address, or street. */
lc_status lc_facility_name_put(lc_facility_name *n, const lc_record *r,
                               const lc_catset *categories,
                               const lc_shape *shape, lc_buf *out,
                               lc_error *err)
{
    const char *where = n->place->address.data;
    lc_status st = LIFE_OK;

    if (*lc_table_import_get(n->place->t, r, LIFE_FIELD_name))
        return LIFE_OK;
    lc_journal_count(n->place->t->o->journal, "rows_without_name", 1);
    if (!*where || strlen(where) > LIFE_NAME_BYTES_MAX / 2)
        st = near_street(n, shape, &where, err);
    lc_buf_puts(out,
                lc_kinds_name(n->kinds, categories, n->place->t->columns.lang));
    if (!st && *where)
        lc_buf_printf(out, "%s%s",
                      n->place->t->columns.lang == LIFE_LANG_ZH ? "，" : ", ",
                      where);
    return st;
}

void lc_facility_name_close(lc_facility_name *n)
{
    lc_osm_roads_clear(&n->roads);
}
