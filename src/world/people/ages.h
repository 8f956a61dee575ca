/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/ages.h - residents by age: a weight of each home for each
 * band.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PEOPLE_AGES_H
#define LIFECIRCLE_SRC_WORLD_PEOPLE_AGES_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/world.h"

typedef struct lc_age_band {
    const char *name; /* "0-2", "60+" */
    int low, high;    /* years, both in it; high 999: no end */
    int64_t *weight;  /* per home, thousandths; -1: not known */
} lc_age_band;

/* "3-14", "60+"; false: it is none. */
bool lc_age_band_parse(const char *text, int *low, int *high);

/* The arrays age/BAND. LIFE_ERR_DB: damaged; LIFE_ERR_NOMEM. */
lc_status lc_world_age_load(lc_city *c, lc_world *w, lc_error *err);
void lc_world_age_clear(lc_world *w);

#endif
