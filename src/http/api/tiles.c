/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/tiles.c - see tiles.h: which things a tile shows, how fine, and
 * the cache.
 *
 * A tile is drawn from the map's arrays and packed; the cache is
 * by address, bounded by bytes, the longest unused goes first. A city that is
 * replaced takes its tiles with it: each generation has its own.
 */
#include "src/http/api/tiles.h"

#include "lifecircle/base/json.h"
#include "lifecircle/tiles/encode.h"
#include "lifecircle/tiles/map.h"
#include "lifecircle/tiles/scenery.h"
#include "lifecircle/tiles/shape.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* A tile over TILE_BYTES, which takes seconds on a slow line, is drawn again
 * and coarser, COARSER_TIMES at most. */
#define CACHE_BYTES   (32u << 20)
#define CACHE_BUCKETS 4096u /* more than tiles of 8 KiB fit the cache */
#define TILE_BYTES    (100u << 10)
#define COARSER_TIMES 3
#define BUFFER        80 /* grid units a tile reaches over its edge: 10 px */
#define GRID_BITS     12 /* LIFE_TILE_EXTENT == 1 << GRID_BITS */

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

/* ---- drawing ---- */

typedef struct pen { /* scratch for one tile */
    const lc_map *map;
    unsigned z, x, y;
    int32_t tolerance;   /* of simplifying, grid units */
    int64_t least_area2; /* twice the smallest ring shown, square units */
    bool failed;
    LC_VEC(uint32_t) found;
    lc_grid_run run, spare, piece;
    lc_grid_marks marks;
    lc_tile_layer layer[LIFE_MAP_LAYERS];
} pen;

/* Lines are cut a little outside the tile, so that their ends and outlines
 * don't show at its edge. */
static const lc_grid_box window = {-BUFFER, LIFE_TILE_EXTENT + BUFFER};

/* The points of a part on the tile's grid. A step of the grid is a power of
 * two of the map's units, so neighbours round a point alike. */
static bool project(pen *p, const lc_map_part *part)
{
    unsigned shift = 32 - p->z - GRID_BITS;
    int64_t half = (int64_t)1 << shift >> 1;
    int64_t west = (int64_t)p->x << (32 - p->z);
    int64_t north = (int64_t)p->y << (32 - p->z);
    lc_map_points at = lc_map_points_of(p->map, part);
    size_t n = 0;

    p->run.n = 0;
    if (!lc_vec_reserve(&p->run, lc_map_points_most(part)))
        return false;
    while (lc_map_points_next(&at)) {
        p->run.v[n].x = (int32_t)((at.pt.x - west + half) >> shift);
        p->run.v[n++].y = (int32_t)((at.pt.y - north + half) >> shift);
    }
    p->run.n = n;
    return lc_grid_simplify(&p->run, p->tolerance, &p->marks);
}

/* A ring of an area: false when it is too small to show. */
static bool draw_ring(pen *p, lc_tile_layer *l, bool hole)
{
    int64_t area2;

    if (p->run.n < 4)
        return false;
    if (!lc_grid_clip_ring(&p->run, &p->spare, window)) {
        p->failed = true;
        return false;
    }
    area2 = lc_grid_area2(&p->run);
    if (p->run.n < 4 || llabs(area2) <= p->least_area2)
        return false;
    if ((area2 < 0) != hole)
        lc_grid_reverse(&p->run);
    lc_tile_part(l, &p->run);
    return true;
}

/* A line that leaves the window and comes back is several parts. */
static void draw_line(pen *p, lc_tile_layer *l)
{
    size_t at = 0;

    while (at + 1 < p->run.n) {
        if (!lc_grid_clip_line(&p->run, &at, window, &p->piece)) {
            p->failed = true;
            return;
        }
        if (p->piece.n > 1)
            lc_tile_part(l, &p->piece);
    }
}

static void draw_point(pen *p, lc_tile_layer *l)
{
    lc_grid_pt at = p->run.v[0];

    /* A label is drawn by the one tile that its point lies in. */
    if (at.x >= 0 && at.x < LIFE_TILE_EXTENT && at.y >= 0 &&
        at.y < LIFE_TILE_EXTENT)
        lc_tile_part(l, &p->run);
}

/* A thing whose parts all vanish at this zoom is left out by lc_tile_end(). */
static void draw_item(pen *p, lc_map_layer_id id, const lc_map_item *item)
{
    lc_tile_layer *l = &p->layer[id];
    const lc_map_names *names = &lc_map_layer_names[id];
    bool outer = false;

    lc_tile_begin(l, (lc_shape_kind)item->kind);
    for (uint32_t i = item->part; i < item->part + item->parts; i++) {
        const lc_map_part *part = &p->map->part.v[i];

        if (item->kind == LIFE_SHAPE_AREA && part->hole && !outer)
            continue; /* what it is a hole of is not shown */
        if (!project(p, part)) {
            p->failed = true;
            return;
        }
        if (item->kind == LIFE_SHAPE_AREA) {
            bool drawn = draw_ring(p, l, part->hole);

            outer = part->hole ? outer : drawn;
        } else if (item->kind == LIFE_SHAPE_LINE) {
            draw_line(p, l);
        } else {
            draw_point(p, l);
        }
    }
    for (uint32_t i = 0; i < LIFE_MAP_TEXTS; i++)
        if (names->key[i] && (!i || p->z >= names->name_zoom))
            lc_tile_tag(l, i, item->text[i]);
    lc_tile_end(l);
}

/* False ends the query: there is no memory. */
static bool collect(void *ctx, uint32_t item)
{
    pen *p = ctx;

    p->failed = !lc_vec_push(&p->found, item);
    return !p->failed;
}

/* In the map's order, and not in the index's, so that a tile has the same bytes
 * each time and what is drawn last lies on top. */
static int compare_item(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The inverse of Web Mercator's y, which all web maps use. */
static double mercator_lat(double y) /* y: 0 in the north, 1 in the south */
{
    return atan(sinh((1 - 2 * y) * 3.14159265358979323846)) * 180 /
           3.14159265358979323846;
}

/* The tile and its buffer on the ground. */
static lc_box tile_box(const pen *p)
{
    double n = ldexp(1, (int)p->z);
    double edge = (double)BUFFER / LIFE_TILE_EXTENT;
    lc_box b = {(int32_t)(fmax((p->x - edge) / n * 360 - 180, -180) * 1e7),
                (int32_t)(mercator_lat((p->y + 1 + edge) / n) * 1e7),
                (int32_t)(fmin((p->x + 1 + edge) / n * 360 - 180, 180) * 1e7),
                (int32_t)(mercator_lat((p->y - edge) / n) * 1e7)};

    return b;
}

/* Layers and things that show only when one looks closer are passed over. */
static void draw(pen *p)
{
    lc_box box = tile_box(p);

    for (int id = 0; !p->failed && id < LIFE_MAP_LAYERS; id++) {
        const lc_map_layer *l = &p->map->layer[id];

        lc_tile_reset(&p->layer[id]);
        p->found.n = 0;
        if (p->z < lc_map_layer_names[id].min_zoom)
            continue;
        lc_index_query(l->index, box, collect, p);
        if (p->found.n)
            qsort(p->found.v, p->found.n, sizeof *p->found.v, compare_item);
        for (size_t i = 0; !p->failed && i < p->found.n; i++)
            if (p->z >= l->item.v[p->found.v[i]].min_zoom)
                draw_item(p, (lc_map_layer_id)id, &l->item.v[p->found.v[i]]);
    }
}

static void pen_clear(pen *p)
{
    for (int i = 0; i < LIFE_MAP_LAYERS; i++)
        lc_tile_clear(&p->layer[i]);
    lc_vec_free(&p->found);
    lc_vec_free(&p->run);
    lc_vec_free(&p->spare);
    lc_vec_free(&p->piece);
    lc_vec_free(&p->marks);
}

/* ---- a tile ---- */

/* gzip with no time and no name in it: the same tile, the same bytes. 15 bits
 * are zlib's largest window; 16 more ask for gzip, as HTTP sends it. Level 6 is
 * zlib's own default. */
static bool compress_tile(const lc_buf *in, lc_buf *out)
{
    z_stream z = {0};
    uLong bound;
    unsigned char *bytes;
    bool good;

    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    bound = deflateBound(&z, (uLong)in->len);
    bytes = lc_realloc(NULL, bound, 1);
    z.next_in = (unsigned char *)in->data;
    z.avail_in = (uInt)in->len;
    z.next_out = bytes;
    z.avail_out = (uInt)bound;
    good = bytes && deflate(&z, Z_FINISH) == Z_STREAM_END;
    if (good)
        lc_buf_put(out, bytes, z.total_out);
    deflateEnd(&z);
    lc_free(bytes);
    return good && !out->failed;
}

/* Draws the tile, coarser until it is small enough or that does not help. Below
 * zoom 15 half a pixel (4 units) is no difference that is seen, nor is an area
 * of one pixel (64 square units, doubled). */
static lc_status make(const lc_tiles *t, pen *p, lc_buf *out, lc_error *err)
{
    lc_buf plain = {0};
    bool good = true;

    p->map = t->map;
    p->tolerance = p->z < 15 ? 4 : 0;
    p->least_area2 = p->z < 15 ? 128 : 0;
    for (int i = 0; good && i <= COARSER_TIMES; i++) {
        lc_buf_clear(&plain);
        lc_buf_clear(out);
        draw(p);
        good = !p->failed && lc_tile_pack(p->layer, p->map, &plain) &&
               (!plain.len || compress_tile(&plain, out));
        if (out->len <= TILE_BYTES)
            break;
        p->tolerance = p->tolerance * 2 + 4;
        p->least_area2 = p->least_area2 * 4 + 512;
    }
    lc_buf_free(&plain);
    return good ? LIFE_OK
                : lc_fail(err, LIFE_ERR_NOMEM, "out of memory for a tile");
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
    pen p = {.z = z, .x = x, .y = y};
    lc_buf tile = {0};
    uint64_t key = (uint64_t)z << 48 | (uint64_t)x << 24 | y;
    lc_status st = check(layer, z, x, y, err);

    if (st)
        return st;
    if (!lc_box_meets(tile_box(&p), t->map->box) || recall(t, key, out))
        return LIFE_OK;
    st = make(t, &p, &tile, err);
    if (!st) {
        keep(t, key, &tile);
        lc_buf_put(out, tile.data, tile.len);
    }
    pen_clear(&p);
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

/* What a client needs to know of a layer before it has a tile of it. */
static void json_layers(lc_json *j)
{
    lc_json_array(j, "vector_layers");
    for (int i = 0; i < LIFE_MAP_LAYERS; i++) {
        const lc_map_names *n = &lc_map_layer_names[i];

        lc_json_object(j, NULL);
        lc_json_str(j, "id", n->layer);
        lc_json_object(j, "fields");
        for (int k = 0; k < LIFE_MAP_TEXTS && n->key[k]; k++)
            lc_json_str(j, n->key[k], "String");
        lc_json_end(j);
        lc_json_int(j, "minzoom", n->min_zoom);
        lc_json_int(j, "maxzoom", LIFE_TILE_MAX_ZOOM);
        lc_json_end(j);
    }
    lc_json_end(j);
}

void lc_tiles_json(lc_buf *out, const lc_world *w, const lc_links *links)
{
    lc_box b = lc_shape_box(lc_world_extent(w));
    const int32_t corner[4] = {b.min_lon, b.min_lat, b.max_lon, b.max_lat};
    lc_buf address = {0};
    lc_json j;

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
    json_layers(&j);
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
