/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/alone.h - what is said of units that are names and codes
 * alone: that they have no map and no homes, and what would make them answer.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_ALONE_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_ALONE_H

#include "lifecircle/base/json.h"
#include "lifecircle/world/unit.h"

/* The member "missing", {"what": "shape", "level", "text", "text_zh",
 * "command"}, of a unit that is a name alone; of any other nothing. */
void lc_alone_put(lc_json *j, const lc_unit *u);
/* The same of unit number `unit`, which may be LIFE_NONE. */
void lc_alone_put_of(lc_json *j, const lc_world *w, uint32_t unit);
/* "missing" as a list, a row for each level of which some units are, with the
 * level; of `level` alone where it is not LIFE_NONE. Where there is no such
 * unit nothing. */
void lc_alone_put_levels(lc_json *j, const lc_world *w, uint32_t level);

#endif
