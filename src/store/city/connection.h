/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/connection.h - SQLite's side of a city: databases opened and
 * closed, whatever is in them.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_CONNECTION_H
#define LIFECIRCLE_SRC_STORE_CITY_CONNECTION_H

#include "src/store/city/city.h"

/* Without a database yet. */
lc_status lc_connection_new(lc_city **out, lc_error *err);
/* Of SQLITE_OPEN_*. */
lc_status lc_connection_open(lc_city *c, const char *name, int flags,
                             lc_error *err);
/* Opens any SQLite file, read-only, immutable and hardened; what is in it is
 * not looked at. */
lc_status lc_connection_read(const char *path, lc_city **out, lc_error *err);
/* The same of a descriptor; `path` is for words. */
lc_status lc_connection_held(int fd, const char *path, lc_city **out,
                             lc_error *err);
/* An empty database in memory. To be closed also after a failure, where *out
 * may be NULL. */
lc_status lc_connection_memory(lc_city **out, lc_error *err);
/* As lc_city_close(). */
void lc_connection_close(lc_city *c);

#endif
