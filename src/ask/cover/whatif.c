/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/whatif.c - what if facilities were added, closed or moved.
 *
 * A scenario comes as JSON, and on the command line change by change as well;
 * all that is given holds together. What an option or a parameter says goes
 * before what the scenario says, so that one may be asked for another pace.
 */
#include "lifecircle/study/whatif/whatif.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/base/guess.h"
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
#include "lifecircle/world/wheels.h"
#include "src/ask/args/names.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/cover/indicators_table.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FILE_BYTES (1u << 20) /* more than its changes ever take */
#define COLUMNS    8

/* What is asked, and what it came to. Changes are borrowed by `changes`. */
typedef struct whatif {
    const lc_world *w;
    const lc_args *args;
    lc_scenario scenario;
    LC_VEC(lc_whatif_add) add;
    LC_VEC(uint32_t) remove;
    LC_VEC(lc_whatif_move) move;
    lc_whatif_query q;
    lc_whatif got;
    bool indicators; /* are asked for */
    lc_altered_indicators told;
} whatif;

static void clear(whatif *x)
{
    lc_scenario_clear(&x->scenario);
    lc_vec_free(&x->add);
    lc_vec_free(&x->remove);
    lc_vec_free(&x->move);
    lc_whatif_clear(&x->got);
    lc_altered_indicators_clear(&x->told);
}

/* ---- what is written ---- */

static lc_crs_degrees system_of(const lc_args *args)
{
    return (lc_crs_degrees)args->v[LIFE_PARAM_CRS].n;
}

/* What is wrong in a file is its member's, not an option of that name's. */
static lc_status read_file(whatif *x, const char *path, lc_error *err)
{
    lc_error why = {0};
    char *text = NULL;
    size_t len;
    lc_status st = lc_file_read(path, FILE_BYTES, &text, &len, err);

    if (!st) {
        st =
            lc_scenario_read(&x->scenario, text, len, system_of(x->args), &why);
        if (st) {
            lc_fail(err, st, "%s", why.text);
            lc_fail_at(err, st, path, 0);
        }
    }
    lc_free(text);
    return st;
}

/* One line after another of an option that was given so often. */
static lc_status each_line(whatif *x, lc_param_id id,
                           lc_status (*fn)(whatif *x, lc_param_id id,
                                           const char *line, lc_error *err),
                           lc_error *err)
{
    const char *at = x->args->v[id].text;
    lc_status st = LIFE_OK;

    while (at && !st) {
        size_t len = strcspn(at, "\n");
        lc_buf line = {0};

        lc_buf_put(&line, at, len);
        st = line.failed ? lc_no_memory(err, "a scenario")
                         : fn(x, id, line.data ? line.data : "", err);
        lc_buf_free(&line);
        at = at[len] ? at + len + 1 : NULL;
    }
    return st;
}

static lc_status take_file(whatif *x, lc_param_id id, const char *line,
                           lc_error *err)
{
    (void)id;
    return read_file(x, line, err);
}

static lc_status take_change(whatif *x, lc_param_id id, const char *line,
                             lc_error *err)
{
    lc_change_kind kind = id == LIFE_PARAM_ADD      ? LIFE_CHANGE_ADD
                          : id == LIFE_PARAM_REMOVE ? LIFE_CHANGE_REMOVE
                                                    : LIFE_CHANGE_MOVE;

    return lc_scenario_take(&x->scenario, kind, line, system_of(x->args), err);
}

static lc_status read_scenario(whatif *x, lc_error *err)
{
    static const lc_param_id changes[] = {LIFE_PARAM_ADD, LIFE_PARAM_REMOVE,
                                          LIFE_PARAM_MOVE};
    const lc_value *v = &x->args->v[LIFE_PARAM_SCENARIO];
    lc_status st = LIFE_OK;

    if (x->args->door == LIFE_DOOR_REQUEST) {
        st = lc_scenario_read(&x->scenario, v->text ? v->text : "",
                              x->args->body_len, system_of(x->args), err);
        return lc_fail_blame(err, st, "body");
    }
    st = each_line(x, LIFE_PARAM_SCENARIO, take_file, err);
    for (size_t i = 0; i < sizeof changes / sizeof *changes && !st; i++)
        st = each_line(x, changes[i], take_change, err);
    if (!st && !x->scenario.change.n && !v->given)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "scenario",
                           "name a change: --scenario FILE, --add, --remove "
                           "or --move");
    return st;
}

/* ---- what it names ---- */

/* `what` is a noun: "facility". */
static lc_status unknown(const char *where, lc_status st, const char *what,
                         const lc_guess *g, lc_error *err)
{
    lc_buf more = {0};

    lc_guess_put(g, &more);
    lc_fail_param(err, st, where, "there is no %s \"%.80s\"%s", what, g->wanted,
                  more.failed || !more.data ? "" : more.data);
    lc_buf_free(&more);
    return st;
}

static lc_status find_category(const whatif *x, const lc_change *c,
                               uint32_t *out, lc_error *err)
{
    lc_guess g = {.wanted = c->id};

    *out = lc_world_category_named(x->w, c->id);
    if (*out < lc_world_category_count(x->w))
        return LIFE_OK;
    lc_names_offer_categories(x->w, &g);
    return unknown(c->where, LIFE_ERR_RANGE, "category", &g, err);
}

/* Once in a scenario, whether it goes or moves. */
static lc_status find_facility(const whatif *x, const lc_change *c,
                               uint32_t *out, lc_error *err)
{
    const lc_guess none = {.wanted = c->id};

    *out = lc_world_facility_find(x->w, c->id);
    if (*out == LIFE_NONE)
        return unknown(c->where, LIFE_ERR_NOT_FOUND, "facility", &none, err);
    for (size_t i = 0; i < x->remove.n + x->move.n; i++)
        if (*out == (i < x->remove.n ? x->remove.v[i]
                                     : x->move.v[i - x->remove.n].facility) &&
            c->kind != LIFE_CHANGE_SET)
            return lc_fail_param(err, LIFE_ERR_RANGE, c->where,
                                 "%s names %.80s, which the scenario removes "
                                 "or moves already",
                                 c->where, c->id);
    return LIFE_OK;
}

static lc_status find_change(whatif *x, const lc_change *c, lc_error *err)
{
    uint32_t n = LIFE_NONE;
    bool ok = true;
    lc_status st = c->kind == LIFE_CHANGE_ADD ? find_category(x, c, &n, err)
                                              : find_facility(x, c, &n, err);

    if (st)
        return st;
    if (c->kind == LIFE_CHANGE_ADD)
        ok = lc_vec_push(
            &x->add,
            ((lc_whatif_add){lc_catset_of(n), lc_pt_from(c->at),
                             lc_wheels_said(c->wheelchair ? c->wheelchair : ""),
                             c->wheelchair}));
    else if (c->kind == LIFE_CHANGE_REMOVE)
        ok = lc_vec_push(&x->remove, n);
    else if (c->kind == LIFE_CHANGE_MOVE)
        ok = lc_vec_push(&x->move, ((lc_whatif_move){n, lc_pt_from(c->at)}));
    return ok ? LIFE_OK : lc_no_memory(err, "a scenario");
}

static lc_status find_pace(whatif *x, lc_error *err)
{
    const lc_value *v = &x->args->v[LIFE_PARAM_PACE];
    lc_guess g = {.wanted = x->scenario.pace};

    x->q.pace = v->n;
    if (v->given || !g.wanted)
        return LIFE_OK;
    x->q.pace = lc_world_pace_find(x->w, g.wanted);
    if (x->q.pace != LIFE_NONE)
        return LIFE_OK;
    for (uint32_t i = 0; i < lc_world_pace_count(x->w); i++)
        lc_guess_offer(&g, lc_world_pace(x->w, i)->id);
    return unknown("pace", LIFE_ERR_RANGE, "pace", &g, err);
}

static lc_status find_minutes(whatif *x, lc_error *err)
{
    const lc_value *v = &x->args->v[LIFE_PARAM_MINUTES];
    uint32_t most = x->args->most_minutes;
    uint32_t minutes =
        v->given || !x->scenario.minutes ? v->n : x->scenario.minutes;

    x->q.limit_ms = minutes * 60000;
    return most && minutes > most
               ? lc_fail_param(err, LIFE_ERR_RANGE, "minutes",
                               "minutes is %" PRIu32
                               "; this server answers at most %" PRIu32,
                               minutes, most)
               : LIFE_OK;
}

/* From now on the scenario says what holds. */
static lc_status find_all(whatif *x, lc_error *err)
{
    lc_status st = find_pace(x, err);

    if (!st)
        st = find_minutes(x, err);
    for (size_t i = 0; i < x->scenario.change.n && !st; i++)
        st = find_change(x, &x->scenario.change.v[i], err);
    if (st)
        return st;
    x->scenario.pace = lc_world_pace(x->w, x->q.pace)->id;
    x->scenario.minutes = x->q.limit_ms / 60000;
    x->q.unit = lc_ask_coverage_unit(x->args);
    x->q.level = x->q.unit == LIFE_NONE
                     ? x->args->v[LIFE_PARAM_LEVEL].n
                     : lc_world_unit(x->w, x->q.unit)->level_index;
    return LIFE_OK;
}

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

static void put_caption(const whatif *x, lc_lang lang, lc_buf *out)
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

/* What would surprise: who joins no street, and what changes nothing. */
static void put_notes(const whatif *x, lc_lang lang, lc_buf *out)
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
    for (size_t i = 0; i < x->scenario.change.n; i++)
        if (x->scenario.change.v[i].kind == LIFE_CHANGE_SET)
            LC_SAY(out, lang, LIFE_SAY_TABLE_WHATIF_UNHEEDED,
                   x->scenario.change.v[i].where);
}

static void put_table(const whatif *x, lc_lang lang, lc_buf *out)
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
    lc_ask_place_foot(out, x->w, x->q.pace, (lc_wheels_count){0},
                      lc_as_of_city(x->w), lang);
}

/* ---- the question ---- */

static lc_status write_answer(const whatif *x, lc_reply *out, lc_error *err)
{
    const lc_whatif_answer a = {x->w, &x->scenario, &x->q, &x->got,
                                x->indicators ? &x->told : NULL};

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

/* The indicators of a standard, where one is named. */
static lc_status ask_indicators(whatif *x, lc_study *study,
                                const lc_whatif_changes *c, lc_error *err)
{
    const lc_altered_query q = {.standard =
                                    x->args->v[LIFE_PARAM_STANDARD].text,
                                .year = (int)x->args->v[LIFE_PARAM_YEAR].n,
                                .level = x->q.level,
                                .unit = x->q.unit};

    x->indicators = q.standard != NULL;
    if (!x->indicators && q.year)
        return lc_fail_param(err, LIFE_ERR_USAGE, "year",
                             "a year is of a standard's targets: name a "
                             "standard with it");
    return x->indicators
               ? lc_altered_indicators_ask(study, c, &q, &x->told, err)
               : LIFE_OK;
}

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    whatif x = {.w = ask->world, .args = args};
    lc_whatif_changes c;
    lc_status st = read_scenario(&x, err);

    if (!st)
        st = find_all(&x, err);
    c = (lc_whatif_changes){x.add.v,    x.add.n,  x.remove.v,
                            x.remove.n, x.move.v, x.move.n};
    if (!st)
        st = lc_whatif_ask(ask->study, &c, &x.q, &x.got, err);
    if (!st)
        st = ask_indicators(&x, ask->study, &c, err);
    if (!st)
        st = write_answer(&x, out, err);
    clear(&x);
    return st;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_SCENARIO},
    {.id = LIFE_PARAM_ADD, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_REMOVE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_MOVE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_LEVEL, .flags = LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_UNIT, .flags = LIFE_USE_EXCLUSIVE},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_STANDARD},
    {.id = LIFE_PARAM_YEAR},
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
    .slow_if = "standard",
    .schema = "Whatif",
    .text = {"如果新增、关闭或移动设施，各单元的覆盖率会怎样变化",
             "what if facilities were added, closed or moved: how each unit's "
             "coverage would change"},
    .notes =
        {"每个数字都与真的改了数据、重新计算后相同。方案是 JSON 文件：\n"
         "{\"add\":[{\"category\":…,\"lon\":…,\"lat\":…}],\"remove\":[编号],"
         "\"move\":[{\"id\":…,\"lon\":…,\"lat\":…}]}，\n还可有 name、pace、"
         "minutes 和 set。--format json 的答案里有合起来的方案，可保存、"
         "转给别人。\n加 --standard，也列出这套标准中会变化的指标。",
         "Each figure is what changing the data and computing anew would "
         "give. A scenario is\na JSON file: {\"add\":[{\"category\":...,"
         "\"lon\":...,\"lat\":...}],\"remove\":[ID],\n\"move\":[{\"id\":...,"
         "\"lon\":...,\"lat\":...}]}, with name, pace, minutes and set "
         "where wanted.\nThe answer of --format json holds the scenario as "
         "it was put together, to be kept\nand shared. With --standard "
         "also the indicators of it that would change."},
    .example =
        "lifecircle whatif --city my.city --add {category}@104.06,30.65\n"
        "  lifecircle whatif --city my.city --scenario plan.json "
        "--format json",
    .run = run,
};
