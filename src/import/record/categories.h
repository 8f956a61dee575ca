/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/categories.h - a table of categories of one's own into the
 * city (category_table.h of world).
 *
 * It has the columns of geodata/categories.csv and adds rows. What is there
 * already can't be changed by it: a row of a known id, or a group's words, must
 * be as they are, so that two tables never fight over a category. A table of
 * types (kind_words.h) may be given by the same option; its columns tell.
 *
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_CATEGORIES_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_CATEGORIES_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

#include <stddef.h>

/* Adds the rows of the table o->categories that are not there yet; *added is
 * how many. Nothing where the option is not given, or its table is one of
 * types: then *types is that table, else o->types; NULL for `types`: a table
 * of types is refused. LIFE_ERR_RANGE with file, line, column and value;
 * LIFE_ERR_LIMIT: over LIFE_MAX_CATEGORIES in all; LIFE_ERR_USAGE: two tables
 * of types. */
lc_status lc_categories_take(lc_city *c, const lc_import_opts *o,
                             const char **types, size_t *added, lc_error *err);

#endif
