/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/questions.c - the table of questions, in the order in which help and
 * the description of the interface list them.
 */
#include "lifecircle/ask/question.h"

#include <string.h>

#define QUESTIONS(X)                                                           \
    X(nearest)                                                                 \
    X(circle)                                                                  \
    X(isochrone)                                                               \
    X(route)                                                                   \
    X(units)                                                                   \
    X(unit)                                                                    \
    X(unit_coverage)                                                           \
    X(unit_report)                                                             \
    X(report)                                                                  \
    X(list)                                                                    \
    X(standards)                                                               \
    X(coverage)                                                                \
    X(gaps)                                                                    \
    X(access)                                                                  \
    X(categories)                                                              \
    X(search)                                                                  \
    X(city)                                                                    \
    X(facility)                                                                \
    X(export)

#define DECLARE(name) extern const lc_question lc_question_##name;
QUESTIONS(DECLARE)
#undef DECLARE

const lc_question *const lc_questions[] = {
#define ROW(name) &lc_question_##name,
    QUESTIONS(ROW)
#undef ROW
};
const size_t lc_question_count = sizeof lc_questions / sizeof *lc_questions;

const lc_question *lc_question_find(const char *command)
{
    for (size_t i = 0; i < lc_question_count; i++)
        if (lc_questions[i]->command &&
            !strcmp(lc_questions[i]->command, command))
            return lc_questions[i];
    return NULL;
}

bool lc_question_takes(const lc_question *q, lc_param_id id, unsigned flag)
{
    for (const lc_use *use = q->uses; use->id != LIFE_PARAM_NONE; use++)
        if (use->id == id)
            return !flag || (use->flags & flag);
    return false;
}

void lc_question_open(const lc_question *q, lc_door door, lc_args *args)
{
    lc_args_open(args, door, q->uses,
                 door == LIFE_DOOR_COMMAND ? q->command_formats : q->formats);
}

bool lc_reply_is(const lc_reply *out, const char *format)
{
    return !strcmp(out->format, format);
}

lc_status lc_reply_failed(const lc_buf *body, lc_error *err)
{
    if (!body->limit)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for an answer");
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "the answer would be longer than %zu MiB; ask for less "
                   "(fewer categories, a format without shapes), or use the "
                   "program's export command",
                   body->limit >> 20);
}

lc_status lc_question_run(const lc_question *q, const lc_ask *ask,
                          const lc_args *args, lc_reply *out, lc_error *err)
{
    lc_status st = q->run(ask, args, out, err);

    return !st && out->body.failed ? lc_reply_failed(&out->body, err) : st;
}
