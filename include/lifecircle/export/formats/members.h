/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/members.h - a row as members of a JSON object, by
 * itself: for answers that say more beside it.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf beneath, which a row that failed fails too.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_MEMBERS_H
#define LIFECIRCLE_EXPORT_FORMATS_MEMBERS_H

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/row.h"

/* Into the object that is open: `row` has a value for each field. The row is
 * then empty again, for what comes next. */
void lc_members_put(lc_json *j, const lc_fields *fields, lc_row *row);
/* The same, and the row is kept. */
void lc_members_write(lc_json *j, const lc_fields *fields, const lc_row *row);

/* The same for who takes a field's type from its first values (QGIS, of ten
 * features): a decimal has a point, also where it is whole: 1.0. */
void lc_members_write_typed(lc_json *j, const lc_fields *fields,
                            const lc_row *row);

#endif
