/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/whatif.h - how a category's coverage of a unit
 * changes by a scenario.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_COVER_WHATIF_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_COVER_WHATIF_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/whatif/whatif.h"
#include "lifecircle/world/world.h"

extern const lc_fields lc_whatif_fields;
void lc_whatif_values(lc_row *r, const lc_world *w, const lc_whatif_query *q,
                      const lc_whatif_row *row);

#endif
