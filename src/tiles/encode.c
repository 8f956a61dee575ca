/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/encode.c - see lifecircle/tiles/encode.h.
 *
 * Tags and geometry of all features of a layer are runs in one array of
 * numbers, as the format wants them: commands with a count, then steps from
 * where the pen stands, in zigzag. A feature's numbers are written in one go,
 * so begin, part, tag and end come in that order. Texts are values of the
 * layer, each once, found by an open hash of their offsets. Protocol buffers
 * then pack what lies there, without a copy of it before.
 */
#include "lifecircle/tiles/encode.h"

#include "lifecircle/base/arena.h"
#include "src/tiles/mvt.pb-c.h"

#include <string.h>

enum { MOVE_TO = 1, LINE_TO = 2, CLOSE_PATH = 7 }; /* MVT 2.1, 4.3.1 */

static void put(lc_tile_layer *l, uint32_t number)
{
    if (!l->failed && !lc_vec_push(&l->number, number))
        l->failed = true;
}

/* MVT 2.1, 4.3.1: the low three bits are the command. */
static uint32_t command(uint32_t id, size_t count)
{
    return id | (uint32_t)count << 3;
}

/* 4.3.2: small steps either way become small numbers. */
static uint32_t zigzag(int32_t v)
{
    return (uint32_t)v << 1 ^ (v < 0 ? UINT32_MAX : 0);
}

static void put_pt(lc_tile_layer *l, lc_grid_pt p)
{
    put(l, zigzag(p.x - l->at.x));
    put(l, zigzag(p.y - l->at.y));
    l->at = p;
}

void lc_tile_begin(lc_tile_layer *l, lc_shape_kind kind)
{
    lc_tile_feature f = {.geometry = (uint32_t)l->number.n,
                         .type = kind == LIFE_SHAPE_POINT  ? 1
                                 : kind == LIFE_SHAPE_LINE ? 2
                                                           : 3};

    l->at.x = l->at.y = 0;
    if (!l->failed && !lc_vec_push(&l->feature, f))
        l->failed = true;
}

/* The last one that was begun: at least one was. */
static lc_tile_feature *open_feature(lc_tile_layer *l)
{
    return &l->feature.v[l->feature.n - 1];
}

/* The pen goes on from part to part of one feature; begin sets it back. */
void lc_tile_part(lc_tile_layer *l, const lc_grid_run *run)
{
    size_t n = run->n;

    if (l->failed || !n)
        return;
    if (open_feature(l)->type == 3)
        n--; /* the ring's last point is what ClosePath says */
    put(l, command(MOVE_TO, 1));
    put_pt(l, run->v[0]);
    if (n > 1)
        put(l, command(LINE_TO, n - 1));
    for (size_t i = 1; i < n; i++)
        put_pt(l, run->v[i]);
    if (open_feature(l)->type == 3)
        put(l, command(CLOSE_PATH, 1));
    if (!l->failed)
        open_feature(l)->geometries =
            (uint32_t)l->number.n - open_feature(l)->geometry;
}

/* Where the search for a text begins: Knuth's multiplier spreads offsets. The
 * number of slots is a power of two. */
static size_t slot_of(const lc_tile_layer *l, uint32_t text)
{
    uint32_t hash = text * 2654435761u;

    return hash & (l->slot.n - 1);
}

/* Room for one value more, with the slots under half full. */
static bool room_for_value(lc_tile_layer *l)
{
    size_t size = l->slot.n ? l->slot.n * 2 : 64;

    if (l->slot.n && l->value.n * 2 < l->slot.n)
        return true;
    l->slot.n = 0;
    if (!lc_vec_reserve(&l->slot, size))
        return false;
    memset(l->slot.v, 0, size * sizeof *l->slot.v);
    l->slot.n = size;
    for (size_t v = 0; v < l->value.n; v++) {
        size_t i = slot_of(l, l->value.v[v]);

        while (l->slot.v[i])
            i = (i + 1) & (size - 1);
        l->slot.v[i] = (uint32_t)v + 1;
    }
    return true;
}

/* 0 where it failed; the layer says so, and is never packed. */
static uint32_t value_of(lc_tile_layer *l, uint32_t text)
{
    size_t i;

    if (!room_for_value(l)) {
        l->failed = true;
        return 0;
    }
    i = slot_of(l, text);
    for (; l->slot.v[i]; i = (i + 1) & (l->slot.n - 1))
        if (l->value.v[l->slot.v[i] - 1] == text)
            return l->slot.v[i] - 1;
    if (!lc_vec_push(&l->value, text)) {
        l->failed = true;
        return 0;
    }
    l->slot.v[i] = (uint32_t)l->value.n;
    return l->slot.v[i] - 1;
}

void lc_tile_tag(lc_tile_layer *l, uint32_t key, uint32_t text)
{
    uint32_t value;

    if (l->failed || !text || !open_feature(l)->geometries)
        return;
    value = value_of(l, text);
    if (!open_feature(l)->tags)
        open_feature(l)->tag = (uint32_t)l->number.n;
    put(l, key);
    put(l, value);
    if (!l->failed)
        open_feature(l)->tags += 2;
}

/* What was clipped away wholly leaves nothing behind. */
void lc_tile_end(lc_tile_layer *l)
{
    if (l->failed || open_feature(l)->geometries)
        return;
    l->number.n = open_feature(l)->geometry;
    l->feature.n--;
}

/* ---- the message ---- */

/* The message points into the layer and the arena, and lives as long as
 * both. */
static LcMvt__Feature **pack_features(const lc_tile_layer *l, lc_arena *a)
{
    size_t n = l->feature.n;
    LcMvt__Feature *f = lc_arena_alloc(a, n * sizeof *f);
    LcMvt__Feature **list = lc_arena_alloc(a, n * sizeof *list);

    for (size_t i = 0; f && list && i < n; i++) {
        const lc_tile_feature *in = &l->feature.v[i];

        lc_mvt__feature__init(&f[i]);
        f[i].tags = in->tags ? l->number.v + in->tag : NULL;
        f[i].n_tags = in->tags;
        f[i].has_type = 1;
        f[i].type = in->type;
        f[i].geometry = l->number.v + in->geometry;
        f[i].n_geometry = in->geometries;
        list[i] = &f[i];
    }
    return f ? list : NULL;
}

static LcMvt__Value **pack_values(const lc_tile_layer *l, const lc_map *map,
                                  lc_arena *a)
{
    size_t n = l->value.n;
    /* One byte more, as a layer without texts is no failure. */
    LcMvt__Value *v = lc_arena_alloc(a, n * sizeof *v + 1);
    LcMvt__Value **list = lc_arena_alloc(a, n * sizeof *list + 1);

    for (size_t i = 0; v && list && i < n; i++) {
        lc_mvt__value__init(&v[i]);
        v[i].text = map->text.v + l->value.v[i];
        list[i] = &v[i];
    }
    return v ? list : NULL;
}

static LcMvt__Layer *pack_layer(const lc_tile_layer *l, int id,
                                const lc_map *map, lc_arena *a)
{
    const lc_map_names *names = &lc_map_layer_names[id];
    LcMvt__Layer *out = lc_arena_alloc(a, sizeof *out);
    char **keys = lc_arena_alloc(a, LIFE_MAP_TEXTS * sizeof *keys);

    if (!out || !keys)
        return NULL;
    lc_mvt__layer__init(out);
    out->name = (char *)names->layer;
    out->version = 2;
    out->has_extent = 1;
    out->extent = LIFE_TILE_EXTENT;
    out->keys = keys;
    while (out->n_keys < LIFE_MAP_TEXTS && names->key[out->n_keys]) {
        keys[out->n_keys] = (char *)names->key[out->n_keys];
        out->n_keys++;
    }
    out->n_features = l->feature.n;
    out->features = pack_features(l, a);
    out->n_values = l->value.n;
    out->values = pack_values(l, map, a);
    return out->features && out->values ? out : NULL;
}

/* An empty tile is no bytes at all. */
bool lc_tile_pack(const lc_tile_layer *layers, const lc_map *map, lc_buf *out)
{
    LcMvt__Tile tile = LC_MVT__TILE__INIT;
    LcMvt__Layer *list[LIFE_MAP_LAYERS];
    lc_arena *a = lc_arena_new(0);
    uint8_t *bytes = NULL;
    size_t size;
    bool good = a != NULL;

    for (int i = 0; good && i < LIFE_MAP_LAYERS; i++) {
        if (layers[i].failed)
            good = false;
        else if (layers[i].feature.n)
            good = (list[tile.n_layers++] =
                        pack_layer(&layers[i], i, map, a)) != NULL;
    }
    tile.layers = list;
    if (good && tile.n_layers) {
        size = lc_mvt__tile__get_packed_size(&tile);
        bytes = lc_realloc(NULL, size, 1);
        good = bytes != NULL;
        if (good)
            lc_buf_put(out, bytes, lc_mvt__tile__pack(&tile, bytes));
    }
    lc_free(bytes);
    lc_arena_free(a);
    return good && !out->failed;
}

void lc_tile_reset(lc_tile_layer *l)
{
    l->feature.n = l->number.n = l->value.n = l->slot.n = 0;
    l->failed = false;
}

void lc_tile_clear(lc_tile_layer *l)
{
    lc_vec_free(&l->feature);
    lc_vec_free(&l->number);
    lc_vec_free(&l->value);
    lc_vec_free(&l->slot);
}
