/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/tiles.c - see tiles.h: the cache of tiles.
 *
 * A tile is drawn from the map's arrays and packed; the cache is
 * by address, bounded by bytes, the longest unused goes first. A city that is
 * replaced takes its tiles with it: each generation has its own.
 */
#include "src/http/api/tiles.h"

#include "lifecircle/base/json.h"
#include "lifecircle/tiles/draw.h"
#include "lifecircle/tiles/map.h"
#include "lifecircle/tiles/scenery.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"

#include <pthread.h>
#include <string.h>

#define CACHE_BYTES   (32u << 20)
#define CACHE_BUCKETS 4096u /* more than tiles of 8 KiB fit the cache */

static const char layer_base[] = "base";

/* A finished tile; in the list of its bucket, and in the list of all by the
 * time of the last use. */
typedef struct cached {
    uint64_t key;
    struct cached *next; /* in the bucket */
    struct cached *newer, *older;
    size_t len;
    char data[]; /* gzip */
} cached;

/* The map never changes once it is loaded, so drawing needs no lock; only the
 * cache has one. */
struct lc_tiles {
    lc_map *map;
    pthread_mutex_t lock; /* over what follows */
    cached *bucket[CACHE_BUCKETS];
    cached *newest, *oldest;
    size_t bytes;
};

/* ---- the cache ---- */

/* Fibonacci hashing: 2^64 over the golden ratio spreads neighbouring keys, and
 * the top 12 bits are one of 4096. */
static cached **bucket_of(lc_tiles *t, uint64_t key)
{
    return &t->bucket[(key * 0x9E3779B97F4A7C15u) >> 52];
}

static void unlink_age(lc_tiles *t, cached *c)
{
    *(c->newer ? &c->newer->older : &t->newest) = c->older;
    *(c->older ? &c->older->newer : &t->oldest) = c->newer;
}

static void make_newest(lc_tiles *t, cached *c)
{
    c->newer = NULL;
    c->older = t->newest;
    *(t->newest ? &t->newest->newer : &t->oldest) = c;
    t->newest = c;
}

/* The lock is held, as by all that moves tiles in the lists. */
static void drop_oldest(lc_tiles *t)
{
    cached *c = t->oldest;
    cached **at = bucket_of(t, c->key);

    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
    unlink_age(t, c);
    t->bytes -= sizeof *c + c->len;
    lc_free(c);
}

static cached *find(lc_tiles *t, uint64_t key)
{
    cached *c = *bucket_of(t, key);

    while (c && c->key != key)
        c = c->next;
    return c;
}

/* Puts a kept tile at the end of `out`. */
static bool recall(lc_tiles *t, uint64_t key, lc_buf *out)
{
    cached *c;

    pthread_mutex_lock(&t->lock);
    c = find(t, key);
    if (c) {
        unlink_age(t, c);
        make_newest(t, c);
        lc_buf_put(out, c->data, c->len);
    }
    pthread_mutex_unlock(&t->lock);
    return c != NULL;
}

/* Keeps a tile. Without memory it is not kept, and nobody minds. */
static void keep(lc_tiles *t, uint64_t key, const lc_buf *tile)
{
    cached *c = lc_calloc(1, sizeof *c + tile->len);

    if (!c)
        return;
    c->key = key;
    c->len = tile->len;
    if (tile->len)
        memcpy(c->data, tile->data, tile->len);
    pthread_mutex_lock(&t->lock);
    if (find(t, key)) { /* another thread was faster */
        lc_free(c);
    } else {
        c->next = *bucket_of(t, key);
        *bucket_of(t, key) = c;
        make_newest(t, c);
        t->bytes += sizeof *c + c->len;
        while (t->bytes > CACHE_BYTES && t->oldest != c)
            drop_oldest(t);
    }
    pthread_mutex_unlock(&t->lock);
}

/* x and y have z bits: anything above is outside the world. */
static lc_status check(const char *layer, unsigned z, unsigned x, unsigned y,
                       lc_error *err)
{
    if (strcmp(layer, layer_base) != 0)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "layer",
                             "there is no tile layer \"%.40s\"; there is "
                             "\"%s\"",
                             layer, layer_base);
    if (z > LIFE_TILE_MAX_ZOOM)
        return lc_fail_param(err, LIFE_ERR_RANGE, "z",
                             "z is %u; it must be 0 to %d", z,
                             LIFE_TILE_MAX_ZOOM);
    if (x >> z || y >> z)
        return lc_fail_param(err, LIFE_ERR_RANGE, x >> z ? "x" : "y",
                             "%s is %u; at zoom %u it must be 0 to %u",
                             x >> z ? "x" : "y", x >> z ? x : y, z,
                             (1u << z) - 1);
    return LIFE_OK;
}

/* An address is three numbers: one parameter more than elsewhere.
 * NOLINTNEXTLINE(readability-function-size) */
lc_status lc_tiles_get(lc_tiles *t, const char *layer, unsigned z, unsigned x,
                       unsigned y, lc_buf *out, lc_error *err)
{
    lc_buf tile = {0};
    uint64_t key = (uint64_t)z << 48 | (uint64_t)x << 24 | y;
    lc_status st = check(layer, z, x, y, err);

    if (st)
        return st;
    if (recall(t, key, out))
        return LIFE_OK;
    st = lc_tile_draw(t->map, z, x, y, &tile, err);
    if (!st) {
        if (tile.len)
            keep(t, key, &tile);
        lc_buf_put(out, tile.data, tile.len);
    }
    lc_buf_free(&tile);
    return st;
}

lc_status lc_tiles_load(lc_city *c, const lc_world *w, lc_tiles **out,
                        lc_error *err)
{
    lc_tiles *t = lc_calloc(1, sizeof *t);
    lc_status st;

    *out = NULL;
    if (!t || pthread_mutex_init(&t->lock, NULL)) {
        lc_free(t);
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory for the map");
    }
    st = lc_map_load(c, w, &t->map, err);
    if (st) {
        lc_tiles_free(t);
        return st;
    }
    *out = t;
    return LIFE_OK;
}

void lc_tiles_free(lc_tiles *t)
{
    if (!t)
        return;
    while (t->oldest)
        drop_oldest(t);
    lc_map_free(t->map);
    pthread_mutex_destroy(&t->lock);
    lc_free(t);
}

/* ---- TileJSON 3.0 ---- */

void lc_tiles_json(lc_buf *out, const lc_world *w, const char *origin,
                   const lc_links *links)
{
    lc_box b = lc_shape_box(lc_world_extent(w));
    const int32_t corner[4] = {b.min_lon, b.min_lat, b.max_lon, b.max_lat};
    lc_buf address = {0};
    lc_json j;

    lc_buf_puts(&address, origin);
    lc_links_put(&address, links, "/tiles/base/{z}/{x}/{y}.mvt");
    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "tilejson", "3.0.0");
    lc_json_str(&j, "name", lc_world_setting(w, "name"));
    lc_json_str(&j, "attribution", lc_world_source_attribution(w));
    lc_json_array(&j, "tiles");
    lc_json_str(&j, NULL, address.data);
    lc_json_end(&j);
    lc_json_int(&j, "minzoom", 0);
    lc_json_int(&j, "maxzoom", LIFE_TILE_MAX_ZOOM);
    lc_json_array(&j, "bounds");
    for (int i = 0; i < 4; i++)
        lc_json_double(&j, NULL, corner[i] / 1e7, 7);
    lc_json_end(&j);
    lc_tile_draw_layers(&j);
    lc_json_end(&j);
    out->failed |= address.failed;
    lc_buf_free(&address);
}

lc_status lc_tiles_scenery(const void *tiles, lc_box box, lc_scenery_fn fn,
                           void *fn_ctx, lc_error *err)
{
    return lc_scenery_of_map(((const lc_tiles *)tiles)->map, box, fn, fn_ctx,
                             err);
}
