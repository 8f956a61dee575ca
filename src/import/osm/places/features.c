/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/features.c - water, railways, buildings and the base
 * map, as geodata/features.csv sorts them.
 *
 * Features are drawn on the map, and some of them stop people: water, railways
 * and walls of houses between a door and a street.
 */
#include "src/import/osm/places/features.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/feature.h"
#include "src/import/osm/finds.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/read/shape.h"

#include <stdlib.h>
#include <string.h>

/* All features of an extract. */
typedef struct features {
    lc_osm_import *im;
    lc_osm_rules *rules;
    int64_t count;
} features;

/* One that is not written yet. */
typedef struct feature {
    const lc_osm_element *e;
    size_t row; /* of the rules */
    lc_shape shape;
} feature;

#define CLASS_BYTES 256 /* longer values are no classes */

/* The first entry of the list "a;b". */
static void put_class(const char *value, char out[CLASS_BYTES])
{
    size_t len = strcspn(value, ";");

    if (len >= CLASS_BYTES)
        len = lc_utf8_valid(value, CLASS_BYTES - 1);
    memcpy(out, value, len);
    out[len] = '\0';
}

/* Buildings and water are a fifth of the file. What GIS programs join or cut by
 * is not for pictures alone: neighbours would stop touching. */
static bool is_drawn(const char *kind)
{
    return !strcmp(kind, "building") || !strcmp(kind, "water");
}

/* Ids count up in the order of elements, so that files are the same each time.
 */
static lc_status put_feature(features *f, const feature *one, lc_error *err)
{
    const lc_osm_rules *r = f->rules;
    const lc_osm_element *e = one->e;
    const char *key = lc_osm_rules_key(r, one->row);
    const char *blocks = lc_osm_rules_cell(r, one->row, "blocks");
    char id[32], class[CLASS_BYTES];
    lc_stored_feature out = {.id = ++f->count,
                             .osm_id = id,
                             .kind = lc_osm_rules_cell(r, one->row, "kind"),
                             .class = class,
                             .name = lc_osm_element_tag(f->im, e, "name"),
                             .layer = lc_osm_element_layer(f->im, e),
                             .blocks = (int)strtol(blocks, NULL, 10),
                             .shape = one->shape};

    out.drawn = is_drawn(out.kind);
    lc_osm_element_id(e, id);
    put_class(lc_osm_element_tag(f->im, e, key), class);
    return lc_feature_rows_insert(f->im->city, &out, err);
}

/* One element as one of its kinds. */
static lc_status add_feature(const features *f, const lc_osm_element *e,
                             size_t row, lc_osm_finds *out, lc_error *err)
{
    const char *as = lc_osm_rules_cell(f->rules, row, "shape");
    bool line = !strcmp(as, "line") || (!strcmp(as, "wall") && e->type == 'w');
    feature one = {.e = e, .row = row};
    bool whole, wanted;
    lc_status st;

    if (line && e->type != 'w')
        return LIFE_OK;
    st = line ? lc_osm_shape_way(f->im->data, &f->im->data->ways.v[e->at],
                                 false, &one.shape, &whole, err)
              : lc_osm_element_shape(f->im, e, false, &one.shape, err);
    wanted = one.shape.kind == (line ? LIFE_SHAPE_LINE : LIFE_SHAPE_AREA);
    if (!st && wanted)
        st = lc_osm_finds_add(out, &one, err);
    if (st || !wanted)
        lc_shape_clear(&one.shape);
    return st;
}

/* What a multipolygon is, its outer way is not a second time. */
static uint64_t results_of_outer(const features *f, const lc_osm_element *e)
{
    lc_osm_view tags;

    if (e->outer_of == LIFE_OSM_NONE)
        return 0;
    tags = lc_osm_element_view(f->im, &f->im->elements.v[e->outer_of], NAN);
    return lc_osm_rules_match(f->rules, &tags);
}

/* One element may be several things, a lake in a park for one. */
static lc_status find_features(void *ctx, size_t i, unsigned worker,
                               lc_osm_finds *out, lc_error *err)
{
    const features *f = ctx;
    const lc_osm_element *e = &f->im->elements.v[i];
    lc_osm_view tags = lc_osm_element_view(f->im, e, NAN);
    lc_osm_match m = {0};
    uint64_t taken;
    lc_status st = LIFE_OK;

    (void)worker;
    if (e->type == 'n' || !lc_osm_rules_next(f->rules, &tags, &m))
        return LIFE_OK;
    taken = results_of_outer(f, e);
    do {
        size_t result = lc_osm_rules_of_row(f->rules, m.row);

        if (!(taken >> result & 1))
            st = add_feature(f, e, m.row, out, err);
    } while (!st && lc_osm_rules_next(f->rules, &tags, &m));
    return st;
}

static void drop_feature(void *thing)
{
    lc_shape_clear(&((feature *)thing)->shape);
}

static lc_status take_feature(void *ctx, void *thing, lc_error *err)
{
    lc_status st = put_feature(ctx, thing, err);

    drop_feature(thing);
    return st;
}

lc_status lc_osm_features(lc_osm_import *im, lc_error *err)
{
    static const lc_osm_look look = {.what = "base map",
                                     .bytes = sizeof(feature),
                                     .find = find_features,
                                     .take = take_feature,
                                     .drop = drop_feature};
    features f = {.im = im};
    lc_status st =
        lc_osm_rules_open("features.csv", "kind", false, &f.rules, err);

    if (!st)
        st = lc_osm_finds_each(&look, im->elements.n, &f, err);
    im->rows += f.count;
    lc_osm_rules_free(f.rules);
    return st;
}
