/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/units.c - units: whole named boundaries of every level,
 * and around place points, approximately, for what these leave over at the
 * finest level. See "Units" and "Extent" in src/import/README.md.
 *
 * Homes that lie in no whole boundary of the finest level belong to the
 * nearest place point within 2 km; around those homes a picture of the unit is
 * drawn. Such a unit is marked as approximate everywhere it is shown.
 */
#include "src/import/osm/units/units.h"

#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/cells.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/unit.h"
#include "src/import/osm/finds.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/units/boundaries.h"
#include "src/import/osm/units/centres.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* All units of an extract. */
typedef struct units {
    lc_osm_import *im;
    lc_osm_levels levels;
    lc_areas *areas;
    lc_arena *text;
    lc_osm_boundaries bounds;
    lc_osm_centres centres;
    int64_t whole, approximate, rest;
} units;

static int finest(const units *u)
{
    return u->levels.count - 1;
}

/* Boundaries and centres come from one walk through the elements. Those of
 * tables come when it is known which levels there are. */
static lc_status collect(units *u, lc_error *err)
{
    const lc_osm_import *im = u->im;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < im->elements.n; i++) {
        const lc_osm_element *e = &im->elements.v[i];
        const char *kind = lc_osm_element_tag(im, e, "boundary");

        if (e->type == 'r' && kind && !strcmp(kind, "administrative"))
            st = lc_osm_boundaries_add(&u->bounds, u->im, u->areas, &u->levels,
                                       e, err);
        else if (e->type == 'n')
            st = lc_osm_centres_add(&u->centres, e, err);
    }
    if (!st)
        st = lc_osm_boundaries_index(&u->bounds, err);
    if (!st)
        st = lc_osm_boundaries_nest(&u->bounds, &u->levels, err);
    if (!st)
        st = lc_osm_boundaries_load(&u->bounds, im->city, &u->levels, err);
    if (!st)
        st = lc_osm_boundaries_index(&u->bounds, err);
    if (!st)
        st = lc_osm_centres_choose(&u->centres, err);
    return st ? st : lc_osm_centres_assign(&u->centres, err);
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

    row->parent = parent ? parent->code : NULL;
    row->level = u->levels.name[level];
    row->source = u->im->source;
    row->residents_milli = row->residents_year = -1;
    return lc_unit_rows_insert(u->im->city, row, err);
}

/* A unit as it was mapped. */
static lc_status put_boundary(units *u, const lc_osm_boundary *b, lc_error *err)
{
    lc_stored_unit row = {.code = b->code,
                          .name = b->name,
                          .name_en = b->name_en,
                          .urban = -1,
                          .area = b->shape};

    u->whole++;
    return put_unit(u, &row, b->level, b->inner, err);
}

/* A unit around a point: its shape is a picture, and says so. The place whose
 * boundary is the unit above stands for what is left of that. */
static lc_status put_centre(units *u, const lc_osm_centre *c,
                            const lc_shape *shape, lc_error *err)
{
    char code[160];
    lc_stored_unit row = {.code = code,
                          .name = c->name,
                          .name_en = c->name_en,
                          .urban = c->kind->urban,
                          .approximate = true,
                          .rest = c->own != NULL,
                          .centre = c->pt,
                          .has_centre = true,
                          .area = *shape};

    if (c->own)
        lc_utf8_format(code, sizeof code, "rest:%s:%s",
                       u->levels.name[finest(u)], c->own->code);
    else
        snprintf(code, sizeof code, "osm:n%" PRId64, c->id);
    u->rest += row.rest;
    u->approximate += !row.rest;
    return put_unit(u, &row, finest(u), c->pt, err);
}

/* ---- pictures ---- */

/* The kept centres of one stretch of land between borders, and their homes in
 * a row, those of kept centre i from start[i] to start[i + 1]. */
typedef struct kept {
    lc_pt *centre;
    uint32_t *of; /* into centres */
    size_t n;
    lc_pt *home;
    size_t *start;
} kept;

static lc_status open_kept(const units *u, kept *k, lc_error *err)
{
    size_t n = u->centres.v.n;

    k->centre = lc_calloc(n, sizeof *k->centre);
    k->of = lc_calloc(n, sizeof *k->of);
    k->home = lc_calloc(u->im->homes.n, sizeof *k->home);
    k->start = lc_calloc(n + 1, sizeof *k->start);
    if (k->centre && k->of && k->home && k->start)
        return LIFE_OK;
    return lc_no_memory(err, "the units");
}

static void clear_kept(kept *k)
{
    lc_free(k->centre);
    lc_free(k->of);
    lc_free(k->home);
    lc_free(k->start);
}

/* Only centres with the same borders share land. One without homes is none: a
 * name on the map alone. */
static bool shares_land(const lc_osm_centre *a, const lc_osm_centre *b)
{
    return b->homes > 0 && !memcmp(a->border, b->border, sizeof a->border);
}

/* The centre and all that share its land; *first when none of them comes
 * before it. */
static void keep_centres(const units *u, kept *k, size_t at, bool *first)
{
    const lc_osm_centre *v = u->centres.v.v;

    k->n = 0;
    *first = true;
    for (size_t i = 0; i < u->centres.v.n && *first; i++) {
        if (!shares_land(&v[at], &v[i]))
            continue;
        *first = i >= at;
        k->centre[k->n] = v[i].pt;
        k->of[k->n++] = (uint32_t)i;
    }
}

/* Homes are counted first and laid out behind each other then. */
static lc_status lay_out_homes(const units *u, kept *k, lc_error *err)
{
    const lc_osm_centres *c = &u->centres;
    size_t *fill = lc_calloc(c->v.n, sizeof *fill);
    bool *here = lc_calloc(c->v.n, sizeof *here);

    if (!fill || !here) {
        lc_free(fill);
        lc_free(here);
        return lc_no_memory(err, "the units");
    }
    for (size_t i = 0; i < k->n; i++) {
        here[k->of[i]] = true;
        fill[k->of[i]] = k->start[i];
        k->start[i + 1] = k->start[i] + (size_t)c->v.v[k->of[i]].homes;
    }
    for (size_t i = 0; i < u->im->homes.n; i++)
        if (c->of[i] != LIFE_OSM_NONE && here[c->of[i]])
            k->home[fill[c->of[i]]++] = u->im->homes.v[i].pt;
    lc_free(fill);
    lc_free(here);
    return LIFE_OK;
}

/* A stretch of land whose pictures are drawn. */
typedef struct drawing {
    units *u;
    const kept *k;
    lc_cells *cells;
} drawing;

typedef struct picture {
    size_t i; /* of the kept centres */
    lc_shape shape;
} picture;

typedef struct taking {
    const units *u;
    const lc_osm_centre *c;
    const lc_shape **taken; /* room for all boundaries */
    size_t n;
} taking;

/* Units that don't hold the point: of the finest level, and beyond a border. */
static bool take_land(void *ctx, uint32_t item)
{
    taking *t = ctx;
    const lc_osm_boundary *b = &t->u->bounds.v.v[item];

    if (b->level >= 0 && !lc_shape_contains(&b->shape, t->c->pt))
        t->taken[t->n++] = &b->shape;
    return true;
}

/* Only what is near can take land away from a centre. */
static lc_status draw(const drawing *d, lc_areas *areas, picture *p,
                      lc_error *err)
{
    const units *u = d->u;
    const kept *k = d->k;
    const lc_osm_centre *c = &u->centres.v.v[k->of[p->i]];
    taking t = {u, c, lc_calloc(u->bounds.v.n, sizeof(const lc_shape *)), 0};
    lc_cells_land land = {.homes = k->home + k->start[p->i],
                          .home_count = k->start[p->i + 1] - k->start[p->i],
                          .taken = t.taken};
    lc_box near = lc_box_empty();
    lc_status st;

    if (!t.taken)
        return lc_no_memory(err, "the units");
    lc_box_add(&near, c->pt);
    lc_index_query(u->bounds.index, lc_box_grown(near, LIFE_OSM_CENTRE_M),
                   take_land, &t);
    land.taken_count = t.n;
    for (int l = 0; l < finest(u); l++)
        if (c->border[l])
            land.within = &c->border[l]->shape;
    st = lc_cells_picture(d->cells, areas, p->i, &land, &p->shape, err);
    lc_free(t.taken);
    return st;
}

/* With a context of its own, as two threads may share none. What is left of a
 * boundary is drawn by compute. */
static lc_status find_picture(void *ctx, size_t i, unsigned worker,
                              lc_osm_finds *out, lc_error *err)
{
    const drawing *d = ctx;
    picture p = {.i = i};
    lc_areas *areas = NULL;
    lc_status st = LIFE_OK;

    (void)worker;
    if (!d->u->centres.v.v[d->k->of[i]].own) {
        st = lc_areas_open(&areas, err);
        if (!st)
            st = draw(d, areas, &p, err);
        lc_areas_close(areas);
    }
    if (!st)
        st = lc_osm_finds_add(out, &p, err);
    if (st)
        lc_shape_clear(&p.shape);
    return st;
}

static void drop_picture(void *thing)
{
    lc_shape_clear(&((picture *)thing)->shape);
}

static lc_status take_picture(void *ctx, void *thing, lc_error *err)
{
    const drawing *d = ctx;
    const picture *p = thing;
    lc_status st =
        put_centre(d->u, &d->u->centres.v.v[d->k->of[p->i]], &p->shape, err);

    drop_picture(thing);
    return st;
}

/* All pictures of a stretch of land share one diagram of who is nearest. */
static lc_status put_stretch(units *u, kept *k, lc_error *err)
{
    static const lc_osm_look look = {.what = "pictures of units",
                                     .bytes = sizeof(picture),
                                     .block = 1,
                                     .find = find_picture,
                                     .take = take_picture,
                                     .drop = drop_picture};
    drawing d = {.u = u, .k = k};
    lc_status st = lay_out_homes(u, k, err);

    if (!st)
        st = lc_cells_open(u->areas, k->centre, k->n, &d.cells, err);
    if (!st)
        st = lc_osm_finds_each(&look, k->n, &d, err);
    lc_cells_close(d.cells);
    return st;
}

static lc_status put_centres(units *u, lc_error *err)
{
    kept k = {0};
    lc_status st = open_kept(u, &k, err);

    for (size_t i = 0; !st && i < u->centres.v.n; i++) {
        bool first;

        if (u->centres.v.v[i].homes == 0)
            continue;
        keep_centres(u, &k, i, &first);
        if (first)
            st = put_stretch(u, &k, err);
    }
    clear_kept(&k);
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
    if (!st)
        st = lc_setting_put(u->im->city, "osm_no_units",
                            u->im->no_units.data ? u->im->no_units.data : "",
                            err);
    if (!st && u->im->no_units.failed)
        st = lc_no_memory(err, "the units");
    u->im->rows += u->whole + u->approximate + u->rest;
    lc_buf_printf(&u->im->notes,
                  "units: %" PRId64 " whole boundaries, %" PRId64
                  " approximate (around place points)\n",
                  u->whole, u->approximate);
    return st;
}

/* Whatever was opened. */
static void clear(units *u)
{
    lc_osm_centres_clear(&u->centres);
    lc_osm_boundaries_clear(&u->bounds);
    lc_areas_close(u->areas);
    lc_arena_free(u->text);
}

static lc_status open_units(units *u, lc_error *err)
{
    lc_status st = lc_areas_open(&u->areas, err);

    if (!st && !(u->text = lc_arena_new(0)))
        st = lc_no_memory(err, "the units");
    u->bounds.text = u->text;
    u->centres = (lc_osm_centres){.im = u->im,
                                  .bounds = &u->bounds,
                                  .levels = &u->levels,
                                  .text = u->text};
    return st ? st : lc_osm_centres_open(&u->centres, err);
}

lc_status lc_osm_units(lc_osm_import *im, const lc_osm_levels *levels,
                       lc_shape *boundary, lc_error *err)
{
    units u = {.im = im, .levels = *levels};
    lc_status st = open_units(&u, err);

    if (st)
        goto done;
    st = collect(&u, err);
    if (st)
        goto done;
    st = write_units(&u, err);
    if (st)
        goto done;
    st = lc_osm_levels_store(&u.levels, im->city, err);
    if (st)
        goto done;
    st = lc_osm_boundaries_extent(&u.bounds, u.areas, &im->streets, boundary,
                                  err);
done:
    clear(&u);
    return st;
}
