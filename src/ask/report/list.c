/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/list.c - the plan's lists: rules in force, facilities to be
 * built, data on hand and lacking, openings for trade.
 */
#include "src/ask/report/list.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/lists/lists.h"
#include "lifecircle/export/pages/page.h"
#include "lifecircle/world/category.h"
#include "src/ask/cover/coverage.h"

/* The longest earlier list: a city's, a few times over. */
#define EARLIER_BYTES ((size_t)256 << 20)

static void policy(lc_buf *out)
{
    lc_page_policy(out, LIFE_PAGE_LIST);
}

/* A list is handed in, so it is in the city's language wherever it is made,
 * unless another is asked for. */
static lc_lang lang_of(const lc_args *args)
{
    const lc_value *v = &args->v[LIFE_PARAM_LANG];

    return v->given ? (lc_lang)v->n : LIFE_LANG_ZH;
}

/* all_basic among the categories stands for those of the table. */
static lc_catset categories_of(const lc_ask *ask, const lc_args *args)
{
    const lc_value *v = &args->v[LIFE_PARAM_CATEGORY];
    lc_catset set = {{0}};

    if (!v->given)
        return set;
    set = v->categories.set;
    for (uint32_t c = 0; c < lc_world_category_count(ask->world); c++)
        if (v->categories.basic && lc_world_category(ask->world, c)->basic)
            lc_catset_add(&set, c);
    return set;
}

static lc_status answer(const lc_ask *ask, const lc_args *args,
                        lc_list_query *q, lc_reply *out, lc_error *err)
{
    const char *file = args->v[LIFE_PARAM_SINCE].text;
    const lc_assessment *a;
    char *text = NULL;
    lc_status st = LIFE_OK;

    if (file)
        st = lc_file_read(file, EARLIER_BYTES, &text, &q->earlier.len, err);
    q->earlier.file = file;
    q->earlier.text = text;
    if (!st)
        st = lc_assessment_of(ask->study, args->v[LIFE_PARAM_STANDARD].text,
                              q->unit, &a, err);
    if (!st)
        st = lc_lists_answer(&out->body, ask->study, a, q, err);
    lc_free(text);
    return st;
}

lc_status lc_ask_list(const lc_ask *ask, const lc_args *args, uint32_t which,
                      lc_reply *out, lc_error *err)
{
    lc_list_query q = {.which = (lc_list)which,
                       .unit = lc_ask_coverage_unit(args),
                       .format = out->format,
                       .lang = lang_of(args),
                       .categories = categories_of(ask, args)};

    if (lc_reply_is(out, "table"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "format",
                             "a list comes as csv, json, html or xlsx: name "
                             "one, or write it with -o FILE.xlsx");
    if (lc_reply_is(out, "csv") || lc_reply_is(out, "xlsx"))
        out->save_as = lc_lists_names[which];
    if (lc_reply_is(out, "html"))
        out->policy = policy;
    return answer(ask, args, &q, out, err);
}

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    return lc_ask_list(ask, args, args->v[LIFE_PARAM_LIST].n, out, err);
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_LIST, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_STANDARD},
    {.id = LIFE_PARAM_UNIT},
    {.id = LIFE_PARAM_CATEGORY},
    {.id = LIFE_PARAM_LANG},
    {.id = LIFE_PARAM_SINCE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_OUTPUT, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_list = {
    .name = "list",
    .path = "/lists/{list}",
    .command = "list",
    .uses = uses,
    .formats = "json csv html xlsx",
    .command_formats = "json csv html xlsx",
    .weight = LIFE_MEDIUM,
    .schema = "List",
    .text =
        {"可以上交的清单：policy（政策清单）、projects（设施建设项目清单）、"
         "data（基础数据清单）、opportunities（社区商业机会清单）、figures"
         "（导入的统计数据和名单）",
         "the lists that an office hands in: policy (rules in force), "
         "projects (facilities to be built), data (on hand and lacking), "
         "opportunities (for local trade), figures (published ones and lists "
         "of "
         "units)"},
    .notes = {"格式按文件名：-o 清单.xlsx；--since 以前的清单.csv "
              "写明新增、变化、消失的行；\n--category 只看那些设施或业态"
              "（projects、opportunities）",
              "the format goes by the file's name: -o list.xlsx; --since "
              "FILE.csv tells which rows\nare new, changed or gone; "
              "--category: of those services or trades alone (projects,\n"
              "opportunities)"},
    .example = "lifecircle list projects --city my.city -o projects.xlsx\n"
               "  lifecircle list opportunities --city my.city --category "
               "commerce --format csv",
    .run = run,
};
