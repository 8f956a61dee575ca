/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/reach/sea.c - see sea.h.
 */
#include "src/import/osm/reach/sea.h"

#include "lifecircle/geo/index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FAR_M  100000.0 /* a coast beyond says nothing */
#define STEP_M 100.0    /* of an outline */
#define PART   1.25     /* of a distance: a coast as far belongs to it */
#define TIE_M  0.001    /* two pieces of coast meet at the nearest point */

typedef struct piece { /* of a coastline, land on its left */
    lc_pt a, b;
    bool open; /* the coast is cut at one of them */
} piece;

typedef struct end { /* of a coastline */
    int64_t node;
    size_t piece;
} end;

/* All coastlines of the extract as single pieces, in one index. */
struct lc_osm_sea {
    LC_VEC(piece) v;
    LC_VEC(end) ends; /* while it is opened */
    lc_index *index;
};

/* Nodes that the extract lacks are bridged by a straight line from the last one
 * that is there. */
static lc_status add_coast(lc_osm_sea *s, const lc_osm_data *d,
                           const lc_osm_way *w, lc_error *err)
{
    const lc_osm_node *before = NULL, *first = NULL;
    size_t begin = s->v.n;

    for (uint32_t i = 0; i < w->ref_count; i++) {
        const lc_osm_node *n = lc_osm_data_ref(d, w->ref + i);
        piece one;

        if (n && before && !lc_pt_equal(n->pt, before->pt)) {
            one = (piece){before->pt, n->pt, false};
            first = first ? first : before;
            if (!lc_vec_push(&s->v, one))
                return lc_no_memory(err, "the coast");
        }
        before = n ? n : before;
    }
    if (!first)
        return LIFE_OK;
    if (!lc_vec_push(&s->ends, ((end){first->id, begin})) ||
        !lc_vec_push(&s->ends, ((end){before->id, s->v.n - 1})))
        return lc_no_memory(err, "the coast");
    return LIFE_OK;
}

static int by_node(const void *a, const void *b)
{
    const end *x = a, *y = b;

    return (x->node > y->node) - (x->node < y->node);
}

/* Both ends of every coastline; those that meet no other are cut. */
static void mark_open(lc_osm_sea *s)
{
    if (s->ends.n)
        qsort(s->ends.v, s->ends.n, sizeof *s->ends.v, by_node);
    for (size_t i = 0; i < s->ends.n; i++) {
        const end *e = &s->ends.v[i];

        if ((i == 0 || e[-1].node != e->node) &&
            (i + 1 == s->ends.n || e[1].node != e->node))
            s->v.v[e->piece].open = true;
    }
    lc_vec_free(&s->ends);
}

/* An extract without a coast gets an empty index, which finds nothing. */
static lc_status make_index(lc_osm_sea *s, lc_error *err)
{
    lc_box *box = lc_calloc(s->v.n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the coast");
    for (size_t i = 0; i < s->v.n; i++) {
        box[i] = lc_box_empty();
        lc_box_add(&box[i], s->v.v[i].a);
        lc_box_add(&box[i], s->v.v[i].b);
    }
    st = lc_index_build(box, s->v.n, &s->index, err);
    lc_free(box);
    return st;
}

/* natural=coastline alone is drawn with the land on its left; lakes run either
 * way round. */
lc_status lc_osm_sea_open(const lc_osm_data *d, lc_osm_sea **out, lc_error *err)
{
    lc_osm_sea *s = lc_calloc(1, sizeof *s);
    lc_status st = s ? LIFE_OK : lc_no_memory(err, "the coast");

    for (size_t i = 0; !st && i < d->ways.n; i++) {
        const lc_osm_way *w = &d->ways.v[i];
        const char *natural =
            lc_osm_data_tag(d, w->tag, w->tag_count, "natural");

        if (natural && !strcmp(natural, "coastline"))
            st = add_coast(s, d, w, err);
    }
    if (!st) {
        mark_open(s);
        st = make_index(s, err);
    }
    if (st) {
        lc_osm_sea_close(s);
        s = NULL;
    }
    *out = s;
    return st;
}

void lc_osm_sea_close(lc_osm_sea *s)
{
    if (!s)
        return;
    lc_vec_free(&s->v);
    lc_vec_free(&s->ends);
    lc_index_free(s->index);
    lc_free(s);
}

/* ---- which side ---- */

/* The nearest piece so far: how far it is, how far its whole line runs from the
 * place, and on which side of it the place lies. */
typedef struct look {
    const lc_osm_sea *s;
    lc_pt p;
    lc_frame frame; /* at p */
    double best_m, off_m;
    bool any, sea, open;
} look;

/* Where two pieces meet at the nearest point, the one whose line runs farther
 * from the place says on which side it lies. */
static void look_at(void *ctx, uint32_t item, double *limit_m)
{
    look *l = ctx;
    lc_xy a = lc_frame_xy(&l->frame, l->s->v.v[item].a);
    lc_xy b = lc_frame_xy(&l->frame, l->s->v.v[item].b);
    double m, cross = (b.x - a.x) * -a.y - (b.y - a.y) * -a.x;
    double off_m = fabs(cross) / hypot(b.x - a.x, b.y - a.y);
    double t = lc_segment_nearest(a, b, (lc_xy){0, 0}, &m);
    bool at_end = t <= 0 || t >= 1;

    if (l->any &&
        (m > l->best_m + TIE_M || (m > l->best_m - TIE_M && off_m <= l->off_m)))
        return;
    *l = (look){l->s,  l->p, l->frame,  m,
                off_m, true, cross < 0, at_end && l->s->v.v[item].open};
    *limit_m = m + 2 * TIE_M;
}

/* Where a coast is cut its last piece may run anywhere: what a longer part of
 * it, seen from the place, turns to is asked instead. */
typedef struct sum {
    const look *l;
    double cross;
} sum;

/* Twice the area of the triangle that the piece and the place make; it is
 * negative where the piece runs past clockwise, with the place on its right. */
static bool add_piece(void *ctx, uint32_t item)
{
    sum *t = ctx;
    const piece *one = &t->l->s->v.v[item];
    lc_xy a = lc_frame_xy(&t->l->frame, one->a);
    lc_xy b = lc_frame_xy(&t->l->frame, one->b);

    double m;

    lc_segment_nearest(a, b, (lc_xy){0, 0}, &m);
    if (m <= PART * t->l->best_m + STEP_M)
        t->cross += a.x * b.y - a.y * b.x;
    return true;
}

/* Only the coast about as far away as its nearest point is asked: what is
 * farther may be another shore. */
static bool is_beyond(const look *l)
{
    lc_box here = {l->p.lon, l->p.lat, l->p.lon, l->p.lat};
    sum t = {l, 0};

    lc_index_query(l->s->index, lc_box_grown(here, PART * l->best_m + STEP_M),
                   add_piece, &t);
    return t.cross < 0;
}

bool lc_osm_sea_is_known(const lc_osm_sea *s)
{
    return s->v.n > 0;
}

/* Left of the coast is land. Without one within FAR_M all is land. */
bool lc_osm_sea_holds(const lc_osm_sea *s, lc_pt p)
{
    look l = {.s = s, .p = p, .frame = lc_frame_at(p)};

    lc_index_nearest(s->index, p, FAR_M, look_at, &l);
    return l.open ? is_beyond(&l) : l.sea;
}

/* ---- an outline ---- */

/* Steps off the sea that follow one another are one line. The middle of a step
 * is asked: its ends are on the side, where a coast may cross it. A side has
 * 100000 steps at most; then they are longer. */
static lc_status add_side(const lc_osm_sea *s, lc_pt a, lc_pt b, lc_shape *out,
                          lc_error *err)
{
    int n = (int)fmin(100000, ceil(lc_distance_m(a, b) / STEP_M));
    int first = 0;
    lc_status st = LIFE_OK;

    for (int i = 0; !st && i <= n; i++) {
        lc_pt line[2] = {lc_pt_between(a, b, (double)first / n),
                         lc_pt_between(a, b, (double)i / n)};

        if (i < n &&
            !(s->v.n && lc_osm_sea_holds(s, lc_pt_between(a, b, (i + .5) / n))))
            continue;
        if (i > first)
            st = lc_shape_add_part(out, line, 2, err);
        first = i + 1;
    }
    return st;
}

lc_status lc_osm_sea_land_edge(const lc_osm_sea *s, const lc_shape *area,
                               lc_shape *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    *out = (lc_shape){0};
    for (uint32_t i = 0; !st && i < area->part_count; i++)
        for (uint32_t k = area->part[i]; !st && k + 1 < area->part[i + 1]; k++)
            st = add_side(s, area->pt[k], area->pt[k + 1], out, err);
    if (!st && out->part_count)
        out->kind = LIFE_SHAPE_LINE;
    return st;
}
