/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/shape/dbf.h - the table beside a shapefile, record by
 * record.
 *
 * Threads: a .dbf belongs to one thread.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_SHAPE_DBF_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_SHAPE_DBF_H

#include "src/import/table/read.h"

typedef struct lc_dbf lc_dbf;

/* `path` is the .dbf; the text is in job->o->encoding, else in what the .cpg
 * at `cpg` (NULL: none) says, else by the file's language byte, else found.
 * LIFE_ERR_IO, LIFE_ERR_PARSE, LIFE_ERR_RANGE (the encoding). */
lc_status lc_dbf_open(const lc_reading *job, const char *path, const char *cpg,
                      lc_dbf **out, lc_error *err);
void lc_dbf_close(lc_dbf *d); /* NULL is fine */
const char *const *lc_dbf_names(const lc_dbf *d, size_t *count);
/* The next record; *row false at the end. `cell` holds until the next call,
 * *deleted: it is marked so; *fault: a text is not in the encoding. */
lc_status lc_dbf_next(lc_dbf *d, const char *const **cell, bool *row,
                      bool *deleted, const char **fault, lc_error *err);

#endif
