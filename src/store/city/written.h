/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/written.h - which tables of a city were written to.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_WRITTEN_H
#define LIFECIRCLE_SRC_STORE_CITY_WRITTEN_H

#include "src/store/city/city.h"

/* From now on. */
void lc_written_watch(lc_city *c);
/* Whether a statement that was prepared since may change rows of a table. */
bool lc_written_to(const lc_city *c, const char *table);
/* Whether one may take rows out of it, or give them other ids or names. */
bool lc_written_lost(const lc_city *c, const char *table);
/* Whether all tables count: the file is made anew, or brought up to date. */
bool lc_written_whole(const lc_city *c);
/* Calls `fn` for each that was, but SQLite's own; what fn writes to itself
 * doesn't count. */
lc_status lc_written_each(lc_city *c,
                          lc_status (*fn)(lc_city *c, const char *table,
                                          lc_error *err),
                          lc_error *err);

#endif
