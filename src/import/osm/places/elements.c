/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/elements.c - the tagged elements of an extract.
 *
 * Mappers used to put the tags of a multipolygon on its outer way; such a
 * relation is given those tags here. A way that outlines a multipolygon knows
 * so, and gives up what the multipolygon already is (`outer_of`).
 *
 * Relations come first, since they decide what their ways are.
 */
#include "src/import/osm/places/elements.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/parse.h"
#include "src/import/osm/read/shape.h"
#include "src/import/osm/sites/site.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LAYER_MOST 5

/* Whether any tag says what it is. */
static bool says_something(const lc_osm_import *im, uint32_t tag,
                           uint32_t count)
{
    const lc_osm_data *d = im->data;

    for (uint32_t i = 0; i < count; i++)
        if (!lc_osm_words_has(im->words, LIFE_OSM_LIST_SILENT,
                              d->text.v + d->tags.v[tag + i].key))
            return true;
    return false;
}

/* A member without a role outlines the area too: old data have many. */
static bool is_outer(const lc_osm_data *d, const lc_osm_member *m)
{
    const char *role = d->text.v + m->role;

    return m->type == 'w' && (!strcmp(role, "outer") || !*role);
}

/* Lends a multipolygon without tags of its own those of its outer way. */
static void lend_tags(const lc_osm_import *im, const lc_osm_relation *r,
                      lc_osm_element *e)
{
    const lc_osm_data *d = im->data;

    if (says_something(im, r->tag, r->tag_count))
        return;
    for (uint32_t i = 0; i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const lc_osm_way *w = is_outer(d, m) ? lc_osm_data_way(d, m->id) : NULL;

        if (w && says_something(im, w->tag, w->tag_count)) {
            e->tag = w->tag;
            e->tag_count = w->tag_count;
            return;
        }
    }
}

/* Both are closed by rings of their member ways. */
static bool is_area_relation(const lc_osm_data *d, const lc_osm_relation *r)
{
    const char *type = lc_osm_data_tag(d, r->tag, r->tag_count, "type");

    return type && (!strcmp(type, "multipolygon") || !strcmp(type, "boundary"));
}

/* Routes lend their ways to the map, and nothing else. */
static bool is_route(const lc_osm_data *d, const lc_osm_relation *r)
{
    const char *type = lc_osm_data_tag(d, r->tag, r->tag_count, "type");

    return type && !strcmp(type, "route");
}

/* Notes on the outer ways of relation element `at` that it speaks for them;
 * only multipolygons, and only where a shape comes out of them. */
static lc_status mark_outers(lc_osm_import *im, const lc_osm_relation *r,
                             uint32_t at, uint32_t *outer_of, lc_error *err)
{
    const lc_osm_data *d = im->data;
    lc_shape shape = {0};
    bool whole, usable;
    lc_status st = lc_osm_shape_relation(d, r, &shape, &whole, err);

    usable = !st && shape.kind == LIFE_SHAPE_AREA;
    lc_shape_clear(&shape);
    for (uint32_t i = 0; usable && i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const lc_osm_way *w = is_outer(d, m) ? lc_osm_data_way(d, m->id) : NULL;

        if (w && outer_of[w - d->ways.v] == LIFE_OSM_NONE)
            outer_of[w - d->ways.v] = at;
    }
    return st;
}

/* What the ways of a site are with it, they are not once more by themselves. */
static void mark_members(const lc_osm_data *d, const lc_osm_relation *r,
                         uint32_t at, uint32_t *outer_of)
{
    for (uint32_t i = 0; i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const lc_osm_way *w = m->type == 'w' ? lc_osm_data_way(d, m->id) : NULL;

        if (w && outer_of[w - d->ways.v] == LIFE_OSM_NONE)
            outer_of[w - d->ways.v] = at;
    }
}

/* Elements are kept in the order in which they are to be looked at. */
static lc_status add_element(lc_osm_import *im, const lc_osm_element *e,
                             lc_error *err)
{
    if (!lc_vec_push(&im->elements, *e))
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for %zu elements",
                       im->elements.n);
    return LIFE_OK;
}

/* First of all: ways are told by them whether they outline something. */
static lc_status add_relations(lc_osm_import *im, uint32_t *outer_of,
                               lc_error *err)
{
    const lc_osm_data *d = im->data;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < d->relations.n; i++) {
        const lc_osm_relation *r = &d->relations.v[i];
        lc_osm_element e = {r->id, i, r->tag, r->tag_count, LIFE_OSM_NONE, 'r'};
        bool area = is_area_relation(d, r), site = lc_osm_site_is(d, r);

        if (!area && !site && !is_route(d, r))
            continue;
        if (site)
            mark_members(d, r, (uint32_t)im->elements.n, outer_of);
        if (area)
            lend_tags(im, r, &e);
        /* The outline of a boundary is shared with its neighbours, and is
         * never the thing itself. */
        if (area && !lc_osm_data_tag(d, r->tag, r->tag_count, "boundary"))
            st = mark_outers(im, r, (uint32_t)im->elements.n, outer_of, err);
        if (!st)
            st = add_element(im, &e, err);
    }
    return st;
}

lc_status lc_osm_elements(lc_osm_import *im, lc_error *err)
{
    const lc_osm_data *d = im->data;
    uint32_t *outer_of = lc_calloc(d->ways.n, sizeof *outer_of);
    lc_status st;

    if (!outer_of)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for %zu ways",
                       d->ways.n);
    memset(outer_of, 0xff, d->ways.n * sizeof *outer_of);
    st = add_relations(im, outer_of, err);
    for (uint32_t i = 0; !st && i < d->ways.n; i++) {
        const lc_osm_way *w = &d->ways.v[i];
        lc_osm_element e = {w->id, i, w->tag, w->tag_count, outer_of[i], 'w'};

        lc_progress("shapes of the map", i, d->ways.n);
        if (e.tag_count > 0)
            st = add_element(im, &e, err);
    }
    for (uint32_t i = 0; !st && i < d->nodes.n; i++) {
        const lc_osm_node *n = &d->nodes.v[i];
        lc_osm_element e = {n->id, i, n->tag, n->tag_count, LIFE_OSM_NONE, 'n'};

        if (e.tag_count > 0)
            st = add_element(im, &e, err);
    }
    lc_free(outer_of);
    return st;
}

const char *lc_osm_element_tag(const lc_osm_import *im, const lc_osm_element *e,
                               const char *key)
{
    return lc_osm_data_tag(im->data, e->tag, e->tag_count, key);
}

int lc_osm_element_layer(const lc_osm_import *im, const lc_osm_element *e)
{
    const char *text = lc_osm_element_tag(im, e, "layer");
    int64_t layer = 0;

    if (text)
        lc_parse_int(text, -LAYER_MOST, LAYER_MOST, &layer);
    return (int)layer;
}

void lc_osm_element_id(const lc_osm_element *e, char out[32])
{
    snprintf(out, 32, "%c%" PRId64, e->type, e->id);
}

lc_osm_view lc_osm_element_view(const lc_osm_import *im,
                                const lc_osm_element *e, double area_m2)
{
    lc_osm_view t = {im->data, e->tag, e->tag_count, area_m2};

    return t;
}

/* area=yes and area=no are the last word; else it depends on what it is. */
static lc_status way_shape(const lc_osm_import *im, const lc_osm_element *e,
                           bool linear, lc_shape *out, lc_error *err)
{
    const char *area = lc_osm_element_tag(im, e, "area");
    bool whole;
    bool as_area = area ? strcmp(area, "no") : !linear;

    return lc_osm_shape_way(im->data, &im->data->ways.v[e->at], as_area, out,
                            &whole, err);
}

/* What no map holds is left out, and told. */
static lc_status tidy(const lc_osm_element *e, lc_shape *out, lc_error *err)
{
    lc_status st = lc_shape_tidy(out, NULL);

    if (st == LIFE_ERR_LIMIT)
        lc_log(LIFE_LOG_WARN, LIFE_OSM_ON_ITSELF, e->type, e->id);
    return st == LIFE_ERR_NOMEM ? lc_no_memory(err, "outlines") : LIFE_OK;
}

lc_status lc_osm_element_shape(const lc_osm_import *im, const lc_osm_element *e,
                               bool linear, lc_shape *out, lc_error *err)
{
    const lc_osm_data *d = im->data;
    lc_status st;
    bool whole;

    if (e->type == 'n')
        return lc_shape_make(LIFE_SHAPE_POINT, &d->nodes.v[e->at].pt, 1, out,
                             err);
    if (e->type == 'w')
        st = way_shape(im, e, linear, out, err);
    else if (is_route(d, &d->relations.v[e->at]))
        st = lc_osm_shape_lines(d, &d->relations.v[e->at], out, err);
    else if (lc_osm_site_is(d, &d->relations.v[e->at]))
        st = lc_osm_site_shape(d, &d->relations.v[e->at], out, err);
    else
        st = lc_osm_shape_relation(d, &d->relations.v[e->at], out, &whole, err);
    if (!st && out->kind == LIFE_SHAPE_AREA)
        st = tidy(e, out, err);
    return st;
}
