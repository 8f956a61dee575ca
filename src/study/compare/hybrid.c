/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/hybrid.c - see hybrid.h.
 *
 * A world is lent its arrays by the cities that it is of, one noun after
 * another; only what joins nouns of two cities is its own: links, units of
 * facilities without a place, and how far homes are from where the data end.
 */
#include "src/study/compare/hybrid.h"

#include "lifecircle/base/mem.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/links/linking.h"
#include "src/world/people/home_depth.h"
#include "src/world/units/unplaced.h"

#include <string.h>

static void lend_streets(lc_world *w, const lc_world *of)
{
    memcpy(w->mode, of->mode, sizeof w->mode);
    w->mode_count = of->mode_count;
    w->net = of->net;
    w->barriers = of->barriers;
    w->compound = of->compound;
    w->cut.v = of->cut.v;
    w->cut.n = of->cut.n;
}

static void lend_facilities(lc_world *w, const lc_world *of)
{
    w->category = of->category;
    w->category_count = of->category_count;
    w->facility.v = of->facility.v;
    w->facility.n = of->facility.n;
    w->shape.v = of->shape.v;
    w->shape.n = of->shape.n;
    w->entrance.v = of->entrance.v;
    w->entrance.n = of->entrance.n;
    w->entrance_first = of->entrance_first;
    w->facility_layer = of->facility_layer;
    w->facility_unit_code = of->facility_unit_code;
    w->facility_index = of->facility_index;
    memcpy(w->member, of->member, sizeof w->member);
    memcpy(w->member_index, of->member_index, sizeof w->member_index);
    w->source.v = of->source.v;
    w->source.n = of->source.n;
    memcpy(w->category_extents, of->category_extents,
           sizeof w->category_extents);
    w->extent_list = of->extent_list;
}

static void lend_homes(lc_world *w, const lc_hybrid_parts *p)
{
    const lc_world *of = p->homes;

    w->level.v = of->level.v;
    w->level.n = of->level.n;
    w->unit.v = of->unit.v;
    w->unit.n = of->unit.n;
    memcpy(w->level_first, of->level_first, sizeof w->level_first);
    w->home_kind = of->home_kind;
    w->home_count = of->home_count;
    w->home_pt = of->home_pt;
    w->home_weight = of->home_weight;
    w->home_assumed = of->home_assumed;
    w->home_layer = (int8_t *)p->layer; /* read alone */
    w->home_unit = of->home_unit;
    w->total_weight = of->total_weight;
}

/* ---- what is its own ---- */

/* A mode is a number of the streets' own. */
static lc_status make_paces(lc_world *w, const lc_world *rules, lc_error *err)
{
    w->pace = lc_calloc(rules->pace_count, sizeof *w->pace);
    if (!w->pace)
        return lc_no_memory(err, "the paces");
    w->pace_count = rules->pace_count;
    for (size_t i = 0; i < w->pace_count; i++) {
        const char *mode = rules->mode[rules->pace[i].mode].id;

        w->pace[i] = rules->pace[i];
        w->pace[i].mode = lc_world_mode_find(w, mode);
        if (w->pace[i].mode >= w->mode_count)
            return lc_fail(err, LIFE_ERR_STATE,
                           "one of the files has no streets for the mode %s: "
                           "import both with one version of the program",
                           mode);
    }
    return LIFE_OK;
}

/* The first is the city's, which comes with the streets; the others are of the
 * facilities' sources. Shapes are lent. */
static lc_status make_extents(lc_world *w, const lc_hybrid_parts *p,
                              lc_error *err)
{
    const lc_world *f = p->facilities;

    for (size_t x = 0; x < f->extent.n; x++) {
        lc_extent e = x ? f->extent.v[x] : p->streets->extent.v[0];

        e.home_mm = NULL;
        if (!lc_vec_push(&w->extent, e))
            return lc_no_memory(err, "the extents");
    }
    return lc_home_depth_measure(w, err);
}

/* Of facilities without a place alone: nobody asks for the others'. */
static lc_status make_units(lc_world *w, lc_error *err)
{
    size_t n = w->facility.n;

    w->facility_unit = lc_calloc(w->level.n, n * sizeof *w->facility_unit);
    if (!w->facility_unit)
        return lc_no_memory(err, "the units");
    memset(w->facility_unit, 0xff, w->level.n * n * sizeof *w->facility_unit);
    for (size_t f = 0; f < n; f++) {
        const char *code = w->facility_unit_code[f];
        uint32_t u = code && !w->facility.v[f].placed
                         ? lc_world_unit_find(w, code)
                         : LIFE_NONE;

        if (u != LIFE_NONE)
            w->facility_unit[w->unit.v[u].level_index * n + f] = u;
    }
    return lc_unplaced_list(w, err);
}

static void lend_home_links(lc_world *w, const lc_world *of)
{
    w->home_link.v = of->home_link.v;
    w->home_link.n = of->home_link.n;
    for (size_t m = 0; m < w->mode_count; m++) {
        w->links[m].home.at = of->links[m].home.at;
        w->links[m].home.n = of->links[m].home.n;
    }
}

static lc_status make_links(lc_world *w, const lc_hybrid_parts *p,
                            lc_error *err)
{
    lc_status st =
        lc_linking_make_some(w, NULL, !p->home_links, !p->facility_links, err);

    if (st)
        return st;
    if (p->home_links)
        lend_home_links(w, p->home_links);
    for (size_t m = 0; m < w->mode_count && p->facility_links; m++) {
        w->links[m].facility = p->facility_links->links[m].facility;
        w->links[m].facility.lent = true;
    }
    return lc_linking_index(w, (lc_mode)w->mode_count, err);
}

/* ---- as a whole ---- */

/* What is the hybrid's own is told from what is lent by the cities that it is
 * of, so they are kept with it. */
typedef struct hybrid {
    lc_world w; /* the first: whoever has one has the other */
    bool own_homes, own_facilities;
} hybrid;

lc_status lc_hybrid_make(const lc_hybrid_parts *of, lc_world **out,
                         lc_error *err)
{
    hybrid *h = lc_calloc(1, sizeof *h);
    lc_status st;

    *out = NULL;
    if (!h)
        return lc_no_memory(err, "the comparison");
    h->own_homes = !of->home_links;
    h->own_facilities = !of->facility_links;
    h->w.links = lc_calloc(LIFE_MAX_MODES, sizeof *h->w.links);
    lend_streets(&h->w, of->streets);
    lend_facilities(&h->w, of->facilities);
    lend_homes(&h->w, of);
    st = h->w.links ? make_paces(&h->w, of->rules, err)
                    : lc_no_memory(err, "the comparison");
    if (!st)
        st = make_extents(&h->w, of, err);
    if (!st)
        st = make_units(&h->w, err);
    if (!st)
        st = make_links(&h->w, of, err);
    if (st)
        lc_hybrid_free(&h->w);
    else
        *out = &h->w;
    return st;
}

static void clear_links(hybrid *h)
{
    lc_world *w = &h->w;

    for (size_t m = 0; w->links && m < LIFE_MAX_MODES; m++) {
        lc_mode_links *l = &w->links[m];

        if (!h->own_homes)
            l->home.at = l->home.n = NULL;
        if (!h->own_facilities) /* its runs are lent with the links */
            l->facility = (lc_link_table){0};
        lc_linking_clear(l);
    }
    lc_free(w->links);
    if (h->own_homes)
        lc_vec_free(&w->home_link);
}

void lc_hybrid_free(lc_world *w)
{
    hybrid *h = (hybrid *)w;

    if (!w)
        return;
    clear_links(h);
    for (size_t x = 0; x < w->extent.n; x++)
        lc_free(w->extent.v[x].home_mm);
    lc_vec_free(&w->extent);
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++)
        lc_free(w->unplaced[c]);
    lc_free(w->facility_unit);
    lc_free(w->pace);
    lc_free(h);
}
