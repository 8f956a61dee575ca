/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/cities.h - the cities of a server, by the base that their
 * addresses begin with: "" of one alone, "/c/ID" of each of several.
 *
 * A request meets its city here, once; all behind it (routes, files, ETags,
 * links) knows no other, and sees the path as if the city were alone. Each has
 * its own generations, memory and locks: a bad file is its own affair.
 *
 * Threads: adding belongs to the start; the rest is safe.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_CITIES_H
#define LIFECIRCLE_SRC_HTTP_SERVE_CITIES_H

#include "src/http/serve/generation.h"

typedef struct lc_served {
    char *base;                  /* "/c/ID", or "" of one alone */
    const char *id;              /* the end of it */
    lc_links links;              /* with the base */
    lc_generations *generations; /* of its file */
} lc_served;

typedef struct lc_cities lc_cities;

/* Of the server's options (lifecircle/http/server.h); nothing is loaded yet.
 * LIFE_ERR_USAGE: an id that can't stand in an address, or two of one id. */
lc_status lc_cities_new(const lc_server_opts *opts, lc_cities **out,
                        lc_error *err);
void lc_cities_free(lc_cities *c); /* NULL is fine */

/* The file of "ID=FILE", which is all of it where there is no id. */
const char *lc_cities_path(const char *city);

size_t lc_cities_count(const lc_cities *c);
const lc_served *lc_cities_at(const lc_cities *c, size_t i);
/* The city that a parsed request is about, whose base is taken off its path;
 * NULL: none, and the path stays. */
const lc_served *lc_cities_find(const lc_cities *c, lc_request *req);
/* Where several are: the city that a path of nobody's leads on to, the first
 * from "/", any from its base without the slash; NULL: none. */
const lc_served *lc_cities_towards(const lc_cities *c, const char *path);
/* What is wrong with a path of nobody's: the bases there are, a few of them. */
void lc_cities_say_none(const lc_cities *c, lc_buf *out);
/* Whether one has a generation to answer from: a bad one should not take a
 * balancer from the others. */
bool lc_cities_ready(const lc_cities *c);
/* The labels of a city's own metrics: "{city="ID",MORE}", without braces where
 * neither is there. */
void lc_cities_label(lc_buf *out, const lc_served *city, const char *more);

#endif
