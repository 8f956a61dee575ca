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
#include "lifecircle/graph/network.h"
#include "lifecircle/import/import.h"

#include <stdbool.h>
#include <stddef.h>

#define LIFE_CRS_AUTO      "auto"
#define LIFE_FIT_NEAR_M    30.0   /* a place on a street lies no farther */
#define LIFE_FIT_ABOUT_M   250.0  /* a place with streets around it */
#define LIFE_FIT_OUTSIDE_M 1000.0 /* from the box of all streets */
#define LIFE_FIT_LEAST     5      /* fewer points say nothing */

enum { LIFE_FIT_WGS84, LIFE_FIT_GCJ02, LIFE_FIT_BD09, LIFE_FIT_COUNT };

typedef struct lc_fit { /* of points as read in one system */
    const char *name;
    size_t inside;   /* within 1 km of the box of all streets */
    size_t about;    /* of these: within 250 m of a street */
    size_t near;     /* of these: within 30 m */
    double median_m; /* of those within 250 m: to the nearest street */
    bool moved;      /* the system is not WGS 84 there; as GCJ-02 is abroad */
} lc_fit;

/* Points as they are written, in degrees. LIFE_ERR_NOMEM. */
lc_status lc_fit_measure(const lc_network *net, const lc_lonlat *pt,
                         size_t count, lc_fit out[LIFE_FIT_COUNT],
                         lc_error *err);
/* Whether `a` fits plainly better: by 15 % of those about, and by more than
 * chance explains (2.5 standard errors). */
bool lc_fit_beats(const lc_fit *a, const lc_fit *b);
/* The one that beats all others, or NULL. */
const lc_fit *lc_fit_winner(const lc_fit fit[LIFE_FIT_COUNT]);

/* Reads a table's positions and says which system it is to be read in: the
 * one declared, or with "auto" the winner. The report gets the comparison.
 * LIFE_ERR_RANGE with "crs": another one fits plainly better than the one
 * declared, or none wins; or what reading the table returns. */
lc_status lc_fit_settle(lc_city *c, const char *path, const lc_import_opts *o,
                        const char **crs, lc_import_report *report,
                        lc_error *err);

#endif
