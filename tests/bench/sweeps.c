/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sweeps.c - the many-source search beside its floor: over the city as it is,
 * and over as many copies of it side by side as make three million nodes.
 */
#include "bench.h"
#include "floor.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/sweep.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/world.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

typedef struct seeds {
    lc_seed *v;
    size_t n;
} seeds;

static void add_seed(seeds *s, const lc_pace_graph *g, const lc_link *l,
                     int end, uint32_t rank)
{
    const lc_edge *e = &g->net->edge[l->edge];
    uint32_t mm = end ? e->at_mm + e->length_mm : e->at_mm;

    s->v[s->n++] = (lc_seed){g->end[l->edge][end],
                             lc_gait_stretch(&g->gait, e, mm, l->at_mm) +
                                 lc_gait_leg(&g->gait, l->leg_mm) + rank};
}

/* The facilities of a category, as the engine seeds its sweep. */
static seeds seeds_of(const bench *b, const lc_pace_graph *g, uint32_t category)
{
    seeds s = {0};
    uint32_t rank = 0;
    const lc_link *link;

    for (uint32_t f = 0; f < lc_world_facility_count(b->w); f++)
        s.n += 2 * lc_world_facility_links(b->w, f, LIFE_MODE_MAIN, &link);
    s.v = calloc(s.n + 1, sizeof *s.v);
    s.n = 0;
    for (uint32_t f = 0; s.v && f < lc_world_facility_count(b->w); f++) {
        size_t n = lc_world_facility_links(b->w, f, LIFE_MODE_MAIN, &link);

        if (!lc_catset_has(lc_world_facility(b->w, f)->categories, category))
            continue;
        for (size_t i = 0; i < n; i++)
            for (int end = 0; end < 2; end++)
                if (g->end[link[i].edge][0] != LIFE_NO_EDGE)
                    add_seed(&s, g, &link[i], end, rank);
        rank++;
    }
    return s;
}

typedef struct sweeping {
    const lc_pace_graph *g;
    lc_sweep_room *room;
    uint64_t *label;
    uint32_t *ms;
    double ours_us, floor_us;
} sweeping;

/* The same seeds through both; they must agree at every vertex. */
static void sweep_both(bench *b, sweeping *s, const seeds *from)
{
    const uint64_t most = lc_label(LIFE_SEARCH_MS, 0xFFFFFF) | 0x3FFFF;
    double start_us = bench_now_us();

    if (lc_sweep(s->g, &s->g->in, from->v, from->n, most, s->room, s->label,
                 &b->err))
        bench_stop(b, "sweep");
    s->ours_us += bench_now_us() - start_us;
    start_us = bench_now_us();
    if (!floor_sweep(&s->g->in, s->g->vertex_count, from->v, from->n,
                     LIFE_SEARCH_MS, s->ms))
        bench_stop(b, "floor: no memory");
    s->floor_us += bench_now_us() - start_us;
    for (uint32_t v = 0; v < s->g->vertex_count; v++)
        if (s->ms[v] != (s->label[v] == LIFE_LABEL_NONE
                             ? UINT32_MAX
                             : lc_label_ms(s->label[v]))) {
            lc_fail(&b->err, LIFE_ERR_STATE, "vertex %u differs", v);
            bench_stop(b, "sweep against the floor");
        }
}

static sweeping sweeping_on(bench *b, const lc_network *n)
{
    const lc_pace *p = lc_world_pace(b->w, 0);
    sweeping s = {.room = lc_sweep_room_new()};
    lc_pace_graph *g = NULL;
    lc_gait gait;

    if (lc_gait_make(p->mode, p->metres, p->seconds, p->steps_factor, &gait,
                     &b->err) ||
        lc_pace_graph_make(n, &gait, &g, &b->err))
        bench_stop(b, "graph");
    s.g = g;
    s.label = calloc(g->vertex_count, sizeof *s.label);
    s.ms = calloc(g->vertex_count, sizeof *s.ms);
    if (!s.room || !s.label || !s.ms)
        bench_stop(b, "no memory");
    return s;
}

static void sweeping_end(sweeping *s)
{
    lc_pace_graph_free((lc_pace_graph *)s->g);
    lc_sweep_room_free(s->room);
    free(s->label);
    free(s->ms);
}

static void sweep_categories(bench *b)
{
    sweeping s = sweeping_on(b, lc_world_network(b->w));
    uint32_t swept = 0;
    char note[96];

    for (uint32_t c = 0; c < lc_world_category_count(b->w); c++) {
        seeds from = seeds_of(b, s.g, c);

        if (!from.v)
            bench_stop(b, "no memory");
        if (from.n) {
            sweep_both(b, &s, &from);
            swept++;
        }
        free(from.v);
    }
    if (swept) {
        snprintf(note, sizeof note, "%u categories, %.1f ns an arc", swept,
                 s.ours_us * 1e3 / swept / s.g->in.first[s.g->vertex_count]);
        bench_row(b, "sweep of all categories", s.ours_us / 1e3, "ms", note);
        bench_row(b, "the floor, same seeds", s.floor_us / 1e3, "ms", "");
        bench_row(b, "sweep / floor", s.ours_us / s.floor_us, "x", "");
    }
    sweeping_end(&s);
}

/* ---- growth ---- */

#define SIZES      4
#define THREADS    2
#define CATEGORIES 47
#define TILED      3000000u
#define LARGE      50000u /* smaller cities say little about the memory */

/* The city `copies` times, none joined to another. */
static lc_network tiled(const bench *b, uint32_t copies)
{
    const lc_network *one = lc_world_network(b->w);
    lc_network n = {.node_count = copies * one->node_count,
                    .edge_count = copies * one->edge_count};

    n.edge = calloc((size_t)n.edge_count + 1, sizeof *n.edge);
    for (uint32_t e = 0; n.edge && e < n.edge_count; e++) {
        uint32_t first = e / one->edge_count * one->node_count;

        n.edge[e] = one->edge[e % one->edge_count];
        n.edge[e].from += first;
        n.edge[e].to += first;
    }
    return n;
}

typedef struct many {
    const bench *b;
    const lc_pace_graph *g;
    bool floor;
    lc_sweep_room *room[THREADS];
    uint64_t *label[THREADS];
    uint32_t *ms[THREADS];
    lc_seed *seed[THREADS];
} many;

/* A facility for every 300 vertices, at random. */
static lc_status sweep_one(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    const many *m = ctx;
    size_t n = m->g->vertex_count / 300 + 1;
    uint64_t state = item + 1;

    for (size_t i = 0; i < n; i++)
        m->seed[worker][i] =
            (lc_seed){(uint32_t)(bench_random(&state) % m->g->vertex_count), i};
    if (!m->floor)
        return lc_sweep(m->g, &m->g->in, m->seed[worker], n,
                        lc_label(LIFE_SEARCH_MS, 0xFFFFFF) | 0x3FFFF,
                        m->room[worker], m->label[worker], err);
    return floor_sweep(&m->g->in, m->g->vertex_count, m->seed[worker], n,
                       LIFE_SEARCH_MS, m->ms[worker])
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_NOMEM, "no memory");
}

static double all_threads_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static double sweep_many(bench *b, many *m, bool floor)
{
    double start_us = all_threads_us();

    m->floor = floor;
    if (lc_pool_run(THREADS, CATEGORIES, sweep_one, m, &b->err))
        bench_stop(b, "sweeps of many");
    return all_threads_us() - start_us;
}

static void sweep_size(bench *b, uint32_t copies, double *ours_us,
                       double *floor_us)
{
    lc_network n = tiled(b, copies);
    sweeping s;
    many m = {.b = b};

    if (!n.edge)
        bench_stop(b, "no memory");
    s = sweeping_on(b, &n);
    m.g = s.g;
    for (int t = 0; t < THREADS; t++) {
        m.room[t] = lc_sweep_room_new();
        m.label[t] = calloc(s.g->vertex_count, sizeof *m.label[t]);
        m.ms[t] = calloc(s.g->vertex_count, sizeof *m.ms[t]);
        m.seed[t] = calloc(s.g->vertex_count / 300 + 1, sizeof *m.seed[t]);
        if (!m.room[t] || !m.label[t] || !m.ms[t] || !m.seed[t])
            bench_stop(b, "no memory");
    }
    *ours_us = sweep_many(b, &m, false);
    *floor_us = sweep_many(b, &m, true);
    for (int t = 0; t < THREADS; t++) {
        lc_sweep_room_free(m.room[t]);
        free(m.label[t]);
        free(m.ms[t]);
        free(m.seed[t]);
    }
    sweeping_end(&s);
    free(n.edge);
}

/* Slope of log(time) over log(size), by least squares; each size is twice the
 * one before. */
static double exponent(const double us[SIZES])
{
    double sx = 0, sy = 0, sxx = 0, sxy = 0;

    for (int i = 0; i < SIZES; i++) {
        double x = i * log(2), y = log(us[i]);

        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    return (SIZES * sxy - sx * sy) / (SIZES * sxx - sx * sx);
}

static void growth(bench *b)
{
    uint32_t nodes = lc_world_network(b->w)->node_count;
    uint32_t least = TILED / nodes >> (SIZES - 1);
    double ours_us[SIZES], floor_us[SIZES];
    char note[96];

    for (int i = 0; i < SIZES; i++)
        sweep_size(b, least << i, &ours_us[i], &floor_us[i]);
    snprintf(note, sizeof note, "%u nodes, %d categories, %d threads",
             (least << (SIZES - 1)) * nodes, CATEGORIES, THREADS);
    bench_row(b, "sweep of the city, tiled", ours_us[SIZES - 1] / 1e6, "s CPU",
              note);
    bench_row(b, "the floor, tiled", floor_us[SIZES - 1] / 1e6, "s CPU", note);
    bench_row(b, "sweep / floor, tiled",
              ours_us[SIZES - 1] / floor_us[SIZES - 1], "x", "");
    bench_row(b, "growth of a sweep with size", exponent(ours_us), "exponent",
              "over four sizes, each twice the one before");
    bench_row(b, "growth of the floor", exponent(floor_us), "exponent", "");
}

void bench_sweeps(bench *b)
{
    sweep_categories(b);
    if (lc_world_network(b->w)->node_count >= LARGE)
        growth(b);
}
