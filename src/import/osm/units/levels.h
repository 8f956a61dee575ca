/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/levels.h - which administrative level becomes which
 * level of units.
 *
 * Names are at most 31 bytes of small letters, digits and _.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_UNITS_LEVELS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_UNITS_LEVELS_H

#include "lifecircle/base/error.h"
#include "lifecircle/store/city.h"

#define LIFE_OSM_LEVELS_MOST 16
#define LIFE_OSM_LEVEL_BYTES 32
#define LIFE_OSM_ADMIN_MOST  15 /* the largest admin_level */

/* Levels of units, coarsest first; the last one is the finest. */
typedef struct lc_osm_levels {
    char name[LIFE_OSM_LEVELS_MOST][LIFE_OSM_LEVEL_BYTES];
    int count;
    int of_admin[LIFE_OSM_ADMIN_MOST + 1]; /* by admin_level; -1: no unit */
    /* What the level of an admin_level is called where others of it lie
     * inside; "": the same. */
    char nested[LIFE_OSM_ADMIN_MOST + 1][LIFE_OSM_LEVEL_BYTES];
} lc_osm_levels;

/* By the option --units ("LEVEL=ADMIN_LEVEL,..."), else, where it is NULL,
 * by geodata/levels.csv, whose last row names the finest in both cases.
 * LIFE_ERR_RANGE names the option. */
lc_status lc_osm_levels_parse(const char *option, lc_osm_levels *l,
                              lc_error *err);

/* Makes levels of their own of those numbers whose boundaries hold others of
 * their level: nested[admin_level]. */
lc_status lc_osm_levels_split(lc_osm_levels *l,
                              const bool nested[LIFE_OSM_ADMIN_MOST + 1],
                              lc_error *err);

/* Stores which levels the city's units are of, coarsest first; those that
 * tables brought and that are not of `l` go before the finest. */
lc_status lc_osm_levels_store(const lc_osm_levels *l, lc_city *c,
                              lc_error *err);

#endif
