/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/parents.h - units made of those below them: districts as the
 * union of their streets, by the parents' codes of a table.
 *
 * Memory: the parts of all parents are held until they are joined.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_PARENTS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_PARENTS_H

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

typedef struct lc_parent {
    char *code, *name; /* name "": not told */
    LC_VEC(lc_shape) part;
} lc_parent;

typedef struct lc_parents { /* `= {0}` is none */
    LC_VEC(lc_parent) v;
} lc_parents;

/* One part of the unit `code`; "" and shapes that are no area are passed
 * over. LIFE_ERR_NOMEM. */
lc_status lc_parents_add(lc_parents *p, const char *code, const char *name,
                         const lc_shape *shape, lc_error *err);
/* Writes a unit of `level` for each; one that the city has by name and code
 * alone gets the shape, one that has a shape stays as it is. */
lc_status lc_parents_make(const lc_parents *p, lc_city *c, const char *source,
                          const char *level, lc_import_report *report,
                          lc_error *err);
void lc_parents_close(lc_parents *p);

#endif
