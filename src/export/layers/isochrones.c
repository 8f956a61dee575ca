/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/isochrones.c - how far one gets on foot from each facility
 * of the categories that are asked for, or from one place: an area for each
 * third of the minutes, the first within the second, within the third.
 *
 * From where it joins the streets, as coverage has it: a park from its edge. A
 * facility's areas are drawn together, as its first row is read, and only they
 * are in memory.
 */
#include "lifecircle/base/budget.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/pace.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#define STEPS 1000 /* of the budget, for each facility */

#define FIELDS(X)                                                              \
    X("facility", LIFE_TEXT, "", "facility", "设施",                           \
      lc_cell_text(f ? f->id : NULL))                                          \
    X("name", LIFE_TEXT, "", "name", "名称", lc_cell_text(f ? f->name : NULL)) \
    X("name_given", LIFE_BOOL, "", "name is the source's", "名称来自数据源",   \
      lc_cell_if(f, f && f->name_given))                                       \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(f ? lc_category_id(l->w, first_of(l, f)) : NULL))           \
    X("unit", LIFE_TEXT, "", "unit", "单元",                                   \
      lc_cell_text(lc_unit_code(l->w, unit)))                                  \
    X("pace", LIFE_TEXT, "", "pace", "步速",                                   \
      lc_cell_text(lc_world_pace(l->w, l->request.q.pace)->id))                \
    X("minutes", LIFE_DECIMAL(3), "min", "limit", "时限",                      \
      lc_cell_real(limit_ms(l, ring) / 60000.0))

static const lc_export_field fields[] = {FIELDS(LIFE_FIELD_OF)};

static uint32_t limit_ms(const lc_layer_rows *l, size_t ring)
{
    return l->request.q.limit_ms * (uint32_t)(ring + 1) / LIFE_LAYER_RINGS;
}

/* The first of the categories asked that it is of; LIFE_CATSET_END: of none. */
static uint32_t first_of(const lc_layer_rows *l, const lc_facility *f)
{
    for (LIFE_CATSET_EACH(c, f->categories))
        if (lc_catset_has(&l->request.categories, c))
            return c;
    return LIFE_CATSET_END;
}

/* Of all categories it would be an area for each facility there is. */
static lc_status check(const lc_layer_rows *l, lc_error *err)
{
    if (l->request.named && l->from)
        return lc_fail_param(err, LIFE_ERR_USAGE, "at",
                             "isochrones are of a place or of categories, not "
                             "of both");
    if (!l->request.named && !l->from)
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "isochrones are of facilities: name the "
                             "categories, or a place");
    return lc_layer_check_walk(l, "isochrones", err);
}

static lc_status open_layer(lc_layer_rows *l, lc_error *err)
{
    static const lc_fields all = LIFE_FIELDS(fields);
    lc_status st = check(l, err);

    if (st)
        return st;
    lc_layer_name_basic(l);
    lc_fieldset_add(&l->columns, &all);
    for (uint32_t i = 0; !l->from && i < lc_world_facility_count(l->w); i++)
        if (first_of(l, lc_world_facility(l->w, i)) != LIFE_CATSET_END &&
            !lc_held_facility(l->w, i) && !lc_vec_push(&l->at, i))
            return lc_no_memory(err, "the facilities");
    l->count = (l->from ? 1 : l->at.n) * LIFE_LAYER_RINGS;
    return LIFE_OK;
}

/* `facility` LIFE_NONE: the place. */
static lc_status draw(const lc_layer_rows *l, uint32_t facility,
                      lc_layer_reader *r, lc_error *err)
{
    uint32_t limit[LIFE_LAYER_RINGS];
    lc_place from;
    lc_status st = lc_budget_spend(STEPS, err);

    if (st)
        return st;
    for (size_t i = 0; i < LIFE_LAYER_RINGS; i++) {
        lc_shape_clear(&r->ring[i]);
        limit[i] = limit_ms(l, i);
    }
    r->drawn = false;
    if (!r->walker)
        r->walker = lc_walker_new(l->study);
    if (!r->walker)
        return lc_no_memory(err, "an isochrone");
    if (l->from)
        st = lc_place_at(r->walker, *l->from, l->request.q.pace, &from, err);
    else
        lc_place_facility(l->w, facility, l->request.q.pace, &from);
    r->ring_unit = from.unit;
    if (st || from.reason != LIFE_REASON_NONE)
        return st;
    return lc_outline_draw(r->walker, &from, limit, LIFE_LAYER_RINGS, r->ring,
                           err);
}

/* Where it joins no street there is nothing to draw. */
static void put_row(const lc_layer_rows *l, const lc_facility *f, size_t ring,
                    const lc_shape *area, uint32_t unit, lc_row *r)
{
    if (area->kind != LIFE_SHAPE_NONE)
        r->geometry.shape = area;
    FIELDS(LIFE_VALUE_OF)
}

static lc_status row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                     lc_error *err)
{
    uint32_t facility = l->from ? LIFE_NONE : l->at.v[i / LIFE_LAYER_RINGS];
    size_t ring = i % LIFE_LAYER_RINGS;
    lc_status st = LIFE_OK;

    if (!r->drawn || r->ring_of != facility)
        st = draw(l, facility, r, err);
    if (st)
        return st;
    r->drawn = true;
    r->ring_of = facility;
    put_row(l, l->from ? NULL : lc_world_facility(l->w, facility), ring,
            &r->ring[ring], r->ring_unit, &r->row);
    return LIFE_OK;
}

extern const lc_export_layer lc_layer_isochrones;
const lc_export_layer lc_layer_isochrones = {
    {LIFE_GEOMETRY_AREA, open_layer, row},
    {LIFE_GEOMETRY_AREA, open_layer, row}};
