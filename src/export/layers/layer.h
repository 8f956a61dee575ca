/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layer.h - what a layer is. To add one: a file like
 * units.c, and its row in layers.c.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LAYERS_LAYER_H
#define LIFECIRCLE_SRC_EXPORT_LAYERS_LAYER_H

#include "lifecircle/base/mem.h"
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/layers/layers.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/pages/link_pages.h"
#include "lifecircle/world/world.h"

/* The coverage of a level: the rows of each category, one after the other. */
typedef struct lc_layer_kept {
    uint32_t level;
    LC_VEC(lc_coverage_row) row;
    LC_VEC(size_t) end;        /* of each category's rows */
    LC_VEC(uint32_t) category; /* which each is */
    size_t longest;            /* the category with the most rows */
} lc_layer_kept;

/* One layer that is open: constant from then on. */
struct lc_layer_rows {
    lc_study *study;
    const lc_world *w;
    const struct lc_layer_form *form;
    lc_coverage_request request;
    const lc_lonlat *from; /* of isochrones; or NULL */
    bool every_level;
    bool one_level; /* of units: this one alone */
    uint32_t level;
    LC_VEC(const lc_assessment *) assessment; /* of the indicators */
    lc_fieldset columns;
    LC_VEC(uint32_t) at; /* what each row is of, where some have none */
    LC_VEC(size_t) end;  /* of the rows of each of `at`, where it has many */
    LC_VEC(lc_layer_kept) kept; /* of coverage, a level each */
    size_t count;
};

/* What it looks like in a kind of format. */
typedef struct lc_layer_form {
    lc_geometry_kind geometry;
    /* Adds to l->columns, whose want of memory the caller sees; works out what
     * its rows need; sets l->count. */
    lc_status (*open)(lc_layer_rows *l, lc_error *err);
    /* Fills r->row, which is empty, with a value for each column. */
    lc_status (*row)(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                     lc_error *err);
} lc_layer_form;

typedef struct lc_export_layer {
    lc_layer_form map, table;
} lc_export_layer;

/* The levels whose units are rows: from *first up to, and without, what is
 * returned. */
uint32_t lc_layer_levels(const lc_layer_rows *l, uint32_t *first);

/* Of layers that a search is made for: LIFE_ERR_RANGE, with the parameter,
 * where a straight line is asked for, or over 30 minutes, which is as far as
 * the questions about single places go. `who`: "gaps". */
lc_status lc_layer_check_walk(const lc_layer_rows *l, const char *who,
                              lc_error *err);
/* Where all_basic is among the categories asked, those that it is made of are,
 * too. */
void lc_layer_name_basic(lc_layer_rows *l);

/* Where the links for walking meet their streets, as JSON: n of them, of which
 * `at` tells the k-th of its owner, a home or a facility. */
extern const lc_fields lc_layer_link_fields;
typedef lc_status lc_layer_link_fn(const lc_world *w, uint32_t owner, size_t k,
                                   lc_link_at *out, lc_error *err);
lc_status lc_layer_links(const lc_world *w, lc_layer_link_fn *at,
                         uint32_t owner, size_t n, lc_row *r, lc_error *err);

#endif
