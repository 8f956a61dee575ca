/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/place/isochrone.c - how far one gets on foot.
 */
#include "lifecircle/export/answers/isochrone.h"

#include "lifecircle/study/walk/place.h"
#include "src/ask/place/place.h"

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    const lc_rising *limits = &args->v[LIFE_PARAM_LIMITS].rising;
    bool streets = args->v[LIFE_PARAM_AS].n != 0;
    lc_place from;
    lc_status st = lc_ask_place(ask, args, &from, err);

    if (st)
        return st;
    out->note = from.reason;
    return lc_answer_isochrone(&out->body, ask->walker, ask->world, &from,
                               limits->v, limits->count, streets, err);
}

/* Limits of up to 30 minutes: the design's ceiling, since areas grow with the
 * square of the time. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_LON, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_LAT, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_LIMITS},
    {.id = LIFE_PARAM_AS},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_isochrone = {
    .name = "isochrone",
    .path = "/isochrone",
    .command = "isochrone",
    .uses = uses,
    .formats = "geojson",
    .command_formats = "geojson json",
    .about_place = true,
    .weight = LIFE_MEDIUM,
    .schema = "FeatureCollection",
    .text = {"步行可达的范围，每个时限一个要素",
             "what can be reached on foot, one feature a limit"},
    .example = "lifecircle isochrone --city my.city --at 13.2610,53.5570 "
               "--minutes 5,10,15 > reach.geojson",
    .run = run,
};
