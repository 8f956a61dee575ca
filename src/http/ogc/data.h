/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/data.h - the collections of a city: their layers, opened when
 * they are first asked for, and which of their features were asked for lately.
 *
 * Features stand in the order of their ids, shorter ones first, whatever order
 * the city has them in: so a pass that goes on behind an id neither loses nor
 * doubles what two generations have in common.
 *
 * Threads: safe. What is opened is constant.
 * Cost:    of the first look at a layer, that of reading all its rows; 40 bytes
 *          a feature and its id are kept. Selections hold 4 bytes a feature,
 *          at most 16 MiB.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_DATA_H
#define LIFECIRCLE_SRC_HTTP_OGC_DATA_H

#include "lifecircle/export/filter/filter.h"
#include "lifecircle/export/layers/layers.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/study/study.h"

typedef struct lc_ogc_data lc_ogc_data;

/* What collections there are; the order is theirs in lists. */
typedef struct lc_ogc_kind {
    const char *id;
    const char *en, *zh;             /* title */
    const char *about_en, *about_zh; /* a sentence, English and Chinese */
    const char *date; /* the field that datetime is about, or NULL */
    bool pieces;      /* an id is of several features */
} lc_ogc_kind;
#define LIFE_OGC_KINDS 6
extern const lc_ogc_kind lc_ogc_data_kinds[LIFE_OGC_KINDS];

typedef struct lc_ogc_layer { /* one that is open */
    const lc_ogc_kind *kind;
    lc_layer_rows *rows;
    lc_fields fields;
    size_t count;
    uint32_t *row;   /* of each feature, in the order of ids */
    const char **id; /* of each */
    lc_arena *ids;
    lc_index *index;    /* of boxes, by feature */
    uint32_t *unplaced; /* features without a geometry, rising */
    size_t unplaced_count;
} lc_ogc_layer;

/* The study is borrowed. NULL: no memory. */
lc_ogc_data *lc_ogc_data_new(lc_study *study);
void lc_ogc_data_free(lc_ogc_data *d); /* NULL is fine */

/* About the extent of the city's data. Cost: none; its outline may have a
 * hundred thousand corners, and each request asks. */
lc_box lc_ogc_data_extent(const lc_ogc_data *d);

/* LIFE_ERR_NOT_FOUND, or why it can't be opened. */
lc_status lc_ogc_data_layer(lc_ogc_data *d, const char *id,
                            const lc_ogc_layer **out, lc_error *err);
/* One of the kinds; LIFE_ERR_NOT_FOUND, with the list. */
lc_status lc_ogc_data_kind(const char *id, const lc_ogc_kind **out,
                           lc_error *err);
/* Whether it is open, so that it costs nothing. */
bool lc_ogc_data_is_open(lc_ogc_data *d, const char *id);

/* The feature of an id, or where one would stand; false: there is none. */
bool lc_ogc_data_find(const lc_ogc_layer *l, const char *id, size_t *at);

/* Which features are wanted: all that hold. */
typedef struct lc_ogc_wish {
    const char *key;      /* what tells it from others of the layer */
    lc_filter *filter[4]; /* each NULL or to be kept by */
    bool has_box;         /* or without a geometry */
    lc_box box;
} lc_ogc_wish;

typedef struct lc_ogc_chosen lc_ogc_chosen;
/* Features, rising; until it is given back. Worked out once for a key. */
lc_status lc_ogc_data_choose(lc_ogc_data *d, const lc_ogc_layer *l,
                             const lc_ogc_wish *wish, lc_ogc_chosen **out,
                             lc_error *err);
const uint32_t *lc_ogc_data_chosen(const lc_ogc_chosen *c, size_t *count);
void lc_ogc_data_give(lc_ogc_data *d, lc_ogc_chosen *c); /* NULL is fine */

#endif
