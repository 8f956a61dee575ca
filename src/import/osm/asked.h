/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/asked.h - what a tag rule asks of the value of a tag; how it
 * is written stands in read/rules.h.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_ASKED_H
#define LIFECIRCLE_SRC_IMPORT_OSM_ASKED_H

#include <stdbool.h>
#include <stddef.h>

typedef enum lc_osm_asked_op {
    LIFE_ASKED_HAS,
    LIFE_ASKED_LACKS,
    LIFE_ASKED_IS,
    LIFE_ASKED_IS_NOT,
    LIFE_ASKED_CONTAINS,
    LIFE_ASKED_WORD,
    LIFE_ASKED_LESS,
    LIFE_ASKED_AT_LEAST
} lc_osm_asked_op;

typedef struct lc_osm_asked {
    lc_osm_asked_op op;
    const char **value; /* `count` of them; none where any value will do */
    size_t count;
    double number; /* LESS, AT_LEAST */
} lc_osm_asked;

/* Whether a value, of which lists are split at ';', is as asked; of IS_NOT and
 * LACKS: as it must not be. */
bool lc_osm_asked_holds(const lc_osm_asked *a, const char *value);

#endif
