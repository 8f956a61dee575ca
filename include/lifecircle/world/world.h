/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/world.h - a whole city in memory, and what can be asked
 * of it. compute makes it and stores its arrays; the command line and serve
 * load it and ask. Words are those of the design: facility, home, unit, link,
 * pace, coverage; three answers: covered, uncovered, unknown.
 *
 * Layer:   analysis, over graph.
 * Units:   milliseconds and millimetres in integers, thousandths of weight.
 * Threads: an lc_world is shared by any number of threads; what it computes
 *          on demand (paces other than the standard one, straight distances)
 *          it computes once under a lock of its own. An lc_walker is scratch
 *          for one thread.
 */
#ifndef LIFECIRCLE_WORLD_WORLD_H
#define LIFECIRCLE_WORLD_WORLD_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/hours/hours.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_NONE           UINT32_MAX  /* no such index; no such time */
#define LIFE_MAX_CATEGORIES 63          /* so that a set fits an lc_catset */
#define LIFE_SEARCH_MS      3600000u    /* searches end at 60 minutes */
#define LIFE_ALL_BASIC      0xFFFFFFFEu /* in place of a category's index */
#define LIFE_ANY_CATEGORY   0xFFFFFFFDu

typedef uint64_t lc_catset; /* bit i: category i */
typedef struct lc_world lc_world;

typedef enum lc_when_kind {
    LIFE_WHEN_ANY, /* whenever: hours don't matter */
    LIFE_WHEN_AT,  /* open at a time */
    LIFE_WHEN_DAY  /* open at some time of a day */
} lc_when_kind;

typedef struct lc_when { /* `= {0}`: whenever */
    lc_when_kind kind;
    lc_local at;
    bool unknown; /* of nearest: those of which it isn't known, in place of
                     those that are open */
} lc_when;

/* ---- tables ---- */

typedef struct lc_category {
    const char *id, *group, *name_zh, *name_en, *group_zh, *group_en;
    int walk_minutes; /* 0: none */
    bool basic;
    uint32_t facility_count;
} lc_category;

typedef struct lc_pace {
    const char *id, *name_zh, *name_en;
    lc_mode mode;
    double metres, seconds; /* this far in this time */
    double mps;             /* metres a second */
    double steps_factor;    /* steps count this many times their length;
                               0: closed to it */
} lc_pace;

typedef struct lc_facility {
    const char *id, *name, *source;
    bool name_given;
    lc_catset categories;
    lc_pt pt;
    bool placed;    /* false: no position known */
    uint32_t shape; /* into lc_world_shape(), or LIFE_NONE */
    uint32_t unit;  /* of the finest level, or LIFE_NONE */
    uint32_t hours; /* into lc_world_hours(); LIFE_NONE: not known, or not to
                       be read */
    double area_m2; /* 0: not an area */
    /* "" where not known */
    const char *address, *phone, *opening_hours, *website, *wheelchair,
        *checked_on, *attributes; /* attributes: a JSON object or "" */
} lc_facility;

typedef struct lc_unit {
    const char *code, *level, *name, *name_en, *source;
    uint32_t level_index; /* into lc_world_level(); 0 is the coarsest */
    uint32_t parent;      /* unit, or LIFE_NONE */
    int urban;            /* 1, 0, -1: not known */
    bool approximate;
    lc_pt centre;
    const lc_shape *shape; /* kind NONE where it has none */
    int64_t weight;        /* of its homes, thousandths */
    int64_t residents;     /* as it was told, thousandths; -1: not told */
    int residents_year;    /* 0: not told */
    uint32_t home_count, facility_count;
} lc_unit;

typedef struct lc_home {
    lc_pt pt;
    int64_t weight; /* thousandths */
    bool assumed;
} lc_home;

typedef struct lc_source_info {
    const char *name, *kind, *file, *sha256, *crs, *imported_at, *attribution,
        *extent_rule;
    int64_t row_count, rejected;
} lc_source_info;

/* Loads a finished city file. `verify`: compare the SHA-256 beside it first.
 * LIFE_ERR_IO, LIFE_ERR_DB, LIFE_ERR_STATE (not computed yet), LIFE_ERR_NOMEM.
 * Cost: under a second a million street nodes. */
lc_status lc_world_open(const char *path, bool verify, lc_world **out,
                        lc_error *err);
void lc_world_free(lc_world *w); /* NULL is fine; no walker may be left */

const char *lc_world_setting(const lc_world *w, const char *key); /* or "" */
size_t lc_world_category_count(const lc_world *w);
const lc_category *lc_world_category(const lc_world *w, uint32_t i);
size_t lc_world_pace_count(const lc_world *w); /* 0 is the default pace */
const lc_pace *lc_world_pace(const lc_world *w, uint32_t i);
size_t lc_world_facility_count(const lc_world *w); /* sorted by id */
const lc_facility *lc_world_facility(const lc_world *w, uint32_t i);
const lc_shape *lc_world_shape(const lc_world *w, uint32_t i);
size_t lc_world_unit_count(const lc_world *w); /* by level, then code */
const lc_unit *lc_world_unit(const lc_world *w, uint32_t i);
size_t lc_world_level_count(const lc_world *w);
const char *lc_world_level(const lc_world *w, uint32_t i); /* last: finest */
size_t lc_world_home_count(const lc_world *w);
lc_home lc_world_home(const lc_world *w, uint32_t i);
/* Unit of a home at a level, or LIFE_NONE. */
uint32_t lc_world_home_unit(const lc_world *w, uint32_t home, uint32_t level);
size_t lc_world_source_count(const lc_world *w);
const lc_source_info *lc_world_source(const lc_world *w, uint32_t i);
const lc_shape *lc_world_extent(const lc_world *w);
const lc_network *lc_world_network(const lc_world *w);
int64_t lc_world_total_weight(const lc_world *w);
/* Totals for info and /city: unlinked homes and facilities of the default
 * pace, islands, metres of street. A matter of the data alone. */
typedef struct lc_world_stats {
    uint32_t unlinked_homes, unlinked_facilities, island_edges;
    int64_t unlinked_weight, assumed_weight;
    double street_m;
} lc_world_stats;
void lc_world_get_stats(const lc_world *w, lc_world_stats *out);
/* What the city takes in memory, without what is worked out about it. */
uint64_t lc_world_memory_bytes(const lc_world *w);

/* The city's time zone ("Europe/Berlin"), and what its clocks show. */
const char *lc_world_timezone(const lc_world *w);
lc_local lc_world_now(const lc_world *w);
/* The hours of a facility; NULL for LIFE_NONE. */
const lc_hours *lc_world_hours(const lc_world *w, uint32_t i);

/* "now", "today", "monday" to "sunday" (the next one, today among them; open
 * at some time of it), or the city's local time ("2026-11-22T10:30"). False:
 * none of these. */
bool lc_world_when(const lc_world *w, const char *s, lc_when *out);

/* LIFE_NONE when there is none of that name. "all_basic" gives
 * LIFE_ALL_BASIC. */
uint32_t lc_world_find_category(const lc_world *w, const char *id);
uint32_t lc_world_find_pace(const lc_world *w, const char *id);
uint32_t lc_world_find_facility(const lc_world *w, const char *id);
uint32_t lc_world_find_unit(const lc_world *w, const char *code);
uint32_t lc_world_find_level(const lc_world *w, const char *level);

/* The unit of the finest level a point lies in (an approximate one by the
 * nearest centre within 2 km), or LIFE_NONE. */
uint32_t lc_world_unit_at(const lc_world *w, lc_pt p);

typedef enum lc_reason {
    LIFE_REASON_NONE,
    LIFE_REASON_OUTSIDE_EXTENT, /* of a place: the data do not reach it */
    LIFE_REASON_IN_WATER,
    LIFE_REASON_UNLINKED,
    LIFE_REASON_FACILITY_UNLINKED,
    LIFE_REASON_EDGE_OF_DATA,
    LIFE_REASON_NO_DATA,
    LIFE_REASON_OVER_60_MIN,
    LIFE_REASON_HOURS_UNKNOWN, /* within the limit, but open? */
    LIFE_REASON_NONE_OPEN,     /* none known to be open then, in 60 minutes */
    LIFE_REASON_COUNT
} lc_reason;

/* "outside_extent", "in_water", "unlinked", ...; NULL for NONE. */
const char *lc_reason_id(lc_reason r);

#define LIFE_MAX_LINKS 4

typedef struct lc_link { /* one way to join the network */
    uint32_t edge;
    uint32_t at_mm;
    uint32_t leg_mm;
    lc_pt from, to; /* where the leg starts, and meets the street */
} lc_link;

typedef enum lc_answer { /* three answers, not two */
                         LIFE_UNCOVERED,
                         LIFE_COVERED,
                         LIFE_UNKNOWN
} lc_answer;

/* Links of a home or facility for a mode, as computed; *out is borrowed. */
size_t lc_world_home_links(const lc_world *w, uint32_t home, lc_mode m,
                           const lc_link **out);
size_t lc_world_facility_links(const lc_world *w, uint32_t facility, lc_mode m,
                               const lc_link **out);

/* Units, facilities, places, streets and addresses by name: at most `limit`
 * hits, best first: the whole name, its front, a word, a part, then pinyin and
 * its initials; of equals by kind, then the nearer (with `near`) or shorter.
 * Widths, case, accents and traditional characters are put aside. A typed
 * position (geo/typed.h) is a hit of its own kind, and the only one. */
typedef struct lc_find {
    const char *q;
    size_t limit;
    bool near; /* `at` is known: nearer ones go first */
    lc_pt at;
} lc_find;
typedef struct lc_hit {
    const char *kind;          /* place, unit, facility, street, address, or
                                  position (then without a name) */
    const char *id;            /* a unit's code, a facility's id, or "" */
    const char *name, *detail; /* detail: the unit it lies in, or "" */
    const char *how;           /* exact, prefix, word, part, pinyin, initials */
    const char *system; /* of a position: what it was read as; else NULL */
    lc_pt pt;
    bool placed;       /* false: a unit without a shape */
    double distance_m; /* -1: not asked, or not placed */
} lc_hit;
lc_status lc_world_find(const lc_world *w, const lc_find *f, lc_hit *out,
                        size_t *count, lc_error *err);

#endif
