/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/place/nearest.c - the nearest facilities of a place.
 */
#include "lifecircle/study/walk/nearest.h"

#include "lifecircle/export/answers/nearest.h"
#include "lifecircle/words/facts.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facility.h"
#include "src/ask/place/place.h"

#include <stdio.h>

#define COLUMNS 6

/* The straight distance beside the walk shows a detour at a glance. */
static void put_row(lc_grid *g, const lc_world *w, const lc_near *near,
                    lc_lang lang)
{
    const lc_facility *f = lc_world_facility(w, near->facility);

    lc_ask_place_time(g, near->walk_ms);
    lc_ask_place_metres(g, near->walk_mm);
    lc_grid_put(g, "%.0f", near->straight_m);
    lc_grid_put(g, "%s", f->name);
    lc_ask_place_categories(g, w, f->categories, lang);
    lc_grid_put(g, "%s", f->id);
}

/* Below the table, as they are too long for a column of it. */
static void put_facts(const lc_ask *ask, uint64_t wanted, lc_lang lang,
                      const lc_near *near, lc_buf *out)
{
    size_t before = out->len;

    lc_facts_line(out, ask->world,
                  lc_world_facility(ask->world, near->facility), wanted, lang);
    if (out->len > before)
        lc_buf_putc(out, '\n');
}

static void put_rows(const lc_ask *ask, const lc_args *args,
                     const lc_near *near, uint32_t count, lc_buf *out)
{
    lc_lang lang = (lc_lang)args->v[LIFE_PARAM_LANG].n;
    uint64_t wanted = args->v[LIFE_PARAM_SERVICES].services;
    lc_grid g = {.columns = COLUMNS, .right = 1 | 1 << 1 | 1 << 2};

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_NEAREST,
                   lc_words_walk(ask->world, args->v[LIFE_PARAM_PACE].n, lang));
    for (uint32_t i = 0; i < count; i++)
        put_row(&g, ask->world, &near[i], lang);
    lc_grid_write(&g, out);
    for (uint32_t i = 0; i < count; i++)
        put_facts(ask, wanted, lang, &near[i], out);
    for (uint32_t i = 0; i < count; i++)
        lc_ask_place_closings(ask, &near[i], lang, out);
}

/* How many nearer ones don't say whether they offer it, and which. */
static void put_unstated(const lc_ask *ask, const lc_args *args,
                         const lc_nearest_found *found, lc_buf *out)
{
    if (!found->unstated_all)
        return;
    lc_buf_putc(out, '\n');
    lc_facts_nearer(out, ask->world, found->unstated_all, found->count > 0,
                    args->v[LIFE_PARAM_SERVICES].services,
                    (lc_lang)args->v[LIFE_PARAM_LANG].n);
    lc_buf_putc(out, '\n');
    put_rows(ask, args, found->unstated, found->unstated_count, out);
}

/* A table of its own, as the writers of answers know no terminal. Those of
 * which it isn't known whether they are open stand below. */
static void put_table(const lc_ask *ask, const lc_args *args,
                      const lc_nearest_found *found, lc_reply *out)
{
    lc_lang lang = (lc_lang)args->v[LIFE_PARAM_LANG].n;

    put_rows(ask, args, found->near, found->count, &out->body);
    if (found->unsure_count) {
        lc_buf_puts(&out->body,
                    lc_say_text(lang, LIFE_SAY_TABLE_NEAREST_UNSURE));
        put_rows(ask, args, found->unsure, found->unsure_count, &out->body);
    }
    put_unstated(ask, args, found, &out->body);
}

/* all_basic stands for each of its categories. */
static lc_catset wanted_set(const lc_world *w, const lc_categories *c)
{
    lc_catset set = c->set;

    for (uint32_t i = 0; c->basic && i < lc_world_category_count(w); i++)
        if (lc_world_category(w, i)->basic)
            lc_catset_add(&set, i);
    return set;
}

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    const lc_categories *c = &args->v[LIFE_PARAM_CATEGORY].categories;
    lc_nearest_query q = {
        .k = args->v[LIFE_PARAM_K].n,
        .straight = args->v[LIFE_PARAM_MODE].n != 0,
        .set = wanted_set(ask->world, c),
        .category = c->only == LIFE_ALL_BASIC ? LIFE_ANY_CATEGORY : c->only};
    lc_nearest_found found;
    lc_place from;
    lc_status st = lc_ask_place(ask, args, &from, err);

    if (st)
        return st;
    st = lc_nearest_search(ask->walker, &from, &q, &found, err);
    if (st)
        return st;
    out->note = lc_nearest_reason(ask->world, &from, &q, &found);
    if (lc_reply_is(out, "table")) {
        put_table(ask, args, &found, out);
        lc_ask_place_foot(&out->body, ask->world, from.pace,
                          lc_nearest_wheels(ask->world, &found),
                          lc_as_of_city(ask->world),
                          (lc_lang)args->v[LIFE_PARAM_LANG].n);
    } else {
        lc_answer_nearest(&out->body, ask->walker, ask->world, &from, &q,
                          &found);
    }
    return LIFE_OK;
}

/* No minutes: the nearest are listed however far, up to the search's end at 60
 * minutes. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_LON, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_LAT, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_CATEGORY},
    {.id = LIFE_PARAM_K},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MODE},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_SERVICES},
    {.id = LIFE_PARAM_NONE},
};

/* Light: one search that stops at the k-th. */
const lc_question lc_question_nearest = {
    .name = "nearest",
    .path = "/nearest",
    .command = "nearest",
    .uses = uses,
    .formats = "geojson",
    .command_formats = "table geojson json",
    .about_place = true,
    .weight = LIFE_LIGHT,
    .schema = "FacilityCollection",
    .text = {"一处地点最近的设施，按步行时间或直线距离",
             "the nearest facilities of a place, by walking time or straight"},
    .notes = {"不写 --category 时为所有类别",
              "of all categories, unless --category says which"},
    .example = "lifecircle nearest --city my.city --at 13.2610,53.5570 "
               "--category {category} -k 3",
    .run = run,
};
