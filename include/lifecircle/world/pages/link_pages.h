/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/pages/link_pages.h - how homes and facilities join the
 * streets for walking, one link after another.
 *
 * Layer:   world.
 * Threads: constant data.
 */
#ifndef LIFECIRCLE_WORLD_PAGES_LINK_PAGES_H
#define LIFECIRCLE_WORLD_PAGES_LINK_PAGES_H

#include "lifecircle/geo/point.h"

#include <stdint.h>

/* A link as rows say it: by the street's number, and where its leg ends. */
typedef struct lc_link_at {
    uint32_t street, at_mm, leg_mm;
    lc_pt to;
} lc_link_at;

#endif
