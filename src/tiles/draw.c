/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/draw.c - see the header: which things a tile shows, and how fine.
 */
#include "lifecircle/tiles/draw.h"

#include "lifecircle/tiles/encode.h"
#include "lifecircle/tiles/shape.h"
#include "src/tiles/pack.h"

#include <math.h>
#include <stdlib.h>

/* A tile over TILE_BYTES, which takes seconds on a slow line, is drawn again
 * and coarser, COARSER_TIMES at most. */
#define TILE_BYTES    (100u << 10)
#define COARSER_TIMES 3
#define BUFFER        80 /* grid units a tile reaches over its edge: 10 px */
#define GRID_BITS     12 /* LIFE_TILE_EXTENT == 1 << GRID_BITS */

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
static lc_box box_of(const pen *p)
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
    lc_box box = box_of(p);

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

/* Draws the tile, coarser until it is small enough or that does not help. Below
 * zoom 15 half a pixel (4 units) is no difference that is seen, nor is an area
 * of one pixel (64 square units, doubled). */
static lc_status make(pen *p, lc_buf *out, lc_error *err)
{
    lc_buf plain = {0};
    bool good = true;

    p->tolerance = p->z < 15 ? 4 : 0;
    p->least_area2 = p->z < 15 ? 128 : 0;
    for (int i = 0; good && i <= COARSER_TIMES; i++) {
        lc_buf_clear(&plain);
        lc_buf_clear(out);
        draw(p);
        good = !p->failed && lc_tile_pack(p->layer, p->map, &plain) &&
               (!plain.len || lc_pack_gzip(&plain, out));
        if (out->len <= TILE_BYTES)
            break;
        p->tolerance = p->tolerance * 2 + 4;
        p->least_area2 = p->least_area2 * 4 + 512;
    }
    lc_buf_free(&plain);
    return good ? LIFE_OK
                : lc_fail(err, LIFE_ERR_NOMEM, "out of memory for a tile");
}

lc_status lc_tile_draw(const lc_map *map, unsigned z, unsigned x, unsigned y,
                       lc_buf *out, lc_error *err)
{
    pen p = {.map = map, .z = z, .x = x, .y = y};
    lc_status st;

    if (!lc_box_meets(box_of(&p), map->box))
        return LIFE_OK;
    st = make(&p, out, err);
    pen_clear(&p);
    return st;
}

/* What a client needs to know of a layer before it has a tile of it. */
void lc_tile_draw_layers(lc_json *j)
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
