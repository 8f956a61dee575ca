/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/place.c - what can be reached from a place: nearest, circle,
 * isochrone, route. These are never cached and never logged: the place is
 * somebody's.
 */
#include "lifecircle/study/walk/place.h"

#include "lifecircle/export/answers/answers.h"
#include "lifecircle/study/walk/circle.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/params.h"
#include "src/http/serve/service.h"

#define LIFE_MAX_REACH_MIN   30 /* of an isochrone */
#define LIFE_DEFAULT_MINUTES 15

static const char geojson[] = "application/geo+json";

/* open_at; whenever, where it is absent. */
static lc_status get_when(const lc_context *ctx, const lc_request *req,
                          lc_when *out, lc_error *err)
{
    const char *s = lc_param_find(req, "open_at");

    *out = (lc_when){0};
    if (!s || lc_world_when(ctx->world, s, out))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "open_at",
                         "open_at is \"%.40s\"; it must be now, today, a "
                         "weekday as sunday, or the city's local time as "
                         "2026-11-22T10:30",
                         s);
}

/* lon, lat and pace, joined to the network. */
static lc_status get_place(const lc_context *ctx, const lc_request *req,
                           lc_place *out, lc_lonlat *at, lc_error *err)
{
    uint32_t pace;
    lc_status st = lc_param_lonlat(req, at, err);

    if (!st)
        st = lc_param_pace(req, ctx->world, &pace, err);
    if (!st)
        st = lc_place_at(ctx->walker, *at, pace, out, err);
    return st ? st : get_when(ctx, req, &out->when, err);
}

/* The categories of a nearest search: all_basic stands for each of them. */
static lc_catset wanted_set(const lc_world *w, const lc_categories *c)
{
    lc_catset set = c->set;

    for (uint32_t i = 0; c->basic && i < lc_world_category_count(w); i++)
        if (lc_world_category(w, i)->basic)
            set |= (lc_catset)1 << i;
    return set;
}

LIFE_HANDLER(lc_api_nearest)
{
    static const char *const modes[] = {"walk", "straight", NULL};
    lc_nearest_query q = {.k = 5};
    lc_categories categories;
    size_t straight = 0;
    lc_lonlat at;
    lc_place from;
    lc_status st;

    st = lc_param_uint(req, "k", 1, LIFE_MOST_NEAREST, &q.k, err);
    if (!st)
        st = lc_param_choice(req, "mode", modes, &straight, err);
    if (!st)
        st = lc_param_categories(req, ctx->world, &categories, err);
    if (!st)
        st = get_place(ctx, req, &from, &at, err);
    if (st)
        return st;
    q.straight = straight;
    q.set = wanted_set(ctx->world, &categories);
    q.category =
        categories.only == LIFE_ALL_BASIC ? LIFE_ANY_CATEGORY : categories.only;
    st = lc_answer_nearest(&res->body, ctx->walker, ctx->world, &from, &q, err);
    return st ? st : lc_response_done(res, geojson, err);
}

LIFE_HANDLER(lc_api_circle)
{
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    uint32_t minutes = LIFE_DEFAULT_MINUTES;
    lc_lonlat at;
    lc_place from;
    lc_status st;

    st = lc_param_uint(req, "minutes", 1, ctx->service->max_minutes, &minutes,
                       err);
    if (!st)
        st = get_place(ctx, req, &from, &at, err);
    if (!st)
        st = lc_circle_make(ctx->walker, &from, minutes * 60000, rows, err);
    if (st)
        return st;
    lc_answer_circle(&res->body, ctx->walker, ctx->world, &from,
                     minutes * 60000, rows);
    return lc_response_done(res, "application/json", err);
}

LIFE_HANDLER(lc_api_isochrone)
{
    static const char *const pictures[] = {"polygons", "streets", NULL};
    lc_rising minutes = {{5, 10, 15}, 3};
    size_t streets = 0;
    lc_lonlat at;
    lc_place from;
    lc_status st;

    st = lc_param_rising(req, "minutes", LIFE_MAX_REACH_MIN, &minutes, err);
    if (!st)
        st = lc_param_choice(req, "as", pictures, &streets, err);
    if (!st)
        st = get_place(ctx, req, &from, &at, err);
    if (!st)
        st = lc_answer_isochrone(&res->body, ctx->walker, ctx->world, &from,
                                 minutes.v, minutes.count, streets, err);
    return st ? st : lc_response_done(res, geojson, err);
}

LIFE_HANDLER(lc_api_route)
{
    const char *to = lc_param_find(req, "to");
    uint32_t facility = lc_world_find_facility(ctx->world, to);
    lc_lang lang = LIFE_LANG_ZH;
    lc_lonlat at;
    lc_place from;
    lc_status st = lc_param_lang(req, &lang, err);

    if (!st)
        st = get_place(ctx, req, &from, &at, err);

    if (st)
        return st;
    if (facility == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "to",
                             "there is no facility \"%.64s\"", to);
    st = lc_answer_route(&res->body, ctx->walker, ctx->world, &from, facility,
                         lang, err);
    return st ? st : lc_response_done(res, geojson, err);
}
