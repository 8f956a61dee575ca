/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/bytes/source.c - see source.h.
 *
 * What a file is packed with is known by its first bytes, never by its name.
 * Members or streams that follow one another (pbzip2, cat a.gz b.gz) are read
 * as one.
 * What packed bombs come to is bounded by bound.c.
 */
#include "src/import/bytes/source.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "src/import/bytes/bound.h"

#include <bzlib.h>
#include <errno.h>
#include <inttypes.h>
#include <lzma.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#define IN_BYTES 65536

/* zlib: a gzip wrapper, with the largest window. */
#define GZIP_WINDOW_BITS (15 + 16)

/* What an .xz file may ask for: its greatest setting takes 65 MiB. */
#define XZ_MAX_BYTES (UINT64_C(128) << 20)

typedef enum packing { RAW, GZIP, BZIP2, XZ } packing;

struct lc_bytes_source {
    FILE *file;
    uint64_t total; /* bytes of the file */
    uint64_t taken; /* of them read */
    uint64_t given; /* unpacked bytes handed out */
    packing packed;
    bool inside; /* in a packed stream that has not ended */
    bool has_peeked;
    unsigned char peeked;
    z_stream gzip;
    bz_stream bzip2;
    lzma_stream xz;
    unsigned char *in_at; /* packed bytes not used yet */
    size_t in_left;
    unsigned char in[IN_BYTES];
};

/* Reads the next piece of the file as it lies there, packed or not. */
static lc_status refill(lc_bytes_source *s, lc_error *err)
{
    s->in_left = fread(s->in, 1, sizeof s->in, s->file);
    s->in_at = s->in;
    s->taken += s->in_left;
    lc_progress("reading", s->taken, s->total);
    if (s->in_left == 0 && ferror(s->file))
        return lc_fail(err, LIFE_ERR_IO, "cannot be read at byte %" PRIu64,
                       s->taken);
    return LIFE_OK;
}

/* What is not packed is only copied. */
static lc_status take_raw(lc_bytes_source *s, unsigned char *out, size_t want,
                          size_t *got)
{
    *got = want < s->in_left ? want : s->in_left;
    memcpy(out, s->in_at, *got);
    s->in_at += *got;
    s->in_left -= *got;
    return LIFE_OK;
}

/* The place is that of the packed bytes: it is where a repair would begin. */
static lc_status damaged(const lc_bytes_source *s, const char *what,
                         lc_error *err)
{
    return lc_fail(err, LIFE_ERR_PARSE, "damaged %s data before byte %" PRIu64,
                   what, s->taken - s->in_left);
}

/* Behind the end of one member the next may follow, with a header of its own.
 */
static lc_status take_gzip(lc_bytes_source *s, unsigned char *out, size_t want,
                           size_t *got, lc_error *err)
{
    int rc;

    if (!s->inside && inflateReset(&s->gzip) != Z_OK)
        return damaged(s, "gzip", err);
    s->inside = true;
    s->gzip.next_in = s->in_at;
    s->gzip.avail_in = (uInt)s->in_left;
    s->gzip.next_out = out;
    s->gzip.avail_out = (uInt)want;
    rc = inflate(&s->gzip, Z_NO_FLUSH);
    s->in_at = s->gzip.next_in;
    s->in_left = s->gzip.avail_in;
    *got = want - s->gzip.avail_out;
    if (rc == Z_STREAM_END)
        s->inside = false;
    else if (rc != Z_OK)
        return damaged(s, "gzip", err);
    return LIFE_OK;
}

/* As take_gzip(), of streams. */
static lc_status take_bzip2(lc_bytes_source *s, unsigned char *out, size_t want,
                            size_t *got, lc_error *err)
{
    int rc;

    if (!s->inside) { /* the library has no reset */
        BZ2_bzDecompressEnd(&s->bzip2);
        if (BZ2_bzDecompressInit(&s->bzip2, 0, 0) != BZ_OK)
            return lc_no_memory(err, "the file");
    }
    s->inside = true;
    s->bzip2.next_in = (char *)s->in_at;
    s->bzip2.avail_in = (unsigned)s->in_left;
    s->bzip2.next_out = (char *)out;
    s->bzip2.avail_out = (unsigned)want;
    rc = BZ2_bzDecompress(&s->bzip2);
    s->in_at = (unsigned char *)s->bzip2.next_in;
    s->in_left = s->bzip2.avail_in;
    *got = want - s->bzip2.avail_out;
    if (rc == BZ_STREAM_END)
        s->inside = false;
    else if (rc != BZ_OK)
        return damaged(s, "bzip2", err);
    return LIFE_OK;
}

/* As take_gzip(). */
static lc_status take_xz(lc_bytes_source *s, unsigned char *out, size_t want,
                         size_t *got, lc_error *err)
{
    lzma_ret rc;

    if (!s->inside && lzma_stream_decoder(&s->xz, XZ_MAX_BYTES, 0) != LZMA_OK)
        return lc_no_memory(err, "the file");
    s->inside = true;
    s->xz.next_in = s->in_at;
    s->xz.avail_in = s->in_left;
    s->xz.next_out = out;
    s->xz.avail_out = want;
    rc = lzma_code(&s->xz, LZMA_RUN);
    s->in_at += s->in_left - s->xz.avail_in;
    s->in_left = s->xz.avail_in;
    *got = want - s->xz.avail_out;
    if (rc == LZMA_STREAM_END)
        s->inside = false;
    else if (rc == LZMA_MEMLIMIT_ERROR)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "needs more than %" PRIu64 " MiB to be unpacked",
                       XZ_MAX_BYTES >> 20);
    else if (rc == LZMA_MEM_ERROR)
        return lc_no_memory(err, "the file");
    else if (rc != LZMA_OK)
        return damaged(s, "xz", err);
    return LIFE_OK;
}

/* Streams of .xz may be padded with zeros, by fours. */
static void pass_padding(lc_bytes_source *s)
{
    while (s->packed == XZ && !s->inside && s->in_left > 0 && !*s->in_at) {
        s->in_at++;
        s->in_left--;
    }
}

/* Some bytes; *got is 0 at the end alone. */
static lc_status take(lc_bytes_source *s, unsigned char *out, size_t want,
                      size_t *got, lc_error *err)
{
    lc_status st = LIFE_OK;
    bool ended;

    *got = 0;
    while (!st && *got == 0) {
        do {
            if (s->in_left == 0)
                st = refill(s, err);
            ended = s->in_left == 0;
            pass_padding(s);
        } while (!st && !ended && s->in_left == 0);
        if (!st && s->in_left == 0)
            return s->inside ? lc_fail(err, LIFE_ERR_PARSE,
                                       "packed data end in the middle, at "
                                       "byte %" PRIu64,
                                       s->taken)
                             : LIFE_OK;
        if (st)
            return st;
        if (s->packed == RAW)
            st = take_raw(s, out, want, got);
        else if (s->packed == GZIP)
            st = take_gzip(s, out, want, got, err);
        else if (s->packed == BZIP2)
            st = take_bzip2(s, out, want, got, err);
        else
            st = take_xz(s, out, want, got, err);
    }
    return st;
}

lc_status lc_bytes_source_read(lc_bytes_source *s, void *out, size_t want,
                               size_t *got, lc_error *err)
{
    unsigned char *to = out;
    size_t n = 0;

    if (want > 0 && s->has_peeked) {
        to[n++] = s->peeked;
        s->has_peeked = false;
    }
    while (n < want) {
        size_t chunk = want - n < IN_BYTES ? want - n : IN_BYTES;
        size_t more;
        lc_status st = take(s, to + n, chunk, &more, err);

        if (st)
            return st;
        if (more == 0)
            break;
        n += more;
    }
    s->given += n;
    *got = n;
    return s->packed == RAW ? LIFE_OK
                            : lc_bound_unpacked(s->taken, s->given, err);
}

lc_status lc_bytes_source_peek(lc_bytes_source *s, int *byte, lc_error *err)
{
    lc_status st = LIFE_OK;
    size_t got = 1;

    if (!s->has_peeked) {
        st = take(s, &s->peeked, 1, &got, err);
        s->has_peeked = !st && got == 1;
    }
    *byte = s->has_peeked ? s->peeked : -1;
    return st;
}

uint64_t lc_bytes_source_at(const lc_bytes_source *s)
{
    return s->given;
}

uint64_t lc_bytes_source_taken(const lc_bytes_source *s)
{
    return s->taken;
}

/* A name may lie; the first bytes do not. */
static lc_status find_packing(lc_bytes_source *s, lc_error *err)
{
    lc_status st = refill(s, err);

    if (st)
        return st;
    if (s->in_left >= 2 && !memcmp(s->in, "\x1f\x8b", 2)) {
        if (inflateInit2(&s->gzip, GZIP_WINDOW_BITS) != Z_OK)
            return lc_no_memory(err, "the file");
        s->packed = GZIP;
    } else if (s->in_left >= 3 && !memcmp(s->in, "BZh", 3)) {
        s->packed = BZIP2;
    } else if (s->in_left >= 6 && !memcmp(s->in,
                                          "\xFD"
                                          "7zXZ",
                                          6)) {
        s->packed = XZ;
    }
    return LIFE_OK;
}

lc_status lc_bytes_source_open(const char *path, lc_bytes_source **out,
                               lc_error *err)
{
    struct stat info;
    lc_bytes_source *s = lc_calloc(1, sizeof *s);
    lc_status st;

    *out = NULL;
    if (!s)
        return lc_no_memory(err, "the file");
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        st = lc_fail(err, LIFE_ERR_IO, "is not a regular file");
    else if (!(s->file = fopen(path, "rb")))
        st = lc_fail(err, LIFE_ERR_IO, "cannot be opened: %s", strerror(errno));
    else {
        s->total = (uint64_t)info.st_size;
        st = find_packing(s, err);
    }
    if (st) {
        lc_bytes_source_close(s);
        return st;
    }
    *out = s;
    return LIFE_OK;
}

void lc_bytes_source_close(lc_bytes_source *s)
{
    if (!s)
        return;
    if (s->packed == GZIP)
        inflateEnd(&s->gzip);
    lzma_end(&s->xz);
    BZ2_bzDecompressEnd(&s->bzip2); /* refuses, harmlessly, if never begun */
    if (s->file)
        fclose(s->file);
    lc_progress_end();
    lc_free(s);
}
