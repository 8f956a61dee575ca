/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/gap.h - what a gap says of itself, and of its mend:
 * as a Feature of an answer, and as a row of the layer.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_COVER_GAP_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_COVER_GAP_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/world/world.h"

extern const lc_fields lc_gap_fields;
/* Of the list's gap i. `told`: the nearest facility may be named. */
void lc_gap_values(lc_row *r, const lc_world *w, const lc_gap_query *q,
                   const lc_gap_list *l, size_t i, bool told);

/* What its cause is, where that is a barrier; else null. The members of an
 * object, and the same as columns. `told`: the facility may be named. */
extern const lc_fields lc_gap_barrier_fields;
extern const lc_fields lc_gap_barrier_columns;
void lc_gap_barrier_values(lc_row *r, const lc_world *w, const lc_gap *g,
                           bool told);

/* What is shut, of a gap whose cause that is: the members of an object. */
extern const lc_fields lc_gap_closed_fields;
void lc_gap_closed_values(lc_row *r, const lc_world *w, const lc_gap *g);

/* Where one more facility would help most, and whom it would reach; null where
 * none helps. The members of an object, and the same as columns. */
extern const lc_fields lc_gap_mend_fields;
extern const lc_fields lc_gap_mend_columns;
void lc_gap_mend_values(lc_row *r, const lc_gap *g);

/* The short new street that would help most, as columns; null where none
 * helps. */
extern const lc_fields lc_gap_link_columns;
void lc_gap_link_values(lc_row *r, const lc_gap *g);

/* The closed gate that would help most, if it were open, in the same way. */
extern const lc_fields lc_gap_gate_columns;
void lc_gap_gate_values(lc_row *r, const lc_gap *g);

#endif
