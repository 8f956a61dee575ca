/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/categories.c - the categories of facilities.
 */
#include "lifecircle/export/answers/categories.h"

#include "lifecircle/ask/question.h"

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    (void)args;
    (void)err;
    lc_answer_categories(&out->body, ask->world);
    return LIFE_OK;
}

static const lc_use uses[] = {{.id = LIFE_PARAM_NONE}};

const lc_question lc_question_categories = {
    .name = "categories",
    .path = "/categories",
    .command = "categories",
    .uses = uses,
    .formats = "json",
    .command_formats = "json",
    .weight = LIFE_LIGHT,
    .schema = "Object",
    .text = {"设施类别，及其分组与名称",
             "the categories, with their groups and names"},
    .example = "lifecircle categories --city my.city",
    .run = run,
};
