/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/pbf.c - OpenStreetMap PBF, one blob at a time.
 *
 *     4 bytes      length of the BlobHeader, big-endian
 *     BlobHeader   "OSMHeader" or "OSMData", and the length of the Blob
 *     Blob         raw, zlib or LZ4: a HeaderBlock or a PrimitiveBlock
 *
 * The limits of sizes are those of the format's description (see
 * osm.proto). A block is unpacked into an arena that is emptied after it.
 *
 * Nothing in the file is trusted: every count is checked against what is there
 * before memory is asked for, every sum before it is made.
 */
#include "src/import/osm/read/pbf.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "src/import/osm/read/blob.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define HEADER_MAX_BYTES ((size_t)64 * 1024)

/* A packed number takes at least one byte in the file and eight here, and
 * there are others; real blocks, of 8,000 objects as all writers make them,
 * take under 8 MiB. */
#define ARENA_MAX_BYTES ((size_t)128 * 1024 * 1024)

#define NANO_PER_DEGREE INT64_C(1000000000)
#define NANO_PER_UNIT   100 /* of lc_pt */

/* The file, the block at hand, and where its objects go. */
typedef struct reader {
    lc_bytes_source *src;
    lc_osm_builder *b;
    lc_arena *arena;
    ProtobufCAllocator alloc;
    bool full;                /* the arena refused */
    uint64_t at;              /* byte where the block begins */
    LC_VEC(unsigned char) in; /* header or blob as in the file */
    lc_osm_bytes raw;         /* unpacked block */
    bool has_header;
    const LcOsm__PrimitiveBlock *block;
    LC_VEC(uint32_t) text; /* of a string's index: its offset, or UINT32_MAX */
} reader;

/* What is common to nodes (plain), ways and relations. */
typedef struct tags_in {
    const uint32_t *keys, *vals;
    size_t n_keys, n_vals;
} tags_in;

/* Where in the file the block began: nobody can look into it with an editor. */
static lc_status bad(const reader *r, lc_error *err, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static lc_status bad(const reader *r, lc_error *err, const char *fmt, ...)
{
    char what[200];
    va_list args;

    va_start(args, fmt);
    lc_utf8_vformat(what, sizeof what, fmt, args);
    va_end(args);
    return lc_fail(err, LIFE_ERR_PARSE, "block at byte %" PRIu64 ": %s", r->at,
                   what);
}

/* protobuf-c asks for each message; an arena gives them all back at once. */
static void *arena_alloc(void *ctx, size_t size)
{
    reader *r = ctx;
    void *p = lc_arena_alloc(r->arena, size);

    if (!p)
        r->full = true;
    return p;
}

/* The arena is emptied after the block. */
static void arena_free(void *ctx, void *p)
{
    (void)ctx, (void)p; /* with the arena, after the block */
}

/* What a message that could not be unpacked means. */
static lc_status refuse(const reader *r, const char *what, lc_error *err)
{
    if (r->full)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "block at byte %" PRIu64 " needs over %zu MiB of memory",
                       r->at, ARENA_MAX_BYTES >> 20);
    return bad(r, err, "%s is malformed", what);
}

/* ---- numbers ---- */

/* Ids and coordinates are written as differences, which may be made to
 * overflow. */
static lc_status add_delta(const reader *r, int64_t *sum, int64_t delta,
                           lc_error *err)
{
    if (__builtin_add_overflow(*sum, delta, sum))
        return bad(r, err, "a difference of %" PRId64 " overflows", delta);
    return LIFE_OK;
}

/* Rounded to the nearest 1e-7 degree; false when out of range. */
static bool scale(int64_t value, int64_t granularity, int64_t offset,
                  int64_t limit_deg, int32_t *out)
{
    int64_t nano;
    int64_t half;

    if (__builtin_mul_overflow(value, granularity, &nano) ||
        __builtin_add_overflow(nano, offset, &nano) ||
        nano > limit_deg * NANO_PER_DEGREE ||
        nano < -limit_deg * NANO_PER_DEGREE)
        return false;
    half = nano < 0 ? -NANO_PER_UNIT / 2 : NANO_PER_UNIT / 2;
    *out = (int32_t)((nano + half) / NANO_PER_UNIT);
    return true;
}

/* In nanodegrees, by the block's grain and offset. */
static lc_status to_point(const reader *r, int64_t id, int64_t lon, int64_t lat,
                          lc_pt *out, lc_error *err)
{
    const LcOsm__PrimitiveBlock *k = r->block;

    if (!scale(lon, k->granularity, k->lon_offset, 180, &out->lon) ||
        !scale(lat, k->granularity, k->lat_offset, 90, &out->lat))
        return bad(r, err, "node %" PRId64 " lies outside -180..180 by -90..90",
                   id);
    return LIFE_OK;
}

/* ---- text ---- */

/* An index into the block's table of texts. */
static lc_status get_text(reader *r, uint32_t index, uint32_t *out,
                          lc_error *err)
{
    const ProtobufCBinaryData *s;
    lc_status st;

    if (index >= r->text.n)
        return bad(r, err, "string %" PRIu32 " of %zu", index, r->text.n);
    s = r->block->stringtable->s + index;
    if (r->text.v[index] == UINT32_MAX) {
        st = lc_osm_builder_text(r->b, (const char *)s->data, s->len,
                                 r->text.v + index, err);
        if (st)
            return st;
    }
    *out = r->text.v[index];
    return LIFE_OK;
}

/* Keys and values lie in the same table. */
static lc_status add_tag(reader *r, uint32_t key, uint32_t value, lc_error *err)
{
    lc_osm_tag tag = {0};
    lc_status st = get_text(r, key, &tag.key, err);

    if (!st)
        st = get_text(r, value, &tag.value, err);
    return st ? st : lc_osm_builder_tag(r->b, tag, err);
}

/* Two lists side by side, of one length. */
static lc_status add_tags(reader *r, tags_in t, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (t.n_keys != t.n_vals)
        return bad(r, err, "%zu keys with %zu values", t.n_keys, t.n_vals);
    for (size_t i = 0; !st && i < t.n_keys; i++)
        st = add_tag(r, t.keys[i], t.vals[i], err);
    return st;
}

/* ---- objects ---- */

/* When an object was changed, in the block's grain. What overflows is no
 * date. */
static void take_date(reader *r, int64_t timestamp)
{
    int64_t ms;

    if (timestamp > 0 &&
        !__builtin_mul_overflow(timestamp, r->block->date_granularity, &ms))
        lc_osm_dated_seconds(lc_osm_builder_dated(r->b), ms / 1000, false);
}

/* Objects without a visible flag are visible. */
static lc_osm_head head_of(reader *r, lc_osm_kind kind, int64_t id,
                           const LcOsm__Info *info)
{
    lc_osm_head h = {.kind = kind, .id = id, .visible = true};

    if (info) {
        h.version = info->version;
        h.visible = info->visible;
        take_date(r, info->timestamp);
    }
    return h;
}

/* Nodes that are not dense; few writers make them. */
static lc_status read_node(reader *r, const LcOsm__Node *n, lc_error *err)
{
    lc_osm_head h = head_of(r, LIFE_OSM_NODE, n->id, n->info);
    tags_in tags = {n->keys, n->vals, n->n_keys, n->n_vals};
    lc_status st = add_tags(r, tags, err);

    if (!st && h.visible)
        st = to_point(r, n->id, n->lon, n->lat, &h.pt, err);
    return st ? st : lc_osm_builder_commit(r->b, &h, err);
}

/* Tags of one node of a dense group, up to the 0 behind them. */
static lc_status read_dense_tags(reader *r, const LcOsm__DenseNodes *dense,
                                 size_t *at, lc_error *err)
{
    const int32_t *kv = dense->keys_vals;
    size_t n = dense->n_keys_vals;
    lc_status st = LIFE_OK;

    if (n == 0)
        return LIFE_OK;
    while (!st && *at < n && kv[*at] != 0) {
        if (*at + 1 == n)
            return bad(r, err, "a key without a value in dense nodes");
        st = add_tag(r, (uint32_t)kv[*at], (uint32_t)kv[*at + 1], err);
        *at += 2;
    }
    if (!st && *at == n)
        return bad(r, err, "fewer lists of tags than dense nodes");
    ++*at;
    return st;
}

/* All lists of dense nodes are of one length, or end. */
static lc_status check_dense(const reader *r, const LcOsm__DenseNodes *dense,
                             lc_error *err)
{
    const LcOsm__DenseInfo *info = dense->denseinfo;
    size_t n = dense->n_id;

    if (dense->n_lat != n || dense->n_lon != n)
        return bad(r, err, "%zu dense ids with %zu latitudes, %zu longitudes",
                   n, dense->n_lat, dense->n_lon);
    if (info && ((info->n_version && info->n_version != n) ||
                 (info->n_visible && info->n_visible != n)))
        return bad(r, err, "%zu dense ids with %zu versions, %zu visible flags",
                   n, info->n_version, info->n_visible);
    return LIFE_OK;
}

/* Tags of all nodes are one list, a 0 behind each node's. */
static lc_status read_dense(reader *r, const LcOsm__DenseNodes *dense,
                            lc_error *err)
{
    const LcOsm__DenseInfo *info = dense->denseinfo;
    lc_osm_head h = {.kind = LIFE_OSM_NODE};
    int64_t lon = 0;
    int64_t lat = 0;
    int64_t date = 0;
    size_t tag_at = 0;
    lc_status st = check_dense(r, dense, err);

    for (size_t i = 0; !st && i < dense->n_id; i++) {
        h.version = info && info->n_version ? info->version[i] : 0;
        h.visible = !(info && info->n_visible) || info->visible[i];
        if (info && info->n_timestamp == dense->n_id &&
            !__builtin_add_overflow(date, info->timestamp[i], &date))
            take_date(r, date);
        st = add_delta(r, &h.id, dense->id[i], err);
        if (!st)
            st = add_delta(r, &lon, dense->lon[i], err);
        if (!st)
            st = add_delta(r, &lat, dense->lat[i], err);
        if (!st)
            st = read_dense_tags(r, dense, &tag_at, err);
        if (!st && h.visible)
            st = to_point(r, h.id, lon, lat, &h.pt, err);
        if (!st)
            st = lc_osm_builder_commit(r->b, &h, err);
    }
    return st;
}

/* Files with locations on ways may leave the nodes out: each ref brings its
 * place. Where a node was missing, its place is beyond the globe. */
static lc_status read_locations(reader *r, const LcOsm__Way *w, lc_error *err)
{
    const LcOsm__PrimitiveBlock *k = r->block;
    int64_t id = 0, lon = 0, lat = 0;
    lc_status st = LIFE_OK;

    if (w->n_lat != w->n_refs || w->n_lon != w->n_refs)
        return bad(r, err,
                   "way %" PRId64 " has %zu refs, %zu latitudes, %zu "
                   "longitudes",
                   w->id, w->n_refs, w->n_lat, w->n_lon);
    for (size_t i = 0; !st && i < w->n_refs; i++) {
        lc_pt pt;

        st = add_delta(r, &id, w->refs[i], err);
        if (!st)
            st = add_delta(r, &lon, w->lon[i], err);
        if (!st)
            st = add_delta(r, &lat, w->lat[i], err);
        if (st)
            return st;
        if (scale(lon, k->granularity, k->lon_offset, 180, &pt.lon) &&
            scale(lat, k->granularity, k->lat_offset, 90, &pt.lat))
            st = lc_osm_builder_place(r->b, id, pt, err);
        else
            lc_osm_builder_unplaced(r->b);
    }
    return st;
}

/* Refs are differences too. */
static lc_status read_way(reader *r, const LcOsm__Way *w, lc_error *err)
{
    lc_osm_head h = head_of(r, LIFE_OSM_WAY, w->id, w->info);
    tags_in tags = {w->keys, w->vals, w->n_keys, w->n_vals};
    int64_t id = 0;
    lc_status st = LIFE_OK;

    if (w->n_lat || w->n_lon)
        st = read_locations(r, w, err);
    if (!st)
        st = add_tags(r, tags, err);
    for (size_t i = 0; !st && i < w->n_refs; i++) {
        st = add_delta(r, &id, w->refs[i], err);
        if (!st)
            st = lc_osm_builder_ref(r->b, id, err);
    }
    return st ? st : lc_osm_builder_commit(r->b, &h, err);
}

/* Three lists side by side: roles, ids, types. */
static lc_status read_relation(reader *r, const LcOsm__Relation *rel,
                               lc_error *err)
{
    static const char types[] = {'n', 'w', 'r'};
    lc_osm_head h = head_of(r, LIFE_OSM_RELATION, rel->id, rel->info);
    tags_in tags = {rel->keys, rel->vals, rel->n_keys, rel->n_vals};
    lc_osm_member m = {0};
    lc_status st;

    if (rel->n_memids != rel->n_types || rel->n_memids != rel->n_roles_sid)
        return bad(r, err,
                   "relation %" PRId64 " has %zu members, %zu types, %zu roles",
                   rel->id, rel->n_memids, rel->n_types, rel->n_roles_sid);
    st = add_tags(r, tags, err);
    for (size_t i = 0; !st && i < rel->n_memids; i++) {
        if (rel->types[i] < 0 || rel->types[i] > 2)
            return bad(r, err, "relation %" PRId64 " has a member of type %d",
                       rel->id, rel->types[i]);
        m.type = types[rel->types[i]];
        st = add_delta(r, &m.id, rel->memids[i], err);
        if (!st)
            st = get_text(r, (uint32_t)rel->roles_sid[i], &m.role, err);
        if (!st)
            st = lc_osm_builder_member(r->b, m, err);
    }
    return st ? st : lc_osm_builder_commit(r->b, &h, err);
}

/* A group holds objects of one kind. */
static lc_status read_group(reader *r, const LcOsm__PrimitiveGroup *g,
                            lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < g->n_nodes; i++)
        st = read_node(r, g->nodes[i], err);
    if (!st && g->dense)
        st = read_dense(r, g->dense, err);
    for (size_t i = 0; !st && i < g->n_ways; i++)
        st = read_way(r, g->ways[i], err);
    for (size_t i = 0; !st && i < g->n_relations; i++)
        st = read_relation(r, g->relations[i], err);
    return st;
}

/* ---- blocks ---- */

/* A block of objects. */
static lc_status read_data(reader *r, const unsigned char *data, size_t len,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!r->has_header)
        return bad(r, err, "OSMData before any OSMHeader");
    r->block = lc_osm__primitive_block__unpack(&r->alloc, len, data);
    if (!r->block)
        return refuse(r, "OSMData", err);
    if (r->block->granularity < 1)
        return bad(r, err, "granularity %d, not 1 or more",
                   r->block->granularity);
    r->text.n = 0;
    if (!lc_vec_reserve(&r->text, r->block->stringtable->n_s))
        return lc_no_memory(err, "the extract");
    r->text.n = r->block->stringtable->n_s;
    for (size_t i = 0; i < r->text.n; i++)
        r->text.v[i] = UINT32_MAX;
    for (size_t i = 0; !st && i < r->block->n_primitivegroup; i++)
        st = read_group(r, r->block->primitivegroup[i], err);
    return st;
}

/* What a reader must understand; the optional features, as the order of
 * objects, change nothing for this one. */
static lc_status check_feature(const char *name, lc_error *err)
{
    static const char *const known[] = {"OsmSchema-V0.6", "DenseNodes",
                                        "HistoricalInformation"};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(name, known[i]))
            return LIFE_OK;
    return lc_fail(err, LIFE_ERR_PARSE,
                   "requires the feature \"%.60s\", which is not supported",
                   name);
}

/* Features that change what objects mean must be known, else the file is
 * refused. */
static lc_status read_header(reader *r, const unsigned char *data, size_t len,
                             lc_error *err)
{
    LcOsm__HeaderBlock *h = lc_osm__header_block__unpack(&r->alloc, len, data);
    const LcOsm__HeaderBox *box;
    lc_box out = lc_box_empty();
    lc_pt a, b;
    lc_status st = LIFE_OK;

    if (!h)
        return refuse(r, "OSMHeader", err);
    for (size_t i = 0; !st && i < h->n_required_features; i++)
        st = check_feature(h->required_features[i], err);
    if (st)
        return st;
    r->has_header = true;
    lc_osm_dated_seconds(lc_osm_builder_dated(r->b),
                         h->osmosis_replication_timestamp, true);
    box = h->bbox;
    if (!box)
        return LIFE_OK;
    if (!scale(box->left, 1, 0, 180, &a.lon) ||
        !scale(box->bottom, 1, 0, 90, &a.lat) ||
        !scale(box->right, 1, 0, 180, &b.lon) ||
        !scale(box->top, 1, 0, 90, &b.lat))
        return bad(r, err, "the header's box lies outside the globe");
    lc_box_add(&out, a);
    lc_box_add(&out, b);
    lc_osm_builder_header(r->b, out);
    return LIFE_OK;
}

/* Fewer bytes are the end of a file that is cut. */
static lc_status read_exactly(reader *r, size_t len, const char *what,
                              lc_error *err)
{
    size_t got = 0;
    lc_status st;

    if (!lc_vec_reserve(&r->in, len))
        return lc_no_memory(err, "the extract");
    st = lc_bytes_source_read(r->src, r->in.v, len, &got, err);
    if (!st && got < len)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "ends at byte %" PRIu64 ", %zu bytes short of %s",
                       lc_bytes_source_at(r->src), len - got, what);
    return st;
}

/* Reads a BlobHeader; NULL where the file ends before it. */
static lc_status read_blob_header(reader *r, LcOsm__BlobHeader **out,
                                  lc_error *err)
{
    int first;
    size_t len;
    lc_status st = lc_bytes_source_peek(r->src, &first, err);

    *out = NULL;
    if (st || first < 0)
        return st;
    r->at = lc_bytes_source_at(r->src);
    st = read_exactly(r, 4, "the length of a block", err);
    if (st)
        return st;
    len = (size_t)r->in.v[0] << 24 | (size_t)r->in.v[1] << 16 |
          (size_t)r->in.v[2] << 8 | r->in.v[3];
    if (len < 1 || len > HEADER_MAX_BYTES)
        return bad(r, err, "a header of %zu bytes, not 1..%zu", len,
                   HEADER_MAX_BYTES);
    st = read_exactly(r, len, "a block's header", err);
    if (st)
        return st;
    *out = lc_osm__blob_header__unpack(&r->alloc, len, r->in.v);
    if (!*out)
        return refuse(r, "a block's header", err);
    if ((*out)->datasize < 0 || (*out)->datasize > LIFE_BLOB_MAX_BYTES)
        return bad(r, err, "%d bytes, not 0..%d", (*out)->datasize,
                   LIFE_BLOB_MAX_BYTES);
    return LIFE_OK;
}

/* One blob: its length, its header, its bytes. */
static lc_status read_block(reader *r, const LcOsm__BlobHeader *h,
                            lc_error *err)
{
    size_t len = (size_t)h->datasize;
    LcOsm__Blob *blob;
    ProtobufCBinaryData data = {0};
    lc_status st = read_exactly(r, len, "a block", err);

    if (st)
        return st;
    if (strcmp(h->type, "OSMHeader") && strcmp(h->type, "OSMData"))
        return LIFE_OK; /* the format says to pass over others */
    blob = lc_osm__blob__unpack(&r->alloc, len, r->in.v);
    if (!blob)
        return refuse(r, "a blob", err);
    st = lc_osm_blob_unpack(blob, r->at, &r->raw, &data, err);
    if (st)
        return st;
    return !strcmp(h->type, "OSMHeader")
               ? read_header(r, data.data, data.len, err)
               : read_data(r, data.data, data.len, err);
}

lc_status lc_osm_pbf_read(lc_bytes_source *s, lc_osm_builder *b, lc_error *err)
{
    reader r = {.src = s, .b = b, .arena = lc_arena_new(ARENA_MAX_BYTES)};
    bool more = true;
    lc_status st = LIFE_OK;

    r.alloc = (ProtobufCAllocator){arena_alloc, arena_free, &r};
    if (!r.arena)
        st = lc_no_memory(err, "the extract");
    while (!st && more) {
        LcOsm__BlobHeader *h = NULL;

        lc_arena_reset(r.arena);
        st = read_blob_header(&r, &h, err);
        more = h != NULL;
        if (!st && h)
            st = read_block(&r, h, err);
    }
    if (!st && !r.has_header)
        st = lc_fail(err, LIFE_ERR_PARSE, "holds no OSMHeader block");
    lc_vec_free(&r.text);
    lc_vec_free(&r.in);
    lc_vec_free(&r.raw);
    lc_arena_free(r.arena);
    return st;
}
