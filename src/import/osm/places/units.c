/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/units.c - units: whole named boundaries of every level,
 * and around place points, approximately, for what these leave over at the
 * finest level. See "Units" and "Extent" in src/import/README.md.
 *
 * Homes that lie in no whole boundary of the finest level belong to the
 * nearest place point within 2 km; around those homes a picture of the unit is
 * drawn. Such a unit is marked as approximate everywhere it is shown.
 */
#include "src/import/osm/places/units.h"

#include "lifecircle/base/table.h"
#include "lifecircle/geo/cells.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/unit.h"
#include "src/import/osm/places/boundaries.h"
#include "src/import/osm/places/elements.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CENTRE_MOST_M 2000.0 /* from a home to the point it belongs to */
#define TOWN_MOST_M   3000.0 /* a quarter this near is a part of the town */

/* ---- what units are made of ---- */

/* A kind of place, such as a suburb or a village. */
typedef struct place_kind {
    const char *place; /* the table's */
    bool town;         /* a unit only where it has no part inside */
    bool part;         /* of a town */
    bool urban;
} place_kind;

/* A place point that may stand for a unit. */
typedef struct centre {
    int64_t id;
    const char *name, *name_en;
    const place_kind *kind;
    lc_pt pt;
    int64_t homes;
} centre;

/* All units of an extract. */
typedef struct units {
    lc_osm_import *im;
    const lc_osm_levels *levels;
    lc_areas *areas;
    lc_table *table; /* of the kinds of places */
    LC_VEC(place_kind) kinds;
    lc_osm_boundaries bounds;
    LC_VEC(centre) towns; /* place=town|city */
    LC_VEC(centre) centres;
    uint32_t *centre_of; /* of each home, or LIFE_OSM_NONE */
    lc_index *centre_index;
    int64_t whole, approximate;
} units;

/* A kind of place point, as geodata/place_units.csv has it. NULL: such places
 * are no units. */
static const place_kind *kind_of(const units *u, const char *place)
{
    for (size_t i = 0; i < u->kinds.n; i++)
        if (!strcmp(u->kinds.v[i].place, place))
            return &u->kinds.v[i];
    return NULL;
}

static lc_status load_kinds(units *u, lc_error *err)
{
    lc_status st = lc_table_open("place_units.csv", &u->table, err);
    const lc_table *t = u->table;

    for (size_t i = 0; !st && i < lc_table_rows(t); i++) {
        place_kind k = {.place = lc_table_cell(t, i, "place"),
                        .town = lc_table_is_set(t, i, "town"),
                        .part = lc_table_is_set(t, i, "part"),
                        .urban = lc_table_is_set(t, i, "urban")};

        if (!lc_vec_push(&u->kinds, k))
            st = lc_no_memory(err, "the units");
    }
    return st;
}

static int finest(const units *u)
{
    return u->levels->count - 1;
}

/* Whether the relation names the node as its label or its seat. */
static bool names_node(const lc_osm_data *d, int64_t relation, int64_t node)
{
    const lc_osm_relation *r = lc_osm_data_relation(d, relation);

    for (uint32_t i = 0; r && i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const char *role = d->text.v + m->role;

        if (m->type == 'n' && m->id == node &&
            (!strcmp(role, "label") || !strcmp(role, "admin_centre")))
            return true;
    }
    return false;
}

typedef struct own_ctx { /* whose boundary is looked for */
    const lc_osm_data *data;
    const centre *centre;
} own_ctx;

/* By its name, or because the relation names the node. */
static bool accept_own(const void *ctx, const lc_osm_boundary *b)
{
    const own_ctx *t = ctx;

    return !b->imported && (!strcmp(b->name, t->centre->name) ||
                            names_node(t->data, b->id, t->centre->id));
}

/* The smallest whole boundary around a town that is the town's own. */
static const lc_osm_boundary *own_boundary(const units *u, const centre *c)
{
    own_ctx t = {u->im->data, c};

    return lc_osm_boundaries_around(&u->bounds, c->pt, accept_own, &t);
}

/* Whether `p` belongs to the town: inside its boundary, or near it and nearer
 * to no other. */
static bool belongs(const units *u, const centre *town,
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
    for (size_t i = 0; i < u->towns.n; i++)
        if (lc_distance_m(u->towns.v[i].pt, p) < m)
            return false;
    return true;
}

/* A town with quarters is no unit at the finest level: its quarters are. */
static bool has_parts(const units *u, const centre *town)
{
    const lc_osm_boundary *own = own_boundary(u, town);

    for (size_t i = 0; i < u->centres.n; i++) {
        const centre *c = &u->centres.v[i];

        if (c->kind->part && belongs(u, town, own, c->pt))
            return true;
    }
    return false;
}

/* Towns wait: whether they are units depends on the others. */
static lc_status add_centre(units *u, const lc_osm_element *e, lc_error *err)
{
    const char *place = lc_osm_element_tag(u->im, e, "place");
    centre c = {.id = e->id,
                .name = lc_osm_element_tag(u->im, e, "name"),
                .name_en = lc_osm_element_tag(u->im, e, "name:en"),
                .kind = place ? kind_of(u, place) : NULL,
                .pt = u->im->data->nodes.v[e->at].pt};
    bool ok;

    if (!c.kind || !c.name || !*c.name)
        return LIFE_OK;
    ok = c.kind->town ? lc_vec_push(&u->towns, c) : lc_vec_push(&u->centres, c);
    return ok ? LIFE_OK : lc_no_memory(err, "the units");
}

/* Towns without parts are centres of their own, in order of id. */
static lc_status add_towns(units *u, lc_error *err)
{
    bool *add = lc_calloc(u->towns.n, sizeof *add);

    if (!add || !lc_vec_reserve(&u->centres, u->towns.n)) {
        lc_free(add);
        return lc_no_memory(err, "the units");
    }
    for (size_t i = 0; i < u->towns.n; i++)
        add[i] = !has_parts(u, &u->towns.v[i]);
    for (size_t i = 0; i < u->towns.n; i++) {
        size_t at = u->centres.n;

        if (!add[i])
            continue;
        while (at > 0 && u->centres.v[at - 1].id > u->towns.v[i].id) {
            u->centres.v[at] = u->centres.v[at - 1];
            at--;
        }
        u->centres.v[at] = u->towns.v[i];
        u->centres.n++;
    }
    lc_free(add);
    return LIFE_OK;
}

/* Boundaries and centres come from one walk through the elements. */
static lc_status collect(units *u, lc_error *err)
{
    const lc_osm_import *im = u->im;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < im->elements.n; i++) {
        const lc_osm_element *e = &im->elements.v[i];
        const char *kind = lc_osm_element_tag(im, e, "boundary");

        if (e->type == 'r' && kind && !strcmp(kind, "administrative"))
            st = lc_osm_boundaries_add(&u->bounds, u->im, u->areas, u->levels,
                                       e, err);
        else if (e->type == 'n')
            st = add_centre(u, e, err);
    }
    if (!st)
        st = lc_osm_boundaries_load(&u->bounds, im->city, u->levels, err);
    if (!st)
        st = lc_osm_boundaries_index(&u->bounds, err);
    return st ? st : add_towns(u, err);
}

/* ---- homes to centres ---- */

/* The centre that a home belongs to. */
typedef struct nearest {
    const units *u;
    lc_pt p;
    double dist_m;
    uint32_t best;
} nearest;

/* Ties go to the lower id. */
static void try_centre(void *ctx, uint32_t item, double *limit_m)
{
    nearest *n = ctx;
    double m = lc_distance_m(n->u->centres.v[item].pt, n->p);

    if (m > n->dist_m || (m == n->dist_m && item > n->best))
        return;
    n->dist_m = m;
    n->best = item;
    *limit_m = m;
}

/* Whose land is taken at the level asked for. */
static bool accept_level(const void *ctx, const lc_osm_boundary *b)
{
    return b->level == *(const int *)ctx;
}

/* A home inside a whole boundary needs no centre. */
static bool is_taken(const units *u, lc_pt p)
{
    int level = finest(u);

    return lc_osm_boundaries_around(&u->bounds, p, accept_level, &level);
}

/* Centres are points; their boxes are empty. */
static lc_status index_centres(units *u, lc_error *err)
{
    lc_box *box = lc_calloc(u->centres.n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < u->centres.n; i++) {
        box[i] = lc_box_empty();
        lc_box_add(&box[i], u->centres.v[i].pt);
    }
    st = lc_index_build(box, u->centres.n, &u->centre_index, err);
    lc_free(box);
    return st;
}

/* A home goes to the nearest point, ties to the lower id. */
static lc_status assign_homes(units *u, lc_error *err)
{
    const lc_osm_import *im = u->im;
    lc_status st = index_centres(u, err);

    if (st)
        return st;
    u->centre_of = lc_calloc(im->homes.n, sizeof *u->centre_of);
    if (!u->centre_of)
        return lc_no_memory(err, "the units");
    for (size_t i = 0; i < im->homes.n; i++) {
        nearest n = {u, im->homes.v[i].pt, CENTRE_MOST_M, LIFE_OSM_NONE};

        if (!is_taken(u, n.p))
            lc_index_nearest(u->centre_index, n.p, CENTRE_MOST_M, try_centre,
                             &n);
        u->centre_of[i] = n.best;
        if (n.best != LIFE_OSM_NONE)
            u->centres.v[n.best].homes++;
    }
    return LIFE_OK;
}

/* ---- writing ---- */

/* Parents are of a coarser level, whatever lies between. */
static bool accept_coarser(const void *ctx, const lc_osm_boundary *b)
{
    return b->level >= 0 && b->level < *(const int *)ctx;
}

/* Writes the row, its parent the smallest whole boundary of a coarser level
 * around `inner`. */
static lc_status put_unit(units *u, lc_stored_unit *row, int level, lc_pt inner,
                          lc_error *err)
{
    const lc_osm_boundary *parent =
        lc_osm_boundaries_around(&u->bounds, inner, accept_coarser, &level);
    char code[32];
    lc_status st;

    if (parent) {
        snprintf(code, sizeof code, "osm:r%" PRId64, parent->id);
        row->parent = code;
    }
    row->level = u->levels->name[level];
    row->source = u->im->source;
    row->residents_milli = row->residents_year = -1;
    st = lc_unit_rows_insert(u->im->city, row, err);
    row->parent = NULL; /* it was this function's */
    return st;
}

/* A unit as it was mapped. */
static lc_status put_boundary(units *u, const lc_osm_boundary *b, lc_error *err)
{
    char code[32];
    lc_stored_unit row = {.code = code,
                          .name = b->name,
                          .name_en = b->name_en,
                          .urban = -1,
                          .area = b->shape};

    snprintf(code, sizeof code, "osm:r%" PRId64, b->id);
    u->whole++;
    return put_unit(u, &row, b->level, b->inner, err);
}

/* A unit around a point: its shape is a picture, and says so. */
static lc_status put_centre(units *u, const centre *c, const lc_shape *shape,
                            lc_error *err)
{
    char code[32];
    lc_stored_unit row = {.code = code,
                          .name = c->name,
                          .name_en = c->name_en,
                          .urban = c->kind->urban,
                          .approximate = true,
                          .centre = c->pt,
                          .has_centre = true,
                          .area = *shape};

    snprintf(code, sizeof code, "osm:n%" PRId64, c->id);
    u->approximate++;
    return put_unit(u, &row, finest(u), c->pt, err);
}

/* The homes of the kept centres in a row, those of kept centre i from
 * start[i] to start[i + 1]. */
typedef struct kept {
    lc_pt *centre;
    uint32_t *of; /* into centres */
    size_t n;
    lc_pt *home;
    size_t *start;
    const lc_shape **taken; /* polygons of the finest level */
    lc_box *taken_box;
    size_t taken_count;
} kept;

/* Centres without homes are none: a name on the map alone. Homes are counted
 * first and laid out behind each other then. */
static lc_status keep_centres(const units *u, kept *k, lc_error *err)
{
    const lc_osm_import *im = u->im;
    size_t *fill;

    k->centre = lc_calloc(u->centres.n, sizeof *k->centre);
    k->of = lc_calloc(u->centres.n, sizeof *k->of);
    k->home = lc_calloc(im->homes.n, sizeof *k->home);
    k->start = lc_calloc(u->centres.n + 1, sizeof *k->start);
    k->taken = lc_calloc(u->bounds.v.n, sizeof(const lc_shape *));
    k->taken_box = lc_calloc(u->bounds.v.n, sizeof *k->taken_box);
    fill = lc_calloc(u->centres.n, sizeof *fill);
    if (!k->centre || !k->of || !k->home || !k->start || !k->taken ||
        !k->taken_box || !fill) {
        lc_free(fill);
        return lc_no_memory(err, "the units");
    }
    for (uint32_t i = 0; i < u->centres.n; i++) {
        if (u->centres.v[i].homes == 0)
            continue;
        k->centre[k->n] = u->centres.v[i].pt;
        k->of[k->n] = i;
        fill[i] = k->start[k->n];
        k->start[k->n + 1] = k->start[k->n] + (size_t)u->centres.v[i].homes;
        k->n++;
    }
    for (size_t i = 0; i < im->homes.n; i++)
        if (u->centre_of[i] != LIFE_OSM_NONE)
            k->home[fill[u->centre_of[i]]++] = im->homes.v[i].pt;
    for (size_t i = 0; i < u->bounds.v.n; i++) {
        if (u->bounds.v.v[i].level != finest(u))
            continue;
        k->taken_box[k->taken_count] = lc_shape_box(&u->bounds.v.v[i].shape);
        k->taken[k->taken_count++] = &u->bounds.v.v[i].shape;
    }
    lc_free(fill);
    return LIFE_OK;
}

/* Only what is near can take land away from a centre. */
static lc_status put_kept(units *u, lc_cells *cells, const kept *k, size_t i,
                          lc_error *err)
{
    const lc_shape **taken =
        lc_calloc(k->taken_count, sizeof(const lc_shape *));
    lc_cells_land land = {.homes = k->home + k->start[i],
                          .home_count = k->start[i + 1] - k->start[i],
                          .taken = taken};
    lc_shape shape = {0};
    lc_box near = lc_box_empty();
    lc_status st;

    if (!taken)
        return lc_no_memory(err, "the units");
    lc_box_add(&near, k->centre[i]);
    near = lc_box_grown(near, CENTRE_MOST_M);
    for (size_t t = 0; t < k->taken_count; t++)
        if (lc_box_meets(k->taken_box[t], near))
            taken[land.taken_count++] = k->taken[t];
    st = lc_cells_picture(cells, i, &land, &shape, err);
    if (!st)
        st = put_centre(u, &u->centres.v[k->of[i]], &shape, err);
    lc_shape_clear(&shape);
    lc_free(taken);
    return st;
}

/* All pictures share one diagram of who is nearest. */
static lc_status put_centres(units *u, lc_error *err)
{
    kept k = {0};
    lc_cells *cells = NULL;
    lc_status st = keep_centres(u, &k, err);

    if (!st && k.n > 0)
        st = lc_cells_open(u->areas, k.centre, k.n, &cells, err);
    for (size_t i = 0; !st && i < k.n; i++)
        st = put_kept(u, cells, &k, i, err);
    lc_cells_close(cells);
    lc_free(k.centre);
    lc_free(k.of);
    lc_free(k.home);
    lc_free(k.start);
    lc_free(k.taken);
    lc_free(k.taken_box);
    return st;
}

/* Boundaries first: centres have them as parents. */
static lc_status write_units(units *u, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < u->bounds.v.n; i++)
        if (u->bounds.v.v[i].level >= 0 && !u->bounds.v.v[i].imported)
            st = put_boundary(u, &u->bounds.v.v[i], err);
    if (!st)
        st = put_centres(u, err);
    u->im->rows += u->whole + u->approximate;
    lc_buf_printf(&u->im->notes,
                  "units: %" PRId64 " whole boundaries, %" PRId64
                  " approximate (around place points)\n",
                  u->whole, u->approximate);
    return st;
}

/* Whatever was opened. */
static void clear(units *u)
{
    lc_osm_boundaries_clear(&u->bounds);
    lc_vec_free(&u->towns);
    lc_vec_free(&u->centres);
    lc_free(u->centre_of);
    lc_index_free(u->centre_index);
    lc_vec_free(&u->kinds);
    lc_table_free(u->table);
    lc_areas_close(u->areas);
}

lc_status lc_osm_units(lc_osm_import *im, const lc_osm_levels *levels,
                       lc_shape *boundary, lc_error *err)
{
    units u = {.im = im, .levels = levels};
    lc_status st = lc_areas_open(&u.areas, err);

    if (st)
        goto done;
    st = load_kinds(&u, err);
    if (st)
        goto done;
    st = collect(&u, err);
    if (st)
        goto done;
    st = assign_homes(&u, err);
    if (st)
        goto done;
    st = write_units(&u, err);
    if (st)
        goto done;
    st = lc_osm_levels_store(levels, im->city, err);
    if (st)
        goto done;
    st = lc_osm_boundaries_extent(&u.bounds, u.areas, &im->streets, boundary,
                                  err);
done:
    clear(&u);
    return st;
}
