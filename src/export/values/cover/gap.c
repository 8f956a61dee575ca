/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/gap.c - see the header.
 *
 * How far the nearest is stays told where its name may not be: it is a figure
 * about homes.
 */
#include "src/export/values/cover/gap.h"

#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/world/facility.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#include <math.h>

/* Of the lc_gap `g`; nearest is the facility nearest to it by walking, `f` NULL
 * where there is none, or none that may be named. */
#define GAP_FIELDS(X)                                                          \
    X("rank", LIFE_INTEGER, "", "rank", "次序", lc_cell_whole((int64_t)i + 1)) \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(lc_category_id(w, q->category)))                            \
    X("unit", LIFE_TEXT, "", "unit", "单元",                                   \
      lc_cell_text(lc_unit_code(w, g->unit)))                                  \
    X("unit_name", LIFE_TEXT, "", "unit's name", "单元名称",                   \
      lc_cell_text(lc_unit_name(w, g->unit)))                                  \
    X("weight", LIFE_MILLI, "", "weight without", "未覆盖权重",                \
      lc_cell_whole(g->weight))                                                \
    X("total", LIFE_MILLI, "", "weight of all", "总权重",                      \
      lc_cell_whole(l->total))                                                 \
    X("homes", LIFE_INTEGER, "", "homes", "住处数", lc_cell_whole(g->homes))   \
    X("cause", LIFE_TEXT, "", "cause", "成因",                                 \
      lc_cell_text(lc_gap_cause_id(g->cause)))                                 \
    X("over_seconds", LIFE_MILLI, "s", "over the limit", "超出时限",           \
      lc_cell_if(g->nearest.facility != LIFE_NONE,                             \
                 (int64_t)g->nearest.walk_ms - q->limit_ms))                   \
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
      lc_cell_real(straight_of(&g->nearest)))                                  \
    X("detour", LIFE_DECIMAL(3), "", "way by straight line", "绕行系数",       \
      lc_cell_real(detour_of(&g->nearest)))

static const lc_export_field fields[] = {GAP_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_gap_fields = LIFE_FIELDS(fields);

static double straight_of(const lc_near *near)
{
    return near->facility == LIFE_NONE ? NAN : near->straight_m;
}

/* How many times as long the way is as the straight line. */
static double detour_of(const lc_near *near)
{
    return straight_of(near) > 0 ? near->walk_mm / 1000.0 / near->straight_m
                                 : NAN;
}

void lc_gap_values(lc_row *r, const lc_world *w, const lc_gap_query *q,
                   const lc_gap_list *l, size_t i, bool told)
{
    const lc_gap *g = &l->gap[i];
    const lc_facility *f = told && g->nearest.facility != LIFE_NONE
                               ? lc_world_facility(w, g->nearest.facility)
                               : NULL;

    GAP_FIELDS(LIFE_VALUE_OF)
}

/* ---- the barrier ---- */

/* Of the lc_gap `g`; a gap of another cause has none. */
#define BARRIER_FIELDS(X, OF)                                                  \
    X(OF "kind", LIFE_TEXT, "", "kind of barrier", "阻隔",                     \
      lc_cell_text(is ? lc_gap_barrier_id(g->barrier.kind) : NULL))            \
    X(OF "name", LIFE_TEXT, "", "its name", "阻隔名称",                        \
      lc_cell_text(is ? g->barrier.name : NULL))                               \
    X(OF "lon", LIFE_DECIMAL(7), "deg", "longitude where it is met",           \
      "阻隔处经度", lc_cell_real(is ? at.lon : NAN))                           \
    X(OF "lat", LIFE_DECIMAL(7), "deg", "latitude where it is met",            \
      "阻隔处纬度", lc_cell_real(is ? at.lat : NAN))                           \
    X(OF "seconds", LIFE_MILLI, "s", "what it costs", "阻隔增加的时间",        \
      lc_cell_if(is, g->barrier.cost_ms))                                      \
    X(OF "facility", LIFE_TEXT, "", "facility that it stands before",          \
      "阻隔之后的设施", lc_cell_text(f ? f->id : NULL))                        \
    X(OF "facility_name", LIFE_TEXT, "", "name of what it stands before",      \
      "阻隔之后的设施名称", lc_cell_text(f ? f->name : NULL))

static const lc_export_field barrier_members[] = {
    BARRIER_FIELDS(LIFE_FIELD_OF, "")};
static const lc_export_field barrier_columns[] = {
    BARRIER_FIELDS(LIFE_FIELD_OF, "barrier_")};
const lc_fields lc_gap_barrier_fields = LIFE_FIELDS(barrier_members);
const lc_fields lc_gap_barrier_columns = LIFE_FIELDS(barrier_columns);

void lc_gap_barrier_values(lc_row *r, const lc_world *w, const lc_gap *g,
                           bool told)
{
    const lc_lonlat at = lc_pt_lonlat(g->barrier.at);
    bool is = g->cause == LIFE_CAUSE_BARRIER;
    const lc_facility *f = told && is && g->barrier.facility != LIFE_NONE
                               ? lc_world_facility(w, g->barrier.facility)
                               : NULL;

    BARRIER_FIELDS(LIFE_VALUE_OF, "")
}

/* ---- what is shut ---- */

/* Of the lc_gap `g` and its facility `f`. */
#define CLOSED_FIELDS(X)                                                       \
    X("facility", LIFE_TEXT, "", "facility that is closed", "未开放的设施",    \
      lc_cell_text(f->id))                                                     \
    X("name", LIFE_TEXT, "", "its name", "未开放的设施名称",                   \
      lc_cell_text(f->name))                                                   \
    X("name_given", LIFE_BOOL, "", "name is the source's", "名称来自数据源",   \
      lc_cell_whole(f->name_given))                                            \
    X("hours", LIFE_TEXT, "", "opening hours", "开放时间",                     \
      lc_cell_known(f->opening_hours))                                         \
    X("by", LIFE_TEXT, "", "what is closed: its hours, or a way",              \
      "因何不可达", lc_cell_text(g->closed.by_way ? "way" : "hours"))          \
    X("weight", LIFE_MILLI, "", "weight that would have one, were all open",   \
      "全部开放时可达的权重", lc_cell_whole(g->closed.weight))

static const lc_export_field closed_members[] = {CLOSED_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_gap_closed_fields = LIFE_FIELDS(closed_members);

void lc_gap_closed_values(lc_row *r, const lc_world *w, const lc_gap *g)
{
    const lc_facility *f = lc_world_facility(w, g->closed.facility);

    CLOSED_FIELDS(LIFE_VALUE_OF)
}

/* ---- the mend ---- */

#define MEND_FIELDS(X, OF)                                                     \
    X(OF "lon", LIFE_DECIMAL(7), "deg", "longitude of what would mend it",     \
      "宜增设处经度", lc_cell_real(mends ? at.lon : NAN))                      \
    X(OF "lat", LIFE_DECIMAL(7), "deg", "latitude of what would mend it",      \
      "宜增设处纬度", lc_cell_real(mends ? at.lat : NAN))                      \
    X(OF "gained", LIFE_MILLI, "", "weight that it would cover",               \
      "增设后新覆盖的权重", lc_cell_if(mends, g->mend_weight))

static const lc_export_field members[] = {MEND_FIELDS(LIFE_FIELD_OF, "")};
static const lc_export_field columns[] = {MEND_FIELDS(LIFE_FIELD_OF, "mend_")};
const lc_fields lc_gap_mend_fields = LIFE_FIELDS(members);
const lc_fields lc_gap_mend_columns = LIFE_FIELDS(columns);

void lc_gap_mend_values(lc_row *r, const lc_gap *g)
{
    const lc_lonlat at = lc_pt_lonlat(g->mend);
    bool mends = g->mend_weight != 0;

    MEND_FIELDS(LIFE_VALUE_OF, "")
}

/* ---- the new street ---- */

#define LINK_FIELDS(X)                                                         \
    X("link_from_lon", LIFE_DECIMAL(7), "deg",                                 \
      "longitude a new way begins at", "宜新开通道起点经度",                   \
      lc_cell_real(mends ? from.lon : NAN))                                    \
    X("link_from_lat", LIFE_DECIMAL(7), "deg", "latitude a new way begins at", \
      "宜新开通道起点纬度", lc_cell_real(mends ? from.lat : NAN))              \
    X("link_to_lon", LIFE_DECIMAL(7), "deg", "longitude it ends at",           \
      "宜新开通道终点经度", lc_cell_real(mends ? to.lon : NAN))                \
    X("link_to_lat", LIFE_DECIMAL(7), "deg", "latitude it ends at",            \
      "宜新开通道终点纬度", lc_cell_real(mends ? to.lat : NAN))                \
    X("link_metres", LIFE_MILLI, "m", "its length", "宜新开通道长度",          \
      lc_cell_if(mends, g->link.length_mm))                                    \
    X("link_gained", LIFE_MILLI, "",                                           \
      "weight that it would bring within reach", "开通后新覆盖的权重",         \
      lc_cell_if(mends, g->link.gained))

static const lc_export_field link_columns[] = {LINK_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_gap_link_columns = LIFE_FIELDS(link_columns);

void lc_gap_link_values(lc_row *r, const lc_gap *g)
{
    const lc_lonlat from = lc_pt_lonlat(g->link.from);
    const lc_lonlat to = lc_pt_lonlat(g->link.to);
    bool mends = g->link.gained != 0;

    LINK_FIELDS(LIFE_VALUE_OF)
}

/* ---- the gate ---- */

#define GATE_FIELDS(X)                                                         \
    X("gate_lon", LIFE_DECIMAL(7), "deg", "longitude of a gate to open",       \
      "宜开放大门经度", lc_cell_real(mends ? at.lon : NAN))                    \
    X("gate_lat", LIFE_DECIMAL(7), "deg", "latitude of a gate to open",        \
      "宜开放大门纬度", lc_cell_real(mends ? at.lat : NAN))                    \
    X("gate_name", LIFE_TEXT, "", "street that ends at it", "大门处道路",      \
      lc_cell_text(mends ? g->gate.name : NULL))                               \
    X("gate_gained", LIFE_MILLI, "", "weight within reach once it is open",    \
      "开放大门后新覆盖的权重", lc_cell_if(mends, g->gate.gained))

static const lc_export_field gate_columns[] = {GATE_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_gap_gate_columns = LIFE_FIELDS(gate_columns);

void lc_gap_gate_values(lc_row *r, const lc_gap *g)
{
    const lc_lonlat at = lc_pt_lonlat(g->gate.at);
    bool mends = g->gate.gained != 0;

    GATE_FIELDS(LIFE_VALUE_OF)
}
