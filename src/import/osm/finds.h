/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/finds.h - things that are found on all threads, and taken on
 * one in the order of where they were found.
 *
 * Tags are read and shapes made on whatever thread is free; rows are written,
 * and what the parts of an import share is changed, by the import's own. So the
 * same is written, in the same order, whatever the number of threads.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_FINDS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_FINDS_H

#include "lifecircle/base/error.h"

#include <stddef.h>

typedef struct lc_osm_finds lc_osm_finds; /* of some places, in order */

/* How one kind of thing is looked for. */
typedef struct lc_osm_look {
    const char *what; /* for lc_progress() */
    size_t bytes;     /* of a thing */
    size_t block;     /* places that a thread takes at once; 0: hundreds */
    /* Adds any number of things of place i. On any thread: nothing is changed
     * but what belongs to `worker`, which is as in lc_pool_fn. */
    lc_status (*find)(void *ctx, size_t i, unsigned worker, lc_osm_finds *out,
                      lc_error *err);
    /* One of them. What it holds is the taker's, also on failure. */
    lc_status (*take)(void *ctx, void *thing, lc_error *err);
    /* One that was not taken, after a failure; NULL: it holds nothing. */
    void (*drop)(void *thing);
} lc_osm_look;

/* Copies `thing`, of look->bytes. LIFE_ERR_NOMEM: it is the caller's still. */
lc_status lc_osm_finds_add(lc_osm_finds *f, const void *thing, lc_error *err);
/* Looks at places 0..count-1. The lowest failure, as lc_pool_stream(). */
lc_status lc_osm_finds_each(const lc_osm_look *look, size_t count, void *ctx,
                            lc_error *err);

#endif
