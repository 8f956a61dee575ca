/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/policy.c - the rules in force: for whom, what, how much, who
 * leads, who pays.
 *
 * Of a unit those that are asked of it; what lies in it is asked elsewhere.
 */
#include "lifecircle/study/assess/report.h"
#include "lifecircle/words/ages.h"
#include "lifecircle/words/rules.h"
#include "lifecircle/world/as_of.h"
#include "src/export/lists/list.h"

#include <math.h>

/* Texts made for the row; what the sources don't say is told. */
static lc_cell stated(lc_list_run *l, lc_buf *text)
{
    if (!text->len)
        lc_buf_puts(text, lc_list_say(l, LIFE_SAY_LIST_UNTOLD));
    return lc_list_text(l, text);
}

/* Who leads and who pays is in few documents; "not stated" is said where it is
 * missing, as an empty cell would look like an omission of the list. */
static lc_cell given(const lc_list_run *l, const char *zh, const char *en)
{
    const char *text = lc_lang_pick(l->lang, zh, en);

    return lc_cell_text(text && *text ? text
                                      : lc_list_say(l, LIFE_SAY_LIST_UNTOLD));
}

static lc_cell whom(lc_list_run *l, const lc_rule *u)
{
    lc_buf text = {0};

    lc_ages_rule(&text, l->w, u, l->lang);
    return stated(l, &text);
}

static lc_cell content(lc_list_run *l, const lc_rule *u)
{
    lc_buf text = {0};

    lc_rules_content(&text, l->w, u, l->lang);
    return stated(l, &text);
}

static lc_cell target(lc_list_run *l, const lc_rule *u)
{
    lc_buf text = {0};

    lc_rules_target(&text, u, l->lang);
    return stated(l, &text);
}

static lc_cell levels(lc_list_run *l, const lc_rule *u)
{
    lc_buf text = {0};

    lc_rules_levels(&text, l->w, u, l->lang);
    return stated(l, &text);
}

/* 预期性 and 约束性 in Chinese plans: a target that is expected, or one that
 * binds. */
static lc_cell nature(const lc_list_run *l, const lc_rule *u)
{
    static const lc_sentence of[] = {
        [LIFE_NATURE_NONE] = LIFE_SAY_LIST_UNTOLD,
        [LIFE_NATURE_BINDING] = LIFE_SAY_LIST_BINDING,
        [LIFE_NATURE_EXPECTED] = LIFE_SAY_LIST_EXPECTED};

    return lc_cell_text(lc_list_say(l, of[u->nature]));
}

/* What the documents themselves say was reached, not what was measured here. */
static lc_cell reached(lc_list_run *l, const lc_rule *u)
{
    lc_buf text = {0};

    lc_rules_reached(&text, u, l->lang);
    return lc_list_text(l, &text);
}

/* A column: its name in JSON, type and marks, unit of measure, heading in
 * English and in Chinese, value. Those for programs say again, as ids and
 * numbers, what the first ones say in words. */
#define FIELDS(X)                                                              \
    X("id", LIFE_TEXT | LIFE_PROGRAM, "", "rule", "规则", lc_cell_text(u->id)) \
    X("group_name", LIFE_TEXT, "", "line of duty", "条线",                     \
      lc_cell_text(lc_lang_pick(l->lang, u->group_zh, u->group_en)))           \
    X("name", LIFE_TEXT | LIFE_KEY, "", "name", "名称",                        \
      lc_cell_text(lc_lang_pick(l->lang, u->name_zh, u->name_en)))             \
    X("for_whom", LIFE_TEXT, "", "for whom", "服务对象", whom(l, u))           \
    X("content", LIFE_TEXT, "", "what", "内容", content(l, u))                 \
    X("standard_of_service", LIFE_TEXT, "", "how much", "标准", target(l, u))  \
    X("lead", LIFE_TEXT, "", "who leads", "牵头单位",                          \
      given(l, u->lead_zh, u->lead_en))                                        \
    X("spending", LIFE_TEXT, "", "who pays", "支出责任",                       \
      given(l, u->spending_zh, u->spending_en))                                \
    X("reached", LIFE_TEXT, "", "reached, by the documents", "文件所载已达到", \
      reached(l, u))                                                           \
    X("nature", LIFE_TEXT, "", "binding", "指标性质", nature(l, u))            \
    X("levels", LIFE_TEXT, "", "levels", "层级", levels(l, u))                 \
    X("choice", LIFE_TEXT, "", "reading chosen", "说明",                       \
      lc_cell_known(lc_lang_pick(l->lang, u->choice_zh, u->choice_en)))        \
    X("source", LIFE_TEXT | LIFE_KEY, "", "source", "出处",                    \
      lc_cell_text(lc_lang_pick(l->lang, u->source_zh, u->source_en)))         \
    LIFE_LIST_END_FIELDS(X)                                                    \
    X("name_zh", LIFE_TEXT | LIFE_PROGRAM, "", "Chinese name", "中文名称",     \
      lc_cell_text(u->name_zh))                                                \
    X("name_en", LIFE_TEXT | LIFE_PROGRAM, "", "English name", "英文名称",     \
      lc_cell_text(u->name_en))                                                \
    X("group_zh", LIFE_TEXT | LIFE_PROGRAM, "", "group, in Chinese",           \
      "分组中文名", lc_cell_text(u->group_zh))                                 \
    X("group_en", LIFE_TEXT | LIFE_PROGRAM, "", "group, in English",           \
      "分组英文名", lc_cell_text(u->group_en))                                 \
    X("kind", LIFE_TEXT | LIFE_PROGRAM, "", "kind", "种类",                    \
      lc_cell_text(lc_rule_kind_name(u->kind)))                                \
    X("services", LIFE_TEXT | LIFE_PROGRAM, "", "services", "服务",            \
      lc_cell_known(u->categories))                                            \
    X("level", LIFE_TEXT | LIFE_PROGRAM, "", "level", "层级代码",              \
      lc_cell_known(u->level))                                                 \
    X("scope", LIFE_TEXT | LIFE_PROGRAM, "", "scope", "适用范围",              \
      lc_cell_known(u->scope))                                                 \
    X("population", LIFE_TEXT | LIFE_PROGRAM, "", "population", "所指人口",    \
      lc_cell_known(u->population))                                            \
    X("target", LIFE_DECIMAL(6) | LIFE_PROGRAM, "", "last target", "最终目标", \
      lc_cell_real(last ? last->value : NAN))                                  \
    X("unit_zh", LIFE_TEXT | LIFE_PROGRAM, "", "unit, in Chinese",             \
      "单位中文名", lc_cell_text(u->unit_zh))                                  \
    X("unit_en", LIFE_TEXT | LIFE_PROGRAM, "", "unit, in English",             \
      "单位英文名", lc_cell_text(u->unit_en))                                  \
    X("year", LIFE_INTEGER | LIFE_PROGRAM, "", "year of the target",           \
      "目标年份", lc_cell_if(last && last->year, last ? last->year : 0))       \
    X("binding", LIFE_BOOL | LIFE_PROGRAM, "", "binding", "约束性",            \
      lc_cell_whole(u->binding))                                               \
    X("source_zh", LIFE_TEXT | LIFE_PROGRAM, "", "source, in Chinese",         \
      "出处（中文）", lc_cell_text(u->source_zh))                              \
    X("source_en", LIFE_TEXT | LIFE_PROGRAM, "", "source, in English",         \
      "出处（英文）", lc_cell_text(u->source_en))

static const lc_export_field fields[] = {FIELDS(LIFE_FIELD_OF)};

static lc_fields fields_of(const lc_list_run *l)
{
    (void)l;
    return (lc_fields)LIFE_FIELDS(fields);
}

static lc_sentence note_of(const lc_list_run *l)
{
    (void)l;
    return LIFE_SAY_LIST_POLICY_NOTE;
}

/* The last target is the one in force at the end of the plan; earlier ones are
 * in lc_answer_standards(). */
static lc_status put(lc_list_run *l, const lc_rule *u, lc_error *err)
{
    const lc_rule_target *last =
        u->target_count ? &u->target[u->target_count - 1] : NULL;
    lc_row *r = &l->row;

    FIELDS(LIFE_VALUE_OF)
    return lc_list_put(l, err);
}

/* What is asked of a unit is what its report has. */
static lc_status write_of_unit(lc_list_run *l, lc_error *err)
{
    const lc_report_query q = {.unit = l->q->unit, .no_ranks = true};
    lc_report report;
    lc_status st = lc_report_make(l->study, l->a, &q, &report, err);

    if (st)
        return st;
    for (size_t i = 0; i < report.rows && !st; i++)
        st = put(l, report.row[i].rule, err);
    lc_report_clear(&report);
    return st;
}

/* In the order of the standard's table, as the document has its rules. */
static lc_status write(lc_list_run *l, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    lc_status st = LIFE_OK;

    if (l->q->unit != LIFE_NONE)
        return write_of_unit(l, err);
    for (size_t i = 0; !st && i < lc_standard_rule_count(s); i++)
        st = put(l, lc_standard_rule(s, i), err);
    return st;
}

const lc_list_kind lc_list_policy = {"policy", LIFE_SAY_LIST_POLICY, note_of,
                                     fields_of, write};
