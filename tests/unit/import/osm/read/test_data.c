/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/data.h: the same extract in every format and order, and
 * what is refused of damaged ones.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "src/import/osm/read/data.h"
#include "src/import/osm/read/osm.pb-c.h"
#include "src/import/osm/read/read.h"
#include "src/import/osm/read/shape.h"

#include <bzlib.h>
#include <lz4.h>
#include <lzma.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static char path[64];

static int set_up(void **state)
{
    if (lct_folder_make(state))
        return -1;
    snprintf(path, sizeof path, "%s", lct_folder_path("extract"));
    lc_log_set_level(LIFE_LOG_ERROR);
    return 0;
}

static void write_file(const void *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static lc_status read_back(lc_osm_data *d, lc_error *err)
{
    *d = (lc_osm_data){.bytes_read = 0};
    *err = (lc_error){.line = 0};
    return lc_osm_read(path, NULL, d, err);
}

static void read_well(const char *text, lc_osm_data *d)
{
    lc_error err;

    write_file(text, strlen(text));
    if (read_back(d, &err) != LIFE_OK)
        fail_msg("%s", err.text);
}

static void refuses(const void *bytes, size_t len, const char *why)
{
    lc_osm_data d;
    lc_error err;

    write_file(bytes, len);
    assert_int_not_equal(read_back(&d, &err), LIFE_OK);
    if (!strstr(err.text, why))
        fail_msg("\"%s\" does not say \"%s\"", err.text, why);
    if (!strstr(err.source, "extract"))
        fail_msg("\"%s\" does not name the file", err.source);
    lc_osm_data_free(&d);
}

/* A text that goes on with the same piece, past every limit. */
static void refuses_endless(const char *begin, const char *again, int times,
                            const char *why)
{
    lc_buf b = {0};

    lc_buf_puts(&b, begin);
    for (int i = 0; i < times; i++)
        lc_buf_puts(&b, again);
    refuses(b.data, b.len, why);
    lc_buf_free(&b);
}

#define SAME(a, b, field)                                                      \
    do {                                                                       \
        assert_int_equal((a)->field.n, (b)->field.n);                          \
        assert_memory_equal((a)->field.v, (b)->field.v,                        \
                            (a)->field.n * sizeof *(a)->field.v);              \
    } while (0)

static void assert_same(const lc_osm_data *a, const lc_osm_data *b)
{
    SAME(a, b, nodes);
    SAME(a, b, ways);
    SAME(a, b, relations);
    SAME(a, b, refs);
    SAME(a, b, tags);
    SAME(a, b, text);
    assert_int_equal(a->members.n, b->members.n);
    for (size_t i = 0; i < a->members.n; i++) { /* they have padding */
        assert_int_equal(a->members.v[i].id, b->members.v[i].id);
        assert_int_equal(a->members.v[i].role, b->members.v[i].role);
        assert_int_equal(a->members.v[i].type, b->members.v[i].type);
    }
    assert_memory_equal(&a->header, &b->header, sizeof a->header);
}

/* ---- one small extract, as XML and as PBF ---- */

static char sample[] =
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    "<osm version='0.6'>\n"
    "<bounds minlat='30.6' minlon='104.0' maxlat='30.7' maxlon='104.1'/>\n"
    "<node id='1' version='2' lat='30.6' lon='104.0'/>\n"
    "<node id='2' version='1' lat='30.6' lon='104.01'>"
    "<tag k='barrier' v='gate'/><tag k='access' v='private'/></node>\n"
    "<node id='3' version='1' lat='30.61' lon='104.01'/>\n"
    "<node id='5' version='1' lat='-30.6100001' lon='-104.0000001'/>\n"
    "<way id='10' version='3'><nd ref='1'/><nd ref='2'/><nd ref='3'/>"
    "<nd ref='1'/><tag k='highway' v='service'/>"
    "<tag k='name' v='\xe7\x8e\x89\xe6\x9e\x97'/></way>\n"
    "<way id='11' version='1'><nd ref='3'/><nd ref='99'/></way>\n"
    "<relation id='20' version='1'><member type='way' ref='10' role='outer'/>"
    "<member type='node' ref='1' role=''/>"
    "<tag k='type' v='multipolygon'/></relation>\n"
    "</osm>\n";

enum { /* the string table; 0 is reserved */
       S_BARRIER = 1,
       S_GATE,
       S_ACCESS,
       S_PRIVATE,
       S_HIGHWAY,
       S_SERVICE,
       S_NAME,
       S_YULIN,
       S_OUTER,
       S_TYPE,
       S_MULTIPOLYGON,
       S_COUNT
};

static const char *const strings[S_COUNT] = {
    "",        "barrier", "gate",
    "access",  "private", "highway",
    "service", "name",    "\xe7\x8e\x89\xe6\x9e\x97",
    "outer",   "type",    "multipolygon"};

/* Everything that a case may bend before it is written. */
typedef struct pbf {
    ProtobufCBinaryData s[S_COUNT];
    LcOsm__StringTable table;
    int64_t id[4], lat[4], lon[4];
    int32_t keys_vals[8];
    int32_t version[4];
    protobuf_c_boolean visible[4];
    LcOsm__DenseInfo dense_info;
    LcOsm__DenseNodes dense;
    LcOsm__Info info[4];
    LcOsm__Node node[4], *nodes[4];
    uint32_t node_keys[2], node_vals[2];
    uint32_t keys[2], vals[2], rel_keys[1], rel_vals[1];
    int64_t refs[4], refs2[2], memids[2];
    int32_t roles[2], types[2];
    LcOsm__Way way[2], *ways[2];
    LcOsm__Info way_info[2], rel_info;
    LcOsm__Relation rel, *rels[1];
    LcOsm__PrimitiveGroup group[3], *groups[3];
    LcOsm__PrimitiveBlock block;
    LcOsm__HeaderBox box;
    char *features[2];
    LcOsm__HeaderBlock header;
    bool raw;            /* not packed */
    int32_t size_lie;    /* added to raw_size */
    int32_t spoil;       /* bytes of packed data cut off */
    bool no_header;      /* no OSMHeader */
    int32_t datasize;    /* if not 0, in place of the true one */
    const char *packing; /* "lz4" ...: the data stand there */
    const char *data_type;
} pbf;

static void make_nodes(pbf *p)
{
    static const int64_t id[4] = {1, 2, 3, 5};
    static const int64_t lat[4] = {306000000, 306000000, 306100000, -306100001};
    static const int64_t lon[4] = {1040000000, 1040100000, 1040100000,
                                   -1040000001};

    for (int i = 0; i < 4; i++) {
        p->id[i] = id[i] - (i ? id[i - 1] : 0);
        p->lat[i] = lat[i] - (i ? lat[i - 1] : 0);
        p->lon[i] = lon[i] - (i ? lon[i - 1] : 0);
        p->version[i] = i == 0 ? 2 : 1;
        p->visible[i] = 1;
        lc_osm__info__init(&p->info[i]);
        p->info[i].has_version = 1;
        p->info[i].version = p->version[i];
        lc_osm__node__init(&p->node[i]);
        p->node[i].id = id[i];
        p->node[i].lat = lat[i];
        p->node[i].lon = lon[i];
        p->node[i].info = &p->info[i];
        p->nodes[i] = &p->node[i];
    }
    p->node_keys[0] = S_BARRIER, p->node_vals[0] = S_GATE;
    p->node_keys[1] = S_ACCESS, p->node_vals[1] = S_PRIVATE;
    p->node[1].keys = p->node_keys, p->node[1].vals = p->node_vals;
    p->node[1].n_keys = p->node[1].n_vals = 2;
    memcpy(p->keys_vals,
           (int32_t[8]){0, S_BARRIER, S_GATE, S_ACCESS, S_PRIVATE, 0, 0, 0},
           sizeof p->keys_vals);
    lc_osm__dense_info__init(&p->dense_info);
    p->dense_info.version = p->version, p->dense_info.n_version = 4;
    p->dense_info.visible = p->visible;
    lc_osm__dense_nodes__init(&p->dense);
    p->dense.denseinfo = &p->dense_info;
    p->dense.id = p->id, p->dense.n_id = 4;
    p->dense.lat = p->lat, p->dense.n_lat = 4;
    p->dense.lon = p->lon, p->dense.n_lon = 4;
    p->dense.keys_vals = p->keys_vals, p->dense.n_keys_vals = 8;
}

static void make_ways(pbf *p)
{
    static const int64_t refs[4] = {1, 1, 1, -2}; /* 1 2 3 1 */

    memcpy(p->refs, refs, sizeof refs);
    p->refs2[0] = 3, p->refs2[1] = 96;
    p->keys[0] = S_HIGHWAY, p->vals[0] = S_SERVICE;
    p->keys[1] = S_NAME, p->vals[1] = S_YULIN;
    for (int i = 0; i < 2; i++) {
        lc_osm__info__init(&p->way_info[i]);
        p->way_info[i].has_version = 1;
        p->way_info[i].version = i ? 1 : 3;
        lc_osm__way__init(&p->way[i]);
        p->way[i].id = 10 + i;
        p->way[i].info = &p->way_info[i];
        p->ways[i] = &p->way[i];
    }
    p->way[0].refs = p->refs, p->way[0].n_refs = 4;
    p->way[0].keys = p->keys, p->way[0].vals = p->vals;
    p->way[0].n_keys = p->way[0].n_vals = 2;
    p->way[1].refs = p->refs2, p->way[1].n_refs = 2;
}

static void make_relation(pbf *p)
{
    p->memids[0] = 10, p->memids[1] = -9;
    p->types[0] = 1, p->roles[0] = S_OUTER;
    p->rel_keys[0] = S_TYPE, p->rel_vals[0] = S_MULTIPOLYGON;
    lc_osm__info__init(&p->rel_info);
    p->rel_info.has_version = p->rel_info.version = 1;
    lc_osm__relation__init(&p->rel);
    p->rel.id = 20;
    p->rel.info = &p->rel_info;
    p->rel.memids = p->memids, p->rel.n_memids = 2;
    p->rel.types = p->types, p->rel.n_types = 2;
    p->rel.roles_sid = p->roles, p->rel.n_roles_sid = 2;
    p->rel.keys = p->rel_keys, p->rel.vals = p->rel_vals;
    p->rel.n_keys = p->rel.n_vals = 1;
    p->rels[0] = &p->rel;
}

static void make_pbf(pbf *p)
{
    static char schema[] = "OsmSchema-V0.6";
    static char dense[] = "DenseNodes";

    memset(p, 0, sizeof *p);
    make_nodes(p);
    make_ways(p);
    make_relation(p);
    lc_osm__primitive_block__init(&p->block);
    lc_osm__string_table__init(&p->table);
    for (int i = 0; i < S_COUNT; i++) {
        p->s[i].data = (uint8_t *)strings[i];
        p->s[i].len = strlen(strings[i]);
    }
    p->table.s = p->s, p->table.n_s = S_COUNT;
    p->block.stringtable = &p->table;
    for (int i = 0; i < 3; i++) {
        lc_osm__primitive_group__init(&p->group[i]);
        p->groups[i] = &p->group[i];
    }
    p->group[0].dense = &p->dense;
    p->group[1].ways = p->ways, p->group[1].n_ways = 2;
    p->group[2].relations = p->rels, p->group[2].n_relations = 1;
    p->block.primitivegroup = p->groups, p->block.n_primitivegroup = 3;
    lc_osm__header_box__init(&p->box);
    p->box.left = INT64_C(104000000000), p->box.right = INT64_C(104100000000);
    p->box.top = INT64_C(30700000000), p->box.bottom = INT64_C(30600000000);
    lc_osm__header_block__init(&p->header);
    p->features[0] = schema, p->features[1] = dense;
    p->header.required_features = p->features;
    p->header.n_required_features = 2;
    p->header.bbox = &p->box;
    p->data_type = "OSMData";
}

static void pack_blob(const pbf *p, const char *type, uint8_t *data, size_t len,
                      lc_buf *out)
{
    static uint8_t packed[4096], framed[4096];
    uLongf packed_len = sizeof packed;
    char name[16];
    LcOsm__Blob blob = LC_OSM__BLOB__INIT;
    LcOsm__BlobHeader head = LC_OSM__BLOB_HEADER__INIT;
    ProtobufCBinaryData bytes = {len, data};
    size_t n;

    compress(packed, &packed_len, data, len);
    packed_len -= (uLongf)p->spoil;
    blob.has_raw_size = 1;
    blob.raw_size = (int32_t)len + p->size_lie;
    if (p->packing && strcmp(p->packing, "lz4") == 0)
        blob.has_lz4_data = 1,
        blob.lz4_data = (ProtobufCBinaryData){
            (size_t)LZ4_compress_default((const char *)data, (char *)packed,
                                         (int)len, sizeof packed) -
                p->spoil,
            packed};
    else if (p->packing && strcmp(p->packing, "zstd") == 0)
        blob.has_zstd_data = 1, blob.zstd_data = bytes;
    else if (p->packing && strcmp(p->packing, "lzma") == 0)
        blob.has_lzma_data = 1, blob.lzma_data = bytes;
    else if (!p->packing && p->raw)
        blob.has_raw = 1, blob.raw = bytes, blob.has_raw_size = 0;
    else if (!p->packing)
        blob.has_zlib_data = 1,
        blob.zlib_data = (ProtobufCBinaryData){packed_len, packed};
    snprintf(name, sizeof name, "%s", type);
    head.type = name;
    n = lc_osm__blob__pack(&blob, framed);
    head.datasize = p->datasize ? p->datasize : (int32_t)n;
    lc_buf_put(
        out,
        (uint8_t[4]){0, 0, 0,
                     (uint8_t)lc_osm__blob_header__get_packed_size(&head)},
        4);
    {
        uint8_t small[64];

        lc_buf_put(out, small, lc_osm__blob_header__pack(&head, small));
    }
    lc_buf_put(out, framed, n);
}

static void pack(const pbf *p, lc_buf *out)
{
    uint8_t data[4096];

    if (!p->no_header)
        pack_blob(p, "OSMHeader", data,
                  lc_osm__header_block__pack(&p->header, data), out);
    pack_blob(p, p->data_type, data,
              lc_osm__primitive_block__pack(&p->block, data), out);
    assert_false(out->failed);
}

static void read_pbf(const pbf *p, lc_osm_data *d)
{
    lc_buf b = {0};
    lc_error err;

    pack(p, &b);
    write_file(b.data, b.len);
    lc_buf_free(&b);
    if (read_back(d, &err) != LIFE_OK)
        fail_msg("%s", err.text);
}

/* ---- formats ---- */

static void reads_xml(void **state)
{
    lc_osm_data d;
    const lc_osm_node *n;
    const lc_osm_way *w;
    const lc_osm_relation *r;

    (void)state;
    read_well(sample, &d);
    assert_int_equal(d.nodes.n, 4);
    assert_int_equal(d.ways.n, 2);
    assert_int_equal(d.header.min_lon, 1040000000);
    assert_int_equal(d.header.max_lat, 307000000);
    assert_int_equal(d.bytes_read, strlen(sample));
    n = lc_osm_data_node(&d, 5);
    assert_non_null(n);
    assert_int_equal(n->pt.lon, -1040000001);
    assert_int_equal(n->pt.lat, -306100001);
    n = lc_osm_data_node(&d, 2);
    assert_string_equal(lc_osm_data_tag(&d, n->tag, n->tag_count, "access"),
                        "private");
    assert_string_equal(lc_osm_data_tag(&d, n->tag, n->tag_count, "barrier"),
                        "gate");
    assert_null(lc_osm_data_tag(&d, n->tag, n->tag_count, "b"));
    assert_null(lc_osm_data_node(&d, 4));
    w = lc_osm_data_way(&d, 11);
    assert_int_equal(w->ref_count, 2);
    assert_int_equal(lc_osm_data_ref(&d, w->ref)->id, 3);
    assert_null(lc_osm_data_ref(&d, w->ref + 1));
    assert_null(lc_osm_data_way(&d, 12));
    r = lc_osm_data_relation(&d, 20);
    assert_int_equal(r->member_count, 2);
    assert_int_equal(d.members.v[r->member].type, 'w');
    assert_string_equal(d.text.v + d.members.v[r->member].role, "outer");
    assert_int_equal(d.members.v[r->member + 1].id, 1);
    assert_null(lc_osm_data_relation(&d, 10));
    lc_osm_data_free(&d);
}

static void pack_gzip(size_t cut)
{
    /* Two members, as of files joined by cat. */
    for (int half = 0; half < 2; half++) {
        size_t from = half ? cut : 0;
        size_t to = half ? strlen(sample) : cut;
        gzFile f = gzopen(path, half ? "ab" : "wb");

        assert_int_equal(gzwrite(f, sample + from, (unsigned)(to - from)),
                         to - from);
        assert_int_equal(gzclose(f), Z_OK);
    }
}

static void pack_bzip2(size_t cut)
{
    char packed[2][4096];
    unsigned len[2] = {2048, 2048};

    for (int half = 0; half < 2; half++) {
        size_t from = half ? cut : 0;
        size_t to = half ? strlen(sample) : cut;

        assert_int_equal(
            BZ2_bzBuffToBuffCompress(packed[half], &len[half], sample + from,
                                     (unsigned)(to - from), 9, 0, 0),
            BZ_OK);
    }
    memcpy(packed[0] + len[0], packed[1], len[1]);
    write_file(packed[0], len[0] + len[1]);
}

/* Two streams with padding between and behind them. */
static void pack_xz(size_t cut)
{
    uint8_t packed[4096] = {0};
    size_t len = 0;

    for (int half = 0; half < 2; half++) {
        size_t from = half ? cut : 0;
        size_t to = half ? strlen(sample) : cut;

        assert_int_equal(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC32, NULL,
                                                 (const uint8_t *)sample + from,
                                                 to - from, packed, &len,
                                                 sizeof packed - 16),
                         LZMA_OK);
        len += 4; /* zeros */
    }
    write_file(packed, len);
}

static void every_format_gives_the_same(void **state)
{
    lc_osm_data xml, other;
    lc_error err;
    pbf p;

    (void)state;
    read_well(sample, &xml);
    make_pbf(&p);
    for (int i = 0; i < 6; i++) { /* zlib, LZ4 or raw, dense or plain */
        p.raw = i % 3 == 1;
        p.packing = i % 3 == 2 ? "lz4" : NULL;
        if (i >= 3) {
            p.group[0].dense = NULL;
            p.group[0].nodes = p.nodes, p.group[0].n_nodes = 4;
        }
        read_pbf(&p, &other);
        assert_same(&xml, &other);
        lc_osm_data_free(&other);
    }
    pack_gzip(100);
    assert_int_equal(read_back(&other, &err), LIFE_OK);
    assert_same(&xml, &other);
    lc_osm_data_free(&other);
    pack_bzip2(100);
    assert_int_equal(read_back(&other, &err), LIFE_OK);
    assert_same(&xml, &other);
    lc_osm_data_free(&other);
    pack_xz(100);
    assert_int_equal(read_back(&other, &err), LIFE_OK);
    assert_same(&xml, &other);
    lc_osm_data_free(&other);
    lc_osm_data_free(&xml);
}

/* Halved scale, an origin elsewhere, blocks of an unknown type, no versions. */
static void reads_other_encodings(void **state)
{
    lc_osm_data a, b;
    pbf p;

    (void)state;
    make_pbf(&p);
    read_pbf(&p, &a);
    p.block.has_granularity = p.block.has_lat_offset = p.block.has_lon_offset =
        1;
    p.block.granularity = 50;
    p.block.lat_offset = 1000000000, p.block.lon_offset = -7;
    p.dense_info.n_version = 0;
    p.way[0].info = NULL;
    for (int i = 0; i < 4; i++) {
        p.lat[i] = 2 * p.lat[i] - (i == 0 ? 20000000 : 0);
        p.lon[i] = 2 * p.lon[i];
    }
    read_pbf(&p, &b);
    assert_same(&a, &b);
    lc_osm_data_free(&a);
    lc_osm_data_free(&b);
    p.data_type = "Weather";
    read_pbf(&p, &b);
    assert_int_equal(b.nodes.n + b.ways.n + b.relations.n, 0);
    lc_osm_data_free(&b);
}

static void reads_locations_on_ways(void **state)
{
    int64_t lat[2] = {306100000, 5};
    int64_t lon[2] = {1040100000, 6};
    lc_osm_data d;
    pbf p;

    (void)state;
    make_pbf(&p);
    p.way[1].lat = lat, p.way[1].lon = lon;
    p.way[1].n_lat = p.way[1].n_lon = 2;
    read_pbf(&p, &d);
    assert_int_equal(d.nodes.n, 5);
    assert_int_equal(lc_osm_data_node(&d, 99)->pt.lat, 306100005);
    assert_int_equal(lc_osm_data_node(&d, 99)->pt.lon, 1040100006);
    lc_osm_data_free(&d);
}

/* A place that was unknown when the file was made is beyond the globe: the way
 * has a ref without a node, and the rest is read. */
static void passes_undefined_locations(void **state)
{
    int64_t lat[2] = {306100000, INT64_C(2147483647) - 306100000};
    int64_t lon[2] = {1040100000, INT64_C(2147483647) - 1040100000};
    lc_osm_data d;
    pbf p;

    (void)state;
    make_pbf(&p);
    p.way[1].lat = lat, p.way[1].lon = lon;
    p.way[1].n_lat = p.way[1].n_lon = 2;
    read_pbf(&p, &d);
    assert_int_equal(d.nodes.n, 4);
    assert_null(lc_osm_data_node(&d, 99));
    assert_int_equal(lc_osm_data_way(&d, 11)->ref_count, 2);
    assert_int_equal(d.unplaced, 1);
    lc_osm_data_free(&d);
}

/* ---- answers of Overpass ---- */

static const char *const answer_json =
    "{ \"version\": 0.6, \"osm3s\": {\"copyright\": \"[{\\\"\"},\n"
    "\"elements\" : [\n"
    "{\"type\":\"node\",\"id\":1,\"version\":2,\"lat\":30.6,\"lon\":104.0},\n"
    "{\"type\":\"node\",\"id\":2,\"version\":1,\"lat\":30.6,\"lon\":104.01,"
    "\"tags\":{\"barrier\":\"gate\",\"access\":\"private\"}},\n"
    "{\"type\":\"way\",\"id\":10,\"nodes\":[1,2,3,1],"
    "\"geometry\":[{\"lat\":30.6,\"lon\":104.0},{\"lat\":30.6,\"lon\":104.01},"
    "{\"lat\":30.61,\"lon\":104.01},null],\"tags\":{\"name\":\"a]}{\"}},\n"
    "{\"type\":\"way\",\"id\":11,\"center\":{\"lat\":30.5,\"lon\":104.2}},\n"
    "{\"type\":\"relation\",\"id\":20,"
    "\"bounds\":{\"minlat\":30,\"minlon\":104,\"maxlat\":31,\"maxlon\":105},"
    "\"members\":[{\"type\":\"way\",\"ref\":12,\"role\":\"outer\","
    "\"geometry\":[{\"lat\":1,\"lon\":2},null,{\"lat\":3,\"lon\":4}]},"
    "{\"type\":\"node\",\"ref\":7,\"role\":\"\",\"lat\":5,\"lon\":6}]},"
    "{\"type\":\"count\",\"id\":0}\n"
    "]}\n";

static const char *const answer_xml =
    "<osm version='0.6'><note>x</note><meta osm_base='y'/>"
    "<node id='1' version='2' lat='30.6' lon='104.0'/>"
    "<node id='2' version='1' lat='30.6' lon='104.01'>"
    "<tag k='barrier' v='gate'/><tag k='access' v='private'/></node>"
    "<way id='10'><nd ref='1' lat='30.6' lon='104.0'/>"
    "<nd ref='2' lat='30.6' lon='104.01'/><nd ref='3' lat='30.61' "
    "lon='104.01'/><nd ref='1'/><tag k='name' v='a]}{'/></way>"
    "<way id='11'><center lat='30.5' lon='104.2'/></way>"
    "<relation id='20'>"
    "<bounds minlat='30' minlon='104' maxlat='31' maxlon='105'/>"
    "<member type='way' ref='12' role='outer'><nd lat='1' lon='2'/><nd/>"
    "<nd lat='3' lon='4'/></member>"
    "<member type='node' ref='7' role='' lat='5' lon='6'/></relation></osm>";

static void reads_answers_of_overpass(void **state)
{
    const lc_osm_way *w;
    lc_osm_data a, b;

    (void)state;
    read_well(answer_json, &a);
    read_well(answer_xml, &b);
    assert_same(&a, &b);
    assert_int_equal(a.nodes.n, 6);
    assert_int_equal(lc_osm_data_node(&a, 3)->pt.lat, 306100000);
    assert_int_equal(lc_osm_data_node(&a, 7)->pt.lon, 60000000);
    assert_int_equal(lc_osm_data_node(&a, 2)->tag_count, 2);
    w = lc_osm_data_way(&a, 12);
    assert_int_equal(w->ref_count, 3);
    assert_int_equal(lc_osm_data_ref(&a, w->ref)->pt.lat, 10000000);
    assert_null(lc_osm_data_ref(&a, w->ref + 1));
    assert_int_equal(lc_osm_data_center(&a, 'w', 11)->lon, 1042000000);
    assert_int_equal(lc_osm_data_center(&b, 'r', 20)->lat, 305000000);
    assert_null(lc_osm_data_center(&a, 'w', 20));
    lc_osm_data_free(&a);
    lc_osm_data_free(&b);
}

static void refuses_bad_json(void **state)
{
    static const struct {
        const char *text, *why;
    } row[] = {
        {"{", "not valid JSON"},
        {"{}", "without a list \"elements\""},
        {"{\"type\":\"FeatureCollection\",\"features\":[]}", "GeoJSON"},
        {"{\"elements\":[{\"type\":\"node\"}]}", "whole number as id"},
        {"{\"elements\":[{\"id\":1}]}", "has no type"},
        {"{\"elements\":[{\"type\":\"node\",\"id\":1,\"lat\":91,"
         "\"lon\":1}]}",
         "without lon and lat"},
        {"{\"elements\":[{\"type\":\"node\",\"id\":1.5}]}", "whole number"},
        {"{\"elements\":[{\"type\":\"way\",\"id\":1,\"nodes\":[\"a\"]}]}",
         "no whole numbers"},
        {"{\"elements\":[{\"type\":\"way\",\"id\":1,\"tags\":{\"a\":1}}]}",
         "not a text"},
        {"{\"elements\":[{\"type\":\"relation\",\"id\":1,"
         "\"members\":[{}]}]}",
         "type and ref"},
        {"{\"elements\":[{\"type\":\"way\",\"id\":1", "not valid JSON"},
        {"{\"elements\":[{\"type\":\"way\",\"id\":1}", "not valid JSON"},
        {"{\"elements\":[{\"type\":\"way\" \"id\":1}]}", "not valid JSON"},
        {"{\"elements\":[1]}", NULL},
        {"{\"elements\":{}}", "without a list"},
        {"{\"elements\":[]}}", "not valid JSON"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++) {
        lc_osm_data d;
        lc_error err;

        write_file(row[i].text, strlen(row[i].text));
        if (row[i].why) {
            refuses(row[i].text, strlen(row[i].text), row[i].why);
            continue;
        }
        (void)read_back(&d, &err); /* nothing is lost by it */
        lc_osm_data_free(&d);
    }
    refuses_endless("{\"elements\":[{\"type\":\"way\",\"id\":1,\"x\":", "[",
                    100000, "64 deep");
    refuses_endless("{\"x\":\"", "0123456789", 200000, "near its beginning");
}

/* Each byte of the answer as something else, as it is and packed: read or
 * refused, with a word. */
static void survives_any_byte_of_json(void **state)
{
    static const char other[] = "{}[]\",:0\\ \xff";
    size_t len = strlen(answer_json);
    char *text = lc_strdup(answer_json);
    uint8_t packed[4096];
    size_t n = 0;

    (void)state;
    assert_int_equal(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC32, NULL,
                                             (const uint8_t *)text, len, packed,
                                             &n, sizeof packed),
                     LZMA_OK);
    for (size_t i = 0; i < len + n; i++)
        for (size_t k = 0; k < sizeof other; k++) {
            char *at = i < len ? text + i : (char *)packed + (i - len);
            char was = *at;
            lc_osm_data d;
            lc_error err;

            *at = other[k];
            write_file(i < len ? (void *)text : packed, i < len ? len : n);
            if (read_back(&d, &err) != LIFE_OK)
                assert_true(*err.text);
            lc_osm_data_free(&d);
            *at = was;
        }
    lc_free(text);
}

static void json_errors_name_the_line(void **state)
{
    static const char text[] = "{\"elements\":[\n{\"type\":\"node\",\n"
                               "\"id\":1,\n\"lat\":1 2}]}";
    lc_osm_data d;
    lc_error err;

    (void)state;
    write_file(text, sizeof text - 1);
    assert_int_equal(read_back(&d, &err), LIFE_ERR_PARSE);
    assert_int_equal(err.line, 4);
    lc_osm_data_free(&d);
}

/* ---- order, versions, deletions ---- */

static void order_does_not_matter(void **state)
{
    static const char *const shuffled =
        "<osm>"
        "<relation id='20' version='1'>"
        "<tag k='type' v='multipolygon'/><tag k='note' v='by hand'/>"
        "<member type='way' ref='10' role='outer'/>"
        "<member type='node' ref='1' role=''/></relation>"
        "<way id='11' version='1'><nd ref='3'/><nd ref='99'/></way>"
        "<node id='5' version='1' lat='-30.6100001' lon='-104.0000001'/>"
        "<node id='1' version='2' lat='30.6' lon='104.0'/>"
        "<way id='10' version='2'><nd ref='1'/><tag k='highway' v='steps'/>"
        "</way>"
        "<way id='10' version='3'><tag k='name' v='\xe7\x8e\x89\xe6\x9e\x97'/>"
        "<nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/>"
        "<tag k='source' v='survey'/><tag k='highway' v='service'/></way>"
        "<node id='1' version='1' lat='1' lon='2'/>"
        "<node id='4' version='1' lat='1' lon='2'/>"
        "<node id='4' version='2' visible='false'/>"
        "<node id='3' version='1' lat='30.61' lon='104.01'/>"
        "<node id='6' lat='3' lon='3' action='delete'/>"
        "<node id='2' version='1' lat='30.6' lon='104.01'>"
        "<tag k='access' v='private'/><tag k='barrier' v='gate'/>"
        "<tag k='created_by' v='JOSM'/></node>"
        "<bounds minlat='30.6' minlon='104.0' maxlat='30.7' maxlon='104.1'/>"
        "</osm>";
    lc_osm_data a, b;

    (void)state;
    read_well(sample, &a);
    read_well(shuffled, &b);
    assert_same(&a, &b);
    lc_osm_data_free(&a);
    lc_osm_data_free(&b);
}

/* Doubles without a version: one is kept, whichever comes first. */
static void doubles_do_not_depend_on_order(void **state)
{
    static const char *const one = "<node id='1' lat='1' lon='1'>"
                                   "<tag k='a' v='x'/></node>";
    static const char *const two = "<node id='1' lat='1' lon='1'>"
                                   "<tag k='a' v='y'/></node>";
    static const char *const way[2] = {"<way id='1'><nd ref='1'/></way>",
                                       "<way id='1'><nd ref='2'/></way>"};
    lc_osm_data d[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        char text[400];

        snprintf(text, sizeof text, "<osm>%s%s%s%s</osm>", i ? one : two,
                 i ? two : one, way[i], way[!i]);
        read_well(text, &d[i]);
        assert_int_equal(d[i].nodes.n, 1);
        assert_int_equal(d[i].ways.n, 1);
    }
    assert_same(&d[0], &d[1]);
    lc_osm_data_free(&d[0]);
    lc_osm_data_free(&d[1]);
}

static void deleted_ones_are_dropped(void **state)
{
    static char history[] = "HistoricalInformation";
    lc_osm_data d;
    pbf p;

    (void)state;
    make_pbf(&p);
    p.features[1] = history;
    p.dense_info.n_visible = 4;
    p.visible[2] = 0;
    p.lat[2] = INT32_MAX; /* a deleted node has no place */
    p.lat[3] -= INT32_MAX - 100000;
    p.way_info[1].has_visible = 1, p.way_info[1].visible = 0;
    read_pbf(&p, &d);
    assert_int_equal(d.nodes.n, 3);
    assert_null(lc_osm_data_node(&d, 3));
    assert_int_equal(lc_osm_data_node(&d, 5)->pt.lat, -306100001);
    assert_int_equal(d.ways.n, 1);
    lc_osm_data_free(&d);
}

static void clips(void **state)
{
    const lc_box box = {1040050000, 300000000, 1050000000, 310000000};
    lc_osm_data d = {.bytes_read = 0};

    (void)state;
    write_file(sample, strlen(sample));
    assert_int_equal(lc_osm_read(path, &box, &d, NULL), LIFE_OK);
    assert_int_equal(d.nodes.n, 2); /* 2 and 3 */
    assert_int_equal(d.ways.n, 2);
    assert_int_equal(lc_osm_data_way(&d, 10)->ref_count, 4);
    lc_osm_data_free(&d);
    d = (lc_osm_data){.bytes_read = 0};
    assert_int_equal(lc_osm_read(path, &(lc_box){0, 0, 9, 9}, &d, NULL),
                     LIFE_OK);
    assert_int_equal(d.nodes.n, 0);
    assert_int_equal(d.ways.n, 0);
    lc_osm_data_free(&d);
}

/* A ring may begin and end at a node that is not there: its refs are one. */
static void tells_missing_nodes_apart(void **state)
{
    static const char *const order[] = {
        "<osm version=\"0.6\"><node id=\"5\" lat=\"1\" lon=\"1\"/>"
        "<way id=\"3\"><nd ref=\"9\"/><nd ref=\"5\"/><nd ref=\"7\"/>"
        "<nd ref=\"9\"/></way><way id=\"4\"><nd ref=\"7\"/></way></osm>",
        "<osm version=\"0.6\"><way id=\"4\"><nd ref=\"7\"/></way>"
        "<way id=\"3\"><nd ref=\"9\"/><nd ref=\"5\"/><nd ref=\"7\"/>"
        "<nd ref=\"9\"/></way><node id=\"5\" lat=\"1\" lon=\"1\"/></osm>"};
    lc_osm_data d[2];

    (void)state;
    for (size_t i = 0; i < 2; i++)
        read_well(order[i], &d[i]);
    assert_same(&d[0], &d[1]);
    assert_int_equal(d[0].refs.n, 5);
    assert_int_equal(d[0].missing, 2);
    assert_int_equal(d[0].refs.v[0], LIFE_OSM_MISSING | 1);
    assert_int_equal(lc_osm_data_ref(&d[0], 1)->id, 5);
    assert_int_equal(d[0].refs.v[2], LIFE_OSM_MISSING);
    assert_int_equal(d[0].refs.v[3], d[0].refs.v[0]);
    assert_int_equal(d[0].refs.v[4], d[0].refs.v[2]);
    for (size_t i = 0; i < 2; i++)
        lc_osm_data_free(&d[i]);
}

/* No reference and no tag in the whole file: nothing is where they would be,
 * and not even 0 may be added to that. */
static void reads_ways_without_nodes(void **state)
{
    lc_osm_data d;
    lc_shape s;
    bool whole;

    (void)state;
    read_well("<osm version=\"0.6\"><way id=\"3\"/><way id=\"4\"/></osm>", &d);
    assert_int_equal(d.ways.n, 2);
    assert_int_equal(d.refs.n, 0);
    assert_int_equal(d.ways.v[1].ref_count, 0);
    assert_null(
        lc_osm_data_tag(&d, d.ways.v[0].tag, d.ways.v[0].tag_count, "highway"));
    assert_int_equal(
        lc_osm_shape_way(&d, &d.ways.v[0], false, &s, &whole, NULL), LIFE_OK);
    assert_int_equal(s.kind, LIFE_SHAPE_NONE);
    lc_shape_clear(&s);
    lc_osm_data_free(&d);
}

static void bad_utf8_is_replaced(void **state)
{
    static uint8_t bytes[] = {'a', 0xff, 0, 'b'};
    lc_osm_data d;
    const lc_osm_way *w;
    pbf p;

    (void)state;
    make_pbf(&p);
    p.s[S_YULIN] = (ProtobufCBinaryData){sizeof bytes, bytes};
    read_pbf(&p, &d);
    w = lc_osm_data_way(&d, 10);
    assert_string_equal(lc_osm_data_tag(&d, w->tag, w->tag_count, "name"),
                        "a\xEF\xBF\xBD\xEF\xBF\xBD"
                        "b");
    lc_osm_data_free(&d);
}

/* ---- damage ---- */

static void big_string(pbf *p)
{
    p->vals[1] = S_COUNT;
}
static void negative_string(pbf *p)
{
    p->keys_vals[1] = -1;
}
static void big_role(pbf *p)
{
    p->roles[1] = 1000000;
}
static void fewer_latitudes(pbf *p)
{
    p->dense.n_lat = 3;
}
static void fewer_versions(pbf *p)
{
    p->dense_info.n_version = 2;
}
static void fewer_flags(pbf *p)
{
    p->dense_info.n_visible = 3;
}
static void key_alone(pbf *p)
{
    p->dense.n_keys_vals = 2;
}
static void fewer_tag_lists(pbf *p)
{
    p->dense.n_keys_vals = 7;
}
static void fewer_values(pbf *p)
{
    p->way[0].n_vals = 1;
}
static void fewer_types(pbf *p)
{
    p->rel.n_types = 1;
}
static void strange_type(pbf *p)
{
    p->types[1] = 3;
}
static void fewer_way_latitudes(pbf *p)
{
    p->way[0].lat = p->lat, p->way[0].n_lat = 1;
}
static void overflowing_latitude(pbf *p)
{
    p->dense_info.n_visible = 4; /* a deleted node's place is not looked at */
    p->visible[0] = 0;
    p->lat[0] = INT64_MAX, p->lat[1] = 1;
}
static void overflowing_ref(pbf *p)
{
    p->refs[0] = p->refs[1] = INT64_MIN;
}
static void overflowing_member(pbf *p)
{
    p->memids[0] = INT64_MIN;
}
static void vast_id(pbf *p)
{
    p->id[3] = (INT64_C(1) << 53) + 1;
}
static void vast_way_id(pbf *p)
{
    p->way[1].id = INT64_MIN;
}
static void beyond_the_pole(pbf *p)
{
    p->lat[0] = 900000001;
}
static void vast_coordinate(pbf *p)
{
    p->lon[0] = INT64_MAX / 50;
}
static void vast_offset(pbf *p)
{
    p->block.has_lon_offset = 1, p->block.lon_offset = INT64_MAX;
}
static void no_granularity(pbf *p)
{
    p->block.has_granularity = 1, p->block.granularity = 0;
}
static void box_off_the_globe(pbf *p)
{
    p->box.right = INT64_C(181000000000);
}
static void larger_size(pbf *p)
{
    p->size_lie = 1;
}
static void smaller_size(pbf *p)
{
    p->size_lie = -1;
}
static void vast_size(pbf *p)
{
    p->size_lie = 1 << 26;
}
static void negative_size(pbf *p)
{
    p->size_lie = INT32_MIN / 2;
}
static void cut_zlib(pbf *p)
{
    p->spoil = 5;
}
static void vast_blob(pbf *p)
{
    p->datasize = (32 << 20) + 1;
}
static void negative_blob(pbf *p)
{
    p->datasize = -1;
}
static void longer_blob(pbf *p)
{
    p->datasize = 4000;
}
static void shorter_blob(pbf *p)
{
    p->datasize = 5;
}
static void cut_lz4(pbf *p)
{
    p->packing = "lz4";
    p->spoil = 9;
}
static void larger_lz4(pbf *p)
{
    p->packing = "lz4";
    p->size_lie = 1;
}
static void smaller_lz4(pbf *p)
{
    p->packing = "lz4";
    p->size_lie = -1;
}
static void vast_lz4(pbf *p)
{
    p->packing = "lz4";
    p->size_lie = 33 << 20;
}
static void zstd(pbf *p)
{
    p->packing = "zstd";
}
static void lzma(pbf *p)
{
    p->packing = "lzma";
}
static void empty_blob(pbf *p)
{
    p->packing = "nothing";
}
static void unknown_feature(pbf *p)
{
    static char feature[] = "Teleport";

    p->features[1] = feature;
}
static void headless(pbf *p)
{
    p->no_header = true;
}

static void refuses_damaged_pbf(void **state)
{
    static const struct {
        void (*bend)(pbf *);
        const char *why;
    } row[] = {
        {big_string, "string 12 of 12"},
        {negative_string, "string 4294967295 of 12"},
        {big_role, "string 1000000 of 12"},
        {fewer_latitudes, "4 dense ids with 3 latitudes"},
        {fewer_versions, "4 dense ids with 2 versions"},
        {fewer_flags, "4 versions, 3 visible"},
        {key_alone, "a key without a value"},
        {fewer_tag_lists, "fewer lists of tags"},
        {fewer_values, "2 keys with 1 values"},
        {fewer_types, "2 members, 1 types"},
        {strange_type, "a member of type 3"},
        {fewer_way_latitudes, "way 10 has 4 refs, 1 latitudes"},
        {overflowing_latitude, "overflows"},
        {overflowing_ref, "2^53"},
        {overflowing_member, "2^53"},
        {vast_id, "2^53"},
        {vast_way_id, "2^53"},
        {beyond_the_pole, "node 1 lies outside"},
        {vast_coordinate, "node 1 lies outside"},
        {vast_offset, "node 1 lies outside"},
        {no_granularity, "granularity 0"},
        {box_off_the_globe, "the header's box"},
        {larger_size, "do not unpack to"},
        {smaller_size, "do not unpack to"},
        {vast_size, "unpacked size"},
        {negative_size, "unpacked size"},
        {cut_zlib, "do not unpack to"},
        {vast_blob, "33554433 bytes, not 0..33554432"},
        {negative_blob, "-1 bytes"},
        {longer_blob, "short of a block"},
        {shorter_blob, "malformed"},
        {cut_lz4, "LZ4 data do not unpack to"},
        {larger_lz4, "LZ4 data do not unpack to"},
        {smaller_lz4, "LZ4 data do not unpack to"},
        {vast_lz4, "unpacked size"},
        {zstd, "Zstandard"},
        {lzma, "LZMA"},
        {empty_blob, "a blob without data"},
        {unknown_feature, "\"Teleport\""},
        {headless, "OSMData before any OSMHeader"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++) {
        lc_buf b = {0};
        pbf p;

        make_pbf(&p);
        row[i].bend(&p);
        pack(&p, &b);
        refuses(b.data, b.len, row[i].why);
        lc_buf_free(&b);
    }
}

/* A packed array that says it is longer than the file, and the like. */
static void refuses_huge_counts(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *why;
    } row[] = {
        {"", 0, "is empty"},
        {"PK\3\4", 4, "its first byte is 0x50"},
        {"\0\0\0", 3, "1 bytes short of the length"},
        {"\0\1\0\1xx", 6, "a header of 65537 bytes"},
        {"\0\0\0\0", 4, "a header of 0 bytes"},
        {"\0\0\0\5ab", 6, "3 bytes short of a block's header"},
        {"\0\0\0\2ab", 6, "a block's header is malformed"},
        /* a type of 2^35 bytes */
        {"\0\0\0\7\12\377\377\377\377\177x", 11, "malformed"},
        {"\x1f\x8b\0\0", 4, "gzip"},
        {"\x1f\x8b", 2, "end in the middle"},
        {"BZh9", 4, "end in the middle"},
        {"BZh9xxxxxxxxxx", 14, "damaged bzip2"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++)
        refuses(row[i].bytes, row[i].len, row[i].why);
}

/* Every beginning of a good file: nothing but a cut between blocks passes. */
static void refuses_truncated_pbf(void **state)
{
    lc_buf b = {0};
    pbf p;

    (void)state;
    make_pbf(&p);
    pack(&p, &b);
    for (size_t n = 0; n < b.len; n++) {
        lc_osm_data d;
        lc_error err;

        write_file(b.data, n);
        if (read_back(&d, &err) == LIFE_OK)
            assert_int_equal(d.nodes.n, 0); /* the header alone */
        else
            assert_true(n == 0 || strstr(err.text, "ends at byte"));
        lc_osm_data_free(&d);
    }
    lc_buf_free(&b);
}

/* Each byte bent in turn: it is read or refused, with nothing amiss for the
 * sanitizers. */
static void survives_any_byte(void **state)
{
    static const unsigned char bend[] = {0x01, 0x80, 0x7f, 0xff};
    lc_buf b = {0};
    pbf p;

    (void)state;
    make_pbf(&p);
    p.raw = true;
    pack(&p, &b);
    for (size_t i = 0; i < b.len; i++)
        for (size_t k = 0; k < COUNT(bend); k++) {
            lc_osm_data d;
            lc_error err;

            b.data[i] = (char)(b.data[i] ^ bend[k]);
            write_file(b.data, b.len);
            read_back(&d, &err);
            lc_osm_data_free(&d);
            b.data[i] = (char)(b.data[i] ^ bend[k]);
        }
    lc_buf_free(&b);
}

static void refuses_bad_xml(void **state)
{
    static const struct {
        const char *text;
        const char *why;
    } row[] = {
        {"<osm><node id='1' lat='1' lon='1'>", "not valid XML"},
        {"<osmChange/>", "begins with <osmChange>"},
        {"<osm><node lat='1' lon='1'/></osm>", "a whole number as id"},
        {"<osm><node id='1x' lat='1' lon='1'/></osm>", "\"1x\""},
        {"<osm><node id='1' lat='90.1' lon='1'/></osm>", "\"90.1\""},
        {"<osm><node id='1' lat='1' lon='-181'/></osm>", "\"-181\""},
        {"<osm><node id='1' lat='nan' lon='1'/></osm>", "\"nan\""},
        {"<osm><node id='1' lat='1e1' lon='1'/></osm>", "\"1e1\""},
        {"<osm><node id='1' lon='1'/></osm>", "as lat"},
        {"<osm><node id='1' version='x' lat='1' lon='1'/></osm>",
         "version \"x\""},
        {"<osm><node id='99999999999999999' lat='1' lon='1'/></osm>", "2^53"},
        {"<osm><way id='1'><nd/></way></osm>", "as ref"},
        {"<osm><way id='1'><tag k='a'/></way></osm>", "needs k and v"},
        {"<osm><relation id='1'><member type='area' ref='1'/></relation></osm>",
         "of type \"area\""},
        {"<osm><bounds minlat='1' minlon='2' maxlat='3'/></osm>", "as maxlon"},
        {"<!DOCTYPE osm [<!ENTITY a 'b'>]><osm/>", "a document type"},
        {"<osm><node id='1' lat='1' lon='1'><tag k='a' v='&b;'/></node></osm>",
         "not valid XML"},
        {"<osm>\xff</osm>", "not valid XML"},
        {"", "is empty"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++)
        refuses(row[i].text, strlen(row[i].text), row[i].why);
}

static void xml_errors_name_the_line(void **state)
{
    static const char text[] = "<osm>\n\n<node id='1' lat='95' lon='1'/></osm>";
    lc_osm_data d;
    lc_error err;

    (void)state;
    write_file(text, strlen(text));
    assert_int_equal(read_back(&d, &err), LIFE_ERR_PARSE);
    assert_int_equal(err.line, 3);
    lc_osm_data_free(&d);
}

static void refuses_endless_xml(void **state)
{
    lc_buf b = {0};

    (void)state;
    refuses_endless("<osm>", "<a>", 70, "64 deep");
    refuses_endless("<osm><node id='1' lat='1' lon='1'><tag k='k' v='",
                    "0123456789", 200000, "longer than 1 MiB");
    lc_buf_puts(&b, "<osm><node id='1' lat='1' lon='1'>");
    for (int i = 0; i < 5000; i++)
        lc_buf_printf(&b, "<tag k='k%d' v='v'/>", i);
    refuses(b.data, b.len, "more than 4096 tags");
    lc_buf_free(&b);
}

static void refuses_what_is_no_file(void **state)
{
    lc_osm_data d = {.bytes_read = 0};
    lc_error err = {.line = 0};

    (void)state;
    assert_int_equal(lc_osm_read("/nowhere/at-all", NULL, &d, &err),
                     LIFE_ERR_IO);
    assert_string_equal(err.source, "/nowhere/at-all");
    lc_osm_data_free(&d);
    err = (lc_error){.line = 0};
    assert_int_equal(lc_osm_read(lct_folder(), NULL, &d, &err), LIFE_ERR_IO);
    assert_non_null(strstr(err.text, "not a regular file"));
    lc_osm_data_free(&d);
}

/* The n-th allocation fails: an error, no leak, no crash. */
static void survives_lack_of_memory(void **state)
{
    lc_buf b = {0};
    pbf p;

    (void)state;
    make_pbf(&p);
    pack(&p, &b);
    for (int format = 0; format < 2; format++) {
        lc_status st = LIFE_ERR_NOMEM;

        write_file(format ? sample : b.data, format ? strlen(sample) : b.len);
        for (int64_t n = 0; st != LIFE_OK && n < 500; n++) {
            lc_osm_data d;
            lc_error err;

            lc_mem_fail_after(n, false);
            st = read_back(&d, &err);
            lc_mem_fail_after(-1, false);
            lc_osm_data_free(&d);
        }
        assert_int_equal(st, LIFE_OK);
    }
    lc_buf_free(&b);
}

/* ---- shapes ---- */

/* Nodes on a grid: id xy at lon x, lat y (thousandths of a degree). */
static void put_grid(lc_buf *b)
{
    lc_buf_puts(b, "<osm>");
    for (int x = 0; x < 10; x++)
        for (int y = 0; y < 10; y++)
            lc_buf_printf(b, "<node id='%d' lon='0.00%d' lat='0.00%d'/>",
                          100 + 10 * x + y, x, y);
}

static void put_way(lc_buf *b, int id, const char *xy)
{
    lc_buf_printf(b, "<way id='%d'>", id);
    for (; *xy; xy += 2 + (xy[2] == ' '))
        if (*xy == 'x')
            lc_buf_puts(b, "<nd ref='999'/>");
        else
            lc_buf_printf(b, "<nd ref='1%.2s'/>", xy);
    lc_buf_puts(b, "</way>");
}

typedef struct member {
    int way;
    const char *role;
    const char *xy; /* grid nodes "00 01"; NULL: not in the extract */
} member;

static const struct {
    member m[5];
    double area; /* in grid squares, holes taken off */
    uint32_t parts;
    bool whole;
} relations[] = {
    /* one closed way, either way round */
    {{{1, "outer", "00 20 22 02 00"}}, 4, 1, true},
    {{{1, "outer", "00 02 22 20 00"}}, 4, 1, true},
    /* two halves, one of them turned */
    {{{1, "outer", "00 20 22"}, {2, "outer", "00 02 22"}}, 4, 1, true},
    /* three pieces, in no order */
    {{{1, "outer", "22 02"}, {2, "outer", "00 20 22"}, {3, "outer", "00 02"}},
     4,
     1,
     true},
    /* a hole; roles by name, none, or of an exclave */
    {{{1, "outer", "00 40 44 04 00"}, {2, "inner", "11 21 22 12 11"}},
     15,
     2,
     true},
    {{{1, "", "00 40 44 04 00"}, {2, "", "11 21 22 12 11"}}, 15, 2, true},
    {{{1, "outer", "00 40 44 04 00"}, {2, "exclave", "60 70 71 61 60"}},
     17,
     2,
     true},
    /* an island in the hole */
    {{{1, "", "00 90 99 09 00"},
      {2, "", "11 81 88 18 11"},
      {3, "", "33 43 44 34 33"}},
     81 - 49 + 1,
     3,
     true},
    /* two rings that touch at a node, one trace through it */
    {{{1, "outer", "00 20 22"},
      {2, "outer", "22 02 00"},
      {3, "outer", "22 42 44"},
      {4, "outer", "44 24 22"}},
     8,
     2,
     true},
    /* the same way twice */
    {{{1, "outer", "00 20 22 02 00"}, {1, "outer", NULL}}, 4, 1, true},
    /* a hole outside of everything */
    {{{1, "outer", "00 20 22 02 00"}, {2, "inner", "50 60 61 51 50"}},
     4,
     1,
     true},
    /* a way missing, a gap, a line */
    {{{1, "outer", "00 20 22 02 00"}, {9, "outer", NULL}}, 4, 1, false},
    {{{1, "outer", "00 20 22"}, {2, "outer", "22 02"}}, 0, 0, false},
    {{{1, "outer", "00 20 22 02 00"}, {2, "outer", "50 60"}}, 4, 1, false},
    {{{1, "outer", "00 20 00"}}, 0, 0, false},
    {{{1, "label", "00 20 22 02 00"}}, 0, 0, false},
};

static void shapes_relations(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(relations); i++) {
        lc_buf b = {0};
        lc_osm_data d;
        lc_shape s;
        double area = 0;
        bool whole;

        put_grid(&b);
        for (int k = 0; k < 5; k++)
            if (relations[i].m[k].xy)
                put_way(&b, relations[i].m[k].way, relations[i].m[k].xy);
        lc_buf_puts(&b, "<relation id='1'>");
        for (int k = 0; k < 5 && relations[i].m[k].role; k++)
            lc_buf_printf(&b, "<member type='way' ref='%d' role='%s'/>",
                          relations[i].m[k].way, relations[i].m[k].role);
        lc_buf_puts(&b, "</relation></osm>");
        read_well(b.data, &d);
        assert_int_equal(
            lc_osm_shape_relation(&d, d.relations.v, &s, &whole, NULL),
            LIFE_OK);
        if (s.part_count != relations[i].parts || whole != relations[i].whole)
            fail_msg("row %zu: %u parts, whole %d", i, s.part_count, whole);
        assert_int_equal(s.kind, relations[i].parts ? LIFE_SHAPE_AREA
                                                    : LIFE_SHAPE_NONE);
        for (uint32_t k = 0; k < s.part_count; k++)
            for (uint32_t j = s.part[k]; j + 1 < s.part[k + 1]; j++)
                area += (double)s.pt[j].lon * s.pt[j + 1].lat -
                        (double)s.pt[j + 1].lon * s.pt[j].lat;
        assert_float_equal(area / 2 / 1e8, relations[i].area, 1e-6);
        lc_shape_clear(&s);
        lc_osm_data_free(&d);
        lc_buf_free(&b);
    }
}

static bool turns_left(const lc_shape *s)
{
    double area = 0;

    for (uint32_t i = 0; i + 1 < s->pt_count; i++)
        area += (double)s->pt[i].lon * s->pt[i + 1].lat -
                (double)s->pt[i + 1].lon * s->pt[i].lat;
    return area > 0;
}

static void shapes_ways(void **state)
{
    static const struct {
        const char *xy;
        lc_shape_kind kind;
        uint32_t points, parts;
        bool area, whole;
    } row[] = {
        {"00 20 22 02 00", LIFE_SHAPE_AREA, 5, 1, true, true},
        {"00 20 22 02 00", LIFE_SHAPE_LINE, 5, 1, false, true},
        {"00 02 22 00", LIFE_SHAPE_AREA, 4, 1, true, true},
        {"00 20 22 02", LIFE_SHAPE_LINE, 4, 1, true, true},
        {"00 20 00", LIFE_SHAPE_LINE, 3, 1, true, true},
        {"00 10 20 00", LIFE_SHAPE_LINE, 4, 1, true, true}, /* no area */
        {"00 00 20", LIFE_SHAPE_LINE, 2, 1, false, true},
        {"00 xx 20", LIFE_SHAPE_NONE, 0, 0, false, false},
        {"00 20 xx 02 00", LIFE_SHAPE_LINE, 4, 2, true, false},
        {"00", LIFE_SHAPE_NONE, 0, 0, false, true},
        {"", LIFE_SHAPE_NONE, 0, 0, false, true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++) {
        lc_buf b = {0};
        lc_osm_data d;
        lc_shape s;
        bool whole;

        put_grid(&b);
        put_way(&b, 1, row[i].xy);
        lc_buf_puts(&b, "</osm>");
        read_well(b.data, &d);
        assert_int_equal(
            lc_osm_shape_way(&d, d.ways.v, row[i].area, &s, &whole, NULL),
            LIFE_OK);
        if (s.kind != row[i].kind || s.pt_count != row[i].points ||
            s.part_count != row[i].parts || whole != row[i].whole)
            fail_msg("row %zu: kind %d, %u points, %u parts, whole %d", i,
                     (int)s.kind, s.pt_count, s.part_count, whole);
        if (s.kind == LIFE_SHAPE_AREA)
            assert_true(turns_left(&s));
        lc_shape_clear(&s);
        lc_osm_data_free(&d);
        lc_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_xml),
        cmocka_unit_test(every_format_gives_the_same),
        cmocka_unit_test(reads_other_encodings),
        cmocka_unit_test(reads_locations_on_ways),
        cmocka_unit_test(passes_undefined_locations),
        cmocka_unit_test(reads_answers_of_overpass),
        cmocka_unit_test(refuses_bad_json),
        cmocka_unit_test(survives_any_byte_of_json),
        cmocka_unit_test(json_errors_name_the_line),
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(doubles_do_not_depend_on_order),
        cmocka_unit_test(deleted_ones_are_dropped),
        cmocka_unit_test(clips),
        cmocka_unit_test(tells_missing_nodes_apart),
        cmocka_unit_test(reads_ways_without_nodes),
        cmocka_unit_test(bad_utf8_is_replaced),
        cmocka_unit_test(refuses_damaged_pbf),
        cmocka_unit_test(refuses_huge_counts),
        cmocka_unit_test(refuses_truncated_pbf),
        cmocka_unit_test(survives_any_byte),
        cmocka_unit_test(refuses_bad_xml),
        cmocka_unit_test(xml_errors_name_the_line),
        cmocka_unit_test(refuses_endless_xml),
        cmocka_unit_test(refuses_what_is_no_file),
        cmocka_unit_test(survives_lack_of_memory),
        cmocka_unit_test(shapes_relations),
        cmocka_unit_test(shapes_ways),
    };

    return cmocka_run_group_tests(tests, set_up, lct_folder_remove);
}
