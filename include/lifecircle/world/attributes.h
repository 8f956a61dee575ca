/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/attributes.h - what a facility's attributes say.
 *
 * Where its place was worked out from the address, place_quality says how well:
 * exact (that house), number (without its letter or door), between (two numbers
 * of its side), in_street (the street alone); place_reason, why there is none.
 *
 * Layer:   world.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_WORLD_ATTRIBUTES_H
#define LIFECIRCLE_WORLD_ATTRIBUTES_H

#include "lifecircle/world/facility.h"

#include <stdbool.h>
#include <stddef.h>

/* One of them as text, cut to `size` bytes; false: it has none. */
bool lc_attribute_of(const lc_facility *f, const char *key, char *out,
                     size_t size);

#endif
