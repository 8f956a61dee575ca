/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/writer.h - writes rows in any format: open, a row
 * at a time, finish, free.
 *
 *     lc_writer w;
 *     lc_status st = lc_writer_open(&w, format, &layout, target, err);
 *     while (!st && more)
 *         st = lc_writer_row(&w, &row, err);
 *     if (!st)
 *         st = lc_writer_finish(&w, err);
 *     lc_writer_free(&w);
 *
 * What is at the head of the document (the names of the columns, say) comes
 * from the fields, so a table without rows has it too.
 *
 * Layer:   export.
 * Errors:  the sink's own; LIFE_ERR_NOMEM; LIFE_ERR_IO of a temporary file.
 *          A row that failed (lc_row) is LIFE_ERR_NOMEM. After an error only
 *          lc_writer_free() may follow.
 * Cost:    64 KiB are kept at most, however many rows there are.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_WRITER_H
#define LIFECIRCLE_EXPORT_FORMATS_WRITER_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/json.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/formats/formats.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/export/formats/spool.h"
#include "lifecircle/export/formats/system.h"

/* Where the bytes go: into the caller's buffer (whose own failure is then the
 * caller's to see), or to a sink. */
typedef struct lc_target {
    lc_buf *buf; /* NULL: the sink */
    lc_sink_fn sink;
    void *ctx;
} lc_target;

typedef enum lc_geometry_kind { /* one for all rows, as GIS tools want it */
                                LIFE_GEOMETRY_NONE,
                                LIFE_GEOMETRY_POINT, /* tables: lon and lat */
                                LIFE_GEOMETRY_LINE,  /* tables: `geometry`, as
                                                        WKT */
                                LIFE_GEOMETRY_AREA
} lc_geometry_kind;

typedef struct lc_member {   /* of the document, beside its rows */
    const char *name, *text; /* NULL: null */
    const uint32_t *number;  /* in place of the text, where it is not NULL */
} lc_member;

/* What stands around the rows. All is borrowed until the writer is freed. */
typedef struct lc_layout {
    const char *name; /* of the layer or table: letters, digits, _ */
    lc_geometry_kind geometry;
    lc_fields fields;
    const lc_member *head; /* where the format has a place for them */
    size_t heads;
    bool lines; /* each row on a line of its own, where that is a choice */
    /* For people: columns are headed in words, yes and no are words, ids are
     * left out. NULL: the fields' names, for programs. */
    const lc_lang *words;
    const char *title;       /* of the document, in words; NULL: it has none */
    const char *const *note; /* lines below it, NULL behind the last; or NULL */
    lc_export_system *system; /* of shapes; NULL: WGS 84 */
    const char
        *shade;       /* a field of shares that maps are coloured by; or NULL */
    const char *tint; /* of maps that aren't: "r,g,b,a"; NULL: its kind's */
    bool bare;        /* CSV: without the mark that tells spreadsheets UTF-8 */
    bool wkt;         /* tables: points as WKT too, not as two columns */
} lc_layout;

/* Whether a field is a column here: `headed`, the format has a head. */
bool lc_layout_shows(const lc_layout *l, size_t field, bool headed);
/* Its heading: in words, or the field's name. */
const char *lc_layout_heading(const lc_layout *l, size_t field);

typedef struct lc_writer {
    const struct lc_writer_ops *ops;
    lc_layout layout;
    lc_target target;
    lc_buf own;     /* gathers for the sink */
    lc_buf *out;    /* here a format puts its bytes; not if it needs a file */
    lc_json json;   /* for formats of JSON, over `out` */
    lc_spool spool; /* the temporary file of a format that needs one */
    size_t rows;    /* so far */
    bool ended;     /* the layer; another may begin */
    void *state;    /* a format's own */
} lc_writer;

/* What a format does. `w->layout` and `w->out` (or `w->spool`) are there from
 * `begin` on; what `out` lacks memory for is seen by the writer. */
typedef struct lc_writer_ops {
    lc_status (*begin)(lc_writer *w, lc_error *err);
    lc_status (*row)(lc_writer *w, const lc_row *row, lc_error *err);
    lc_status (*end)(lc_writer *w, lc_error *err);
    /* Behind the last layer, of a format that holds several: `begin` and `end`
     * are then of a layer each. NULL: it holds one. */
    lc_status (*close)(lc_writer *w, lc_error *err);
    void (*drop)(lc_writer *w); /* frees `state`, also after a failure; NULL:
                                   there is nothing to free */
} lc_writer_ops;

/* `w` needs no beginning, and is for lc_writer_free() whatever is returned. */
lc_status lc_writer_open(lc_writer *w, const lc_export_format *format,
                         const lc_layout *layout, lc_target target,
                         lc_error *err);
/* A value for each field, and the geometry if the layout has one. */
lc_status lc_writer_row(lc_writer *w, const lc_row *row, lc_error *err);
/* Ends the layer and begins another, in formats that hold several (formats.h).
 * The layout before is not used any more. */
lc_status lc_writer_next(lc_writer *w, const lc_layout *layout, lc_error *err);
/* Ends the layer alone, so that its layout may go before the next one is
 * made. */
lc_status lc_writer_end(lc_writer *w, lc_error *err);
/* Ends the document: it is whole only if this returns LIFE_OK. */
lc_status lc_writer_finish(lc_writer *w, lc_error *err);
void lc_writer_free(lc_writer *w);

/* When the document was made, as far as it says so: SOURCE_DATE_EPOCH, else of
 * when its data are (the head's "data_as_of"), else 2000-01-01; so that the
 * same city gives the same bytes. Seconds since 1970. */
int64_t lc_writer_when(const lc_writer *w);

/* For formats of JSON: the head's members into the object that is open. */
void lc_writer_head(lc_writer *w);

#endif
