/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/facility.c - one facility with all that is known of it.
 */
#include "lifecircle/export/answers/facility.h"

#include "lifecircle/ask/question.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/words/facts.h"
#include "lifecircle/words/hours.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/opening.h"
#include "lifecircle/world/unit.h"
#include "src/ask/place/place.h"

#include <stdio.h>
#include <string.h>

/* ---- the table ---- */

/* A line; what isn't known has none. */
static void put_line(lc_grid *g, lc_lang lang, lc_sentence what,
                     const char *value)
{
    if (!value || !*value)
        return;
    lc_grid_put(g, "%s", lc_say_text(lang, what));
    lc_grid_put(g, "%s", value);
}

/* A value that was put together; frees it. */
static void put_made(lc_grid *g, lc_lang lang, lc_sentence what, lc_buf *value)
{
    g->failed |= value->failed;
    put_line(g, lang, what, value->data);
    lc_buf_free(value);
}

/* Hours that could not be read stand as the data have them. */
static void put_hours(lc_grid *g, const lc_world *w, const lc_facility *f,
                      lc_lang lang)
{
    const lc_hours *h = lc_world_opening(w, f->hours);
    lc_buf text = {0};

    if (h)
        lc_hours_text(h, lc_world_clock_now(w), lang, &text);
    else
        lc_buf_puts(&text, f->opening_hours);
    put_made(g, lang, LIFE_SAY_SHOW_HOURS, &text);
}

/* A word that is none of the usual stands as it is. */
static const char *wheels_of(const lc_facility *f, lc_lang lang)
{
    static const struct {
        const char *word;
        lc_sentence said;
    } of[] = {{"yes", LIFE_SAY_SHOW_WHEELS_YES},
              {"designated", LIFE_SAY_SHOW_WHEELS_YES},
              {"limited", LIFE_SAY_SHOW_WHEELS_LIMITED},
              {"no", LIFE_SAY_SHOW_WHEELS_NO}};

    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (!strcmp(of[i].word, f->wheelchair))
            return lc_say_text(lang, of[i].said);
    return f->wheelchair;
}

/* Its unit by name, as codes are for programs; positions in WGS 84. */
static void put_place(lc_grid *g, const lc_world *w, const lc_facility *f,
                      lc_lang lang)
{
    lc_lonlat at = lc_pt_lonlat(f->pt);
    char text[48];

    if (f->unit != LIFE_NONE)
        put_line(g, lang, LIFE_SAY_SHOW_UNIT,
                 lc_world_unit(w, f->unit)->called[lang]);
    snprintf(text, sizeof text, "%.7f,%.7f", at.lon, at.lat);
    if (f->placed)
        put_line(g, lang, LIFE_SAY_SHOW_AT, text);
}

/* What it is and offers first, then how to get there, last who says so. */
static void put_table(lc_buf *out, const lc_world *w, const lc_facility *f,
                      lc_lang lang)
{
    lc_grid g = {.columns = 2};
    lc_buf facts = {0};

    put_line(&g, lang, LIFE_SAY_SHOW_NAME, f->name);
    lc_grid_put(&g, "%s", lc_say_text(lang, LIFE_SAY_SHOW_CATEGORIES));
    lc_ask_place_categories(&g, w, f->categories, lang);
    lc_facts_text(&facts, w, f, lang);
    put_made(&g, lang, LIFE_SAY_SHOW_FACTS, &facts);
    put_hours(&g, w, f, lang);
    put_line(&g, lang, LIFE_SAY_SHOW_ADDRESS, f->address);
    put_line(&g, lang, LIFE_SAY_SHOW_PHONE, f->phone);
    put_line(&g, lang, LIFE_SAY_SHOW_WEBSITE, f->website);
    put_line(&g, lang, LIFE_SAY_SHOW_WHEELS, wheels_of(f, lang));
    put_place(&g, w, f, lang);
    put_line(&g, lang, LIFE_SAY_SHOW_SOURCE, f->source);
    put_line(&g, lang, LIFE_SAY_SHOW_CHECKED, f->checked_on);
    put_line(&g, lang, LIFE_SAY_SHOW_ID, f->id);
    lc_grid_write(&g, out);
}

/* ---- the question ---- */

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    uint32_t f = args->v[LIFE_PARAM_ID].n;

    (void)err;
    if (lc_reply_is(out, "table"))
        put_table(&out->body, ask->world, lc_world_facility(ask->world, f),
                  (lc_lang)args->v[LIFE_PARAM_LANG].n);
    else
        lc_answer_facility(&out->body, ask->world, f);
    return LIFE_OK;
}

static const lc_use uses[] = {
    {.id = LIFE_PARAM_ID, .flags = LIFE_USE_REQUIRED | LIFE_USE_PATH},
    {.id = LIFE_PARAM_NONE},
};

/* Its hours are told as they are at the moment of asking: it is not kept. */
const lc_question lc_question_facility = {
    .name = "facility",
    .path = "/facilities/{id}",
    .command = "show", /* `facility` changes one */
    .uses = uses,
    .formats = "geojson",
    .command_formats = "table geojson json",
    .about_place = true,
    .weight = LIFE_LIGHT,
    .schema = "Feature",
    .text = {"一处设施的全部已知信息",
             "one facility with all that is known of it"},
    .example = "lifecircle show osm:n251501778 --city my.city",
    .run = run,
};
