/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench.c - how long each kind of question takes on a real city.
 *
 *      bench CITY
 *
 * Places are homes of the city, taken in a fixed order that jumps about, so
 * that runs can be compared and caches are not flattered.
 */
#include "lifecircle/analysis/world.h"
#include "lifecircle/base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PLACES 2000u

typedef struct bench {
    lc_world *w;
    lc_asker *a;
    lc_circle_row *rows;
    lc_catset all;
    lc_error err;
} bench;

typedef lc_status (*question)(bench *b, lc_lonlat at, const lc_place *from);

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void stop(const bench *b, const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, b->err.text);
    exit(1);
}

static lc_lonlat place(const bench *b, uint32_t i)
{
    /* A prime step visits homes all over the city. */
    size_t home = (size_t)i * 7919 % lc_world_home_count(b->w);

    return lc_pt_lonlat(lc_world_home(b->w, (uint32_t)home).pt);
}

static lc_status link_it(bench *b, lc_lonlat at, const lc_place *from)
{
    lc_place p;

    (void)from;
    return lc_place_at(b->a, at, 0, &p, &b->err);
}

static lc_status circle(bench *b, lc_lonlat at, const lc_place *from)
{
    (void)at;
    return lc_ask_circle(b->a, from, 15 * 60000, b->rows, &b->err);
}

static lc_status walk(bench *b, lc_lonlat at, const lc_place *from)
{
    lc_near near[5];
    uint32_t n;

    (void)at;
    return lc_ask_nearest(b->a, from, b->all, 5, near, &n, &b->err);
}

static lc_status straight(bench *b, lc_lonlat at, const lc_place *from)
{
    lc_near near[5];
    uint32_t n;

    (void)from;
    return lc_ask_nearest_straight(b->a, at, b->all, 5, near, &n, &b->err);
}

static lc_status reach(bench *b, lc_lonlat at, const lc_place *from)
{
    const lc_stretch *part;
    size_t n;

    (void)at;
    return lc_ask_reach(b->a, from, 15 * 60000, &part, &n, &b->err);
}

static lc_status polygons(bench *b, lc_lonlat at, const lc_place *from)
{
    static const uint32_t limit_ms[] = {300000, 600000, 900000};
    lc_shape shape[3] = {{0}};
    lc_status st;

    (void)at;
    st = lc_ask_polygons(b->a, from, limit_ms, 3, shape, &b->err);
    for (int i = 0; i < 3; i++)
        lc_shape_clear(&shape[i]);
    return st;
}

static void run(bench *b, const char *name, question ask, uint32_t times)
{
    double total_s = 0;

    for (uint32_t i = 0; i < times; i++) {
        lc_lonlat at = place(b, i);
        lc_place from;
        double start_s;

        if (lc_place_at(b->a, at, 0, &from, &b->err))
            stop(b, name);
        start_s = now_s();
        if (ask(b, at, &from))
            stop(b, name);
        total_s += now_s() - start_s;
    }
    printf("%-36s %10.1f us\n", name, total_s / times * 1e6);
}

/* Every category at a pace that is not stored, from the bare network on. */
static void sweep(bench *b)
{
    uint32_t pace = lc_world_find_pace(b->w, "adult");
    uint32_t level = (uint32_t)lc_world_level_count(b->w) - 1;
    lc_coverage_row *row = calloc(lc_world_unit_count(b->w) + 1, sizeof *row);
    double arcs = 2.0 * lc_world_network(b->w)->edge_count;
    double start_s = now_s(), total_s;
    uint32_t swept = 0;

    for (uint32_t c = 0; c < lc_world_category_count(b->w); c++) {
        lc_coverage_query q = {
            .pace = pace, .limit_ms = 15 * 60000, .category = c};
        size_t n;

        swept += lc_world_category(b->w, c)->facility_count > 0;
        if (!row || lc_coverage_level(b->w, &q, level, row, &n, &b->err))
            stop(b, "coverage");
    }
    total_s = now_s() - start_s;
    free(row);
    printf("%-36s %10.1f ms, %.0f ns an arc and category\n",
           "coverage of all, a new pace", total_s * 1e3,
           total_s * 1e9 / arcs / (swept ? swept : 1));
}

int main(int argc, char **argv)
{
    bench b = {0};
    lc_world_stats stats;
    double start_s = now_s(), load_s, nodes;

    if (argc != 2) {
        fputs("usage: bench CITY\n", stderr);
        return 2;
    }
    if (lc_world_open(argv[1], false, &b.w, &b.err))
        stop(&b, "load");
    load_s = now_s() - start_s;
    nodes = lc_world_network(b.w)->node_count;
    lc_world_get_stats(b.w, &stats);
    printf("%.0f street nodes, %u edges, %zu facilities, %zu homes\n", nodes,
           lc_world_network(b.w)->edge_count, lc_world_facility_count(b.w),
           lc_world_home_count(b.w));
    printf("%-36s %10.1f ms, %.2f s a million nodes\n", "load", load_s * 1e3,
           load_s * 1e6 / nodes);
    printf("%-36s %10.0f bytes a node\n", "memory",
           (double)stats.memory_bytes / nodes);
    b.a = lc_asker_new(b.w);
    b.rows = calloc(lc_world_category_count(b.w), sizeof *b.rows);
    if (!b.a || !b.rows || !lc_world_home_count(b.w))
        stop(&b, "no memory, or no homes");
    b.all = ((lc_catset)1 << lc_world_category_count(b.w)) - 1;
    sweep(&b);
    run(&b, "link a place", link_it, PLACES);
    run(&b, "circle, all categories", circle, PLACES);
    run(&b, "5 nearest on foot", walk, PLACES);
    run(&b, "5 nearest straight", straight, PLACES);
    run(&b, "reach of 15 minutes", reach, PLACES);
    run(&b, "polygons of 5, 10, 15 minutes", polygons, PLACES / 20);
    free(b.rows);
    lc_asker_free(b.a);
    lc_world_free(b.w);
    return 0;
}
