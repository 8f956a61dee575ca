/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/package.c - see the header. Both kinds get the same tiles in the
 * same order.
 */
#include "lifecircle/tiles/package.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/log.h"
#include "lifecircle/store/mbtiles.h"
#include "lifecircle/tiles/draw.h"
#include "src/tiles/archive.h"
#include "src/tiles/pyramid.h"

#include <stdio.h>
#include <string.h>

typedef struct packing {
    const lc_map *map;
    const lc_package *about;
    lc_mbtiles *base;
    lc_archive archive;
    size_t written;
} packing;

/* ---- words ---- */

/* Of MBTiles a member of one row, of PMTiles all there is; without layers
 * clients show nothing. */
static void put_words(lc_buf *out, const lc_package *p)
{
    bool all = p->form == LIFE_PACKAGE_PMTILES;
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    if (all && p->name)
        lc_json_str(&j, "name", p->name);
    if (all && p->attribution)
        lc_json_str(&j, "attribution", p->attribution);
    if (all && p->as_of)
        lc_json_str(&j, "version", p->as_of);
    if (all)
        lc_json_str(&j, "type", "baselayer");
    lc_tile_draw_layers(&j);
    lc_json_end(&j);
}

static lc_status say_box(packing *k, lc_error *err)
{
    const lc_package *p = k->about;
    const lc_box *b = &p->box;
    const int32_t v[] = {b->min_lon, b->min_lat, b->max_lon, b->max_lat};
    unsigned zoom = p->least + (p->most - p->least) * 2 / 3;
    lc_buf box = {0}, middle = {0};
    lc_status st;

    for (int i = 0; i < 4; i++) {
        lc_buf_puts(&box, i ? "," : "");
        lc_buf_e7(&box, v[i]);
    }
    lc_buf_e7(&middle, v[0] / 2 + v[2] / 2);
    lc_buf_putc(&middle, ',');
    lc_buf_e7(&middle, v[1] / 2 + v[3] / 2);
    lc_buf_printf(&middle, ",%u", zoom);
    st = box.failed || middle.failed
             ? lc_no_memory(err, "tiles")
             : lc_mbtiles_say(k->base, "bounds", box.data, err);
    if (!st)
        st = lc_mbtiles_say(k->base, "center", middle.data, err);
    lc_buf_free(&box);
    lc_buf_free(&middle);
    return st;
}

/* The rows that the standard asks for, and those that it recommends. */
static lc_status say_all(packing *k, const lc_buf *words, lc_error *err)
{
    const lc_package *p = k->about;
    char least[8], most[8];
    const struct {
        const char *name, *value;
    } rows[] = {{"name", p->name && *p->name ? p->name : "lifecircle"},
                {"format", "pbf"},
                {"type", "baselayer"},
                {"attribution", p->attribution},
                {"version", p->as_of},
                {"minzoom", least},
                {"maxzoom", most},
                {"json", words->data}};
    lc_status st = LIFE_OK;

    snprintf(least, sizeof least, "%u", p->least);
    snprintf(most, sizeof most, "%u", p->most);
    for (size_t i = 0; !st && i < sizeof rows / sizeof *rows; i++)
        if (rows[i].value)
            st = lc_mbtiles_say(k->base, rows[i].name, rows[i].value, err);
    return st ? st : say_box(k, err);
}

/* ---- tiles ---- */

static lc_status put_tiles(packing *k, const lc_pyramid *all, lc_error *err)
{
    lc_buf tile = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < all->n; i++) {
        const lc_pyramid_tile *t = &all->v[i];

        lc_progress("drawing tiles", i, all->n);
        lc_buf_clear(&tile);
        st = lc_tile_draw(k->map, t->z, t->x, t->y, &tile, err);
        if (st || !tile.len)
            continue;
        k->written++;
        st = k->base ? lc_mbtiles_put(k->base, t->z, t->x, t->y, &tile, err)
                     : lc_archive_put(&k->archive, t->id, &tile, err);
    }
    lc_buf_free(&tile);
    return st;
}

static lc_status write_base(packing *k, const lc_pyramid *all,
                            const lc_buf *words, lc_sink_fn sink, void *ctx,
                            lc_error *err)
{
    lc_spool spool;
    lc_status st = lc_spool_make(&spool, err);

    if (!st) {
        st = lc_mbtiles_create(spool.path, &k->base, err);
        lc_spool_hide(&spool);
    }
    if (!st)
        st = say_all(k, words, err);
    if (!st)
        st = put_tiles(k, all, err);
    if (!st)
        st = lc_mbtiles_finish(k->base, err);
    if (!st)
        st = lc_spool_give(&spool, sink, ctx, err);
    lc_mbtiles_free(k->base);
    lc_spool_drop(&spool);
    return st;
}

static lc_status write_archive(packing *k, const lc_pyramid *all,
                               const lc_buf *words, lc_sink_fn sink, void *ctx,
                               lc_error *err)
{
    lc_status st = lc_archive_open(&k->archive, err);

    if (!st)
        st = put_tiles(k, all, err);
    if (!st)
        st = lc_archive_write(&k->archive, k->about, words, sink, ctx, err);
    lc_archive_close(&k->archive);
    return st;
}

/* What the map draws may reach beyond the box that is said. */
lc_status lc_package_write(const lc_map *map, const lc_package *p,
                           lc_sink_fn sink, void *ctx, size_t *written,
                           lc_error *err)
{
    packing k = {.map = map, .about = p};
    lc_pyramid all = {0};
    lc_buf words = {0};
    lc_status st = LIFE_OK;

    put_words(&words, p);
    if (words.failed || !lc_pyramid_make(map->box, p->least, p->most, &all))
        st = lc_no_memory(err, "tiles");
    else if (p->form == LIFE_PACKAGE_MBTILES)
        st = write_base(&k, &all, &words, sink, ctx, err);
    else
        st = write_archive(&k, &all, &words, sink, ctx, err);
    lc_vec_free(&all);
    lc_buf_free(&words);
    if (written)
        *written = k.written;
    return st;
}
