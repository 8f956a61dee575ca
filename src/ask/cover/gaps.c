/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/gaps.c - where a category leaves homes uncovered, and what
 * would help.
 */
#include "lifecircle/study/cover/gaps.h"

#include "lifecircle/export/answers/gaps.h"
#include "lifecircle/words/ages.h"
#include "lifecircle/words/asked.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <stdio.h>

/* As many as HEAD_GAPS has (words/tables/headings.h). */
#define COLUMNS 11

/* How far the nearest is now, and how much longer than straight. */
static void put_nearest(lc_grid *g, const lc_world *w, const lc_near *near,
                        bool timed, lc_lang lang)
{
    if (near->facility == LIFE_NONE) {
        lc_grid_put(g, "-");
        lc_grid_put(g, "-");
        lc_grid_put(g, "%s",
                    lc_say_text(lang, timed ? LIFE_SAY_TABLE_THEN_NONE
                                            : LIFE_SAY_TABLE_GAPS_OVER));
        return;
    }
    lc_ask_place_time(g, near->walk_ms);
    if (near->straight_m > 0)
        lc_grid_put(g, "%.2f", near->walk_mm / 1000.0 / near->straight_m);
    else
        lc_grid_put(g, "-");
    lc_grid_put(g, "%s", lc_world_facility(w, near->facility)->name);
}

/* Whole people, or metres: the weights of homes are no more exact. */
static void put_weight(lc_grid *g, int64_t thousandths)
{
    lc_grid_put(g, "%.0f", (double)thousandths / 1000);
}

/* What is in the way, in place of the mere word that something is, and what it
 * is called; what is closed, by its name. */
static void put_cause(lc_grid *g, const lc_world *w, const lc_gap *gap,
                      lc_lang lang)
{
    const lc_gap_barrier *b = &gap->barrier;

    if (gap->cause == LIFE_CAUSE_CLOSED)
        lc_grid_put(g, "%s%s%s",
                    gap->closed.by_way
                        ? lc_say_text(lang, LIFE_SAY_CELL_CLOSED_WAY)
                        : lc_words_cause(gap->cause, lang),
                    lang == LIFE_LANG_ZH ? "：" : ": ",
                    lc_world_facility(w, gap->closed.facility)->name);
    else if (gap->cause != LIFE_CAUSE_BARRIER)
        lc_grid_put(g, "%s", lc_words_cause(gap->cause, lang));
    else if (b->name)
        lc_grid_put(g, lang == LIFE_LANG_ZH ? "%s（%s）" : "%s (%s)",
                    lc_words_gap_barrier(b->kind, lang), b->name);
    else
        lc_grid_put(g, "%s", lc_words_gap_barrier(b->kind, lang));
}

/* How much a short new street would mend, and how long it is; where it lies is
 * in the other formats. */
static void put_link(lc_grid *g, const lc_gap_link *link)
{
    if (link->gained)
        lc_grid_put(g, "%.0f (%.0f m)", (double)link->gained / 1000,
                    link->length_mm / 1000.0);
    else
        lc_grid_put(g, "-");
}

static void put_gate(lc_grid *g, const lc_gap_gate *gate)
{
    lc_lonlat at = lc_pt_lonlat(gate->at);

    if (gate->gained)
        lc_grid_put(g, "%.0f (%.7f,%.7f)", (double)gate->gained / 1000, at.lon,
                    at.lat);
    else
        lc_grid_put(g, "-");
}

/* The place that would mend most, and how much of the gap: "-" where none was
 * found. */
static void put_gap(lc_grid *g, const lc_world *w, const lc_gap *gap,
                    bool timed, lc_lang lang)
{
    lc_lonlat at = lc_pt_lonlat(gap->mend);

    lc_grid_put(g, "%s",
                gap->unit == LIFE_NONE
                    ? lc_say_text(lang, LIFE_SAY_TABLE_OUTSIDE)
                    : lc_world_unit(w, gap->unit)->called[lang]);
    put_weight(g, gap->weight);
    lc_grid_put(g, "%" PRIu32, gap->homes);
    put_cause(g, w, gap, lang);
    put_nearest(g, w, &gap->nearest, timed, lang);
    put_weight(g, gap->mend_weight);
    if (gap->mend_weight)
        lc_grid_put(g, "%.7f,%.7f", at.lon, at.lat);
    else
        lc_grid_put(g, "-");
    put_link(g, &gap->link);
    put_gate(g, &gap->gate);
}

/* What is not listed is in the sums: the largest gaps of many are not all of
 * them. */
static void put_caption(lc_buf *out, const lc_world *w, const lc_gap_query *q,
                        const lc_gap_list *l, lc_lang lang)
{
    lc_buf who = {0};
    char text[4][32];

    lc_asked_text(out, q->when, NULL, lang);
    if (q->ages)
        lc_ages_residents(&who, LIFE_SAY_ACCESS_AGED, q->ages, lang);
    else
        lc_buf_puts(&who, lc_words_weight(lc_world_home_kind(w), lang));
    snprintf(text[0], sizeof text[0], "%.0f", (double)l->uncovered / 1000);
    snprintf(text[1], sizeof text[1], "%.0f", (double)l->total / 1000);
    snprintf(text[2], sizeof text[2], "%zu", l->found);
    snprintf(text[3], sizeof text[3], "%.0f", (double)l->unknown / 1000);
    LC_SAY(out, lang, LIFE_SAY_TABLE_GAPS_CAPTION,
           lang == LIFE_LANG_ZH ? lc_world_category(w, q->category)->name_zh
                                : lc_world_category(w, q->category)->id,
           text[0], text[1], lc_say_part(out, &who), text[2], text[3]);
    lc_buf_free(&who);
}

static void put_table(const lc_world *w, const lc_gap_query *q,
                      const lc_gap_list *l, lc_lang lang, lc_buf *out)
{
    lc_grid g = {.columns = COLUMNS,
                 .right = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 7};
    const lc_catset set = lc_catset_of(q->category);

    if (lc_units_say(out, w, q->unit, LIFE_NONE, lang)) {
        lc_buf_putc(out, '\n');
        return; /* none of nothing would read as no gap */
    }
    put_caption(out, w, q, l, lang);
    lc_heading_put(&g, lang, LIFE_SAY_HEAD_GAPS,
                   lc_words_walk(w, q->pace, lang));
    for (size_t i = 0; i < l->count; i++)
        put_gap(&g, w, &l->gap[i], q->when.kind != LIFE_WHEN_ANY, lang);
    lc_grid_write(&g, out);
    lc_ask_place_foot(out, w, q->pace, lc_wheels_of(w, &set),
                      lc_as_of_category(w, q->category), lang);
}

/* Unit and category are those of coverage, so that a share and its gaps are
 * asked for alike. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_gap_query q = {.limit_ms = args->v[LIFE_PARAM_MINUTES].n * 60000,
                      .most = args->v[LIFE_PARAM_K].n,
                      .pace = args->v[LIFE_PARAM_PACE].n,
                      .unit = lc_ask_coverage_unit(args),
                      .ages = lc_ask_ages(args, LIFE_PARAM_GAP_AGE),
                      .when = args->v[LIFE_PARAM_OPEN_AT].when};
    lc_gap_list l;
    lc_status st = lc_ask_coverage_category(ask, args, &q.category, err);

    if (!st)
        st = lc_gaps_find(ask->walker, &q, &l, err);
    if (st)
        return st;
    if (lc_reply_is(out, "table"))
        put_table(ask->world, &q, &l, (lc_lang)args->v[LIFE_PARAM_LANG].n,
                  &out->body);
    else
        lc_answer_gaps(&out->body, ask->world, &q, &l);
    lc_gap_list_clear(&l);
    return LIFE_OK;
}

/* Each home of a gap is a search of the limit's reach, as of an isochrone. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_CATEGORY, .flags = LIFE_USE_REQUIRED | LIFE_USE_ONE},
    {.id = LIFE_PARAM_UNIT},
    {.id = LIFE_PARAM_MINUTES, .most = 30},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_K},
    {.id = LIFE_PARAM_GAP_AGE},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_gaps = {
    .name = "gaps",
    .path = "/gaps",
    .command = "gaps",
    .uses = uses,
    .formats = "geojson",
    .command_formats = "table geojson json",
    .weight = LIFE_SLOW,
    .schema = "FeatureCollection",
    .text = {"一类设施未覆盖的住处在哪里，再加一处放在哪里最有用",
             "where a category leaves homes uncovered, and where one more "
             "would help"},
    .notes = {"一次一个类别；大的缺口在前。相距 100 "
              "米以内的未覆盖住处算一处缺口；\n原因：直线距离已超出（far），"
              "或直线不远而被阻隔（barrier）：水面、铁路、不许步行的道路、\n"
              "封闭院区、围墙、缺少过街处、建筑，或没有直路；\n有阻隔的，"
              "再给出最有用的一条新步行通道（150 米以内，不穿建筑）；\n"
              "锁闭或只许内部通行的大门中，开放后最有用的一处也给出。\n"
              "给出 --open-at 时只算那时开放的；若全部开放便可达，"
              "原因是此时不开放（closed），\n并指明是哪一处、"
              "它那时开放能让多少人可达。",
              "Of one category; the largest gaps first. A gap is what is "
              "uncovered within 100 m of one\nanother; its cause: far, or a "
              "barrier on a straight line that is short enough: water,\na "
              "railway, a road closed to walkers, a closed compound, a wall, "
              "no crossing,\na building, or no way; of a barrier also the most "
              "useful "
              "new way for walkers\n(at most 150 m, through no building); and "
              "of gates that are closed for good the one\nthat would help "
              "most if it were open.\n"
              "With --open-at by what is open then: a gap that would have it "
              "if all were open is\nclosed; it says which one, and how many "
              "it would reach were it open."},
    .example = "lifecircle gaps --city my.city --category {category} "
               "--unit osm:n100368919",
    .run = run,
};
