/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/standards.c - the standards that are built in.
 */
#include "lifecircle/export/answers/standards.h"

#include "lifecircle/ask/question.h"

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    (void)args;
    return lc_answer_standards(&out->body, ask->world, err);
}

static const lc_use uses[] = {{.id = LIFE_PARAM_NONE}};

const lc_question lc_question_standards = {
    .name = "standards",
    .path = "/standards",
    .command = "standards",
    .uses = uses,
    .formats = "json",
    .command_formats = "json",
    .weight = LIFE_LIGHT,
    .schema = "Object",
    .text = {"各项标准的全部规定、目标与出处",
             "the standards, with every rule, target and source"},
    .example = "lifecircle standards --city my.city",
    .run = run,
};
