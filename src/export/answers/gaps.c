/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/gaps.c - the gaps of a category, as GeoJSON.
 *
 * A Feature is one gap: homes near to each other that lack the category within
 * the limit. Its outline is there to be looked at; what counts is the weight
 * of its homes, by which the list is ordered.
 */
#include "lifecircle/export/answers/gaps.h"

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/geojson.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "src/export/values/alone.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"
#include "src/export/values/wheels.h"

#include <math.h>

/* What a gap says, of the lc_gap `g`; nearest is the facility nearest to it by
 * walking, `f` NULL where there is none. */
#define GAP_FIELDS(X)                                                          \
    X("rank", LIFE_INTEGER, "", "rank", "次序", lc_cell_whole(i + 1))          \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(lc_category_id(x->w, x->q->category)))                      \
    X("unit", LIFE_TEXT, "", "unit", "单元",                                   \
      lc_cell_text(lc_unit_code(x->w, g->unit)))                               \
    X("unit_name", LIFE_TEXT, "", "unit's name", "单元名称",                   \
      lc_cell_text(lc_unit_name(x->w, g->unit)))                               \
    X("weight", LIFE_MILLI, "", "weight without", "未覆盖权重",                \
      lc_cell_whole(g->weight))                                                \
    X("total", LIFE_MILLI, "", "weight of all", "总权重",                      \
      lc_cell_whole(x->l->total))                                              \
    X("homes", LIFE_INTEGER, "", "homes", "住处数", lc_cell_whole(g->homes))   \
    X("cause", LIFE_TEXT, "", "cause", "成因",                                 \
      lc_cell_text(lc_gap_cause_id(g->cause)))                                 \
    X("nearest", LIFE_TEXT, "", "nearest facility", "最近设施",                \
      lc_cell_text(f ? f->id : NULL))                                          \
    X("nearest_name", LIFE_TEXT, "", "its name", "最近设施名称",               \
      lc_cell_text(f ? f->name : NULL))                                        \
    X("nearest_name_given", LIFE_BOOL, "", "name is the source's",             \
      "名称来自数据源", lc_cell_whole(f && f->name_given))                     \
    X("walk_seconds", LIFE_MILLI, "s", "way, in time", "路程时间",             \
      lc_cell_milli(g->nearest.walk_ms))                                       \
    X("walk_metres", LIFE_MILLI, "m", "way", "路程",                           \
      lc_cell_milli(g->nearest.walk_mm))                                       \
    X("straight_metres", LIFE_DECIMAL(3), "m", "straight line", "直线距离",    \
      lc_cell_real(f ? g->nearest.straight_m : NAN))                           \
    X("detour", LIFE_DECIMAL(3), "", "way by straight line", "绕行系数",       \
      lc_cell_real(detour_of(f, &g->nearest)))

static const lc_export_field fields[] = {GAP_FIELDS(LIFE_FIELD_OF)};
static const lc_fields gap_fields = LIFE_FIELDS(fields);

typedef struct gaps {
    const lc_world *w;
    const lc_gap_query *q;
    const lc_gap_list *l;
} gaps;

/* How many times as long the way is as the straight line. */
static double detour_of(const lc_facility *f, const lc_near *near)
{
    return f && near->straight_m > 0 ? near->walk_mm / 1000.0 / near->straight_m
                                     : NAN;
}

static void add_values(lc_row *r, const gaps *x, uint32_t i)
{
    const lc_gap *g = &x->l->gap[i];
    const lc_facility *f = g->nearest.facility == LIFE_NONE
                               ? NULL
                               : lc_world_facility(x->w, g->nearest.facility);

    GAP_FIELDS(LIFE_VALUE_OF)
}

/* Where one more facility would help most, and whom it would reach; null where
 * none helps. */
static void put_mend(lc_json *j, const lc_gap *g)
{
    lc_lonlat at = lc_pt_lonlat(g->mend);

    if (!g->mend_weight) {
        lc_json_null(j, "mend");
        return;
    }
    lc_json_object(j, "mend");
    lc_json_double(j, "lon", at.lon, 7);
    lc_json_double(j, "lat", at.lat, 7);
    lc_json_milli(j, "gained", g->mend_weight);
    lc_json_end(j);
}

/* Gaps have no id: they are others as soon as a facility is added. */
static void put_gap(lc_json *j, lc_row *row, const gaps *x, uint32_t i)
{
    const lc_geometry outline = {.shape = &x->l->gap[i].outline};

    lc_geojson_begin(j, NULL, &outline);
    add_values(row, x, i);
    lc_members_put(j, &gap_fields, row);
    put_mend(j, &x->l->gap[i]);
    lc_geojson_end(j);
}

/* `found` may be more than there are features: the heaviest alone are drawn. */
void lc_answer_gaps(lc_buf *out, const lc_world *w, const lc_gap_query *q,
                    const lc_gap_list *l)
{
    lc_json j;
    const gaps x = {w, q, l};
    const lc_catset set = lc_catset_of(q->category);
    lc_row row = {0};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "type", "FeatureCollection");
    lc_json_str(&j, "category", lc_category_id(w, q->category));
    lc_json_str(&j, "unit", lc_unit_code(w, q->unit));
    lc_alone_put_of(&j, w, q->unit);
    lc_json_str(&j, "pace", lc_world_pace(w, q->pace)->id);
    lc_json_double(&j, "minutes", q->limit_ms / 60000.0, 3);
    lc_json_str(&j, "weight", lc_home_kind_id(lc_world_home_kind(w)));
    lc_json_str(&j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    if (q->ages) {
        lc_json_str(&j, "age", q->ages);
        lc_json_milli(&j, "ages_unknown", l->untold);
    }
    lc_json_milli(&j, "total", l->total);
    lc_json_milli(&j, "uncovered", l->uncovered);
    lc_json_milli(&j, "unknown", l->unknown);
    lc_json_int(&j, "found", (int64_t)l->found);
    lc_json_str(&j, "attribution", lc_world_source_attribution(w));
    lc_json_str(&j, "data_as_of", lc_as_of_category(w, q->category));
    lc_wheels_put(&j, lc_world_pace(w, q->pace), lc_wheels_of(w, &set));
    lc_json_array(&j, "features");
    for (uint32_t i = 0; i < l->count; i++)
        put_gap(&j, &row, &x, i);
    lc_json_end(&j);
    lc_json_end(&j);
    lc_row_free(&row);
}
