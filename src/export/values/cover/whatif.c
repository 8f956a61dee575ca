/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/whatif.c - see whatif.h.
 *
 * `before` and `after` are shares as coverage has them: null where under a
 * tenth is known. Beside them stand the figures that they come from.
 */
#include "src/export/values/cover/whatif.h"

#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#define CHANGE_FIELDS(X)                                                       \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(lc_category_id(w, row->category)))                          \
    X("pace", LIFE_TEXT, "", "pace", "步速",                                   \
      lc_cell_text(lc_world_pace(w, q->pace)->id))                             \
    X("minutes", LIFE_DECIMAL(3), "min", "limit", "时限",                      \
      lc_cell_real(q->limit_ms / 60000.0))                                     \
    X("weight", LIFE_TEXT, "", "what homes weigh", "权重的含义",               \
      lc_cell_text(lc_home_kind_id(lc_world_home_kind(w))))                    \
    X("total", LIFE_MILLI, "", "all", "总计",                                  \
      lc_cell_whole(row->before.total))                                        \
    X("before", LIFE_DECIMAL(6), "", "share before", "之前的覆盖率",           \
      lc_cell_real(lc_share_value(before)))                                    \
    X("after", LIFE_DECIMAL(6), "", "share after", "之后的覆盖率",             \
      lc_cell_real(lc_share_value(after)))                                     \
    X("gained", LIFE_MILLI, "", "covered anew", "新覆盖",                      \
      lc_cell_whole(row->gained))                                              \
    X("lost", LIFE_MILLI, "", "covered no more", "不再覆盖",                   \
      lc_cell_whole(row->lost))

#define SIDE_FIELDS(X, BACK, EN, ZH, f, share)                                 \
    X("share_min_" BACK, LIFE_DECIMAL(6), "", "share at least, " EN,           \
      ZH "覆盖率下限", lc_cell_real(lc_share_least(share)))                    \
    X("share_max_" BACK, LIFE_DECIMAL(6), "", "share at most, " EN,            \
      ZH "覆盖率上限", lc_cell_real(lc_share_most(share)))                     \
    X("covered_" BACK, LIFE_MILLI, "", "covered " EN, ZH "已覆盖",             \
      lc_cell_whole((f)->covered))                                             \
    X("uncovered_" BACK, LIFE_MILLI, "", "not covered " EN, ZH "未覆盖",       \
      lc_cell_whole((f)->uncovered))                                           \
    X("unknown_" BACK, LIFE_MILLI, "", "not known " EN, ZH "未知",             \
      lc_cell_whole((f)->unknown))                                             \
    X("median_seconds_" BACK, LIFE_MILLI, "s", "median time " EN,              \
      ZH "中位时间", lc_cell_milli((f)->median))                               \
    X("p90_seconds_" BACK, LIFE_MILLI, "s", "time of nine in ten " EN,         \
      ZH "九成以内时间", lc_cell_milli((f)->p90))

#define BEFORE_FIELDS(X)                                                       \
    SIDE_FIELDS(X, "before", "before", "之前", &row->before, before)
#define AFTER_FIELDS(X)                                                        \
    SIDE_FIELDS(X, "after", "after", "之后", &row->after, after)
#define DATED_FIELDS(X)                                                        \
    X("approximate", LIFE_BOOL, "", "outline is approximate", "边界为近似",    \
      lc_cell_whole(row->unit != LIFE_NONE &&                                  \
                    lc_world_unit(w, row->unit)->approximate))                 \
    X("data_as_of", LIFE_TEXT, "", "data as of", "数据截至",                   \
      lc_cell_text(lc_as_of_category(w, row->category)))

static const lc_export_field fields[] = {
    LIFE_WHERE_FIELDS(LIFE_FIELD_OF) CHANGE_FIELDS(LIFE_FIELD_OF)
        BEFORE_FIELDS(LIFE_FIELD_OF) AFTER_FIELDS(LIFE_FIELD_OF)
            DATED_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_whatif_fields = LIFE_FIELDS(fields);

void lc_whatif_values(lc_row *r, const lc_world *w, const lc_whatif_query *q,
                      const lc_whatif_row *row)
{
    const lc_share before = lc_whatif_share(&row->before);
    const lc_share after = lc_whatif_share(&row->after);

    lc_unit_where(r, w, row->unit, q->level, false);
    CHANGE_FIELDS(LIFE_VALUE_OF)
    BEFORE_FIELDS(LIFE_VALUE_OF)
    AFTER_FIELDS(LIFE_VALUE_OF)
    DATED_FIELDS(LIFE_VALUE_OF)
}
