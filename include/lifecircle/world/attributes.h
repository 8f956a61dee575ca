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

/* All of them, one after another, in the order they are written. */
typedef struct lc_attribute_at {
    const char *rest;       /* of the object; NULL: no more */
    const char *wheelchair; /* comes last, as if it were one; NULL: it came */
} lc_attribute_at;
lc_attribute_at lc_attribute_first(const lc_facility *f);
/* The next that is neither null nor empty; false: there was none. Cut to the
 * sizes, as UTF-8. */
bool lc_attribute_next(lc_attribute_at *at, char *name, size_t name_size,
                       char *value, size_t size);

#endif
