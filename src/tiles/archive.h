/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/archive.h - a PMTiles archive, version 3: its tiles into a
 * temporary file, then header, directories, words and tiles to a sink.
 */
#ifndef LIFECIRCLE_SRC_TILES_ARCHIVE_H
#define LIFECIRCLE_SRC_TILES_ARCHIVE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/spool.h"
#include "lifecircle/tiles/package.h"

#include <stdio.h>

typedef struct lc_archive_entry {
    uint64_t id, offset;
    uint32_t length, run; /* so many tiles from `id` on are the same */
} lc_archive_entry;

typedef struct lc_archive { /* `= {0}`, then lc_archive_open() */
    lc_spool spool;
    FILE *file;
    LC_VEC(lc_archive_entry) entry;
    uint64_t bytes, tiles;
    lc_buf last; /* the tile put last */
} lc_archive;

/* For lc_archive_close() also after a failure. */
lc_status lc_archive_open(lc_archive *a, lc_error *err);
/* In the order of ids. */
lc_status lc_archive_put(lc_archive *a, uint64_t id, const lc_buf *tile,
                         lc_error *err);
/* `words` is the metadata as JSON. */
lc_status lc_archive_write(lc_archive *a, const lc_package *p,
                           const lc_buf *words, lc_sink_fn sink, void *ctx,
                           lc_error *err);
void lc_archive_close(lc_archive *a);

#endif
