/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/facility.c - one facility with all that is known of it.
 */
#include "lifecircle/export/answers/facility.h"

#include "lifecircle/ask/question.h"

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    (void)err;
    lc_answer_facility(&out->body, ask->world, args->v[LIFE_PARAM_ID].n);
    return LIFE_OK;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_ID, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_NONE},
};

/* Its hours are told as they are at the moment of asking: it is not kept. */
const lc_question lc_question_facility = {
    .name = "facility",
    .path = "/facilities/{id}",
    .command = "show", /* `facility` changes one */
    .uses = uses,
    .formats = "geojson",
    .command_formats = "geojson json",
    .about_place = true,
    .weight = LIFE_LIGHT,
    .schema = "Feature",
    .text = {"一处设施的全部已知信息",
             "one facility with all that is known of it"},
    .example = "lifecircle show osm:n251501778 --city my.city",
    .run = run,
};
