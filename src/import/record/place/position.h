/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/position.h - a position out of two cells.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_POSITION_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_POSITION_H

#include "src/import/record/place/datum.h"

/* LIFE_ERR_PARSE: a cell is empty or no number; degrees and minutes are told
 * from a decimal, with the decimal to be written. LIFE_ERR_RANGE says whether
 * the two seem to be swapped. */
lc_status lc_position_parse(const lc_datum *d, const char *lon, const char *lat,
                            lc_pt *out, lc_error *err);

#endif
