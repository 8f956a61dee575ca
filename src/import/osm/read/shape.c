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

#include "lifecircle/base/log.h"
#include "lifecircle/geo/nest.h"

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
    uint32_t hole; /* the first of its holes, whose others follow by `next`, */
    uint32_t next; /* or LIFE_NEST_NONE */
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
    ring r = {
        .pt = (uint32_t)t->points.n, .role = BLANK, .next = LIFE_NEST_NONE};
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
    for (uint32_t i = 0; i < r.count; i++)
        lc_box_add(&r.box, t->points.v[r.pt + i]);
    if (r.count < 4 || twice_area(t->points.v + r.pt, r.count) == 0) {
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

/* A ring that is looked at among all of a relation. */
typedef struct among {
    const tracer *t;
    lc_nest *nest;
    const ring *in;
} among;

static lc_status open_nest(const tracer *t, lc_nest **out, lc_error *err)
{
    lc_nest_ring *runs = lc_calloc(t->rings.n, sizeof *runs);
    lc_status st;

    if (!runs)
        return lc_no_memory(err, "the outlines");
    for (size_t i = 0; i < t->rings.n; i++)
        runs[i] =
            (lc_nest_ring){t->points.v + t->rings.v[i].pt, t->rings.v[i].count};
    st = lc_nest_make(runs, (uint32_t)t->rings.n, out, err);
    lc_free(runs);
    return st;
}

static bool reaches_beyond(const ring *in, const ring *out)
{
    return in->box.min_lon < out->box.min_lon ||
           in->box.max_lon > out->box.max_lon ||
           in->box.min_lat < out->box.min_lat ||
           in->box.max_lat > out->box.max_lat;
}

static bool may_hold_blank(void *ctx, uint32_t k)
{
    const among *a = ctx;
    const ring *out = &a->t->rings.v[k];

    return out->role != INNER && !reaches_beyond(a->in, out);
}

static bool may_hold_hole(void *ctx, uint32_t k)
{
    const among *a = ctx;
    const ring *out = &a->t->rings.v[k];

    return out->role == OUTER && !reaches_beyond(a->in, out);
}

/* A ring without a role is a hole when it lies in an odd number of others. */
static lc_status settle_blank(tracer *t, among *a, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < t->rings.n && !st; i++) {
        ring *r = t->rings.v + i;
        lc_nest_place place = {0, LIFE_NEST_NONE};

        if (r->role != BLANK)
            continue;
        a->in = r;
        st = lc_nest_around(a->nest, i, may_hold_blank, a, &place, err);
        /* not yet a role: others are still to be counted */
        r->hole = place.depth % 2;
    }
    for (size_t i = 0; i < t->rings.n; i++)
        if (t->rings.v[i].role == BLANK)
            t->rings.v[i].role = t->rings.v[i].hole ? INNER : OUTER;
    return st;
}

/* Each hole to the smallest outer ring around it, in whose chain they stand by
 * rising number. */
static lc_status settle_holes(tracer *t, among *a, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = (uint32_t)t->rings.n; i-- > 0 && !st;) {
        ring *r = t->rings.v + i;
        lc_nest_place place = {0, LIFE_NEST_NONE};

        if (r->role != INNER)
            continue;
        a->in = r;
        st = lc_nest_around(a->nest, i, may_hold_hole, a, &place, err);
        if (place.parent == LIFE_NEST_NONE)
            continue;
        r->next = t->rings.v[place.parent].hole;
        t->rings.v[place.parent].hole = i;
    }
    return st;
}

/* Most relations are one ring, or a handful. */
static lc_status settle(tracer *t, lc_error *err)
{
    among a = {.t = t};
    lc_status st = open_nest(t, &a.nest, err);

    if (!st)
        st = settle_blank(t, &a, err);
    for (size_t i = 0; i < t->rings.n; i++)
        t->rings.v[i].hole = LIFE_NEST_NONE;
    if (!st)
        st = settle_holes(t, &a, err);
    lc_nest_free(a.nest);
    return st;
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
    lc_status st = t->rings.n ? settle(t, err) : LIFE_OK;

    for (uint32_t i = 0; !st && i < t->rings.n; i++) {
        if (t->rings.v[i].role != OUTER)
            continue;
        out->kind = LIFE_SHAPE_AREA;
        st = put_ring(t, t->rings.v + i, out, err);
        for (uint32_t k = t->rings.v[i].hole; !st && k != LIFE_NEST_NONE;
             k = t->rings.v[k].next)
            st = put_ring(t, t->rings.v + k, out, err);
    }
    return st;
}

/* What no map holds: an empty shape, and a warning. */
static lc_status assemble_or_tell(tracer *t, int64_t id, lc_shape *out,
                                  lc_error *err)
{
    lc_status st = assemble(t, out, NULL);

    if (st != LIFE_ERR_LIMIT)
        return st ? lc_no_memory(err, "the outlines") : LIFE_OK;
    lc_log(LIFE_LOG_WARN, LIFE_OSM_ON_ITSELF, 'r', id);
    lc_shape_clear(out);
    t->whole = false;
    return LIFE_OK;
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
        st = assemble_or_tell(&t, r->id, out, err);
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
