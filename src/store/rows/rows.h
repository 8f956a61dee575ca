/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/rows.h - columns and fields, matched by their names.
 *
 * Every table says once which field of its struct is which column. From that
 * come its INSERT, what a parameter (":code") is bound to, and where a column
 * of an answer goes; so no statement counts its columns, and a field can't be
 * bound as another.
 */
#ifndef LIFECIRCLE_SRC_STORE_ROWS_ROWS_H
#define LIFECIRCLE_SRC_STORE_ROWS_ROWS_H

#include "lifecircle/store/rows/rows.h"
#include "src/store/city/city.h"
#include "src/store/stmt.h"

#include <stddef.h>

/* How a field stands in the file: BOOL as 0 or 1, POINT and SHAPE as
 * SpatiaLite's BLOB in WGS 84 (geo/shape_blob.h), all others as what they
 * are. */
typedef enum lc_column_type {
    LIFE_COLUMN_INT,
    LIFE_COLUMN_INT64,
    LIFE_COLUMN_BOOL,
    LIFE_COLUMN_REAL,
    LIFE_COLUMN_TEXT,
    LIFE_COLUMN_POINT,
    LIFE_COLUMN_SHAPE
} lc_column_type;

enum {                     /* lc_column.flags */
       LIFE_MAY_LACK = 1,  /* NULL is a value of it */
       LIFE_MANY = 2,      /* a shape of the MULTI types, even of one part */
       LIFE_READ_ONLY = 4, /* what queries work out: not of the table */
       LIFE_SMALL = 8      /* a shape that is compressed where a bool says so */
};

typedef struct lc_column {
    const char *name;
    lc_column_type type;
    unsigned flags;
    size_t offset; /* of the field */
    size_t placed; /* of the bool of a point that may be lacking, or of a
                      shape that may be compressed */
} lc_column;

/* For tables of lc_column in a file where `row` is a typedef of its struct.
 * The type of the field says how it is read. */
#define LIFE_COLUMN_(field, column, bits, placed_at)                             \
    {                                                                            \
        .name = (column),                                                      \
        .type = _Generic(((row *)0)->field,                                    \
                 int: LIFE_COLUMN_INT,                                         \
                 int64_t: LIFE_COLUMN_INT64,                                   \
                 bool: LIFE_COLUMN_BOOL,                                       \
                 double: LIFE_COLUMN_REAL,                                     \
                 const char *: LIFE_COLUMN_TEXT,                               \
                 lc_pt: LIFE_COLUMN_POINT,                                     \
                 lc_shape: LIFE_COLUMN_SHAPE),                                 \
        .flags = (bits), .offset = offsetof(row, field), .placed = (placed_at) \
    }
#define LIFE_COLUMN(field, column, bits) LIFE_COLUMN_(field, column, bits, 0)
#define LIFE_COLUMN_PLACE(field, column, known)                                \
    LIFE_COLUMN_(field, column, LIFE_MAY_LACK, offsetof(row, known))
#define LIFE_COLUMN_SMALL(field, column, may)                                  \
    LIFE_COLUMN_(field, column, LIFE_SMALL, offsetof(row, may))

enum { LIFE_MAX_COLUMNS = 24 }; /* of a table, and of an answer */

/* Constant, one a table. The columns of queries stand among those of the
 * table, as LIFE_READ_ONLY, and are left out of its INSERT. `row_bytes`: of
 * the struct, which is cleared whole before it is read into. */
typedef struct lc_rows_table {
    const char *name;
    const lc_column *column;
    size_t count;
    size_t row_bytes;
    /* What a column is called in this city's file; NULL: it has none such.
     * Absent where all are called as they are. */
    const char *(*in_file)(const lc_city *c, const lc_column *column);
} lc_rows_table;

#define LIFE_TABLE(name, columns)                                              \
    {                                                                          \
        (name), (columns), sizeof(columns) / sizeof *(columns), sizeof(row),   \
            NULL                                                               \
    }

/* One statement: constants, known to a city by their address. */
typedef struct lc_sql {
    const lc_rows_table *table; /* whose columns it names */
    /* `insert`: the verb alone. "@columns" in it stands for all columns of
     * the table that the file has. */
    const char *text;
    bool insert; /* of all columns of the table */
} lc_sql;

/* Runs it with the parameters that it names taken from `from`, a struct of its
 * table; NULL where it has none. One step, so it is for statements that write.
 * Nothing of `from` is kept. */
lc_status lc_rows_run(lc_city *c, const lc_sql *sql, const void *from,
                      lc_error *err);
/* Makes it ready to be read into `row` by lc_rows_next(). The texts that
 * `from` names are borrowed until the last row; `from` itself is not needed
 * any more. */
lc_status lc_rows_read(lc_city *c, const lc_sql *sql, const void *from,
                       void *row, lc_rows **out, lc_error *err);
/* Its first row; texts and shapes are gone already, so that it's for numbers.
 * *found may be NULL where there always is one. */
lc_status lc_rows_first(lc_city *c, const lc_sql *sql, const void *from,
                        void *row, bool *found, lc_error *err);
/* Lets go of the statements that are kept: all, or those that nobody reads.
 * False: some are left. SQLite keeps its file open as long as one is left, so
 * it is asked before the file is renamed. */
bool lc_rows_forget(lc_city *c, bool in_use);

#endif
