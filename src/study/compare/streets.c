/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/streets.c - see lifecircle/study/compare/streets.h.
 *
 * Most segments are the same in two files of a city, point by point: those are
 * found in a table of numbers made of their ends, and only what is left is
 * looked for on the ground. Of two different segments the numbers are the same
 * once in 2^62.
 */
#include "lifecircle/study/compare/streets.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/world/mode.h"
#include "src/world/city.h"
#include "src/world/links/mixed.h"

#include <stdlib.h>
#include <string.h>

#define PIECE_MM 10000u
#define BLOCK    512 /* edges: enough to be worth a thread's while */

/* What of a street is known: of a table's entry in its two lowest bits. */
enum { USED = 1, PUBLIC = 2 };

/* Segments by number, at least half of the places empty: 0. */
typedef struct segments {
    uint64_t *v;
    size_t mask;
} segments;

typedef struct side {
    const lc_network *net;
    lc_mode mode;
    segments known;
} side;

typedef struct sums {
    int64_t all_mm, alone_mm; /* and of what isn't in the other file */
    int64_t turned_mm;        /* private there, public here */
} sums;

typedef struct measuring {
    const side *here, *there;
    sums *block;
} measuring;

static uint8_t use_of(const side *s, uint32_t e)
{
    uint8_t perm = lc_edge_perm(&s->net->edge[e], s->mode);

    if (!perm)
        return 0;
    return perm & LIFE_PERM_PRIVATE ? USED : USED | PUBLIC;
}

/* The same whichever way it runs. */
static uint64_t number_of(lc_pt a, lc_pt b)
{
    uint64_t x = (uint64_t)(uint32_t)a.lon << 32 | (uint32_t)a.lat;
    uint64_t y = (uint64_t)(uint32_t)b.lon << 32 | (uint32_t)b.lat;

    return x < y ? lc_mixed(lc_mixed(1, x), y) : lc_mixed(lc_mixed(1, y), x);
}

static uint64_t *place_of(const segments *s, uint64_t number)
{
    size_t i = number >> 2 & s->mask;

    while (s->v[i] && (s->v[i] | 3) != (number | 3))
        i = (i + 1) & s->mask;
    return &s->v[i];
}

/* A number whose upper bits are all 0 would be an empty place: it isn't kept,
 * and its segment is looked for on the ground. */
static bool list_segments(side *s)
{
    const lc_network *n = s->net;
    size_t places = 4;

    while (places < (size_t)n->shape_count * 2)
        places *= 2;
    s->known = (segments){lc_calloc(places, sizeof *s->known.v), places - 1};
    for (uint32_t e = 0; s->known.v && e < n->edge_count; e++) {
        uint8_t use = use_of(s, e);

        for (uint32_t k = n->edge[e].shape; use && k + 1 < n->edge[e + 1].shape;
             k++) {
            uint64_t number = number_of(n->shape[k], n->shape[k + 1]);
            uint64_t *at = place_of(&s->known, number);

            if (number > 3)
                *at = (*at ? *at : number & ~UINT64_C(3)) | use;
        }
    }
    return s->known.v != NULL;
}

/* ---- on the ground ---- */

typedef struct looking {
    const side *there;
    lc_frame from;
    uint8_t found;
} looking;

static void look_at(void *ctx, uint32_t edge, double *limit_m)
{
    looking *l = ctx;
    uint8_t use = use_of(l->there, edge);
    uint32_t at_mm;
    lc_pt at;

    if ((l->found | use) != l->found &&
        lc_network_project_from(l->there->net, edge, &l->from, &at_mm, &at) <=
            LIFE_STREET_NEAR_M)
        l->found |= use;
    if (l->found & PUBLIC)
        *limit_m = 0; /* there is no more to be found */
}

static uint8_t use_near(const side *there, lc_pt p)
{
    looking l = {there, lc_frame_at(p), 0};

    if (there->net->index)
        lc_index_nearest(there->net->index, p, LIFE_STREET_NEAR_M, look_at, &l);
    return l.found;
}

static void add_piece(sums *s, uint8_t here, uint8_t there, int64_t mm)
{
    if (!there)
        s->alone_mm += mm;
    else if (here & PUBLIC && !(there & PUBLIC))
        s->turned_mm += mm;
}

/* From point k of an edge's line to the next. */
static void add_segment(const measuring *m, uint32_t k, uint8_t here, sums *s)
{
    const lc_network *n = m->here->net;
    lc_pt a = n->shape[k], b = n->shape[k + 1];
    uint64_t number = number_of(a, b);
    uint64_t known = number > 3 ? *place_of(&m->there->known, number) : 0;
    uint32_t mm = n->shape_mm[k + 1] - n->shape_mm[k];
    uint32_t pieces = (mm + PIECE_MM - 1) / PIECE_MM;

    s->all_mm += mm;
    /* what is private there may run beside what is public */
    if (known && (known & PUBLIC || !(here & PUBLIC)))
        return;
    for (uint32_t i = 0; i < pieces; i++) {
        int64_t from = (int64_t)mm * i / pieces;
        int64_t to = (int64_t)mm * (i + 1) / pieces;
        lc_pt middle = lc_pt_between(a, b, (i + 0.5) / pieces);

        add_piece(s, here, use_near(m->there, middle), to - from);
    }
}

static lc_status add_block(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    const measuring *m = ctx;
    const lc_network *n = m->here->net;
    uint32_t end = (uint32_t)(item + 1) * BLOCK;

    (void)worker;
    (void)err;
    if (end > n->edge_count)
        end = n->edge_count;
    for (uint32_t e = (uint32_t)item * BLOCK; e < end; e++) {
        uint8_t here = use_of(m->here, e);

        for (uint32_t k = n->edge[e].shape;
             here && k + 1 < n->edge[e + 1].shape; k++)
            add_segment(m, k, here, &m->block[item]);
    }
    return LIFE_OK;
}

static lc_status measure(const side *here, const side *there, sums *out,
                         lc_error *err)
{
    size_t blocks = ((size_t)here->net->edge_count + BLOCK - 1) / BLOCK;
    measuring m = {here, there, lc_calloc(blocks, sizeof *m.block)};
    lc_status st = LIFE_OK;

    *out = (sums){0};
    if (!m.block)
        return lc_no_memory(err, "the streets");
    st = lc_pool_run(lc_pool_threads(), blocks, add_block, &m, err);
    for (size_t i = 0; i < blocks; i++) {
        out->all_mm += m.block[i].all_mm;
        out->alone_mm += m.block[i].alone_mm;
        out->turned_mm += m.block[i].turned_mm;
    }
    lc_free(m.block);
    return st;
}

static lc_status measure_both(side s[2], lc_streets_change *out, lc_error *err)
{
    sums before, after;
    lc_status st;

    if (!list_segments(&s[0]) || !list_segments(&s[1]))
        return lc_no_memory(err, "the streets");
    st = measure(&s[0], &s[1], &before, err);
    if (!st)
        st = measure(&s[1], &s[0], &after, err);
    if (st)
        return st;
    out->before_mm = before.all_mm;
    out->removed_mm = before.alone_mm;
    out->closed_mm = before.turned_mm;
    out->after_mm = after.all_mm;
    out->added_mm = after.alone_mm;
    out->freed_mm = after.turned_mm;
    return LIFE_OK;
}

/* ---- gates ---- */

static int by_id(const void *x, const void *y)
{
    const lc_closing *const *a = x, *const *b = y;
    int order = strcmp((*a)->osm_id, (*b)->osm_id);

    return order ? order : strcmp((*a)->said, (*b)->said);
}

/* A way with hours may be of many edges: each id once, as its least hours say
 * it. *n: how many. */
static const lc_closing **list_gates(const lc_world *w, uint32_t *n)
{
    size_t count = lc_world_closing_count(w), kept = 0;
    const lc_closing **v = lc_calloc(count, sizeof *v);

    for (size_t i = 0; v && i < count; i++)
        v[i] = lc_world_closing(w, i);
    if (v && count)
        qsort((void *)v, count, sizeof *v, by_id);
    for (size_t i = 0; v && i < count; i++)
        if (!kept || strcmp(v[kept - 1]->osm_id, v[i]->osm_id) != 0)
            v[kept++] = v[i];
    *n = (uint32_t)kept;
    return v;
}

static void count_gates(const lc_closing *const *a, const lc_closing *const *b,
                        lc_streets_change *out)
{
    uint32_t i = 0, j = 0;

    while (i < out->gates_before || j < out->gates_after) {
        int order = i == out->gates_before ? 1
                    : j == out->gates_after
                        ? -1
                        : strcmp(a[i]->osm_id, b[j]->osm_id);

        out->gates_removed += order < 0;
        out->gates_added += order > 0;
        out->gates_changed += !order && strcmp(a[i]->said, b[j]->said) != 0;
        i += order <= 0;
        j += order >= 0;
    }
}

static lc_status find_gates(const lc_world *before, const lc_world *after,
                            lc_streets_change *out, lc_error *err)
{
    const lc_closing **a = list_gates(before, &out->gates_before);
    const lc_closing **b = list_gates(after, &out->gates_after);
    lc_status st = a && b ? LIFE_OK : lc_no_memory(err, "the gates");

    if (!st)
        count_gates(a, b, out);
    lc_free((void *)a);
    lc_free((void *)b);
    return st;
}

lc_status lc_streets_change_find(const lc_world *before, const lc_world *after,
                                 const char *mode, lc_streets_change *out,
                                 lc_error *err)
{
    side s[2] = {{.net = before->net}, {.net = after->net}};
    lc_status st;

    *out = (lc_streets_change){0};
    s[0].mode = lc_world_mode_find(before, mode);
    s[1].mode = lc_world_mode_find(after, mode);
    st = find_gates(before, after, out, err);
    if (!st && s[0].mode < before->mode_count && s[1].mode < after->mode_count)
        st = measure_both(s, out, err);
    lc_free(s[0].known.v);
    lc_free(s[1].known.v);
    return st;
}
