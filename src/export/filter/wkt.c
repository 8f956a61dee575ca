/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/wkt.c - see wkt.h.
 *
 * Positions become those of the grid (1e-7 degrees) as they are read, and the
 * exact predicate is asked of these.
 */
#include "src/export/filter/wkt.h"

#include "lifecircle/base/mem.h"

#include <string.h>

#define MOST_POSITIONS 5000
/* A straight edge of a box in another system is bent in degrees: so it is cut
 * into as many. */
#define BOX_PIECES 16

typedef struct reading {
    lc_grammar *g;
    lc_shape shape;
    LC_VEC(lc_pt) pt; /* of the list being read */
    size_t positions;
    const char *at; /* where that list begins */
} reading;

typedef struct place_kind {
    const char *name;
    lc_shape_kind kind;
    lc_status (*read)(reading *r, lc_error *err);
} place_kind;

/* ---- positions ---- */

static lc_status add_position(reading *r, double x, double y, const char *at,
                              lc_error *err)
{
    const lc_filter_rows *rows = r->g->rows;
    lc_lonlat p = {x, y};

    if (++r->positions > MOST_POSITIONS)
        return lc_fail_param(err, LIFE_ERR_LIMIT, "filter",
                             "it has more than %d positions", MOST_POSITIONS);
    if ((rows->place && !rows->place(rows->ctx, x, y, &p)) ||
        !lc_lonlat_valid(p))
        return lc_lex_fail(&r->g->lex, at, err,
                           "this position is outside of its system");
    return lc_vec_push(&r->pt, lc_pt_from(p)) ? LIFE_OK
                                              : lc_no_memory(err, "a shape");
}

static lc_status read_number(reading *r, double *out, lc_error *err)
{
    lc_lex *l = &r->g->lex;

    if (l->kind != LIFE_LEX_NUMBER)
        return lc_lex_fail(l, l->word, err, "expected a number");
    *out = l->number;
    return lc_lex_next(l, err);
}

static lc_status read_position(reading *r, lc_error *err)
{
    const char *at = r->g->lex.word;
    double x = 0, y = 0;
    lc_status st = read_number(r, &x, err);

    if (!st)
        st = read_number(r, &y, err);
    return st ? st : add_position(r, x, y, at, err);
}

/* "( one , one ... )" */
static lc_status read_list(reading *r,
                           lc_status (*one)(reading *r, lc_error *err),
                           lc_error *err)
{
    lc_lex *l = &r->g->lex;
    lc_status st = lc_lex_take(l, "(", err);

    if (!st)
        st = one(r, err);
    while (!st && lc_lex_is(l, ",")) {
        st = lc_lex_next(l, err);
        if (!st)
            st = one(r, err);
    }
    return st ? st : lc_lex_take(l, ")", err);
}

static lc_status read_positions(reading *r, lc_error *err)
{
    r->at = r->g->lex.word;
    r->pt.n = 0;
    return read_list(r, read_position, err);
}

/* ---- points and lines ---- */

static lc_status add_point(reading *r, lc_error *err)
{
    lc_status st;

    r->pt.n = 0;
    st = read_position(r, err);
    return st ? st : lc_shape_add_part(&r->shape, r->pt.v, r->pt.n, err);
}

static lc_status read_point(reading *r, lc_error *err)
{
    lc_lex *l = &r->g->lex;
    lc_status st = lc_lex_take(l, "(", err);

    if (!st)
        st = add_point(r, err);
    return st ? st : lc_lex_take(l, ")", err);
}

/* Both "(1 2)" and "1 2" are in use within a MULTIPOINT. */
static lc_status read_one_point(reading *r, lc_error *err)
{
    return lc_lex_is(&r->g->lex, "(") ? read_point(r, err) : add_point(r, err);
}

static lc_status read_points(reading *r, lc_error *err)
{
    return read_list(r, read_one_point, err);
}

static lc_status read_line(reading *r, lc_error *err)
{
    lc_status st = read_positions(r, err);

    if (!st && r->pt.n < 2)
        st = lc_lex_fail(&r->g->lex, r->at, err,
                         "a line has two positions or more");
    return st ? st : lc_shape_add_part(&r->shape, r->pt.v, r->pt.n, err);
}

static lc_status read_lines(reading *r, lc_error *err)
{
    return read_list(r, read_line, err);
}

/* ---- areas ---- */

static lc_status add_ring(reading *r, bool hole, lc_error *err)
{
    size_t n = r->pt.n;
    bool kept;
    lc_status st;

    if (n < 4 || !lc_pt_equal(r->pt.v[0], r->pt.v[n - 1]))
        return lc_lex_fail(&r->g->lex, r->at, err,
                           "a ring has four positions or more, the last the "
                           "same as the first");
    st = lc_shape_add_ring(&r->shape, r->pt.v, n, hole, &kept, err);
    if (!st && !kept)
        st = lc_lex_fail(&r->g->lex, r->at, err, "this ring covers no ground");
    return lc_fail_blame(err, st, "filter");
}

/* The first ring is the outer one, those behind it are holes. */
static lc_status read_polygon(reading *r, lc_error *err)
{
    lc_lex *l = &r->g->lex;
    lc_status st = lc_lex_take(l, "(", err);
    bool hole = false;

    while (!st) {
        st = read_positions(r, err);
        if (!st)
            st = add_ring(r, hole, err);
        hole = true;
        if (st || !lc_lex_is(l, ","))
            break;
        st = lc_lex_next(l, err);
    }
    return st ? st : lc_lex_take(l, ")", err);
}

static lc_status read_polygons(reading *r, lc_error *err)
{
    return read_list(r, read_polygon, err);
}

/* ---- boxes ---- */

/* Four numbers, or six with heights, which say nothing here. */
static lc_status read_corners(reading *r, double v[4], lc_error *err)
{
    lc_lex *l = &r->g->lex;
    double all[6] = {0};
    size_t n = 0;
    lc_status st = lc_lex_take(l, "(", err);

    while (!st && n < 6) {
        st = read_number(r, &all[n++], err);
        if (st || !lc_lex_is(l, ","))
            break;
        st = lc_lex_next(l, err);
    }
    if (!st && n != 4 && n != 6)
        st = lc_lex_fail(l, l->word, err,
                         "BBOX() has four numbers: west, south, east, north");
    if (st)
        return st;
    v[0] = all[0];
    v[1] = all[1];
    v[2] = all[n / 2];
    v[3] = all[n / 2 + 1];
    return lc_lex_take(l, ")", err);
}

/* A box around the world and more is one around the world. */
static lc_pt clamped(double lon, double lat)
{
    lc_lonlat p = {lon < -180  ? -180
                   : lon > 180 ? 180
                               : lon,
                   lat < -90  ? -90
                   : lat > 90 ? 90
                              : lat};

    return lc_pt_from(p);
}

/* The outline, piece by piece, as it lies in degrees. */
static lc_status read_bent_box(reading *r, const double v[4], lc_error *err)
{
    lc_status st = LIFE_OK;

    r->pt.n = 0;
    for (int i = 0; !st && i <= 4 * BOX_PIECES; i++) {
        int side = i / BOX_PIECES % 4;
        double f = (double)(i % BOX_PIECES) / BOX_PIECES;
        double along = side < 2 ? f : 1 - f, far = side == 1 || side == 2;
        double x = side % 2 ? (side == 1) : along;
        double y = side % 2 ? along : far;

        st = add_position(r, v[0] + (v[2] - v[0]) * x, v[1] + (v[3] - v[1]) * y,
                          r->at, err);
    }
    return st ? st : add_ring(r, false, err);
}

static lc_status read_box(reading *r, lc_region **out, lc_error *err)
{
    double v[4];
    lc_box box = lc_box_empty();
    lc_status st;

    r->at = r->g->lex.word;
    st = read_corners(r, v, err);
    if (st)
        return st;
    if (!(v[0] <= v[2]) || !(v[1] <= v[3]))
        return lc_lex_fail(&r->g->lex, r->at, err,
                           "the first corner of a box is the lower one (none "
                           "goes across 180 degrees)");
    if (r->g->rows->place) {
        st = read_bent_box(r, v, err);
        return st ? st : lc_region_make(&r->shape, out, err);
    }
    lc_box_add(&box, clamped(v[0], v[1]));
    lc_box_add(&box, clamped(v[2], v[3]));
    return lc_region_of_box(box, out, err);
}

/* ---- all of them ---- */

static const place_kind kinds[] = {
    {"BBOX", LIFE_SHAPE_AREA, NULL},
    {"POINT", LIFE_SHAPE_POINT, read_point},
    {"MULTIPOINT", LIFE_SHAPE_POINT, read_points},
    {"LINESTRING", LIFE_SHAPE_LINE, read_line},
    {"MULTILINESTRING", LIFE_SHAPE_LINE, read_lines},
    {"POLYGON", LIFE_SHAPE_AREA, read_polygon},
    {"MULTIPOLYGON", LIFE_SHAPE_AREA, read_polygons},
};

static const place_kind *find(const lc_lex *l)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (lc_lex_is(l, kinds[i].name))
            return &kinds[i];
    return NULL;
}

bool lc_wkt_begins(const lc_lex *l)
{
    return find(l) != NULL;
}

lc_status lc_wkt_read(lc_grammar *g, lc_region **out, lc_error *err)
{
    const place_kind *kind = find(&g->lex);
    reading r = {.g = g};
    lc_status st;

    *out = NULL;
    if (!kind)
        return lc_lex_fail(&g->lex, g->lex.word, err,
                           "expected BBOX, POINT, LINESTRING, POLYGON or the "
                           "MULTI of one of them");
    r.shape.kind = kind->kind;
    st = lc_lex_next(&g->lex, err);
    if (!st)
        st = kind->read ? kind->read(&r, err) : read_box(&r, out, err);
    if (!st && kind->read)
        st = lc_region_make(&r.shape, out, err);
    lc_shape_clear(&r.shape);
    lc_vec_free(&r.pt);
    return st;
}
