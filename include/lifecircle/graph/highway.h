/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/highway.h - kinds of way, by their highway value: what they
 * are called and how they are drawn, as geodata/network/highways.csv has it.
 * Who may use them is the import's to read (src/import/osm/streets/access.h).
 *
 * Room:    graph.
 * Threads: a table never changes once it is open.
 */
#ifndef LIFECIRCLE_GRAPH_HIGHWAY_H
#define LIFECIRCLE_GRAPH_HIGHWAY_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* What directions call one that has no name. */
typedef enum lc_highway_called {
    LIFE_HIGHWAY_ROAD,
    LIFE_HIGHWAY_STREET,
    LIFE_HIGHWAY_PATH
} lc_highway_called;

/* How wide it is on a map of one size. */
typedef enum lc_highway_stroke {
    LIFE_HIGHWAY_LARGE,
    LIFE_HIGHWAY_MIDDLE,
    LIFE_HIGHWAY_SMALL,
    LIFE_HIGHWAY_STROKES
} lc_highway_stroke;

typedef struct lc_highway { /* a row; copied as it is, it points nowhere */
    char drawn[20];         /* class in tiles: "minor" */
    uint8_t from_zoom;      /* 0 to 14 */
    uint8_t called;         /* lc_highway_called */
    uint8_t stroke;         /* lc_highway_stroke */
    bool lived;             /* people live along it where nothing is built for
                               living: `lived` of the table */
} lc_highway;

typedef struct lc_highway_table lc_highway_table;

/* LIFE_ERR_PARSE with the table's line and cell; LIFE_ERR_NOMEM. `*out` is the
 * caller's, for lc_highway_table_free(); else NULL. */
lc_status lc_highway_table_open(lc_highway_table **out, lc_error *err);
void lc_highway_table_free(lc_highway_table *h); /* NULL is fine */
/* The row of a value, or that of all others; never NULL. Lives as long as
 * `h`. Cost: a comparison a row, some thirty. */
const lc_highway *lc_highway_of(const lc_highway_table *h, const char *value);

#endif
