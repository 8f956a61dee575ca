/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/finds.c - see finds.h.
 *
 * Places are looked at in blocks, so that a thread has some work at a time, and
 * a few blocks ahead of what is taken, so that one that takes long holds nobody
 * up. What was found of a block lies in one piece of memory, used again for the
 * block that comes AHEAD later.
 */
#include "src/import/osm/finds.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/pool.h"

#include <string.h>

enum { AHEAD = 16, BLOCK = 512 };

struct lc_osm_finds {
    size_t bytes; /* of a thing */
    size_t taken; /* of those in `mem`, in bytes */
    LC_VEC(unsigned char) mem;
};

typedef struct looking {
    const lc_osm_look *look;
    size_t count, block;
    void *ctx;
    lc_osm_finds found[AHEAD]; /* of block b at b % AHEAD */
} looking;

lc_status lc_osm_finds_add(lc_osm_finds *f, const void *thing, lc_error *err)
{
    if (!lc_vec_reserve(&f->mem, f->bytes))
        return lc_no_memory(err, "the extract");
    memcpy(f->mem.v + f->mem.n, thing, f->bytes);
    f->mem.n += f->bytes;
    return LIFE_OK;
}

/* The next that is not taken yet; NULL: none. */
static void *next_of(lc_osm_finds *f)
{
    if (f->taken == f->mem.n)
        return NULL;
    f->taken += f->bytes;
    return f->mem.v + f->taken - f->bytes;
}

static size_t end_of(const looking *l, size_t block)
{
    size_t left = l->count - block * l->block;

    return left < l->block ? l->count : (block + 1) * l->block;
}

static lc_status find_block(void *ctx, size_t block, unsigned worker,
                            lc_error *err)
{
    looking *l = ctx;
    size_t end = end_of(l, block);
    lc_status st = LIFE_OK;

    for (size_t i = block * l->block; !st && i < end; i++)
        st = l->look->find(l->ctx, i, worker, &l->found[block % AHEAD], err);
    return st;
}

static lc_status take_block(void *ctx, size_t block, lc_error *err)
{
    looking *l = ctx;
    lc_osm_finds *f = &l->found[block % AHEAD];
    void *thing;
    lc_status st = LIFE_OK;

    lc_progress(l->look->what, block * l->block, l->count);
    while (!st && (thing = next_of(f)))
        st = l->look->take(l->ctx, thing, err);
    if (!st)
        f->taken = f->mem.n = 0;
    return st;
}

lc_status lc_osm_finds_each(const lc_osm_look *look, size_t count, void *ctx,
                            lc_error *err)
{
    looking l = {.look = look,
                 .count = count,
                 .block = look->block ? look->block : BLOCK,
                 .ctx = ctx};
    const lc_pool_work work = {.count = (count + l.block - 1) / l.block,
                               .ahead = AHEAD,
                               .make = find_block,
                               .put = take_block,
                               .ctx = &l};
    lc_status st;

    for (size_t i = 0; i < AHEAD; i++)
        l.found[i].bytes = look->bytes;
    st = lc_pool_stream(lc_pool_threads(), &work, err);
    for (size_t i = 0; i < AHEAD; i++) {
        void *thing;

        while (look->drop && (thing = next_of(&l.found[i])))
            look->drop(thing);
        lc_vec_free(&l.found[i].mem);
    }
    return st;
}
