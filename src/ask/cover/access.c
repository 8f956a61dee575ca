/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/access.c - how much of a service there is for each person.
 *
 * The floating catchments themselves are in study/cover/access.c; here is what
 * is asked, and the table.
 */
#include "lifecircle/export/answers/access.h"

#include "lifecircle/words/access.h"
#include "lifecircle/words/ages.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/ask/cover/access_measures.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define COLUMNS 8

/* ---- what is asked ---- */

/* A capacity by its name, or the category's own. */
static lc_status find_capacity(const lc_ask *ask, const lc_args *args,
                               uint32_t *out, lc_error *err)
{
    uint32_t category;
    lc_status st;

    *out = args->v[LIFE_PARAM_CAPACITY].n;
    if (args->v[LIFE_PARAM_CAPACITY].given)
        return LIFE_OK;
    if (!args->v[LIFE_PARAM_CATEGORY].given)
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "name a category, or a capacity");
    st = lc_ask_coverage_category(ask, args, &category, err);
    if (st)
        return st;
    *out = lc_capacity_of(ask->study, category);
    if (*out == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                             "no capacity is counted for %s; capacity names "
                             "another (geodata/capacities.csv)",
                             lc_world_category(ask->world, category)->id);
    return LIFE_OK;
}

/* ---- the table ---- */

/* Below zero stands for what is not known. */
static void put_milli(lc_grid *g, int64_t milli, const char *mark)
{
    if (milli < 0)
        lc_grid_put(g, "?");
    else
        lc_grid_put(g, "%s%.0f", mark, (double)milli / 1000);
}

/* Pieces for 1,000 people, people for one piece: plans are written in either
 * way. Where nobody has any, "-", as there is no number of people to one of
 * nothing. */
static void put_unit(lc_grid *g, const lc_world *w, const lc_access_row *row,
                     lc_lang lang)
{
    const lc_unit *u =
        row->unit == LIFE_NONE ? NULL : lc_world_unit(w, row->unit);

    lc_grid_put(g, "%s%s", u && u->approximate ? "~" : "",
                u ? u->called[lang]
                  : lc_say_text(lang, LIFE_SAY_TABLE_OUTSIDE));
    put_milli(g, row->people, "");
    if (isnan(row->ratio))
        lc_grid_put(g, "?");
    else
        lc_grid_put(g, "%.4g", row->ratio * 1000);
    if (row->ratio > 0)
        lc_grid_put(g, "%.4g", 1 / row->ratio);
    else
        lc_grid_put(g, isnan(row->ratio) ? "?" : "-");
    put_milli(g, row->none, "");
    put_milli(g, row->inside_milli, "");
    put_milli(g, row->needed_milli, "");
    put_milli(g, row->short_milli, row->short_at_most ? "<=" : "");
}

/* The sentence of the whole city first; then how many facilities it rests on,
 * as a capacity that nobody states is the commonest gap in the data. */
/* Each norm that rows are held against, once, with whose it is. */
static void put_norms(lc_buf *out, const lc_access_answer *a, lc_lang lang)
{
    const lc_capacity *c = a->access.capacity;
    const char *many = lc_lang_pick(lang, c->many_zh, c->many_en);
    bool any = false;

    for (size_t i = 0; i < a->rows; i++) {
        const lc_norm *n = a->row[i].norm;
        char amount[32], per[32];
        size_t k = 0;

        while (k < i && a->row[k].norm != n)
            k++;
        if (!n || k < i)
            continue;
        any = true;
        snprintf(amount, sizeof amount, "%.6g", n->amount);
        snprintf(per, sizeof per, "%.10g", n->per);
        LC_SAY(out, lang, LIFE_SAY_ACCESS_NORM,
               lc_lang_pick(lang, n->whose_zh, n->whose_en), per, amount, many,
               lc_lang_pick(lang, n->source_zh, n->source_en));
    }
    if (!any)
        LC_SAY(out, lang, LIFE_SAY_ACCESS_NO_NORM, many);
}

static void put_caption(lc_buf *out, const lc_access_answer *a, lc_lang lang)
{
    const lc_access *x = &a->access;
    const uint32_t n[] = {x->supply.total,       x->supply.counted,
                          x->supply.no_capacity, x->supply.unlinked,
                          x->supply.closed,      x->supply.hours_unknown};
    char text[6][16], at[20];

    for (size_t i = 0; i < 6; i++)
        snprintf(text[i], sizeof text[i], "%" PRIu32, n[i]);
    lc_world_clock_text(x->query.when, at);
    if (*at)
        LC_SAY(out, lang, LIFE_SAY_TABLE_THEN, at);
    if (lc_access_text(out, x, &a->city, lang))
        lc_buf_puts(out, "\n");
    LC_SAY(out, lang, LIFE_SAY_TABLE_ACCESS_FACILITIES,
           lang == LIFE_LANG_ZH ? x->capacity->many_zh : x->capacity->many_en,
           text[0], text[1], text[2], text[3]);
    if (*at)
        LC_SAY(out, lang, LIFE_SAY_TABLE_THEN_SHUT, text[4], text[5]);
    if (*x->ages_asked)
        lc_ages_residents(out, LIFE_SAY_TABLE_ACCESS_NO_AGES, x->ages_asked,
                          lang);
    put_norms(out, a, lang);
    lc_ask_place_foot(
        out, x->world, x->query.pace,
        (lc_wheels_count){x->supply.total, x->supply.wheels_unstated},
        lc_as_of_city(x->world), lang);
}

/* The column of people says whose share it is: an age band, or what the homes
 * weigh. */
static void put_table(const lc_world *w, const lc_access_request *r,
                      const lc_access_answer *a, lc_lang lang, lc_buf *out)
{
    const lc_access *x = &a->access;
    const char *people =
        *x->ages ? x->ages : lc_words_weight(lc_world_home_kind(w), lang);
    lc_grid g = {.columns = COLUMNS, .right = 0xFE};

    put_caption(out, a, lang);
    lc_heading_put(&g, lang, LIFE_SAY_HEAD_ACCESS, people);
    for (size_t i = 0; i < a->rows; i++)
        put_unit(&g, w, &a->row[i], lang);
    lc_grid_write(&g, out);
    LC_SAY(out, lang, LIFE_SAY_TABLE_ACCESS_EVENLY, r->rank_by);
    lc_ask_measures(out, LIFE_SAY_TABLE_ACCESS_OVER_HOMES, &a->homes, lang);
    lc_ask_measures(out, LIFE_SAY_TABLE_ACCESS_OVER_UNITS, &a->units, lang);
}

/* ---- the question ---- */

/* The table is for a terminal; JSON and CSV are written by export/answers. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_access_request r = {
        .q.pace = args->v[LIFE_PARAM_PACE].n,
        .q.limit_ms = args->v[LIFE_PARAM_MINUTES].n * 60000,
        .q.catchment = args->v[LIFE_PARAM_DECAY].n,
        .q.ages = args->v[LIFE_PARAM_AGE].text,
        .q.when = args->v[LIFE_PARAM_OPEN_AT].when,
        .level = args->v[LIFE_PARAM_LEVEL].n,
        .unit = lc_ask_coverage_unit(args),
        .rank_by = args->v[LIFE_PARAM_RANK_BY].text,
    };
    lc_access_answer a = {0};
    lc_status st = find_capacity(ask, args, &r.q.capacity, err);

    if (lc_reply_is(out, "csv"))
        out->save_as = "access";
    if (!st)
        st = lc_access_ask(ask->study, &r, &a, err);
    if (st)
        return st;
    if (lc_reply_is(out, "table")) {
        put_table(ask->world, &r, &a, (lc_lang)args->v[LIFE_PARAM_LANG].n,
                  &out->body);
    } else if (lc_reply_is(out, "csv")) {
        lc_answer_access_csv(&out->body, &r, &a);
    } else {
        lc_answer_access(&out->body, &r, &a);
    }
    lc_access_answer_clear(&a);
    return LIFE_OK;
}

/* Each facility is a search of the limit's reach: over HTTP at most that of an
 * isochrone. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_CATEGORY},
    {.id = LIFE_PARAM_CAPACITY},
    {.id = LIFE_PARAM_LEVEL},
    {.id = LIFE_PARAM_UNIT},
    {.id = LIFE_PARAM_MINUTES, .request_most = 30},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_AGE},
    {.id = LIFE_PARAM_DECAY},
    {.id = LIFE_PARAM_RANK_BY},
    {.id = LIFE_PARAM_NONE},
};

/* Medium: a search from each facility with a capacity, up to the limit. */
const lc_question lc_question_access = {
    .name = "access",
    .path = "/access",
    .command = "access",
    .uses = uses,
    .formats = "json csv",
    .command_formats = "table json csv",
    .weight = LIFE_MEDIUM,
    .schema = "Access",
    .text = {"每人能分到多少服务，是否均衡",
             "how much of a service there is for each person, and how evenly"},
    .notes = {"托位、床位、座位、医生或平方米；缺多少按当地适用的标准算，并说明"
              "是谁的标准。容量不明的设施不"
              "计入，并会说明。\n时限内的各处按步行时间圈由人们分享（E2SFCA，Lu"
              "o 和 Qi，2009）。\n给出 --open-at 时只分那时已知开放的；"
              "单元内有多少、按标准缺多少仍不论时间。",
              "Places, beds, seats, doctors or square metres; what is lacking "
              "against the norm\nof the standard that holds there, and whose "
              "that is. Facilities\nwhose capacity is not known are "
              "left out, and told. People share what is within the\nlimit by "
              "zones of walking time (E2SFCA, Luo and Qi 2009).\nWith "
              "--open-at what is known to be open then is shared; what stands "
              "in a unit and\nwhat is lacking by the norm is whenever."},
    .example = "lifecircle access --city my.city --category {category} "
               "--level {level}",
    .run = run,
};
