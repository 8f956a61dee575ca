/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/areas.h - the areas that an address names, as they are
 * kept with it.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_AREAS_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_AREAS_H

#include "src/import/address/reading.h"

/* "key;key", the arena's; NULL: no memory. */
const char *lc_address_areas_join(const lc_address_reading *r, lc_arena *arena);

#endif
