/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/addresses.h - a table of addresses with their places into
 * the city: for search, and for facilities that have an address alone.
 *
 * Layer:   import, over store.
 * Threads: as the city that is edited.
 * Memory:  a row at a time, and the names of the city's streets.
 */
#ifndef LIFECIRCLE_IMPORT_ADDRESSES_H
#define LIFECIRCLE_IMPORT_ADDRESSES_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

/* A row is an address in one column, or a street and a number in two; with
 * postcode, city and the areas it lies in where the table has them.
 * LIFE_ERR_RANGE: the option `map`, a column lacks. */
lc_status lc_import_addresses(lc_city *c, const char *path,
                              const lc_import_opts *o, lc_import_report *report,
                              lc_error *err);

#endif
