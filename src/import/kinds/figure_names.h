/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/figure_names.h - what figures and lists of units are called:
 * the rules of the standards that are built in by their ids and names, in
 * Chinese and English, and the lists that they name.
 *
 * Threads: belongs to one import. Memory: three texts a name.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FIGURE_NAMES_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FIGURE_NAMES_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"

typedef struct lc_figure_name {
    const char *id;   /* of a rule or a list */
    const char *list; /* what units tell it under: a list, or the id */
    const char *name; /* as the table writes it */
    const char *bare; /* the same as it is compared */
    bool is_list;
} lc_figure_name;

typedef struct lc_figure_names { /* `= {0}` to begin */
    lc_arena *text;
    LC_VEC(lc_figure_name) v;
} lc_figure_names;

/* LIFE_ERR_NOMEM, LIFE_ERR_PARSE of a table of geodata. */
lc_status lc_figure_names_open(lc_figure_names *n, lc_error *err);
void lc_figure_names_close(lc_figure_names *n);

/* Which one a cell means: by its id, or by a name, folded and without marks and
 * the unit in brackets behind it. *out NULL: an id that none here has, which
 * may be of a standard of one's own. A failure is of the row: it is no name,
 * with the nearest there are, or that of several. Linear in names. */
lc_status lc_figure_names_find(const lc_figure_names *n, const char *text,
                               const lc_figure_name **out, lc_error *err);

#endif
