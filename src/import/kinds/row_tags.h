/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/row_tags.h - rows whose columns are keys of OpenStreetMap:
 * what overpass-turbo, QuickOSM and GDAL make of an extract. The type of a
 * row stands in whichever key it has, so where the column of types says
 * nothing the rules of extracts (geodata/osm_rules.csv) say what it is.
 *
 * Threads: belongs to one import.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_ROW_TAGS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_ROW_TAGS_H

#include "src/import/osm/places/kinds.h"
#include "src/import/record/columns.h"
#include "src/import/record/words/kinds.h"

typedef struct lc_row_tags {
    bool rules; /* false: the columns are no keys */
    lc_osm_kinds found_by;
    const char **key; /* by column, borrowed */
    size_t *order;    /* columns by their keys */
    size_t count;
    lc_osm_data row; /* the tags of the row at hand */
    char type[128];  /* that row: "leisure=track", or "" */
    lc_buf kind; /* that row: "swimming pool", where a rule says so; or "" */
} lc_row_tags;

/* `name` must outlive it. Columns are keys where two of the usual ones are
 * among them, or an @id. LIFE_ERR_NOMEM, LIFE_ERR_PARSE of the rules. */
lc_status lc_row_tags_open(lc_row_tags *t, const lc_kinds *kinds,
                           const char *const *name, size_t count,
                           lc_error *err);
void lc_row_tags_close(lc_row_tags *t);
/* Whether a column tells what a place is. */
bool lc_row_tags_uses(const lc_row_tags *t, size_t column);
/* The categories of a row; empty: no rule names any, or there are no rules.
 * `area_m2` as in lc_osm_view. LIFE_ERR_NOMEM. */
lc_status lc_row_tags_find(lc_row_tags *t, const lc_record *r, double area_m2,
                           lc_catset *set, lc_error *err);

#endif
