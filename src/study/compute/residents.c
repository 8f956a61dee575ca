/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/residents.c - see lifecircle/study/compute/residents.h.
 */
#include "lifecircle/study/compute/residents.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/store/rows/feature.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/home_base.h"
#include "lifecircle/store/rows/resident.h"
#include "lifecircle/store/rows/resident_grid.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "src/world/people.h"
#include "src/world/world_internal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide; /* residents times square metres */

typedef struct figure { /* a row of `resident` */
    const char *code;   /* of the unit, or the building's OSM id, or "" */
    int64_t x, y;       /* of the cell */
    int64_t milli;
    lc_pt pt; /* of the building, or the cell's centre */
    bool placed;
    uint32_t homes;   /* in it */
    const char *ages; /* JSON objects, a line each row; "" for none */
} figure;

typedef struct dwelling { /* a row of `home` */
    int64_t id;
    const char *osm_id;
    lc_pt pt;
    int64_t before, now; /* weights */
    bool assumed;
    uint32_t figure; /* LIFE_NONE: none speaks of it */
} dwelling;

typedef struct spread {
    lc_city *c;
    lc_residents *out;
    lc_arena *text;
    char kind[16]; /* of all figures */
    LC_VEC(figure) figure;
    LC_VEC(dwelling) home;
    LC_VEC(uint32_t) made; /* homes that were not there: their figures */
    lc_shape extent;       /* of the city's data, or none */
    int64_t assumed;       /* of the weight that was placed */
    int64_t last_id;
} spread;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the residents");
}

/* ---- reading ---- */

static lc_status read_figures(spread *s, lc_error *err)
{
    lc_stored_resident r;
    lc_rows *rows;
    lc_status st = lc_resident_rows(s->c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        figure f = {.code = lc_arena_strdup(s->text, r.code),
                    .x = r.cell_x,
                    .y = r.cell_y,
                    .milli = r.residents_milli,
                    .pt = r.pt,
                    .placed = r.placed,
                    .ages = lc_arena_strdup(s->text, r.ages ? r.ages : "")};

        snprintf(s->kind, sizeof s->kind, "%s", r.kind);
        s->out->given += f.milli;
        if (!f.code || !f.ages || !lc_vec_push(&s->figure, f))
            st = no_memory(err);
    }
    s->out->figures = s->figure.n;
    return st;
}

static lc_status read_homes(spread *s, lc_error *err)
{
    lc_stored_home r;
    lc_rows *rows;
    lc_status st = lc_home_rows(s->c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        dwelling h = {.id = r.id,
                      .osm_id = lc_arena_strdup(s->text, r.osm_id),
                      .before = r.weight_milli,
                      .assumed = r.assumed,
                      .pt = r.pt,
                      .figure = LIFE_NONE};

        s->last_id = h.id;
        if (!h.osm_id || !lc_vec_push(&s->home, h))
            st = no_memory(err);
    }
    return st;
}

static lc_status read_extent(spread *s, lc_error *err)
{
    lc_stored_source r;
    lc_rows *rows;
    lc_status st = lc_source_rows_osm_extent(s->c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_shape_clear(&s->extent);
        s->extent = r.extent;
        r.extent = (lc_shape){0};
    }
    return st;
}

static lc_status read_all(spread *s, lc_error *err)
{
    lc_status st = read_figures(s, err);

    if (st || !s->figure.n)
        return st;
    st = read_homes(s, err);
    return st ? st : read_extent(s, err);
}

/* ---- which figure speaks of a home ---- */

/* Figures are of one level; a unit that was there at the import may be gone. */
static lc_status assign_units(spread *s, lc_error *err)
{
    lc_world *w;
    uint32_t *of_unit, level = LIFE_NONE;
    lc_status st = lc_world_load_units(s->c, &w, err);

    if (st)
        return st;
    of_unit = lc_calloc(w->unit.n, sizeof *of_unit);
    if (!of_unit) {
        lc_world_free(w);
        return no_memory(err);
    }
    for (size_t u = 0; u < w->unit.n; u++)
        of_unit[u] = LIFE_NONE;
    for (uint32_t i = 0; i < s->figure.n; i++) {
        uint32_t u = lc_world_find_unit(w, s->figure.v[i].code);

        if (u == LIFE_NONE)
            continue;
        of_unit[u] = i;
        if (level == LIFE_NONE)
            level = w->unit.v[u].level_index;
    }
    for (size_t i = 0; level != LIFE_NONE && i < s->home.n; i++) {
        uint32_t u = lc_world_unit_of(w, s->home.v[i].pt, level);

        if (u != LIFE_NONE)
            s->home.v[i].figure = of_unit[u];
    }
    lc_free(of_unit);
    lc_world_free(w);
    return LIFE_OK;
}

static int by_cell(const void *key, const void *item)
{
    const figure *a = key, *b = item;

    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    return a->x < b->x ? -1 : a->x > b->x;
}

typedef struct grid {
    lc_crs *crs;
    double x, y, dx, dy; /* a corner, and the size of a cell */
} grid;

static lc_status open_grid(spread *s, grid *g, lc_error *err)
{
    lc_stored_grid r;
    lc_rows *rows;
    lc_status st = lc_resident_grid_rows(s->c, &r, &rows, err);

    if (lc_rows_next(&rows, &st, err)) {
        *g = (grid){.x = r.x, .y = r.y, .dx = r.dx, .dy = r.dy};
        st = lc_crs_open(r.crs, &g->crs, err);
    } else if (!st) {
        st = lc_fail(err, LIFE_ERR_DB, "the grid of the residents is missing");
    }
    lc_rows_close(&rows);
    return st;
}

static lc_status assign_cells(spread *s, lc_error *err)
{
    grid g = {0};
    lc_status st = open_grid(s, &g, err);

    for (size_t i = 0; !st && i < s->home.n; i++) {
        dwelling *h = &s->home.v[i];
        figure want = {0};
        const figure *found;
        double x, y;

        if (lc_crs_from_wgs84(g.crs, lc_pt_lonlat(h->pt), &x, &y, NULL))
            continue; /* where the grid's system does not reach */
        want.x = (int64_t)floor((x - g.x) / g.dx);
        want.y = (int64_t)floor((y - g.y) / g.dy);
        found = bsearch(&want, s->figure.v, s->figure.n, sizeof want, by_cell);
        if (found)
            h->figure = (uint32_t)(found - s->figure.v);
    }
    lc_crs_close(g.crs);
    return st;
}

static int by_code(const void *key, const void *item)
{
    return strcmp(key, ((const figure *)item)->code);
}

/* A building that is named by a point gets the id of the outline it is in,
 * and one that is named by its id a place. */
typedef struct outline {
    spread *s;
    const lc_shape *shape;
    const char *osm_id;
} outline;

static bool name_figure(void *ctx, uint32_t i)
{
    outline *o = ctx;
    figure *f = &o->s->figure.v[i];

    if (!*f->code && lc_shape_contains(o->shape, f->pt))
        f->code = o->osm_id;
    return true;
}

/* The figures are in order of their codes; those without one come first. */
static void place_figure(spread *s, size_t unnamed, const outline *o)
{
    figure *f = bsearch(o->osm_id, s->figure.v + unnamed, s->figure.n - unnamed,
                        sizeof *f, by_code);

    if (!f || f->placed)
        return;
    f->pt = lc_shape_inner(o->shape);
    f->placed = true;
}

static lc_status match_outlines(spread *s, const lc_index *points,
                                size_t unnamed, lc_error *err)
{
    lc_stored_feature f;
    lc_rows *rows;
    lc_status st = lc_feature_rows_buildings(s->c, &f, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        outline o = {s, &f.shape, lc_arena_strdup(s->text, f.osm_id)};

        if (!o.osm_id) {
            st = no_memory(err);
        } else if (f.shape.kind == LIFE_SHAPE_AREA) {
            lc_index_query(points, lc_shape_box(&f.shape), name_figure, &o);
            place_figure(s, unnamed, &o);
        }
    }
    return st;
}

static int figure_order(const void *pa, const void *pb)
{
    const figure *a = pa, *b = pb;
    int by = strcmp(a->code, b->code);

    if (!by)
        by = (a->pt.lon > b->pt.lon) - (a->pt.lon < b->pt.lon);
    if (!by)
        by = (a->pt.lat > b->pt.lat) - (a->pt.lat < b->pt.lat);
    return by ? by : (a->milli > b->milli) - (a->milli < b->milli);
}

static lc_status add_figure(spread *s, figure *to, const figure *f,
                            lc_error *err)
{
    size_t bytes = strlen(to->ages) + strlen(f->ages) + 2;
    char *both = lc_arena_alloc(s->text, bytes);

    if (!both)
        return no_memory(err);
    snprintf(both, bytes, "%s\n%s", to->ages, f->ages);
    to->ages = both;
    to->milli += f->milli;
    return LIFE_OK;
}

/* Several figures of one house (its staircases) add up. */
static lc_status join_same(spread *s, lc_error *err)
{
    size_t n = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < s->figure.n && !st; i++) {
        figure *f = &s->figure.v[i];

        if (n && *f->code && strcmp(s->figure.v[n - 1].code, f->code) == 0)
            st = add_figure(s, &s->figure.v[n - 1], f, err);
        else
            s->figure.v[n++] = *f;
    }
    s->figure.n = n;
    return st;
}

static lc_status assign_buildings(spread *s, lc_error *err)
{
    lc_box *box = lc_calloc(s->figure.n, sizeof *box);
    lc_index *points = NULL;
    size_t unnamed = 0;
    lc_status st;

    if (!box)
        return no_memory(err);
    for (size_t i = 0; i < s->figure.n; i++) {
        box[i] = lc_box_empty();
        if (*s->figure.v[i].code)
            continue;
        unnamed++;
        lc_box_add(&box[i], s->figure.v[i].pt);
    }
    st = lc_index_build(box, s->figure.n, &points, err);
    if (!st)
        st = match_outlines(s, points, unnamed, err);
    lc_index_free(points);
    lc_free(box);
    if (st)
        return st;
    qsort(s->figure.v, s->figure.n, sizeof *s->figure.v, figure_order);
    st = join_same(s, err);
    for (size_t i = 0; i < s->home.n && !st; i++) {
        dwelling *h = &s->home.v[i];
        const figure *f = *h->osm_id ? bsearch(h->osm_id, s->figure.v,
                                               s->figure.n, sizeof *f, by_code)
                                     : NULL;

        if (f)
            h->figure = (uint32_t)(f - s->figure.v);
        h->assumed &= !f;
    }
    return st;
}

static lc_status assign(spread *s, lc_error *err)
{
    static const struct {
        const char *kind;
        lc_status (*run)(spread *s, lc_error *err);
    } way[] = {{"unit", assign_units},
               {"grid", assign_cells},
               {"building", assign_buildings}};

    for (size_t i = 0; i < sizeof way / sizeof *way; i++)
        if (strcmp(way[i].kind, s->kind) == 0)
            return way[i].run(s, err);
    return lc_fail(err, LIFE_ERR_DB, "residents of an unknown kind '%s'",
                   s->kind);
}

/* ---- sharing out ---- */

typedef struct share {
    int64_t rest; /* what the division left */
    dwelling *home;
} share;

static int by_rest(const void *pa, const void *pb)
{
    const share *a = pa, *b = pb;

    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return a->home->id < b->home->id ? -1 : 1;
}

static void share_out(int64_t milli, share *part, size_t n)
{
    int64_t total = 0, left = milli;

    for (size_t i = 0; i < n; i++)
        total += part[i].home->before;
    for (size_t i = 0; i < n; i++) {
        wide v = (wide)milli * part[i].home->before;

        part[i].home->now = (int64_t)(v / total);
        part[i].rest = (int64_t)(v % total);
        left -= part[i].home->now;
    }
    qsort(part, n, sizeof *part, by_rest);
    for (int64_t i = 0; i < left; i++)
        part[i].home->now++;
}

/* Homes that weigh nothing can't share in anything. */
static bool shares(const dwelling *h)
{
    return h->figure != LIFE_NONE && h->before > 0;
}

static lc_status share_all(spread *s, lc_error *err)
{
    uint32_t *first = lc_calloc(s->figure.n + 2, sizeof *first);
    share *part = lc_calloc(s->home.n, sizeof *part);

    if (!first || !part) {
        lc_free(first);
        lc_free(part);
        return no_memory(err);
    }
    for (size_t i = 0; i < s->home.n; i++)
        if (shares(&s->home.v[i]))
            first[s->home.v[i].figure + 2]++;
    for (size_t i = 2; i < s->figure.n + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < s->home.n; i++)
        if (shares(&s->home.v[i]))
            part[first[s->home.v[i].figure + 1]++].home = &s->home.v[i];
    for (size_t i = 0; i < s->figure.n; i++) {
        figure *f = &s->figure.v[i];

        f->homes = first[i + 1] - first[i];
        if (f->homes)
            share_out(f->milli, part + first[i], f->homes);
    }
    lc_free(first);
    lc_free(part);
    return LIFE_OK;
}

/* ---- writing ---- */

static lc_status write_homes(spread *s, lc_error *err)
{
    int64_t before = 0, unknown = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->home.n; i++) {
        const dwelling *h = &s->home.v[i];

        before += h->before;
        s->out->placed += h->now;
        s->assumed += h->assumed ? h->now : 0;
        s->out->homes += h->now > 0;
        if (h->figure == LIFE_NONE) {
            s->out->unknown_homes++;
            unknown += h->before;
        }
        st = lc_home_rows_set_weight(s->c, h->id, h->now, h->assumed, err);
    }
    if (before > 0)
        s->out->unknown_milli =
            llround((double)unknown / (double)before * 1000);
    return st;
}

static lc_status make_home(spread *s, const figure *f, lc_error *err)
{
    const lc_stored_home h = {.id = ++s->last_id,
                              .osm_id = f->code,
                              .kind = s->kind,
                              .weight_milli = f->milli,
                              .pt = f->pt};

    s->out->made++;
    s->out->homes++;
    s->out->placed += f->milli;
    return lc_home_rows_insert(s->c, &h, err);
}

static lc_status write_rest(spread *s, lc_error *err)
{
    lc_residents *out = s->out;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->figure.n; i++) {
        const figure *f = &s->figure.v[i];

        if (f->homes || f->milli == 0)
            continue;
        if (!f->placed) {
            if (!out->homeless++)
                lc_utf8_format(out->homeless_code, sizeof out->homeless_code,
                               "%s", f->code);
            out->homeless_milli += f->milli;
        } else if (s->extent.kind == LIFE_SHAPE_AREA &&
                   !lc_shape_contains(&s->extent, f->pt)) {
            out->outside++;
            out->outside_milli += f->milli;
        } else {
            st = make_home(s, f, err);
            if (!st && !lc_vec_push(&s->made, (uint32_t)i))
                st = no_memory(err);
        }
    }
    return st;
}

static lc_status set_number(lc_city *c, const char *key, int64_t v,
                            lc_error *err)
{
    char text[32];

    snprintf(text, sizeof text, "%" PRId64, v);
    return lc_setting_put(c, key, text, err);
}

static lc_status write_settings(spread *s, lc_error *err)
{
    const lc_residents *r = s->out;
    const struct {
        const char *key;
        int64_t value;
    } number[] = {
        {"residents_unknown_homes", (int64_t)r->unknown_homes},
        {"residents_unknown_share_milli", r->unknown_milli},
        {"residents_unplaced_milli", r->given - r->placed},
        {"assumed_share_milli",
         r->placed ? llround((double)s->assumed / (double)r->placed * 1000)
                   : 0},
    };
    lc_status st = lc_setting_put(s->c, "home_kind", "residents", err);

    if (!st)
        st = lc_setting_put(s->c, "home_unit_text", "residents", err);
    for (size_t i = 0; !st && i < sizeof number / sizeof *number; i++)
        st = set_number(s->c, number[i].key, number[i].value, err);
    return st;
}

/* In the order in which the city has its homes: those made come last. */
static lc_status write_ages(spread *s, lc_error *err)
{
    size_t homes = s->home.n + s->made.n, n = 0;
    const char **ages = lc_calloc(s->figure.n, sizeof *ages);
    lc_age_share *part = lc_calloc(homes, sizeof *part);
    lc_status st = ages && part ? LIFE_OK : no_memory(err);

    for (size_t i = 0; i < s->figure.n && !st; i++)
        ages[i] = s->figure.v[i].ages;
    for (size_t i = 0; i < s->home.n && !st; i++)
        part[n++] = (lc_age_share){s->home.v[i].figure, s->home.v[i].now};
    for (size_t i = 0; i < s->made.n && !st; i++)
        part[n++] =
            (lc_age_share){s->made.v[i], s->figure.v[s->made.v[i]].milli};
    if (!st)
        st = lc_ages_store(s->c, ages, s->figure.n, part, homes, err);
    lc_free(ages);
    lc_free(part);
    return st;
}

static lc_status spread_all(spread *s, lc_error *err)
{
    lc_status st = assign(s, err);

    if (!st)
        st = share_all(s, err);
    if (!st)
        st = lc_home_base_keep(s->c, err);
    if (!st)
        st = write_homes(s, err);
    if (!st)
        st = write_rest(s, err);
    if (!st)
        st = write_ages(s, err);
    return st ? st : write_settings(s, err);
}

lc_status lc_residents_spread(lc_city *c, lc_residents *out, lc_error *err)
{
    spread s = {.c = c, .out = out, .text = lc_arena_new(0)};
    lc_status st = s.text ? lc_home_base_restore(c, err) : no_memory(err);

    *out = (lc_residents){0};
    if (!st)
        st = lc_ages_drop(c, err);
    if (!st)
        st = read_all(&s, err);
    if (!st && s.figure.n)
        st = spread_all(&s, err);
    lc_vec_free(&s.figure);
    lc_vec_free(&s.home);
    lc_vec_free(&s.made);
    lc_shape_clear(&s.extent);
    lc_arena_free(s.text);
    return st;
}
