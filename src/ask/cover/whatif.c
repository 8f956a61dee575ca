/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/whatif.c - what if facilities were added, closed or moved,
 * streets built or shut, gates opened or closed.
 */
#include "lifecircle/study/whatif/whatif.h"

#include "lifecircle/base/grid.h"
#include "lifecircle/export/answers/whatif.h"
#include "lifecircle/study/altered/indicators.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "src/ask/cover/access_measures.h"
#include "src/ask/cover/indicators_table.h"
#include "src/ask/cover/whatif_changes.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COLUMNS 8

/* ---- the table ---- */

static void put_weight(lc_grid *g, int64_t thousandths)
{
    lc_grid_put(g, "%.0f", (double)thousandths / 1000);
}

static void put_time(char out[24], uint32_t ms)
{
    if (ms == LIFE_NONE)
        snprintf(out, 24, "-");
    else
        snprintf(out, 24, "%" PRIu32 ":%02" PRIu32, ms / 60000, ms / 1000 % 60);
}

static const char *category_name(const lc_world *w, uint32_t category,
                                 lc_lang lang)
{
    bool zh = lang == LIFE_LANG_ZH;
    const lc_category *c;

    if (category == LIFE_ALL_BASIC)
        return zh ? lc_say_text(lang, LIFE_SAY_RULE_ALL_BASIC) : "all_basic";
    c = lc_world_category(w, category);
    return zh ? c->name_zh : c->id;
}

static void put_row(lc_grid *g, const lc_world *w, const lc_whatif_row *row,
                    lc_lang lang)
{
    const lc_unit *u =
        row->unit == LIFE_NONE ? NULL : lc_world_unit(w, row->unit);
    char before[24], after[24];

    lc_grid_put(g, "%s%s", u && u->approximate ? "~" : "",
                u ? u->called[lang]
                  : lc_say_text(lang, LIFE_SAY_TABLE_OUTSIDE));
    lc_grid_put(g, "%s", category_name(w, row->category, lang));
    put_weight(g, row->before.total);
    lc_share_cell(g, lc_whatif_share(&row->before), lang);
    lc_share_cell(g, lc_whatif_share(&row->after), lang);
    put_weight(g, row->gained);
    put_weight(g, row->lost);
    put_time(before, row->before.median);
    put_time(after, row->after.median);
    if (!strcmp(before, after))
        lc_grid_put(g, "%s", before);
    else
        lc_grid_put(g, "%s > %s", before, after);
}

static void put_caption(const lc_ask_whatif *x, lc_lang lang, lc_buf *out)
{
    const lc_pace *pace = lc_world_pace(x->w, x->q.pace);
    char minutes[16], gained[32], lost[32];

    snprintf(minutes, sizeof minutes, "%" PRIu32, x->q.limit_ms / 60000);
    snprintf(gained, sizeof gained, "%.0f", (double)x->got.gained / 1000);
    snprintf(lost, sizeof lost, "%.0f", (double)x->got.lost / 1000);
    if (x->scenario.name)
        LC_SAY(out, lang, LIFE_SAY_TABLE_WHATIF_NAME, x->scenario.name);
    LC_SAY(out, lang, LIFE_SAY_TABLE_WHATIF_CAPTION, minutes,
           lc_words_mode(x->w, x->q.pace, lang),
           lang == LIFE_LANG_ZH ? pace->name_zh : pace->id, gained, lost,
           lc_words_of(lc_world_home_kind(x->w), lang));
}

/* How a change of the streets meets them. */
static void put_street(const lc_ask_whatif *x, const lc_change *c,
                       const lc_whatif_joined *j, lc_lang lang, lc_buf *out)
{
    char number[32];

    snprintf(number, sizeof number, "%" PRIu32,
             c->kind == LIFE_CHANGE_LINK ? j->length_mm / 1000 : j->ends);
    if (j->reason)
        LC_SAY(out, lang,
               j->reason == LIFE_REASON_OUTSIDE_EXTENT
                   ? LIFE_SAY_TABLE_WHATIF_OUTSIDE
                   : LIFE_SAY_TABLE_WHATIF_NO_STREET,
               c->where);
    else if (!j->open)
        LC_SAY(out, lang, LIFE_SAY_TABLE_WHATIF_NOT_OPEN, c->where,
               lc_words_mode(x->w, x->q.pace, lang));
    else if (c->kind == LIFE_CHANGE_LINK)
        LC_SAY(out, lang, LIFE_SAY_TABLE_WHATIF_LINK, c->where, number);
    else if (c->kind == LIFE_CHANGE_BLOCK)
        LC_SAY(out, lang, LIFE_SAY_TABLE_WHATIF_BLOCK, c->where,
               *j->name ? j->name
                        : lc_say_text(lang, LIFE_SAY_TABLE_WHATIF_NAMELESS));
    else
        LC_SAY(out, lang,
               c->open ? LIFE_SAY_TABLE_WHATIF_OPENED
                       : LIFE_SAY_TABLE_WHATIF_CLOSED,
               c->where, number);
}

static void put_streets(const lc_ask_whatif *x, lc_lang lang, lc_buf *out)
{
    size_t n = 0;

    for (int k = LIFE_CHANGE_LINK; k <= LIFE_CHANGE_GATE; k++)
        for (size_t i = 0; i < x->scenario.change.n; i++)
            if (x->scenario.change.v[i].kind == (lc_change_kind)k)
                put_street(x, &x->scenario.change.v[i], &x->got.joined[n++],
                           lang, out);
}

/* What would surprise: who joins no street, and what changes nothing. */
static void put_notes(const lc_ask_whatif *x, lc_lang lang, lc_buf *out)
{
    static const lc_change_kind kind[] = {LIFE_CHANGE_ADD, LIFE_CHANGE_MOVE};
    size_t n = 0;

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < x->scenario.change.n; i++) {
            const lc_change *c = &x->scenario.change.v[i];

            lc_reason why;

            if (c->kind != kind[k])
                continue;
            why = x->got.arrival[n++].reason;
            if (why)
                LC_SAY(out, lang,
                       why == LIFE_REASON_OUTSIDE_EXTENT
                           ? LIFE_SAY_TABLE_WHATIF_OUTSIDE
                           : LIFE_SAY_TABLE_WHATIF_UNLINKED,
                       c->where);
        }
    put_streets(x, lang, out);
    for (size_t i = 0; i < x->scenario.change.n; i++)
        if (lc_scenario_is_unheeded(&x->scenario.change.v[i]))
            LC_SAY(out, lang, LIFE_SAY_TABLE_WHATIF_UNHEEDED,
                   x->scenario.change.v[i].where);
}

static void put_table(const lc_ask_whatif *x, lc_lang lang, lc_buf *out)
{
    lc_grid g = {.columns = COLUMNS, .right = 0xFC};

    put_caption(x, lang, out);
    put_notes(x, lang, out);
    if (!x->got.row_count) {
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_TABLE_WHATIF_NOTHING));
    } else {
        lc_heading_put(&g, lang, LIFE_SAY_HEAD_WHATIF,
                       lc_words_weight(lc_world_home_kind(x->w), lang));
        for (size_t i = 0; i < x->got.row_count; i++)
            put_row(&g, x->w, &x->got.row[i], lang);
        lc_grid_write(&g, out);
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_KEY));
    }
    if (x->indicators)
        lc_ask_indicators_table(out, x->w, &x->told, lang);
    if (x->access)
        lc_ask_shared_table(out, &x->shared, lang);
    lc_ask_place_foot(out, x->w, x->q.pace, (lc_wheels_count){0},
                      lc_as_of_city(x->w), lang);
}

/* ---- the question ---- */

static lc_status write_answer(const lc_ask_whatif *x, lc_reply *out,
                              lc_error *err)
{
    const lc_whatif_answer a = {x->w,
                                &x->scenario,
                                &x->q,
                                &x->got,
                                x->indicators ? &x->told : NULL,
                                x->access ? &x->shared : NULL};

    if (lc_reply_is(out, "table")) {
        put_table(x, (lc_lang)x->args->v[LIFE_PARAM_LANG].n, &out->body);
        return LIFE_OK;
    }
    if (lc_reply_is(out, "json")) {
        lc_answer_whatif(&out->body, &a);
        return LIFE_OK;
    }
    if (lc_reply_is(out, "csv"))
        out->save_as = "whatif";
    return lc_answer_whatif_rows(&out->body, &a, out->format, err);
}

/* Whether what is asked of the city as it would be has a place in the answer,
 * and can be told: such a city has the streets that there are. */
static lc_status check_altered(const lc_ask_whatif *x, const char *parameter,
                               const lc_reply *out, lc_error *err)
{
    if (!lc_reply_is(out, "table") && !lc_reply_is(out, "json"))
        return lc_fail_param(err, LIFE_ERR_USAGE, parameter,
                             "%s has the rows of coverage alone: ask for json "
                             "with a %s",
                             out->format, parameter);
    if (x->all.link_count || x->all.block_count || x->all.gate_count)
        return lc_fail_param(err, LIFE_ERR_USAGE, parameter,
                             "a %s is asked of a scenario that changes "
                             "facilities alone: leave out links, blocks and "
                             "gates",
                             parameter);
    return LIFE_OK;
}

/* The indicators of a standard, where one is named. */
static lc_status ask_indicators(lc_ask_whatif *x, lc_study *study,
                                const lc_reply *out, lc_error *err)
{
    const lc_altered_query q = {.standard =
                                    x->args->v[LIFE_PARAM_WHATIF_STANDARD].text,
                                .year = (int)x->args->v[LIFE_PARAM_YEAR].n,
                                .level = x->q.level,
                                .unit = x->q.unit};
    lc_status st;

    x->indicators = q.standard != NULL;
    if (!x->indicators && q.year)
        return lc_fail_param(err, LIFE_ERR_USAGE, "year",
                             "a year is of a standard's targets: name a "
                             "standard with it");
    if (!x->indicators)
        return LIFE_OK;
    st = check_altered(x, "standard", out, err);
    return st ? st
              : lc_altered_indicators_ask(study, &x->all, &q, &x->told, err);
}

/* How much there is of a capacity for each person, where one is named. */
static lc_status ask_shared(lc_ask_whatif *x, lc_study *study,
                            const lc_reply *out, lc_error *err)
{
    const lc_value *v = x->args->v;
    lc_status st;

    x->access = v[LIFE_PARAM_WHATIF_CAPACITY].given;
    if (!x->access)
        return LIFE_OK;
    x->shared.q = (lc_access_request){
        .q.pace = x->q.pace,
        .q.limit_ms = x->q.limit_ms,
        .q.capacity = v[LIFE_PARAM_WHATIF_CAPACITY].n,
        .level = x->q.level,
        .unit = x->q.unit,
        .rank_by = v[LIFE_PARAM_RANK_BY].text,
    };
    st = check_altered(x, "capacity", out, err);
    return st ? st : lc_ask_shared(study, &x->all, &x->shared, err);
}

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_ask_whatif x = {.w = ask->world, .args = args};
    lc_status st = lc_ask_whatif_read(&x, err);

    if (!st)
        st = lc_ask_whatif_find(&x, err);
    if (!st)
        st = lc_whatif_ask(ask->study, &x.all, &x.q, &x.got, err);
    if (!st)
        st = ask_indicators(&x, ask->study, out, err);
    if (!st)
        st = ask_shared(&x, ask->study, out, err);
    if (!st)
        st = write_answer(&x, out, err);
    lc_ask_whatif_clear(&x);
    return st;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_SCENARIO},
    {.id = LIFE_PARAM_ADD, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_REMOVE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_MOVE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_LINK, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_BLOCK, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_GATE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_LEVEL, .flags = LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_UNIT, .flags = LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_WHATIF_STANDARD},
    {.id = LIFE_PARAM_YEAR},
    {.id = LIFE_PARAM_WHATIF_CAPACITY},
    {.id = LIFE_PARAM_RANK_BY},
    {.id = LIFE_PARAM_NONE},
};

/* Medium: of a pace, limit and level the first sums over all homes. */
const lc_question lc_question_whatif = {
    .name = "whatif",
    .path = "/whatif",
    .command = "whatif",
    .uses = uses,
    .formats = "json geojson csv",
    .command_formats = "table json geojson csv",
    .about_place = true,
    .weight = LIFE_MEDIUM,
    .slow_if = "standard capacity",
    .schema = "Whatif",
    .text = {"如果新增、关闭或移动设施，修路、断路或开门，各单元的覆盖率会怎样"
             "变化",
             "what if facilities were added, closed or moved, a street built "
             "or shut, a gate opened: how each unit's coverage would change"},
    .notes =
        {"每个数字都与真的改了数据、重新计算后相同。方案是 JSON 文件：\n"
         "{\"add\":[{\"category\":…,\"lon\":…,\"lat\":…}],\"remove\":[编号],"
         "\"move\":[{\"id\":…,\"lon\":…,\"lat\":…}],\n"
         "\"links\":[{\"from\":[经度,纬度],\"to\":[经度,纬度],\"metres\":…,"
         "\"kind\":…}],\"blocks\":[{\"lon\":…,\"lat\":…}],\n"
         "\"gates\":[{\"open\":true,\"lon\":…,\"lat\":…}]}，还可有 name、"
         "pace、minutes 和 set。\n新路（links）两端各接上最近的街道，kind 为 "
         "footway、path、steps 或 cycleway；blocks 把最近的街道\n在那一点截断；"
         "gates 打开或关闭 30 米内的门，或按编号。--format json 的答案里有"
         "合起来的方案，\n可保存、转给别人。加 "
         "--standard，也列出这套标准中会变化的"
         "指标（只改设施的方案）。",
         "Each figure is what changing the data and computing anew would "
         "give. A scenario is\na JSON file: {\"add\":[{\"category\":...,"
         "\"lon\":...,\"lat\":...}],\"remove\":[ID],\n\"move\":[{\"id\":...,"
         "\"lon\":...,\"lat\":...}],\"links\":[{\"from\":[LON,LAT],\n"
         "\"to\":[LON,LAT],\"metres\":...,\"kind\":...}],\"blocks\":[{"
         "\"lon\":...,\"lat\":...}],\n\"gates\":[{\"open\":true,"
         "\"lon\":...,\"lat\":...}]}, with name, pace, minutes and set\n"
         "where wanted. Each end of a new street (links) joins the nearest "
         "street; its kind is\nfootway, path, steps or cycleway. A block cuts "
         "the nearest street at that place. A gate\nis one within 30 m, or "
         "told by its id. The answer of --format json holds the scenario\nas "
         "it was put together, to be kept and shared. With --standard also "
         "the indicators of it that\nwould change (of a scenario that "
         "changes facilities alone)."},
    .example =
        "lifecircle whatif --city my.city --add {category}@104.06,30.65\n"
        "  lifecircle whatif --city my.city --link "
        "104.06,30.65/104.061,30.65\n"
        "  lifecircle whatif --city my.city --scenario plan.json "
        "--format json",
    .run = run,
};
