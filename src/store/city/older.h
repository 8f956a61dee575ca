/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/older.h - city files of earlier versions.
 *
 * What an earlier version wrote goes on in one of two ways, and schema.sql
 * decides which. Where every column that the file lacks may be NULL or has a
 * DEFAULT, it is brought up to date: a copy gets those columns, and what
 * compute writes is left to compute. Where the streets, homes or features lack
 * more than that, they have to be imported anew, and a new file takes over
 * what tables and people brought: the sources but OpenStreetMap's and all
 * their rows, and the settings.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_OLDER_H
#define LIFECIRCLE_SRC_STORE_CITY_OLDER_H

#include "lifecircle/store/city.h"

/* Whether a file of an earlier version can be brought up to date without an
 * extract. `c` is any city that is open. */
lc_status lc_older_is_whole(lc_city *c, bool *whole, lc_error *err);
/* LIFE_ERR_DB: which command brings it up to date or makes it anew, and what
 * stays. */
lc_status lc_older_refuse(lc_city *c, int version, lc_error *err);
/* `c` is being written, as a copy of a file that is whole: adds what it
 * lacks, and empties what compute writes. */
lc_status lc_older_upgrade(lc_city *c, lc_error *err);
/* `c` is being written, as a copy of a file of this version: adds tables that
 * the version did not have from the first. */
lc_status lc_older_complete(lc_city *c, lc_error *err);
/* `c` is being written and empty: takes over the tables of the file at its
 * path. LIFE_ERR_DB: that is damaged. */
lc_status lc_older_take(lc_city *c, lc_error *err);
/* Keeps the file at `path` also as PATH.vN, which may be there from before.
 * Costs no space but where the file system has no links. */
lc_status lc_older_keep(const char *path, int version, lc_error *err);

#endif
