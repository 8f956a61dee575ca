/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/send/gzip.h - bytes in the coding "gzip", whole or piece by piece.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SEND_GZIP_H
#define LIFECIRCLE_SRC_HTTP_SEND_GZIP_H

#include "lifecircle/base/buf.h"

#include <zlib.h>

/* All of `from`, added to `to`, whose limit holds. False: no memory, over the
 * limit, or (of unpacking) bytes that are not of the coding. */
bool lc_gzip_pack(lc_buf *to, const lc_buf *from);
bool lc_gzip_unpack(lc_buf *to, const lc_buf *from);

/* The same of what comes in pieces: who gets one can unpack all of it. Holds
 * some 270 KiB until it is closed. */
bool lc_gzip_open(z_stream *z);
bool lc_gzip_put(z_stream *z, lc_buf *to, const lc_buf *piece, bool last);
void lc_gzip_close(z_stream *z);

#endif
