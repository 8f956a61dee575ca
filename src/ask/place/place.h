/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/place/place.h - what questions about a place have in common.
 */
#ifndef LIFECIRCLE_SRC_ASK_PLACE_PLACE_H
#define LIFECIRCLE_SRC_ASK_PLACE_PLACE_H

#include "lifecircle/ask/question.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/world/wheels.h"

/* lon, lat, pace and open_at, joined to the streets. */
/* A place without an answer is no failure: out->reason says why. */
lc_status lc_ask_place(const lc_ask *ask, const lc_args *args, lc_place *out,
                       lc_error *err);

/* A line for each gate with hours on a way, its facility first. */
void lc_ask_place_closings(const lc_ask *ask, const lc_near *near, lc_lang lang,
                           lc_buf *out);
/* Cells: "7:05" (whole seconds, rounded down as a limit is), "812", or "-". */
void lc_ask_place_time(lc_grid *g, uint32_t ms);
void lc_ask_place_metres(lc_grid *g, uint32_t mm);
/* A cell with all categories of a set: their names in Chinese; in English the
 * ids that --category takes, which are English words. */
void lc_ask_place_categories(lc_grid *g, const lc_world *w,
                             const lc_catset *set, lc_lang lang);

/* Below a table: how many of what was counted say nothing of wheelchairs, for a
 * pace that heeds them; and of when the data are (`as_of`, world/as_of.h). */
void lc_ask_place_foot(lc_buf *out, const lc_world *w, uint32_t pace,
                       lc_wheels_count n, const char *as_of, lc_lang lang);

#endif
