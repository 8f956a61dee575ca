/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/indicator.h - a rule measured on a unit.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_INDICATOR_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_INDICATOR_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/world/world.h"

extern const lc_fields lc_indicator_fields;
void lc_indicator_values(lc_row *r, const lc_world *w, const lc_indicator *v);

/* The columns in front of them where rows of several units stand together:
 * unit_code, unit_name, level. LIFE_NONE, the whole city: null. */
extern const lc_fields lc_indicator_unit_fields;
void lc_indicator_unit(lc_row *r, const lc_world *w, uint32_t unit);
/* By which standard; whose it is stays empty where its tables don't say. */
extern const lc_fields lc_indicator_standard_fields;
void lc_indicator_standard(lc_row *r, const lc_standard *s);

#endif
