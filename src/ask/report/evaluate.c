/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/evaluate.c - how far a plan has come between two files of a
 * city: 年度评价, 中期评估, 终期总结.
 */
#include "lifecircle/ask/questions.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/export/answers/evaluation.h"
#include "lifecircle/export/pages/evaluation.h"
#include "lifecircle/export/pages/report/page.h"
#include "lifecircle/study/compare/compare.h"
#include "lifecircle/study/compare/evaluation.h"
#include "lifecircle/words/evaluation.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/indicator.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/standard.h"

#include <string.h>

#define COLUMNS 8 /* as HEAD_EVALUATION has */

/* ---- a terminal ---- */

static void put_cell(lc_grid *g, lc_buf *text)
{
    g->failed |= text->failed;
    lc_grid_put(g, "%s", text->data ? text->data : "");
    lc_buf_free(text);
}

/* In the order of HEAD_EVALUATION. */
static void put_row(lc_grid *g, const lc_evaluation *e, const lc_evaluated *one,
                    lc_lang lang)
{
    const lc_rule *rule = one->after->rule;
    lc_buf text = {0};

    lc_evaluation_verdict_text(&text, one, lang);
    put_cell(g, &text);
    lc_grid_put(g, "%s", lc_lang_pick(lang, rule->name_zh, rule->name_en));
    lc_evaluation_base_text(&text, one->after, lang);
    put_cell(g, &text);
    if (one->before)
        lc_indicator_value_text(&text, e->before.world, one->before, lang);
    put_cell(g, &text);
    lc_indicator_value_text(&text, e->after.world, one->after, lang);
    put_cell(g, &text);
    lc_evaluation_change_text(&text, one, lang);
    put_cell(g, &text);
    lc_indicator_target_text(&text, one->after, lang);
    put_cell(g, &text);
    lc_evaluation_way_text(&text, one, lang);
    put_cell(g, &text);
}

static void put_table(lc_buf *out, const lc_evaluation *e, lc_lang lang)
{
    lc_grid g = {.columns = COLUMNS, .right = 1 << 3 | 1 << 4};

    lc_evaluation_summary(out, e, "\n", lang);
    lc_buf_putc(out, '\n');
    lc_heading_put(&g, lang, LIFE_SAY_HEAD_EVALUATION, NULL);
    for (size_t i = 0; i < e->v.n; i++)
        put_row(&g, e, &e->v.v[i], lang);
    lc_grid_write(&g, out);
}

/* ---- the question ---- */

/* In the order of the parameter's words. */
static const lc_sentence titles[] = {LIFE_SAY_EVALUATION_ANNUAL,
                                     LIFE_SAY_EVALUATION_MIDTERM,
                                     LIFE_SAY_EVALUATION_FINAL};

/* As a report's page, who answers for it stands at its foot. */
static lc_status put_page(const lc_ask *ask, const lc_args *args,
                          const lc_evaluation_files *f, const lc_evaluation *e,
                          lc_reply *out, lc_error *err)
{
    const lc_operator own = {
        args->v[LIFE_PARAM_OPERATOR_NAME].text, args->v[LIFE_PARAM_ICP].text,
        args->v[LIFE_PARAM_POLICE].text, args->v[LIFE_PARAM_MAP_APPROVAL].text};
    const lc_evaluation_page page = {
        .lang = (lc_lang)args->v[LIFE_PARAM_LANG].n,
        .title = titles[args->v[LIFE_PARAM_PERIOD].n],
        .steps = args->v[LIFE_PARAM_STEPS].n != 0,
        .operator= ask->operator
        ? ask->operator: & own };
    lc_status st = lc_operator_check(&own, err);

    out->policy = lc_report_page_policy;
    return st ? st : lc_evaluation_page_write(&out->body, f, e, &page, err);
}

static lc_status write_answer(const lc_ask *ask, const lc_args *args,
                              const lc_evaluation_files *f,
                              const lc_evaluation *e, lc_reply *out,
                              lc_error *err)
{
    lc_lang lang = (lc_lang)args->v[LIFE_PARAM_LANG].n;

    if (lc_reply_is(out, "html"))
        return put_page(ask, args, f, e, out, err);
    if (lc_reply_is(out, "csv"))
        return lc_answer_evaluation_csv(&out->body, f, e, err);
    if (lc_reply_is(out, "geojson"))
        return lc_answer_evaluation_geojson(&out->body, f, err);
    if (lc_reply_is(out, "xlsx"))
        return lc_answer_evaluation_sheet(
            &out->body, f, e,
            lc_say_text(lang, titles[args->v[LIFE_PARAM_PERIOD].n]), lang, err);
    if (lc_reply_is(out, "json"))
        return lc_answer_evaluation(&out->body, f, e, err);
    put_table(&out->body, e, lang);
    return LIFE_OK;
}

/* Progress backwards would read as decay. Dates of different lengths compare as
 * far as both go. */
static lc_status check_dates(const lc_ask *ask, lc_error *err)
{
    const char *was = lc_as_of_city(lc_study_world(ask->before));
    const char *is = lc_as_of_city(ask->world);

    if (!was || !is || strcmp(was, is) <= 0 || !strncmp(was, is, strlen(is)))
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_STATE,
                   "the data of the first file (%s) are later than those of "
                   "the second (%s): put them the other way round",
                   was, is);
}

/* Rules are one table at both dates, whatever the files were measured by. */
static lc_status measure(const lc_ask *ask, const char *standard,
                         lc_evaluation_files *f, lc_error *err)
{
    lc_status st = lc_assessment_get(ask->study, standard, &f->b, err);

    return st ? st : lc_assessment_get(ask->before, standard, &f->a, err);
}

/* One standard at both dates: that of the second file's city, unless named. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    uint32_t level = args->v[LIFE_PARAM_LEVEL].n;
    const char *standard = args->v[LIFE_PARAM_STANDARD].text;
    lc_unit_pairs units = {0};
    lc_evaluation_files f = {.before = ask->before,
                             .after = ask->study,
                             .units = &units,
                             .year = (int)args->v[LIFE_PARAM_YEAR].n};
    lc_evaluation e = {0};
    bool steps = lc_reply_is(out, "html") && args->v[LIFE_PARAM_STEPS].n;
    lc_status st =
        lc_comparison_check_place(lc_study_world(ask->before), ask->world, err);

    if (!st)
        st = check_dates(ask, err);
    if (!st)
        st = lc_unit_pairs_make(lc_study_world(ask->before), ask->world,
                                level < lc_world_level_count(ask->world)
                                    ? lc_world_level(ask->world, level)
                                    : "",
                                &units, err);
    if (!st)
        st = measure(ask,
                     standard ? standard
                              : lc_world_standard_of(ask->world, LIFE_NONE),
                     &f, err);
    if (!st)
        st = lc_evaluation_city(&f, steps, &e, err);
    if (!st)
        st = write_answer(ask, args, &f, &e, out, err);
    lc_evaluation_clear(&e);
    lc_unit_pairs_clear(&units);
    return st;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_STANDARD},
    {.id = LIFE_PARAM_PERIOD},
    {.id = LIFE_PARAM_YEAR},
    {.id = LIFE_PARAM_LEVEL},
    {.id = LIFE_PARAM_STEPS, .hand_initial = "yes"},
    {.id = LIFE_PARAM_LANG},
    {.id = LIFE_PARAM_OUTPUT, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_OPERATOR_NAME, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_ICP, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_POLICE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_MAP_APPROVAL, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_evaluate = {
    .name = "evaluate",
    .command = "evaluate",
    .uses = uses,
    .formats = "json geojson csv html xlsx",
    .command_formats = "table json geojson csv html xlsx",
    .compares = true,
    .weight = LIFE_SLOW,
    .text = {"年度评价、中期评估或终期总结：两个时间的文件之间每项指标离目标近"
             "了多少",
             "a plan's annual, mid-term or final evaluation: how much nearer "
             "each rule came to its target between two files"},
    .notes =
        {"OLD 和 NEW 是两个城市文件。每项指标写出基期值、上期、本期、变化、"
         "目标和完成进度；\n只有不确定范围不重叠时才写变好或变差。html "
         "可打印（A4），geojson 是各单元，xlsx 有三张表。",
         "OLD and NEW are city files. Each rule stands with its first "
         "value, before, now, the change,\nits target and how much of the "
         "way is done; better or worse is said only where bounds don't\n"
         "meet. html is to be printed (A4), geojson has the units, xlsx "
         "three sheets."},
    .example = "lifecircle evaluate 2020.city 2023.city --period midterm -o "
               "评估.html\n"
               "  lifecircle evaluate my.city.1 my.city -o evaluation.xlsx",
    .run = run,
};
