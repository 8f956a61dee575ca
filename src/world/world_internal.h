/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/world_internal.h - what an lc_world is made of.
 *
 *      links:   CSR by owner; by_edge: the facility links of each edge
 *      rank:    a facility's place among those of its category, by id
 *
 * It is filled while it is loaded (load.c) or made (linking.c); after that
 * nobody changes it, so it is read without a lock. What is worked out about it
 * belongs to an lc_study.
 */
#ifndef LIFECIRCLE_SRC_WORLD_WORLD_INTERNAL_H
#define LIFECIRCLE_SRC_WORLD_WORLD_INTERNAL_H

#include "lifecircle/graph/search.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"
#include "src/world/links/barriers.h"
#include "src/world/links/links.h"
#include "src/world/people.h"
#include "src/world/text/han.h"

#define LIFE_UNIT_REACH_M                                                      \
    2000.0 /* an approximate unit holds no home farther                        \
            */

typedef struct lc_link_table {
    uint32_t *first; /* owners + 1 */
    lc_link *link;
    size_t owners, count;
} lc_link_table;

/* A home's links of a mode are a run in the world's home_link; modes whose
 * links are the same, as they are for most homes, share the run. */
typedef struct lc_home_runs {
    uint32_t *at;
    uint8_t *n;
} lc_home_runs;

typedef struct lc_edge_link { /* a facility's link, found by its edge */
    uint32_t facility;
    uint32_t link;        /* into the facility link table */
    lc_catset categories; /* the facility's, and LIFE_ANY_FACILITY */
} lc_edge_link;

#define LIFE_ANY_FACILITY ((lc_catset)1 << LIFE_MAX_CATEGORIES)

typedef struct lc_mode_links {
    lc_home_runs home;
    lc_link_table facility;
    uint32_t *edge_first; /* edges + 1 */
    lc_edge_link *by_edge;
    uint64_t *edge_used; /* a bit an edge: whether it has any; small enough
                            for the cache, as most edges have none */
    /* by category: facilities without links */
    uint32_t *unlinked[LIFE_MAX_CATEGORIES];
    size_t unlinked_count[LIFE_MAX_CATEGORIES];
    lc_index *unlinked_index[LIFE_MAX_CATEGORIES];
} lc_mode_links;

typedef struct lc_extent {
    lc_shape shape;
    uint32_t *home_mm; /* how far inside it each home lies; 0: outside */
} lc_extent;

typedef struct lc_name { /* something that search finds */
    const char *id, *name, *key;
    lc_pt pt;
    bool placed;      /* false: a unit without a shape */
    uint32_t rank;    /* LIFE_NAME_... */
    uint64_t letters; /* lc_han_letters(); 0: not Chinese */
} lc_name;

struct lc_world {
    lc_arena *text; /* every string below */

    LC_VEC(const char *) setting; /* key, value, key, value ... */
    lc_category *category;
    size_t category_count;
    lc_pace *pace;
    size_t pace_count;

    LC_VEC(lc_facility) facility; /* by id */
    LC_VEC(lc_shape) shape;
    LC_VEC(lc_pt) entrance;
    uint32_t *entrance_first; /* per facility + 1 */
    int8_t *facility_layer;
    const char **facility_unit_code; /* the unit it names itself, or NULL */
    uint32_t *member[LIFE_MAX_CATEGORIES]; /* facilities, rising; rank order */
    lc_index *facility_index;              /* boxes of placed facilities */
    lc_index *member_index[LIFE_MAX_CATEGORIES]; /* the same, by rank */

    LC_VEC(const char *) level; /* coarsest first */
    LC_VEC(lc_unit) unit;
    LC_VEC(lc_shape) unit_shape;
    double *unit_area_m2;
    uint32_t level_first[65]; /* units of a level: first .. next first */
    lc_index *unit_index;     /* boxes of units with a shape */
    lc_index *centre_index;   /* boxes of approximate units' centres */

    size_t home_count;
    lc_pt *home_pt;
    int64_t *home_weight;
    uint8_t *home_assumed;
    LC_VEC(lc_age_band) age;        /* by first year, then last */
    LC_VEC(lc_statistic) statistic; /* by id, unit, then year */
    int8_t *home_layer;
    uint32_t *home_unit;     /* [level * home_count + home] */
    uint32_t *facility_unit; /* [level * facility_count + facility] */
    uint8_t *unplaced[LIFE_MAX_CATEGORIES]; /* per unit, and one for anywhere */
    uint32_t *by_unit_first; /* per level: units of it + 2 (last: outside) */
    uint32_t *by_unit;       /* [level * home_count + i]: homes by unit */
    LC_VEC(lc_link) home_link;
    int64_t total_weight, assumed_weight;

    LC_VEC(lc_source_info) source;
    LC_VEC(lc_extent) extent;                       /* 0: the city's */
    uint64_t category_extents[LIFE_MAX_CATEGORIES]; /* bit x: extent x; 0: the
                                                       city's alone */

    lc_network *net;
    lc_barriers *barriers;
    lc_mode_links links[LIFE_MODE_COUNT];

    LC_VEC(lc_name) name;
    const lc_han *han;

    LC_VEC(const lc_hours *) hours; /* each that is written, once */
    const char *timezone;
    lc_zone zone;
};

/* world_load.c: fills a world from the rows of a city that is open; `links`
 * says whether links are there already to be loaded. */
lc_status lc_world_load(lc_city *c, bool links, lc_world **out, lc_error *err);
/* The units alone, for lc_world_find_unit() and lc_world_unit_of(). */
lc_status lc_world_load_units(lc_city *c, lc_world **out, lc_error *err);

/* The city file to load from; and its end, with the words for a file that was
 * never computed. `why`: what the loading said. */
lc_status lc_load_begin(const char *path, bool verify, lc_city **out,
                        lc_error *err);
lc_status lc_load_end(lc_city *c, const char *path, lc_status st,
                      const lc_error *why, lc_error *err);

/* homes.c: needs the extents; `stored`: as compute left them. */
lc_status lc_world_load_homes(lc_city *c, lc_world *w, bool stored,
                              lc_error *err);
lc_status lc_world_store_homes(lc_city *c, const lc_world *w, lc_error *err);

/* units.c: which unit each home and facility lies in, at every level: found
 * out, or read as it was stored. */
lc_status lc_world_assign_units(lc_city *c, lc_world *w, bool stored,
                                lc_error *err);
lc_status lc_world_store_units(lc_city *c, const lc_world *w, lc_error *err);
/* Whether a facility of the category that has no position may stand near: it
 * is known to be in the same unit, or nothing is known of where it is. */
bool lc_world_unplaced_home(const lc_world *w, uint32_t category,
                            uint32_t home);
bool lc_world_unplaced_at(const lc_world *w, uint32_t category, lc_pt p);
lc_status lc_world_index_units(lc_city *c, lc_world *w, bool stored,
                               lc_error *err);
uint32_t lc_world_unit_of(const lc_world *w, lc_pt p, uint32_t level);
/* Homes of the i-th unit of a level; i == its units: those in none. */
const uint32_t *lc_world_unit_homes(const lc_world *w, uint32_t level,
                                    uint32_t i, uint32_t *count);

/* linking.c: links of all homes and facilities, made or loaded. */
lc_status lc_world_make_links(lc_world *w, lc_error *err);
lc_status lc_world_store_links(lc_city *c, const lc_world *w, lc_error *err);
/* The rows that homes or facilities were read from, in the world's order;
 * *out is the caller's. */
lc_status lc_world_row_ids(lc_city *c, bool homes, size_t count, int64_t **out,
                           lc_error *err);
lc_status lc_world_load_links(lc_city *c, lc_world *w, lc_error *err);
lc_status lc_world_index_links(lc_world *w, lc_error *err);
void lc_mode_links_clear(lc_mode_links *m);
lc_gait lc_pace_gait(const lc_pace *p);

/* Straight metres from p to a facility: its outline, 0 inside. */
double lc_facility_distance_m(const lc_world *w, uint32_t facility, lc_pt p);
/* Straight metres to the end of the data, 0 outside, for a category (or
 * LIFE_NONE for the streets alone). */
double lc_world_edge_m(const lc_world *w, lc_pt p, uint32_t category);
uint32_t lc_world_home_edge_mm(const lc_world *w, uint32_t home,
                               uint32_t category);
/* Straight metres to the nearest facility of a category that no walk of this
 * mode reaches, up to `limit_m`; HUGE_VAL: none. */
double lc_world_unlinked_m(const lc_world *w, lc_mode mode, uint32_t category,
                           lc_pt p, double limit_m);
lc_box lc_world_facility_box(const lc_world *w, uint32_t facility);

/* The farthest a pace gets in ms, straight: millimetres. */
static inline uint32_t lc_pace_reach_mm(const lc_pace *p, uint32_t ms)
{
    return (uint32_t)(p->metres * ms / p->seconds + 1e-6);
}

/* opening.c: hours of facilities (after they are loaded), the city's zone. */
lc_status lc_world_load_hours(lc_world *w, lc_error *err);
lc_status lc_world_load_clock(lc_world *w, lc_error *err);

/* Which of the city's opening hours are open at a time. */
typedef struct lc_open_states { /* {0} before its first use */
    const lc_world *w;
    LC_VEC(uint8_t) of; /* lc_hours_state, by lc_facility.hours */
} lc_open_states;
/* `when` is not LIFE_WHEN_ANY. May be called again. LIFE_ERR_NOMEM. */
lc_status lc_open_states_at(const lc_world *w, lc_when when,
                            lc_open_states *out, lc_error *err);
void lc_open_states_clear(lc_open_states *s);
static inline lc_hours_state lc_open_state(const lc_open_states *s,
                                           uint32_t facility)
{
    uint32_t hours = s->w->facility.v[facility].hours;

    return hours == LIFE_NONE ? LIFE_HOURS_UNKNOWN
                              : (lc_hours_state)s->of.v[hours];
}

/* names.c: the table that search goes through. */
lc_status lc_world_load_names(lc_city *c, lc_world *w, lc_error *err);

#endif
