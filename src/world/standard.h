/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/standard.h - reading the standards built in.
 */
#ifndef LIFECIRCLE_SRC_WORLD_STANDARD_H
#define LIFECIRCLE_SRC_WORLD_STANDARD_H

#include "lifecircle/geo/point.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/standard.h"

/* A row of standards.csv; a box of nothing but 0 is none. */
typedef struct lc_standard_row {
    const char *id, *units, *names; /* words with spaces between them */
    lc_lonlat low, high;
} lc_standard_row;

/* LIFE_ERR_PARSE: with the table's line. The city has no part in it: a rule
 * is of the program that reads the city, not of the one that made it. */
lc_status lc_world_standard_load(lc_city *c, lc_world *w, lc_error *err);

#endif
