/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/change.h - a row of coverage that changed between two
 * files of a city, and a facility that did.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_COVER_CHANGE_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_COVER_CHANGE_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/compare/compare.h"

/* The code, name and level of a row's unit; NULL where it is of none. */
const char *lc_cover_change_unit(const lc_comparison *c,
                                 const lc_cover_change *row);
const char *lc_cover_change_name(const lc_comparison *c,
                                 const lc_cover_change *row);
/* "all", "unit", "outside". */
const char *lc_cover_change_where(const lc_cover_change *row);
/* The id; "all_basic". */
const char *lc_cover_change_category(const lc_cover_change *row);

extern const lc_fields lc_cover_change_fields;
void lc_cover_change_values(lc_row *r, const lc_comparison *c,
                            const lc_cover_change *row);

/* One who changed, as it is now, or was where it is no more; geometry and id
 * of the row too. */
extern const lc_fields lc_change_fields;
void lc_change_values(lc_row *r, const lc_comparison *c, const lc_change *one);
/* As a facility's fields are called: "opening_hours". */
const char *lc_change_trait(lc_trait t);
/* Which it is of, now or before, and whose world it is in. */
const lc_facility *lc_change_facility(const lc_comparison *c,
                                      const lc_change *one,
                                      const lc_world **in);

#endif
