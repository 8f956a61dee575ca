/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/blob.c - see blob.h. The size that a blob states is its
 * limit: nothing larger can come out of a small file.
 */
#include "src/import/osm/read/blob.h"

#include "lifecircle/base/utf8.h"

#include <inttypes.h>
#include <lz4.h>
#include <stdarg.h>
#include <zlib.h>

static lc_status bad(uint64_t at, lc_error *err, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static lc_status bad(uint64_t at, lc_error *err, const char *fmt, ...)
{
    char what[200];
    va_list args;

    va_start(args, fmt);
    lc_utf8_vformat(what, sizeof what, fmt, args);
    va_end(args);
    return lc_fail(err, LIFE_ERR_PARSE, "block at byte %" PRIu64 ": %s", at,
                   what);
}

/* The size is stated, so that nothing larger can come out. */
static lc_status unpack_zlib(const LcOsm__Blob *blob, uint64_t at,
                             lc_osm_bytes *raw, lc_error *err)
{
    uLongf len = (uLongf)blob->raw_size;

    if (blob->raw_size < 1 || blob->raw_size > LIFE_BLOB_MAX_BYTES)
        return bad(at, err, "unpacked size %d, not 1..%d", blob->raw_size,
                   LIFE_BLOB_MAX_BYTES);
    if (!lc_vec_reserve(raw, len))
        return lc_no_memory(err, "the extract");
    if (uncompress(raw->v, &len, blob->zlib_data.data,
                   (uLong)blob->zlib_data.len) != Z_OK ||
        len != (uLongf)blob->raw_size)
        return bad(at, err, "zlib data do not unpack to %d bytes",
                   blob->raw_size);
    return LIFE_OK;
}

/* As unpack_zlib(). */
static lc_status unpack_lz4(const LcOsm__Blob *blob, uint64_t at,
                            lc_osm_bytes *raw, lc_error *err)
{
    int len = blob->raw_size;

    if (len < 1 || len > LIFE_BLOB_MAX_BYTES)
        return bad(at, err, "unpacked size %d, not 1..%d", len,
                   LIFE_BLOB_MAX_BYTES);
    if (!lc_vec_reserve(raw, (size_t)len))
        return lc_no_memory(err, "the extract");
    if (LZ4_decompress_safe((const char *)blob->lz4_data.data, (char *)raw->v,
                            (int)blob->lz4_data.len, len) != len)
        return bad(at, err, "LZ4 data do not unpack to %d bytes", len);
    return LIFE_OK;
}

/* The block inside a blob, in `raw` or in the blob itself. */
lc_status lc_osm_blob_unpack(const LcOsm__Blob *blob, uint64_t at,
                             lc_osm_bytes *raw, ProtobufCBinaryData *out,
                             lc_error *err)
{
    const struct {
        bool present;
        const char *name;
    } others[] = {{blob->has_lzma_data, "LZMA"},
                  {blob->has_bzip2_data, "bzip2"},
                  {blob->has_zstd_data, "Zstandard"}};

    if (blob->has_raw) {
        *out = blob->raw;
        return LIFE_OK;
    }
    if (blob->has_zlib_data || blob->has_lz4_data) {
        lc_status st = blob->has_zlib_data ? unpack_zlib(blob, at, raw, err)
                                           : unpack_lz4(blob, at, raw, err);

        *out = (ProtobufCBinaryData){(size_t)blob->raw_size, raw->v};
        return st;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].present)
            return bad(at, err,
                       "packed with %s; zlib, LZ4 and raw are read (repack "
                       "the file, as with osmium cat)",
                       others[i].name);
    return bad(at, err, "a blob without data");
}
