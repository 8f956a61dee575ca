/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ours.c - asks the library what the peers are asked, and times each answer.
 *
 *      ours CITY CATEGORY < POINTS
 *
 * POINTS has a line `i,node,lon,lat` each. A line of output is
 *
 *      operation  i  wall_us  cpu_us  value
 *
 * as every peer's; what the value is stands beside each question below. Time
 * includes finding how the point joins the network, which peers are spared:
 * they are given the node.
 */
#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/export/answers/isochrone.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/sweep.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/world.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LIMIT_MS   900000u /* 15 minutes */
#define NEAREST    10u
#define MAX_POINTS 1000u
#define WARM       30u /* questions asked before those that are timed */
#define SWEEPS     15u

typedef struct bench {
    lc_study *study;
    const lc_world *w;
    lc_walker *a;
    lc_catset category;
    uint32_t category_at;
    lc_lonlat at[MAX_POINTS];
    uint32_t count;
    lc_buf text;
    const lc_stretch *part;
    size_t part_count;
    lc_near near[NEAREST];
    uint32_t near_count;
    uint8_t *seen; /* a node each */
    lc_error err;
} bench;

typedef lc_status (*question)(bench *b, lc_lonlat at);
typedef double (*answer)(bench *b, lc_lonlat at);

static void stop(const bench *b, const char *what)
{
    fprintf(stderr, "ours: %s: %s\n", what, b->err.text);
    exit(1);
}

static double clock_us(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

/* ---- the questions, and what is compared of their answers ---- */

static lc_status straight(bench *b, lc_lonlat at)
{
    lc_place from = {.pt = lc_pt_from(at)};

    return lc_nearest_straight(b->a, &from, &b->category, NEAREST, b->near,
                               &b->near_count, &b->err);
}

/* Metres to the tenth. */
static double straight_value(bench *b, lc_lonlat at)
{
    (void)at;
    return b->near_count < NEAREST ? NAN : b->near[NEAREST - 1].straight_m;
}

static lc_status walk(bench *b, lc_lonlat at)
{
    lc_place from;
    lc_status st = lc_place_at(b->a, at, 0, &from, &b->err);

    return st ? st
              : lc_nearest_find(b->a, &from, &b->category, NEAREST, b->near,
                                &b->near_count, &b->err);
}

/* Seconds to the tenth. */
static double walk_value(bench *b, lc_lonlat at)
{
    (void)at;
    return b->near_count < NEAREST ? NAN
                                   : b->near[NEAREST - 1].walk_ms / 1000.0;
}

static lc_status reach(bench *b, lc_lonlat at)
{
    lc_place from;
    lc_status st = lc_place_at(b->a, at, 0, &from, &b->err);

    return st ? st
              : lc_reach_find(b->a, &from, LIMIT_MS, &b->part, &b->part_count,
                              &b->err);
}

/* Junctions reached: ends of edges that a stretch comes to. */
static double reach_value(bench *b, lc_lonlat at)
{
    const lc_network *n = lc_world_network(b->w);
    uint32_t count = 0;

    (void)at;
    memset(b->seen, 0, n->node_count);
    for (size_t i = 0; i < b->part_count; i++) {
        const lc_stretch *s = &b->part[i];
        const lc_edge *e = &n->edge[s->edge];

        if (s->from_mm == e->at_mm)
            b->seen[e->from] = 1;
        if (s->to_mm == e->at_mm + e->length_mm)
            b->seen[e->to] = 1;
    }
    for (uint32_t i = 0; i < n->node_count; i++)
        count += b->seen[i];
    return count;
}

static lc_status isochrone(bench *b, lc_lonlat at)
{
    static const uint32_t limit_ms = LIMIT_MS;
    lc_shape shape = {0};
    lc_isochrone one = {.minutes = LIMIT_MS / 60000, .polygon = &shape};
    lc_place from;
    lc_json j;
    lc_status st = lc_place_at(b->a, at, 0, &from, &b->err);

    if (!st)
        st = lc_outline_draw(b->a, &from, &limit_ms, 1, &shape, &b->err);
    if (st)
        return st;
    lc_buf_clear(&b->text);
    lc_answer_isochrone_begin(&j, &b->text, b->a, b->w, &from);
    st = lc_answer_isochrone_put(&j, b->w, &from, &one, &b->err);
    lc_answer_isochrone_end(&j, NULL, NULL, 0);
    lc_shape_clear(&shape);
    return st;
}

/* Square metres. */
static double isochrone_value(bench *b, lc_lonlat at)
{
    static const uint32_t limit_ms = LIMIT_MS;
    lc_shape shape = {0};
    lc_place from;
    double m2;

    if (lc_place_at(b->a, at, 0, &from, &b->err) ||
        lc_outline_draw(b->a, &from, &limit_ms, 1, &shape, &b->err))
        stop(b, "isochrone");
    m2 = lc_shape_area_m2(&shape);
    lc_shape_clear(&shape);
    return m2;
}

static void run(bench *b, const char *name, question ask, answer value)
{
    for (uint32_t i = 0; i < WARM && i < b->count; i++)
        if (ask(b, b->at[i]))
            stop(b, name);
    for (uint32_t i = 0; i < b->count; i++) {
        double cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);
        double wall_us = clock_us(CLOCK_MONOTONIC);

        if (ask(b, b->at[i]))
            stop(b, name);
        wall_us = clock_us(CLOCK_MONOTONIC) - wall_us;
        cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID) - cpu_us;
        printf("%s\t%u\t%.3f\t%.3f\t%.3f\n", name, i, wall_us, cpu_us,
               value(b, b->at[i]));
    }
}

/* ---- from all facilities of the category at once ---- */

/* Both ends of each link's edge, as far as it may be walked to the link. */
static size_t seeds(const bench *b, const lc_pace_graph *g, lc_seed *seed)
{
    const lc_network *n = lc_world_network(b->w);
    size_t count = 0;

    for (uint32_t f = 0; f < lc_world_facility_count(b->w); f++) {
        const lc_link *link;
        size_t links;

        if (!lc_catset_meets(lc_world_facility(b->w, f)->categories,
                             &b->category))
            continue;
        links = lc_world_facility_links(b->w, f, LIFE_MODE_MAIN, &link);
        for (size_t i = 0; i < links; i++) {
            const lc_edge *e = &n->edge[link[i].edge];
            uint32_t at_mm = link[i].at_mm;
            uint64_t leg = lc_gait_leg(&g->gait, link[i].leg_mm);

            if (lc_edge_perm(e, LIFE_MODE_MAIN) & LIFE_PERM_FORWARD)
                seed[count++] = (lc_seed){
                    g->end[link[i].edge][0],
                    leg + lc_gait_stretch(&g->gait, e, e->at_mm, at_mm)};
            if (lc_edge_perm(e, LIFE_MODE_MAIN) & LIFE_PERM_BACK)
                seed[count++] = (lc_seed){
                    g->end[link[i].edge][1],
                    leg + lc_gait_stretch(&g->gait, e, e->at_mm + e->length_mm,
                                          at_mm)};
        }
    }
    return count;
}

/* Junctions with a facility within the limit; from inside a private area by
 * either of its vertices. */
static uint32_t covered(bench *b, const lc_pace_graph *g, const uint64_t *label)
{
    const lc_network *n = g->net;
    uint32_t count = 0;

    memset(b->seen, 0, n->node_count);
    for (uint32_t e = 0; e < n->edge_count; e++)
        for (int end = 0; end < 2; end++) {
            uint32_t v = g->end[e][end];
            bool twin =
                lc_edge_perm(&n->edge[e], LIFE_MODE_MAIN) & LIFE_PERM_PRIVATE;

            if (v == LIFE_NO_EDGE)
                continue;
            if (label[v] != LIFE_LABEL_NONE ||
                (twin && label[v + 1] != LIFE_LABEL_NONE))
                b->seen[end ? n->edge[e].to : n->edge[e].from] = 1;
        }
    for (uint32_t i = 0; i < n->node_count; i++)
        count += b->seen[i];
    return count;
}

static void sweeps(bench *b)
{
    const lc_pace *pace = lc_world_pace(b->w, 0);
    uint32_t facilities =
        lc_world_category(b->w, b->category_at)->facility_count;
    lc_seed *seed = calloc((size_t)facilities * 64 + 1, sizeof *seed);
    lc_sweep_room *room = lc_sweep_room_new();
    lc_pace_graph *g = NULL;
    uint64_t *label = NULL;
    lc_gait gait;

    if (lc_gait_make(pace->mode, pace->metres, pace->seconds,
                     pace->steps_factor, &gait, &b->err) ||
        lc_pace_graph_make(lc_world_network(b->w), &gait, &g, &b->err))
        stop(b, "all_nodes");
    label = calloc((size_t)g->vertex_count + 1, sizeof *label);
    if (!seed || !room || !label)
        stop(b, "no memory");
    for (uint32_t i = 0; i <= SWEEPS; i++) {
        double cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);
        double wall_us = clock_us(CLOCK_MONOTONIC);

        if (lc_sweep(g, &g->in, seed, seeds(b, g, seed),
                     lc_label(LIMIT_MS + 1, 0) - 1, room, label, &b->err))
            stop(b, "all_nodes");
        wall_us = clock_us(CLOCK_MONOTONIC) - wall_us;
        cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID) - cpu_us;
        if (i) /* the first is to warm up */
            printf("all_nodes\t%u\t%.3f\t%.3f\t%u\n", i - 1, wall_us, cpu_us,
                   covered(b, g, label));
    }
    free(label);
    free(seed);
    lc_sweep_room_free(room);
    lc_pace_graph_free(g);
}

int main(int argc, char **argv)
{
    static bench b;
    double start_us = clock_us(CLOCK_MONOTONIC);

    if (argc != 3) {
        fputs("usage: ours CITY CATEGORY < POINTS\n", stderr);
        return 2;
    }
    if (lc_study_open(argv[1], false, &b.study, &b.err))
        stop(&b, "load");
    b.w = lc_study_world(b.study);
    printf("load\t0\t%.0f\t%.0f\t%u\n", clock_us(CLOCK_MONOTONIC) - start_us,
           clock_us(CLOCK_PROCESS_CPUTIME_ID),
           lc_world_network(b.w)->node_count);
    b.category_at = lc_world_category_find(b.w, argv[2]);
    b.a = lc_walker_new(b.study);
    b.seen = malloc((size_t)lc_world_network(b.w)->node_count + 1);
    if (b.category_at >= lc_world_category_count(b.w) || !b.a || !b.seen)
        stop(&b, "no such category, or no memory");
    b.category = lc_catset_of(b.category_at);
    while (b.count < MAX_POINTS && scanf("%*u,%*u,%lf,%lf", &b.at[b.count].lon,
                                         &b.at[b.count].lat) == 2)
        b.count++;
    run(&b, "straight_10", straight, straight_value);
    run(&b, "walk_10", walk, walk_value);
    run(&b, "reach", reach, reach_value);
    run(&b, "isochrone", isochrone, isochrone_value);
    sweeps(&b);
    lc_buf_free(&b.text);
    free(b.seen);
    lc_walker_free(b.a);
    lc_study_free(b.study);
    return 0;
}
