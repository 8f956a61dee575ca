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

#endif
