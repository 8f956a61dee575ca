/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/formats.h - the formats that answers and layers
 * can be written in: one table, read by whoever names, offers or picks one.
 *
 * To add a format: a file with its lc_writer_ops (writer.h), and its row in
 * formats.c. Nothing else knows how many there are.
 *
 * Layer:   export.
 * Threads: constant.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_FORMATS_H
#define LIFECIRCLE_EXPORT_FORMATS_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

struct lc_writer_ops;

typedef enum lc_format_kind {
    LIFE_FORMAT_MAP,   /* rows are things with a geometry: layers are wide, a
                          row a unit, so that no geometry comes twice */
    LIFE_FORMAT_TABLE, /* rows are lines of cells, positions and shapes among
                          them: layers are long, without shapes of units */
    LIFE_FORMAT_ROWS   /* no geometry: of answers alone, not of layers */
} lc_format_kind;

typedef struct lc_export_format {
    const char *name;       /* of --format and format= */
    const char *suffixes;   /* of files, with their dots, spaces between */
    const char *media_type; /* of the Content-Type */
    lc_format_kind kind;
    bool needs_file; /* can't be written front to back (SQLite): a temporary
                        file is written, and then given to the sink */
    bool several; /* layers in one document (a file of tables, or of sheets) */
    const struct lc_writer_ops *ops;
} lc_export_format;

extern const lc_export_format lc_formats[]; /* ends with one without a name */

/* By name ("csv"), or by the end of a file's name ("a/b.geojson", ".json");
 * NULL: there is none. The formats of answers alone are found by name. */
const lc_export_format *lc_formats_find(const char *name);
const lc_export_format *lc_formats_of_path(const char *path);

/* The names, and all suffixes, of the formats of layers, spaces between, the
 * default first: what help, completion and messages list. */
extern const char lc_formats_names[];
extern const char lc_formats_streamed[]; /* those that need no file */
extern const char lc_formats_suffixes[];

#endif
