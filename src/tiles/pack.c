/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/pack.c - see the header.
 */
#include "src/tiles/pack.h"

#include "lifecircle/base/mem.h"

#include <zlib.h>

/* gzip with no time and no name in it: the same tile, the same bytes. 15 bits
 * are zlib's largest window; 16 more ask for gzip, as HTTP sends it. Level 6 is
 * zlib's own default. */
bool lc_pack_gzip(const lc_buf *in, lc_buf *out)
{
    z_stream z = {0};
    uLong bound;
    unsigned char *bytes;
    bool good;

    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    bound = deflateBound(&z, (uLong)in->len);
    bytes = lc_realloc(NULL, bound, 1);
    z.next_in = (unsigned char *)in->data;
    z.avail_in = (uInt)in->len;
    z.next_out = bytes;
    z.avail_out = (uInt)bound;
    good = bytes && deflate(&z, Z_FINISH) == Z_STREAM_END;
    if (good)
        lc_buf_put(out, bytes, z.total_out);
    deflateEnd(&z);
    lc_free(bytes);
    return good && !out->failed;
}
