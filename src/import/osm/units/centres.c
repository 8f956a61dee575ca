/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/centres.c - see centres.h and "Units" in
 * src/import/README.md.
 *
 * A place that has a boundary is not given a second self. Where that boundary
 * is of the finest level it is the unit; where it is of a coarser one, as a
 * village's is that of its municipality, the village's homes are what the
 * other places of the municipality leave over. World/units/unit.c gives homes
 * to centres by the same rule.
 */
#include "src/import/osm/units/centres.h"

#include "src/import/osm/places/elements.h"

#include <inttypes.h>
#include <string.h>

#define TOWN_MOST_M 3000.0 /* a quarter this near is a part of the town */
/* A point so near to a boundary of its name was put down beside it. */
#define NEAR_M 500.0

static int finest(const lc_osm_centres *c)
{
    return c->levels->count - 1;
}

/* ---- kinds of places ---- */

/* NULL: such places are no units. */
static const lc_osm_place_kind *kind_of(const lc_osm_centres *c,
                                        const char *place)
{
    for (size_t i = 0; place && i < c->kinds.n; i++)
        if (!strcmp(c->kinds.v[i].place, place))
            return &c->kinds.v[i];
    return NULL;
}

lc_status lc_osm_centres_open(lc_osm_centres *c, lc_error *err)
{
    lc_status st = lc_table_open("place_units.csv", &c->table, err);
    const lc_table *t = c->table;

    for (size_t i = 0; !st && i < lc_table_rows(t); i++) {
        lc_osm_place_kind k = {.place = lc_table_cell(t, i, "place"),
                               .town = lc_table_is_set(t, i, "town"),
                               .part = lc_table_is_set(t, i, "part"),
                               .urban = lc_table_is_set(t, i, "urban")};

        if (!lc_vec_push(&c->kinds, k))
            st = lc_no_memory(err, "the units");
    }
    return st;
}

lc_status lc_osm_centres_add(lc_osm_centres *c, const lc_osm_element *e,
                             lc_error *err)
{
    lc_osm_centre one = {.id = e->id,
                         .name = lc_osm_element_tag(c->im, e, "name"),
                         .name_en = lc_osm_element_tag(c->im, e, "name:en"),
                         .kind =
                             kind_of(c, lc_osm_element_tag(c->im, e, "place")),
                         .pt = c->im->data->nodes.v[e->at].pt};
    lc_status st;

    if (!one.kind || !one.name || !*one.name)
        return LIFE_OK;
    st = lc_osm_called_read(c->im, e, c->text, &one.called, err);
    if (!st && lc_vec_push(&c->points, one))
        return LIFE_OK;
    lc_osm_called_clear(&one.called);
    return st ? st : lc_no_memory(err, "the units");
}

/* ---- a place's own boundary ---- */

typedef struct own_search {
    const lc_osm_centres *c;
    const lc_osm_centre *p;
    bool unit; /* only those that are units */
    const lc_osm_boundary *best;
} own_search;

/* Parents are of a coarser level, whatever lies between. */
static bool accept_coarser(const void *ctx, const lc_osm_boundary *b)
{
    return b->level >= 0 && b->level < *(const int *)ctx;
}

static const lc_osm_boundary *unit_above(const lc_osm_centres *c, lc_pt p)
{
    int level = finest(c);

    return lc_osm_boundaries_around(c->bounds, p, accept_coarser, &level);
}

/* A point may stand beside the boundary of its name; the next town has
 * quarters of the same names. */
static bool stands_beside(const own_search *s, const lc_osm_boundary *b)
{
    return b->level == finest(s->c) &&
           lc_shape_distance_m(&b->shape, s->p->pt, true, NULL) <= NEAR_M &&
           unit_above(s->c, s->p->pt) == unit_above(s->c, b->inner);
}

static bool wants(const own_search *s, const lc_osm_boundary *b)
{
    return (!s->best || b->area_m2 < s->best->area_m2) &&
           (!s->unit || b->level >= 0);
}

static bool try_name(void *ctx, uint32_t item)
{
    own_search *s = ctx;
    const lc_osm_boundary *b = &s->c->bounds->v.v[item];

    if (wants(s, b) && lc_osm_called_alike(&b->called, &s->p->called) &&
        (lc_shape_contains(&b->shape, s->p->pt) || stands_beside(s, b)))
        s->best = b;
    return true;
}

/* The seat of a district is a town of its own, unless the district is called
 * after it. */
static bool stands_for(const own_search *s, const lc_osm_seat *seat)
{
    const lc_osm_boundary *b = &s->c->bounds->v.v[seat->boundary];

    return seat->label || b->level == finest(s->c) ||
           lc_osm_called_related(&b->called, &s->p->called);
}

static void try_seats(own_search *s)
{
    const lc_osm_boundaries *b = s->c->bounds;
    size_t low = 0, high = b->seats.n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (b->seats.v[mid].node < s->p->id)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < b->seats.n && b->seats.v[low].node == s->p->id; low++) {
        const lc_osm_seat *seat = &b->seats.v[low];

        if (wants(s, &b->v.v[seat->boundary]) && stands_for(s, seat))
            s->best = &b->v.v[seat->boundary];
    }
}

/* The smallest boundary that is the place's own: it has its name and holds it,
 * or names the node. */
static const lc_osm_boundary *own_boundary(const lc_osm_centres *c,
                                           const lc_osm_centre *p, bool unit)
{
    own_search s = {c, p, unit, NULL};
    lc_box near = lc_box_empty();

    lc_box_add(&near, p->pt);
    try_seats(&s);
    lc_index_query(c->bounds->index, lc_box_grown(near, NEAR_M), try_name, &s);
    return s.best;
}

/* ---- towns and their parts ---- */

/* Whether `p` belongs to the town: inside its boundary, or near it and nearer
 * to no other. */
static bool belongs(const lc_osm_centres *c, const lc_osm_centre *town,
                    const lc_osm_boundary *own, lc_pt p)
{
    lc_box near = lc_box_empty();
    double m;

    if (own)
        return lc_shape_contains(&own->shape, p);
    lc_box_add(&near, town->pt);
    if (!lc_box_contains(lc_box_grown(near, TOWN_MOST_M), p))
        return false;
    m = lc_distance_m(town->pt, p);
    if (m > TOWN_MOST_M)
        return false;
    for (size_t i = 0; i < c->points.n; i++)
        if (c->points.v[i].kind->town &&
            lc_distance_m(c->points.v[i].pt, p) < m)
            return false;
    return true;
}

/* A town with quarters is no unit at the finest level: its quarters are. */
static bool has_parts(const lc_osm_centres *c, const lc_osm_centre *town)
{
    const lc_osm_boundary *own = own_boundary(c, town, false);

    for (size_t i = 0; i < c->points.n; i++) {
        const lc_osm_centre *p = &c->points.v[i];

        if (p->kind->part && belongs(c, town, own, p->pt))
            return true;
    }
    return false;
}

/* ---- who is one ---- */

/* Why a place is no unit, for `check`. */
static void put_reason(const lc_osm_centres *c, const lc_osm_centre *p,
                       const char *why, const lc_osm_boundary *b)
{
    lc_buf_printf(&c->im->no_units, "n%" PRId64 " %s%s (%s)\n", p->id, why,
                  b ? b->code : "", p->name);
}

/* NULL: it is one. A part of a town that has a coarser boundary is made of
 * smaller parts; a village is one place amid others, and keeps its homes from
 * them. *by: the boundary that the reason names, or NULL. */
static const char *why_none(const lc_osm_centres *c, const lc_osm_centre *p,
                            const lc_osm_boundary *own,
                            const lc_osm_boundary **by)
{
    static const char its_own[] = "it has a boundary of its own, ";
    const lc_osm_boundary *around = p->border[finest(c)];

    *by = own;
    if (own && (own->level >= finest(c) || p->kind->part))
        return its_own;
    *by = NULL;
    if (p->kind->town && has_parts(c, p))
        return "its parts are units";
    *by = around ? around : own;
    if (around)
        return "it lies in ";
    return own && own != unit_above(c, p->pt) ? its_own : NULL;
}

static bool is_centre(const lc_osm_centres *c, lc_osm_centre *p)
{
    const lc_osm_boundary *own = own_boundary(c, p, true), *by;
    const char *why;

    lc_osm_boundaries_at(c->bounds, p->pt, p->border);
    why = why_none(c, p, own, &by);
    if (why)
        put_reason(c, p, why, by);
    else
        p->own = own;
    return !why;
}

/* Of two places of one boundary the larger kind stands for it, then the lower
 * id. */
static void add_centre(lc_osm_centres *c, const lc_osm_centre *p)
{
    for (size_t i = 0; p->own && i < c->v.n; i++) {
        if (c->v.v[i].own != p->own)
            continue;
        if (c->v.v[i].kind <= p->kind) {
            put_reason(c, p, "another place stands for ", p->own);
            return;
        }
        put_reason(c, &c->v.v[i], "another place stands for ", p->own);
        memmove(c->v.v + i, c->v.v + i + 1, (c->v.n - i - 1) * sizeof *c->v.v);
        c->v.n--;
    }
    c->v.v[c->v.n++] = *p;
}

lc_status lc_osm_centres_choose(lc_osm_centres *c, lc_error *err)
{
    if (!lc_vec_reserve(&c->v, c->points.n))
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < c->points.n; i++)
        if (is_centre(c, &c->points.v[i]))
            add_centre(c, &c->points.v[i]);
    return LIFE_OK;
}

/* ---- homes to centres ---- */

/* The centre that a home belongs to. */
typedef struct nearest {
    const lc_osm_centres *c;
    lc_pt p;
    const lc_osm_boundary *border[LIFE_OSM_LEVELS_MOST];
    double dist_m;
    uint32_t best;
} nearest;

/* Ties go to the lower id. */
static void try_centre(void *ctx, uint32_t item, double *limit_m)
{
    nearest *n = ctx;
    const lc_osm_centre *c = &n->c->v.v[item];
    double m = lc_distance_m(c->pt, n->p);

    if (m > n->dist_m || (m == n->dist_m && item > n->best) ||
        memcmp(c->border, n->border, sizeof n->border) != 0)
        return;
    n->dist_m = m;
    n->best = item;
    *limit_m = m;
}

/* Centres are points; their boxes are empty. */
static lc_status index_centres(lc_osm_centres *c, lc_error *err)
{
    lc_box *box = lc_calloc(c->v.n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < c->v.n; i++) {
        box[i] = lc_box_empty();
        lc_box_add(&box[i], c->v.v[i].pt);
    }
    st = lc_index_build(box, c->v.n, &c->index, err);
    lc_free(box);
    return st;
}

/* A home inside a boundary of the finest level needs no centre. No centre lies
 * in one, so the others are compared with it. */
lc_status lc_osm_centres_assign(lc_osm_centres *c, lc_error *err)
{
    const lc_osm_import *im = c->im;
    lc_status st = index_centres(c, err);

    if (st)
        return st;
    c->of = lc_calloc(im->homes.n, sizeof *c->of);
    if (!c->of)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < im->homes.n; i++) {
        nearest n = {.c = c,
                     .p = im->homes.v[i].pt,
                     .dist_m = LIFE_OSM_CENTRE_M,
                     .best = LIFE_OSM_NONE};

        lc_osm_boundaries_at(c->bounds, n.p, n.border);
        lc_index_nearest(c->index, n.p, LIFE_OSM_CENTRE_M, try_centre, &n);
        c->of[i] = n.best;
        if (n.best != LIFE_OSM_NONE)
            c->v.v[n.best].homes++;
    }
    for (size_t i = 0; i < c->v.n; i++)
        if (!c->v.v[i].homes)
            put_reason(c, &c->v.v[i], "no home is nearest to it", NULL);
    return LIFE_OK;
}

void lc_osm_centres_clear(lc_osm_centres *c)
{
    for (size_t i = 0; i < c->points.n; i++)
        lc_osm_called_clear(&c->points.v[i].called);
    lc_vec_free(&c->points);
    lc_vec_free(&c->v);
    lc_vec_free(&c->kinds);
    lc_free(c->of);
    lc_index_free(c->index);
    lc_table_free(c->table);
}
