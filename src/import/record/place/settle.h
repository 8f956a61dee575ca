/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/settle.h - which system a table is read in: what is
 * declared (an option, the file, the names of its columns), held against the
 * streets of the city (fit.h).
 *
 * Boundaries are measured along their outlines, as these run along streets.
 *
 * Cost: the table is read once more.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_SETTLE_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_SETTLE_H

#include "lifecircle/import/import.h"

#define LIFE_CRS_AUTO "auto"

/* Reads a table's positions and says which system it is to be read in: the
 * one declared, or with "auto" the winner. The report gets the comparison, and
 * what is to be known of the system. LIFE_ERR_RANGE with "crs": another one
 * fits plainly better than the one declared, or none can be told; or what
 * reading the table returns. */
lc_status lc_settle_crs(lc_city *c, const char *path, const lc_import_opts *o,
                        const char **crs, lc_import_report *report,
                        lc_error *err);

#endif
