/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/evaluation.c - see evaluation.h.
 */
#include "src/export/values/cover/evaluation.h"

#include "lifecircle/world/as_of.h"

#include <math.h>

static lc_cell real(const lc_indicator *v, double value)
{
    return lc_cell_real(v ? value : NAN);
}

/* clang-format off */
#define RULES(X)                                                               \
    X("rule", LIFE_TEXT, "", "rule", "指标代码", lc_cell_text(u->id))          \
    X("name_zh", LIFE_TEXT, "", "name in Chinese", "指标",                     \
      lc_cell_text(u->name_zh))                                                \
    X("name_en", LIFE_TEXT, "", "name in English", "指标英文名",               \
      lc_cell_text(u->name_en))                                                \
    X("group", LIFE_TEXT, "", "line of duty", "条线", lc_cell_text(u->group))  \
    X("unit_en", LIFE_TEXT, "", "unit of the values", "单位英文名",            \
      lc_cell_text(b->unit_en))                                                \
    X("unit_zh", LIFE_TEXT, "", "unit of the values, in Chinese", "单位",      \
      lc_cell_text(b->unit_zh))                                                \
    X("base", LIFE_DECIMAL(6), "", "first value", "基期值",                    \
      lc_cell_real(b->progress.first))                                         \
    X("base_year", LIFE_INTEGER, "", "year of it", "基期年份",                 \
      lc_cell_if(b->progress.first_year > 0, b->progress.first_year))          \
    X("before", LIFE_DECIMAL(6), "", "value before", "上期值",                 \
      real(a, a ? a->value : 0))                                               \
    X("before_min", LIFE_DECIMAL(6), "", "before, at least", "上期值下限",     \
      real(a, a ? a->low : 0))                                                 \
    X("before_max", LIFE_DECIMAL(6), "", "before, at most", "上期值上限",      \
      real(a, a ? a->high : 0))                                                \
    X("after", LIFE_DECIMAL(6), "", "value now", "现值",                       \
      lc_cell_real(b->value))                                                  \
    X("after_min", LIFE_DECIMAL(6), "", "now, at least", "现值下限",           \
      lc_cell_real(b->low))                                                    \
    X("after_max", LIFE_DECIMAL(6), "", "now, at most", "现值上限",            \
      lc_cell_real(b->high))                                                   \
    X("change", LIFE_DECIMAL(6), "", "change", "变化",                         \
      lc_cell_real(one->change))                                               \
    X("move", LIFE_TEXT, "", "which way it moved", "变化方向",                 \
      lc_cell_known(lc_evaluation_move(one->move)))                            \
    X("target", LIFE_DECIMAL(6), "", "target", "目标",                         \
      lc_cell_real(b->target))                                                 \
    X("target_year", LIFE_INTEGER, "", "year of the target", "目标年份",       \
      lc_cell_if(b->target_year > 0, b->target_year))                          \
    X("verdict_before", LIFE_TEXT, "", "verdict before", "上期结论",           \
      lc_cell_text(a ? lc_indicator_verdict_id(a->verdict) : NULL))            \
    X("verdict", LIFE_TEXT, "", "verdict now", "结论",                         \
      lc_cell_text(lc_indicator_verdict_id(b->verdict)))                       \
    X("progress_before", LIFE_DECIMAL(3), "%",                                 \
      "of the way to the target, before", "上期完成进度",                      \
      real(a, a ? a->progress.percent : 0))                                    \
    X("progress", LIFE_DECIMAL(3), "%", "of the way to the target",            \
      "完成进度", lc_cell_real(b->progress.percent))                           \
    X("progress_min", LIFE_DECIMAL(3), "%", "of the way, at least",            \
      "完成进度下限", lc_cell_real(b->progress.low))                           \
    X("progress_max", LIFE_DECIMAL(3), "%", "of the way, at most",             \
      "完成进度上限", lc_cell_real(b->progress.high))                          \
    X("progress_state", LIFE_TEXT, "", "how it stands", "进展状况",            \
      lc_cell_known(lc_progress_state_id(b->progress.state)))                  \
    X("time", LIFE_DECIMAL(3), "%", "of the time to the target", "时间进度",   \
      lc_cell_real(one->time))                                                 \
    X("before_as_of", LIFE_TEXT, "", "data before as of", "上期数据截至",      \
      lc_cell_text(e->has_before ? lc_as_of_city(e->before.world) : NULL))     \
    X("data_as_of", LIFE_TEXT, "", "data as of", "数据截至",                   \
      lc_cell_text(lc_as_of_city(e->after.world)))

static const lc_export_field rules[] = {RULES(LIFE_FIELD_OF)};
const lc_fields lc_evaluated_fields = LIFE_FIELDS(rules);

void lc_evaluated_values(lc_row *r, const lc_evaluation *e,
                         const lc_evaluated *one)
{
    const lc_indicator *a = one->before, *b = one->after;
    const lc_rule *u = b->rule;

    RULES(LIFE_VALUE_OF)
}

/* ---- all of a unit's ---- */

/* Rules that are only shown are no more unknown than met. */
static int64_t unknown(const lc_report *r)
{
    return (int64_t)(r->tally[LIFE_VERDICT_UNKNOWN] - r->shown);
}

#define TALLY(r, verdict) (int64_t)(r).tally[LIFE_VERDICT_##verdict]
#define COUNTS(X)                                                              \
    X("met_before", LIFE_INTEGER, "", "rules met before", "上期达标项",        \
      lc_cell_if(e->has_before, TALLY(e->before, PASS)))                       \
    X("met", LIFE_INTEGER, "", "rules met", "达标项",                          \
      lc_cell_whole(TALLY(e->after, PASS)))                                    \
    X("failed_before", LIFE_INTEGER, "", "rules missed before",                \
      "上期未达标项", lc_cell_if(e->has_before, TALLY(e->before, FAIL)))       \
    X("failed", LIFE_INTEGER, "", "rules missed", "未达标项",                  \
      lc_cell_whole(TALLY(e->after, FAIL)))                                    \
    X("unknown_before", LIFE_INTEGER, "", "not known before", "上期未知项",    \
      lc_cell_if(e->has_before, unknown(&e->before)))                          \
    X("unknown", LIFE_INTEGER, "", "not known", "未知项",                      \
      lc_cell_whole(unknown(&e->after)))                                       \
    X("better", LIFE_INTEGER, "", "rules that became better", "变好的项",      \
      lc_cell_whole((int64_t)e->tally[LIFE_MOVE_BETTER]))                      \
    X("worse", LIFE_INTEGER, "", "rules that became worse", "变差的项",        \
      lc_cell_whole((int64_t)e->tally[LIFE_MOVE_WORSE]))                       \
    X("same", LIFE_INTEGER, "", "rules that did not move", "不变的项",         \
      lc_cell_whole((int64_t)e->tally[LIFE_MOVE_SAME]))                        \
    X("unsure", LIFE_INTEGER, "", "of which it isn't certain",                 \
      "变化未定的项", lc_cell_whole((int64_t)e->tally[LIFE_MOVE_UNSURE]))
/* clang-format on */

static const lc_export_field counts[] = {COUNTS(LIFE_FIELD_OF)};
const lc_fields lc_evaluation_fields = LIFE_FIELDS(counts);

void lc_evaluation_values(lc_row *r, const lc_evaluation *e)
{
    COUNTS(LIFE_VALUE_OF)
}
