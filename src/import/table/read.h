/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/read.h - what the readers of tables share: the job, the
 * text of a file in UTF-8 (table_text.c), and geometries as files have them
 * (table_wkb.c, table_shp.c). For table*.c and the fuzz targets.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_READ_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_READ_H

#include "src/import/table/table.h"

#define LIFE_COLUMNS_MAX 1024
#define LIFE_NOTE_BYTES  160
#define LIFE_CRS_BYTES   32 /* "EPSG:4547" */

typedef struct lc_reading { /* one table that is being read */
    const char *path;
    const lc_import_opts *o;
    const lc_record_sink *sink;
    char *note; /* of LIFE_NOTE_BYTES: what was assumed */
} lc_reading;

/* Adds to the note what fits in whole. */
void lc_reading_note(const lc_reading *job, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* LIFE_ERR_PARSE or another with the file's name. */
lc_status lc_reading_fail(const lc_reading *job, lc_status st, lc_error *err,
                          const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Cuts spaces off both ends in place, the full-width one (U+3000) too. */
char *lc_cell_trim(char *s);
/* The shortest decimal without an exponent that reads back as `v`; what is
 * no number gives "". */
void lc_cell_number(double v, char out[352]);

/* ---- the readers, by format ---- */

lc_status lc_table_read_csv(const lc_reading *job, lc_error *err);
lc_status lc_table_read_geojson(const lc_reading *job, lc_error *err);
lc_status lc_table_read_sequence(const lc_reading *job, lc_error *err);
lc_status lc_table_read_layer(const lc_reading *job, lc_error *err);
lc_status lc_table_read_shp(const lc_reading *job, lc_error *err);
/* .xlsx or .xls, whatever the name says; the other two read one kind. */
lc_status lc_table_read_workbook(const lc_reading *job, lc_error *err);
lc_status lc_table_read_xlsx(const lc_reading *job, lc_error *err);
lc_status lc_table_read_xls(const lc_reading *job, lc_error *err);
/* What the file says its coordinates are in; `crs` is left as it is where it
 * says nothing. */
lc_status lc_table_crs_layer(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                             lc_error *err);
lc_status lc_table_crs_shp(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                           lc_error *err);

/* ---- table_wkb.c: geometries as files have them ---- */

/* Fills `out`, whose memory is used again; an empty one is kind NONE.
 * LIFE_ERR_PARSE. */
lc_status lc_raw_from_blob(const void *blob, size_t len, lc_raw_shape *out,
                           lc_error *err);
void lc_raw_clear(lc_raw_shape *raw); /* empty, memory kept */
void lc_raw_free(lc_raw_shape *raw);

/* ---- table_text.c: a file's text in UTF-8, in pieces ---- */

typedef struct lc_text lc_text;

/* What the bytes are in, as iconv calls it: by their mark or zero bytes, else
 * by whether they are UTF-8, else Big5 or GB18030, whose common characters
 * lie apart. For tables of some length; a few characters may fit either. */
typedef struct lc_sniff {
    uint64_t bytes, zero[2];           /* zero bytes at even and odd places */
    uint64_t gb, no_gb, big5, no_big5; /* pairs of common, of no characters */
    unsigned char mark[3], tail[4]; /* the first bytes; a character cut off */
    unsigned tails;
    unsigned char lead;
    unsigned skip;
    bool not_utf8;
} lc_sniff;

void lc_sniff_feed(lc_sniff *s, const char *bytes, size_t len);
const char *lc_sniff_result(const lc_sniff *s);

/* Opens a file, packed with gzip or bzip2 or not; its encoding is the option,
 * or found. LIFE_ERR_RANGE: no such encoding. */
lc_status lc_text_open(const lc_reading *job, lc_text **out, lc_error *err);
/* The next piece, whole characters and a NUL behind them; *len 0: the end.
 * LIFE_ERR_PARSE with the line: not in this encoding. */
lc_status lc_text_next(lc_text *t, const char **text, size_t *len,
                       lc_error *err);
void lc_text_close(lc_text *t); /* NULL is fine */

#endif
