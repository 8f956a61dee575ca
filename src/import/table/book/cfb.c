/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/cfb.c - see cfb.h.
 *
 * The file is sectors of 512 or 4096 bytes behind a head of 512. A table (FAT)
 * says which sector follows which; the head and a chain of its own say where
 * the table lies. The folder is a chain of entries of 128 bytes. Streams under
 * 4096 bytes lie in sectors of 64 bytes inside the stream of the folder's
 * first entry, with a table of their own. From Microsoft's [MS-CFB].
 */
#include "src/import/table/book/cfb.h"

#include <string.h>

#define HEAD_BYTES    512
#define HEAD_SECTORS  109 /* of the table, that the head itself names */
#define ENTRY_BYTES   128
#define MINI_SHIFT    6
#define SECTOR_LAST   0xfffffffau /* above: marks, such as the end's */
#define TYPE_STREAM   2
#define TYPE_ROOT     5
#define FOLDER_AT     48
#define CUTOFF_AT     56
#define MINI_TABLE_AT 60
#define MORE_AT       68
#define SECTORS_AT    76

struct lc_cfb {
    const lc_reading *job;
    const unsigned char *bytes;
    size_t len;
    unsigned shift;   /* of a sector's size */
    uint32_t sectors; /* there are */
    uint32_t cutoff;
    LC_VEC(uint32_t) table, mini_table;
    lc_buf folder, mini; /* mini: the small sectors */
};

/* Little endian. */
static uint32_t u16(const unsigned char *s)
{
    return (uint32_t)s[1] << 8 | s[0];
}

/* Little endian. */
static uint32_t u32(const unsigned char *s)
{
    return u16(s + 2) << 16 | u16(s);
}

/* A file that was made to loop looks the same as one that was cut. */
static lc_status damaged(const lc_cfb *c, const char *what, lc_error *err)
{
    return lc_read_fail(c->job, LIFE_ERR_PARSE, err,
                        "is damaged: its %s does not hold together", what);
}

/* NULL beyond the end of the file. */
static const unsigned char *sector(const lc_cfb *c, uint32_t i)
{
    return c->bytes + HEAD_BYTES + ((size_t)i << c->shift);
}

/* Adds the entries of one sector of the table; the last may be cut. */
static lc_status add_table(lc_cfb *c, uint32_t at, lc_error *err)
{
    size_t n = (size_t)1 << (c->shift - 2);

    if (at >= c->sectors)
        return damaged(c, "table of sectors", err);
    if (c->table.n >= c->sectors + n)
        return LIFE_OK; /* more of it than there are sectors to tell of */
    if (!lc_vec_reserve(&c->table, n))
        return lc_no_memory(err, "the workbook");
    for (size_t i = 0; i < n; i++)
        c->table.v[c->table.n++] = u32(sector(c, at) + 4 * i);
    return LIFE_OK;
}

/* The table of chains, itself spread over sectors that a list in the head
 * names. */
static lc_status read_table(lc_cfb *c, lc_error *err)
{
    uint32_t more = u32(c->bytes + MORE_AT), seen = 0;
    size_t n = ((size_t)1 << (c->shift - 2)) - 1;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < HEAD_SECTORS; i++) {
        uint32_t at = u32(c->bytes + SECTORS_AT + 4 * i);

        if (at > SECTOR_LAST)
            return LIFE_OK;
        st = add_table(c, at, err);
    }
    while (!st && more <= SECTOR_LAST) {
        const unsigned char *s;

        if (more >= c->sectors || seen++ > c->sectors)
            return damaged(c, "table of sectors", err);
        s = sector(c, more);
        for (size_t i = 0; !st && i < n; i++)
            if (u32(s + 4 * i) <= SECTOR_LAST)
                st = add_table(c, u32(s + 4 * i), err);
        more = u32(s + 4 * n);
    }
    return st;
}

/* What a chain goes through: the file itself, or the mini stream. */
typedef struct space {
    const unsigned char *bytes;
    size_t len; /* bytes */
    unsigned shift;
    const uint32_t *next;
    size_t nexts;
} space;

/* Puts a chain together: `want` bytes of it, or all (SIZE_MAX). */
static lc_status follow(const lc_cfb *c, const space *in, uint32_t at,
                        size_t want, lc_buf *out, lc_error *err)
{
    size_t step = (size_t)1 << in->shift;

    lc_buf_puts(out, "");
    while (at <= SECTOR_LAST && out->len < want && !out->failed) {
        size_t from = (size_t)at << in->shift, take = step;

        if (from >= in->len || at >= in->nexts || out->len > in->len)
            return damaged(c, "chain of sectors", err);
        if (take > in->len - from)
            take = in->len - from;
        if (take > want - out->len)
            take = want - out->len;
        lc_buf_put(out, in->bytes + from, take);
        at = in->next[at];
    }
    return out->failed ? lc_no_memory(err, "the workbook") : LIFE_OK;
}

/* Chains are followed by the table; an end, or a loop, ends them. */
static space of_file(const lc_cfb *c)
{
    return (space){c->bytes + HEAD_BYTES, c->len - HEAD_BYTES, c->shift,
                   c->table.v, c->table.n};
}

/* Streams under 4096 bytes lie in small sectors within one large stream. */
static lc_status read_mini(lc_cfb *c, lc_error *err)
{
    space file = of_file(c);
    const unsigned char *root = (const unsigned char *)c->folder.data, *raw;
    lc_buf table = {0};
    lc_status st;

    if (c->folder.len < ENTRY_BYTES || root[66] != TYPE_ROOT)
        return damaged(c, "folder", err);
    st = follow(c, &file, u32(root + 116), SIZE_MAX, &c->mini, err);
    if (!st)
        st = follow(c, &file, u32(c->bytes + MINI_TABLE_AT), SIZE_MAX, &table,
                    err);
    if (!st && !lc_vec_reserve(&c->mini_table, table.len / 4 + 1))
        st = lc_no_memory(err, "the workbook");
    raw = (const unsigned char *)table.data;
    for (size_t i = 0; !st && i < table.len / 4; i++)
        c->mini_table.v[c->mini_table.n++] = u32(raw + 4 * i);
    lc_buf_free(&table);
    return st;
}

/* One stream, of the size that its entry states. */
static lc_status read_all(lc_cfb *c, lc_error *err)
{
    space file;
    lc_status st = read_table(c, err);

    file = of_file(c);
    if (!st)
        st = follow(c, &file, u32(c->bytes + FOLDER_AT), SIZE_MAX, &c->folder,
                    err);
    return st ? st : read_mini(c, err);
}

lc_status lc_cfb_open(const lc_reading *job, const unsigned char *bytes,
                      size_t len, lc_cfb **out, lc_error *err)
{
    lc_cfb *c = lc_calloc(1, sizeof *c);
    lc_status st;

    *out = NULL;
    if (!c)
        return lc_no_memory(err, "the workbook");
    c->job = job;
    c->bytes = bytes;
    c->len = len;
    c->shift = len > HEAD_BYTES ? u16(bytes + 30) : 0;
    if (c->shift != 9 && c->shift != 12) {
        st = damaged(c, "head", err);
    } else {
        /* A last sector that is cut is left out but for a chain's end. */
        c->sectors = (uint32_t)((len - HEAD_BYTES) >> c->shift);
        c->cutoff = u32(bytes + CUTOFF_AT);
        st = read_all(c, err);
    }
    if (st) {
        lc_cfb_close(c);
        return st;
    }
    *out = c;
    return LIFE_OK;
}

void lc_cfb_close(lc_cfb *c)
{
    if (!c)
        return;
    lc_vec_free(&c->table);
    lc_vec_free(&c->mini_table);
    lc_buf_free(&c->folder);
    lc_buf_free(&c->mini);
    lc_free(c);
}

/* Names are UTF-16; only ASCII ones are looked for. */
static bool is_called(const unsigned char *entry, const char *name)
{
    size_t n = strlen(name);

    if (entry[66] != TYPE_STREAM || u16(entry + 64) != 2 * (n + 1))
        return false;
    for (size_t i = 0; i < n; i++)
        if (entry[2 * i] != (unsigned char)name[i] || entry[2 * i + 1])
            return false;
    return true;
}

lc_status lc_cfb_read(const lc_cfb *c, const char *name, bool *found,
                      lc_buf *out, lc_error *err)
{
    const unsigned char *entry = (const unsigned char *)c->folder.data;
    space mini = {(const unsigned char *)c->mini.data, c->mini.len, MINI_SHIFT,
                  c->mini_table.v, c->mini_table.n};
    space file = of_file(c);
    size_t size, entries = c->folder.len / ENTRY_BYTES;

    while (entries > 0 && !is_called(entry, name)) {
        entry += ENTRY_BYTES;
        entries--;
    }
    *found = entries > 0;
    if (!*found)
        return LIFE_OK;
    size = u32(entry + 120);
    return follow(c, size < c->cutoff ? &mini : &file, u32(entry + 116), size,
                  out, err);
}
