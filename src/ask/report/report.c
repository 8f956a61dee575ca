/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/report.c - a unit, or the whole city, held against a standard.
 */
#include "lifecircle/study/assess/report.h"

#include "lifecircle/export/answers/report.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"
#include "src/ask/report/list.h"
#include "src/ask/report/report_table.h"

#include <string.h>

extern const lc_question lc_question_report, lc_question_unit_report;

/* ---- the page ---- */

/* Where a server has this very page. The unit's own standard is left out, so
 * that addresses stay short for the code. */
static void put_path(lc_buf *out, const lc_ask *ask, const lc_report *r,
                     lc_lang lang)
{
    bool whole = r->unit == LIFE_NONE;
    const char *standard = lc_standard_id(r->standard);

    lc_links_question(out, &ask->links,
                      whole ? lc_question_report.path
                            : lc_question_unit_report.path,
                      whole ? NULL : lc_world_unit(r->world, r->unit)->code);
    lc_buf_printf(out, "?format=html&lang=%s", lc_lang_id(lang));
    if (r->year)
        lc_buf_printf(out, "&year=%d", r->year);
    if (lc_world_standard_is_known(r->world, standard) &&
        strcmp(standard, lc_world_standard_of(r->world, r->unit)) != 0)
        lc_buf_printf(out, "&standard=%s", standard);
}

/* Where people find it: as the one who asks says, else as they asked. */
static void put_address(lc_buf *out, const lc_ask *ask, const lc_args *args,
                        const lc_report *r, lc_lang lang)
{
    const char *url = args->v[LIFE_PARAM_PUBLIC_URL].text;
    size_t len;

    if (!url)
        url = ask->origin;
    if (!url)
        return;
    len = strlen(url);
    lc_buf_put(out, url, len - (len && url[len - 1] == '/'));
    put_path(out, ask, r, lang);
}

static lc_status put_page(const lc_ask *ask, const lc_args *args,
                          const lc_report *r, bool steps, lc_reply *out,
                          lc_error *err)
{
    lc_report_page page = {.lang = (lc_lang)args->v[LIFE_PARAM_LANG].n,
                           .scenery = ask->scenery,
                           .steps = steps};
    const lc_operator own = {
        args->v[LIFE_PARAM_OPERATOR_NAME].text, args->v[LIFE_PARAM_ICP].text,
        args->v[LIFE_PARAM_POLICE].text, args->v[LIFE_PARAM_MAP_APPROVAL].text};
    lc_buf address = {0};
    lc_status st = lc_operator_check(&own, err);

    if (st)
        return st;
    page.operator= ask->operator? ask->operator: & own;
    put_address(&address, ask, args, r, page.lang);
    page.address = address.data;
    st = lc_report_page_write(&out->body, ask->study, r, &page, err);
    lc_buf_free(&address);
    return st;
}

/* ---- the question ---- */

/* A row a rule: of all units of a level, too. */
static bool is_rows(const lc_reply *out)
{
    return lc_reply_is(out, "csv") || lc_reply_is(out, "xlsx");
}

static lc_status check(const lc_args *args, const lc_reply *out, lc_error *err)
{
    static const lc_param_id of_lists[] = {LIFE_PARAM_CATEGORY,
                                           LIFE_PARAM_SINCE};

    if (args->v[LIFE_PARAM_ANY_LEVEL].given && !is_rows(out))
        return lc_fail_param(err, LIFE_ERR_USAGE, "level",
                             "all units of a level come with %sformat%scsv or "
                             "xlsx",
                             args->door == LIFE_DOOR_COMMAND ? "--" : "",
                             args->door == LIFE_DOOR_COMMAND ? " " : "=");
    for (size_t i = 0; i < sizeof of_lists / sizeof *of_lists; i++)
        if (args->v[of_lists[i]].given)
            return lc_fail_param(err, LIFE_ERR_USAGE,
                                 lc_params[of_lists[i]].name,
                                 "--%s goes with --list alone",
                                 lc_param_option(of_lists[i]).text);
    return LIFE_OK;
}

static lc_assess_query asked_of(const lc_args *args)
{
    return (lc_assess_query){.when = args->v[LIFE_PARAM_OPEN_AT].when,
                             .ages =
                                 lc_ask_ages(args, LIFE_PARAM_COVERAGE_AGE)};
}

static bool is_asked(const lc_args *args)
{
    const lc_assess_query q = asked_of(args);

    return q.when.kind != LIFE_WHEN_ANY || q.ages;
}

/* Next steps are for all hours and everybody. */
static lc_status check_asked(const lc_args *args, const lc_reply *out,
                             lc_error *err)
{
    const lc_value *steps = &args->v[LIFE_PARAM_STEPS];

    if (!is_asked(args))
        return LIFE_OK;
    if (lc_reply_is(out, "html"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "format",
                             "open_at and age don't come as html: its maps are "
                             "of all hours and everybody");
    if (!steps->given || !steps->n)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, lc_params[LIFE_PARAM_STEPS].name,
                         "steps go without open_at and age");
}

/* A unit's page has its steps always,
 * the whole city's where they are asked for: that takes seconds. */
static lc_status put_report(const lc_ask *ask, const lc_args *args,
                            const lc_assessment *a, lc_report_query q,
                            lc_reply *out, lc_error *err)
{
    bool html = lc_reply_is(out, "html");
    lc_report r;
    lc_status st;

    q.steps |= html && q.unit != LIFE_NONE;
    st = lc_report_make(ask->study, a, &q, &r, err);
    if (st)
        return st;
    if (html)
        st = put_page(ask, args, &r, q.steps, out, err);
    else if (lc_reply_is(out, "table"))
        lc_ask_report_table(&r, a, (lc_lang)args->v[LIFE_PARAM_LANG].n,
                            &out->body);
    else
        lc_answer_report(&out->body, &r, a);
    lc_report_clear(&r);
    return st;
}

/* A workbook is for people always, a CSV where a language is asked for. */
static lc_status put_rows(const lc_ask *ask, const lc_args *args,
                          const lc_report_query *q, lc_reply *out,
                          lc_error *err)
{
    const lc_value *asked = &args->v[LIFE_PARAM_LANG];
    bool words = asked->given || lc_reply_is(out, "xlsx");
    lc_lang lang = asked->given ? (lc_lang)asked->n : LIFE_LANG_ZH;
    const lc_report_rows rows = {.format = out->format,
                                 .standard = args->v[LIFE_PARAM_STANDARD].text,
                                 .level = args->v[LIFE_PARAM_ANY_LEVEL].n,
                                 .words = words ? &lang : NULL,
                                 .asked = asked_of(args)};

    out->save_as = "report";
    return lc_answer_report_rows(&out->body, ask->study, &rows, q, err);
}

/* What is of a time, or of ages, is measured for this answer alone. */
static lc_status put_one(const lc_ask *ask, const lc_args *args,
                         const lc_report_query *q, lc_reply *out, lc_error *err)
{
    const char *standard = args->v[LIFE_PARAM_STANDARD].text;
    const lc_assess_query asked = asked_of(args);
    const lc_assessment *a;
    lc_assessment *own = NULL;
    lc_status st;

    if (is_asked(args)) {
        st =
            lc_assessment_ask(ask->study, standard, q->unit, &asked, &own, err);
        a = own;
    } else {
        st = lc_assessment_of(ask->study, standard, q->unit, &a, err);
    }
    if (!st)
        st = put_report(ask, args, a, *q, out, err);
    lc_assessment_free(own);
    return st;
}

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_report_query q = {.unit = lc_ask_coverage_unit(args),
                         .year = (int)args->v[LIFE_PARAM_YEAR].n,
                         .steps = args->v[LIFE_PARAM_STEPS].n != 0 &&
                                  !is_asked(args)};
    lc_status st;

    if (args->v[LIFE_PARAM_WHICH].given)
        return lc_ask_list(ask, args, args->v[LIFE_PARAM_WHICH].n, out, err);
    st = check(args, out, err);
    if (!st)
        st = check_asked(args, out, err);
    if (st)
        return st;
    if (lc_reply_is(out, "html")) /* lets its own style in */
        out->policy = lc_report_page_policy;
    return is_rows(out) ? put_rows(ask, args, &q, out, err)
                        : put_one(ask, args, &q, out, err);
}

/* By hand one waits for the next steps, over HTTP they are asked for. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_STANDARD},
    {.id = LIFE_PARAM_YEAR},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_COVERAGE_AGE},
    {.id = LIFE_PARAM_STEPS, .hand_initial = "yes"},
    {.id = LIFE_PARAM_LANG},
    {.id = LIFE_PARAM_UNIT, .flags = LIFE_USE_COMMAND | LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_ANY_LEVEL, .flags = LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_WHICH, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_CATEGORY, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_SINCE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_OUTPUT, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_PUBLIC_URL, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_OPERATOR_NAME, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_ICP, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_POLICE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_MAP_APPROVAL, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_report = {
    .name = "report",
    .path = "/report",
    .command = "report",
    .uses = uses,
    .formats = "json csv html xlsx",
    .command_formats = "table json csv html xlsx",
    .weight = LIFE_MEDIUM,
    .slow_if = "steps=yes open_at age",
    .schema = "Report",
    .text = {"全市对照标准：每条规定的结论与差距；CSV 也可含一级的全部单元",
             "the whole city held against a standard: each rule, its verdict, "
             "the gap; as CSV also all units of a level"},
    .notes =
        {"--open-at 和 "
         "--age：按住处可达计的规定改按那时开放的、那些人计，其余与"
         "平时相同，并逐一列出。\n--unit 只看那个单元；--level 只与 csv 或 "
         "xlsx 连用；html "
         "是可读可打印的一页，\n给出 --public-url 时带二维码；格式也按 -o "
         "的文件名：-o 报告.xlsx；csv 写明 --lang 时\n表头为文字；--standard "
         "也可以是一个文件夹，里面是自己的规则表：./文件夹",
         "with --open-at or --age, rules of what homes have in reach are by "
         "what is open then,\nof these people; the others stay as ever, and "
         "are named.\nwith --unit of that unit alone; --level with csv or xlsx "
         "alone; "
         "html is a page of\nits own to read or print, with a QR code "
         "where --public-url is given; the format\ngoes by -o too: -o "
         "report.xlsx; csv is headed in words where --lang is given;\n"
         "--standard also takes a folder with the tables of another, "
         "./FOLDER"},
    .example = "lifecircle report --city my.city --unit osm:n100368919\n"
               "  lifecircle report --city my.city --unit osm:n100368919 "
               "--format html --lang en > report.html\n"
               "  lifecircle report --city my.city --level {level} "
               "--format csv > all.csv",
    .run = run,
};

static const lc_use unit_uses[] = {
    {.id = LIFE_PARAM_CODE, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_STANDARD},
    {.id = LIFE_PARAM_YEAR},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_COVERAGE_AGE},
    {.id = LIFE_PARAM_STEPS},
    {.id = LIFE_PARAM_LANG},
    {.id = LIFE_PARAM_NONE},
};

/* On the command line this is `report --unit`. */
const lc_question lc_question_unit_report = {
    .name = "unit_report",
    .path = "/units/{code}/report",
    .uses = unit_uses,
    .formats = "json csv html xlsx",
    .weight = LIFE_MEDIUM,
    .slow_if = "steps=yes format=html open_at age",
    .schema = "Report",
    .text = {"一个单元对照标准：每条规定的结论与差距",
             "a unit held against a standard: each rule, its verdict, the gap"},
    .run = run,
};
