/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/units.c - units, as areas; null where one has no shape.
 */
#include "lifecircle/world/pages/unit_pages.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/unit.h"

#include <math.h>

#define CENTRE_FIELDS(X)                                                       \
    X("centre_lon", LIFE_DECIMAL(7), "deg", "middle, longitude", "中心经度",   \
      lc_cell_real(alone ? NAN : centre.lon))                                  \
    X("centre_lat", LIFE_DECIMAL(7), "deg", "middle, latitude", "中心纬度",    \
      lc_cell_real(alone ? NAN : centre.lat))

static const lc_export_field centre_fields[] = {CENTRE_FIELDS(LIFE_FIELD_OF)};

static bool is_asked(const lc_layer_rows *l, uint32_t unit)
{
    return !lc_held_unit(l->w, unit) &&
           (!l->one_level ||
            lc_world_unit(l->w, unit)->level_index == l->level);
}

static lc_status open_layer(lc_layer_rows *l, lc_error *err)
{
    static const lc_fields centre = LIFE_FIELDS(centre_fields);
    size_t units;
    lc_status st = lc_world_unit_rows(l->w, &units, err);

    lc_fieldset_add(&l->columns, &lc_unit_fields);
    lc_fieldset_add(&l->columns, &centre);
    for (uint32_t i = 0; i < units && !st; i++)
        if (is_asked(l, i) && !lc_vec_push(&l->at, i))
            st = lc_no_memory(err, "the units");
    l->count = l->at.n;
    return st;
}

/* The centre as two numbers too, for whoever wants a label and no outline. */
static lc_status row(const lc_layer_rows *l, size_t i, lc_layer_reader *reader,
                     lc_error *err)
{
    const lc_unit *u = lc_world_unit(l->w, l->at.v[i]);
    lc_lonlat centre = lc_pt_lonlat(u->centre);
    bool alone = lc_world_unit_is_alone(u);
    lc_row *r = &reader->row;

    (void)err;
    r->id = u->code;
    r->geometry.shape = u->shape;
    lc_unit_values(r, l->w, u);
    CENTRE_FIELDS(LIFE_VALUE_OF)
    return LIFE_OK;
}

extern const lc_export_layer lc_layer_units;
const lc_export_layer lc_layer_units = {{LIFE_GEOMETRY_AREA, open_layer, row},
                                        {LIFE_GEOMETRY_AREA, open_layer, row}};
