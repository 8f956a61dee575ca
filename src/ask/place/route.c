/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/place/route.c - the way on foot from a place to a facility.
 */
#include "lifecircle/export/answers/route.h"

#include "lifecircle/study/walk/route.h"
#include "src/ask/place/place.h"

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    uint32_t to = args->v[LIFE_PARAM_TO].n;
    lc_route route = {0};
    lc_place from;
    lc_status st = lc_ask_place(ask, args, &from, err);

    if (!st)
        st = lc_route_at(ask->walker, &from, to, &route, err);
    if (!st)
        lc_answer_route(&out->body, ask->world, &from, to, &route,
                        (lc_lang)args->v[LIFE_PARAM_LANG].n);
    lc_route_clear(&route);
    return st;
}

/* The steps are sentences, so the language is asked for. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_LON, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_LAT, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_TO, .flags = LIFE_USE_REQUIRED | LIFE_USE_ARGUMENT},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_LANG},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_route = {
    .name = "route",
    .path = "/route",
    .command = "route",
    .uses = uses,
    .formats = "geojson",
    .command_formats = "geojson json",
    .about_place = true,
    .weight = LIFE_LIGHT,
    .schema = "RouteFeature",
    .text = {"从一处地点步行到设施的路线，附逐步指引",
             "the way on foot from a place to a facility, with directions"},
    .notes = {"设施用编号，nearest 会给出",
              "the facility by its id, as nearest tells it"},
    .example = "lifecircle route osm:n251501778 --city my.city "
               "--at 13.2610,53.5570",
    .run = run,
};
