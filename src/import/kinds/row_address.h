/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/row_address.h - the address of a row, and the place of a row
 * that has nothing but an address.
 *
 * Threads: belongs to one import.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_ROW_ADDRESS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_ROW_ADDRESS_H

#include "lifecircle/import/options.h"
#include "src/import/address/match.h"
#include "src/import/record/columns.h"

/* The column of addresses, else street and number put together; "" where the
 * row has neither. Clears `out` first. */
void lc_row_address_put(const lc_columns *c, const lc_record *r, lc_buf *out);

typedef struct lc_row_address { /* `= {0}` to begin */
    lc_address_index index;     /* opened for the first row that needs it */
    lc_arena *arena;            /* of one row */
    lc_address_quality least;   /* what is place enough */
    int64_t placed[LIFE_ADDRESS_QUALITIES];
    int64_t without[LIFE_ADDRESS_REASONS];
    char first[200]; /* the first without a place: its line and text */
} lc_row_address;

/* Where the city's own addresses are those of an earlier version, what makes
 * them match. Nothing where the index was never opened. */
void lc_row_address_warn(const lc_address_index *known,
                         lc_import_report *report);

/* `name`: the least quality that is a place; NULL: "between".
 * LIFE_ERR_RANGE: the option address-quality. */
lc_status lc_row_address_open(lc_row_address *a, const char *name,
                              lc_error *err);
void lc_row_address_close(lc_row_address *a);
/* Looks for the place of a row's address, in the unit and the areas that its
 * columns name. The match holds until the next row. LIFE_ERR_NOMEM,
 * LIFE_ERR_DB. */
typedef struct lc_row_asked {
    const lc_columns *columns;
    const lc_record *r;
    const char *text;
} lc_row_asked;
lc_status lc_row_address_find(lc_row_address *a, lc_city *c,
                              const lc_row_asked *asked, lc_address_match *out,
                              lc_error *err);
/* Of a row that is taken: into the report. */
void lc_row_address_count(lc_row_address *a, const lc_row_asked *asked,
                          const lc_address_match *m);
/* Adds how good the place is, or why there is none, to a JSON object. */
void lc_row_address_attribute(const lc_address_match *m, lc_buf *object);
/* What became of all of them; nothing where none was looked for. */
void lc_row_address_report(const lc_row_address *a, lc_import_report *report);

#endif
