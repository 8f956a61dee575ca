/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/unit.h - what a unit says of itself, and how other rows
 * say which unit they are of.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_UNIT_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_UNIT_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

extern const lc_fields lc_unit_fields;
void lc_unit_values(lc_row *r, const lc_world *w, const lc_unit *u);

/* The code of a unit by its number; NULL for LIFE_NONE. */
const char *lc_unit_code(const lc_world *w, uint32_t unit);
/* What its land is known by: boundary, centre, rest, or name (none). */
const char *lc_unit_known_by(const lc_unit *u);
const char *lc_unit_name(const lc_world *w, uint32_t unit); /* likewise */

/* Whom a row is of: unit, unit_name, level. Without a unit (LIFE_NONE) it is
 * "outside" the units of `level`; of a drawn `area` all three are null. */
#define LIFE_WHERE_FIELDS(X)                                                   \
    X("unit", LIFE_TEXT, "", "unit", "单元", lc_cell_text(code))               \
    X("unit_name", LIFE_TEXT, "", "unit's name", "单元名称",                   \
      lc_cell_text(name))                                                      \
    X("level", LIFE_TEXT, "", "level", "层级", lc_cell_text(level_name))
extern const lc_fields lc_unit_where_fields;
void lc_unit_where(lc_row *r, const lc_world *w, uint32_t unit, uint32_t level,
                   bool area);

#endif
