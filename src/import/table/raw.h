/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/raw.h - a geometry as a file has it, in the
 * file's own coordinates, before any system is known.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_RAW_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_RAW_H

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_raw_part {
    size_t end; /* its points end before this one */
    bool hole;  /* rings: in the outer ring before it */
} lc_raw_part;

typedef struct lc_raw_shape { /* `= {0}` is no geometry */
    lc_shape_kind kind;
    LC_VEC(lc_lonlat) pt;
    LC_VEC(lc_raw_part) part;
} lc_raw_shape;

void lc_raw_clear(lc_raw_shape *raw); /* empty, memory kept for the next */
void lc_raw_free(lc_raw_shape *raw);

#endif
