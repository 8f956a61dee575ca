/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/statistics.h - published figures into the city.
 *
 * Layer:   import, over store.
 * Threads: as the city that is edited.
 */
#ifndef LIFECIRCLE_IMPORT_STATISTICS_H
#define LIFECIRCLE_IMPORT_STATISTICS_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

/* Figures of units, as they were published: of a rule of the standard, or a
 * list of units (1: on it). LIFE_ERR_RANGE: the option `map`, a column lacks.
 */
lc_status lc_import_statistics(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err);

#endif
