/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people.h - residents by age, and published figures of units:
 * what is known of people beside where they live.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PEOPLE_H
#define LIFECIRCLE_SRC_WORLD_PEOPLE_H

#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

typedef struct lc_age_band {
    const char *name; /* "0-2", "60+" */
    int low, high;    /* years, both in it; high 999: no end */
    int64_t *weight;  /* per home, thousandths; -1: not known */
} lc_age_band;

typedef struct lc_age_share { /* a home's part in a figure */
    uint32_t figure;          /* LIFE_NONE: none */
    int64_t weight;
} lc_age_share;

/* ages.c: shares each band of the figures out over their homes, by weight and
 * largest remainder, into the arrays age/BAND. `ages` of a figure: flat JSON
 * objects, one a line, that add up; "" for none. */
lc_status lc_ages_store(lc_city *c, const char *const *ages, size_t figures,
                        const lc_age_share *home, size_t homes, lc_error *err);
lc_status lc_ages_drop(lc_city *c, lc_error *err);
lc_status lc_world_load_ages(lc_city *c, lc_world *w, lc_error *err);

/* A published figure: shown with its year and source, never computed. */
typedef struct lc_statistic {
    const char *id;
    uint32_t unit; /* LIFE_NONE: the whole city */
    int year;
    double value;
    const char *source;
} lc_statistic;

/* statistics.c */
lc_status lc_world_load_statistics(lc_city *c, lc_world *w, lc_error *err);
/* The latest of a unit up to a year (0: the latest), or NULL. */
const lc_statistic *lc_world_statistic(const lc_world *w, const char *id,
                                       uint32_t unit, int year);
/* Whether there is any of the id; for a list, whether it was imported. */
bool lc_world_has_statistic(const lc_world *w, const char *id);

#endif
