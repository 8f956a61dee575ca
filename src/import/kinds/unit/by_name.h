/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit/by_name.h - places for units that a table gives by name
 * and code alone: from the extract that the city has.
 *
 * Memory: all units with their boundaries, and a name for each place point and
 * each house of a committee. Cost: units times these, by length of name first.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_BY_NAME_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_BY_NAME_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

/* The units of `source` and `level` without a place get that of the one thing
 * that has their name within their unit above (unit/endings.h says which names
 * are one): a boundary of the extract of this level, else a place point, else
 * the house of their committee or office; points make them approximate. The
 * unit above is the nearest one with a boundary, less what lies in a boundary
 * of the levels between. Several of the name (points over 50 m apart), or two
 * units of a name that could take one, give nothing: no later kind is asked
 * then. The extract's other units of the level are taken out, and what lies in
 * them names the unit that took their place. All of it is told, match by match
 * in the journal. LIFE_ERR_NOMEM, LIFE_ERR_DB. */
lc_status lc_unit_by_name(lc_city *c, const char *source, const char *level,
                          lc_journal *journal, lc_import_report *report,
                          lc_error *err);

#endif
