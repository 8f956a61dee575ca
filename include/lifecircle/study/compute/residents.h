/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compute/residents.h - numbers of residents (table
 * `resident`) become the weights of homes.
 *
 * A unit's or cell's residents are shared out among the homes in it by what
 * these weighed before (floor area, or street metres), in thousandths and by
 * largest remainder, so that they add up exactly; of equal remainders the
 * first home's goes first. A cell without homes becomes one at its centre, and
 * so does a building that is no home yet, where they lie within the city's
 * data. A home that no figure speaks of weighs nothing: how many people live
 * there is not known.
 *
 * Layer:   study, over store.
 */
#ifndef LIFECIRCLE_STUDY_COMPUTE_RESIDENTS_H
#define LIFECIRCLE_STUDY_COMPUTE_RESIDENTS_H

#include "lifecircle/base/error.h"
#include "lifecircle/store/city.h"

#include <stddef.h>
#include <stdint.h>

typedef struct lc_residents { /* thousandths of a resident */
    size_t figures;           /* 0: nothing was given, nothing changed */
    int64_t given, placed;    /* placed: the weight of all homes now */
    size_t homes;             /* that share in it */
    size_t made;              /* of these: homes that were not there before */
    int64_t made_milli;       /* who live there */
    size_t unknown_homes;     /* that no figure speaks of */
    int64_t unknown_milli;    /* their share of what all weighed before */
    size_t homeless;          /* figures above 0 of units without homes */
    int64_t homeless_milli;
    char homeless_code[64]; /* the first of them */
    size_t outside;         /* cells and buildings beyond the city's data */
    int64_t outside_milli;
} lc_residents;

/* Gives every home its weight anew from what is in the city. lc_compute()
 * does it first. LIFE_ERR_NOMEM, LIFE_ERR_DB. */
lc_status lc_residents_spread(lc_city *c, lc_residents *out, lc_error *err);

#endif
