/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/gaps.c - where a category leaves homes uncovered, and what would
 * help.
 */
#include "lifecircle/study/cover/gaps.h"

#include "lifecircle/base/log.h"
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/walker.h"
#include "src/cli/cli.h"

#include <inttypes.h>

#define MOST_GAPS    50
#define MOST_MINUTES 30

static lc_status one_category(const lc_opts *o, const lc_world *w,
                              uint32_t *out, lc_error *err)
{
    lc_catset set;
    lc_status st;

    if (!o->value[LIFE_OPT_CATEGORY])
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "gaps are of one category: name it");
    st = lc_cli_categories(o, w, &set, NULL, err);
    for (uint32_t c = 0; c < lc_world_category_count(w) && !st; c++) {
        if (set == (lc_catset)1 << c) {
            *out = c;
            return LIFE_OK;
        }
    }
    return st ? st
              : lc_fail_param(err, LIFE_ERR_USAGE, "category",
                              "gaps are of one category, not of several");
}

static lc_status read_query(const lc_opts *o, const lc_world *w,
                            lc_gap_query *q, lc_error *err)
{
    const char *unit = o->value[LIFE_OPT_UNIT];
    uint32_t minutes = 15, count = 5;
    lc_status st = one_category(o, w, &q->category, err);

    if (!st)
        st = lc_opts_uint(o, LIFE_OPT_MINUTES, 1, MOST_MINUTES, &minutes, err);
    if (!st)
        st = lc_opts_uint(o, LIFE_OPT_COUNT, 1, MOST_GAPS, &count, err);
    if (!st)
        st = lc_cli_pace(o, w, &q->pace, err);
    q->limit_ms = minutes * 60000;
    q->most = count;
    q->unit = LIFE_NONE;
    if (st || !unit)
        return st;
    q->unit = lc_world_find_unit(w, unit);
    if (q->unit == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "unit",
                             "there is no unit with the code \"%s\"", unit);
    return LIFE_OK;
}

static void put_nearest(lc_grid *g, const lc_world *w, const lc_near *near)
{
    if (near->facility == LIFE_NONE) {
        for (int i = 0; i < 2; i++)
            lc_grid_put(g, "-");
        lc_grid_put(g, "over 60 minutes");
        return;
    }
    lc_grid_put(g, "%" PRIu32 ":%02" PRIu32, near->walk_ms / 60000,
                near->walk_ms / 1000 % 60);
    if (near->straight_m > 0)
        lc_grid_put(g, "%.2f", near->walk_mm / 1000.0 / near->straight_m);
    else
        lc_grid_put(g, "-");
    lc_grid_put(g, "%s", lc_world_facility(w, near->facility)->name);
}

static lc_status print_table(const lc_world *w, const lc_gap_query *q,
                             const lc_gap_list *l, lc_error *err)
{
    static const char *const head[] = {"unit",    "weight", "homes",
                                       "cause",   "walk",   "detour",
                                       "nearest", "gained", "by one more at"};
    lc_grid g = {.columns = 9,
                 .right = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 7};
    lc_status st = lc_cli_printf(
        err, "%s: %.1f of %.1f %s not covered, in %zu gaps; the largest:\n",
        lc_world_category(w, q->category)->id, (double)l->uncovered / 1000,
        (double)l->total / 1000, lc_world_setting(w, "home_kind"), l->found);

    for (size_t i = 0; i < 9; i++)
        lc_grid_put(&g, "%s", head[i]);
    for (size_t i = 0; i < l->count; i++) {
        const lc_gap *gap = &l->gap[i];
        lc_lonlat at = lc_pt_lonlat(gap->mend);

        lc_grid_put(&g, "%s",
                    gap->unit == LIFE_NONE ? "(outside)"
                                           : lc_world_unit(w, gap->unit)->name);
        lc_grid_put(&g, "%.1f", (double)gap->weight / 1000);
        lc_grid_put(&g, "%" PRIu32, gap->homes);
        lc_grid_put(&g, "%s", lc_cause_id(gap->cause));
        put_nearest(&g, w, &gap->nearest);
        lc_grid_put(&g, "%.1f", (double)gap->mend_weight / 1000);
        if (gap->mend_weight)
            lc_grid_put(&g, "%.7f,%.7f", at.lon, at.lat);
        else
            lc_grid_put(&g, "-");
    }
    return st ? st : lc_grid_print(&g, err);
}

static lc_status ask(const lc_opts *o, lc_study *study, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_gap_query q = {0};
    lc_gap_list l = {0};
    lc_buf out = {0};
    lc_walker *a = NULL;
    lc_status st = read_query(o, w, &q, err);

    if (!st && !(a = lc_walker_new(study)))
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory to ask the city");
    if (!st)
        st = lc_gaps_find(a, &q, &l, err);
    if (!st && lc_opts_format_is(o, "table")) {
        st = print_table(w, &q, &l, err);
    } else if (!st) {
        lc_answer_gaps(&out, w, &q, &l);
        st = lc_cli_answer(&out, err);
    }
    lc_gap_list_clear(&l);
    lc_walker_free(a);
    return st;
}

lc_status lc_cmd_gaps(const lc_opts *o, lc_error *err)
{
    lc_study *study = NULL;
    lc_status st = lc_cli_study(o, &study, err);

    if (!st)
        st = ask(o, study, err);
    lc_study_free(study);
    return st;
}
