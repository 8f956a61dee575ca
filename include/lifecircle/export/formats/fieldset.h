/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/fieldset.h - the fields of a table that is put
 * together as it is asked for: those of a facility and those of its links, or
 * one for each category.
 *
 * Layer:   export.
 * Errors:  sticky, as of an lc_row: `failed` where there was no memory.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_FIELDSET_H
#define LIFECIRCLE_EXPORT_FORMATS_FIELDSET_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/field.h"

typedef struct lc_fieldset { /* `= {0}` is empty and valid */
    LC_VEC(lc_export_field) field;
    lc_arena *names;
    bool failed;
} lc_fieldset;

void lc_fieldset_add(lc_fieldset *c, const lc_fields *fields);
/* The field `like`, named FRONT + its name + BACK: "share" for a category. The
 * words get FRONT or BACK behind them, whichever is not like's own. */
void lc_fieldset_make(lc_fieldset *c, const lc_export_field *like,
                      const char *front, const char *back);
lc_fields lc_fieldset_all(const lc_fieldset *c); /* borrowed from it */
void lc_fieldset_free(lc_fieldset *c);

#endif
