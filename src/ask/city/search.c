/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/search.c - what has a name, and which service a word of need
 * means.
 */
#include "lifecircle/export/answers/search.h"

#include "lifecircle/ask/question.h"
#include "lifecircle/world/find.h"

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_lonlat at = {args->v[LIFE_PARAM_LON].degrees,
                    args->v[LIFE_PARAM_LAT].degrees};
    lc_find f = {.q = args->v[LIFE_PARAM_Q].text,
                 .limit = args->v[LIFE_PARAM_LIMIT].n,
                 .needs = true,
                 .near = args->v[LIFE_PARAM_LON].given,
                 .system = (lc_crs_degrees)args->v[LIFE_PARAM_CRS].n};

    if (f.near)
        f.at = lc_pt_from(at);
    return lc_answer_search(
        &out->body, ask->world, &f,
        args->door == LIFE_DOOR_COMMAND ? NULL : &ask->links, err);
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_Q, .flags = LIFE_USE_REQUIRED | LIFE_USE_ARGUMENT},
    {.id = LIFE_PARAM_LIMIT},
    {.id = LIFE_PARAM_LON},
    {.id = LIFE_PARAM_LAT},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_search = {
    .name = "search",
    .path = "/search",
    .command = "search",
    .uses = uses,
    .formats = "json",
    .command_formats = "json",
    .about_place = true,
    .weight = LIFE_LIGHT,
    .schema = "Hits",
    .text = {"按名称、部分名称、拼音或首字母查找地点、单元、设施、街道和地址；"
             "也可输入坐标；需要什么（买菜、看病、厕所）则先给出对应的服务；"
             "给出地点时近者在前",
             "places, units, facilities, streets and addresses by name, part "
             "of it, pinyin or initials; or a typed position; what is needed "
             "(cash, a haircut) leads to its service first; with a place, "
             "nearer ones first"},
    .example = "lifecircle search markt --city my.city",
    .run = run,
};
