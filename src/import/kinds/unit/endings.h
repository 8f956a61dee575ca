/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit/endings.h - one plain name for what lists and maps end
 * in different ways: 水井坊社区居委会, 水井坊社区党群服务中心.
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_ENDINGS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_ENDINGS_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/table.h"

#include <stdbool.h>

typedef struct lc_unit_endings { /* `= {0}` to begin */
    lc_table *table;             /* geodata/unit_endings.csv */
    int ending, becomes, office; /* its columns */
} lc_unit_endings;

lc_status lc_unit_endings_open(lc_unit_endings *e, lc_error *err);
void lc_unit_endings_close(lc_unit_endings *e);
/* The name of a unit, folded (world/names/fold.h) and with its plain ending;
 * the arena's, NULL without memory. */
const char *lc_unit_endings_plain(const lc_unit_endings *e, lc_arena *arena,
                                  const char *name);
/* The same of the unit whose committee or office is called so; *out "": the
 * name is of no such house. LIFE_ERR_NOMEM. */
lc_status lc_unit_endings_of_office(const lc_unit_endings *e, lc_arena *arena,
                                    const char *name, const char **out,
                                    lc_error *err);

#endif
