/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/units.c - the administrative units, all of them or one.
 */
#include "lifecircle/export/answers/units.h"

#include "src/ask/place/place.h"

#include <inttypes.h>

/* ---- the list ---- */

static lc_status run_list(const lc_ask *ask, const lc_args *args, lc_reply *out,
                          lc_error *err)
{
    const char *q = args->v[LIFE_PARAM_Q].text;

    (void)err;
    lc_answer_units(&out->body, ask->world, args->v[LIFE_PARAM_ANY_LEVEL].n,
                    q ? q : "", args->v[LIFE_PARAM_PARENT].n,
                    lc_reply_is(out, "geojson"));
    return LIFE_OK;
}

/* `level`, part of a name and parent go together: each narrows the list. */
static const lc_use list_uses[] = {
    {.id = LIFE_PARAM_ANY_LEVEL},
    {.id = LIFE_PARAM_Q},
    {.id = LIFE_PARAM_PARENT},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_units = {
    .name = "units",
    .path = "/units",
    .command = "units",
    .uses = list_uses,
    .formats = "json geojson",
    .command_formats = "json geojson",
    .weight = LIFE_LIGHT,
    .schema = "Units",
    .text = {"行政单元", "the administrative units"},
    .example = "lifecircle units --city my.city --q neu",
    .run = run_list,
};

/* ---- one ---- */

static lc_status run_one(const lc_ask *ask, const lc_args *args, lc_reply *out,
                         lc_error *err)
{
    (void)err;
    lc_answer_unit(&out->body, ask->world, args->v[LIFE_PARAM_CODE].n);
    return LIFE_OK;
}

static const lc_use one_uses[] = {
    {.id = LIFE_PARAM_CODE, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_unit = {
    .name = "unit",
    .path = "/units/{code}",
    .command = "unit",
    .uses = one_uses,
    .formats = "geojson",
    .command_formats = "geojson json",
    .weight = LIFE_LIGHT,
    .schema = "Feature",
    .text = {"一个单元及其边界", "one unit with its shape"},
    .example = "lifecircle unit osm:n100368919 --city my.city",
    .run = run_one,
};
