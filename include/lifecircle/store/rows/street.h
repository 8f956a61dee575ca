/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/street.h - the ways between junctions, with who may
 * use them.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_STREET_H
#define LIFECIRCLE_STORE_ROWS_STREET_H

#include "lifecircle/geo/mode.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

enum { /* bits of lc_stored_street.perm; 0: closed */
       LIFE_STORED_WITH_LINE = 1,
       LIFE_STORED_AGAINST_LINE = 2,
       LIFE_STORED_PRIVATE = 4 /* the first or last part of a walk only */
};

enum {                             /* bits of ends */
       LIFE_STORED_CUT_FIRST = 1,  /* the data end at its first point */
       LIFE_STORED_CUT_LAST = 2,   /* and at its last */
       LIFE_STORED_LANE = 4,       /* it ends by itself: a driveway */
       LIFE_STORED_CUT_MISSING = 8 /* the data lack the node behind an end */
};

typedef struct lc_stored_street {
    int64_t id; /* 1 and on, in the order of (way_id, at_mm) */
    int64_t way_id;
    const char *name, *highway;
    int64_t from_node, to_node; /* OSM's ids; negative: made by the import */
    int64_t at_mm;              /* where it begins along the whole way */
    int64_t length_mm;
    int layer;
    bool steps;
    int perm[LIFE_MAX_MODES]; /* by mode, in the order of lc_street_modes */
    bool residential;         /* people live along it */
    bool island;              /* of a piece under 500 m, which takes no links */
    int ends;                 /* LIFE_STORED_CUT_*, LIFE_STORED_LANE */
    lc_shape line;            /* one part */
} lc_stored_street;

/* The modes whose columns the city's table has, in their order. */
typedef struct lc_street_modes {
    size_t count;
    char id[LIFE_MAX_MODES][LIFE_MODE_BYTES];
} lc_street_modes;

/* Borrowed from the city, until it is closed or lc_street_modes_extend() was
 * called. LIFE_ERR_DB: it has none, or more than LIFE_MAX_MODES. */
lc_status lc_street_modes_get(lc_city *c, const lc_street_modes **out,
                              lc_error *err);
/* Adds columns, closed for all streets there are, for modes of
 * geodata/modes.csv that the city lacks: before streets are written. */
lc_status lc_street_modes_extend(lc_city *c, lc_error *err);

/* By id. */
lc_status lc_street_rows(lc_city *c, lc_stored_street *row, lc_rows **out,
                         lc_error *err);
/* The highest id, 0 where there are none; at once. */
lc_status lc_street_rows_last(lc_city *c, int64_t *id, lc_error *err);
lc_status lc_street_rows_insert(lc_city *c, const lc_stored_street *row,
                                lc_error *err);
/* Sets further bits of `ends` of the street `id`. */
lc_status lc_street_rows_cut(lc_city *c, int64_t id, int ends, lc_error *err);
/* Removes all, and what is said of their hours. */
lc_status lc_street_rows_clear(lc_city *c, lc_error *err);
/* The OSM id of its way; 0: there is no such street. */
lc_status lc_street_rows_way(lc_city *c, int64_t id, int64_t *way_id,
                             lc_error *err);
/* The box around all of them; empty where there are none. */
lc_status lc_street_rows_box(lc_city *c, lc_box *out, lc_error *err);
/* Whether the spatial index, which is made when a city is published, has one
 * whose box meets this one; both by a metre or so. */
lc_status lc_street_rows_near(lc_city *c, lc_box box, bool *out, lc_error *err);

#endif
