/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/categories.h - a table of categories of one's own into the
 * city (category_table.h of world).
 *
 * It has the columns of geodata/categories.csv, and adds rows. What is there
 * already can't be changed by an option of another import: a row of a known
 * id, or a group's words, must be as they are, so that two tables never fight
 * over a category. A table of types (kind_words.h) may be given by the same
 * option; its columns tell. An import of categories is a source: it replaces
 * all that it brought before, and can be taken out.
 *
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_CATEGORIES_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_CATEGORIES_H

#include "lifecircle/base/buf.h"
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

typedef struct lc_categories_done { /* `= {0}` to begin */
    size_t categories, with_types, with_rules;
    lc_buf gone; /* ids, with spaces between, that the source has no longer */
} lc_categories_done;

/* The rows of the table `path` stand for all that `source` brought before, and
 * for rows of their ids that an option brought; NULL: for none. `o`: how the
 * table is read. A row may leave out the words of a group that is there, its
 * English names, and whether it is basic. Errors as above; LIFE_ERR_PARSE: no
 * row at all. lc_buf_free(&out->gone) is due whatever comes back. */
lc_status lc_categories_replace(lc_city *c, const char *path,
                                const char *source, const lc_import_opts *o,
                                lc_categories_done *out, lc_error *err);

#endif
