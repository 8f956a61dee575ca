/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/residents.h - numbers of residents into the city.
 *
 * Layer:   import, over study (which shares them out) and store.
 * Threads: as the city that is edited.
 * Memory:  a row at a time; the cells of a grid all at once.
 */
#ifndef LIFECIRCLE_IMPORT_RESIDENTS_H
#define LIFECIRCLE_IMPORT_RESIDENTS_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

/* By unit code, by building (an OSM id, or a place), or by cell of a grid
 * (centres in a table, or an ESRI ASCII grid). A city has one source of
 * residents: this replaces it, whatever its name, and shares the figures out
 * among the homes (study/compute/residents.h). */
lc_status lc_import_residents(lc_city *c, const char *path,
                              const lc_import_opts *o, lc_import_report *report,
                              lc_error *err);

#endif
