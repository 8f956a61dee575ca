/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/array_pages.c - see the header.
 *
 * A packed array can be read from its beginning alone, as numbers are kept by
 * what they differ from those before. So it is gone through once, and of each
 * page it is kept where its bytes begin and which numbers stand before it:
 * with these any page is unpacked by itself. Bytes, a text or one of each item,
 * are unpacked as a whole.
 */
#include "lifecircle/store/rows/array_pages.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/narrow.h"
#include "lifecircle/store/rows/array.h"
#include "src/store/city/city.h"
#include "src/store/rows/array.h"
#include "src/store/stmt.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE_ROWS = 1024, /* whole groups of narrow.h */
    SLOTS = 64,
    /* What a column of a group takes at most: its head, the least, the far
     * ones, and 32 numbers of 32 bits. */
    COLUMN_BYTES = 1 + 4 + 1 + 5 * LIFE_NARROW_ROWS + 4 * LIFE_NARROW_ROWS,
    NO_SLOT = 255
};
_Static_assert(PAGE_ROWS % LIFE_NARROW_ROWS == 0, "pages are whole groups");
_Static_assert(SLOTS < NO_SLOT, "a slot's number is a byte");

typedef struct slot {
    size_t page;
    uint64_t used; /* when it was asked for last; 0: it holds none */
} slot;

struct lc_array_pages {
    lc_city *city;
    char *name;
    lc_array_open from;
    size_t item, pages, words;
    /* Of each page, and one more: where its bytes begin, and the numbers
     * before it, `words` of them. */
    uint32_t *begin, *before;
    uint8_t *slot_of; /* of each page */
    slot slot[SLOTS];
    unsigned char *room; /* SLOTS pages of items */
    unsigned char *raw;  /* a page as it lies in the file */
    void *text;          /* of bytes: all of them */
    size_t raw_bytes;
    uint64_t now;
    /* The one that was asked for last: its first item, and where it lies. */
    size_t last_first;
    unsigned char *last;
};

typedef lc_array_pages pages;

static size_t rows_of(const pages *p, size_t page)
{
    size_t left = p->from.count - page * PAGE_ROWS;

    return left < PAGE_ROWS ? left : PAGE_ROWS;
}

/* The bytes behind the head. */
static size_t body_bytes(const pages *p)
{
    return (size_t)sqlite3_blob_bytes(p->from.blob) - LIFE_ARRAY_HEAD_BYTES;
}

static lc_status read_raw(pages *p, size_t at, size_t bytes, void *out,
                          lc_error *err)
{
    int rc;

    pthread_mutex_lock(&p->city->reading);
    rc = bytes ? sqlite3_blob_read(p->from.blob, out, (int)bytes,
                                   (int)at + LIFE_ARRAY_HEAD_BYTES)
               : SQLITE_OK;
    pthread_mutex_unlock(&p->city->reading);
    return rc ? lc_stmt_fail(p->city, rc, err) : LIFE_OK;
}

/* ---- opening ---- */

static void note_page(pages *p, size_t page, size_t at, const lc_narrow *r)
{
    p->begin[page] = (uint32_t)at;
    memcpy(p->before + page * p->words, r->before,
           p->words * sizeof *p->before);
}

/* A piece of the file after another: each begins with a page, and the next
 * where so little is left that a page might not be whole. */
static lc_status go_through(pages *p, unsigned char *piece, size_t piece_bytes,
                            lc_error *err)
{
    size_t end = body_bytes(p), at = 0, page = 0;
    lc_narrow r;

    lc_narrow_begin(&r, piece, 0, p->words);
    while (page < p->pages) {
        size_t n = end - at < piece_bytes ? end - at : piece_bytes;
        lc_status st = read_raw(p, at, n, piece, err);

        if (st)
            return st;
        r.p = piece;
        r.end = piece + n;
        do {
            note_page(p, page, at + (size_t)(r.p - piece), &r);
            if (!lc_narrow_next(&r, rows_of(p, page), (uint32_t *)p->room))
                return lc_array_damaged(p->city, p->name, err);
            page++;
        } while (page < p->pages &&
                 (at + n == end || (size_t)(r.end - r.p) >= p->raw_bytes));
        at += (size_t)(r.p - piece);
    }
    note_page(p, page, at, &r);
    return at == end ? LIFE_OK : lc_array_damaged(p->city, p->name, err);
}

static lc_status find_pages(pages *p, lc_error *err)
{
    size_t bytes = 4 * p->raw_bytes;
    unsigned char *piece;
    lc_status st;

    p->words = p->item / sizeof(uint32_t);
    p->begin = lc_calloc(p->pages + 1, sizeof *p->begin);
    p->before = lc_calloc(p->pages + 1, p->words * sizeof *p->before);
    piece = lc_realloc(NULL, bytes, 1);
    st = p->begin && p->before && piece
             ? go_through(p, piece, bytes, err)
             : lc_no_memory(err, "the arrays of a city");
    lc_free(piece);
    return st;
}

static lc_status make_room(pages *p, lc_error *err)
{
    size_t groups = PAGE_ROWS / LIFE_NARROW_ROWS;

    p->pages = (p->from.count + PAGE_ROWS - 1) / PAGE_ROWS;
    p->raw_bytes = groups * (p->item / sizeof(uint32_t)) * COLUMN_BYTES;
    p->room = lc_realloc(NULL, (size_t)SLOTS * PAGE_ROWS, p->item);
    p->raw = lc_realloc(NULL, p->raw_bytes + 1, 1);
    p->slot_of = lc_realloc(NULL, p->pages + 1, 1);
    if (!p->room || !p->raw || !p->slot_of)
        return lc_no_memory(err, "the arrays of a city");
    memset(p->slot_of, NO_SLOT, p->pages);
    return LIFE_OK;
}

static lc_status open_pages(pages *p, lc_city *c, const char *name, size_t item,
                            lc_error *err)
{
    lc_status st;

    p->city = c;
    p->item = item;
    p->name = lc_strdup(name);
    if (!p->name)
        return lc_no_memory(err, "the arrays of a city");
    pthread_mutex_lock(&c->reading);
    st = lc_array_blob(c, name, item, &p->from, err);
    pthread_mutex_unlock(&c->reading);
    if (!st && p->from.text)
        return lc_array_get(c, name, item, &p->text, &p->from.count, err);
    if (!st)
        st = make_room(p, err);
    return !st && p->from.narrow ? find_pages(p, err) : st;
}

lc_status lc_array_pages_open(lc_city *c, const char *name, size_t item,
                              pages **out, lc_error *err)
{
    pages *p = lc_calloc(1, sizeof *p);
    lc_status st = p ? open_pages(p, c, name, item, err)
                     : lc_no_memory(err, "the arrays of a city");

    *out = st ? NULL : p;
    if (st)
        lc_array_pages_close(p);
    return st;
}

void lc_array_pages_close(pages *p)
{
    if (!p)
        return;
    sqlite3_blob_close(p->from.blob);
    lc_free(p->name);
    lc_free(p->begin);
    lc_free(p->before);
    lc_free(p->slot_of);
    lc_free(p->room);
    lc_free(p->raw);
    lc_free(p->text);
    lc_free(p);
}

size_t lc_array_pages_count(const pages *p)
{
    return p->from.count;
}

/* ---- reading ---- */

static unsigned char *slot_room(const pages *p, size_t s)
{
    return p->room + s * PAGE_ROWS * p->item;
}

/* An empty one, or that nobody has asked for the longest. */
static size_t slot_to_fill(const pages *p)
{
    size_t best = 0;

    for (size_t s = 1; s < SLOTS; s++)
        if (p->slot[s].used < p->slot[best].used)
            best = s;
    return best;
}

/* What was read before may have changed in a file that somebody writes over. */
static lc_status unpack(pages *p, size_t page, void *out, lc_error *err)
{
    size_t at = p->begin[page], bytes = p->begin[page + 1] - at;
    lc_status st = read_raw(p, at, bytes, p->raw, err);
    lc_narrow r;

    if (st)
        return st;
    lc_narrow_begin(&r, p->raw, bytes, p->words);
    memcpy(r.before, p->before + page * p->words, p->words * sizeof *r.before);
    return lc_narrow_next(&r, rows_of(p, page), out) && lc_narrow_is_read(&r)
               ? LIFE_OK
               : lc_array_damaged(p->city, p->name, err);
}

static lc_status fill(pages *p, size_t page, size_t s, lc_error *err)
{
    unsigned char *out = slot_room(p, s);
    lc_status st;

    if (p->slot[s].used)
        p->slot_of[p->slot[s].page] = NO_SLOT;
    p->slot[s] = (slot){0};
    st = p->from.narrow ? unpack(p, page, out, err)
                        : read_raw(p, page * PAGE_ROWS * p->item,
                                   rows_of(p, page) * p->item, out, err);
    if (st)
        return st;
    p->slot[s].page = page;
    p->slot_of[page] = (uint8_t)s;
    return LIFE_OK;
}

static lc_status turn_to(pages *p, size_t page, lc_error *err)
{
    size_t s = p->slot_of[page];
    lc_status st = LIFE_OK;

    p->last = NULL;
    if (s == NO_SLOT) {
        s = slot_to_fill(p);
        st = fill(p, page, s, err);
    }
    if (st)
        return st;
    p->slot[s].used = ++p->now;
    p->last = slot_room(p, s);
    p->last_first = page * PAGE_ROWS;
    return LIFE_OK;
}

const void *lc_array_pages_at(pages *p, size_t i, lc_error *err)
{
    assert(i < p->from.count);
    if (p->text)
        return (unsigned char *)p->text + i;
    if ((!p->last || i - p->last_first >= PAGE_ROWS) &&
        turn_to(p, i / PAGE_ROWS, err))
        return NULL;
    return p->last + (i - p->last_first) * p->item;
}
