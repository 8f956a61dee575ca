/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rollback.h - back to the version of a city before the
 * present.
 *
 * Layer:   store.
 * Threads: any; of two processes one at a time.
 */
#ifndef LIFECIRCLE_STORE_ROLLBACK_H
#define LIFECIRCLE_STORE_ROLLBACK_H

#include "lifecircle/base/error.h"

/* How many versions may be kept beside a city (lc_city_keep_earlier()). */
#define LIFE_KEPT_MOST 9

/* Puts the last version that is kept, PATH.1, in the place of PATH, and PATH in
 * that of PATH.1, so that twice is forth again; PATH's permissions stay. A
 * server on it takes it as any new version. LIFE_ERR_BUSY; LIFE_ERR_NOT_FOUND:
 * none was kept; LIFE_ERR_DB: it is damaged, has no manifest, or is of another
 * version of the format; then PATH is as it was. A line of the ledger that
 * can't be written is no failure: `unwritten` says why, as lc_city_tell(). As
 * long as the file is read. */
lc_status lc_rollback_city(const char *path, lc_error *unwritten,
                           lc_error *err);
/* Where the city is missing or damaged and lc_rollback_city() would mend that:
 * the version it would go back to, for lc_free(); else NULL. Both files are
 * read. */
char *lc_rollback_offer(const char *path);

#endif
