/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/read.h - what the readers of OpenStreetMap files share:
 * the unpacked bytes of the file (osm_source.c) and the builder that collects
 * objects in any order (osm_data.c). For osm_*.c, and table.c for the bytes.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_READ_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_READ_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"
#include "src/import/osm/read/data.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_osm_source lc_osm_source;   /* bytes, unpacked */
typedef struct lc_osm_builder lc_osm_builder; /* objects, not yet in order */

/* Opens a regular file; gzip and bzip2 are known by their first bytes. */
lc_status lc_osm_source_open(const char *path, lc_osm_source **out,
                             lc_error *err);
void lc_osm_source_close(lc_osm_source *s); /* NULL is fine */
/* The first unpacked byte that is not read yet; -1 at the end. */
lc_status lc_osm_source_peek(lc_osm_source *s, int *byte, lc_error *err);
/* `want` bytes, fewer only at the end. Shows progress. */
lc_status lc_osm_source_read(lc_osm_source *s, void *out, size_t want,
                             size_t *got, lc_error *err);
uint64_t lc_osm_source_at(const lc_osm_source *s); /* unpacked bytes read */

typedef enum lc_osm_kind {
    LIFE_OSM_NODE,
    LIFE_OSM_WAY,
    LIFE_OSM_RELATION,
    LIFE_OSM_KIND_COUNT
} lc_osm_kind;

typedef struct lc_osm_head { /* what each object has but tags and parts */
    lc_osm_kind kind;
    int64_t id;
    int64_t version; /* 0: not stated */
    bool visible;    /* false: deleted in this version */
    lc_pt pt;        /* nodes alone */
} lc_osm_head;

/* Interns text (bad UTF-8 and NULs become U+FFFD, and are counted). */
lc_status lc_osm_text(lc_osm_builder *b, const char *s, size_t len,
                      uint32_t *offset, lc_error *err);
/* Parts of the object that lc_osm_commit() will name. */
lc_status lc_osm_add_tag(lc_osm_builder *b, lc_osm_tag tag, lc_error *err);
lc_status lc_osm_add_ref(lc_osm_builder *b, int64_t id, lc_error *err);
lc_status lc_osm_add_member(lc_osm_builder *b, lc_osm_member m, lc_error *err);
lc_status lc_osm_commit(lc_osm_builder *b, const lc_osm_head *head,
                        lc_error *err);
void lc_osm_set_header(lc_osm_builder *b, lc_box box);

lc_status lc_osm_pbf_read(lc_osm_source *s, lc_osm_builder *b, lc_error *err);
/* Failures carry their line; `path` names the file in them. */
lc_status lc_osm_xml_read(lc_osm_source *s, const char *path, lc_osm_builder *b,
                          lc_error *err);

#endif
