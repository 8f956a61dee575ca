/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/coverage.c - the share of homes with a service in reach: of the
 * units of a level, of one unit, of an area drawn by hand.
 */
#include "src/ask/cover/coverage.h"

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/answers/coverage_sheet.h"
#include "lifecircle/export/pages/matrix.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/category.h"
#include "src/ask/cover/coverage_table.h"
#include "src/ask/cover/week_table.h"
#include "src/ask/place/place.h"

#include <string.h>

/* ---- what is asked ---- */

static lc_status get_limit(const lc_args *args, lc_coverage_query *q,
                           lc_error *err)
{
    const lc_value *radius = &args->v[LIFE_PARAM_RADIUS];
    const lc_value *mode = &args->v[LIFE_PARAM_MODE];
    bool walk_asked = mode->given && !mode->n;
    bool straight_asked = mode->given && mode->n;

    if (radius->given ? walk_asked || args->v[LIFE_PARAM_MINUTES].given
                      : straight_asked)
        return lc_fail_param(err, LIFE_ERR_USAGE, "radius",
                             "give minutes to walk, or a radius in metres, "
                             "which is straight");
    q->straight = radius->given;
    q->limit_ms = args->v[LIFE_PARAM_MINUTES].n * 60000;
    q->radius_mm = radius->n * 1000;
    return LIFE_OK;
}

/* A week is of a category's own hours, which a straight line and a time don't
 * have. */
static lc_status check_hours(const lc_coverage_request *r, lc_error *err)
{
    if (r->basic || r->counted || !r->named)
        return lc_fail_param(err, LIFE_ERR_USAGE, "hours",
                             "hours go with categories that are named, not "
                             "with all_basic or basic_count");
    if (r->q.straight || r->q.when.kind != LIFE_WHEN_ANY)
        return lc_fail_param(err, LIFE_ERR_USAGE, "hours",
                             "hours go with minutes on foot, without a radius "
                             "and without open_at");
    return LIFE_OK;
}

uint32_t lc_ask_coverage_unit(const lc_args *args)
{
    return args->v[LIFE_PARAM_CODE].given ? args->v[LIFE_PARAM_CODE].n
                                          : args->v[LIFE_PARAM_UNIT].n;
}

lc_status lc_ask_coverage(const lc_ask *ask, const lc_args *args,
                          lc_coverage_request *out, lc_error *err)
{
    const lc_value *category = &args->v[LIFE_PARAM_CATEGORY];
    lc_status st;

    (void)ask;
    *out = (lc_coverage_request){
        .q.pace = args->v[LIFE_PARAM_PACE].n,
        .q.when = args->v[LIFE_PARAM_OPEN_AT].when,
        .categories = category->categories.set,
        .basic = category->categories.basic,
        .counted = category->categories.counted,
        .ages = lc_ask_ages(args, LIFE_PARAM_COVERAGE_AGE),
        .named = category->given,
        .level = args->v[LIFE_PARAM_LEVEL].n,
        .unit = lc_ask_coverage_unit(args),
    };
    if (args->area.kind != LIFE_SHAPE_NONE)
        out->area = &args->area;
    if (out->area || out->unit != LIFE_NONE)
        out->level = LIFE_NONE;
    if (args->v[LIFE_PARAM_HOURS].given)
        out->hours =
            args->v[LIFE_PARAM_HOURS].n ? LIFE_HOURS_TABLE : LIFE_HOURS_WEEK;
    out->by_pace = args->v[LIFE_PARAM_BY].given;
    st = get_limit(args, &out->q, err);
    return st || !out->hours ? st : check_hours(out, err);
}

/* "all" is everybody too, as nothing said is. */
const char *lc_ask_ages(const lc_args *args, lc_param_id id)
{
    const char *ages = args->v[id].text;

    return ages && *ages && strcmp(ages, "all") != 0 ? ages : NULL;
}

/* For questions that answer for one: all_basic and a group are several. */
lc_status lc_ask_coverage_category(const lc_ask *ask, const lc_args *args,
                                   uint32_t *out, lc_error *err)
{
    *out = args->v[LIFE_PARAM_CATEGORY].categories.only;
    if (*out < lc_world_category_count(ask->world))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                         "one category at a time, not several");
}

/* ---- the questions ---- */

/* All services at once are the basic ones, and their number, where none was
 * named: what is for people has to be taken in at a look, and all of them at
 * once is nobody nearly everywhere. */
static void name_basic(const lc_world *w, lc_coverage_request *r)
{
    if (r->named)
        return;
    r->categories = (lc_catset){{0}};
    r->basic = false;
    r->counted = true;
    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (lc_world_category(w, c)->basic)
            lc_catset_add(&r->categories, c);
}

/* Units by services, for people. */
static lc_status put_matrix(const lc_ask *ask, const lc_args *args,
                            lc_coverage_request *r, lc_reply *out,
                            lc_error *err)
{
    lc_lang lang = (lc_lang)args->v[LIFE_PARAM_LANG].n;

    name_basic(ask->world, r);
    if (lc_reply_is(out, "html")) {
        out->policy = lc_matrix_page_policy;
        return lc_matrix_page(&out->body, ask->study, r, lang, err);
    }
    out->save_as = "coverage";
    return lc_answer_coverage_sheet(&out->body, ask->study, r, lang, err);
}

/* 168 outlines of a unit are no map, and a page of units by services has no
 * place for a week. */
static lc_status check_format(const lc_coverage_request *r, const lc_reply *out,
                              lc_error *err)
{
    bool wide = lc_reply_is(out, "html") || lc_reply_is(out, "xlsx");

    if (!wide && (r->hours == LIFE_HOURS_WEEK || !lc_reply_is(out, "geojson")))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, "hours",
                         "hours come as json or csv, and the shares of a week "
                         "as geojson too");
}

/* Paces stand in rows, and on a terminal in columns, which then have no place
 * for several categories. */
static lc_status check_by(const lc_args *args, const lc_coverage_request *r,
                          const lc_reply *out, lc_error *err)
{
    bool table = lc_reply_is(out, "table");

    if (args->v[LIFE_PARAM_PACE].given || r->q.straight || r->hours)
        return lc_fail_param(err, LIFE_ERR_USAGE, "by",
                             "by=pace goes with minutes on foot, without a "
                             "pace, a radius and hours");
    if (!table && !lc_reply_is(out, "json") && !lc_reply_is(out, "csv"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "by",
                             "by=pace comes as a table, json or csv");
    if (table && (r->counted || args->v[LIFE_PARAM_CATEGORY].categories.only ==
                                    LIFE_ANY_CATEGORY))
        return lc_fail_param(err, LIFE_ERR_USAGE, "by",
                             "a table of all paces is of one category: name "
                             "it, or ask for json or csv");
    return LIFE_OK;
}

/* A csv is kept as a file by browsers; JSON is read by a page. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_coverage_request r;
    lc_status st = lc_ask_coverage(ask, args, &r, err);

    if (st)
        return st;
    if (r.hours)
        st = check_format(&r, out, err);
    if (!st && r.by_pace)
        st = check_by(args, &r, out, err);
    if (st)
        return st;
    if (r.hours && lc_reply_is(out, "table"))
        return lc_ask_week_table(ask, args, &r, &out->body, err);
    if (lc_reply_is(out, "table"))
        return lc_ask_coverage_table(ask, args, &r, &out->body, err);
    if (lc_reply_is(out, "html") || lc_reply_is(out, "xlsx"))
        return put_matrix(ask, args, &r, out, err);
    r.as_geojson = lc_reply_is(out, "geojson");
    if (!lc_reply_is(out, "csv"))
        return lc_answer_coverage(&out->body, ask->study, &r, err);
    out->save_as = "coverage";
    return lc_answer_coverage_csv(&out->body, ask->study, &r, err);
}

/* An area, a unit or a level: two of them would say two things of what the rows
 * are. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_CATEGORY, .flags = LIFE_USE_COUNTED},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MODE},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_RADIUS},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_HOURS},
    {.id = LIFE_PARAM_BY},
    {.id = LIFE_PARAM_COVERAGE_AGE},
    {.id = LIFE_PARAM_UNIT, .flags = LIFE_USE_COMMAND | LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_AREA, .flags = LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_LEVEL, .flags = LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_LANG},
    {.id = LIFE_PARAM_OUTPUT, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_coverage = {
    .name = "coverage",
    .path = "/coverage",
    .command = "coverage",
    .uses = uses,
    .formats = "json geojson csv html xlsx",
    .command_formats = "table json geojson csv html xlsx",
    .weight = LIFE_MEDIUM,
    .slow_if = "by=pace",
    .schema = "Coverage",
    .text = {"能走到一类设施的住处所占的比例：一级单元的，或手绘范围的",
             "the share of homes with a service in reach: of the units of a "
             "level, or of an area drawn by hand"},
    .notes = {"html 与 xlsx 是全部单元乘全部服务的一张表（不写 --category "
              "时为基本服务及其项数），用来看、打印、存档",
              "html and xlsx are one table of all units by all services (the "
              "basic ones and their number\nwhere none are named), to look at, "
              "print and file; the format goes by -o too"},
    .example = "lifecircle coverage --city my.city "
               "--category {category},all_basic --minutes 10\n"
               "lifecircle coverage --city my.city --lang zh -o coverage.html",
    .run = run,
};

static const lc_use unit_uses[] = {
    {.id = LIFE_PARAM_CODE, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_CATEGORY, .flags = LIFE_USE_COUNTED},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MODE},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_RADIUS},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_HOURS},
    {.id = LIFE_PARAM_BY},
    {.id = LIFE_PARAM_COVERAGE_AGE},
    {.id = LIFE_PARAM_NONE},
};

/* On the command line this is `coverage --unit`. */
const lc_question lc_question_unit_coverage = {
    .name = "unit_coverage",
    .path = "/units/{code}/coverage",
    .uses = unit_uses,
    .formats = "json geojson csv",
    .weight = LIFE_MEDIUM,
    .slow_if = "by=pace",
    .schema = "Coverage",
    .text = {"一个单元内各类设施的覆盖率",
             "how much of a unit each category covers"},
    .run = run,
};
