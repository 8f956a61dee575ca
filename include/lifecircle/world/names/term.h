/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/names/term.h - what ids of the tables are called where
 * people read them: levels, lists of units, attributes of facilities.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_NAMES_TERM_H
#define LIFECIRCLE_WORLD_NAMES_TERM_H

#include "lifecircle/base/lang.h"
#include "lifecircle/world/world.h"

/* The name of geodata/standards/terms.csv, else in Chinese that of
 * columns.csv; the id itself where neither has one. */
const char *lc_world_term(const lc_world *w, const char *id, lc_lang lang);

#endif
