/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/formats.h - the formats of tables: which reader takes
 * which file. A format more is a reader and a row of formats.c.
 *
 * What is in the table is constant; whoever lists formats asks it
 * (lc_format_list), so that no list grows stale.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_FORMATS_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_FORMATS_H

#include "lifecircle/base/buf.h"
#include "src/import/table/read.h"

/* What a format takes besides its own suffix. */
enum {
    LIFE_FORMAT_PACKED = 1, /* .gz or .bz2 behind its name */
    LIFE_FORMAT_SHEET = 2,  /* --sheet */
    LIFE_FORMAT_LAYER = 4,  /* --layer */
    LIFE_FORMAT_ROWS = 8    /* --header-row */
};

typedef struct lc_format {
    const char *name;     /* as people call it: "Excel workbook" */
    const char *suffixes; /* ".csv .tsv" */
    unsigned takes;       /* bits LIFE_FORMAT_* */
    lc_status (*read)(const lc_reading *job, lc_error *err);
    /* What the file says its coordinates are in; `crs` stays as it is where
     * it says nothing. NULL: such files never say. */
    lc_status (*crs)(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                     lc_error *err);
} lc_format;

/* The i-th format; NULL behind the last. */
const lc_format *lc_format_at(size_t i);
/* Bytes of a file's name in front of what tells its format: 1 of x.csv.gz. */
size_t lc_format_stem(const char *name);
/* Appends the suffixes of the formats whose bits under `mask` are `takes`, as
 * a sentence lists them: ".gpkg, .sqlite or .db". */
void lc_format_list(unsigned mask, unsigned takes, const char * or,
                    lc_buf *out);

/* Reads a table of any format, by the file's name. `note` gets what was
 * assumed (the encoding, the sheet), or "". LIFE_ERR_IO, LIFE_ERR_PARSE with
 * line, LIFE_ERR_LIMIT, LIFE_ERR_DB, LIFE_ERR_USAGE (a sheet or layer of what
 * has none), LIFE_ERR_RANGE (the format, encoding, sheet or layer is not
 * known), or what the sink returned. */
lc_status lc_format_read(const char *path, const lc_import_opts *o,
                         const lc_record_sink *sink, char note[LIFE_NOTE_BYTES],
                         lc_error *err);
/* What the file itself says of its coordinates, "EPSG:4547", or "". */
lc_status lc_format_crs(const char *path, const lc_import_opts *o,
                        char crs[LIFE_CRS_BYTES], lc_error *err);

#endif
