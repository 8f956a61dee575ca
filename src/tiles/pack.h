/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/pack.h - bytes as gzip, the same each time.
 */
#ifndef LIFECIRCLE_SRC_TILES_PACK_H
#define LIFECIRCLE_SRC_TILES_PACK_H

#include "lifecircle/base/buf.h"

/* At the end of `out`. False: no memory. */
bool lc_pack_gzip(const lc_buf *in, lc_buf *out);

#endif
