/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/list.c - the plan's lists: rules in force, facilities lacking,
 * data on hand.
 */
#include "src/ask/report/list.h"

#include "lifecircle/export/answers/lists.h"
#include "lifecircle/study/assess/report.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

lc_status lc_ask_list(const lc_ask *ask, const lc_args *args, lc_list which,
                      lc_reply *out, lc_error *err)
{
    lc_list_query q = {which, lc_ask_coverage_unit(args),
                       lc_reply_is(out, "csv")};
    const lc_assessment *a;
    lc_status st;

    if (!q.csv && !lc_reply_is(out, "json"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "format",
                             "a list comes as csv or json: name one");
    st = lc_assessment_of(ask->study, args->v[LIFE_PARAM_STANDARD].text, q.unit,
                          &a, err);
    if (st)
        return st;
    if (q.csv)
        out->save_as = "list";
    return lc_answer_list(&out->body, ask->study, a, &q, err);
}

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    return lc_ask_list(ask, args, (lc_list)args->v[LIFE_PARAM_LIST].n, out,
                       err);
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_LIST, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_STANDARD},
    {.id = LIFE_PARAM_UNIT},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_list = {
    .name = "list",
    .path = "/lists/{list}",
    .command = "list",
    .uses = uses,
    .formats = "json csv",
    .command_formats = "json csv",
    .weight = LIFE_MEDIUM,
    .schema = "Object",
    .text = {"规划清单：policy（现行规定）、projects（缺少的设施）、"
             "data（现有数据）；figures（导入的统计数据和名单）",
             "the plan's lists: policy (rules in force), projects (facilities "
             "lacking), data (on hand); figures (published ones and lists of "
             "units)"},
    .example = "lifecircle list projects --city my.city --format csv",
    .run = run,
};
