/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/holds.h - whether a filter is true of a row.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FILTER_HOLDS_H
#define LIFECIRCLE_SRC_EXPORT_FILTER_HOLDS_H

#include "src/export/filter/tree.h"

typedef enum lc_truth { LIFE_FALSE, LIFE_UNKNOWN_TRUTH, LIFE_TRUE } lc_truth;

lc_truth lc_holds_tree(const lc_tree *t, lc_row *row);

/* % any number of characters, _ one, \ takes the next one as it is. */
bool lc_holds_like(const char *text, const char *pattern);

#endif
