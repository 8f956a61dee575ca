/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/indicator.c - see indicator.h.
 *
 * The columns stand in groups: the rule, what was measured, what was published
 * and how much of the way is done, what is lacking,
 * what that rests on, where the rule comes from. Column and value are made
 * from the same line, so that they can't come apart.
 */
#include "src/export/values/indicator.h"

#include "lifecircle/words/figures.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/words/rules.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/rule.h"

/* ---- of whom ---- */

#define UNIT_FIELDS(X)                                                         \
    X("unit_code", LIFE_TEXT, "", "unit", "单元",                              \
      lc_cell_text(u ? u->code : NULL))                                        \
    X("unit_name", LIFE_TEXT, "", "unit's name", "单元名称",                   \
      lc_cell_text(u ? u->name : NULL))                                        \
    X("level", LIFE_TEXT, "", "level", "层级",                                 \
      lc_cell_text(u ? u->level : NULL))

static const lc_export_field unit_fields[] = {UNIT_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_indicator_unit_fields = LIFE_FIELDS(unit_fields);

void lc_indicator_unit(lc_row *r, const lc_world *w, uint32_t unit)
{
    const lc_unit *u = unit == LIFE_NONE ? NULL : lc_world_unit(w, unit);

    UNIT_FIELDS(LIFE_VALUE_OF)
}

/* ---- by whose rules ---- */

#define STANDARD_FIELDS(X)                                                     \
    X("standard", LIFE_TEXT, "", "standard", "标准",                           \
      lc_cell_text(lc_standard_id(s)))                                         \
    X("standard_whose_zh", LIFE_TEXT, "", "whose, in Chinese", "谁的标准",     \
      lc_cell_known(lc_standard_whose_zh(s)))                                  \
    X("standard_whose_en", LIFE_TEXT, "", "whose, in English",                 \
      "谁的标准（英文）", lc_cell_known(lc_standard_whose_en(s)))

static const lc_export_field standard_fields[] = {
    STANDARD_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_indicator_standard_fields = LIFE_FIELDS(standard_fields);

void lc_indicator_standard(lc_row *r, const lc_standard *s)
{
    STANDARD_FIELDS(LIFE_VALUE_OF)
}

/* ---- the indicator ---- */

/* What is missing, in one language. */
static lc_cell missing_of(lc_row *r, const lc_world *w, const lc_indicator *v,
                          lc_lang lang)
{
    const char **words = lc_row_words(r, v->missing_count);
    lc_buf text = {0};

    for (size_t i = 0; words && i < v->missing_count; i++) {
        lc_buf_clear(&text);
        lc_missing_text(&text, w, &v->missing[i], lang);
        words[i] = lc_row_text(r, &text).is.text;
    }
    lc_buf_free(&text);
    return lc_cell_list(words, words ? v->missing_count : 0);
}

/* Those of the kinds that a unit must have, each by its id, or in Chinese by
 * its name: as what is missing is told. */
static lc_cell kinds_of(lc_row *r, const lc_world *w, const lc_indicator *v,
                        uint32_t kinds, lc_lang lang)
{
    const char **words = lc_row_words(r, v->rule->asked_count);
    size_t n = 0;

    for (size_t i = 0; words && i < v->rule->asked_count; i++) {
        const lc_rule_asked *one = &v->rule->asked[i];

        if (!(kinds >> i & 1))
            continue;
        words[n++] = lang == LIFE_LANG_ZH || one->word
                         ? lc_rules_asked(w, one, lang)
                         : lc_world_category(w, one->category)->id;
    }
    return lc_cell_list(words, n);
}

/* The gap as one number: people where they are counted, else what is lacking
 * in facilities, beds ... */
static double gap_of(const lc_indicator *v)
{
    return v->gap_weight >= 0 ? (double)v->gap_weight / 1000 : v->gap_amount;
}

static const char *gap_unit_of(const lc_world *w, const lc_indicator *v)
{
    return v->gap_weight >= 0 ? lc_home_kind_id(lc_world_home_kind(w))
                              : v->gap_unit_en;
}

/* Ids; "" where there is nothing to be compared with. */
static const char *comparison(const lc_rule *u)
{
    static const char *const names[] = {[LIFE_AT_LEAST] = "at_least",
                                        [LIFE_AT_MOST] = "at_most",
                                        [LIFE_MORE_THAN] = "more_than",
                                        [LIFE_NOT_JUDGED] = ""};

    return names[u->op];
}

/* "2023: 96", a year each. */
static lc_cell history_of(lc_row *r, const lc_indicator *v)
{
    const char **words = lc_row_words(r, v->history_count);
    lc_buf text = {0};

    for (size_t i = 0; words && i < v->history_count; i++) {
        const lc_published *one = &v->history[i];

        lc_buf_clear(&text);
        if (one->year)
            lc_buf_printf(&text, "%d: ", one->year);
        lc_buf_printf(&text, "%.10g", one->value);
        words[i] = lc_row_text(r, &text).is.text;
    }
    lc_buf_free(&text);
    return lc_cell_list(words, words ? v->history_count : 0);
}

/* What the report page says of it, for whoever shows a row to people. */
static lc_cell said(lc_row *r, const lc_indicator *v,
                    void (*text)(lc_buf *out, const lc_indicator *v,
                                 lc_lang lang),
                    lc_lang lang)
{
    lc_buf line = {0};
    lc_cell cell = lc_cell_text(NULL);

    text(&line, v, lang);
    if (line.len)
        cell = lc_row_text(r, &line);
    lc_buf_free(&line);
    return cell;
}

/* Where nothing was published, or there is no way to go, nothing is said. */
static const char *progress_by(const lc_rule_progress *p)
{
    if (!p->state)
        return "";
    return p->by_published ? "published" : "computed";
}

#define MEASURED(X)                                                            \
    X("verdict", LIFE_TEXT, "", "verdict", "结论",                             \
      lc_cell_text(lc_indicator_verdict_id(v->verdict)))                       \
    X("value", LIFE_DECIMAL(6), "", "value", "数值", lc_cell_real(v->value))   \
    X("value_min", LIFE_DECIMAL(6), "", "value at least", "数值下限",          \
      lc_cell_real(v->low))                                                    \
    X("value_max", LIFE_DECIMAL(6), "", "value at most", "数值上限",           \
      lc_cell_real(v->high))                                                   \
    X("target", LIFE_DECIMAL(6), "", "target", "目标",                         \
      lc_cell_real(v->target))                                                 \
    X("unit", LIFE_TEXT, "", "unit of the value", "单位",                      \
      lc_cell_text(v->unit_en))                                                \
    X("unit_zh", LIFE_TEXT, "", "unit, in Chinese", "单位中文名",              \
      lc_cell_text(v->unit_zh))                                                \
    X("op", LIFE_TEXT, "", "comparison", "比较方式",                           \
      lc_cell_known(comparison(u)))                                            \
    X("target_year", LIFE_INTEGER, "", "year of the target", "目标年份",       \
      lc_cell_if(v->target_year > 0, v->target_year))                          \
    X("due", LIFE_BOOL, "", "due", "已到期", lc_cell_whole(v->due))
#define PUBLISHED(X)                                                           \
    X("computed", LIFE_DECIMAL(6), "", "computed", "计算值",                   \
      lc_cell_real(v->computed))                                               \
    X("computed_min", LIFE_DECIMAL(6), "", "computed, at least", "计算值下限", \
      lc_cell_real(v->computed_low))                                           \
    X("computed_max", LIFE_DECIMAL(6), "", "computed, at most", "计算值上限",  \
      lc_cell_real(v->computed_high))                                          \
    X("published", LIFE_DECIMAL(6), "", "published", "公布值",                 \
      lc_cell_real(v->published.value))                                        \
    X("published_year", LIFE_INTEGER, "", "year it is of", "公布值年份",       \
      lc_cell_if(v->published.year > 0, v->published.year))                    \
    X("published_source", LIFE_TEXT, "", "who published it", "公布值来源",     \
      lc_cell_known(v->published.source))                                      \
    X("published_verdict", LIFE_TEXT, "", "verdict by it", "按公布值的结论",   \
      lc_cell_known(isnan(v->published.value)                                  \
                        ? ""                                                   \
                        : lc_indicator_verdict_id(v->published_verdict)))      \
    X("published_differs", LIFE_BOOL, "", "outside what is computed",          \
      "公布值与计算值不符",                                                    \
      lc_cell_if(!isnan(v->published.value) && !isnan(v->computed_low),        \
                 v->published_differs))                                        \
    X("history", LIFE_LIST, "", "published of other years",                    \
      "其他年份的公布值", history_of(r, v))                                    \
    X("first", LIFE_DECIMAL(6), "", "first value", "基期值",                   \
      lc_cell_real(v->progress.first))                                         \
    X("first_year", LIFE_INTEGER, "", "year of it", "基期年份",                \
      lc_cell_if(v->progress.first_year > 0, v->progress.first_year))          \
    X("progress", LIFE_DECIMAL(3), "%", "of the way to the target",            \
      "完成进度", lc_cell_real(v->progress.percent))                           \
    X("progress_min", LIFE_DECIMAL(3), "%", "of the way, at least",            \
      "完成进度下限", lc_cell_real(v->progress.low))                           \
    X("progress_max", LIFE_DECIMAL(3), "%", "of the way, at most",             \
      "完成进度上限", lc_cell_real(v->progress.high))                          \
    X("progress_state", LIFE_TEXT, "", "how it stands", "进展状况",            \
      lc_cell_known(lc_progress_state_id(v->progress.state)))                  \
    X("progress_by", LIFE_TEXT, "", "by which value", "进度所依据的值",        \
      lc_cell_known(progress_by(&v->progress)))                                \
    X("published_text", LIFE_TEXT, "", "what was published", "公布值（英文）", \
      said(r, v, lc_figures_published, LIFE_LANG_EN))                          \
    X("published_text_zh", LIFE_TEXT, "", "the same, in Chinese",              \
      "公布值（中文）", said(r, v, lc_figures_published, LIFE_LANG_ZH))        \
    X("progress_text", LIFE_TEXT, "", "the way done", "进展（英文）",          \
      said(r, v, lc_figures_progress, LIFE_LANG_EN))                           \
    X("progress_text_zh", LIFE_TEXT, "", "the same, in Chinese",               \
      "进展（中文）", said(r, v, lc_figures_progress, LIFE_LANG_ZH))
#define GAP(X)                                                                 \
    X("gap", LIFE_DECIMAL(6), "", "gap", "缺口", lc_cell_real(gap_of(v)))      \
    X("gap_unit", LIFE_TEXT, "", "unit of the gap", "缺口单位",                \
      lc_cell_known(gap_unit_of(w, v)))                                        \
    X("gap_people", LIFE_DECIMAL(3), "people", "people without",               \
      "未享有服务的人数", lc_cell_real(v->gap_weight >= 0 ? gap_of(v) : NAN))  \
    X("gap_amount", LIFE_DECIMAL(6), "", "amount lacking", "缺少的数量",       \
      lc_cell_real(v->gap_amount))                                             \
    X("gap_amount_unit_zh", LIFE_TEXT, "", "its unit, in Chinese",             \
      "数量单位（中文）", lc_cell_known(v->gap_unit_zh))                       \
    X("gap_amount_unit_en", LIFE_TEXT, "", "its unit, in English",             \
      "数量单位（英文）", lc_cell_known(v->gap_unit_en))
#define GROUNDS(X)                                                             \
    X("missing", LIFE_LIST, "", "inputs absent", "缺少的输入（英文）",         \
      missing_of(r, w, v, LIFE_LANG_EN))                                       \
    X("missing_zh", LIFE_LIST, "", "inputs absent, in Chinese",                \
      "缺少的输入（中文）", missing_of(r, w, v, LIFE_LANG_ZH))                 \
    X("absent", LIFE_LIST, "", "kinds that aren't there", "缺的种类（英文）",  \
      kinds_of(r, w, v, v->absent, LIFE_LANG_EN))                              \
    X("absent_zh", LIFE_LIST, "", "the same, in Chinese", "缺的种类（中文）",  \
      kinds_of(r, w, v, v->absent, LIFE_LANG_ZH))                              \
    X("unsure", LIFE_LIST, "", "kinds that perhaps are",                       \
      "有无不详的种类（英文）", kinds_of(r, w, v, v->unsure, LIFE_LANG_EN))    \
    X("unsure_zh", LIFE_LIST, "", "the same, in Chinese",                      \
      "有无不详的种类（中文）", kinds_of(r, w, v, v->unsure, LIFE_LANG_ZH))    \
    X("units", LIFE_INTEGER, "", "units assessed", "评估的单元数",             \
      lc_cell_if(v->units > 0, v->units))                                      \
    X("units_met", LIFE_INTEGER, "", "units that meet it", "达标的单元数",     \
      lc_cell_if(v->units > 0, v->units_met))                                  \
    X("units_unknown", LIFE_INTEGER, "", "units not known", "未知的单元数",    \
      lc_cell_if(v->units > 0, v->units_unknown))                              \
    X("facilities", LIFE_INTEGER, "", "facilities counted", "计入的设施数",    \
      lc_cell_whole(v->facilities))                                            \
    X("household_size", LIFE_DECIMAL(3), "people",                             \
      "people taken for a household", "推算户数所用的每户人数",                \
      lc_cell_real(v->household_size > 0 ? v->household_size : NAN))           \
    X("figure_year", LIFE_INTEGER, "", "year of the figure", "数据年份",       \
      lc_cell_if(v->year > 0, v->year))                                        \
    X("figure_source", LIFE_TEXT, "", "source of the figure", "数据来源",      \
      lc_cell_known(v->figure_source))                                         \
    X("rank", LIFE_INTEGER, "", "rank", "排名",                                \
      lc_cell_if(v->rank > 0, v->rank))                                        \
    X("ranked", LIFE_INTEGER, "", "units ranked", "参加排名的单元数",          \
      lc_cell_if(v->rank > 0, v->ranked))
#define DATED(X)                                                               \
    X("data_as_of", LIFE_TEXT, "", "data as of", "数据截至",                   \
      lc_cell_text(lc_as_of_city(w)))

static const lc_export_field fields[] = {
    LIFE_RULE_FIELDS(LIFE_FIELD_OF) MEASURED(LIFE_FIELD_OF)
        PUBLISHED(LIFE_FIELD_OF) GAP(LIFE_FIELD_OF) GROUNDS(LIFE_FIELD_OF)
            LIFE_RULE_ORIGIN_FIELDS(LIFE_FIELD_OF) DATED(LIFE_FIELD_OF)};
const lc_fields lc_indicator_fields = LIFE_FIELDS(fields);

/* In the order of the fields above. */
void lc_indicator_values(lc_row *r, const lc_world *w, const lc_indicator *v)
{
    const lc_rule *u = v->rule;

    lc_rule_values(r, u);
    MEASURED(LIFE_VALUE_OF)
    PUBLISHED(LIFE_VALUE_OF)
    GAP(LIFE_VALUE_OF)
    GROUNDS(LIFE_VALUE_OF)
    lc_rule_origin(r, u);
    DATED(LIFE_VALUE_OF)
}
