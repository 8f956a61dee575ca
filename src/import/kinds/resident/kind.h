/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/kind.h - what a table of residents counts: those of
 * units, of buildings, or of cells.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_KIND_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENT_KIND_H

#include "lifecircle/base/error.h"
#include "lifecircle/import/options.h"

#include <stdbool.h>

typedef enum lc_resident_kind {
    LIFE_RESIDENTS_UNIT,
    LIFE_RESIDENTS_BUILDING,
    LIFE_RESIDENTS_GRID,
    LIFE_RESIDENTS_CELLS, /* by their centres, on no grid */
    LIFE_RESIDENTS_KINDS  /* none of them */
} lc_resident_kind;

/* "unit", "building", "grid", "cells", as the option --by has them. */
const char *lc_resident_kind_name(lc_resident_kind kind);
/* By the option, else by the file's name, its columns and its first row.
 * LIFE_ERR_RANGE with "by" or "map", LIFE_ERR_USAGE, or what reading returns.
 */
lc_status lc_resident_kind_find(const char *path, const lc_import_opts *o,
                                lc_resident_kind *out, lc_error *err);
/* Whether a file's name is that of an ESRI ASCII grid. */
bool lc_resident_kind_is_asc(const char *path);
/* "w12" of "osm:w12" or "w12"; NULL: no id of OpenStreetMap's. */
const char *lc_resident_kind_building(const char *id);

#endif
