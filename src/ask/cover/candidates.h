/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/candidates.h - places that somebody thinks of, from a table.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_CANDIDATES_H
#define LIFECIRCLE_SRC_ASK_COVER_CANDIDATES_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/crs.h"

typedef struct lc_ask_candidates { /* begins as {0} */
    LC_VEC(lc_pt) pt;
    LC_VEC(const char *) id; /* of each */
    lc_arena *text;
} lc_ask_candidates;

/* Any table that imports read: a csv with id, lon, lat, points of GeoJSON, ...;
 * ids are those of its column `id` (编号), else the row's line. LIFE_ERR_PARSE
 * with the line: a row without a position, an id that is there twice.
 * LIFE_ERR_LIMIT: over LIFE_SITING_CANDIDATES. Cleared also after a failure. */
lc_status lc_ask_candidates_read(const char *path, lc_crs_degrees system,
                                 lc_ask_candidates *out, lc_error *err);
void lc_ask_candidates_clear(lc_ask_candidates *c);

#endif
