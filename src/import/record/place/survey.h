/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/survey.h - a table's points as they are written, to
 * be measured (fit.h), and what its columns tell of their system.
 *
 * Memory: at most a million points of outlines; 20,000 once it is thinned out.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_SURVEY_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_SURVEY_H

#include "src/import/record/columns.h"
#include "src/import/record/place/shapes.h"

#define LIFE_SURVEY_METRES "EPSG:3857" /* takes any, for a look at them */

/* The table's points as they are written. */
typedef struct lc_survey { /* `= {0}` but for o, outlines and sign */
    const lc_import_opts *o;
    bool outlines; /* of areas, else their first point */
    lc_columns columns;
    lc_shapes shapes;
    LC_VEC(lc_lonlat) pt;
    LC_VEC(uint32_t) row;  /* its line, or the feature's number */
    const char *unshifted; /* the datum of points that nobody can shift */
    bool features, areas;
    size_t metres;   /* rows that are in metres where degrees should be */
    bool in_metres;  /* these, read as if they were LIFE_SURVEY_METRES */
    lc_table *signs; /* coordinate_signs.csv */
    int sign;        /* its row that a column fits; -1: none */
} lc_survey;

/* Reads the table's positions in a system, from anew. What is wrong with a
 * row is said when it is imported. */
lc_status lc_survey_look(lc_survey *s, const char *path, const char *read_as,
                         lc_error *err);
void lc_survey_forget(lc_survey *s);
/* Every n-th, so that a table sorted by place is measured in all its parts. */
void lc_survey_thin(lc_survey *s);
/* What coordinate_signs.csv says of the first column that is in it; "" where
 * none is. */
const char *lc_survey_sign(const lc_survey *s, const char *column);

#endif
