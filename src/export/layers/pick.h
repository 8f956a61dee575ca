/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/pick.h - which rows of a layer an export wants, and which
 * of their columns.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LAYERS_PICK_H
#define LIFECIRCLE_SRC_EXPORT_LAYERS_PICK_H

#include "lifecircle/export/filter/filter.h"
#include "lifecircle/export/filter/region.h"
#include "lifecircle/export/layers/layers.h"

typedef struct lc_layer_pick {
    LC_VEC(lc_export_field) field; /* the columns, as they will be */
    LC_VEC(size_t) column;         /* where each is among the layer's */
    bool all;                      /* all of them */
    lc_region *region;             /* NULL: anywhere */
    lc_filter *filter;             /* NULL: any row */
    lc_row row; /* of the columns; borrows from the layer's */
} lc_layer_pick;

/* Of a layer with those columns, and with or without shapes, by the query's
 * bbox, fields and where; for lc_layer_pick_close() also after a
 * failure. LIFE_ERR_RANGE with the parameter: the layer has no such column, or
 * no shapes; as lc_filter_parse(). */
lc_status lc_layer_pick_open(lc_layer_pick *p, const lc_layer_query *q,
                             const lc_fields *all, bool shapes, lc_error *err);
void lc_layer_pick_close(lc_layer_pick *p);

/* `all`: the layer's. */
lc_fields lc_layer_pick_fields(const lc_layer_pick *p, lc_fields all);
/* The row as it is to be written; NULL: not at all. */
const lc_row *lc_layer_pick_row(lc_layer_pick *p, lc_row *row);

#endif
