/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/units.c - units, as areas; null where one has no shape.
 */
#include "lifecircle/base/log.h"
#include "lifecircle/world/unit.h"
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

static lc_status columns(lc_layer_run *run, lc_error *err)
{
    static const lc_fields centre = LIFE_FIELDS(centre_fields);

    (void)err;
    lc_fieldset_add(&run->columns, &lc_unit_fields);
    lc_fieldset_add(&run->columns, &centre);
    return LIFE_OK;
}

/* The centre as two numbers too, for whoever wants a label and no outline. */
static lc_status put(lc_layer_run *run, uint32_t i, lc_error *err)
{
    const lc_unit *u = lc_world_unit(run->w, i);
    lc_lonlat centre = lc_pt_lonlat(u->centre);
    bool alone = lc_world_unit_is_alone(u);
    lc_row *r = &run->row;

    r->id = u->code;
    r->geometry.shape = u->shape;
    lc_unit_values(r, run->w, u);
    CENTRE_FIELDS(LIFE_VALUE_OF)
    return lc_layer_put(run, err);
}

static bool is_asked(const lc_layer_run *run, uint32_t unit)
{
    return !run->level ||
           lc_world_unit(run->w, unit)->level_index == *run->level;
}

static lc_status rows(lc_layer_run *run, lc_error *err)
{
    uint32_t count = (uint32_t)lc_world_unit_count(run->w);
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < count; i++) {
        lc_progress("exporting", i, count);
        if (!lc_held_unit(run->w, i) && is_asked(run, i))
            st = put(run, i, err);
    }
    return st;
}

extern const lc_export_layer lc_layer_units;
const lc_export_layer lc_layer_units = {{LIFE_GEOMETRY_AREA, columns, rows},
                                        {LIFE_GEOMETRY_AREA, columns, rows}};
