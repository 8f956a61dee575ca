/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/layers/layers.h - whole layers, streamed in any format.
 *
 * Layer:   export.
 * Errors:  a failure on the way (of the sink, of memory, of a value that can't
 *          be computed) ends the export: what the sink got is no document.
 * Cost:    64 KiB beside what a layer computes; a sweep for each pace and
 *          category that nobody asked for yet.
 */
#ifndef LIFECIRCLE_EXPORT_LAYERS_LAYERS_H
#define LIFECIRCLE_EXPORT_LAYERS_LAYERS_H

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/formats.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/study/study.h"

/* Layers: facilities units homes streets coverage indicators, each with one
 * type of geometry. `q` serves homes and the last two (level, limit,
 * standard) and may be NULL for the defaults. LIFE_ERR_NOT_FOUND: no such
 * layer, with the list. */
typedef struct lc_layer_query {
    const char *layer;
    const lc_export_format *format; /* of layers: not LIFE_FORMAT_ROWS */
    const lc_coverage_request *coverage;
    const uint32_t *level; /* of units: this level alone; NULL: all */
} lc_layer_query;
lc_status lc_layers_export(lc_study *study, const lc_layer_query *q,
                           lc_sink_fn sink, void *ctx, lc_error *err);

extern const char lc_layers_names[]; /* spaces between */

#endif
