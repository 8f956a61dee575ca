/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/compare.c - what changed between two files of a city, and why.
 */
#include "lifecircle/study/compare/compare.h"

#include "lifecircle/ask/questions.h"
#include "lifecircle/export/answers/compare.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "src/ask/cover/compare_table.h"

static lc_status write_answer(const lc_comparison *c, const lc_args *args,
                              lc_reply *out, lc_error *err)
{
    if (lc_reply_is(out, "table"))
        return lc_ask_compare_table(&out->body, c,
                                    (lc_lang)args->v[LIFE_PARAM_LANG].n, err);
    if (lc_reply_is(out, "csv"))
        return lc_answer_compare_csv(&out->body, c, err);
    if (lc_reply_is(out, "geojson"))
        return lc_answer_compare_geojson(&out->body, c, err);
    lc_answer_compare(&out->body, c);
    return LIFE_OK;
}

/* Names are those of the second file; what the first alone has a word for is
 * compared where nothing is named. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    const lc_value *category = &args->v[LIFE_PARAM_CATEGORY];
    uint32_t level = args->v[LIFE_PARAM_LEVEL].n;
    const lc_compare_query q = {
        .pace = lc_world_pace(ask->world, args->v[LIFE_PARAM_PACE].n)->id,
        .limit_ms = args->v[LIFE_PARAM_MINUTES].n * 60000,
        .level = level < lc_world_level_count(ask->world)
                     ? lc_world_level(ask->world, level)
                     : NULL,
        .categories = category->categories.set,
        .basic = category->categories.basic,
        .others = !category->given,
        .causes = args->v[LIFE_PARAM_CAUSES].n};
    lc_comparison c;
    lc_status st = lc_comparison_make(ask->before, ask->study, &q, &c, err);

    if (!st)
        st = write_answer(&c, args, out, err);
    lc_comparison_clear(&c);
    return st;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_CATEGORY},
    {.id = LIFE_PARAM_LEVEL},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_CAUSES},
    {.id = LIFE_PARAM_OUTPUT, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_compare = {
    .name = "compare",
    .command = "compare",
    .uses = uses,
    .formats = "json geojson csv",
    .command_formats = "table json geojson csv",
    .compares = true,
    .weight = LIFE_SLOW,
    .text = {"同一城市两个时间的文件之间什么变了：设施、街道、覆盖率及其原因",
             "what changed between two files of one city: facilities, streets, "
             "coverage and why"},
    .notes = {"OLD 和 NEW 是两个城市文件。覆盖率的变化分给设施、街道、住处、"
              "住处的权重和规则；\n各部分之和就是变化本身，按原因出现的所有"
              "先后次序取平均。权重种类不同时，\n两边都按较新文件的住处比较。",
              "OLD and NEW are city files. A change of coverage is divided "
              "among facilities, streets,\nhomes, what homes weigh, and rules: "
              "the parts add up to it, each the mean over all\norders in which "
              "they may come. Where homes weigh different things both are\n"
              "compared on those of the newer file."},
    .example = "lifecircle compare 2020.city 2025.city\n"
               "  lifecircle compare 2020.city 2025.city --category {category} "
               "--minutes 10 --format csv -o changes.csv",
    .run = run,
};
