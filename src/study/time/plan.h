/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/time/plan.h - a week cut where anything opens or closes: which
 * opening hours of a category, which gates and ways, in which piece.
 */
#ifndef LIFECIRCLE_SRC_STUDY_TIME_PLAN_H
#define LIFECIRCLE_SRC_STUDY_TIME_PLAN_H

#include "lifecircle/base/date.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/world.h"

enum { LIFE_WEEK_MIN = 7 * LIFE_DAY_MIN };

/* A bit a piece, `words` of 64 for each class or way. A class is what places of
 * one opening hours have in common; a way, which gates and ways are shut. */
typedef struct lc_week_plan {
    lc_local monday;
    LC_VEC(uint32_t)
    start; /* minute of the week at which each piece begins;
              all hours begin one */
    size_t words;
    LC_VEC(uint32_t) class_hours; /* lc_facility.hours; LIFE_NONE: not told */
    uint64_t *open, *maybe;       /* by class: it is open; open or not known */
    size_t closings;
    LC_VEC(uint8_t) shut; /* by way: a byte for each closing of the world */
    size_t ways;
    uint64_t *sure_in, *maybe_in; /* by way: it is what isn't known to be open
                                     then; what is known not to be */
    uint8_t *ever;                /* by closing: it is shut in some way */
} lc_week_plan;

/* Of a category's places and what a mode passes, in the week from a Monday. `=
 * {0}` before; lc_plan_clear() is due whatever comes back. LIFE_ERR_NOMEM. */
lc_status lc_plan_make(const lc_world *w, uint32_t category, lc_mode mode,
                       lc_local monday, lc_week_plan *p, lc_error *err);
void lc_plan_clear(lc_week_plan *p);

#endif
