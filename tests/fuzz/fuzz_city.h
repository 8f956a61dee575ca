/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_city.h - the small city that some targets ask or damage:
 * four streets, some facilities, homes, units, an address.
 */
#ifndef LCT_FUZZ_CITY_H
#define LCT_FUZZ_CITY_H

#include "lct_city.h"

/* Drawn and not computed yet; for lct_open(). */
lct_city *lct_fuzz_draw(void);
/* The same, open; made by the first call, it goes with the process. */
lct_city *lct_fuzz_city(void);

#endif
