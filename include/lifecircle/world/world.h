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
 *          it computes once under a lock of its own. An lc_asker is scratch
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
typedef struct lc_asker lc_asker;

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
void lc_world_free(lc_world *w); /* NULL is fine; no asker may be left */

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
/* What the city takes in memory now: it grows as paces are asked for. */
uint64_t lc_world_memory_bytes(const lc_world *w);
/* Whether all that a life circle of the pace needs has been worked out, so
 * that it takes a millisecond; the first one may take a hundred. */
bool lc_world_pace_made(const lc_world *w, uint32_t pace);

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

/* ---- asking ---- */

/* What a pace needs is worked out when it is first asked for, hence no
 * const. NULL: no memory. */
lc_asker *lc_asker_new(lc_world *w);
void lc_asker_free(lc_asker *a); /* NULL is fine */

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

typedef struct lc_place { /* where somebody asks from, for one pace */
    lc_pt pt;
    uint32_t pace;
    lc_reason reason; /* NONE, OUTSIDE_EXTENT, IN_WATER or UNLINKED */
    uint32_t unit;    /* finest level, or LIFE_NONE */
    lc_link link[LIFE_MAX_LINKS];
    uint32_t link_count;
    lc_when when; /* whenever, unless the caller sets it: nearest and circle
                     then count the facilities that are open */
} lc_place;

/* Finds how a point joins the network. `at` must be valid. Never expensive:
 * a point outside the extent is not searched for. */
lc_status lc_place_at(lc_asker *a, lc_lonlat at, uint32_t pace, lc_place *out,
                      lc_error *err);

/* What somebody at a place with a reason can do instead. */
typedef struct lc_advice {
    bool has_street;    /* within 5 km: the nearest that is linked to others */
    const char *street; /* its name, or "" */
    lc_pt at;           /* on it; asked from there, there is an answer */
    double street_m;
    bool island;  /* the streets within 250 m lead nowhere else */
    bool has_end; /* outside the data: their nearest end */
    lc_pt end;
    double end_m;
} lc_advice;
void lc_place_advice(const lc_asker *a, const lc_place *p, lc_advice *out);

typedef struct lc_near { /* one facility, as seen from a place */
    uint32_t facility;
    uint32_t walk_ms; /* LIFE_NONE: not reached; see reason */
    uint32_t walk_mm;
    double straight_m;
} lc_near;

/* The k nearest facilities that have any of `categories`, by walk time, then
 * metres, then id; within 60 minutes. `out` takes k; *count is how many. A
 * place with a reason has none. */
lc_status lc_ask_nearest(lc_asker *a, const lc_place *from,
                         lc_catset categories, uint32_t k, lc_near *out,
                         uint32_t *count, lc_error *err);
/* The same by straight distance (on the ellipsoid, to an area's outline, 0
 * inside); walk_ms and walk_mm are LIFE_NONE. Works for any place. */
lc_status lc_ask_nearest_straight(lc_asker *a, const lc_place *from,
                                  lc_catset categories, uint32_t k,
                                  lc_near *out, uint32_t *count, lc_error *err);

typedef enum lc_answer { /* three answers, not two */
                         LIFE_UNCOVERED,
                         LIFE_COVERED,
                         LIFE_UNKNOWN
} lc_answer;

typedef struct lc_circle_row {
    uint32_t count; /* facilities within the limit */
    lc_answer answer;
    lc_reason reason; /* why unknown, or OVER_60_MIN with no nearest */
    lc_near nearest;  /* facility LIFE_NONE: none within 60 minutes */
    lc_near unsure;   /* asked for a time: the nearest within the limit of which
                         it isn't known whether it is open; else LIFE_NONE */
} lc_circle_row;

/* Every category from one place: `rows` takes lc_world_category_count(). Asked
 * for a time, only facilities that are open then count; where none is within
 * the limit, but one that may be open is, the answer is unknown
 * (HOURS_UNKNOWN). That takes a search, of 60 minutes at most. */
lc_status lc_ask_circle(lc_asker *a, const lc_place *from, uint32_t limit_ms,
                        lc_circle_row *rows, lc_error *err);

/* A stretch of an edge, reached within a limit. */
typedef struct lc_stretch {
    uint32_t edge;
    uint32_t from_mm, to_mm; /* at_mm; from_mm <= to_mm */
    uint32_t from_ms, to_ms; /* time at each end; the time between is
                                linear: a stretch never has a peak inside */
} lc_stretch;

/* All street parts within the limit, by edge, then from_mm. *out points into
 * `a` and holds until its next use. */
lc_status lc_ask_reach(lc_asker *a, const lc_place *from, uint32_t limit_ms,
                       const lc_stretch **out, size_t *count, lc_error *err);

/* The walkable area as a picture: one valid MULTIPOLYGON a limit, nested;
 * limits rising, at most 4. `shapes` are the caller's to clear. */
lc_status lc_ask_polygons(lc_asker *a, const lc_place *from,
                          const uint32_t *limit_ms, size_t limits,
                          lc_shape *shapes, lc_error *err);

typedef enum lc_turn { /* clockwise from straight on */
                       LIFE_TURN_STRAIGHT,
                       LIFE_TURN_SLIGHT_RIGHT,
                       LIFE_TURN_RIGHT,
                       LIFE_TURN_SHARP_RIGHT,
                       LIFE_TURN_ROUND,
                       LIFE_TURN_SHARP_LEFT,
                       LIFE_TURN_LEFT,
                       LIFE_TURN_SLIGHT_LEFT,
                       LIFE_TURN_START,  /* from the place to the street */
                       LIFE_TURN_DEPART, /* along the first street */
                       LIFE_TURN_ARRIVE, /* from the street to the facility */
                       LIFE_TURN_COUNT
} lc_turn;

/* "right", "slight_left", "depart" ... */
const char *lc_turn_id(lc_turn t);

typedef enum lc_gate { LIFE_GATE_NONE, LIFE_GATE_IN, LIFE_GATE_OUT } lc_gate;

typedef struct lc_step { /* what is walked without a word */
    lc_turn turn;
    lc_gate gate;       /* into or out of private grounds, before it */
    const char *street; /* "" where it has no name */
    const char *kind;   /* highway value ("footway"); "" off the streets */
    bool stairs;
    uint32_t walk_ms, walk_mm; /* those of all steps add up to the route's */
    uint32_t from, to;         /* points of the line; to is the next's from */
    double bearing_deg;        /* where it sets out; 0 north, 90 east */
} lc_step;

/* The way to a facility: line from the place to it, ms and mm; the stretches
 * in order (with edges walked against their line having from_mm > to_mm), and
 * the same as directions. LIFE_ERR_NOT_FOUND: over 60 minutes or unlinked. */
typedef struct lc_route {
    lc_shape line;
    uint32_t walk_ms, walk_mm;
    lc_stretch *leg;
    size_t leg_count;
    uint32_t *leg_at; /* point of the line where each leg begins; and the last
                         one's end */
    uint32_t end_ms, end_mm; /* from the last street to the facility */
    lc_step *step;
    size_t step_count;
} lc_route;
lc_status lc_ask_route(lc_asker *a, const lc_place *from, uint32_t facility,
                       lc_route *out, lc_error *err);
void lc_route_clear(lc_route *r);

/* ---- coverage ---- */

typedef struct lc_coverage_query {
    uint32_t pace;
    bool straight;     /* by radius_mm, not by limit_ms */
    uint32_t limit_ms; /* inclusive */
    uint32_t radius_mm;
    uint32_t category;   /* or LIFE_ALL_BASIC */
    bool no_percentiles; /* leave them LIFE_NONE: a third of the work */
} lc_coverage_query;

typedef struct lc_coverage_row {
    uint32_t unit; /* LIFE_NONE: homes in no unit ("outside"), or an area */
    int64_t total, covered, uncovered, unknown; /* thousandths */
    int64_t by_reason[LIFE_REASON_COUNT];       /* of unknown */
    uint32_t median_ms, p90_ms; /* LIFE_NONE: null; mm when straight */
    uint32_t facilities_inside;
} lc_coverage_row;

/* A row for each unit of a level in order, and one more for `outside`:
 * `rows` takes the level's units + 1; *count is how many were written (the
 * outside row is left out where no home is outside). The straight-line
 * median_ms and p90_ms are millimetres. */
lc_status lc_coverage_level(lc_world *w, const lc_coverage_query *q,
                            uint32_t level, lc_coverage_row *rows,
                            size_t *count, lc_error *err);
lc_status lc_coverage_unit(lc_world *w, const lc_coverage_query *q,
                           uint32_t unit, lc_coverage_row *row, lc_error *err);
/* Homes inside an area drawn by hand (kind AREA, at most 2,000 points), or all
 * of them where it is NULL. */
lc_status lc_coverage_area(lc_world *w, const lc_coverage_query *q,
                           const lc_shape *area, lc_coverage_row *row,
                           lc_error *err);
/* The answer for one home, as coverage counts it; *ms (may be NULL) its time
 * or LIFE_NONE. An uncovered one's reason is NONE, or OVER_60_MIN with no
 * time. */
lc_status lc_coverage_home(lc_world *w, const lc_coverage_query *q,
                           uint32_t home, lc_answer *answer, lc_reason *reason,
                           uint32_t *ms, lc_error *err);

/* The facility that a home's walk time is to; LIFE_NONE: none within 60
 * minutes, or the home has no link. straight_m is left 0. */
lc_status lc_coverage_nearest(lc_world *w, uint32_t pace, uint32_t category,
                              uint32_t home, lc_near *out, lc_error *err);

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
