/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/check/twins.h - facilities that stand twice in the data. Two
 * are doubles when they have a category in common, their names are alike
 * (case, width, spaces and marks put aside) and one lies within 50 m of the
 * other (or what geodata/categories.csv says of their kinds), or of its
 * outline; or when neither has a name and one, a point, lies inside the other's
 * outline. They are told, never merged: which of the two is right is not for a
 * program to say.
 *
 * Layer:   study, over geo.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_STUDY_CHECK_TWINS_H
#define LIFECIRCLE_STUDY_CHECK_TWINS_H

#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/table.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/world/catset.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_TWIN_M 50.0 /* how far apart doubles may be */

typedef struct lc_twin {
    const char *name;            /* NULL: it has none of its own */
    bool placed;                 /* else it has no double */
    const lc_catset *categories; /* the caller's */
    lc_pt pt;
    const lc_shape *shape; /* a line or area, or NULL */
    double reach_m;        /* how far its doubles may be; 0: LIFE_TWIN_M */
} lc_twin;

/* What categories.csv says of one category; 0: nothing. */
double lc_twin_reach_m(const lc_table *categories, const char *id);

/* Calls `see` for each pair, a < b, name by name; of one name at most 256
 * neighbours are looked at for each. LIFE_ERR_NOMEM. Cost: n log n. */
lc_status lc_twins_find(const lc_twin *twin, size_t n,
                        void (*see)(void *ctx, size_t a, size_t b, double m),
                        void *ctx, lc_error *err);

#endif
