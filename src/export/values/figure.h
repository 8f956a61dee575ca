/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/figure.h - a figure or a unit on a list, as it was
 * imported, and which rule it is for.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_FIGURE_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_FIGURE_H

#include "lifecircle/base/lang.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/people/statistic.h"
#include "lifecircle/world/world.h"

extern const lc_fields lc_figure_fields;
/* `held`: the value is not to be given away. Linear in the standard's rules. */
void lc_figure_values(lc_row *r, const lc_world *w, const lc_standard *s,
                      const lc_statistic *x, bool held, lc_lang lang);

#endif
