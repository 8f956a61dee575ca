/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/earlier.h - a list that was made before, read again: its
 * rows, found by their key.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LISTS_EARLIER_H
#define LIFECIRCLE_SRC_EXPORT_LISTS_EARLIER_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/lists/lists.h"

typedef struct lc_earlier_row {
    const char *key;
    const char **cell; /* one a field, as lc_cell_put() writes it; NULL: the
                          list has no such column */
    bool met;          /* the list of today has it too */
} lc_earlier_row;

typedef struct lc_earlier lc_earlier;

/* Columns are found by their heading in `lang` (CSV) or by the fields' names
 * (JSON); the fields are borrowed. LIFE_ERR_PARSE with file and line: no such
 * list, or one whose keys are not there. For lc_earlier_free(). */
lc_status lc_earlier_read(const lc_list_earlier *from, lc_fields fields,
                          lc_lang lang, lc_earlier **out, lc_error *err);
void lc_earlier_free(lc_earlier *e); /* NULL is fine */

/* The key of a row, of the cells of its fields that are LIFE_KEY. */
void lc_earlier_key(lc_buf *out, lc_fields fields, const char *const *cell);
/* The first of that key that is not met yet. NULL: there is none. */
lc_earlier_row *lc_earlier_find(lc_earlier *e, const char *key);
/* Neither it was met nor another of its key. */
bool lc_earlier_is_gone(const lc_earlier *e, const lc_earlier_row *row);
size_t lc_earlier_count(const lc_earlier *e);
lc_earlier_row *lc_earlier_at(lc_earlier *e, size_t i); /* in its own order */

/* Whether two texts of a field say the same: numbers by value. */
bool lc_earlier_same(const lc_export_field *f, const char *a, const char *b);

#endif
