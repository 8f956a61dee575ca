/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/fit.h - which system a table's coordinates are in,
 * measured: facilities stand beside streets, so the right system puts most of
 * them there, and a wrong one scatters them.
 *
 * Cost: three times the points, at most 20,000 of them, against an index of
 * streets.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_FIT_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_FIT_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/graph/network.h"

#include <stdbool.h>
#include <stddef.h>

#define LIFE_FIT_NEAR_M    30.0   /* a place on a street lies no farther */
#define LIFE_FIT_ABOUT_M   250.0  /* a place with streets around it */
#define LIFE_FIT_OUTSIDE_M 1000.0 /* from the box of all streets */
#define LIFE_FIT_LEAST     5      /* fewer points say nothing */
#define LIFE_FIT_MOST      8      /* ways that are compared */
#define LIFE_FIT_NAME      32

enum { LIFE_FIT_WGS84, LIFE_FIT_GCJ02, LIFE_FIT_BD09, LIFE_FIT_COUNT };

typedef struct lc_fit { /* of points as read in one system */
    const char *name;
    size_t inside;   /* within 1 km of the box of all streets */
    size_t places;   /* different ones: what is counted below */
    size_t about;    /* of those inside: within 250 m of a street */
    size_t near;     /* of these: within 30 m */
    double median_m; /* of those within 250 m: to the nearest street */
    bool moved;      /* elsewhere than the first way; GCJ-02 abroad is not */
} lc_fit;

/* One way to read points that were read in some system already: back to what
 * was written and forth in another system, or shifted. */
typedef struct lc_fit_way {
    char name[LIFE_FIT_NAME]; /* as --crs takes it */
    lc_crs *forth;            /* or NULL */
    lc_lonlat (*shift)(lc_lonlat p);
} lc_fit_way;

typedef struct lc_fit_ways {
    lc_fit_way v[LIFE_FIT_MOST];
    size_t n;
    lc_crs *back; /* what they were read in */
} lc_fit_ways;

/* Degrees as they are written: the three of LIFE_FIT_, in that order. */
void lc_fit_ways_degrees(lc_fit_ways *w);
/* Metres that were read in the system `read_as`, which comes first: shifted
 * before they were projected, Baidu's, or another projection that is used
 * where the city lies. LIFE_ERR_NOMEM, LIFE_ERR_RANGE. Close in any case. */
lc_status lc_fit_ways_metres(const char *read_as, lc_lonlat city,
                             lc_fit_ways *w, lc_error *err);
void lc_fit_ways_close(lc_fit_ways *w);
/* A point in the i-th way; not valid where it can't be read so. */
lc_lonlat lc_fit_way_go(const lc_fit_ways *w, size_t i, lc_lonlat p);

/* The box of all streets: points far outside it say nothing. */
lc_box lc_fit_box(const lc_network *net);
/* Measures points in each way into out[w->n]. LIFE_ERR_NOMEM. */
lc_status lc_fit_measure(const lc_network *net, const lc_lonlat *pt,
                         size_t count, const lc_fit_ways *w, lc_fit *out,
                         lc_error *err);
/* Whether `a` fits plainly better: by 15 % of those about, and by more than
 * chance explains (2.5 standard errors). */
bool lc_fit_beats(const lc_fit *a, const lc_fit *b);
/* Whether the i-th way is another one than the first at all. */
bool lc_fit_stands(const lc_fit *fit, size_t i);
/* The one that beats all others, or NULL. */
const lc_fit *lc_fit_winner(const lc_fit *fit, size_t count);

#endif
