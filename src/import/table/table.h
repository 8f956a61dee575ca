/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/table.h - people's tables: read as records, columns
 * recognised, positions checked, rejected rows counted. Shared by facilities.c,
 * units.c and manual.c.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_TABLE_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_TABLE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/import/import.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_t; /* jansson's */

/* A geometry as a file has it, in the file's own coordinates. */
typedef struct lc_raw_part {
    size_t end; /* its points end before this one */
    bool hole;  /* rings: in the outer ring before it */
} lc_raw_part;

typedef struct lc_raw_shape { /* `= {0}` is no geometry */
    lc_shape_kind kind;
    LC_VEC(lc_lonlat) pt;
    LC_VEC(lc_raw_part) part;
} lc_raw_shape;

/* ---- table.c: files into records ---- */

/* One line of a table, or one feature. All of it holds for the call only. */
typedef struct lc_record {
    const char *const *cell; /* by column, none missing; valid UTF-8, trimmed */
    uint32_t line;           /* or a sheet's row; 0 for a feature */
    uint32_t feature;        /* its number from 1; 0 for a line */
    const struct json_t *geometry; /* of a GeoJSON feature, or NULL */
    const lc_raw_shape *raw;       /* of another feature, or NULL */
    const char *fault; /* why the row can't be taken as it is, or NULL */
} lc_record;

typedef struct lc_record_sink {
    /* Once, before the records. */
    lc_status (*columns)(void *ctx, const char *const *name, size_t count,
                         lc_error *err);
    lc_status (*record)(void *ctx, const lc_record *r, lc_error *err);
    void *ctx;
} lc_record_sink;

/* Reads a table of any format that table.c lists, by the file's name. `note`
 * gets what was assumed (the encoding, the sheet), or "". LIFE_ERR_IO,
 * LIFE_ERR_PARSE with line, LIFE_ERR_LIMIT, LIFE_ERR_DB, LIFE_ERR_RANGE (the
 * format, encoding, sheet or layer is not known), or what the sink returned. */
lc_status lc_records_read(const char *path, const lc_import_opts *o,
                          const lc_record_sink *sink, char note[160],
                          lc_error *err);

/* What the file itself says of its coordinates, "EPSG:4547", or "". */
lc_status lc_records_crs(const char *path, const lc_import_opts *o,
                         char crs[32], lc_error *err);
/* Bytes of a file's name in front of what tells its format: "x" of x.csv.gz. */
size_t lc_table_stem(const char *name);

/* ---- position.c: coordinates, WKT and GeoJSON geometry ---- */

/* The system that a table's coordinates are in. */
typedef struct lc_datum {
    lc_crs *crs;
    const char *name;
} lc_datum;

lc_status lc_datum_open(const char *name, lc_datum *out, lc_error *err);
void lc_datum_close(lc_datum *d);

/* A number as spreadsheets write it: a decimal, with an exponent or not. */
bool lc_number_parse(const char *s, double *out);
/* LIFE_ERR_RANGE says whether the two seem to be swapped. */
lc_status lc_position_parse(const lc_datum *d, const char *lon, const char *lat,
                            lc_pt *out, lc_error *err);
/* POINT, LINESTRING, POLYGON and the MULTI of the latter two; EMPTY is kind
 * NONE. Rings are turned as lc_shape wants them; their validity is not
 * checked. LIFE_ERR_PARSE, LIFE_ERR_RANGE, LIFE_ERR_LIMIT, LIFE_ERR_NOMEM. */
lc_status lc_geometry_wkt(const lc_datum *d, const char *text, lc_shape *out,
                          lc_error *err);
lc_status lc_geometry_json(const lc_datum *d, const struct json_t *geometry,
                           lc_shape *out, lc_error *err);
lc_status lc_geometry_raw(const lc_datum *d, const lc_raw_shape *raw,
                          lc_shape *out, lc_error *err);

/* ---- columns.c: which column is what ---- */

/* X(name in geodata/columns.csv): the fields the imports use themselves. */
#define LIFE_FIELD_MAP(X)                                                      \
    X(id)                                                                      \
    X(name)                                                                    \
    X(name_en)                                                                 \
    X(lon)                                                                     \
    X(lat)                                                                     \
    X(geometry)                                                                \
    X(point)                                                                   \
    X(category)                                                                \
    X(address)                                                                 \
    X(phone)                                                                   \
    X(opening_hours)                                                           \
    X(website)                                                                 \
    X(wheelchair)                                                              \
    X(checked_on)                                                              \
    X(closed_on)                                                               \
    X(unit)                                                                    \
    X(parent)                                                                  \
    X(parent_name)                                                             \
    X(code)                                                                    \
    X(urban)                                                                   \
    X(residents)                                                               \
    X(residents_year)                                                          \
    X(indicator)                                                               \
    X(value)                                                                   \
    X(origin)

/* clang-format off */
typedef enum lc_field {
#define LIFE_X(name) LIFE_FIELD_##name,
    LIFE_FIELD_MAP(LIFE_X)
#undef LIFE_X
    LIFE_FIELD_COUNT /* not a field; also what an attribute has */
} lc_field;
/* clang-format on */

typedef struct lc_attribute {
    size_t row; /* of columns.csv */
    int column;
    bool is_number, is_date;
} lc_attribute;

typedef struct lc_columns {
    lc_table *table;              /* geodata/columns.csv */
    int column[LIFE_FIELD_COUNT]; /* -1: the table has none */
    LC_VEC(lc_attribute) attributes;
    lc_buf names; /* "a, b, c", for messages */
    bool chinese; /* the names are */
} lc_columns;

/* LIFE_ERR_RANGE: `map` (NULL is fine) names a field or column there isn't. */
lc_status lc_columns_open(const char *map, const char *const *name,
                          size_t count, lc_columns *out, lc_error *err);
void lc_columns_close(lc_columns *c);
/* "" where the table has no such column. */
const char *lc_columns_get(const lc_columns *c, const lc_record *r, lc_field f);
/* The field or attribute that a column holds; "" where it is not used. */
const char *lc_columns_field(const lc_columns *c, int column);
bool lc_columns_have(const lc_columns *c, lc_field f);
/* The attributes as a JSON object, empty ones left out or, if `nulls`, null;
 * *odd counts numbers and dates that are none, which are left out. */
void lc_columns_attributes(const lc_columns *c, const lc_record *r, bool nulls,
                           lc_buf *out, int64_t *odd);

/* ---- kinds.c: categories by id or name ---- */

typedef struct lc_kinds lc_kinds;

/* `own`: a table of types and their categories that goes before geodata's, or
 * NULL. LIFE_ERR_RANGE with file and line: it names no category. */
lc_status lc_kinds_open(const char *own, lc_kinds **out, lc_error *err);
void lc_kinds_close(lc_kinds *k);
/* What categories a cell names: ids, names, types and classes by
 * geodata/type_names.csv, several with ; | or a comma between; bit i is row i
 * of categories.csv, none where none is known. `odd`: the first type that is
 * not known, or "". LIFE_ERR_NOMEM. */
lc_status lc_kinds_find(const lc_kinds *k, const char *text, uint64_t *bits,
                        lc_buf *odd, lc_error *err);
/* The same where all must be known: LIFE_ERR_RANGE names the one that is not,
 * and the nearest id. */
lc_status lc_kinds_parse(const lc_kinds *k, const char *text, uint64_t *bits,
                         lc_error *err);
/* "park school", in table order. */
void lc_kinds_text(const lc_kinds *k, uint64_t bits, lc_buf *out);
/* How far apart doubles of these kinds may be (analysis/twins.h). */
double lc_kinds_reach_m(const lc_kinds *k, uint64_t bits);
/* Name of the first of them. */
const char *lc_kinds_name(const lc_kinds *k, uint64_t bits, bool chinese);

/* Lower case without spaces, - and _, cut before a bracket. */
void lc_fold(const char *s, size_t len, lc_buf *out);

/* ---- tally.c: rows taken and rejected, and the source ---- */

typedef struct lc_tally {
    const char *path;
    int64_t max_reject; /* <= 0: 1 % or 1,000 */
    lc_import_report *report;
    lc_error first; /* the first rejected row */
    lc_error none;  /* the first without a category */
    lc_intake *intake;
    bool to_the_end;
} lc_tally;

/* Counts a row; where `st` is a failure of the row itself (not of memory or
 * the database) it is rejected, the first 20 are listed, and LIFE_OK comes
 * back unless there are too many by now. */
lc_status lc_tally_row(lc_tally *t, const lc_record *r, lc_status st,
                       const lc_error *row_error, lc_error *err);
/* Counts a row that is left out because its type finds no category. */
lc_status lc_tally_leave_out(lc_tally *t, const lc_record *r,
                             const lc_error *row_error);
/* LIFE_ERR_LIMIT with the first rejection when too many were rejected, or when
 * no row has a category. */
lc_status lc_tally_end(const lc_tally *t, lc_error *err);
/* Adds a line to the report's text while there is room. */
void lc_report_add(lc_import_report *report, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A source of a table import: its name, given or the file's stem. */
typedef struct lc_origin {
    char name[128];
    char sha256[65];
    const char *kind, *file, *attribution; /* borrowed */
    lc_box extent;                         /* --extent, or empty */
} lc_origin;

/* Checks name and file, and takes out what the name brought before.
 * LIFE_ERR_USAGE: the name belongs to another kind of source. */
lc_status lc_origin_begin(lc_city *c, const char *path, const char *kind,
                          const lc_import_opts *o, lc_origin *out,
                          lc_error *err);
lc_status lc_origin_end(lc_city *c, const lc_origin *from, const char *crs,
                        const lc_import_report *report, lc_error *err);

/* ---- facility_write.c ---- */

#define LIFE_NAME_BYTES_MAX 256 /* of a facility or unit */

typedef struct lc_facility_row {
    const char *id, *source, *name, *categories, *unit;
    const char *address, *phone, *opening_hours, *website, *wheelchair;
    const char *checked_on, *closed_on, *attributes;
    bool name_given;
    const lc_shape *shape; /* kind NONE: no position */
} lc_facility_row;

typedef struct lc_facility_writer {
    lc_stmt *known, *row, *shape;
} lc_facility_writer;

lc_status lc_facility_writer_open(lc_city *c, lc_facility_writer *out,
                                  lc_error *err);
void lc_facility_writer_close(lc_facility_writer *w);
/* LIFE_ERR_RANGE: the id is there already. */
lc_status lc_facility_write(lc_facility_writer *w, const lc_facility_row *f,
                            lc_error *err);

/* "2024-5-1", "2024/05/01 10:00", "2024年5月" and the like as YYYY, YYYY-MM or
 * YYYY-MM-DD; false for what is no date. */
bool lc_date_parse(const char *s, char out[16]);
/* yes, no or limited for what people write; anything else as it is. */
const char *lc_wheelchair_word(const char *s);

/* The shape of a record: its geometry, the geometry column, or lon and lat;
 * kind NONE where it has none of these. Areas come back valid, repaired where
 * that was needed. */
typedef struct lc_repair {
    bool done;
    double before_m2, after_m2; /* what the outline enclosed, and encloses */
} lc_repair;

/* The share of the area that a repair added, negative where it took away. */
double lc_repair_change(const lc_repair *r);

typedef struct lc_shape_reader {
    lc_datum datum;
    struct lc_osm_geos *geos;
    const lc_columns *columns;
} lc_shape_reader;

lc_status lc_shape_reader_open(const char *crs, const lc_columns *columns,
                               lc_shape_reader *out, lc_error *err);
void lc_shape_reader_close(lc_shape_reader *s);
lc_status lc_shape_read(const lc_shape_reader *s, const lc_record *r,
                        lc_shape *out, lc_repair *repair, lc_error *err);
/* The same as it was written: areas may be invalid. */
lc_status lc_shape_read_raw(const lc_shape_reader *s, const lc_record *r,
                            lc_shape *out, lc_error *err);
/* Whether a table has columns for positions; features need none. */
bool lc_shape_columns_exist(const lc_columns *c);

#endif
