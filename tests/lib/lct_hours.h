/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lct_hours.h - towns in which places, gates and ways have hours.
 */
#ifndef LCT_HOURS_H
#define LCT_HOURS_H

#include "lct_city.h"

#include <stdint.h>

/* New opening hours of a facility. */
void lct_hours(lct_city *c, const char *id, const char *text);

/* A grid of streets with homes, gates with hours of several kinds on some,
 * places of a category with hours of several kinds, some not known: by a
 * seed. */
lct_city *lct_hours_town(uint32_t seed, const char *category);

#endif
