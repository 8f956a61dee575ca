/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/wkt.h - places in a filter: BBOX(), and well-known text.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FILTER_WKT_H
#define LIFECIRCLE_SRC_EXPORT_FILTER_WKT_H

#include "src/export/filter/grammar.h"

/* Whether the word begins one. */
bool lc_wkt_begins(const lc_lex *l);
/* It, and behind it. *out is the caller's to free. */
lc_status lc_wkt_read(lc_grammar *g, lc_region **out, lc_error *err);

#endif
