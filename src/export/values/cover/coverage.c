/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/coverage.c - see coverage.h.
 *
 * One table of fields for three answers (JSON, CSV and the layer). Three
 * shares stand side by side: of what is known, and the least and the most that
 * it can be when what isn't known falls out badly or well; the first is null
 * where under a tenth is known.
 */
#include "src/export/values/cover/coverage.h"

#include "lifecircle/study/cover/week.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"
#include "src/export/values/when.h"

/* The weight that is unknown, by reason. */
static lc_cell reasons_of(lc_row *r, const lc_coverage_row *row)
{
    lc_buf text = {0};
    lc_cell v;
    lc_json j;

    lc_json_init(&j, &text);
    lc_json_object(&j, NULL);
    for (int i = 0; i < LIFE_REASON_COUNT; i++)
        if (row->by_reason[i] != 0 && lc_reason_id((lc_reason)i))
            lc_json_milli(&j, lc_reason_id((lc_reason)i), row->by_reason[i]);
    lc_json_end(&j);
    v = lc_row_text(r, &text);
    lc_buf_free(&text);
    return v;
}

/* Absent where it is asked for a pace that doesn't heed it. */
static lc_cell unstated_of(const lc_world *w, const lc_coverage_query *q,
                           const lc_coverage_row *row)
{
    return lc_world_pace(w, q->pace)->wheels
               ? lc_cell_whole(row->wheels_unstated)
               : lc_cell_absent();
}

/* A number of services has a mean, and none of what is told of one. */
static lc_cell of_one(const lc_coverage_query *q, lc_cell v)
{
    return q->category == LIFE_BASIC_COUNT ? lc_cell_absent() : v;
}

/* By straight line the limit and the percentiles are metres: these three lines
 * have two forms, and the others stand around them. */
#define ASKED(X)                                                               \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(lc_category_id(w, q->category)))                            \
    X("mode", LIFE_TEXT, "", "walk or straight", "步行或直线",                 \
      lc_cell_text(q->straight ? "straight" : "walk"))                         \
    X("pace", LIFE_TEXT, "", "pace", "步速",                                   \
      lc_cell_text(q->straight && !lc_world_pace(w, q->pace)->wheels           \
                       ? NULL                                                  \
                       : lc_world_pace(w, q->pace)->id))
#define MINUTES(X)                                                             \
    X("minutes", LIFE_DECIMAL(3), "min", "limit", "时限",                      \
      lc_cell_real(q->limit_ms / 60000.0))
#define RADIUS(X)                                                              \
    X("radius_m", LIFE_MILLI, "m", "radius", "半径",                           \
      lc_cell_whole(q->radius_mm))
#define OPEN(X)                                                                \
    X("open_at", LIFE_TEXT, "", "what is open at", "只算何时开放的",           \
      lc_when_cell(r, q->when))
#define AGED(X)                                                                \
    X("age", LIFE_TEXT, "", "ages counted", "计入的年龄段",                    \
      lc_cell_text(req->ages))                                                 \
    X("ages_unknown", LIFE_MILLI, "", "in homes without ages, not counted",    \
      "年龄不明、未计入的", lc_cell_whole(row->untold))
#define WEIGHTS(X)                                                             \
    X("weight", LIFE_TEXT, "", "what homes weigh", "权重的含义",               \
      lc_cell_text(lc_home_kind_id(lc_world_home_kind(w))))                    \
    X("total", LIFE_MILLI, "", "all", "总计", lc_cell_whole(row->total))       \
    X("covered", LIFE_MILLI, "", "covered", "已覆盖",                          \
      of_one(q, lc_cell_whole(row->covered)))                                  \
    X("uncovered", LIFE_MILLI, "", "not covered", "未覆盖",                    \
      of_one(q, lc_cell_whole(row->uncovered)))                                \
    X("unknown", LIFE_MILLI, "", "not known", "未知",                          \
      of_one(q, lc_cell_whole(row->unknown)))                                  \
    X("share", LIFE_DECIMAL(6), "", "share of what is known",                  \
      "已知部分覆盖率",                                                        \
      of_one(q, lc_cell_real(lc_share_value(lc_coverage_share(row)))))         \
    X("share_min", LIFE_DECIMAL(6), "", "share at least", "覆盖率下限",        \
      of_one(q, lc_cell_real(lc_share_least(lc_coverage_share(row)))))         \
    X("share_max", LIFE_DECIMAL(6), "", "share at most", "覆盖率上限",         \
      of_one(q, lc_cell_real(lc_share_most(lc_coverage_share(row)))))
#define TIMES(X)                                                               \
    X("median_seconds", LIFE_MILLI, "s", "median time", "中位时间",            \
      of_one(q, lc_cell_milli(row->median)))                                   \
    X("p90_seconds", LIFE_MILLI, "s", "time of nine in ten", "九成以内时间",   \
      of_one(q, lc_cell_milli(row->p90)))
#define DISTANCES(X)                                                           \
    X("median_metres", LIFE_MILLI, "m", "median distance", "中位距离",         \
      of_one(q, lc_cell_milli(row->median)))                                   \
    X("p90_metres", LIFE_MILLI, "m", "distance of nine in ten",                \
      "九成以内距离", of_one(q, lc_cell_milli(row->p90)))
#define REST(X)                                                                \
    X("facilities_inside", LIFE_INTEGER, "", "facilities inside", "区内设施",  \
      lc_cell_whole(row->facilities_inside))                                   \
    X("wheelchair_unstated", LIFE_INTEGER, "",                                 \
      "of these, who says nothing of wheelchairs", "其中未说明轮椅能否进入的", \
      unstated_of(w, q, row))                                                  \
    X("unknown_reasons", LIFE_JSON, "", "what is not known, by reason",        \
      "未知的原因", of_one(q, reasons_of(r, row)))                             \
    X("approximate", LIFE_BOOL, "", "outline is approximate", "边界为近似",    \
      lc_cell_whole(row->unit != LIFE_NONE &&                                  \
                    lc_world_unit(w, row->unit)->approximate))                 \
    X("data_as_of", LIFE_TEXT, "", "data as of", "数据截至",                   \
      lc_cell_text(lc_as_of_category(w, q->category)))

#define WEEK(X)                                                                \
    X("week_share", LIFE_DECIMAL(6), "",                                       \
      "share of the week, of what is known", "一周中可达的比例",               \
      lc_cell_real(lc_share_value(lc_week_share(row->week))))                  \
    X("week_min", LIFE_DECIMAL(6), "", "of the week at least", "一周下限",     \
      lc_cell_real(lc_share_least(lc_week_share(row->week))))                  \
    X("week_max", LIFE_DECIMAL(6), "", "of the week at most", "一周上限",      \
      lc_cell_real(lc_share_most(lc_week_share(row->week))))                   \
    X("evening_share", LIFE_DECIMAL(6), "", "of evenings, 18 to 22",           \
      "晚间（18–22点）可达的比例",                                             \
      lc_cell_real(lc_share_value(lc_week_evenings(row->week))))               \
    X("evening_min", LIFE_DECIMAL(6), "", "of evenings at least", "晚间下限",  \
      lc_cell_real(lc_share_least(lc_week_evenings(row->week))))               \
    X("evening_max", LIFE_DECIMAL(6), "", "of evenings at most", "晚间上限",   \
      lc_cell_real(lc_share_most(lc_week_evenings(row->week))))                \
    X("weekend_share", LIFE_DECIMAL(6), "", "of the weekend",                  \
      "周末可达的比例",                                                        \
      lc_cell_real(lc_share_value(lc_week_weekend(row->week))))                \
    X("weekend_min", LIFE_DECIMAL(6), "", "of the weekend at least",           \
      "周末下限", lc_cell_real(lc_share_least(lc_week_weekend(row->week))))    \
    X("weekend_max", LIFE_DECIMAL(6), "", "of the weekend at most",            \
      "周末上限", lc_cell_real(lc_share_most(lc_week_weekend(row->week))))
/* Of one hour: its mean over the minutes. */
#define HOUR(X)                                                                \
    X("day", LIFE_INTEGER, "", "day of the week, 1 is Monday",                 \
      "星期几（1为周一）", lc_cell_whole(hour / 24 + 1))                       \
    X("hour", LIFE_INTEGER, "", "hour of the day", "几点",                     \
      lc_cell_whole(hour % 24))                                                \
    X("weight", LIFE_TEXT, "", "what homes weigh", "权重的含义",               \
      lc_cell_text(lc_home_kind_id(lc_world_home_kind(w))))                    \
    X("total", LIFE_MILLI, "", "all", "总计", lc_cell_whole(row->total))       \
    X("share", LIFE_DECIMAL(6), "", "share of what is known",                  \
      "已知部分覆盖率", lc_cell_real(lc_share_value(share)))                   \
    X("share_min", LIFE_DECIMAL(6), "", "share at least", "覆盖率下限",        \
      lc_cell_real(lc_share_least(share)))                                     \
    X("share_max", LIFE_DECIMAL(6), "", "share at most", "覆盖率上限",         \
      lc_cell_real(lc_share_most(share)))

static const lc_export_field where[] = {LIFE_WHERE_FIELDS(LIFE_FIELD_OF)
                                            ASKED(LIFE_FIELD_OF)};
static const lc_export_field minutes[] = {MINUTES(LIFE_FIELD_OF)};
static const lc_export_field radius[] = {RADIUS(LIFE_FIELD_OF)};
static const lc_export_field open[] = {OPEN(LIFE_FIELD_OF)};
static const lc_export_field aged[] = {AGED(LIFE_FIELD_OF)};
static const lc_export_field weights[] = {WEIGHTS(LIFE_FIELD_OF)};
static const lc_export_field times[] = {TIMES(LIFE_FIELD_OF)};
static const lc_export_field distances[] = {DISTANCES(LIFE_FIELD_OF)};
static const lc_export_field rest[] = {REST(LIFE_FIELD_OF)};
static const lc_export_field week[] = {WEEK(LIFE_FIELD_OF)};
static const lc_export_field hours[] = {HOUR(LIFE_FIELD_OF)};
static const lc_export_field number[] = {LIFE_BASIC_FIELDS(LIFE_FIELD_OF)};

static void put_number(lc_row *r, const lc_coverage_query *q,
                       const lc_coverage_row *row)
{
    if (q->category == LIFE_BASIC_COUNT) {
        LIFE_BASIC_FIELDS(LIFE_VALUE_OF)
        return;
    }
    for (size_t i = 0; i < sizeof number / sizeof *number; i++)
        lc_row_add(r, lc_cell_absent());
}

#define ADD(set, array)                                                        \
    lc_fieldset_add(set, &(const lc_fields)LIFE_FIELDS(array))

/* In the order of lc_coverage_values(). */
void lc_coverage_columns(lc_fieldset *set, const lc_coverage_request *req)
{
    ADD(set, where);
    if (req->q.straight)
        ADD(set, radius);
    else
        ADD(set, minutes);
    if (req->q.when.kind != LIFE_WHEN_ANY)
        ADD(set, open);
    if (req->ages)
        ADD(set, aged);
    if (req->hours == LIFE_HOURS_TABLE) {
        ADD(set, hours);
        return;
    }
    ADD(set, weights);
    if (req->q.straight)
        ADD(set, distances);
    else
        ADD(set, times);
    ADD(set, rest);
    if (req->hours == LIFE_HOURS_WEEK)
        ADD(set, week);
    if (req->counted)
        ADD(set, number);
}

void lc_coverage_values(lc_row *r, const lc_world *w,
                        const lc_coverage_request *req,
                        const lc_coverage_query *q, const lc_coverage_row *row)
{
    lc_unit_where(r, w, row->unit, req->level, req->area != NULL);
    ASKED(LIFE_VALUE_OF)
    if (q->straight) {
        RADIUS(LIFE_VALUE_OF)
    } else {
        MINUTES(LIFE_VALUE_OF)
    }
    if (req->q.when.kind != LIFE_WHEN_ANY) {
        OPEN(LIFE_VALUE_OF)
    }
    if (req->ages) {
        AGED(LIFE_VALUE_OF)
    }
    WEIGHTS(LIFE_VALUE_OF)
    TIMES(LIFE_VALUE_OF) /* the same two values as distances */
    REST(LIFE_VALUE_OF)
    if (req->hours == LIFE_HOURS_WEEK) {
        WEEK(LIFE_VALUE_OF)
    }
    if (req->counted)
        put_number(r, q, row);
}

void lc_coverage_hour_values(lc_row *r, const lc_world *w,
                             const lc_coverage_request *req,
                             const lc_coverage_query *q,
                             const lc_coverage_row *row, unsigned hour)
{
    lc_share share = lc_week_hour(row->week, hour);

    lc_unit_where(r, w, row->unit, req->level, req->area != NULL);
    ASKED(LIFE_VALUE_OF)
    MINUTES(LIFE_VALUE_OF)
    if (req->ages) {
        AGED(LIFE_VALUE_OF)
    }
    HOUR(LIFE_VALUE_OF)
}
