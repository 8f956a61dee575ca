/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/search.c - what has a name, and which service a word of need
 * means.
 */
#include "lifecircle/export/answers/search.h"

#include "lifecircle/ask/question.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/find.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/unit.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- the table ---- */

/* As many as HEAD_SEARCH has (words/tables/commands.h). */
#define COLUMNS 6

typedef struct finding { /* on its way into a table */
    const lc_world *w;
    const lc_find *find;
    lc_lang lang;
    lc_grid grid;
} finding;

/* Where some say that they offer it, how many. */
static void put_service(finding *t, const lc_hit *h)
{
    char text[2][16];
    lc_buf said = {0};

    snprintf(text[0], sizeof text[0], "%" PRIu32, h->facilities);
    snprintf(text[1], sizeof text[1], "%" PRIu32, h->offering);
    LC_SAY(&said, t->lang,
           !h->facilities ? LIFE_SAY_FOUND_SERVICE_NONE
           : h->offering  ? LIFE_SAY_FOUND_OFFERED
                          : LIFE_SAY_FOUND_SERVICE,
           text[0], text[1]);
    lc_grid_put(&t->grid, "%s", said.data ? said.data : "");
    lc_buf_free(&said);
}

/* As what it was read: whoever typed it may mean another system. */
static void put_position(finding *t, const lc_hit *h)
{
    lc_buf said = {0};

    LC_SAY(&said, t->lang, LIFE_SAY_FOUND_POSITION,
           lc_words_system(h->system, t->lang));
    lc_grid_put(&t->grid, "%s", said.data ? said.data : "");
    lc_buf_free(&said);
}

/* A thing of the city by its own words, anything else by its kind. */
static void put_kind(finding *t, const lc_hit *h)
{
    static const lc_sentence kinds[LIFE_HIT_KINDS] = {
        [LIFE_HIT_PLACE] = LIFE_SAY_FOUND_PLACE,
        [LIFE_HIT_STREET] = LIFE_SAY_FOUND_STREET,
        [LIFE_HIT_ADDRESS] = LIFE_SAY_PLAIN_ADDRESS_KIND};
    uint32_t i;

    switch (h->kind) {
    case LIFE_HIT_CATEGORY:
        put_service(t, h);
        return;
    case LIFE_HIT_POSITION:
        put_position(t, h);
        return;
    case LIFE_HIT_UNIT:
        i = lc_world_unit_find(t->w, h->id);
        lc_grid_put(
            &t->grid, "%s",
            lc_world_term(t->w, lc_world_unit(t->w, i)->level, t->lang));
        return;
    case LIFE_HIT_FACILITY:
        i = lc_world_facility_find(t->w, h->id);
        lc_ask_place_categories(
            &t->grid, t->w, lc_world_facility(t->w, i)->categories, t->lang);
        return;
    default:
        lc_grid_put(&t->grid, "%s", lc_say_text(t->lang, kinds[h->kind]));
    }
}

/* What leads on: its id, or the command that asks for the nearest. */
static void put_onward(finding *t, const lc_hit *h)
{
    lc_buf command = {0};

    if (h->need && h->facilities)
        lc_answer_search_question(&command, t->w, t->find, h, NULL);
    lc_grid_put(&t->grid, "%s",
                !h->need       ? h->id
                : command.data ? command.data
                               : "");
    lc_buf_free(&command);
}

static const char *name_of(const finding *t, const lc_hit *h)
{
    if (h->need)
        return lc_lang_pick(t->lang, h->need->name_zh, h->need->name_en);
    if (h->kind == LIFE_HIT_UNIT)
        return lc_world_unit(t->w, lc_world_unit_find(t->w, h->id))
            ->called[t->lang];
    return h->name;
}

/* Metres alone where the place was given; a position where it has one. */
static void put_hit(finding *t, const lc_hit *h)
{
    lc_lonlat at = lc_pt_lonlat(h->pt);

    lc_grid_put(&t->grid, "%s", name_of(t, h));
    put_kind(t, h);
    lc_grid_put(&t->grid, "%s",
                h->unit == LIFE_NONE
                    ? ""
                    : lc_world_unit(t->w, h->unit)->called[t->lang]);
    if (h->distance_m >= 0)
        lc_grid_put(&t->grid, "%.0f", h->distance_m);
    else
        lc_grid_put(&t->grid, "-");
    if (h->placed)
        lc_grid_put(&t->grid, "%.7f,%.7f", at.lon, at.lat);
    else
        lc_grid_put(&t->grid, "-");
    put_onward(t, h);
}

/* Nothing found is said in a sentence: an empty table reads as a fault. */
static lc_status put_table(lc_buf *out, lc_study *study, const lc_find *find,
                           lc_lang lang, lc_error *err)
{
    finding t = {lc_study_world(study),
                 find,
                 lang,
                 {.columns = COLUMNS, .right = 1 << 3}};
    lc_hit *hit = lc_calloc(find->limit + 1, sizeof *hit);
    size_t n = 0;
    lc_status st;

    if (!hit)
        return lc_no_memory(err, "what was found");
    st = lc_study_find(study, find, hit, &n, err);
    if (!st && !n) {
        LC_SAY(out, lang, LIFE_SAY_FOUND_NONE, find->q);
    } else if (!st) {
        lc_heading_put(&t.grid, lang, LIFE_SAY_HEAD_SEARCH, NULL);
        for (size_t i = 0; i < n; i++)
            put_hit(&t, &hit[i]);
        lc_grid_write(&t.grid, out);
    }
    lc_free(hit);
    return st;
}

/* ---- the question ---- */

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_lonlat at = {args->v[LIFE_PARAM_LON].degrees,
                    args->v[LIFE_PARAM_LAT].degrees};
    lc_find f = {.q = args->v[LIFE_PARAM_Q].text,
                 .limit = args->v[LIFE_PARAM_LIMIT].n,
                 .needs = true,
                 .near = args->v[LIFE_PARAM_LON].given,
                 .system = (lc_crs_degrees)args->v[LIFE_PARAM_CRS].n};

    if (f.near)
        f.at = lc_pt_from(at);
    if (lc_reply_is(out, "table"))
        return put_table(&out->body, ask->study, &f,
                         (lc_lang)args->v[LIFE_PARAM_LANG].n, err);
    return lc_answer_search(
        &out->body, ask->study, &f,
        args->door == LIFE_DOOR_COMMAND ? NULL : &ask->links, err);
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_Q, .flags = LIFE_USE_REQUIRED | LIFE_USE_ARGUMENT},
    {.id = LIFE_PARAM_LIMIT},
    {.id = LIFE_PARAM_LON},
    {.id = LIFE_PARAM_LAT},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_search = {
    .name = "search",
    .path = "/search",
    .command = "search",
    .uses = uses,
    .formats = "json",
    .command_formats = "table json",
    .about_place = true,
    .weight = LIFE_LIGHT,
    .schema = "Hits",
    .text = {"按名称、部分名称、拼音或首字母查找地点、单元、设施、街道和地址；"
             "也可输入坐标；需要什么（买菜、看病、厕所）则先给出对应的服务；"
             "给出地点时近者在前",
             "places, units, facilities, streets and addresses by name, part "
             "of it, pinyin or initials; or a typed position; what is needed "
             "(cash, a haircut) leads to its service first; with a place, "
             "nearer ones first"},
    .example = "lifecircle search markt --city my.city",
    .run = run,
};
