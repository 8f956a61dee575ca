/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/import.h - outside data into a city that was begun with
 * lc_city_begin(). Each import fills rows; the caller computes and publishes.
 *
 * Layer:   import, over analysis (for compute) and store.
 * Errors:  LIFE_ERR_IO, LIFE_ERR_PARSE with file and line, LIFE_ERR_RANGE
 *          with the option, LIFE_ERR_LIMIT (too many rows rejected).
 */
#ifndef LIFECIRCLE_IMPORT_IMPORT_H
#define LIFECIRCLE_IMPORT_IMPORT_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/store/city.h"
#include "lifecircle/study/findings/finding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_import_opts { /* `= {0}` is all defaults */
    const char *source;         /* default: the file's stem */
    const char *clip;           /* "W,S,E,N", or NULL */
    const char *extent;         /* "W,S,E,N", or NULL */
    const char *units;          /* osm: "LEVEL=ADMIN_LEVEL,...", or NULL */
    const char *timezone;       /* osm: "Asia/Shanghai", or NULL */
    const char *level;          /* units: required; residents: of the units */
    const char *by;             /* residents: unit, building, grid, or NULL */
    int year;                   /* residents: of the figures; 0: a column's */
    const char *attribution;    /* tables: whom the data are owed to */
    const char *crs;            /* tables: default wgs84; auto: measured */
    bool trust_crs;             /* tables: `crs` stands, whatever fits better */
    const char *category;   /* facilities: for all rows, or NULL: by column */
    const char *categories; /* facilities: a table of types, or NULL */
    const char *parents;    /* units: the level of those that the parents' codes
                               name, to be made of their parts; or NULL */
    const char *encoding;   /* default: found */
    const char *sheet;      /* of a workbook: name or number; default: the first
                               that has rows */
    const char *layer;      /* of a database; default: the only one */
    const char *map;        /* "FIELD=COLUMN,...", or NULL */
    int64_t max_reject;     /* -1 or 0: more than 1 % or 1,000 rows fail */
    bool weak_tags;         /* osm: also the tag rules called weak */
    bool to_the_end;        /* tables: read on, however many are rejected */
    lc_intake *intake;      /* tables: gets how it was read; NULL: not wanted */
} lc_import_opts;

typedef struct lc_import_report {
    int64_t rows, taken, rejected;
    int64_t left_out; /* facilities: of types that find no category */
    char crs[32];     /* "EPSG:4547": what the file says its system is, or "" */
    char text[8192];  /* what was done and found, lines of plain text */
} lc_import_report;

lc_status lc_import_osm(lc_city *c, const char *path, const lc_import_opts *o,
                        lc_import_report *report, lc_error *err);
lc_status lc_import_facilities(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err);
lc_status lc_import_units(lc_city *c, const char *path, const lc_import_opts *o,
                          lc_import_report *report, lc_error *err);
/* By unit code, by building (an OSM id, or a place), or by cell of a grid
 * (centres in a table, or an ESRI ASCII grid). A city has one source of
 * residents: this replaces it, whatever its name, and shares the figures out
 * among the homes (analysis/residents.h). */
lc_status lc_import_residents(lc_city *c, const char *path,
                              const lc_import_opts *o, lc_import_report *report,
                              lc_error *err);

/* Figures of units, as they were published: of a rule of the standard, or a
 * list of units (1: on it). LIFE_ERR_RANGE: the option `map`, a column lacks.
 */
lc_status lc_import_statistics(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err);

/* `facility add|set|close`: one facility, in the source "manual". Fields are
 * "name=...", "category=a b", "lon=..", "lat=..", "phone=..", as in --map.
 * add needs category, lon and lat, and gives the id in `id`; set and close
 * take the id of any facility. close: `fields` may hold closed_on. */
lc_status lc_facility_add(lc_city *c, const char *const *fields, size_t count,
                          char id[64], lc_error *err);
lc_status lc_facility_set(lc_city *c, const char *id, const char *const *fields,
                          size_t count, lc_error *err);
lc_status lc_facility_close(lc_city *c, const char *id, const char *on,
                            lc_error *err);

#endif
