/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/units.h - a table of units of one level into the city.
 *
 * Layer:   import, over store.
 * Threads: as the city that is edited.
 * Memory:  a row at a time; with parents, the parts of all of them.
 */
#ifndef LIFECIRCLE_IMPORT_UNITS_H
#define LIFECIRCLE_IMPORT_UNITS_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

lc_status lc_import_units(lc_city *c, const char *path, const lc_import_opts *o,
                          lc_import_report *report, lc_error *err);

#endif
