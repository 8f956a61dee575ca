/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/barriers.h - what a leg may not cross or should not: water,
 * railways, closed roads, walls, and buildings other than one's own; and the
 * grounds that may be a compound's. Flat arrays like the network's.
 *
 * Layout: barriers lie along a Hilbert curve; a barrier has parts, which follow
 * those of the one before it; a part is a run of points, and a chunk is a run
 * of at most eight segments within one part. Positions are 1e-7 degrees. Owned
 * by one lc_barriers, read by any number of threads once it is made.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_BARRIERS_H
#define LIFECIRCLE_SRC_WORLD_LINKS_BARRIERS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/store/city.h"

/* An outline this near is one's own: positions are kept to 1e-7 degrees,
 * about a centimetre, so a point on an outline is seldom exactly on it. */
#define LIFE_OWN_OUTLINE_M 0.05

/* Stored as numbers in the feature table and in arrays: none may change. */
typedef enum lc_block {
    LIFE_BLOCK_NONE,
    LIFE_BLOCK_WATER,
    LIFE_BLOCK_RAIL,
    LIFE_BLOCK_BUILDING,
    LIFE_BLOCK_ROAD,       /* closed to walkers */
    LIFE_BLOCK_WALL,       /* or a fence */
    LIFE_BLOCK_GROUNDS,    /* stops nobody */
    LIFE_BLOCK_CARRIAGEWAY /* neither does it, but walkers don't use it */
} lc_block;

/* `part` counts among all parts. */
typedef struct lc_barrier { /* one feature; 12 bytes */
    uint32_t part, part_count;
    uint8_t block; /* lc_block */
    uint8_t area;  /* 1: closed rings; a wall that closes is one */
    int8_t layer;  /* whose legs it stops */
    uint8_t reserved;
} lc_barrier;

/* It has count + 1 points: the last is also the next chunk's first. */
typedef struct lc_chunk { /* a few segments in a row; 8 bytes */
    uint32_t first;       /* point; segments first..first + count */
    uint32_t barrier : 28, count : 4;
} lc_chunk;

#define LIFE_BARRIERS_MOST (UINT32_C(1) << 28)

/* One that is called something: few are. */
typedef struct lc_barrier_name { /* 8 bytes */
    uint32_t barrier, text;      /* where in the texts its name begins */
} lc_barrier_name;

typedef struct lc_barriers {
    lc_pt *pt;
    uint32_t *part; /* absolute offsets into pt, one more than parts */
    lc_barrier *barrier;
    lc_chunk *chunk;
    size_t pt_count, part_count, barrier_count, chunk_count;
    lc_index *chunks;        /* boxes of the chunks */
    lc_index *areas;         /* boxes of the barriers, of lines empty */
    lc_barrier_name *called; /* by barrier */
    size_t called_count;
    char *texts; /* NUL-terminated strings */
    size_t text_bytes;
} lc_barriers;

/* Chunks and trees of the rest, which barrier_rows.h makes; of what lies in no
 * box of `places` none is found (NULL: all are). LIFE_ERR_NOMEM;
 * LIFE_ERR_LIMIT: there are more than fit. */
lc_status lc_barriers_index(lc_barriers *b, const lc_index *places,
                            lc_error *err);
/* Twice the area of a ring of n points, more than nothing where it runs as
 * outer ones do; in units of its first point's frame. */
double lc_barriers_ring_size(const lc_pt *pt, uint32_t n);

/* As stored; of a file of before names were, without names. *out is for
 * lc_barriers_free(). LIFE_ERR_NOMEM; LIFE_ERR_DB: the arrays point outside
 * each other; LIFE_ERR_NOT_FOUND: they were never stored. */
lc_status lc_barriers_store(lc_city *c, const lc_barriers *b, lc_error *err);
lc_status lc_barriers_load(lc_city *c, lc_barriers **out, lc_error *err);
/* As stored, for who asks about what lies in these boxes alone: of others none
 * may be found. */
lc_status lc_barriers_load_near(lc_city *c, const lc_box *place, size_t places,
                                lc_barriers **out, lc_error *err);
void lc_barriers_free(lc_barriers *b); /* NULL is fine */
uint64_t lc_barriers_bytes(const lc_barriers *b);
/* NULL: none is known. Cost: logarithmic. */
const char *lc_barriers_name(const lc_barriers *b, uint32_t barrier);

typedef LC_VEC(uint32_t) lc_barrier_vec;

/* Areas of some blocks (1 << lc_block) whose box meets `box`, the smallest
 * first. Replaces *out. LIFE_ERR_NOMEM. */
lc_status lc_barriers_areas(const lc_barriers *b, unsigned blocks, lc_box box,
                            lc_barrier_vec *out, lc_error *err);
/* Whether p lies in a barrier that is an area, not on its outline. */
bool lc_barriers_inside(const lc_barriers *b, uint32_t barrier, lc_pt p);
/* A view of one; `pt` and `part` stay the barriers'. */
lc_shape lc_barriers_shape(const lc_barriers *b, uint32_t barrier);

/* Whether p lies inside a water area, or on its outline. */
bool lc_barriers_in_water(const lc_barriers *b, lc_pt p);

/* Calls fn with each water area whose box meets `box`. The shape is a view that
 * lasts for the call. */
void lc_barriers_each_water(const lc_barriers *b, lc_box box,
                            void (*fn)(void *ctx, const lc_shape *area),
                            void *ctx);

#endif
