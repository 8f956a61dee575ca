/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/when.h - the time that an answer is of.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_WHEN_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_WHEN_H

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/world/clock.h"

/* The member open_at, as it is asked for; none whenever. */
void lc_when_put(lc_json *j, lc_when when);
/* The same as the text of a cell, which is the row's. */
lc_cell lc_when_cell(lc_row *r, lc_when when);

#endif
