/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sites.c - questions of sites to the library, and the same as a model for a
 * solver of linear programs.
 *
 *      sites city CITY CATEGORY CANDIDATES K MPS
 *
 * takes as many places along the streets of a city, and writes MPS, the plain
 * model of whom each would bring within 15 minutes: a binary variable a place,
 * and one a home (no two are merged) that is at most the places which reach it.
 * A line of output is `operation 0 wall_us cpu_us value`, as every peer's: the
 * value is what these sites gain, in weight. Finding whom each place reaches is
 * in neither's time.
 *
 *      sites pmed FILE...
 *
 * solves instances of OR-Library's uncapacitated p-median (J. Beasley, A note
 * on solving large p-median problems, European J. of Operational Research 21
 * (1985)) as medians and as centres, and sets them against their optima, which
 * the file's name finds: pmed1.txt to pmed40.txt. A street that is there twice
 * has the length of the last, as the optima have it.
 */
#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/study/siting/siting.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"
#include "src/study/siting/asked.h"
#include "src/study/siting/candidates.h"
#include "src/study/siting/served.h"
#include "src/study/siting/solve/centre.h"
#include "src/study/siting/solve/solve.h"
#include "src/study/slot.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LIMIT_MS 900000u              /* 15 minutes */
#define WORK     UINT64_C(400000000)  /* as the product has it */
#define PATIENT  UINT64_C(4000000000) /* where a proof is what is asked for */

static lc_error err;

static void stop(const char *what)
{
    fprintf(stderr, "sites: %s: %s\n", what, err.text);
    exit(1);
}

static void must(lc_status st, const char *what)
{
    if (st)
        stop(what);
}

static double seconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- a city ---- */

typedef struct question {
    lc_site_query q;
    lc_asked asked;
    lc_siting out; /* its sums alone */
    lc_candidates at;
    lc_prospect *prospect;
    lc_served *served;
} question;

static void ask(question *s, lc_study *study)
{
    const lc_catchments *all;
    bool over;

    must(lc_slot_catchments(study, s->q.pace, &all, &err), "catchments");
    must(lc_asked_find(study, &s->q, &s->asked, &s->out, &err), "homes");
    must(lc_candidates_streets(all->w, all->g, LIFE_NONE, s->q.candidates,
                               &s->at, &err),
         "candidates");
    s->prospect = lc_calloc(s->at.at.n, sizeof *s->prospect);
    s->served = lc_calloc(s->at.at.n, sizeof *s->served);
    if (!s->prospect || !s->served)
        stop("memory");
    must(lc_served_find(all, &s->asked.who,
                        &(lc_served_places){s->at.at.v, s->at.at.n},
                        s->prospect, &over, &err),
         "whom they reach");
    if (over)
        stop("too many homes within reach");
    for (size_t j = 0; j < s->at.at.n; j++)
        s->served[j] = s->prospect[j].served;
}

/* Of each home's row the places that reach it: turned round. */
typedef LC_VEC(uint32_t) uints;

static void put_columns(const question *s, const uints *row, FILE *f)
{
    const lc_customers *c = &s->asked.who;

    fputs("COLUMNS\n", f);
    for (size_t j = 0; j < s->at.at.n; j++) {
        fprintf(f, " y%zu K 1\n", j);
        for (size_t i = 0; i < s->served[j].home.n; i++)
            fprintf(f, " y%zu r%" PRIu32 " -1\n", j, s->served[j].home.v[i]);
    }
    for (uint32_t h = 0; h < c->count; h++)
        if (row[h].n)
            fprintf(f,
                    " z%" PRIu32 " OBJ -%" PRId64 "\n z%" PRIu32 " r%" PRIu32
                    " 1\n",
                    h, c->weight[h], h, h);
}

/* Free MPS with plain names: other writers' names are changed by readers. */
static void write_model(const question *s, const char *path)
{
    const lc_customers *c = &s->asked.who;
    uints *row = lc_calloc(c->count, sizeof *row);
    FILE *f = fopen(path, "w");

    if (!row || !f)
        stop(path);
    for (size_t j = 0; j < s->at.at.n; j++)
        for (size_t i = 0; i < s->served[j].home.n; i++)
            row[s->served[j].home.v[i]].n = 1;
    fputs("NAME sites FREE\nROWS\n N OBJ\n L K\n", f);
    for (uint32_t h = 0; h < c->count; h++)
        if (row[h].n)
            fprintf(f, " L r%" PRIu32 "\n", h);
    put_columns(s, row, f);
    fprintf(f, "RHS\n RHS K %" PRIu32 "\nBOUNDS\n", s->q.k);
    for (size_t j = 0; j < s->at.at.n; j++)
        fprintf(f, " BV BND y%zu\n", j);
    for (uint32_t h = 0; h < c->count; h++)
        if (row[h].n)
            fprintf(f, " BV BND z%" PRIu32 "\n", h);
    fputs("ENDATA\n", f);
    lc_free(row);
    if (fclose(f))
        stop(path);
}

static void solve(const question *s)
{
    const lc_homes_given homes = {s->asked.who.count, s->asked.who.weight,
                                  NULL};
    double wall = seconds(CLOCK_MONOTONIC);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    lc_work work = {.most = WORK};
    lc_instance in;
    lc_solution found;

    must(lc_instance_make(s->served, (uint32_t)s->at.at.n, &homes, &in, &err),
         "groups");
    must(lc_solve_most(&in, s->q.k, &work, &found, &err), "sites");
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    printf("sites_%zu\t0\t%.0f\t%.0f\t%.3f\n", s->q.candidates, wall * 1e6,
           cpu * 1e6, (double)found.value / 1000);
    fprintf(stderr,
            "%zu candidates, %" PRIu32 " homes, %" PRIu32 " groups, %" PRIu32
            " pairs of both; k = %" PRIu32 ": %.3f, at most %.3f%s\n",
            s->at.at.n, s->asked.who.count, in.groups, in.at_site[in.sites],
            s->q.k, (double)found.value / 1000, (double)found.bound / 1000,
            found.optimal ? ", proved" : "");
    lc_solution_clear(&found);
    lc_instance_clear(&in);
}

static void city(char **word)
{
    question s = {.q = {.limit_ms = LIMIT_MS, .unit = LIFE_NONE}};
    lc_study *study;

    must(lc_study_open(word[0], false, &study, &err), word[0]);
    s.q.category = lc_world_category_find(lc_study_world(study), word[1]);
    if (s.q.category >= lc_world_category_count(lc_study_world(study)))
        stop(word[1]);
    s.q.candidates = strtoul(word[2], NULL, 10);
    s.q.k = (uint32_t)strtoul(word[3], NULL, 10);
    s.at.spacing_m = 50;
    ask(&s, study);
    write_model(&s, word[4]);
    solve(&s);
    lc_served_clear(s.prospect, s.at.at.n);
    lc_free(s.prospect);
    lc_free(s.served);
    lc_vec_free(&s.at.at);
    lc_asked_clear(&s.asked);
    lc_siting_clear(&s.out);
    lc_study_free(study);
}

/* ---- OR-Library ---- */

enum { INSTANCES = 40, FAR = 1000000 };

/* As pmedopt.txt has them; of centres: W. Pullan, A memetic genetic algorithm
 * for the vertex p-center problem, Evolutionary Computation 16 (2008). */
static const int median[INSTANCES + 1] = {
    0,    5819, 4093,  4250, 3034, 1355,  7824, 5631, 4445, 2734,  1255,
    7696, 6634, 4374,  2968, 1729, 8162,  6999, 4809, 2845, 1789,  9138,
    8579, 4619, 2961,  1828, 9917, 8307,  4498, 3033, 1989, 10086, 9297,
    4700, 3013, 10400, 9934, 5057, 11060, 9423, 5128};
static const int centre[INSTANCES + 1] = {
    0,  127, 98, 93, 74, 48, 84, 64, 55, 37, 20, 59, 51, 36,
    26, 18,  47, 39, 28, 18, 13, 40, 38, 22, 15, 11, 38, 32,
    18, 13,  9,  30, 29, 15, 11, 30, 27, 15, 29, 23, 13};

typedef struct graph {
    uint32_t n, p;
    uint32_t *d; /* n by n: shortest ways */
} graph;

static void read_graph(const char *path, graph *g)
{
    FILE *f = fopen(path, "r");
    uint32_t m, a, b, length;

    if (!f ||
        fscanf(f, "%" SCNu32 " %" SCNu32 " %" SCNu32, &g->n, &m, &g->p) != 3 ||
        g->n > 10000)
        stop(path);
    g->d = lc_calloc((size_t)g->n * g->n, sizeof *g->d);
    if (!g->d)
        stop("memory");
    for (size_t i = 0; i < (size_t)g->n * g->n; i++)
        g->d[i] = i % (g->n + 1) ? FAR : 0;
    while (fscanf(f, "%" SCNu32 " %" SCNu32 " %" SCNu32, &a, &b, &length) == 3)
        if (a - 1 < g->n && b - 1 < g->n)
            g->d[(a - 1) * g->n + b - 1] = g->d[(b - 1) * g->n + a - 1] =
                length;
    fclose(f);
    for (uint32_t k = 0; k < g->n; k++)
        for (uint32_t i = 0; i < g->n; i++)
            for (uint32_t j = 0; j < g->n; j++)
                if (g->d[i * g->n + k] + g->d[k * g->n + j] <
                    g->d[i * g->n + j])
                    g->d[i * g->n + j] =
                        g->d[i * g->n + k] + g->d[k * g->n + j];
}

/* A walk over the greatest of any saves nothing: whoever is not served pays
 * that, and with p sites nobody has to. */
static void make_instance(const graph *g, lc_instance *in)
{
    lc_served *served = lc_calloc(g->n, sizeof *served);
    int64_t *weight = lc_calloc(g->n, sizeof *weight);
    uint32_t *base = lc_calloc(g->n, sizeof *base), most = 0;
    const lc_homes_given homes = {g->n, weight, base};
    bool ok = served && weight && base;

    for (size_t i = 0; i < (size_t)g->n * g->n; i++)
        most = g->d[i] > most ? g->d[i] : most;
    for (uint32_t j = 0; j < g->n && ok; j++) {
        weight[j] = 1000; /* prices are parts of it */
        base[j] = most + 1;
        for (uint32_t i = 0; i < g->n && ok; i++)
            ok = lc_vec_push(&served[j].home, i) &&
                 lc_vec_push(&served[j].saved, most + 1 - g->d[j * g->n + i]);
    }
    if (!ok)
        stop("memory");
    must(lc_instance_make(served, g->n, &homes, in, &err), "groups");
    for (uint32_t j = 0; j < g->n; j++) {
        lc_vec_free(&served[j].home);
        lc_vec_free(&served[j].saved);
    }
    lc_free(served);
    lc_free(weight);
    lc_free(base);
}

static const char *verdict(int64_t found, int64_t bound, int64_t optimum)
{
    if (found < optimum || bound > optimum)
        return "WRONG";
    return found == bound ? "proved" : found == optimum ? "matched" : "missed";
}

static int one(const char *path)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    int number = 0;
    graph g;
    lc_instance in;
    lc_work work = {.most = PATIENT}, again = work;
    lc_solution found;
    lc_centre c = {0};
    int64_t sum, bound;
    double t[3];

    if (sscanf(name, "pmed%d", &number) != 1 || number < 1 ||
        number > INSTANCES)
        stop(path);
    read_graph(path, &g);
    make_instance(&g, &in);
    t[0] = seconds(CLOCK_PROCESS_CPUTIME_ID);
    must(lc_solve_most(&in, g.p, &work, &found, &err), path);
    sum = (int64_t)in.base[0] * g.n - found.value / 1000;
    bound = (int64_t)in.base[0] * g.n - found.bound / 1000;
    lc_solution_clear(&found);
    t[1] = seconds(CLOCK_PROCESS_CPUTIME_ID);
    must(lc_centre_find(&in, g.p, &again, &c, &found, &err), path);
    t[2] = seconds(CLOCK_PROCESS_CPUTIME_ID);
    printf("pmed%d\t%u\t%u\t%" PRId64 "\t%" PRId64 "\t%d\t%s\t%.2f\t%u\t%u\t"
           "%d\t%s\t%.2f\n",
           number, g.n, g.p, sum, bound, median[number],
           verdict(sum, bound, median[number]), t[1] - t[0], c.greatest,
           c.bound, centre[number],
           verdict(c.greatest, c.bound, centre[number]), t[2] - t[1]);
    fflush(stdout);
    lc_solution_clear(&found);
    lc_instance_clear(&in);
    lc_free(g.d);
    return strcmp(verdict(sum, bound, median[number]), "WRONG") != 0 &&
           strcmp(verdict(c.greatest, c.bound, centre[number]), "WRONG") != 0;
}

int main(int argc, char **argv)
{
    bool right = true;

    if (argc == 7 && !strcmp(argv[1], "city")) {
        city(argv + 2);
        return 0;
    }
    if (argc < 3 || strcmp(argv[1], "pmed") != 0) {
        fputs("usage: sites city CITY CATEGORY CANDIDATES K MPS | "
              "pmed FILE...\n",
              stderr);
        return 2;
    }
    puts("file\tn\tp\tsum\tat least\toptimum\t\ts\tgreatest\tat least\t"
         "optimum\t\ts");
    for (int i = 2; i < argc; i++)
        right = one(argv[i]) && right;
    return right ? 0 : 1;
}
