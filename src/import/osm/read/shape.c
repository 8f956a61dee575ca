/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/shape.c - shapes of ways, and of the rings that the
 * ways of a multipolygon or boundary relation make.
 *
 * Rings are traced along member ways from one end to the next, and a ring is
 * cut off as soon as the trace comes back to a joint it has passed, so that
 * rings that touch at a joint stay apart. A way with a node missing counts as
 * missing: no ring is closed across a gap.
 *
 * Relations are made of pieces that run either way, in any order, with some
 * missing. A ring is closed by following ends; where more than two ends meet,
 * the first piece that is left goes on, so that the result doesn't depend on
 * the order of members.
 */
#include "src/import/osm/read/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The OSM API refuses more; a larger one would only take time. */
#define MEMBERS_MAX 32000

typedef enum role { OUTER, BLANK, INNER, NO_ROLE } role;

/* A member way on its way into a ring. */
typedef struct piece { /* a member way */
    const lc_osm_way *w;
    role role;
    bool used;
    uint32_t joint[2]; /* of its first and last node */
} piece;

/* Where an end of a piece meets others. */
typedef struct joint { /* an end of a piece; by node, then piece */
    uint32_t node;     /* as refs name it */
    uint32_t piece;
} joint;

/* A piece, and which way round it is walked. */
typedef struct step { /* of the trace: a piece, and which end comes first */
    uint32_t piece;
    bool backward;
} step;

/* A closed walk over pieces. */
typedef struct ring {
    uint32_t pt, count; /* into points; closed */
    role role;
    double area;   /* in square units of lc_pt; above 0 */
    uint32_t hole; /* holes: the outer ring it belongs to */
    lc_box box;
} ring;

/* All pieces of a relation, and the rings so far. */
typedef struct tracer {
    const lc_osm_data *d;
    LC_VEC(piece) pieces;
    LC_VEC(joint) joints;
    LC_VEC(step) trace;
    LC_VEC(uint32_t) seen; /* of a joint: place in the trace + 1, or 0 */
    LC_VEC(lc_pt) points;
    LC_VEC(ring) rings;
    bool whole;
} tracer;

/* ---- ways ---- */

/* Twice the area to the left of a closed line; exact enough for a sign, as
 * products of 1e-7 degrees within a country stay under 2^53. */
static double twice_area(const lc_pt *p, size_t n)
{
    double sum = 0;

    for (size_t i = 1; i + 1 < n; i++)
        sum +=
            ((double)p[i].lon - p[0].lon) * ((double)p[i + 1].lat - p[0].lat) -
            ((double)p[i + 1].lon - p[0].lon) * ((double)p[i].lat - p[0].lat);
    return sum;
}

/* Pieces run either way; the ring decides. */
static void turn_round(lc_pt *p, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        lc_pt t = p[i];

        p[i] = p[n - 1 - i];
        p[n - 1 - i] = t;
    }
}

/* What runs up to a gap; one point is no line. */
static lc_status end_line(lc_shape *out, const lc_pt *p, size_t *n,
                          lc_error *err)
{
    lc_status st = *n >= 2 ? lc_shape_add_part(out, p, *n, err) : LIFE_OK;

    *n = 0;
    return st;
}

/* Nobody knows how it runs where nodes are missing: it ends there and begins
 * anew. */
static lc_status make_lines(const lc_osm_data *d, const lc_osm_way *w, lc_pt *p,
                            lc_shape *out, bool *whole, lc_error *err)
{
    lc_status st = LIFE_OK;
    size_t n = 0;

    for (uint32_t i = 0; i < w->ref_count && !st; i++) {
        const lc_osm_node *node = lc_osm_data_ref(d, w->ref + i);

        if (!node) {
            *whole = false;
            st = end_line(out, p, &n, err);
        } else if (n == 0 || !lc_pt_equal(p[n - 1], node->pt)) {
            p[n++] = node->pt;
        }
    }
    return st ? st : end_line(out, p, &n, err);
}

lc_status lc_osm_shape_way(const lc_osm_data *d, const lc_osm_way *w, bool area,
                           lc_shape *out, bool *whole, lc_error *err)
{
    const uint32_t *ref = lc_vec_at(&d->refs, w->ref);
    lc_pt *p = lc_calloc(w->ref_count, sizeof *p);
    lc_status st;

    *out = (lc_shape){.kind = LIFE_SHAPE_LINE};
    *whole = true;
    if (!p)
        return lc_no_memory(err, "the outlines");
    st = make_lines(d, w, p, out, whole, err);
    lc_free(p);
    if (st || !out->part_count) {
        lc_shape_clear(out);
        return st;
    }
    area = area && *whole && w->ref_count >= 4 &&
           ref[0] == ref[w->ref_count - 1] && out->pt_count >= 4 &&
           twice_area(out->pt, out->pt_count) != 0;
    if (area && twice_area(out->pt, out->pt_count) < 0)
        turn_round(out->pt, out->pt_count);
    if (area)
        out->kind = LIFE_SHAPE_AREA;
    return LIFE_OK;
}

/* ---- pieces and joints ---- */

/* Roles that are neither are outer: it is what mappers forget. */
static role role_of(const char *text)
{
    static const struct {
        const char *text;
        role role;
    } roles[] = {{"", BLANK},
                 {"outer", OUTER},
                 {"inner", INNER},
                 {"exclave", OUTER},
                 {"enclave", INNER}};

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (!strcmp(text, roles[i].text))
            return roles[i].role;
    return NO_ROLE; /* parts, labels, outlines: not of the area */
}

/* A piece with a missing node can't close a ring truthfully. */
static bool has_every_node(const lc_osm_data *d, const lc_osm_way *w)
{
    for (uint32_t i = 0; i < w->ref_count; i++)
        if (!lc_osm_data_ref(d, w->ref + i))
            return false;
    return w->ref_count >= 2;
}

/* A way that is a member twice counts once. */
static int by_way(const void *a, const void *b)
{
    const piece *x = a;
    const piece *y = b;

    if (x->w->id != y->w->id)
        return x->w->id < y->w->id ? -1 : 1;
    return (int)x->role - (int)y->role;
}

/* Member ways in order of id, each once. */
static lc_status collect(tracer *t, const lc_osm_relation *r, lc_error *err)
{
    size_t n = 0;

    if (r->member_count > MEMBERS_MAX)
        t->whole = false;
    for (uint32_t i = 0; i < r->member_count && i < MEMBERS_MAX; i++) {
        const lc_osm_member *m = t->d->members.v + r->member + i;
        piece p = {.role = role_of(t->d->text.v + m->role)};

        if (m->type != 'w' || p.role == NO_ROLE)
            continue;
        p.w = lc_osm_data_way(t->d, m->id);
        if (!p.w || !has_every_node(t->d, p.w))
            t->whole = false;
        else if (!lc_vec_push(&t->pieces, p))
            return lc_no_memory(err, "the outlines");
    }
    if (t->pieces.n == 0)
        return LIFE_OK;
    qsort(t->pieces.v, t->pieces.n, sizeof *t->pieces.v, by_way);
    for (size_t i = 0; i < t->pieces.n; i++)
        if (n == 0 || t->pieces.v[n - 1].w != t->pieces.v[i].w)
            t->pieces.v[n++] = t->pieces.v[i];
    t->pieces.n = n;
    return LIFE_OK;
}

/* Ends at one node lie side by side. */
static int by_node(const void *a, const void *b)
{
    const joint *x = a;
    const joint *y = b;

    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    return (x->piece > y->piece) - (x->piece < y->piece);
}

/* The first or the last of a piece. */
static uint32_t end_node(const tracer *t, const piece *p, int end)
{
    return t->d->refs.v[p->w->ref + (end ? p->w->ref_count - 1 : 0)];
}

/* First of the joints at a node; it stands for all of them. */
static uint32_t find_joint(const tracer *t, uint32_t node)
{
    size_t low = 0;
    size_t high = t->joints.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (t->joints.v[mid].node < node)
            low = mid + 1;
        else
            high = mid;
    }
    return (uint32_t)low;
}

/* Follows pieces from end to end until the ring is closed or none goes on. */
static lc_status join(tracer *t, lc_error *err)
{
    if (!lc_vec_reserve(&t->joints, 2 * t->pieces.n) ||
        !lc_vec_reserve(&t->seen, 2 * t->pieces.n))
        return lc_no_memory(err, "the outlines");
    for (uint32_t i = 0; i < t->pieces.n; i++)
        for (int end = 0; end < 2; end++)
            t->joints.v[t->joints.n++] =
                (joint){end_node(t, t->pieces.v + i, end), i};
    if (t->joints.n > 0)
        qsort(t->joints.v, t->joints.n, sizeof *t->joints.v, by_node);
    for (size_t i = 0; i < t->joints.n; i++)
        t->seen.v[t->seen.n++] = 0;
    for (size_t i = 0; i < t->pieces.n; i++)
        for (int end = 0; end < 2; end++)
            t->pieces.v[i].joint[end] =
                find_joint(t, end_node(t, t->pieces.v + i, end));
    return LIFE_OK;
}

/* ---- tracing ---- */

/* The end that two pieces share is written once. */
static lc_status append(tracer *t, step s, size_t from, lc_error *err)
{
    const piece *p = t->pieces.v + s.piece;
    uint32_t n = p->w->ref_count;

    if (!lc_vec_reserve(&t->points, n))
        return lc_no_memory(err, "the outlines");
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = p->w->ref + (s.backward ? n - 1 - i : i);
        lc_pt pt = lc_osm_data_ref(t->d, at)->pt;

        if (t->points.n == from ||
            !lc_pt_equal(t->points.v[t->points.n - 1], pt))
            t->points.v[t->points.n++] = pt;
    }
    return LIFE_OK;
}

/* The ring that the trace makes from step `first` on; those steps go. It is
 * of the blank role only if all of it is. */
static lc_status close_ring(tracer *t, size_t first, lc_error *err)
{
    ring r = {.pt = (uint32_t)t->points.n, .role = BLANK};
    lc_status st = LIFE_OK;

    r.box = lc_box_empty();
    for (size_t i = first; !st && i < t->trace.n; i++) {
        const piece *p = t->pieces.v + t->trace.v[i].piece;

        if (p->role != BLANK)
            r.role = p->role;
        st = append(t, t->trace.v[i], r.pt, err);
        t->seen.v[p->joint[t->trace.v[i].backward]] = 0;
    }
    if (st)
        return st;
    t->trace.n = first;
    r.count = (uint32_t)(t->points.n - r.pt);
    r.area = fabs(twice_area(t->points.v + r.pt, r.count)) / 2;
    for (uint32_t i = 0; i < r.count; i++)
        lc_box_add(&r.box, t->points.v[r.pt + i]);
    if (r.count < 4 || !(r.area > 0)) {
        t->points.n = r.pt;
        return LIFE_OK;
    }
    return lc_vec_push(&t->rings, r) ? LIFE_OK
                                     : lc_no_memory(err, "the outlines");
}

/* Outer and blank ways make rings together, inner ones among themselves. */
static bool fits(const piece *p, bool inner)
{
    return !p->used && (p->role == INNER) == inner;
}

/* The one that is not used yet, in order, so that the result is the same each
 * time. */
static bool next_piece(const tracer *t, uint32_t at, bool inner, step *out)
{
    for (uint32_t i = at;
         i < t->joints.n && t->joints.v[i].node == t->joints.v[at].node; i++) {
        const piece *p = t->pieces.v + t->joints.v[i].piece;

        if (fits(p, inner)) {
            *out = (step){t->joints.v[i].piece, p->joint[0] != at};
            return true;
        }
    }
    return false;
}

/* Follows the pieces from `start` until all it meets is used. */
static lc_status trace_from(tracer *t, uint32_t start, lc_error *err)
{
    bool inner = t->pieces.v[start].role == INNER;
    step s = {start, false};
    lc_status st = LIFE_OK;
    bool more = true;

    while (!st && more) {
        piece *p = t->pieces.v + s.piece;
        uint32_t to = p->joint[!s.backward];

        p->used = true;
        if (!lc_vec_push(&t->trace, s))
            return lc_no_memory(err, "the outlines");
        t->seen.v[p->joint[s.backward]] = (uint32_t)t->trace.n;
        if (t->seen.v[to])
            st = close_ring(t, t->seen.v[to] - 1, err);
        /* A closed ring may leave a trace behind it: go on from there. */
        more = t->trace.n > 0 && next_piece(t, to, inner, &s);
    }
    if (t->trace.n > 0)
        t->whole = false;
    while (t->trace.n > 0) {
        s = t->trace.v[--t->trace.n];
        t->seen.v[t->pieces.v[s.piece].joint[s.backward]] = 0;
    }
    return st;
}

/* ---- nesting ---- */

/* 1 inside, 0 on the outline, -1 outside. */
static int side_of(const tracer *t, const ring *r, lc_pt p)
{
    const lc_pt *q = t->points.v + r->pt;
    int side = -1;

    for (uint32_t i = 0; i + 1 < r->count; i++) {
        lc_pt a = q[i];
        lc_pt b = q[i + 1];
        double turn = ((double)b.lon - a.lon) * ((double)p.lat - a.lat) -
                      ((double)b.lat - a.lat) * ((double)p.lon - a.lon);
        lc_box box = lc_box_empty();

        lc_box_add(&box, a);
        lc_box_add(&box, b);
        if (turn == 0 && lc_box_contains(box, p))
            return 0;
        if ((a.lat > p.lat) != (b.lat > p.lat) && (turn > 0) == (b.lat > a.lat))
            side = -side;
    }
    return side;
}

/* Any corner of a hole tells which ring it lies in. */
static bool is_inside(const tracer *t, const ring *in, const ring *out)
{
    int side = 0;

    if (in->box.min_lon < out->box.min_lon ||
        in->box.max_lon > out->box.max_lon ||
        in->box.min_lat < out->box.min_lat ||
        in->box.max_lat > out->box.max_lat || in->area >= out->area)
        return false;
    for (uint32_t i = 0; side == 0 && i < in->count; i++)
        side = side_of(t, out, t->points.v[in->pt + i]);
    return side >= 0;
}

/* A ring without a role is a hole when it lies in an odd number of others. */
static void settle_blank(tracer *t)
{
    for (size_t i = 0; i < t->rings.n; i++) {
        ring *r = t->rings.v + i;
        bool hole = false;

        if (r->role != BLANK)
            continue;
        for (size_t k = 0; k < t->rings.n; k++)
            if (t->rings.v[k].role != INNER && is_inside(t, r, t->rings.v + k))
                hole = !hole;
        r->hole = hole; /* not yet a role: others are still to be counted */
    }
    for (size_t i = 0; i < t->rings.n; i++)
        if (t->rings.v[i].role == BLANK)
            t->rings.v[i].role = t->rings.v[i].hole ? INNER : OUTER;
}

/* The smallest outer ring around a hole; UINT32_MAX: none. */
static uint32_t find_outer(const tracer *t, const ring *hole)
{
    uint32_t best = UINT32_MAX;

    for (uint32_t i = 0; i < t->rings.n; i++)
        if (t->rings.v[i].role == OUTER && is_inside(t, hole, t->rings.v + i) &&
            (best == UINT32_MAX || t->rings.v[i].area < t->rings.v[best].area))
            best = i;
    return best;
}

/* Rings are closed: the last point is the first. */
static lc_status put_ring(const tracer *t, const ring *r, lc_shape *out,
                          lc_error *err)
{
    lc_pt *p = t->points.v + r->pt;

    if ((twice_area(p, r->count) > 0) != (r->role == OUTER))
        turn_round(p, r->count);
    return lc_shape_add_part(out, p, r->count, err);
}

/* Each hole behind the outer ring that it lies in. */
static lc_status assemble(tracer *t, lc_shape *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    settle_blank(t);
    for (size_t i = 0; i < t->rings.n; i++)
        if (t->rings.v[i].role == INNER)
            t->rings.v[i].hole = find_outer(t, t->rings.v + i);
    for (uint32_t i = 0; !st && i < t->rings.n; i++) {
        if (t->rings.v[i].role != OUTER)
            continue;
        out->kind = LIFE_SHAPE_AREA;
        st = put_ring(t, t->rings.v + i, out, err);
        for (size_t k = 0; !st && k < t->rings.n; k++)
            if (t->rings.v[k].role == INNER && t->rings.v[k].hole == i)
                st = put_ring(t, t->rings.v + k, out, err);
    }
    return st;
}

lc_status lc_osm_shape_relation(const lc_osm_data *d, const lc_osm_relation *r,
                                lc_shape *out, bool *whole, lc_error *err)
{
    tracer t = {.d = d, .whole = true};
    lc_status st;

    *out = (lc_shape){0};
    st = collect(&t, r, err);
    if (!st)
        st = join(&t, err);
    for (uint32_t i = 0; !st && i < t.pieces.n; i++)
        if (!t.pieces.v[i].used)
            st = trace_from(&t, i, err);
    if (!st)
        st = assemble(&t, out, err);
    *whole = t.whole && t.rings.n > 0;
    lc_vec_free(&t.pieces);
    lc_vec_free(&t.joints);
    lc_vec_free(&t.trace);
    lc_vec_free(&t.seen);
    lc_vec_free(&t.points);
    lc_vec_free(&t.rings);
    if (st)
        lc_shape_clear(out);
    return st;
}

lc_status lc_osm_shape_lines(const lc_osm_data *d, const lc_osm_relation *r,
                             lc_shape *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const lc_osm_way *w = m->type == 'w' ? lc_osm_data_way(d, m->id) : NULL;
        lc_shape line = {0};
        bool whole;

        if (!w)
            continue;
        st = lc_osm_shape_way(d, w, false, &line, &whole, err);
        if (!st && line.kind == LIFE_SHAPE_LINE) {
            out->kind = LIFE_SHAPE_LINE;
            st = lc_shape_add_part(out, line.pt, line.pt_count, err);
        }
        lc_shape_clear(&line);
    }
    return st;
}
