/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/rule.h - what a rule of a standard says of itself.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_RULE_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_RULE_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"

/* Which rule it is, and where it comes from, of the lc_rule `u`. Between them
 * stands what else is said of it. */
#define LIFE_RULE_FIELDS(X)                                                    \
    X("id", LIFE_TEXT, "", "rule", "规则", lc_cell_text(u->id))                \
    X("name_zh", LIFE_TEXT, "", "Chinese name", "中文名称",                    \
      lc_cell_text(u->name_zh))                                                \
    X("name_en", LIFE_TEXT, "", "English name", "英文名称",                    \
      lc_cell_text(u->name_en))                                                \
    X("kind", LIFE_TEXT, "", "kind", "种类",                                   \
      lc_cell_text(lc_rule_kind_name(u->kind)))                                \
    X("group", LIFE_TEXT, "", "group", "分组", lc_cell_text(u->group))         \
    X("group_zh", LIFE_TEXT, "", "group, in Chinese", "分组中文名",            \
      lc_cell_text(u->group_zh))                                               \
    X("group_en", LIFE_TEXT, "", "group, in English", "分组英文名",            \
      lc_cell_text(u->group_en))
#define LIFE_RULE_ORIGIN_FIELDS(X)                                             \
    X("mode", LIFE_TEXT, "", "walk or straight", "步行或直线",                 \
      lc_cell_known(u->mode))                                                  \
    X("mode_inferred", LIFE_BOOL, "", "mode is inferred", "方式为推定",        \
      lc_cell_whole(u->mode_inferred))                                         \
    X("population", LIFE_TEXT, "", "population meant", "所指人口",             \
      lc_cell_known(u->population))                                            \
    X("binding", LIFE_BOOL, "", "binding", "约束性",                           \
      lc_cell_whole(u->binding))                                               \
    X("nature", LIFE_TEXT, "", "nature of the target", "指标性质",             \
      lc_cell_known(lc_rule_nature_name(u->nature)))                           \
    X("same_as", LIFE_TEXT, "", "measured by the rule", "同一口径的指标",      \
      lc_cell_known(u->same_as))                                               \
    X("stretch", LIFE_DECIMAL(6), "", "stretch target", "提升目标",            \
      lc_cell_real(u->stretch))                                                \
    X("choice_zh", LIFE_TEXT, "", "reading chosen, in Chinese",                \
      "取用的解释（中文）", lc_cell_known(u->choice_zh))                       \
    X("choice_en", LIFE_TEXT, "", "reading chosen, in English",                \
      "取用的解释（英文）", lc_cell_known(u->choice_en))                       \
    X("source", LIFE_TEXT, "", "source, in Chinese", "出处（中文）",           \
      lc_cell_text(u->source_zh))                                              \
    X("source_en", LIFE_TEXT, "", "source, in English", "出处（英文）",        \
      lc_cell_text(u->source_en))

extern const lc_fields lc_rule_fields;
void lc_rule_values(lc_row *r, const lc_rule *u);
extern const lc_fields lc_rule_origin_fields;
void lc_rule_origin(lc_row *r, const lc_rule *u);

#endif
