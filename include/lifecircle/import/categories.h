/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/categories.h - a table of categories of one's own into the
 * city: what they are called, the types that are theirs, the tag rules by
 * which extracts have them.
 *
 * Layer:   import, over world.
 * Threads: as the city that is edited.
 */
#ifndef LIFECIRCLE_IMPORT_CATEGORIES_H
#define LIFECIRCLE_IMPORT_CATEGORIES_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

/* Columns as in geodata/categories.csv, with `types` and `osm` besides
 * (geodata/README.md). The same source again replaces what it brought before.
 * Facilities know their types, and extracts their tag rules, from the next
 * import of them on. LIFE_ERR_RANGE with file, line, column and value;
 * LIFE_ERR_LIMIT: more categories, or tag rules, than a city can hold. */
lc_status lc_import_categories(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err);
/* Takes out the categories of a source; none is fine. Their facilities stay,
 * of whatever other categories they are. */
lc_status lc_import_categories_remove(lc_city *c, const char *source,
                                      lc_error *err);

#endif
