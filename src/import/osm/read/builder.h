/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/builder.h - collects the objects of an extract, in any
 * order.
 *
 * Threads: a builder belongs to one thread. Memory: all that the file says,
 * until it is settled.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_BUILDER_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_BUILDER_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"
#include "src/import/bytes/source.h"
#include "src/import/osm/read/data.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_osm_builder lc_osm_builder; /* objects, not yet in order */

/* Fills `d`; with `clip`, nodes outside the box are dropped. Both are
 * borrowed. LIFE_ERR_NOMEM. */
lc_status lc_osm_builder_open(lc_osm_data *d, const lc_box *clip,
                              lc_osm_builder **out, lc_error *err);
void lc_osm_builder_close(lc_osm_builder *b); /* NULL is fine */
/* What the objects are read from, borrowed: they may come to as much as bound.h
 * says of the bytes read so far, beyond which adding is LIFE_ERR_LIMIT. */
void lc_osm_builder_from(lc_osm_builder *b, const lc_bytes_source *s);
/* Once all are there: sorts them, keeps one of each id, and lays out the
 * text. LIFE_ERR_NOMEM. */
lc_status lc_osm_builder_settle(lc_osm_builder *b, lc_error *err);

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
    bool centered;   /* ways and relations: `pt` is their middle */
    lc_pt pt;        /* of nodes: where it is */
} lc_osm_head;

/* Interns text (bad UTF-8 and NULs become U+FFFD, and are counted). */
lc_status lc_osm_builder_text(lc_osm_builder *b, const char *s, size_t len,
                              uint32_t *offset, lc_error *err);
/* Parts of the object that lc_osm_builder_commit() will name. */
lc_status lc_osm_builder_tag(lc_osm_builder *b, lc_osm_tag tag, lc_error *err);
lc_status lc_osm_builder_ref(lc_osm_builder *b, int64_t id, lc_error *err);
lc_status lc_osm_builder_member(lc_osm_builder *b, lc_osm_member m,
                                lc_error *err);
lc_status lc_osm_builder_commit(lc_osm_builder *b, const lc_osm_head *head,
                                lc_error *err);
/* A place of a node that the file gives in passing, beside a ref to it: it is
 * that node, unless the file has the node itself. May stand while any object is
 * at hand. LIFE_ERR_NOMEM, LIFE_ERR_PARSE. */
lc_status lc_osm_builder_place(lc_osm_builder *b, int64_t id, lc_pt pt,
                               lc_error *err);
/* A point of a line that is given without its nodes; NULL: one that is left
 * out. Equal points are one node. They are refs of the way that is committed
 * next, or that lc_osm_builder_line() names while a relation is at hand. */
lc_status lc_osm_builder_point(lc_osm_builder *b, const lc_pt *pt,
                               lc_error *err);
lc_status lc_osm_builder_line(lc_osm_builder *b, int64_t way, lc_error *err);
/* A place that the file says is undefined: counted, and told. */
void lc_osm_builder_unplaced(lc_osm_builder *b);
void lc_osm_builder_header(lc_osm_builder *b, lc_box box);
/* Takes when the file, and each object, is of. */
lc_osm_dated *lc_osm_builder_dated(lc_osm_builder *b);

#endif
