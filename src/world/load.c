/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/load.c - see load.h: one noun after another.
 *
 * The order is that of need: facilities name categories and are ranked in them,
 * published figures name units, links need streets and barriers, units count
 * homes, names lie in units. In a city file that is being computed the rows are
 * there and the arrays are not; every step but the tables therefore knows both
 * ways. The clock and what follows it serve questions, which nobody puts before
 * compute is done; names are made for the first search (names/names.c).
 */
#include "src/world/load.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/graph/edge_index.h"
#include "lifecircle/world/streets.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/clock.h"
#include "src/world/extent.h"
#include "src/world/facilities/as_of.h"
#include "src/world/facilities/facility.h"
#include "src/world/facilities/fact.h"
#include "src/world/facilities/members.h"
#include "src/world/facilities/opening.h"
#include "src/world/facilities/service.h"
#include "src/world/links/arrays.h"
#include "src/world/links/barrier_rows.h"
#include "src/world/links/barriers.h"
#include "src/world/links/closing.h"
#include "src/world/links/compounds.h"
#include "src/world/links/detached.h"
#include "src/world/links/linking.h"
#include "src/world/mode.h"
#include "src/world/names/term.h"
#include "src/world/pace.h"
#include "src/world/pages/facility_pages.h"
#include "src/world/pages/home_pages.h"
#include "src/world/pages/street_pages.h"
#include "src/world/pages/unit_pages.h"
#include "src/world/people/ages.h"
#include "src/world/people/home.h"
#include "src/world/people/home_depth.h"
#include "src/world/people/statistic.h"
#include "src/world/setting.h"
#include "src/world/source.h"
#include "src/world/standard.h"
#include "src/world/units/assignment.h"
#include "src/world/units/unit.h"
#include "src/world/units/unplaced.h"

typedef lc_status (*loader)(lc_city *c, lc_world *w, lc_error *err);

static lc_status in_order(const loader *step, size_t count, lc_city *c,
                          lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < count && !st; i++)
        st = step[i](c, w, err);
    return st;
}

/* Categories and paces are copied by compute; without them nothing that
 * follows would mean anything. */
static lc_status need_tables(lc_city *c, lc_world *w, lc_error *err)
{
    (void)c;
    if (w->pace_count && w->category_count)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_STATE,
                   "the city has not been computed yet: run compute");
}

static lc_status load_members(lc_city *c, lc_world *w, lc_error *err)
{
    (void)c;
    return lc_members_list(w, err);
}

/* What is of the city as a whole, and does not grow with it. */
static lc_status load_terms(lc_city *c, lc_world *w, lc_error *err)
{
    static const loader step[] = {lc_world_setting_load, lc_world_standard_load,
                                  lc_world_term_load,    lc_world_category_load,
                                  lc_world_mode_load,    lc_world_pace_load,
                                  need_tables,           lc_world_source_load};

    return in_order(step, sizeof step / sizeof *step, c, w, err);
}

static lc_status load_tables(lc_city *c, lc_world *w, lc_load_from from,
                             lc_error *err)
{
    static const loader step[] = {load_members, lc_as_of_load,
                                  lc_world_unit_load, lc_world_statistic_load};
    bool computed = from == LIFE_LOAD_ARRAYS || from == LIFE_LOAD_LAYERS;
    lc_status st = load_terms(c, w, err);

    if (!st)
        st = lc_world_facility_load(c, w, computed, err);
    return st ? st : in_order(step, sizeof step / sizeof *step, c, w, err);
}

/* Rows are read one after the other, as the city is one thread's. */
typedef struct ground {
    lc_city *c;
    lc_world *w;
    lc_network_builder *streets; /* all rows are in it */
} ground;

/* Streets are put in order while what is in the way is read. */
static lc_status make_ground(void *ctx, size_t item, unsigned worker,
                             lc_error *err)
{
    ground *g = ctx;

    (void)worker;
    return item ? lc_network_builder_finish(g->streets, &g->w->net, err)
                : lc_barriers_build(g->c, &g->w->barriers, err);
}

static lc_status make_streets(lc_city *c, lc_world *w, lc_error *err)
{
    ground g = {.c = c, .w = w};
    lc_status st = lc_streets_read(c, &g.streets, err);

    if (!st)
        st = lc_pool_run(lc_pool_threads(), 2, make_ground, &g, err);
    lc_network_builder_free(g.streets);
    if (!st)
        st = lc_detached_mark(w->net, w->barriers, err);
    return st ? st : lc_compounds_make(w->net, w->barriers, &w->compound, err);
}

/* Streets and what is in the way are looked for about facilities alone that are
 * new: most of the cost is in their trees. */
static lc_status load_in_the_way(lc_city *c, lc_world *w,
                                 const lc_linking_before *before, lc_error *err)
{
    lc_box *reach = NULL;
    lc_status st = lc_linking_reach(w, before, &reach, err);

    if (!st && !w->net->index)
        st = lc_edge_index_make(w->net, reach, before->fresh, err);
    if (!st)
        st = lc_barriers_load_near(c, reach, before->fresh, &w->barriers, err);
    lc_free(reach);
    return st ? st
              : lc_compounds_load(c, w->net, w->barriers, &w->compound, err);
}

static lc_status load_streets(lc_city *c, lc_world *w,
                              lc_linking_before *before, lc_error *err)
{
    lc_status st = lc_streets_load_bare(c, &w->net, err);

    if (!st)
        st = lc_links_arrays_before(c, w, before, err);
    return st || !before->fresh ? st : load_in_the_way(c, w, before, err);
}

/* The extent may rest on the streets, so it comes after them. */
static lc_status find_extent(lc_world *w, lc_error *err)
{
    lc_status st = lc_world_extent_cuts(w, err);

    return st ? st : lc_world_extent_box(w, err);
}

/* A table may bring an extent of its own, so depths go with facilities. */
static lc_status load_homes(lc_city *c, lc_world *w, lc_load_from from,
                            lc_error *err)
{
    lc_status st = lc_world_home_load(c, w, from != LIFE_LOAD_ROWS, err);

    if (!st && from != LIFE_LOAD_ROWS)
        st = lc_world_extent_load(c, w, from == LIFE_LOAD_GROUND, err);
    if (!st && from != LIFE_LOAD_ARRAYS)
        st = lc_home_depth_measure(w, err);
    if (!st)
        st = lc_world_age_load(c, w, err);
    return st ? st : lc_world_extent_of_categories(w, err);
}

static lc_status load_units(lc_city *c, lc_world *w, lc_load_from from,
                            const lc_linking_before *before, lc_error *err)
{
    lc_status st = lc_world_unit_index(c, w, from != LIFE_LOAD_ROWS, err);

    if (!st)
        st = lc_assignment_make(c, w, from, before, err);
    return st ? st : lc_unplaced_list(w, err);
}

/* Links are made by the rows alone and loaded as they were made; the lists
 * by edge are made anew each time, which takes less than reading them. */
static lc_status make_links(lc_city *c, lc_world *w, lc_load_from from,
                            const lc_linking_before *before, lc_error *err)
{
    lc_status st = from == LIFE_LOAD_ROWS
                       ? LIFE_OK
                       : lc_links_arrays_load(c, w, false, err);

    if (!st)
        st = lc_linking_make(w, before, err);
    if (st)
        return st;
    /* A change writes what the default pace's mode tells. */
    return lc_linking_index(
        w, before ? w->pace[0].mode + 1 : (lc_mode)w->mode_count, err);
}

/* Of rows, or of the ground alone: each part needs the ones before it. What
 * facilities there were tells the units and the links of those that stay. */
static lc_status load_in_turn(lc_city *c, lc_world *w, lc_load_from from,
                              lc_error *err)
{
    lc_linking_before kept = {0};
    lc_linking_before *before = from == LIFE_LOAD_GROUND ? &kept : NULL;
    lc_status st =
        before ? load_streets(c, w, before, err) : make_streets(c, w, err);

    if (!st)
        st = find_extent(w, err);
    if (!st)
        st = load_homes(c, w, from, err);
    if (!st)
        st = load_units(c, w, from, before, err);
    if (!st)
        st = make_links(c, w, from, before, err);
    lc_linking_before_clear(&kept);
    return st;
}

/* ---- of arrays ---- */

/* All of them lie in the file, so that parts which need nothing of each other
 * are loaded at once. Texts go into one arena: of what runs at once one part
 * alone may keep any. */
typedef lc_status (*part)(lc_city *c, lc_world *w, lc_load_from from,
                          lc_error *err);

typedef struct at_once {
    const part *step;
    lc_city *c;
    lc_world *w;
} at_once;

static lc_status load_part(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    const at_once *a = ctx;

    (void)worker;
    return a->step[item](a->c, a->w, LIFE_LOAD_ARRAYS, err);
}

/* What walks need, and the tree of its edges. */
static lc_status load_network(lc_city *c, lc_world *w, lc_load_from from,
                              lc_error *err)
{
    (void)from;
    return lc_streets_load(c, &w->net, err);
}

static lc_status load_bare_network(lc_city *c, lc_world *w, lc_load_from from,
                                   lc_error *err)
{
    (void)from;
    return lc_streets_load_bare(c, &w->net, err);
}

/* With two trees more, which take as long as that of the streets. */
static lc_status load_barriers(lc_city *c, lc_world *w, lc_load_from from,
                               lc_error *err)
{
    (void)from;
    return lc_barriers_load(c, &w->barriers, err);
}

/* The texts are the age bands'. */
static lc_status load_people(lc_city *c, lc_world *w, lc_load_from from,
                             lc_error *err)
{
    lc_status st = load_homes(c, w, from, err);

    return st ? st : load_units(c, w, from, NULL, err);
}

static lc_status load_bare_links(lc_city *c, lc_world *w, lc_load_from from,
                                 lc_error *err)
{
    (void)from;
    return lc_links_arrays_load(c, w, true, err);
}

static lc_status load_links(lc_city *c, lc_world *w, lc_load_from from,
                            lc_error *err)
{
    lc_status st = load_bare_links(c, w, from, err);

    return st ? st : lc_linking_index(w, (lc_mode)w->mode_count, err);
}

/* Whose holidays: the clock's zone says it. */
static lc_status load_said(lc_city *c, lc_world *w, lc_load_from from,
                           lc_error *err)
{
    lc_status st = lc_world_clock_load(w, err);

    (void)c;
    (void)from;
    if (!st)
        st = lc_world_opening_load(w, err);
    if (!st)
        st = lc_world_fact_load(w, err);
    return st ? st : lc_world_service_load(w, err);
}

static lc_status load_at_once(lc_city *c, lc_world *w, lc_error *err)
{
    static const part first[] = {load_network, load_barriers, load_people};
    static const part then[] = {load_links, load_said};
    unsigned threads = lc_pool_threads();
    at_once a = {first, c, w};
    lc_status st =
        lc_pool_run(threads, sizeof first / sizeof *first, load_part, &a, err);

    /* Short, and of streets and barriers both. */
    if (!st)
        st = lc_compounds_load(c, w->net, w->barriers, &w->compound, err);
    if (!st)
        st = find_extent(w, err);
    a.step = then;
    if (!st)
        st = lc_pool_run(threads, sizeof then / sizeof *then, load_part, &a,
                         err);
    /* The last, since it reads rows, and by hours that need the calendar. */
    return st ? st : lc_world_closing_load(c, w, err);
}

/* A quarter of the time and two fifths of the memory are trees, and what stands
 * in the way of walks: whoever only reads rows needs neither. */
static lc_status load_for_rows(lc_city *c, lc_world *w, lc_error *err)
{
    static const part first[] = {load_bare_network, load_people};
    static const part then[] = {load_bare_links, load_said};
    at_once a = {first, c, w};
    lc_status st = lc_pool_run(lc_pool_threads(), sizeof first / sizeof *first,
                               load_part, &a, err);

    if (!st)
        st = find_extent(w, err);
    a.step = then;
    return st ? st
              : lc_pool_run(lc_pool_threads(), sizeof then / sizeof *then,
                            load_part, &a, err);
}

/* Of the array of areas: where it is missing, the city is not computed. */
static lc_status link_units(lc_city *c, lc_world *w, lc_error *err)
{
    return lc_world_unit_index(c, w, true, err);
}

/* Whoever goes through streets, homes, facilities or units needs nothing else
 * that grows with the city: of facilities none is counted. Each is opened when
 * it is first asked for. */
static lc_status load_pages(lc_city *c, lc_world *w, lc_error *err)
{
    static const loader step[] = {
        load_terms,          load_members,      lc_as_of_load,
        lc_world_unit_load,  link_units,        lc_world_statistic_load,
        lc_street_pages_new, lc_home_pages_new, lc_facility_pages_new,
        lc_unit_pages_new};

    return in_order(step, sizeof step / sizeof *step, c, w, err);
}

lc_status lc_load_all(lc_city *c, lc_load_from from, lc_world *w, lc_error *err)
{
    lc_status st;

    if (from == LIFE_LOAD_PAGES)
        return load_pages(c, w, err);
    st = load_tables(c, w, from, err);
    if (st)
        return st;
    if (from == LIFE_LOAD_LAYERS)
        return load_for_rows(c, w, err);
    return from == LIFE_LOAD_ARRAYS ? load_at_once(c, w, err)
                                    : load_in_turn(c, w, from, err);
}

lc_status lc_load_units(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = lc_world_unit_load(c, w, err);

    return st ? st : lc_world_unit_index(c, w, false, err);
}

/* ---- the file ---- */

lc_status lc_load_begin(const char *path, bool verify, lc_city **out,
                        lc_error *err)
{
    bool known;
    lc_status st = verify ? lc_city_verify(path, &known, err) : LIFE_OK;

    *out = NULL;
    return st ? st : lc_city_open(path, true, out, err);
}

/* An array that is missing is the sign of a file that was imported and never
 * computed, so those errors are reworded with what to do; others stay as they
 * are. The file is closed first: `why` holds its words. */
lc_status lc_load_end(lc_city *c, const char *path, lc_status st,
                      const lc_error *why, lc_error *err)
{
    lc_city_close(c);
    if (st == LIFE_ERR_NOT_FOUND || st == LIFE_ERR_STATE)
        return lc_fail(err, LIFE_ERR_STATE,
                       "%s has not been computed yet: run `lifecircle compute "
                       "--city FILE` on it",
                       path);
    if (st && err)
        *err = *why;
    return st;
}
