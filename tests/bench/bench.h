/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/bench/bench.h - what the measurements share: a run, its rows, and the
 * clock they are measured by.
 */
#ifndef LIFECIRCLE_BENCH_BENCH_H
#define LIFECIRCLE_BENCH_BENCH_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"

#include <stdint.h>
#include <stdio.h>

typedef struct bench {
    lc_study *study;
    const lc_world *w; /* the study's */
    lc_walker *a;
    lc_circle_row *rows;
    lc_coverage_row *cover;
    lc_buf body;
    lc_error err;
    FILE *json;
    const char *city;
} bench;

double bench_now_us(void); /* of this thread's processor time */

/* Names the run after a file, and opens the JSON its rows go to. */
void bench_begin(bench *b, const char *path);
void bench_row(const bench *b, const char *what, double value, const char *unit,
               const char *note);
_Noreturn void bench_stop(const bench *b, const char *what); /* says why */

/* A step of a generator that always gives the same numbers; 31 bits. */
uint64_t bench_random(uint64_t *state);

/* sweeps.c: every category's sweep beside the floor, and how both grow */
void bench_sweeps(bench *b);

/* whatif.c */
void bench_whatif(bench *b);

/* import.c */
/* Processor time of a program, all threads; negative: it failed. */
double bench_run_us(const char *const argv[]);
/* That of storing the rows of a city's tables (or `only` one) barely. */
double bench_store_us(bench *b, const char *city, const char *only,
                      const char *scratch);
int bench_import(bench *b, const char *extract, const char *city,
                 const char *program);

/* table.c */
int bench_table(bench *b, const char *table, const char *city,
                const char *program);

#endif
