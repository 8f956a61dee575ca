/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/place/isochrone.c - how far one gets on foot.
 */
#include "lifecircle/export/answers/isochrone.h"

#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/reach.h"
#include "src/ask/place/place.h"

_Static_assert(LIFE_MAX_RISING <= 4, "lc_outline_draw() takes no more limits");

/* One feature a limit; what is reached by streets holds until the next search,
 * so that each is written before the next is looked for. */
static lc_status put_limits(const lc_ask *ask, const lc_place *from,
                            const lc_rising *limits, const lc_shape *polygon,
                            lc_buf *out, lc_error *err)
{
    size_t count = from->reason == LIFE_REASON_NONE ? limits->count : 0;
    const uint32_t *closing = NULL;
    uint32_t closings = 0;
    lc_status st = LIFE_OK;
    lc_json j;

    lc_answer_isochrone_begin(&j, out, ask->walker, ask->world, from);
    for (size_t i = 0; !st && i < count; i++) {
        lc_isochrone one = {.minutes = limits->v[i]};

        if (polygon)
            one.polygon = &polygon[i];
        else
            st = lc_reach_find(ask->walker, from, one.minutes * 60000,
                               &one.stretch, &one.count, err);
        if (!st)
            st = lc_answer_isochrone_put(&j, ask->world, from, &one, err);
    }
    if (!st && count)
        st = lc_reach_closings(ask->walker, &closing, &closings, err);
    if (!st)
        lc_answer_isochrone_end(&j, ask->world, closing, closings);
    return st;
}

/* The outlines are drawn before a word is written: they can fail. */
static lc_status put_outlines(const lc_ask *ask, const lc_place *from,
                              const lc_rising *limits, lc_buf *out,
                              lc_error *err)
{
    lc_shape polygon[LIFE_MAX_RISING] = {0};
    uint32_t limit_ms[LIFE_MAX_RISING];
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < limits->count; i++)
        limit_ms[i] = limits->v[i] * 60000;
    if (from->reason == LIFE_REASON_NONE && limits->count > 0)
        st = lc_outline_draw(ask->walker, from, limit_ms, limits->count,
                             polygon, err);
    if (!st)
        st = put_limits(ask, from, limits, polygon, out, err);
    for (size_t i = 0; i < LIFE_MAX_RISING; i++)
        lc_shape_clear(&polygon[i]);
    return st;
}

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
    return streets ? put_limits(ask, &from, limits, NULL, &out->body, err)
                   : put_outlines(ask, &from, limits, &out->body, err);
}

/* Limits of up to 30 minutes: the design's ceiling, since areas grow with the
 * square of the time. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_LON, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_LAT, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_LIMITS},
    {.id = LIFE_PARAM_AS},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_OPEN_AT},
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
    .schema = "Isochrones",
    .text = {"步行可达的范围，每个时限一个要素",
             "what can be reached on foot, one feature a limit"},
    .example = "lifecircle isochrone --city my.city --at 13.2610,53.5570 "
               "--minutes 5,10,15 > reach.geojson",
    .run = run,
};
