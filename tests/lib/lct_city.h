/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_city.h - small cities drawn by hand: streets, facilities and
 * homes at metres east and north of a corner in Chengdu. A failure to build
 * one fails the test.
 */
#ifndef LCT_CITY_H
#define LCT_CITY_H

#include "lifecircle/store/city.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/world.h"

#define LCT_COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct lct_city lct_city;

enum { /* how a street may be used */
       LCT_OPEN = 0,
       LCT_PRIVATE = 1,
       LCT_STEPS = 2,
       LCT_ONE_WAY = 4, /* for cycles */
       LCT_NO_WHEELS = 8,
       LCT_ISLAND = 16,
       LCT_BRIDGE = 32,    /* layer 1 */
       LCT_CUT_FIRST = 64, /* the data end at its first point */
       LCT_CUT_LAST = 128, /* and at its last */
       LCT_LANE = 256      /* a driveway: it ends by itself */
};

typedef struct lct_xy {
    double x, y;
} lct_xy;

lct_city *lct_city_new(void);
lct_city *lct_city_new_at(lc_lonlat corner);
/* Nodes are numbered by the caller, so that streets can share them. The line
 * runs straight from one to the other, or over the points of `via`. */
void lct_street(lct_city *c, int from, lct_xy a, int to, lct_xy b, int how);
void lct_street_via(lct_city *c, int from, int to, const lct_xy *pt, size_t n,
                    int how);
/* A part of a longer way, which begins at_mm along it; length_mm 0: as long
 * as its line. */
typedef struct lct_part {
    int from, to;
    const lct_xy *pt;
    size_t n;
    int how;
    int64_t way, at_mm, length_mm;
} lct_part;
void lct_street_part(lct_city *c, const lct_part *p);
void lct_facility(lct_city *c, const char *id, const char *categories,
                  lct_xy p);
/* One of a table's; its source is lct_source()'s. */
void lct_facility_of(lct_city *c, const char *source, const char *id,
                     const char *categories, lct_xy p);
/* One that names its unit and has no position. */
void lct_facility_in(lct_city *c, const char *id, const char *categories,
                     const char *unit);
/* An area; the ring is closed by this. */
void lct_area(lct_city *c, const char *id, const char *categories,
              const lct_xy *ring, size_t n);
void lct_entrance(lct_city *c, const char *facility, lct_xy p);
void lct_home(lct_city *c, lct_xy p, int64_t weight);
/* A line (2 points) or a ring that legs may not cross: see lc_block. */
void lct_barrier(lct_city *c, int blocks, const lct_xy *pt, size_t n,
                 bool area);
void lct_barrier_called(lct_city *c, int blocks, const lct_xy *pt, size_t n,
                        bool area, const char *name);
void lct_unit(lct_city *c, const char *code, const lct_xy *ring, size_t n);
void lct_unit_of(lct_city *c, const char *level, const char *code,
                 const lct_xy *ring, size_t n);
/* An approximate unit: a centre and no boundary. */
void lct_centre(lct_city *c, const char *code, lct_xy p);
void lct_place(lct_city *c, const char *id, const char *name, lct_xy p);
void lct_address(lct_city *c, const char *text, lct_xy p);
/* The extent of the data; without it, a box far around. */
void lct_extent(lct_city *c, lct_xy low, lct_xy high);
/* A table of facilities and how far it reaches. */
void lct_source(lct_city *c, const char *name, lct_xy low, lct_xy high);
/* The file as it is being made, for what is not drawn here. */
lc_city *lct_file(lct_city *c);

/* Computes, publishes and loads it; `c` stays good for lct_at and the end. */
lc_study *lct_open(lct_city *c);
/* Once it is open; NULL before. */
lc_study *lct_study(const lct_city *c);
const lc_world *lct_world(const lct_city *c);
lc_lonlat lct_at(const lct_city *c, lct_xy p);
/* As long as a street over these points would be. */
int64_t lct_length_mm(const lct_city *c, const lct_xy *pt, size_t n);
const char *lct_path(const lct_city *c);
void lct_city_free(lct_city *c); /* the study and the files too */

/* Milliseconds from a point to the nearest of a category, or -1. */
int64_t lct_walk_ms(lct_city *c, lct_xy from, const char *category,
                    const char *pace);

#endif
