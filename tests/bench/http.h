/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/bench/http.h - a server of our own to ask, and what its answers cost
 * it.
 */
#ifndef LIFECIRCLE_BENCH_HTTP_H
#define LIFECIRCLE_BENCH_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct served {
    pid_t pid;
    int port, socket;
    double bytes; /* of the last answer's body */
    char body[1 << 20];
} served;

/* Starts PROGRAM serve on CITY, on a port of the system's choosing, and
 * connects to it. False: it did not start. */
bool served_start(served *s, const char *program, const char *city);
void served_stop(served *s);

/* One answer over the connection that stays open; false unless it is a 200 of
 * less than a megabyte. */
bool served_get(served *s, const char *target);

/* Microseconds of processor the server has used, all threads together. */
double served_cpu_us(const served *s);

#endif
