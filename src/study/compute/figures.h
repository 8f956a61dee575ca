/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/figures.h - numbers of residents, and which of them speaks
 * of a home.
 *
 * One spreading lives as long as one run of compute; texts are in its arena.
 * The order of figures changes while they are assigned (buildings are sorted
 * anew), so numbers of figures hold only from then on.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPUTE_FIGURES_H
#define LIFECIRCLE_SRC_STUDY_COMPUTE_FIGURES_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/study/compute/residents.h"

/* `milli` is thousandths of a resident. `code` is "" of a cell, and of a
 * building given by a point until its outline is found. x and y count whole
 * cells from the grid's corner. `homes` is filled when shares are counted
 * out. */
typedef struct lc_figure { /* a row of `resident` */
    const char *code;      /* of the unit, or the building's OSM id, or "" */
    int64_t x, y;          /* of the cell */
    int64_t milli;
    lc_pt pt; /* of the building, or the cell's centre */
    bool placed;
    uint32_t homes;   /* in it */
    const char *ages; /* JSON objects, a line each row; "" for none */
} lc_figure;

/* `before` is floor area or street metres, `now` residents; both thousandths.
 * `assumed`: it was only assumed that people live there. */
typedef struct lc_dwelling { /* a row of `home` */
    int64_t id;
    const char *osm_id;
    lc_pt pt;
    int64_t before, now; /* weights */
    bool assumed;
    uint32_t figure; /* LIFE_NONE: none speaks of it */
} lc_dwelling;

/* Homes are by id, `made` ones come after all of them. `extent` is of kind NONE
 * where the city states none. */
typedef struct lc_spreading {
    lc_city *c;
    lc_residents *out;
    lc_arena *text;
    char kind[16]; /* of all figures */
    LC_VEC(lc_figure) figure;
    LC_VEC(lc_dwelling) home;
    LC_VEC(uint32_t) made; /* homes that were not there: their figures */
    lc_shape extent;       /* of the city's data, or none */
    int64_t assumed;       /* of the weight that was placed */
    int64_t last_id;
} lc_spreading;

/* All rows: figures in the order of their codes, homes by their ids.
 * LIFE_ERR_NOMEM, LIFE_ERR_DB. */
lc_status lc_figures_read(lc_spreading *s, lc_error *err);
/* Sets each home's figure. LIFE_ERR_DB: figures of an unknown kind. */
lc_status lc_figures_assign(lc_spreading *s, lc_error *err);

#endif
