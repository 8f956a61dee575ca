/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/send/gzip.c - see gzip.h: zlib, by chunks on the stack, so that an
 * answer of 16 MiB needs no second buffer of its bound.
 */
#include "src/http/send/gzip.h"

/* Nearly the size of level 6 on JSON, at less than half its time. */
#define LIFE_GZIP_LEVEL 4
/* windowBits + 16 is the gzip format. */
#define GZIP_BITS (MAX_WBITS + 16)

/* `step` is deflate or inflate, of a stream that is open. What is flushed has
 * come out where it leaves room in the chunk; else there is an end to come. */
static bool pump(z_stream *z, int (*step)(z_stream *z, int flush), int flush,
                 lc_buf *to, const lc_buf *from)
{
    unsigned char chunk[16384];
    int rc;

    z->next_in = (unsigned char *)from->data;
    z->avail_in = (uInt)from->len;
    do {
        z->next_out = chunk;
        z->avail_out = sizeof chunk;
        rc = step(z, flush);
        lc_buf_put(to, chunk, sizeof chunk - z->avail_out);
    } while (rc == Z_OK && !to->failed &&
             !(flush == Z_SYNC_FLUSH && z->avail_out));
    if (to->failed)
        return false;
    /* Z_BUF_ERROR: the chunk before was full, and there was no more. */
    return flush == Z_SYNC_FLUSH ? rc == Z_OK || rc == Z_BUF_ERROR
                                 : rc == Z_STREAM_END;
}

bool lc_gzip_open(z_stream *z)
{
    *z = (z_stream){0};
    return deflateInit2(z, LIFE_GZIP_LEVEL, Z_DEFLATED, GZIP_BITS, 8,
                        Z_DEFAULT_STRATEGY) == Z_OK;
}

bool lc_gzip_put(z_stream *z, lc_buf *to, const lc_buf *piece, bool last)
{
    return pump(z, deflate, last ? Z_FINISH : Z_SYNC_FLUSH, to, piece);
}

void lc_gzip_close(z_stream *z)
{
    deflateEnd(z);
}

bool lc_gzip_pack(lc_buf *to, const lc_buf *from)
{
    z_stream z;
    bool good;

    if (!lc_gzip_open(&z))
        return false;
    good = lc_gzip_put(&z, to, from, true);
    lc_gzip_close(&z);
    return good;
}

/* Tiles are kept compressed, as nearly every client takes gzip; a client that
 * does not pays for the unpacking. */
bool lc_gzip_unpack(lc_buf *to, const lc_buf *from)
{
    z_stream z = {0};
    bool good;

    if (inflateInit2(&z, GZIP_BITS) != Z_OK)
        return false;
    good = pump(&z, inflate, Z_NO_FLUSH, to, from);
    inflateEnd(&z);
    return good;
}
