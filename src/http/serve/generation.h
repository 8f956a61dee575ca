/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/generation.h - the city being served, and how a new one takes
 * its place. Each request holds the generation it began with, so that a swap
 * waits for nobody and an old one goes when its last request ends.
 *
 * Threads: safe, but loading belongs to one thread.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_GENERATION_H
#define LIFECIRCLE_SRC_HTTP_SERVE_GENERATION_H

#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"
#include "src/http/http.h"

typedef struct lc_generations lc_generations;
typedef struct lc_generation lc_generation;

/* All of it is borrowed: it holds until the lease is given back, also where
 * another generation has taken the place. `walker` is this lease's alone. */
typedef struct lc_lease { /* what one request holds */
    lc_generation *generation;
    lc_study *study;
    const lc_world *world; /* the study's */
    lc_tiles *tiles;
    struct lc_ogc_data *ogc;
    lc_walker *walker;
    const char *id;
} lc_lease;

/* `unverified`: a file without its .sha256 is taken too. NULL: no memory. */
lc_generations *lc_generations_new(const char *path, bool unverified);
void lc_generations_free(lc_generations *g); /* no lease may be left */
const char *lc_generations_path(const lc_generations *g);

/* Loads the file as it is now and verifies it, then lets it be the present
 * one. On failure the present one stays. */
lc_status lc_generations_load(lc_generations *g, lc_error *err);
/* Whether the file is another than was last loaded, or refused, and has not
 * changed since this was last asked (so that nothing half-made is read). */
bool lc_generations_changed(lc_generations *g);

/* False: there is no city, or no memory. */
bool lc_generations_take(lc_generations *g, lc_lease *out);
/* The same without a walker, for what asks for no walk. */
bool lc_generations_hold(lc_generations *g, lc_lease *out);
/* Gives the walker back alone: the rest is held as before. */
void lc_generations_give_walker(lc_generations *g, lc_lease *lease);
void lc_generations_give(lc_generations *g, lc_lease *lease);

/* Whether the present city has what a life circle of a pace takes (its id;
 * NULL: the default); also true when there is no such pace, or no city. */
bool lc_generations_pace_made(lc_generations *g, const char *pace);

/* Whether a collection of the present city is open; also true when there is no
 * city. */
bool lc_generations_collection_open(lc_generations *g, const char *id);

/* Since the start: loads that took, and files that were refused. */
typedef struct lc_generation_counts {
    uint64_t loaded, refused;
    bool ready, verified;  /* the present one */
    uint64_t memory_bytes; /* of the present city */
    /* seconds since 1970; 0: not known, or no city */
    uint64_t loaded_s, computed_s, data_s; /* data: the streets' (as_of.h) */
    char id[80];                           /* of the present one, or "" */
} lc_generation_counts;
void lc_generations_count(lc_generations *g, lc_generation_counts *out);

#endif
