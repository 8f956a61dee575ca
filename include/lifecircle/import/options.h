/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/options.h - what an import is told, and what it reports.
 *
 * Layer:   import.
 */
#ifndef LIFECIRCLE_IMPORT_OPTIONS_H
#define LIFECIRCLE_IMPORT_OPTIONS_H

#include "lifecircle/geo/point.h"
#include "lifecircle/import/journal.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_import_opts { /* `= {0}` is all defaults */
    const char *source;         /* default: the file's stem */
    const char *clip;           /* "W,S,E,N", or NULL */
    const char *clip_to;        /* osm: the name of a boundary, or NULL */
    const char *margin;         /* osm: around it, "3km"; NULL: none */
    const char *extent;         /* "W,S,E,N", or NULL */
    const char *units;          /* osm: "LEVEL=ADMIN_LEVEL,...", or NULL */
    const char *timezone;       /* osm: "Asia/Shanghai", or NULL */
    const char *level;          /* units: required; residents: of the units */
    const char *by;             /* residents: unit, building, grid, or NULL */
    int year;                   /* residents: of the figures; 0: a column's */
    const char *attribution;    /* whom the data are owed to, or NULL */
    const char *as_of;      /* tables: of when they are; NULL: of their newest
                               date */
    const char *licence;    /* an SPDX id or words, or NULL */
    bool no_export;         /* its rows are not to be given away */
    const char *crs;        /* tables: default wgs84; auto: measured */
    bool trust_crs;         /* tables: `crs` stands, whatever fits better */
    const char *category;   /* facilities: for all rows, or NULL: by column */
    const char *categories; /* osm, facilities: a table of categories of one's
                               own; facilities: or of types; or NULL */
    const char *types;      /* facilities: a table of types, or NULL */
    const char *address_quality; /* facilities: the least that is a place of a
                                    row with an address alone: exact, number,
                                    between (NULL), in_street */
    const char *parents;  /* units: the level of those that the parents' codes
                             name, to be made of their parts; or NULL */
    bool by_name;         /* units: rows without a place take one of their name
                             from the extract, and are all of their level */
    const char *encoding; /* default: found */
    const char *sheet;    /* of a workbook: name or number; default: the first
                             that has rows */
    const char *layer;    /* of a database; default: the only one */
    uint32_t header_row;  /* of text or a sheet, from 1; 0: found */
    const char *map;      /* "FIELD=COLUMN,...", or NULL */
    int64_t max_reject;   /* -1 or 0: more than 1 % or 1,000 rows fail */
    bool weak_tags;       /* osm: also the tag rules called weak */
    bool to_the_end;      /* tables: read on, however many are rejected */
    lc_journal *journal;  /* tables: gets how it was read; NULL: not wanted */
} lc_import_opts;

typedef struct lc_import_report {
    int64_t rows, taken, rejected;
    int64_t left_out;   /* facilities: of types that find no category */
    int64_t no_records; /* rows left out: totals, repeats, closed places */
    char crs[32];    /* "EPSG:4547": what the file says its system is, or "" */
    char text[8192]; /* what was done and found, lines of plain text */
} lc_import_report;

#endif
