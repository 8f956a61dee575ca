/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/texts.h - texts that are kept once each, in one run of
 * bytes, and named by 32-bit offsets: an extract says "building" and "yes" a
 * hundred thousand times. Offset 0 is "".
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_TEXTS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_TEXTS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"

#include <stddef.h>
#include <stdint.h>

typedef struct lc_osm_texts { /* `= {0}` to begin */
    LC_VEC(char) text;        /* NUL behind each */
    uint32_t *slot;           /* open addressing: an offset, 0: free */
    size_t slot_count, used;
    LC_VEC(char) clean; /* a text with its bad bytes replaced */
    uint64_t bad;       /* texts that had some */
} lc_osm_texts;

/* Its offset; bad UTF-8 and NULs become U+FFFD, and are counted. LIFE_ERR_LIMIT
 * over 4 GiB of text, LIFE_ERR_NOMEM. Constant time, as a rule. */
lc_status lc_osm_texts_put(lc_osm_texts *t, const char *s, size_t len,
                           uint32_t *offset, lc_error *err);
/* 64 bits that depend on every byte. */
uint64_t lc_osm_texts_hash(const char *s, size_t len);
void lc_osm_texts_clear(lc_osm_texts *t);

#endif
