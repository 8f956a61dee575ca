/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/array.c - the table of arrays.
 *
 * They are not read as rows are: an array may be a large part of the memory
 * there is. Items of whole 32-bit words are kept by their columns in few bytes
 * (base/narrow.h), which is a third to a half; bytes, which are mostly texts,
 * as a block of LZ4; others as they lie in memory. In front stand 16 bytes,
 * little-endian: the form (4), the bytes of an item (4), how many (8).
 */
#include "src/store/rows/array.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/narrow.h"
#include "src/store/rows/rows.h"

#include <assert.h>
#include <limits.h>
#include <lz4.h>
#include <lz4hc.h>
#include <stdlib.h>
#include <string.h>

/* SQLite's SQLITE_MAX_LENGTH is 1e9 bytes for a whole row; what is left is
 * for the name. */
#define ARRAY_LIMIT_BYTES 999000000
#define ARRAY_ALIGN_BYTES 64 /* a cache line */

typedef struct row {
    const char *name;
    int64_t number; /* its rowid */
} row;

static const lc_column columns[] = {
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(number, "number", LIFE_READ_ONLY),
};
static const lc_rows_table table = LIFE_TABLE("array", columns);

/* ---- writing ---- */

enum { PLAIN, NARROW, TEXT, HEAD_BYTES = LIFE_ARRAY_HEAD_BYTES };

/* A byte of a block stands for no more than so many. */
enum { LZ4_MOST_TIMES = 255 };

/* As they lie in the file. */
typedef struct head {
    uint32_t form, item;
    uint64_t count;
} head;
_Static_assert(sizeof(head) == HEAD_BYTES, "it is read as it lies");

static uint32_t form_of(size_t item)
{
    if (item == 1)
        return TEXT;
    return item % sizeof(uint32_t) == 0 && item > 0 &&
                   item / sizeof(uint32_t) <= LIFE_NARROW_WORDS
               ? NARROW
               : PLAIN;
}

static lc_status put(lc_city *c, const char *name, const lc_buf *b,
                     lc_error *err)
{
    lc_stmt *s = NULL;
    lc_status st;

    if (b->failed)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for array %s", name);
    if (b->len > ARRAY_LIMIT_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "array %s has %zu bytes, a city file takes %d", name,
                       b->len, ARRAY_LIMIT_BYTES);
    st = lc_stmt_prepare(c,
                         "INSERT INTO array(name, data) VALUES(?1, ?2) "
                         "ON CONFLICT(name) DO UPDATE SET data = excluded.data",
                         &s, err);
    if (!st) {
        lc_stmt_text(s, 1, name);
        lc_stmt_blob_kept(s, 2, b->data, b->len);
        st = lc_stmt_run(s, err);
    }
    lc_stmt_free(s);
    return st;
}

/* The same bytes for the same text, whatever was packed before. */
static void put_text(const char *text, size_t bytes, lc_buf *out)
{
    int most = LZ4_compressBound((int)bytes);
    char *room = lc_buf_room(out, (size_t)most);

    if (room)
        lc_buf_ends(out,
                    room + LZ4_compress_HC(bytes ? text : "", room, (int)bytes,
                                           most, LZ4HC_CLEVEL_MIN));
}

lc_status lc_array_put(lc_city *c, const char *name, const void *data,
                       size_t item, size_t count, lc_error *err)
{
    const head h = {form_of(item), (uint32_t)item, count};
    lc_buf b = {0};
    lc_status st;

    if (h.form != NARROW && count > ARRAY_LIMIT_BYTES / (item ? item : 1))
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "array %s has %zu items of %zu bytes, a city file takes "
                       "%d bytes",
                       name, count, item, ARRAY_LIMIT_BYTES);
    lc_buf_put(&b, &h, sizeof h);
    if (h.form == NARROW)
        lc_narrow_write(data, item / sizeof(uint32_t), count, &b);
    else if (h.form == TEXT)
        put_text(data, count, &b);
    else if (count)
        lc_buf_put(&b, data, item * count);
    st = put(c, name, &b, err);
    lc_buf_free(&b);
    return st;
}

lc_status lc_array_drop(lc_city *c, const char *name, lc_error *err)
{
    static const lc_sql sql = {&table, "DELETE FROM array WHERE name = :name",
                               false};
    row key = {.name = name};

    return lc_rows_run(c, &sql, &key, err);
}

lc_status lc_array_remove(lc_city *c, const char *prefix, bool others,
                          lc_error *err)
{
    static const lc_sql sql[2] = {
        {&table,
         "DELETE FROM array WHERE substr(name, 1, length(:name)) = :name",
         false},
        {&table,
         "DELETE FROM array WHERE substr(name, 1, length(:name)) != :name",
         false}};
    row key = {.name = prefix};

    return lc_rows_run(c, &sql[others], &key, err);
}

/* ---- reading ---- */

/* As lc_calloc, but aligned. The small allocation before it is there for the
 * tests that make one fail. */
static void *alloc_aligned(size_t bytes)
{
    void *p = lc_calloc(1, 1);

    lc_free(p);
    if (!p || posix_memalign(&p, ARRAY_ALIGN_BYTES, bytes ? bytes : 1) != 0)
        return NULL;
    return p;
}

lc_status lc_array_damaged(lc_city *c, const char *name, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "%s: array %s is damaged", c->path, name);
}

/* Whether what stands behind the head may be as many items. A group of 32 takes
 * a byte a word at least. */
static bool fits(const head *h, uint64_t bytes)
{
    switch (h->form) {
    case PLAIN:
        return bytes == h->count * h->item;
    case NARROW:
        return h->count / 32 <= bytes;
    default:
        return h->count <= INT_MAX && h->count / LZ4_MOST_TIMES <= bytes;
    }
}

/* The head must fit what is behind it: memory is asked for by it. */
static lc_status read_head(lc_city *c, const char *name, sqlite3_blob *blob,
                           size_t item, head *h, lc_error *err)
{
    uint64_t bytes = (uint64_t)sqlite3_blob_bytes(blob);
    int rc;

    if (bytes < HEAD_BYTES)
        return lc_array_damaged(c, name, err);
    rc = sqlite3_blob_read(blob, h, HEAD_BYTES, 0);
    if (rc)
        return lc_stmt_fail(c, rc, err);
    bytes -= HEAD_BYTES;
    if (h->item != item)
        return lc_fail(err, LIFE_ERR_DB,
                       "%s: array %s has items of %u bytes, not of %zu",
                       c->path, name, h->item, item);
    if ((h->form != form_of(item) && (h->form != PLAIN || item != 1)) ||
        !fits(h, bytes) || h->count > SIZE_MAX / (item ? item : 1))
        return lc_array_damaged(c, name, err);
    return LIFE_OK;
}

/* What lies behind the head, into room of its own. */
static lc_status read_body(lc_city *c, const char *name, sqlite3_blob *blob,
                           bool aligned, void **out, lc_error *err)
{
    int bytes = sqlite3_blob_bytes(blob) - HEAD_BYTES, rc;

    *out = aligned ? alloc_aligned((size_t)bytes)
                   : lc_realloc(NULL, (size_t)bytes, 1);
    if (!*out)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for array %s (%d bytes)",
                       name, bytes);
    rc = sqlite3_blob_read(blob, *out, bytes, HEAD_BYTES);
    if (!rc)
        return LIFE_OK;
    lc_free(*out);
    *out = NULL;
    return lc_stmt_fail(c, rc, err);
}

static lc_status open_blob(lc_city *c, const char *name, sqlite3_blob **blob,
                           lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT rowid AS number FROM array WHERE name = :name", false};
    row key = {.name = name}, r;
    bool found;
    lc_status st = lc_rows_first(c, &sql, &key, &r, &found, err);
    int rc;

    if (!st && !found)
        st = lc_fail(err, LIFE_ERR_NOT_FOUND, "%s has no array %s", c->path,
                     name);
    if (st)
        return st;
    rc = sqlite3_blob_open(c->db, "main", "array", "data", r.number, 0, blob);
    return rc ? lc_stmt_fail(c, rc, err) : LIFE_OK;
}

lc_status lc_array_blob(lc_city *c, const char *name, size_t item,
                        lc_array_open *out, lc_error *err)
{
    head h = {0};
    lc_status st;

    *out = (lc_array_open){0};
    st = open_blob(c, name, &out->blob, err);
    if (!st)
        st = read_head(c, name, out->blob, item, &h, err);
    out->count = (size_t)h.count;
    out->narrow = h.form == NARROW;
    out->text = h.form == TEXT;
    return st;
}

/* All that needs the file, one thread at a time. A plain array is then as it is
 * wanted. */
static lc_status fetch(lc_city *c, const char *name, size_t item,
                       lc_packed *out, bool *text, lc_error *err)
{
    lc_array_open from;
    lc_status st;

    *out = (lc_packed){0};
    /* SQLite was opened without its own lock, and the statement is shared. */
    pthread_mutex_lock(&c->reading);
    st = lc_array_blob(c, name, item, &from, err);
    out->count = from.count;
    *text = from.text;
    if (!st)
        st = read_body(c, name, from.blob, !from.narrow && !from.text,
                       &out->data, err);
    if (!st) {
        out->bytes = (size_t)sqlite3_blob_bytes(from.blob) - HEAD_BYTES;
        out->words = item / sizeof(uint32_t);
    }
    sqlite3_blob_close(from.blob);
    pthread_mutex_unlock(&c->reading);
    return st;
}

/* This part of it takes longer than reading, and needs the file no more: it is
 * what several threads gain by. */
static lc_status unpack(lc_city *c, const char *name, size_t item,
                        const lc_packed *p, void **data, lc_error *err)
{
    size_t bytes = item * p->count;
    lc_status st = LIFE_OK;

    *data = alloc_aligned(bytes);
    if (!*data)
        return lc_fail(err, LIFE_ERR_NOMEM,
                       "no memory for array %s (%zu bytes)", name, bytes);
    if (item == 1
            ? LZ4_decompress_safe(p->data, *data, (int)p->bytes,
                                  (int)p->count) != (int)p->count
            : !lc_narrow_read(p->data, p->bytes, p->words, p->count, *data)) {
        st = lc_array_damaged(c, name, err);
        lc_free(*data);
        *data = NULL;
    }
    return st;
}

lc_status lc_array_get(lc_city *c, const char *name, size_t item, void **data,
                       size_t *count, lc_error *err)
{
    lc_packed p;
    bool text;
    lc_status st = fetch(c, name, item, &p, &text, err);

    *data = NULL;
    *count = 0;
    if (st)
        return st;
    if (text || form_of(item) == NARROW) {
        st = unpack(c, name, item, &p, data, err);
        lc_free(p.data);
    } else {
        *data = p.data;
    }
    *count = st ? 0 : p.count;
    return st;
}

/* ---- what they hold ---- */

enum { SUMMED_BYTES = 1 << 16 }; /* at once */

static lc_status sum_up(lc_city *c, sqlite3_blob *blob, lc_shared_key *k,
                        lc_error *err)
{
    unsigned char *piece = lc_realloc(NULL, SUMMED_BYTES, 1);
    int bytes = sqlite3_blob_bytes(blob), rc = SQLITE_OK;

    if (!piece)
        return lc_no_memory(err, "the arrays of a city");
    for (int at = 0; at < bytes && !rc; at += SUMMED_BYTES) {
        int n = bytes - at < SUMMED_BYTES ? bytes - at : SUMMED_BYTES;

        rc = sqlite3_blob_read(blob, piece, n, at);
        if (!rc)
            *k = lc_shared_key_add(*k, piece, (size_t)n);
    }
    lc_free(piece);
    return rc ? lc_stmt_fail(c, rc, err) : LIFE_OK;
}

lc_status lc_array_key(lc_city *c, const char *const *name, size_t names,
                       lc_shared_key *out, lc_error *err)
{
    lc_shared_key k = {1, names};
    lc_status st = LIFE_OK;

    *out = (lc_shared_key){0};
    if (!c->shares)
        return LIFE_OK;
    pthread_mutex_lock(&c->reading);
    for (size_t i = 0; i < names && !st; i++) {
        sqlite3_blob *blob = NULL;

        k = lc_shared_key_add(k, name[i], strlen(name[i]));
        st = open_blob(c, name[i], &blob, err);
        if (!st)
            st = sum_up(c, blob, &k, err);
        sqlite3_blob_close(blob);
    }
    pthread_mutex_unlock(&c->reading);
    /* Who makes the thing says it better. */
    if (st == LIFE_ERR_NOT_FOUND)
        return LIFE_OK;
    *out = st ? *out : k;
    return st;
}

lc_status lc_array_get_packed(lc_city *c, const char *name, size_t item,
                              lc_packed *out, lc_error *err)
{
    bool text;

    assert(form_of(item) == NARROW);
    return fetch(c, name, item, out, &text, err);
}
