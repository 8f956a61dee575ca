/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench.c - how long each kind of question takes on a real city, side by side
 * with the plainest program that could answer it.
 *
 *      bench CITY [PROGRAM]         a table; its rows are added, as JSON, to
 *                                   the file that LIFECIRCLE_BENCH_JSON names;
 *                                   with the program, over HTTP too
 *      bench import EXTRACT CITY PROGRAM
 *                                   the extract's import, step by step, beside
 *                                   osmium and a bare store of the CITY's rows
 *      bench table FILE CITY PROGRAM
 *                                   a table of facilities into the city,
 *                                   beside a bare store of its rows
 *      bench scatter CITY COUNT     facilities at random places of the streets
 *                                   in every category, as CSV
 *
 * All times are CPU times of this thread, those of the load of all. Places are
 * homes of the city, taken in a fixed order that jumps about, so that runs can
 * be compared and caches are not flattered.
 */
#include "bench.h"

#include "http.h"
#include "lifecircle/base/error.h"
#include "lifecircle/export/answers/circle.h"
#include "lifecircle/export/answers/nearest.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/find.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PLACES   1000u
#define LIMIT_MS (15u * 60000u)

typedef lc_status (*question)(bench *b, uint32_t i, const lc_place *from);

double bench_now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

/* Of all threads: a load has several. */
static double process_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

_Noreturn void bench_stop(const bench *b, const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, b->err.text);
    exit(1);
}

/* Always the same numbers. */
uint64_t bench_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return *state >> 33;
}

void bench_row(const bench *b, const char *what, double value, const char *unit,
               const char *note)
{
    printf("  %-40s %10.*f %-12s %s\n", what,
           value < 10   ? 2
           : value < 99 ? 1
                        : 0,
           value, unit, note);
    if (b->json)
        fprintf(b->json,
                "{\"city\": \"%s\", \"what\": \"%s\", \"value\": %.4g,"
                " \"unit\": \"%s\"}\n",
                b->city, what, value, unit);
}

/* ---- questions ---- */

static lc_lonlat place(const bench *b, uint32_t i)
{
    /* A prime step visits homes all over the city. */
    size_t home = (size_t)i * 7919 % lc_world_home_count(b->w);

    return lc_pt_lonlat(lc_world_home(b->w, (uint32_t)home).pt);
}

/* A category that has facilities, another for each question. */
static lc_catset one_category(const bench *b, uint32_t i)
{
    uint32_t n = (uint32_t)lc_world_category_count(b->w), c = i % n;

    for (uint32_t k = 0; k < n; k++, c = (c + 1) % n)
        if (lc_world_category(b->w, c)->facility_count)
            break;
    return lc_catset_of(c);
}

static lc_status link_it(bench *b, uint32_t i, const lc_place *from)
{
    lc_place p;

    (void)from;
    return lc_place_at(b->a, place(b, i), 0, &p, &b->err);
}

static lc_status circle(bench *b, uint32_t i, const lc_place *from)
{
    (void)i;
    return lc_circle_make(b->a, from, LIMIT_MS, b->rows, NULL, &b->err);
}

static lc_status nearest_of_all(bench *b, uint32_t i, const lc_place *from)
{
    (void)i;
    return lc_circle_make(b->a, from, 0, b->rows, NULL, &b->err);
}

static lc_status walk(bench *b, uint32_t i, const lc_place *from)
{
    const lc_catset set = one_category(b, i);
    lc_near near[10];
    uint32_t n;

    return lc_nearest_find(b->a, from, &set, 10, near, &n, &b->err);
}

static lc_status straight(bench *b, uint32_t i, const lc_place *from)
{
    const lc_catset set = one_category(b, i);
    lc_near near[10];
    uint32_t n;

    return lc_nearest_straight(b->a, from, &set, 10, near, &n, &b->err);
}

static double away_m(const bench *b, const lc_facility *f, lc_pt p)
{
    if (f->shape != LIFE_NONE)
        return lc_shape_distance_m(lc_world_facility_shape(b->w, f->shape), p,
                                   true, NULL);
    return f->placed ? lc_distance_m(f->pt, p) : HUGE_VAL;
}

/* Every facility of the category measured: the ten must be the same. */
static lc_status straight_plain(bench *b, uint32_t i, const lc_place *from)
{
    lc_pt p = lc_pt_from(place(b, i));
    const lc_catset set = one_category(b, i);
    double best[10];
    lc_near near[10];
    uint32_t n = 0, found;

    for (uint32_t f = 0; f < lc_world_facility_count(b->w); f++) {
        const lc_facility *d = lc_world_facility(b->w, f);
        double m =
            lc_catset_meets(d->categories, &set) ? away_m(b, d, p) : HUGE_VAL;
        uint32_t at = n;

        while (at > 0 && best[at - 1] > m)
            at--;
        if (at == 10 || m == HUGE_VAL)
            continue;
        n = n < 10 ? n + 1 : 10;
        memmove(best + at + 1, best + at, (n - 1 - at) * sizeof *best);
        best[at] = m;
    }
    if (lc_nearest_straight(b->a, from, &set, 10, near, &found, &b->err))
        return b->err.status;
    for (uint32_t k = 0; k < found; k++)
        if (found != n || near[k].straight_m != best[k])
            return lc_fail(&b->err, LIFE_ERR_STATE, "place %u: nearest %u", i,
                           k);
    return LIFE_OK;
}

static lc_status reach(bench *b, uint32_t i, const lc_place *from)
{
    const lc_stretch *part;
    size_t n;

    (void)i;
    return lc_reach_find(b->a, from, LIMIT_MS, &part, &n, &b->err);
}

static lc_status polygons(bench *b, uint32_t i, const lc_place *from)
{
    static const uint32_t limit_ms[] = {300000, 600000, 900000};
    lc_shape shape[3] = {{0}};
    lc_status st;

    (void)i;
    st = lc_outline_draw(b->a, from, limit_ms, 3, shape, &b->err);
    for (int k = 0; k < 3; k++)
        lc_shape_clear(&shape[k]);
    return st;
}

static lc_status cover(bench *b, uint32_t i, const lc_place *from)
{
    uint32_t level = (uint32_t)lc_world_level_count(b->w) - 1;
    uint32_t n = (uint32_t)lc_world_category_count(b->w);
    lc_coverage_query q = {.limit_ms = LIMIT_MS, .category = i % n};
    size_t count;

    (void)from;
    return lc_coverage_level(b->study, &q, level, b->cover, &count, &b->err);
}

static int by_time(const void *pa, const void *pb)
{
    const double *a = pa, *b = pb;

    return *a < *b ? -1 : *a > *b;
}

/* The median; its 90th percentile is told beside it. */
static double run(bench *b, const char *what, question ask, uint32_t times)
{
    double *us = calloc(times, sizeof *us), median_us;
    char note[64];

    for (uint32_t i = 0; us && i < times; i++) {
        lc_place from;
        double start_us;

        if (lc_place_at(b->a, place(b, i), 0, &from, &b->err))
            bench_stop(b, what);
        start_us = bench_now_us();
        if (ask(b, i, &from))
            bench_stop(b, what);
        us[i] = bench_now_us() - start_us;
    }
    if (!us)
        bench_stop(b, "no memory");
    qsort(us, times, sizeof *us, by_time);
    median_us = us[times / 2];
    snprintf(note, sizeof note, "p90 %.1f", us[times * 9 / 10]);
    bench_row(b, what, median_us, "us", note);
    free(us);
    return median_us;
}

/* Every category at a pace that is not stored, from the bare network on. */
static void new_pace(bench *b)
{
    uint32_t level = (uint32_t)lc_world_level_count(b->w) - 1;
    double start_us = bench_now_us();

    for (uint32_t c = 0; c < lc_world_category_count(b->w); c++) {
        lc_coverage_query q = {.pace = lc_world_pace_find(b->w, "adult"),
                               .limit_ms = LIMIT_MS,
                               .category = c};
        size_t n;

        if (lc_coverage_level(b->study, &q, level, b->cover, &n, &b->err))
            bench_stop(b, "coverage");
    }
    bench_row(b, "coverage of all, a new pace",
              (bench_now_us() - start_us) / 1e3, "ms",
              "graph, sweeps, every home, rows");
}

/* ---- over HTTP ---- */

/* What an answer costs the server, beside what it costs to make and what it
 * costs to send as many bytes that are there already. */
typedef struct over_http {
    const char *what, *target;
    question make; /* the same answer, made here, into b->body */
} over_http;

static lc_status make_circle(bench *b, uint32_t i, const lc_place *unused)
{
    lc_place from;

    (void)unused;
    if (lc_place_at(b->a, place(b, i), 0, &from, &b->err) ||
        lc_circle_make(b->a, &from, LIMIT_MS, b->rows, NULL, &b->err))
        return b->err.status;
    lc_answer_circle(&b->body, b->a, b->w, &from,
                     &(lc_circle_made){.limit_ms = LIMIT_MS, .rows = b->rows});
    return LIFE_OK;
}

static lc_status make_nearest(bench *b, uint32_t i, const lc_place *unused)
{
    uint32_t c = lc_world_category_find(b->w, "pharmacy");
    const lc_nearest_query q = {.set = lc_catset_of(c), .category = c, .k = 5};
    lc_nearest_found found;
    lc_place from;

    (void)unused;
    if (lc_place_at(b->a, place(b, i), 0, &from, &b->err) ||
        lc_nearest_search(b->a, &from, &q, &found, &b->err))
        return b->err.status;
    lc_answer_nearest(&b->body, b->a, b->w, &from, &q, &found);
    return LIFE_OK;
}

static const over_http asked[] = {{"circle", "/api/v1/circle?", make_circle},
                                  {"nearest, 5 of a category",
                                   "/api/v1/nearest?category=pharmacy&k=5&",
                                   make_nearest}};

/* A place is written with a digit more while it warms up, which asks the same
 * and isn't: what is asked twice within a minute is not made twice. */
static double served_us(bench *b, served *s, const char *target, bool places)
{
    double start_us = 0;

    for (uint32_t i = 0; i < 2 * PLACES; i++) {
        lc_lonlat at = place(b, i % PLACES);
        char text[128];

        if (i == PLACES) /* after as many to warm up */
            start_us = served_cpu_us(s);
        snprintf(text, sizeof text, places ? "%slon=%.*f&lat=%.7f" : "%s",
                 target, i < PLACES ? 8 : 7, at.lon, at.lat);
        if (!served_get(s, text))
            bench_stop(b, text);
    }
    return (served_cpu_us(s) - start_us) / PLACES;
}

static double made_us(bench *b, question make, double *bytes)
{
    double start_us = 0;

    *bytes = 0;
    for (uint32_t i = 0; i < 2 * PLACES; i++) {
        if (i == PLACES)
            start_us = bench_now_us();
        b->body.len = 0;
        if (make(b, i % PLACES, NULL))
            bench_stop(b, "answer");
        *bytes += (double)b->body.len / (2.0 * PLACES);
    }
    return (bench_now_us() - start_us) / PLACES;
}

/* The page's program: a file in memory as it is sent. */
static bool find_fixed(served *s, char target[128])
{
    const char *at;

    target[0] = '/';
    return served_get(s, "/") && (at = strstr(s->body, "src=\"app")) != NULL &&
           sscanf(at, "src=\"%126[^\"]", target + 1) == 1;
}

static void http(bench *b, const char *path, const char *program)
{
    static served s;
    char fixed[128], name[64], note[128];
    double least_us, most_us, most_bytes;

    if (!served_start(&s, program, path) || !find_fixed(&s, fixed))
        bench_stop(b, "the server, or its page, is not there");
    least_us = served_us(b, &s, "/healthz", false);
    most_us = served_us(b, &s, fixed, false);
    most_bytes = s.bytes;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        double bytes, make_us = made_us(b, asked[i].make, &bytes);
        double cost_us = served_us(b, &s, asked[i].target, true);
        double fixed_us = least_us + (most_us - least_us) * bytes / most_bytes;

        snprintf(name, sizeof name, "HTTP %s", asked[i].what);
        snprintf(note, sizeof note,
                 "made %.1f + fixed answer of %.0f bytes %.1f + %.1f", make_us,
                 bytes, fixed_us, cost_us - make_us - fixed_us);
        bench_row(b, name, cost_us, "us", note);
    }
    served_stop(&s);
}

/* ---- the whole ---- */

static void load(bench *b, const char *path)
{
    double start_us = process_us(), load_us, nodes;
    char note[96];

    if (lc_study_open(path, false, &b->study, &b->err))
        bench_stop(b, "load");
    b->w = lc_study_world(b->study);
    load_us = process_us() - start_us;
    nodes = lc_world_network(b->w)->node_count;
    printf("%s: %.0f street nodes, %u edges, %zu facilities, %zu homes\n",
           b->city, nodes, lc_world_network(b->w)->edge_count,
           lc_world_facility_count(b->w), lc_world_home_count(b->w));
    snprintf(note, sizeof note, "%.2f s a million street nodes",
             load_us / nodes);
    bench_row(b, "load", load_us / 1e3, "ms", note);
    bench_row(b, "memory", (double)lc_study_memory_bytes(b->study) / nodes,
              "bytes/node", "of what the city holds, before any question");
    start_us = process_us();
    if (lc_study_find_ready(b->study, &b->err))
        bench_stop(b, "names");
    bench_row(b, "names, for the first search", (process_us() - start_us) / 1e3,
              "ms", "");
}

static void ask_all(bench *b)
{
    double quick_us, plain_us;

    run(b, "link a place", link_it, PLACES);
    run(b, "circle, nearest of every category", nearest_of_all, PLACES);
    run(b, "circle, and how many are within", circle, PLACES);
    run(b, "10 nearest of a category on foot", walk, PLACES);
    quick_us = run(b, "10 nearest of a category straight", straight, PLACES);
    plain_us = run(b, "the same, every facility measured", straight_plain,
                   PLACES / 2) -
               quick_us;
    bench_row(b, "plain / straight", plain_us / quick_us, "x",
              "all answers were the same");
    run(b, "reach of 15 minutes", reach, PLACES);
    run(b, "polygons of 5, 10, 15 minutes", polygons, PLACES / 10);
    run(b, "coverage of a category, first time", cover,
        (uint32_t)lc_world_category_count(b->w));
    run(b, "coverage of a category, again", cover, 200);
}

void bench_begin(bench *b, const char *path)
{
    const char *json = getenv("LIFECIRCLE_BENCH_JSON");
    const char *slash = strrchr(path, '/');

    b->city = slash ? slash + 1 : path;
    b->json = json ? fopen(json, "a") : NULL;
}

static int measure(bench *b, const char *path, const char *program)
{
    bench_begin(b, path);
    load(b, path);
    b->a = lc_walker_new(b->study);
    b->rows = calloc(lc_world_category_count(b->w), sizeof *b->rows);
    b->cover = calloc(lc_world_unit_count(b->w) + 1, sizeof *b->cover);
    if (!b->a || !b->rows || !b->cover || !lc_world_home_count(b->w) ||
        !lc_world_level_count(b->w))
        bench_stop(b, "no memory, or no homes or units");
    bench_sweeps(b);
    new_pace(b);
    ask_all(b);
    bench_whatif(b);
    if (program)
        http(b, path, program);
    lc_buf_free(&b->body);
    free(b->cover);
    free(b->rows);
    lc_walker_free(b->a);
    lc_study_free(b->study);
    if (b->json)
        fclose(b->json);
    return 0;
}

/* Each category gets a number of its own, from a few to thousands. */
static int scatter(bench *b, const char *path, uint32_t count)
{
    uint64_t state = 15;
    const lc_network *n;
    size_t categories;

    if (lc_study_open(path, false, &b->study, &b->err))
        bench_stop(b, "load");
    b->w = lc_study_world(b->study);
    n = lc_world_network(b->w);
    categories = lc_world_category_count(b->w);
    puts("id,name,category,lon,lat");
    for (uint32_t i = 0; i < count; i++) {
        lc_pt p = n->node[bench_random(&state) % n->node_count];
        uint64_t c = bench_random(&state) % (categories * categories);
        lc_lonlat at;

        p.lon += (int32_t)(bench_random(&state) % 4000) - 2000;
        p.lat += (int32_t)(bench_random(&state) % 4000) - 2000;
        at = lc_pt_lonlat(p);
        c = (uint64_t)sqrt((double)c);
        printf("b%u,place %u,%s,%.7f,%.7f\n", i, i,
               lc_world_category(b->w, (uint32_t)c)->id, at.lon, at.lat);
    }
    lc_study_free(b->study);
    return 0;
}

int main(int argc, char **argv)
{
    bench b = {0};

    if (argc == 4 && !strcmp(argv[1], "scatter"))
        return scatter(&b, argv[2], (uint32_t)strtoul(argv[3], NULL, 10));
    if (argc == 5 && !strcmp(argv[1], "import"))
        return bench_import(&b, argv[2], argv[3], argv[4]);
    if (argc == 5 && !strcmp(argv[1], "table"))
        return bench_table(&b, argv[2], argv[3], argv[4]);
    if (argc == 2 || argc == 3)
        return measure(&b, argv[1], argv[2]);
    fputs("usage: bench CITY [PROGRAM] | bench import EXTRACT CITY PROGRAM |"
          " bench table FILE CITY PROGRAM | bench scatter CITY COUNT\n",
          stderr);
    return 2;
}
