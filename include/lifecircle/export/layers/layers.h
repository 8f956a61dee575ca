/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/layers/layers.h - whole layers: their rows by number, and
 * streamed in any format.
 *
 * Layer:   export.
 * Errors:  a failure on the way (of the sink, of memory, of a value that can't
 *          be computed) ends the export: what the sink got is no document.
 * Threads: a layer that is open may be read by any number of threads, each with
 *          a reader of its own, as long as its study lives.
 * Cost:    64 KiB beside what a layer computes (rows of coverage, 150 bytes
 *          each, are kept); a sweep for each pace and category that nobody
 *          asked for yet.
 */
#ifndef LIFECIRCLE_EXPORT_LAYERS_LAYERS_H
#define LIFECIRCLE_EXPORT_LAYERS_LAYERS_H

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/formats.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"

/* Layers: facilities units homes streets coverage gaps isochrones indicators,
 * each with one type of geometry. `q` serves homes and the last four
 * (categories, level, limit, standard) and may be NULL for the defaults;
 * isochrones need categories. LIFE_ERR_NOT_FOUND: no such layer, with the list.
 */
typedef struct lc_layer_query {
    const char *layer; /* to be exported in one document: several, with commas
                          between, where the format holds several */
    const lc_export_format *format; /* of layers: not LIFE_FORMAT_ROWS */
    const lc_coverage_request *coverage;
    const lc_lonlat *from; /* isochrones of this place, not of facilities; or
                              NULL. Borrowed by what is open */
    const uint32_t *level; /* of units: this level alone; NULL: all */
    bool every_level;      /* coverage, indicators: of all levels in turn,
                              whichever one `coverage` names */
    /* Of an export: in which system its shapes are (NULL: WGS 84); only what
     * meets a box, what a filter (filter/filter.h) keeps, and columns by name
     * with commas between (NULL: all of these); tables without the mark of
     * their encoding, points as text. */
    lc_export_system *system;
    const lc_box *bbox;
    const char *where, *fields;
    bool bare, wkt;
} lc_layer_query;
lc_status lc_layers_export(lc_study *study, const lc_layer_query *q,
                           lc_sink_fn sink, void *ctx, lc_error *err);

/* The same, portion by portion: for a document that is longer than the memory
 * that there is for it. */
typedef struct lc_layer_run lc_layer_run;

typedef struct lc_layer_portion { /* ends where either is reached */
    size_t bytes; /* that the sink has been given; by a row and 64 KiB more */
    size_t rows;  /* that were looked at, whether or not they are wanted */
    lc_sink_fn sink;
    void *ctx;
} lc_layer_portion;

/* Works out what the rows of its first layer need. The study, and all that the
 * query points to, are borrowed until *out, which is the caller's, goes by
 * lc_layer_run_close(). */
lc_status lc_layer_run_open(lc_study *study, const lc_layer_query *q,
                            lc_layer_run **out, lc_error *err);
/* `more`: the document has not ended; else it is whole. After a failure only
 * closing may follow. On any thread, one at a time. */
lc_status lc_layer_run_on(lc_layer_run *r, const lc_layer_portion *p,
                          bool *more, lc_error *err);
void lc_layer_run_close(lc_layer_run *r); /* NULL is fine */

extern const char lc_layers_names[]; /* spaces between */
/* Whether it is one of "all": those are not whose rows are worked out for what
 * is asked, at a search for each home or facility. */
bool lc_layers_in_all(const char *name);
/* What its rows are read of, where no category is named, and those of layers
 * before it are of *others (NULL: there are none before it). */
lc_study_rows lc_layers_rows_with(const char *name,
                                  const lc_study_rows *others);

/* A layer that is open. What is left out (held.h) has no row; row i is the same
 * one as long as it is open, and in each layer of the same study and query. */
typedef struct lc_layer_rows lc_layer_rows;

/* Works out what its rows need. *out is the caller's, for
 * lc_layer_rows_close(). */
lc_status lc_layer_rows_open(lc_study *study, const lc_layer_query *q,
                             lc_layer_rows **out, lc_error *err);
void lc_layer_rows_close(lc_layer_rows *l);             /* NULL is fine */
lc_fields lc_layer_rows_fields(const lc_layer_rows *l); /* borrowed from it */
lc_geometry_kind lc_layer_rows_geometry(const lc_layer_rows *l);
size_t lc_layer_rows_count(const lc_layer_rows *l); /* of rows */

#define LIFE_LAYER_RINGS 3 /* of each facility of isochrones */

/* Who reads rows; `= {0}` has read none. */
typedef struct lc_layer_reader {
    lc_row row; /* the one read last, till the next is, or it is freed */
    /* What that row borrows. */
    char id[16];
    lc_shape line;
    uint32_t part[2];
    lc_report report;
    lc_gap_list gaps; /* of a category */
    uint32_t gaps_of;
    lc_shape ring[LIFE_LAYER_RINGS]; /* of a facility */
    uint32_t ring_of, ring_unit;
    bool drawn;        /* they are */
    lc_walker *walker; /* NULL: none was needed yet */
} lc_layer_reader;

/* Row i, below the count: 1 us, of indicators 20; of gaps the first that is
 * read of a category takes lc_gaps_find(), of isochrones of a facility
 * lc_outline_draw(). LIFE_ERR_NOMEM, or why a
 * value can't be computed; want of memory for the values themselves is the
 * row's `failed`. */
lc_status lc_layer_rows_read(const lc_layer_rows *l, size_t i,
                             lc_layer_reader *r, lc_error *err);
void lc_layer_reader_free(lc_layer_reader *r);

#endif
