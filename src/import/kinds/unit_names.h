/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit_names.h - the city's units by their names, for tables
 * that give no codes.
 *
 * A name that several units bear names none of them. Threads: belongs to one
 * import. Memory: a code and a name a unit.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_NAMES_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_NAMES_H

#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"

typedef struct lc_unit_name {
    char *name, *code, *level;
    char *parent; /* the code of the unit above it, or "" */
    char *above;  /* its name, or "" */
} lc_unit_name;

typedef struct lc_unit_names { /* `= {0}` to begin */
    LC_VEC(lc_unit_name) v;    /* by name */
} lc_unit_names;

/* Those of one level, or of all where it is NULL. LIFE_ERR_NOMEM, LIFE_ERR_DB.
 */
lc_status lc_unit_names_open(lc_city *c, const char *level, lc_unit_names *out,
                             lc_error *err);
void lc_unit_names_close(lc_unit_names *u);
/* The code of the only unit of a name, or of those the only one whose unit
 * above it is called `parent` ("": not told). A failure is of the row: there is
 * none, or there are several, with their codes. O(log units). */
lc_status lc_unit_names_find(const lc_unit_names *u, const char *name,
                             const char *parent, const char **code,
                             lc_error *err);

#endif
