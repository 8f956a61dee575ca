/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/next_steps.c - where one more facility helps most: of each
 * basic category the place on a street that most of those can walk to who lack
 * it, proved to be the best (src/study/gap/best_site.h).
 *
 * A report names a few steps, so a place counts only where it gains as much as
 * the last of those that were found: of most categories the bounds alone say
 * that they don't come to it. By the default pace.
 */
#include "src/study/assess/next_steps.h"

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "src/study/cover/catchment.h"
#include "src/study/gap/best_site.h"
#include "src/study/gap/uncovered.h"
#include "src/study/rules/rule.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <stdlib.h>

/* Those are looked at first of which a place is likely to gain most: it reaches
 * most where one walks far. Ties by what is lacking, then by category. */
static int by_promise(const void *pa, const void *pb)
{
    const lc_next_step *a = pa, *b = pb;

    if (a->limit_ms != b->limit_ms)
        return a->limit_ms > b->limit_ms ? -1 : 1;
    if (a->lacking != b->lacking)
        return a->lacking > b->lacking ? -1 : 1;
    return a->category < b->category ? -1 : 1;
}

static int by_gained(const void *pa, const void *pb)
{
    const lc_next_step *a = pa, *b = pb;

    if (a->gained != b->gained)
        return a->gained > b->gained ? -1 : 1;
    return a->category < b->category ? -1 : 1;
}

/* all_basic of the standard, each with its own limit. */
static lc_status list_lacking(lc_study *study, const lc_standard *s,
                              uint32_t unit, lc_next_step *out, size_t *count,
                              lc_error *err)
{
    lc_status st = LIFE_OK;

    *count = 0;
    for (size_t i = 0; i < s->basic.n && !st; i++) {
        lc_coverage_query q = {.limit_ms = s->basic.v[i].limit_ms,
                               .category = s->basic.v[i].category,
                               .no_percentiles = true};
        lc_coverage_row row;

        st = unit == LIFE_NONE ? lc_coverage_area(study, &q, NULL, &row, err)
                               : lc_coverage_unit(study, &q, unit, &row, err);
        if (!st && row.uncovered > 0)
            out[(*count)++] = (lc_next_step){.category = q.category,
                                             .unit = LIFE_NONE,
                                             .lacking = row.uncovered,
                                             .limit_ms = q.limit_ms};
    }
    if (*count)
        qsort(out, *count, sizeof *out, by_promise);
    return st;
}

/* ---- the best place of a category ---- */

typedef struct finding {
    lc_study *study;
    lc_walker *walker;
    lc_catchment_room room;
    uint32_t unit;
    lc_next_step *step; /* the best so far, what gains most first */
    size_t count;
} finding;

/* What a place of the category has to come to, so that it is named: of equals
 * the category that comes first is. */
static int64_t to_beat(const finding *f, uint32_t category)
{
    const lc_next_step *last = &f->step[LIFE_MAX_NEXT_STEPS - 1];

    if (f->count < LIFE_MAX_NEXT_STEPS)
        return 0;
    return category < last->category ? last->gained - 1 : last->gained;
}

/* Moves those of `u` that walk to the site to the front. */
static lc_status keep_helped(finding *f, const lc_best_site *site,
                             uint32_t limit_ms, lc_uncovered *u, size_t *n,
                             lc_error *err)
{
    const lc_link link = {site->edge, site->at_mm, 0};
    const lc_catchments *c;
    uint8_t *comes = lc_calloc(f->study->w->home_count, 1);
    lc_status st = comes ? lc_slot_catchments(f->study, 0, &c, err)
                         : lc_no_memory(err, "a report");

    *n = 0;
    if (!st)
        st = lc_catchment_search(c, &link, 1, limit_ms, &f->room, err);
    for (size_t i = 0; i < f->room.found.n && !st; i++)
        comes[f->room.found.v[i].home] = 1;
    for (size_t i = 0; i < u->n && !st; i++)
        if (comes[u->home[i].home])
            u->home[(*n)++] = u->home[i];
    lc_free(comes);
    return st;
}

/* One more step; the last of those before goes where there are enough. */
static lc_status put_step(finding *f, const lc_best_site *site,
                          lc_next_step step, lc_uncovered *u, lc_error *err)
{
    const lc_world *w = f->study->w;
    size_t helped, i = f->count;
    lc_status st = keep_helped(f, site, step.limit_ms, u, &helped, err);

    if (!st)
        st = lc_uncovered_unit(w, u->home, helped, (uint32_t)w->level.n - 1,
                               &step.unit, err);
    if (st)
        return st;
    step.gained = site->weight;
    step.at = lc_network_point(w->net, site->edge, site->at_mm);
    if (f->count < LIFE_MAX_NEXT_STEPS)
        f->count++;
    else
        i--;
    for (; i > 0 && by_gained(&step, &f->step[i - 1]) < 0; i--)
        f->step[i] = f->step[i - 1];
    f->step[i] = step;
    return LIFE_OK;
}

static lc_status look_at(finding *f, const lc_next_step *lacking, lc_error *err)
{
    const lc_gap_query q = {.category = lacking->category,
                            .limit_ms = lacking->limit_ms,
                            .unit = f->unit};
    int64_t beat = to_beat(f, lacking->category);
    lc_site_ground *ground = NULL;
    lc_best_site site = {.weight = beat};
    lc_uncovered u;
    lc_status st;

    if (lacking->lacking <= beat)
        return LIFE_OK;
    st = lc_uncovered_list(f->study, &q, &u, err);
    if (!st) {
        const lc_site_query s = {
            .limit_ms = lacking->limit_ms, .home = u.home, .n = u.n};

        st = lc_site_ground_make(f->study, &s, &ground, err);
    }
    if (!st)
        st = lc_best_site_find(ground, f->walker, 0, u.n, &site, err);
    lc_site_ground_free(ground);
    if (!st && site.weight)
        st = put_step(f, &site, *lacking, &u, err);
    lc_uncovered_clear(&u);
    return st;
}

lc_status lc_next_steps_find(lc_study *study, const lc_standard *s,
                             uint32_t unit, lc_next_step *out, size_t *count,
                             lc_error *err)
{
    lc_next_step lacking[LIFE_MAX_CATEGORIES];
    finding f = {.study = study,
                 .walker = lc_walker_new(study),
                 .unit = unit,
                 .step = out};
    size_t n = 0;
    lc_status st = f.walker ? list_lacking(study, s, unit, lacking, &n, err)
                            : lc_no_memory(err, "a report");

    for (size_t i = 0; i < n && !st; i++)
        st = look_at(&f, &lacking[i], err);
    *count = st ? 0 : f.count;
    lc_catchment_room_clear(&f.room);
    lc_walker_free(f.walker);
    return st;
}
