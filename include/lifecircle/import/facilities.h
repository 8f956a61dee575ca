/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/facilities.h - a table of facilities into the city.
 *
 * Layer:   import, over store.
 * Threads: as the city that is edited.
 * Memory:  a row at a time, whatever the size of the table.
 */
#ifndef LIFECIRCLE_IMPORT_FACILITIES_H
#define LIFECIRCLE_IMPORT_FACILITIES_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

lc_status lc_import_facilities(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err);

#endif
