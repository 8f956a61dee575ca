/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/archive.c - see the header.
 *
 *   header (127 bytes) | root directory | metadata | leaf directories | tiles
 *
 * Header and root lie within the first 16 KiB, which is what a client reads
 * first; where the root doesn't fit, it leads to leaves of LEAF entries each.
 * Directories and metadata are gzip, as the tiles are.
 */
#include "src/tiles/archive.h"

#include "src/tiles/pack.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum { HEADER = 127, ROOM = 16384, LEAF = 4096 };
enum { GZIP = 2, MVT = 1, VERSION = 3 };

static lc_status failed(const lc_archive *a, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_IO, "%s: %s", a->spool.path, strerror(errno));
}

lc_status lc_archive_open(lc_archive *a, lc_error *err)
{
    lc_status st = lc_spool_make(&a->spool, err);

    if (st)
        return st;
    a->file = fopen(a->spool.path, "wb");
    lc_spool_hide(&a->spool);
    return a->file ? LIFE_OK : failed(a, err);
}

/* Neighbours that are the same (the sea) are one entry. */
lc_status lc_archive_put(lc_archive *a, uint64_t id, const lc_buf *tile,
                         lc_error *err)
{
    lc_archive_entry *before = a->entry.n ? &a->entry.v[a->entry.n - 1] : NULL;
    lc_archive_entry e = {id, a->bytes, (uint32_t)tile->len, 1};

    a->tiles++;
    if (before && before->id + before->run == id && a->last.len == tile->len &&
        !memcmp(a->last.data, tile->data, tile->len)) {
        before->run++;
        return LIFE_OK;
    }
    if (fwrite(tile->data, 1, tile->len, a->file) != tile->len)
        return failed(a, err);
    a->bytes += tile->len;
    lc_buf_clear(&a->last);
    lc_buf_put(&a->last, tile->data, tile->len);
    return !a->last.failed && lc_vec_push(&a->entry, e)
               ? LIFE_OK
               : lc_no_memory(err, "tiles");
}

/* ---- directories ---- */

/* Seven bits a byte, the low ones first. */
static void put_varint(lc_buf *out, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        lc_buf_putc(out, (char)(v | 0x80));
    lc_buf_putc(out, (char)v);
}

/* Column by column; an offset right behind the entry before is 0. */
static bool put_directory(const lc_archive_entry *e, size_t n, lc_buf *out)
{
    lc_buf plain = {0};
    bool good;

    put_varint(&plain, n);
    for (size_t i = 0; i < n; i++)
        put_varint(&plain, e[i].id - (i ? e[i - 1].id : 0));
    for (size_t i = 0; i < n; i++)
        put_varint(&plain, e[i].run);
    for (size_t i = 0; i < n; i++)
        put_varint(&plain, e[i].length);
    for (size_t i = 0; i < n; i++)
        put_varint(&plain, i && e[i].offset == e[i - 1].offset + e[i - 1].length
                               ? 0
                               : e[i].offset + 1);
    good = !plain.failed && lc_pack_gzip(&plain, out);
    lc_buf_free(&plain);
    return good;
}

/* An entry that leads to a leaf has a run of 0. */
static bool put_leaves(const lc_archive *a, lc_buf *root, lc_buf *leaves)
{
    LC_VEC(lc_archive_entry) top = {0};
    bool good = true;

    for (size_t i = 0; good && i < a->entry.n; i += LEAF) {
        size_t n = a->entry.n - i < LEAF ? a->entry.n - i : LEAF;
        lc_archive_entry e = {a->entry.v[i].id, leaves->len, 0, 0};

        good = put_directory(a->entry.v + i, n, leaves);
        e.length = (uint32_t)(leaves->len - e.offset);
        good = good && lc_vec_push(&top, e);
    }
    lc_buf_clear(root);
    good = good && put_directory(top.v, top.n, root);
    lc_vec_free(&top);
    return good;
}

/* ---- the header ---- */

static void put_number(lc_buf *out, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        lc_buf_putc(out, (char)(v >> 8 * i));
}

/* Positions are 1e-7 degrees there, too. */
static void put_header(lc_buf *out, const lc_archive *a, const lc_package *p,
                       const lc_buf *root, const lc_buf *words,
                       const lc_buf *leaves)
{
    uint64_t at = HEADER;
    const uint64_t lengths[] = {root->len, words->len, leaves->len, a->bytes};
    const lc_box *b = &p->box;
    const int32_t corner[] = {b->min_lon, b->min_lat, b->max_lon, b->max_lat};

    lc_buf_puts(out, "PMTiles");
    lc_buf_putc(out, VERSION);
    for (int i = 0; i < 4; at += lengths[i++]) {
        put_number(out, at, 8);
        put_number(out, lengths[i], 8);
    }
    put_number(out, a->tiles, 8);
    put_number(out, a->entry.n, 8);
    put_number(out, a->entry.n, 8); /* what is the same elsewhere is told so */
    put_number(out, 1, 1);          /* tiles lie in the order of ids */
    put_number(out, GZIP, 1);
    put_number(out, GZIP, 1);
    put_number(out, MVT, 1);
    put_number(out, p->least, 1);
    put_number(out, p->most, 1);
    for (int i = 0; i < 4; i++)
        put_number(out, (uint32_t)corner[i], 4);
    put_number(out, p->least + (p->most - p->least) * 2 / 3, 1);
    put_number(out, (uint32_t)(b->min_lon / 2 + b->max_lon / 2), 4);
    put_number(out, (uint32_t)(b->min_lat / 2 + b->max_lat / 2), 4);
}

lc_status lc_archive_write(lc_archive *a, const lc_package *p,
                           const lc_buf *words, lc_sink_fn sink, void *ctx,
                           lc_error *err)
{
    lc_buf root = {0}, leaves = {0}, packed = {0}, head = {0};
    bool good = put_directory(a->entry.v, a->entry.n, &root) &&
                (root.len + HEADER <= ROOM || put_leaves(a, &root, &leaves)) &&
                lc_pack_gzip(words, &packed);
    const lc_buf *const part[] = {&head, &root, &packed, &leaves};
    lc_status st = LIFE_OK;

    put_header(&head, a, p, &root, &packed, &leaves);
    if (!good || head.failed)
        st = lc_no_memory(err, "tiles");
    else if (fflush(a->file))
        st = failed(a, err);
    for (size_t i = 0; !st && i < sizeof part / sizeof *part; i++)
        if (part[i]->len)
            st = sink(ctx, part[i]->data, part[i]->len, err);
    if (!st)
        st = lc_spool_give(&a->spool, sink, ctx, err);
    lc_buf_free(&root);
    lc_buf_free(&leaves);
    lc_buf_free(&packed);
    lc_buf_free(&head);
    return st;
}

void lc_archive_close(lc_archive *a)
{
    if (a->file)
        fclose(a->file);
    lc_spool_drop(&a->spool);
    lc_vec_free(&a->entry);
    lc_buf_free(&a->last);
}
