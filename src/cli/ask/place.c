/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/place.c - what is asked from a place: nearest, circle, isochrone,
 * route.
 */
#include "lifecircle/study/walk/place.h"

#include "lifecircle/base/log.h"
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/walker.h"
#include "src/cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MOST_LIMITS 4

/* The city, a place in it, and scratch to ask with. */
typedef struct inquiry {
    lc_study *study;
    const lc_world *w;
    lc_walker *a;
    lc_lonlat at;
    lc_place from;
} inquiry;

static void inquiry_close(inquiry *q)
{
    lc_walker_free(q->a);
    lc_study_free(q->study);
}

static lc_status inquiry_open(const lc_opts *o, inquiry *q, lc_error *err)
{
    const char *when = o->value[LIFE_OPT_OPEN_AT];
    uint32_t pace;
    lc_status st = lc_opts_lonlat(o, &q->at, err);

    if (!st)
        st = lc_cli_study(o, &q->study, err);
    if (st)
        return st;
    q->w = lc_study_world(q->study);
    st = lc_cli_pace(o, q->w, &pace, err);
    if (st)
        return st;
    q->a = lc_walker_new(q->study);
    if (!q->a)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to ask the city");
    st = lc_place_at(q->a, q->at, pace, &q->from, err);
    if (st || !when || lc_world_when(q->w, when, &q->from.when))
        return st;
    return lc_fail_param(err, LIFE_ERR_RANGE, "open-at",
                         "\"%s\" is not now, today, a weekday as sunday, or "
                         "the city's local time as 2026-11-22T10:30",
                         when);
}

static void tell_reason(lc_reason r)
{
    if (r != LIFE_REASON_NONE)
        lc_log(LIFE_LOG_WARN, "%s", lc_cli_reason(r));
}

/* "7:05", rounded down to whole seconds as a limit is. */
static void put_time(lc_grid *g, uint32_t ms)
{
    if (ms == LIFE_NONE)
        lc_grid_put(g, "-");
    else
        lc_grid_put(g, "%" PRIu32 ":%02" PRIu32, ms / 60000, ms / 1000 % 60);
}

static void put_metres(lc_grid *g, uint32_t mm)
{
    if (mm == LIFE_NONE)
        lc_grid_put(g, "-");
    else
        lc_grid_put(g, "%.0f", mm / 1000.0);
}

/* ---- nearest ---- */

static void put_categories(lc_grid *g, const lc_world *w, lc_catset set)
{
    char text[256] = "";
    size_t n = 0;

    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (set >> c & 1 && n < sizeof text)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s",
                                  n ? " " : "", lc_world_category(w, c)->id);
    lc_grid_put(g, "%s", text);
}

static lc_status nearest_table(const inquiry *q, const lc_near *near,
                               uint32_t count, lc_error *err)
{
    lc_grid g = {.columns = 6, .right = 1 | 1 << 1 | 1 << 2};
    static const char *const head[] = {"walk", "metres",     "straight",
                                       "name", "categories", "id"};

    for (size_t i = 0; i < 6; i++)
        lc_grid_put(&g, "%s", head[i]);
    for (uint32_t i = 0; i < count; i++) {
        const lc_facility *f = lc_world_facility(q->w, near[i].facility);

        put_time(&g, near[i].walk_ms);
        put_metres(&g, near[i].walk_mm);
        lc_grid_put(&g, "%.0f", near[i].straight_m);
        lc_grid_put(&g, "%s", f->name);
        put_categories(&g, q->w, f->categories);
        lc_grid_put(&g, "%s", f->id);
    }
    return lc_grid_print(&g, err);
}

/* The one category asked for, or any. */
static uint32_t only_category(const lc_world *w, lc_catset set)
{
    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (set == (lc_catset)1 << c)
            return c;
    return LIFE_ANY_CATEGORY;
}

static lc_status nearest(const lc_opts *o, inquiry *q, bool straight,
                         lc_error *err)
{
    lc_near near[LIFE_MOST_NEAREST];
    lc_nearest_query n = {.k = 5, .straight = straight};
    uint32_t count = 0;
    lc_buf out = {0};
    lc_status st =
        lc_opts_uint(o, LIFE_OPT_COUNT, 1, LIFE_MOST_NEAREST, &n.k, err);

    if (!st)
        st = lc_cli_categories(o, q->w, &n.set, NULL, err);
    if (st)
        return st;
    if (!straight)
        tell_reason(q->from.reason);
    if (!lc_opts_format_is(o, "table")) {
        n.category = only_category(q->w, n.set);
        st = lc_answer_nearest(&out, q->a, q->w, &q->from, &n, err);
        if (!st)
            st = lc_cli_answer(&out, err);
        lc_buf_free(&out);
        return st;
    }
    st =
        straight
            ? lc_nearest_straight(q->a, &q->from, n.set, n.k, near, &count, err)
            : lc_nearest_find(q->a, &q->from, n.set, n.k, near, &count, err);
    return st ? st : nearest_table(q, near, count, err);
}

lc_status lc_cmd_nearest(const lc_opts *o, lc_error *err)
{
    static const char *const modes[] = {"walk", "straight"};
    inquiry q = {0};
    size_t mode;
    lc_status st = lc_opts_word(o, LIFE_OPT_MODE, modes, 2, &mode, err);

    if (!st)
        st = inquiry_open(o, &q, err);
    if (!st)
        st = nearest(o, &q, mode == 1, err);
    inquiry_close(&q);
    return st;
}

/* ---- circle ---- */

static void circle_line(lc_grid *g, const lc_world *w, uint32_t category,
                        const lc_circle_row *row)
{
    static const char *const marks[] = {
        [LIFE_UNCOVERED] = "✗", [LIFE_COVERED] = "✓", [LIFE_UNKNOWN] = "?"};
    const lc_category *c = lc_world_category(w, category);

    lc_grid_put(g, "  %s", marks[row->answer]);
    lc_grid_put(g, "%s", c->id);
    lc_grid_put(g, "%s", c->name_zh);
    lc_grid_put(g, "%" PRIu32, row->count);
    if (row->nearest.facility == LIFE_NONE) {
        lc_grid_put(g, "-");
        lc_grid_put(g, "-");
        lc_grid_put(g, "%s", lc_cli_reason(row->reason));
        return;
    }
    put_time(g, row->nearest.walk_ms);
    put_metres(g, row->nearest.walk_mm);
    lc_grid_put(g, "%s",
                row->answer == LIFE_UNKNOWN
                    ? lc_cli_reason(row->reason)
                    : lc_world_facility(w, row->nearest.facility)->name);
}

/* Categories of a group stand together in the table of categories. */
static lc_status circle_table(const inquiry *q, uint32_t minutes,
                              const lc_circle_row *rows, lc_error *err)
{
    static const char *const head[] = {"",     "category", "",       "count",
                                       "walk", "metres",   "nearest"};
    lc_grid g = {.columns = 7, .right = 1 << 3 | 1 << 4 | 1 << 5};
    const char *group = "";
    uint32_t covered = 0, known = 0;
    size_t n = lc_world_category_count(q->w);
    lc_status st;

    for (size_t i = 0; i < 7; i++)
        lc_grid_put(&g, "%s", head[i]);
    for (uint32_t c = 0; c < n; c++) {
        const lc_category *category = lc_world_category(q->w, c);

        covered += rows[c].answer == LIFE_COVERED;
        known += rows[c].answer != LIFE_UNKNOWN;
        if (strcmp(group, category->group) != 0) {
            group = category->group;
            lc_grid_put(&g, "%s", "");
            lc_grid_put(&g, "[%s]", group);
            for (size_t i = 2; i < 7; i++)
                lc_grid_put(&g, "%s", i == 2 ? category->group_zh : "");
        }
        circle_line(&g, q->w, c, &rows[c]);
    }
    st = lc_grid_print(&g, err);
    if (!st)
        st = lc_cli_printf(err,
                           "\n%" PRIu32 " of %" PRIu32
                           " categories within %" PRIu32
                           " minutes, %s pace; %zu unknown\n",
                           covered, known, minutes,
                           lc_world_pace(q->w, q->from.pace)->id, n - known);
    return st;
}

lc_status lc_cmd_circle(const lc_opts *o, lc_error *err)
{
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    inquiry q = {0};
    uint32_t minutes = 15;
    lc_buf out = {0};
    lc_status st = lc_opts_uint(o, LIFE_OPT_MINUTES, 1, 60, &minutes, err);

    if (!st)
        st = inquiry_open(o, &q, err);
    if (!st)
        st = lc_circle_make(q.a, &q.from, minutes * 60000, rows, err);
    if (st)
        goto done;
    tell_reason(q.from.reason);
    if (lc_opts_format_is(o, "table")) {
        st = circle_table(&q, minutes, rows, err);
    } else {
        lc_answer_circle(&out, q.a, q.w, &q.from, minutes * 60000, rows);
        st = lc_cli_answer(&out, err);
    }
done:
    inquiry_close(&q);
    return st;
}

/* ---- isochrone ---- */

lc_status lc_cmd_isochrone(const lc_opts *o, lc_error *err)
{
    static const char *const forms[] = {"polygons", "streets"};
    uint32_t minutes[MOST_LIMITS] = {5, 10, 15};
    inquiry q = {0};
    lc_buf out = {0};
    size_t limits = 3, form;
    lc_status st = lc_opts_minutes(o, minutes, MOST_LIMITS, &limits, err);

    if (!st)
        st = lc_opts_word(o, LIFE_OPT_AS, forms, 2, &form, err);
    if (!st)
        st = inquiry_open(o, &q, err);
    if (!st)
        st = lc_answer_isochrone(&out, q.a, q.w, &q.from, minutes, limits,
                                 form == 1, err);
    if (!st) {
        tell_reason(q.from.reason);
        st = lc_cli_answer(&out, err);
    }
    lc_buf_free(&out);
    inquiry_close(&q);
    return st;
}

/* ---- route ---- */

lc_status lc_cmd_route(const lc_opts *o, lc_error *err)
{
    inquiry q = {0};
    lc_buf out = {0};
    uint32_t facility;
    lc_lang lang = LIFE_LANG_EN;
    lc_status st = lc_opts_lang(o, &lang, err);

    if (!st)
        st = inquiry_open(o, &q, err);
    if (st)
        goto done;
    facility = lc_world_find_facility(q.w, o->arg[0]);
    if (facility == LIFE_NONE)
        st = lc_fail(err, LIFE_ERR_NOT_FOUND, "there is no facility \"%.64s\"",
                     o->arg[0]);
    else
        st = lc_answer_route(&out, q.a, q.w, &q.from, facility, lang, err);
    if (!st)
        st = lc_cli_answer(&out, err);
done:
    lc_buf_free(&out);
    inquiry_close(&q);
    return st;
}
