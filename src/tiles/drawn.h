/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/drawn.h - from which zoom on the map shows what, and the class
 * that styles go by: geodata/drawn.csv. Streets have theirs in the network.
 */
#ifndef LIFECIRCLE_SRC_TILES_DRAWN_H
#define LIFECIRCLE_SRC_TILES_DRAWN_H

#include "lifecircle/base/error.h"

#include <stdint.h>

typedef enum lc_drawn_kind {
    LIFE_DRAWN_WATERWAY,
    LIFE_DRAWN_PLACE,
    LIFE_DRAWN_ROAD_AREA,
    LIFE_DRAWN_KINDS
} lc_drawn_kind;

typedef struct lc_drawn_class { /* a row */
    const char *value;          /* of the data; of the last row of a kind "*" */
    const char *class;          /* in the tile */
    uint8_t min_zoom;
} lc_drawn_class;

typedef struct lc_drawn lc_drawn;

/* LIFE_ERR_PARSE with line and cell, or where a kind has no last row "*".
 * `*out` is the caller's; else NULL. */
lc_status lc_drawn_open(lc_drawn **out, lc_error *err);
void lc_drawn_free(lc_drawn *d); /* NULL is fine */
/* The row of a value, or that of all others; never NULL. */
const lc_drawn_class *lc_drawn_find(const lc_drawn *d, lc_drawn_kind kind,
                                    const char *value);

#endif
