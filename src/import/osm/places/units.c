/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/units.c - units: whole named boundaries of every level,
 * and around place points, approximately, for what these leave over at the
 * finest level. See "Units" and "Extent" in src/README.md.
 */
#include "src/import/osm/places/units.h"

#include "lifecircle/base/num.h"
#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/cells.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/read/shape.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define POINTS_MOST   1000000 /* of one boundary */
#define CENTRE_MOST_M 2000.0  /* from a home to the point it belongs to */
#define STREETS_ASKED 2000    /* whether they lie inside the extent */
#define TOWN_MOST_M   3000.0  /* a quarter this near is a part of the town */

/* ---- what units are made of ---- */

typedef struct boundary {
    int64_t id;
    const char *name, *name_en;
    int level;     /* -1: of no level asked for */
    bool imported; /* from a table: its land is taken, it is no unit of ours */
    lc_shape shape;
    lc_pt inner;
    double area_m2;
} boundary;

typedef struct centre {
    int64_t id;
    const char *name, *name_en;
    const char *place; /* suburb, village ... */
    lc_pt pt;
    int64_t homes;
} centre;

typedef struct units {
    lc_osm_import *im;
    const lc_osm_levels *levels;
    lc_areas *areas;
    LC_VEC(boundary) bounds;
    LC_VEC(centre) towns; /* place=town|city */
    LC_VEC(centre) centres;
    uint32_t *centre_of; /* of each home, or LIFE_OSM_NONE */
    lc_index *bound_index, *centre_index;
    lc_stmt *insert;
    int64_t whole, approximate, invalid;
} units;

/* What place points are units, and whether urban. */
static const struct {
    const char *place;
    bool town; /* a unit only where it has no part inside */
    bool part; /* of a town */
    bool urban;
} PLACES[] = {
    {"city", true, false, true},          {"town", true, false, true},
    {"quarter", false, true, true},       {"suburb", false, true, true},
    {"village", false, false, false},     {"hamlet", false, false, false},
    {"neighbourhood", false, true, true},
};

#define PLACE_COUNT (sizeof PLACES / sizeof PLACES[0])

static size_t place_of(const char *value)
{
    size_t i = 0;

    while (i < PLACE_COUNT && strcmp(PLACES[i].place, value))
        i++;
    return i;
}

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the units");
}

static int finest(const units *u)
{
    return u->levels->count - 1;
}

static int level_of(const units *u, const lc_osm_element *e)
{
    const char *text = lc_osm_element_tag(u->im, e, "admin_level");
    uint64_t admin;

    if (!text || !lc_parse_uint(text, LIFE_OSM_ADMIN_MOST, &admin))
        return -1;
    return u->levels->of_admin[admin];
}

/* Takes over the shape, also on failure. */
static lc_status keep_boundary(units *u, boundary *b, lc_error *err)
{
    b->inner = lc_shape_inner(&b->shape);
    b->area_m2 = lc_shape_area_m2(&b->shape);
    if (lc_vec_push(&u->bounds, *b))
        return LIFE_OK;
    lc_shape_clear(&b->shape);
    return no_memory(err);
}

static lc_status add_boundary(units *u, const lc_osm_element *e, lc_error *err)
{
    const lc_osm_data *d = u->im->data;
    const char *name = lc_osm_element_tag(u->im, e, "name");
    boundary b = {.id = e->id,
                  .name = name,
                  .name_en = lc_osm_element_tag(u->im, e, "name:en"),
                  .level = level_of(u, e)};
    bool whole = false, valid = false;
    lc_status st;

    if (!name || !*name)
        return LIFE_OK;
    st =
        lc_osm_shape_relation(d, &d->relations.v[e->at], &b.shape, &whole, err);
    if (!st && whole && b.shape.kind == LIFE_SHAPE_AREA &&
        b.shape.pt_count <= POINTS_MOST) {
        if (!lc_shape_normalise(&b.shape, NULL))
            st = lc_areas_repair(u->areas, &b.shape, &valid, err);
        u->invalid += !st && !valid;
        if (!st && !valid)
            lc_buf_printf(&u->im->notes,
                          "boundary osm:r%" PRId64 " (%s) is left out: its"
                          " outline is not valid (%s)\n",
                          b.id, name, lc_areas_message(u->areas));
    }
    if (st || !valid) {
        lc_shape_clear(&b.shape);
        return st;
    }
    return keep_boundary(u, &b, err);
}

static lc_status index_bounds(units *u, lc_error *err)
{
    lc_box *box = lc_calloc(u->bounds.n, sizeof *box);
    lc_status st;

    if (!box)
        return no_memory(err);
    for (size_t i = 0; i < u->bounds.n; i++)
        box[i] = lc_shape_box(&u->bounds.v[i].shape);
    st = lc_index_build(box, u->bounds.n, &u->bound_index, err);
    lc_free(box);
    return st;
}

/* The smallest boundary around a point of those that `accept` takes. */
typedef struct around {
    const units *u;
    lc_pt p;
    bool (*accept)(const struct around *a, const boundary *b);
    const boundary *best;
    int level; /* what accept_* look at */
    const centre *town;
    const boundary *of;
} around;

static bool is_smaller(const boundary *a, const boundary *b)
{
    return a->area_m2 < b->area_m2 || (a->area_m2 == b->area_m2 && a < b);
}

static bool try_boundary(void *ctx, uint32_t item)
{
    around *a = ctx;
    const boundary *b = &a->u->bounds.v[item];

    if ((!a->best || is_smaller(b, a->best)) && a->accept(a, b) &&
        lc_shape_contains(&b->shape, a->p))
        a->best = b;
    return true;
}

static const boundary *smallest(around *a)
{
    lc_box here = lc_box_empty();

    lc_box_add(&here, a->p);
    lc_index_query(a->u->bound_index, here, try_boundary, a);
    return a->best;
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

static bool accept_own(const around *a, const boundary *b)
{
    return !b->imported && (!strcmp(b->name, a->town->name) ||
                            names_node(a->u->im->data, b->id, a->town->id));
}

/* The smallest whole boundary around a town that is the town's own. */
static const boundary *own_boundary(const units *u, const centre *town)
{
    around a = {.u = u, .p = town->pt, .accept = accept_own, .town = town};

    return smallest(&a);
}

/* Whether `p` belongs to the town: inside its boundary, or near it and nearer
 * to no other. */
static bool belongs(const units *u, const centre *town, const boundary *own,
                    lc_pt p)
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

static bool has_parts(const units *u, const centre *town)
{
    const boundary *own = own_boundary(u, town);

    for (size_t i = 0; i < u->centres.n; i++) {
        const centre *c = &u->centres.v[i];

        if (PLACES[place_of(c->place)].part && belongs(u, town, own, c->pt))
            return true;
    }
    return false;
}

static lc_status add_centre(units *u, const lc_osm_element *e, lc_error *err)
{
    const char *place = lc_osm_element_tag(u->im, e, "place");
    centre c = {.id = e->id,
                .name = lc_osm_element_tag(u->im, e, "name"),
                .name_en = lc_osm_element_tag(u->im, e, "name:en"),
                .place = place,
                .pt = u->im->data->nodes.v[e->at].pt};
    bool ok;

    if (!place || !c.name || !*c.name || place_of(place) == PLACE_COUNT)
        return LIFE_OK;
    ok = PLACES[place_of(place)].town ? lc_vec_push(&u->towns, c)
                                      : lc_vec_push(&u->centres, c);
    return ok ? LIFE_OK : no_memory(err);
}

/* Towns without parts are centres of their own, in order of id. */
static lc_status add_towns(units *u, lc_error *err)
{
    bool *add = lc_calloc(u->towns.n, sizeof *add);

    if (!add || !lc_vec_reserve(&u->centres, u->towns.n)) {
        lc_free(add);
        return no_memory(err);
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

/* Polygons of the finest level that tables brought: their land is taken. */
static lc_status load_taken(units *u, lc_error *err)
{
    lc_stmt *select = NULL;
    bool row = true;
    lc_status st = lc_stmt_prepare(
        u->im->city,
        "SELECT geom FROM unit WHERE level = '" LIFE_OSM_FINEST
        "' AND approximate = 0 AND geom IS NOT NULL ORDER BY code",
        &select, err);

    while (!st) {
        boundary b = {.level = finest(u), .imported = true};

        st = lc_stmt_step(select, &row, err);
        if (st || !row)
            break;
        st = lc_stmt_col_shape(select, 0, &b.shape, err);
        if (!st)
            st = keep_boundary(u, &b, err);
    }
    lc_stmt_free(select);
    return st;
}

static lc_status collect(units *u, lc_error *err)
{
    const lc_osm_import *im = u->im;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < im->elements.n; i++) {
        const lc_osm_element *e = &im->elements.v[i];
        const char *kind = lc_osm_element_tag(im, e, "boundary");

        if (e->type == 'r' && kind && !strcmp(kind, "administrative"))
            st = add_boundary(u, e, err);
        else if (e->type == 'n')
            st = add_centre(u, e, err);
    }
    if (!st)
        st = load_taken(u, err);
    if (!st)
        st = index_bounds(u, err);
    return st ? st : add_towns(u, err);
}

/* ---- homes to centres ---- */

typedef struct nearest {
    const units *u;
    lc_pt p;
    double dist_m;
    uint32_t best;
} nearest;

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

static bool accept_level(const around *a, const boundary *b)
{
    return b->level == a->level;
}

static bool is_taken(const units *u, lc_pt p)
{
    around a = {.u = u, .p = p, .accept = accept_level, .level = finest(u)};

    return smallest(&a) != NULL;
}

static lc_status index_centres(units *u, lc_error *err)
{
    lc_box *box = lc_calloc(u->centres.n, sizeof *box);
    lc_status st;

    if (!box)
        return no_memory(err);
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
        return no_memory(err);
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

static bool accept_coarser(const around *a, const boundary *b)
{
    return b->level >= 0 && b->level < a->level;
}

/* The smallest whole boundary of a coarser level around a point. */
static const boundary *parent_of(const units *u, int level, lc_pt p)
{
    around a = {.u = u, .p = p, .accept = accept_coarser, .level = level};

    return smallest(&a);
}

/* What a boundary and a centre have in common as a row. */
typedef struct unit_row {
    char code[32];
    int level;
    const char *name, *name_en;
    lc_pt inner;
} unit_row;

static void bind_unit(units *u, const unit_row *r)
{
    const boundary *parent = parent_of(u, r->level, r->inner);
    char code[32];

    lc_stmt_text(u->insert, 1, r->code);
    lc_stmt_text(u->insert, 2, u->levels->name[r->level]);
    lc_stmt_text(u->insert, 3, r->name);
    lc_stmt_text(u->insert, 4, r->name_en ? r->name_en : "");
    if (parent) {
        snprintf(code, sizeof code, "osm:r%" PRId64, parent->id);
        lc_stmt_text(u->insert, 5, code);
    }
    lc_stmt_text(u->insert, 8, u->im->source);
}

static lc_status put_boundary(units *u, const boundary *b, lc_error *err)
{
    unit_row r = {"", b->level, b->name, b->name_en, b->inner};
    lc_status st;

    snprintf(r.code, sizeof r.code, "osm:r%" PRId64, b->id);
    bind_unit(u, &r);
    lc_stmt_int(u->insert, 7, 0);
    st = lc_stmt_shape(u->insert, 10, &b->shape, false, err);
    u->whole++;
    return st ? st : lc_stmt_run(u->insert, err);
}

static lc_status put_centre(units *u, const centre *c, const lc_shape *shape,
                            lc_error *err)
{
    unit_row r = {"", finest(u), c->name, c->name_en, c->pt};
    lc_status st;

    snprintf(r.code, sizeof r.code, "osm:n%" PRId64, c->id);
    bind_unit(u, &r);
    lc_stmt_int(u->insert, 6, PLACES[place_of(c->place)].urban);
    lc_stmt_int(u->insert, 7, 1);
    lc_stmt_point(u->insert, 9, c->pt);
    st = lc_stmt_shape(u->insert, 10, shape, false, err);
    u->approximate++;
    return st ? st : lc_stmt_run(u->insert, err);
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

static lc_status keep_centres(const units *u, kept *k, lc_error *err)
{
    const lc_osm_import *im = u->im;
    size_t *fill;

    k->centre = lc_calloc(u->centres.n, sizeof *k->centre);
    k->of = lc_calloc(u->centres.n, sizeof *k->of);
    k->home = lc_calloc(im->homes.n, sizeof *k->home);
    k->start = lc_calloc(u->centres.n + 1, sizeof *k->start);
    k->taken = lc_calloc(u->bounds.n, sizeof(const lc_shape *));
    k->taken_box = lc_calloc(u->bounds.n, sizeof *k->taken_box);
    fill = lc_calloc(u->centres.n, sizeof *fill);
    if (!k->centre || !k->of || !k->home || !k->start || !k->taken ||
        !k->taken_box || !fill) {
        lc_free(fill);
        return no_memory(err);
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
    for (size_t i = 0; i < u->bounds.n; i++) {
        if (u->bounds.v[i].level != finest(u))
            continue;
        k->taken_box[k->taken_count] = lc_shape_box(&u->bounds.v[i].shape);
        k->taken[k->taken_count++] = &u->bounds.v[i].shape;
    }
    lc_free(fill);
    return LIFE_OK;
}

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
        return no_memory(err);
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

static lc_status write_units(units *u, lc_error *err)
{
    lc_status st = lc_stmt_prepare(
        u->im->city,
        "INSERT INTO unit(code, level, name, name_en, parent, urban,"
        " approximate, source, centre, geom)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &u->insert, err);

    for (size_t i = 0; !st && i < u->bounds.n; i++)
        if (u->bounds.v[i].level >= 0 && !u->bounds.v[i].imported)
            st = put_boundary(u, &u->bounds.v[i], err);
    if (!st)
        st = put_centres(u, err);
    u->im->rows += u->whole + u->approximate;
    lc_buf_printf(&u->im->notes,
                  "units: %" PRId64 " whole boundaries, %" PRId64
                  " approximate (around place points)\n",
                  u->whole, u->approximate);
    return st;
}

/* Levels that have units, coarsest first; those that tables brought and that
 * are not known here go before the finest. */
static lc_status put_levels(units *u, lc_error *err)
{
    lc_stmt *select = NULL;
    lc_buf order = {0}, text = {0};
    const char *last = "";
    bool row = true;
    lc_status st = lc_stmt_prepare(
        u->im->city,
        "SELECT level FROM unit GROUP BY level ORDER BY"
        " CASE WHEN level = '" LIFE_OSM_FINEST "' THEN 1000 ELSE"
        " coalesce(nullif(instr(?1, ' ' || level || ' '), 0), 999) END, level",
        &select, err);

    for (int i = 0; i < u->levels->count; i++)
        lc_buf_printf(&order, " %s ", u->levels->name[i]);
    if (!st && !order.failed)
        lc_stmt_text(select, 1, order.data);
    while (!st) {
        st = lc_stmt_step(select, &row, err);
        if (st || !row)
            break;
        if (text.len)
            lc_buf_putc(&text, ' ');
        lc_buf_puts(&text, lc_stmt_col_text(select, 0));
    }
    if (!st && (order.failed || text.failed))
        st = no_memory(err);
    if (!st && text.len) {
        last = strrchr(text.data, ' ');
        last = last ? last + 1 : text.data;
    }
    if (!st)
        st = lc_city_set(u->im->city, "levels", text.len ? text.data : "", err);
    if (!st)
        st = lc_city_set(u->im->city, "finest_level", last, err);
    lc_stmt_free(select);
    lc_buf_free(&order);
    lc_buf_free(&text);
    return st;
}

/* ---- extent ---- */

static bool accept_larger(const around *a, const boundary *b)
{
    return !b->imported && is_smaller(a->of, b);
}

static bool is_outermost(const units *u, const boundary *b)
{
    around a = {.u = u, .p = b->inner, .accept = accept_larger, .of = b};

    return !b->imported && !smallest(&a);
}

/* Whether at least half of the ends of the streets lie inside; of many
 * streets, every n-th is asked. */
static bool holds_half(const lc_osm_roads *s, const lc_shape *area)
{
    size_t ends = 0, inside = 0, step = s->v.n / STREETS_ASKED + 1;

    for (size_t i = 0; i < s->v.n; i += step) {
        const lc_shape *line = &s->v.v[i].line;

        if (line->pt_count == 0)
            continue;
        ends += 2;
        inside += lc_shape_contains(area, line->pt[0]);
        inside += lc_shape_contains(area, line->pt[line->pt_count - 1]);
    }
    return ends > 0 && inside * 2 >= ends;
}

static lc_status find_extent(units *u, lc_shape *extent, bool *found,
                             lc_error *err)
{
    const lc_shape **outer = lc_calloc(u->bounds.n, sizeof(const lc_shape *));
    size_t n = 0;
    lc_status st = LIFE_OK;

    *found = false;
    if (!outer)
        return no_memory(err);
    for (size_t i = 0; i < u->bounds.n; i++)
        if (is_outermost(u, &u->bounds.v[i]))
            outer[n++] = &u->bounds.v[i].shape;
    if (n > 0)
        st = lc_areas_join(u->areas, outer, n, extent, err);
    lc_free(outer);
    if (st || extent->kind != LIFE_SHAPE_AREA)
        return st;
    *found = holds_half(&u->im->streets, extent);
    if (!*found)
        lc_shape_clear(extent);
    return LIFE_OK;
}

static void clear(units *u)
{
    for (size_t i = 0; i < u->bounds.n; i++)
        lc_shape_clear(&u->bounds.v[i].shape);
    lc_vec_free(&u->bounds);
    lc_vec_free(&u->towns);
    lc_vec_free(&u->centres);
    lc_free(u->centre_of);
    lc_index_free(u->bound_index);
    lc_index_free(u->centre_index);
    lc_stmt_free(u->insert);
    lc_areas_close(u->areas);
}

lc_status lc_osm_units(lc_osm_import *im, const lc_osm_levels *levels,
                       lc_shape *extent, bool *found, lc_error *err)
{
    units u = {.im = im, .levels = levels};
    lc_status st = lc_areas_open(&u.areas, err);

    *found = false;
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
    st = put_levels(&u, err);
    if (st)
        goto done;
    st = find_extent(&u, extent, found, err);
done:
    clear(&u);
    return st;
}
