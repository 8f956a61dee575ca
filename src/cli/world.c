/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/world.c - the city that a command asks, and options that name parts
 * of it.
 */
#include "lifecircle/base/num.h"
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/study/cover/coverage.h"
#include "src/cli/cli.h"

#include <math.h>
#include <string.h>

lc_status lc_cli_study(const lc_opts *o, lc_study **out, lc_error *err)
{
    const char *path;
    lc_status st = lc_opts_city(o, &path, err);

    *out = NULL;
    return st ? st : lc_study_open(path, false, out, err);
}

lc_status lc_cli_pace(const lc_opts *o, const lc_world *w, uint32_t *pace,
                      lc_error *err)
{
    const char *id = o->value[LIFE_OPT_PACE];
    lc_buf known = {0};

    *pace = 0;
    if (!id)
        return LIFE_OK;
    *pace = lc_world_find_pace(w, id);
    if (*pace != LIFE_NONE)
        return LIFE_OK;
    for (uint32_t i = 0; i < lc_world_pace_count(w); i++)
        lc_buf_printf(&known, " %s", lc_world_pace(w, i)->id);
    lc_fail_param(err, LIFE_ERR_USAGE, "pace",
                  "there is no pace \"%s\"; there are:%s", id,
                  known.data ? known.data : "");
    lc_buf_free(&known);
    return LIFE_ERR_USAGE;
}

static lc_status add_category(const lc_world *w, const char *id, lc_catset *set,
                              bool *basic, lc_error *err)
{
    uint32_t c = lc_world_find_category(w, id);

    if (c == LIFE_ALL_BASIC && basic) {
        *basic = true;
        return LIFE_OK;
    }
    if (c == LIFE_ALL_BASIC)
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "all_basic has no facilities of its own; it is "
                             "asked for in coverage");
    if (c == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "there is no category \"%s\"; `lifecircle info` "
                             "lists them",
                             id);
    *set |= (lc_catset)1 << c;
    return LIFE_OK;
}

lc_status lc_cli_categories(const lc_opts *o, const lc_world *w, lc_catset *set,
                            bool *basic, lc_error *err)
{
    const char *s = o->value[LIFE_OPT_CATEGORY];
    lc_status st = LIFE_OK;

    *set = 0;
    if (basic)
        *basic = !s;
    if (!s)
        *set = ((lc_catset)1 << lc_world_category_count(w)) - 1;
    while (!st && s) {
        char id[64];
        size_t len = strcspn(s, ",");

        if (len >= sizeof id)
            return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                                 "\"%.60s...\" is too long for a category", s);
        memcpy(id, s, len);
        id[len] = '\0';
        st = add_category(w, id, set, basic, err);
        s = s[len] ? s + len + 1 : NULL;
    }
    return st;
}

/* 1 to 5,000 m, kept in millimetres. */
static lc_status take_radius(const lc_opts *o, lc_coverage_query *q,
                             lc_error *err)
{
    const char *s = o->value[LIFE_OPT_RADIUS];
    double m;

    if (!s)
        return LIFE_OK;
    if (o->value[LIFE_OPT_MINUTES])
        return lc_fail_param(err, LIFE_ERR_USAGE, "radius",
                             "a straight line excludes --minutes, a walk");
    if (!lc_parse_decimal(s, &m) || m < 1 || m > 5000)
        return lc_fail_param(err, LIFE_ERR_RANGE, "radius",
                             "\"%s\" is not metres from 1 to 5000", s);
    q->straight = true;
    q->radius_mm = (uint32_t)lround(m * 1000);
    return LIFE_OK;
}

static lc_status take_level(const lc_opts *o, const lc_world *w,
                            lc_coverage_request *r, lc_error *err)
{
    const char *level = o->value[LIFE_OPT_LEVEL];
    size_t count = lc_world_level_count(w);
    lc_buf known = {0};

    r->level = count > 0 ? (uint32_t)count - 1 : LIFE_NONE;
    if (!level)
        return LIFE_OK;
    r->level = lc_world_find_level(w, level);
    if (r->level != LIFE_NONE)
        return LIFE_OK;
    for (uint32_t i = 0; i < count; i++)
        lc_buf_printf(&known, " %s", lc_world_level(w, i));
    lc_fail_param(err, LIFE_ERR_USAGE, "level",
                  count > 0 ? "there is no level \"%s\"; there are:%s"
                            : "there is no level \"%s\": the city has no "
                              "units%s",
                  level, known.data ? known.data : "");
    lc_buf_free(&known);
    return LIFE_ERR_USAGE;
}

lc_status lc_cli_coverage(const lc_opts *o, const lc_world *w,
                          lc_coverage_request *r, lc_error *err)
{
    uint32_t minutes = 15;
    lc_status st = lc_opts_uint(o, LIFE_OPT_MINUTES, 1, 60, &minutes, err);

    *r = (lc_coverage_request){.unit = LIFE_NONE};
    r->q.limit_ms = minutes * 60000;
    if (!st)
        st = take_radius(o, &r->q, err);
    if (!st)
        st = lc_cli_pace(o, w, &r->q.pace, err);
    if (!st)
        st = take_level(o, w, r, err);
    if (!st)
        st = lc_cli_categories(o, w, &r->categories, &r->basic, err);
    r->named = o->value[LIFE_OPT_CATEGORY] != NULL;
    return st;
}

const char *lc_cli_reason(lc_reason r)
{
    static const char *const words[LIFE_REASON_COUNT] = {
        [LIFE_REASON_OUTSIDE_EXTENT] = "the data do not reach this place",
        [LIFE_REASON_IN_WATER] = "this place is in water",
        [LIFE_REASON_UNLINKED] = "no street within 250 m of this place",
        [LIFE_REASON_FACILITY_UNLINKED] =
            "a facility near it has no link to the streets",
        [LIFE_REASON_EDGE_OF_DATA] = "the data end nearer than that",
        [LIFE_REASON_NO_DATA] = "the city file has no such facility",
        [LIFE_REASON_OVER_60_MIN] = "over 60 minutes",
        [LIFE_REASON_HOURS_UNKNOWN] = "not known whether it is open then",
        [LIFE_REASON_NONE_OPEN] = "none known to be open within 60 minutes",
    };

    return words[r] ? words[r] : "";
}
