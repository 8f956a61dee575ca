/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layer.h - what a layer is. To add one: a file like
 * units.c, and its row in layers.c.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LAYERS_LAYER_H
#define LIFECIRCLE_SRC_EXPORT_LAYERS_LAYER_H

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/world.h"

/* One layer being written. */
typedef struct lc_layer_run {
    lc_study *study;
    const lc_world *w;
    lc_coverage_request request;
    const uint32_t *level; /* of units: this one alone; NULL: all */
    LC_VEC(const lc_assessment *) assessment; /* of the indicators, on maps */
    lc_fieldset columns;
    lc_buf left_out; /* said at the head; empty where all is there */
    lc_writer writer;
    lc_row row; /* cleared by lc_layer_put() */
} lc_layer_run;

/* What it looks like in a kind of format. */
typedef struct lc_layer_form {
    lc_geometry_kind geometry;
    /* Adds to run->columns; no memory for them is seen by the caller. */
    lc_status (*columns)(lc_layer_run *run, lc_error *err);
    /* Fills run->row, a value for each column, and puts it, again and again. */
    lc_status (*rows)(lc_layer_run *run, lc_error *err);
} lc_layer_form;

typedef struct lc_export_layer {
    lc_layer_form map, table;
} lc_export_layer;

/* Writes the row that has gathered, and empties it. */
lc_status lc_layer_put(lc_layer_run *run, lc_error *err);

/* Where the links for walking meet their streets, as JSON: of facilities and
 * of homes. */
extern const lc_fields lc_layer_link_fields;
void lc_layer_links(lc_layer_run *run, const lc_link *link, size_t n);

#endif
