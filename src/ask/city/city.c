/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/city/city.c - what a city file holds, and where it comes from.
 */
#include "lifecircle/export/answers/city.h"

#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- facts ---- */

typedef struct facts { /* a table of two columns */
    lc_grid grid;
    lc_lang lang;
} facts;

static void put_fact(facts *f, lc_sentence what, const char *value)
{
    lc_grid_put(&f->grid, "%s", lc_say_text(f->lang, what));
    lc_grid_put(&f->grid, "%s", value);
}

/* Counts alone: weights and lengths have their own forms. */
static void put_number(facts *f, lc_sentence what, size_t value)
{
    char text[32];

    snprintf(text, sizeof text, "%zu", value);
    put_fact(f, what, text);
}

/* A sentence as a cell. */
static void put_said(facts *f, lc_sentence sentence, const char *const *part)
{
    lc_buf text = {0};

    lc_say(&text, f->lang, sentence, part);
    lc_grid_take(&f->grid, &text);
}

#define SAID(f, sentence, ...)                                                 \
    put_said(f, sentence, (const char *const[]){__VA_ARGS__, NULL})

/* A unit drawn from a point alone is approximate, and counted as such. */
static void put_levels(facts *f, const lc_world *w)
{
    for (uint32_t l = 0; l < lc_world_level_count(w); l++) {
        int64_t n = 0, approximate = 0;
        char text[2][32];

        for (uint32_t i = 0; i < lc_world_unit_count(w); i++) {
            const lc_unit *u = lc_world_unit(w, i);

            n += u->level_index == l;
            approximate += u->level_index == l && u->approximate;
        }
        snprintf(text[0], sizeof text[0], "%" PRId64, n);
        snprintf(text[1], sizeof text[1], "%" PRId64, approximate);
        SAID(f, LIFE_SAY_TABLE_CITY_UNITS, lc_world_level(w, l));
        SAID(f, LIFE_SAY_TABLE_CITY_UNITS_VALUE, text[0], text[1]);
    }
}

/* West, south, east, north, as --clip takes them; four decimals are 11 m. */
static void put_extent(facts *f, const lc_shape *extent)
{
    char text[96];
    lc_box b;

    if (!extent || extent->pt_count == 0)
        return;
    b = lc_shape_box(extent);
    snprintf(text, sizeof text, "%.4f,%.4f,%.4f,%.4f", b.min_lon / 1e7,
             b.min_lat / 1e7, b.max_lon / 1e7, b.max_lat / 1e7);
    put_fact(f, LIFE_SAY_TABLE_CITY_EXTENT, text);
}

/* Of nothing nothing is assumed. */
static double percent(int64_t part, int64_t whole)
{
    return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

/* The share that rests on assumptions stands beside the weight: it says how far
 * the figures can be trusted. */
static void put_totals(facts *f, const lc_world *w, const lc_world_stats *s)
{
    int64_t weight = lc_world_total_weight(w);
    char text[5][32];

    put_number(f, LIFE_SAY_TABLE_CITY_FACILITIES, lc_world_facility_count(w));
    put_number(f, LIFE_SAY_TABLE_CITY_HOMES, lc_world_home_count(w));
    snprintf(text[0], sizeof text[0], "%.0f", (double)weight / 1000);
    snprintf(text[1], sizeof text[1], "%.1f",
             percent(s->assumed_weight, weight));
    lc_grid_put(&f->grid, "%s",
                lc_say_text(f->lang, LIFE_SAY_TABLE_CITY_WEIGHT));
    SAID(f, LIFE_SAY_TABLE_CITY_WEIGHT_VALUE, text[0],
         lc_words_weight(lc_world_home_kind(w), f->lang), text[1]);
    snprintf(text[2], sizeof text[2], "%" PRIu32, s->unlinked_homes);
    snprintf(text[3], sizeof text[3], "%.2f",
             percent(s->unlinked_weight, weight));
    snprintf(text[4], sizeof text[4], "%" PRIu32, s->unlinked_facilities);
    lc_grid_put(&f->grid, "%s",
                lc_say_text(f->lang, LIFE_SAY_TABLE_CITY_UNLINKED));
    SAID(f, LIFE_SAY_TABLE_CITY_UNLINKED_VALUE, text[2], text[3], text[4]);
}

/* With its own date, where it has one. */
static void put_source(facts *f, const lc_source_info *s)
{
    lc_grid_put(&f->grid, "%s",
                lc_say_text(f->lang, LIFE_SAY_TABLE_CITY_SOURCE));
    if (*s->as_of)
        SAID(f, LIFE_SAY_TABLE_CITY_SOURCE_VALUE, s->name, s->as_of);
    else
        lc_grid_put(&f->grid, "%s", s->name);
}

/* In the order in which somebody asks what a file is: where, how large, of
 * what, from whom, which version. */
static void put_facts(const lc_world *w, lc_lang lang, lc_buf *out)
{
    facts f = {.grid = {.columns = 2}, .lang = lang};
    lc_world_stats s;
    char text[2][32];

    lc_world_get_stats(w, &s);
    put_fact(&f, LIFE_SAY_TABLE_CITY_CITY, lc_world_setting(w, "name"));
    put_extent(&f, lc_world_extent(w));
    snprintf(text[0], sizeof text[0], "%.1f", s.street_m / 1000);
    snprintf(text[1], sizeof text[1], "%" PRIu32,
             lc_world_network(w)->edge_count);
    lc_grid_put(&f.grid, "%s", lc_say_text(lang, LIFE_SAY_TABLE_CITY_STREETS));
    SAID(&f, LIFE_SAY_TABLE_CITY_STREETS_VALUE, text[0], text[1]);
    put_levels(&f, w);
    put_totals(&f, w, &s);
    put_fact(&f, LIFE_SAY_TABLE_CITY_AS_OF,
             lc_as_of_city(w) ? lc_as_of_city(w)
                              : lc_say_text(lang, LIFE_SAY_TABLE_CITY_NO_DATE));
    for (uint32_t i = 0; i < lc_world_source_count(w); i++)
        put_source(&f, lc_world_source(w, i));
    put_fact(&f, LIFE_SAY_TABLE_CITY_ATTRIBUTION,
             lc_world_source_attribution(w));
    put_fact(&f, LIFE_SAY_TABLE_CITY_GENERATION,
             lc_world_setting(w, "generation"));
    lc_grid_write(&f.grid, out);
}

/* ---- categories ---- */

/* All of them, those without a facility too: 0 says that the data have none.
 * "-" where the plan sets no walking time. */
static void put_categories(const lc_world *w, lc_lang lang, lc_buf *out)
{
    lc_grid g = {.columns = 4, .right = 1 << 1 | 1 << 2};

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_CATEGORIES, NULL);
    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        const lc_category *c = lc_world_category(w, i);

        lc_grid_put(&g, "%s", c->id);
        lc_grid_put(&g, "%" PRIu32, c->facility_count);
        if (c->walk_minutes > 0)
            lc_grid_put(&g, "%d", c->walk_minutes);
        else
            lc_grid_put(&g, "-");
        lc_grid_put(&g, "%s  %s", c->name_zh, c->name_en);
    }
    lc_grid_write(&g, out);
}

/* ---- the question ---- */

/* JSON has more (paces, levels, hours of the data): the table is for a look. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_lang lang = (lc_lang)args->v[LIFE_PARAM_LANG].n;

    (void)err;
    if (!lc_reply_is(out, "table")) {
        lc_answer_city(&out->body, ask->world);
        return LIFE_OK;
    }
    put_facts(ask->world, lang, &out->body);
    lc_buf_puts(&out->body, "\n");
    put_categories(ask->world, lang, &out->body);
    return LIFE_OK;
}

/* No parameter: the answer depends on the city alone, and can be kept. */
static const lc_use uses[] = {{.id = LIFE_PARAM_NONE}};

const lc_question lc_question_city = {
    .name = "city",
    .path = "/city",
    .command = "info",
    .uses = uses,
    .formats = "json",
    .command_formats = "table json",
    .weight = LIFE_LIGHT,
    .schema = "Object",
    .text = {"城市文件的内容：范围、来源、层级、步速、版本、署名",
             "what is inside: extent, sources, levels, paces, generation, "
             "attribution"},
    .example = "lifecircle info --city my.city",
    .run = run,
};
