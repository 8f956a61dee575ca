/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/city.h - what an lc_world is made of.
 *
 *      links:   CSR by owner; by_edge: the facility links of each edge
 *      rank:    a facility's place among those of its category, by id
 *
 * It is filled while it is loaded, one noun after another (load.c: how and
 * why); after that nobody changes it, so it is read without a lock. What is
 * worked out about it is an lc_study's. Every array is owned by the world,
 * freed by the clear function of its noun, NULL until it is read. Arrays "per
 * X" are by X's number; LIFE_NONE in one: there is none.
 */
#ifndef LIFECIRCLE_SRC_WORLD_CITY_H
#define LIFECIRCLE_SRC_WORLD_CITY_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/zone.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/hours/calendar.h"
#include "lifecircle/hours/hours.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/world/extent.h"
#include "src/world/facilities/service.h"
#include "src/world/links/barriers.h"
#include "src/world/links/closing.h"
#include "src/world/links/linking.h"
#include "src/world/names/names.h"
#include "src/world/names/term.h"
#include "src/world/people/ages.h"
#include "src/world/people/statistic.h"
#include "src/world/standard.h"
#include "src/world/units/level.h"

struct lc_world {
    lc_arena *text;                   /* every string below */
    LC_VEC(const char *) setting;     /* key, value, key, value ... */
    LC_VEC(lc_standard_row) standard; /* built in */
    LC_VEC(lc_term) term;             /* names of ids */
    lc_category *category;
    size_t category_count;
    LC_VEC(const lc_catset *) catset; /* of the facilities, each once, sorted */
    lc_world_mode mode[LIFE_MAX_MODES]; /* as the city file's columns */
    size_t mode_count;
    LC_VEC(lc_way) way; /* that may be built */
    lc_pace *pace;      /* in the table's order; 0 is the default */
    size_t pace_count;

    /* Facilities that are open, by id. An entrance belongs to the facility f
     * with entrance_first[f] <= its number < entrance_first[f + 1]. A shape is
     * an area or a line, in their order. A layer of OpenStreetMap: 0, ground */
    LC_VEC(lc_facility) facility; /* by id */
    LC_VEC(lc_alias) alias;       /* by the id that was */
    LC_VEC(lc_shape) shape;
    LC_VEC(lc_pt) entrance;
    uint32_t *entrance_first; /* per facility + 1 */
    int8_t *facility_layer;
    const char **facility_unit_code; /* the unit it names itself, or NULL */
    char *facility_text; /* their texts, of a city that was computed */
    uint32_t *member[LIFE_MAX_CATEGORIES]; /* facilities, rising; rank order */
    lc_index *facility_index;              /* boxes of placed facilities */
    lc_index *member_index[LIFE_MAX_CATEGORIES]; /* the same, by rank */
    lc_facts facts;       /* how facilities are spoken of; not in compute */
    lc_services services; /* and what they offer */

    /* Units, by level and then code: level_first has one entry more than there
     * are levels, at most 64. unit_shape is in the order of the file's rows and
     * is reached by unit[u].shape alone. Areas are square metres, 0 without a
     * shape. unit_bands, of boundaries, are there only in compute. */
    lc_level_order order;
    LC_VEC(const char *) level; /* coarsest first */
    LC_VEC(lc_unit) unit;
    LC_VEC(lc_shape) unit_shape;
    double *unit_area_m2;
    struct lc_prepared_bands **unit_bands;
    uint32_t level_first[65]; /* units of a level: first .. next first */
    lc_index *unit_index, *centre_index; /* of boundaries; of seated centres */
    /* Of levels: the finest that units of it have their parents in, or
     * LIFE_NONE; as bits those that no centre of it reaches across. */
    uint32_t level_above[64];
    uint64_t level_borders[64];
    /* [unit * levels + level]: the boundary around a centre; a unit's rest. */
    uint32_t *centre_border, *unit_rest;

    /* Homes, by id. Weights are thousandths of what home_kind names, none
     * negative, and their sum fits; home_assumed is 0 or 1. home_layer is there
     * only in compute, which links homes: others read links as they were made.
     * Units are per level, for a whole level at once, as questions are about
     * one. unplaced is NULL where all facilities of a category have a place. */
    lc_home_kind home_kind;
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
    lc_home_link_set *home_set; /* whose these and their runs are; NULL: ours */
    int64_t total_weight, assumed_weight;

    /* Sources, by name; extent n + 1 is source n's, of kind NONE where it
     * states none. */
    LC_VEC(lc_source_info) source;
    const char *attribution;                /* of all sources */
    const char *as_of[LIFE_MAX_CATEGORIES]; /* as_of.h; NULL: not known */
    const char *as_of_basic;
    LC_VEC(lc_extent) extent; /* 0: the city's */
    LC_VEC(lc_pt) cut;        /* ends of streets at which the data end */
    lc_extent_run category_extents[LIFE_MAX_CATEGORIES];
    uint32_t *extent_list; /* of the runs: into `extent` */

    /* What walks need: read by every search, changed by none. */
    lc_network *net;
    struct lc_street_pages *street_pages; /* of a net that has only texts */
    struct lc_home_pages *home_pages;     /* of homes that are only counted */
    struct lc_facility_pages *facility_pages; /* of which there is one here */
    struct lc_unit_pages *unit_pages; /* of units that aren't summed up yet */
    lc_barriers *barriers;
    uint32_t *compound;   /* per edge: whose it is (links/compounds.h) */
    lc_mode_links *links; /* of LIFE_MAX_MODES; see lc_linking_by_edge() */
    LC_VEC(const lc_hours *) hours; /* each that is written, once */
    lc_hours_calendar *calendar;    /* of the time zone; NULL: none */
    const char *timezone;
    lc_zone zone;
    LC_VEC(lc_closing_rule) closing; /* by edge, then by node */
    LC_VEC(lc_gate_end) gate_end;    /* at nodes of these; by edge */
};

/* A text in the world's memory; "" is shared. NULL: no memory. */
static inline const char *lc_world_keep(lc_world *w, const char *text)
{
    return text && *text ? lc_arena_strdup(w->text, text) : "";
}

#endif
