/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/question.c - see question.h.
 */
#include "lifecircle/ask/question.h"

#include "lifecircle/ask/args/crs.h"

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

lc_status lc_question_run(const lc_question *q, const lc_ask *ask,
                          const lc_args *args, lc_reply *out, lc_error *err)
{
    lc_status st = q->run(ask, args, out, err);

    if (!st)
        lc_args_crs_tell(args, &out->body);
    return !st && out->body.failed ? lc_reply_failed(&out->body, err) : st;
}
