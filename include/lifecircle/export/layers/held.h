/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/layers/held.h - what a layer leaves out because its source
 * is not to be given away.
 *
 * Rows are left out that are a source's own: its facilities and units, homes
 * whose weights are its residents, streets and homes of its extract. What was
 * worked out from them (shares, times, sums by unit) is given, without the
 * outlines of such units.
 *
 * Layer:   export, over words and world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_EXPORT_LAYERS_HELD_H
#define LIFECIRCLE_EXPORT_LAYERS_HELD_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

/* "3 rows are left out: ..." for each such source, "; " between; nothing where
 * the layer is whole, or there is none of that name. */
void lc_held_say(const lc_world *w, const char *layer, lc_lang lang,
                 lc_buf *out);
/* The unit's outline where it may be given away, else NULL. */
const lc_shape *lc_held_outline(const lc_world *w, const lc_unit *u);

#endif
