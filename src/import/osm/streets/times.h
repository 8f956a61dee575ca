/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/times.h - what tags say of the times at which one may
 * pass: values under conditions, as geodata/network/access.csv reads them, and
 * opening hours of what geodata/network/closings.csv names.
 *
 * Threads: constant once they are open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_STREETS_TIMES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_STREETS_TIMES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "src/import/osm/read/data.h"

#include <stdbool.h>

typedef struct lc_osm_times lc_osm_times;

typedef enum lc_osm_times_role {
    LIFE_OSM_TIMES_NODE,
    LIFE_OSM_TIMES_WAY,
    LIFE_OSM_TIMES_GROUNDS, /* an area whose ways close with it */
    LIFE_OSM_TIMES_INSIDE,  /* one of these ways */
    LIFE_OSM_TIMES_ROLES
} lc_osm_times_role;

/* LIFE_ERR_PARSE with table and line; LIFE_ERR_NOMEM. `*out` is the caller's;
 * else NULL. */
lc_status lc_osm_times_open(lc_osm_times **out, lc_error *err);
void lc_osm_times_free(lc_osm_times *t); /* NULL is fine */

/* Whether any tag may speak of times at all: asked first, as most don't. */
bool lc_osm_times_any(const lc_osm_times *t, lc_osm_tags tags);
/* Whether the table gives them the role. */
bool lc_osm_times_is(const lc_osm_times *t, lc_osm_tags tags,
                     lc_osm_times_role role);
/* The opening hours of what has the role, and closes at times; else NULL. */
const char *lc_osm_times_hours(const lc_osm_times *t, lc_osm_tags tags,
                               lc_osm_times_role role);
/* Whether a value under conditions says of walkers that it opens or closes, and
 * whether it opens at times that can be read. */
bool lc_osm_times_says(const lc_osm_times *t, const char *text);
bool lc_osm_times_opens(const lc_osm_times *t, const char *text);
/* As a rule of hours/conditional.h, behind what is in `out`. */
void lc_osm_times_rule(const lc_osm_times *t, const char *text, bool open_else,
                       lc_buf *out);
void lc_osm_times_hours_rule(const char *hours, lc_buf *out);

#endif
