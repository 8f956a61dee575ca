/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/place/circle.c - the life circle of a place: every category, there or
 * missing.
 */
#include "lifecircle/study/walk/circle.h"

#include "lifecircle/export/answers/circle.h"
#include "lifecircle/words/facts.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/reasons.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/pace.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* As many as HEAD_CIRCLE has (words/tables/headings.h). */
#define COLUMNS 7

/* Its name, what it says of itself, and that nearer ones don't say whether they
 * offer what is asked for. */
static void put_nearest(lc_grid *g, const lc_world *w, const lc_circle_row *row,
                        lc_lang lang)
{
    const lc_facility *f = lc_world_facility(w, row->nearest.facility);
    lc_buf text = {0};
    char number[16];

    snprintf(number, sizeof number, "%" PRIu32, row->unstated);
    lc_facts_line(&text, w, f, 0, lang);
    if (!text.len)
        lc_buf_puts(&text, f->name);
    if (row->unstated)
        LC_SAY(&text, lang, LIFE_SAY_FACTS_ROW, number);
    lc_grid_put(g, "%s", lc_say_part(&text, &text));
    lc_buf_free(&text);
}

/* What is known is told with its reason where it is not enough to answer. */
static void put_row(lc_grid *g, const lc_world *w, const lc_category *c,
                    const lc_circle_row *row, lc_lang lang)
{
    static const char *const marks[] = {
        [LIFE_UNCOVERED] = "✗", [LIFE_COVERED] = "✓", [LIFE_UNKNOWN] = "?"};

    lc_grid_put(g, "  %s", marks[row->answer]);
    lc_grid_put(g, "%s", c->id);
    lc_grid_put(g, "%s", c->name_zh);
    lc_grid_put(g, "%" PRIu32, row->count);
    if (row->nearest.facility == LIFE_NONE) {
        lc_grid_put(g, "-");
        lc_grid_put(g, "-");
        lc_grid_put(g, "%s", lc_reason_text(row->reason, lang));
        return;
    }
    lc_ask_place_time(g, row->nearest.walk_ms);
    lc_ask_place_metres(g, row->nearest.walk_mm);
    if (row->answer == LIFE_UNKNOWN)
        lc_grid_put(g, "%s", lc_reason_text(row->reason, lang));
    else
        put_nearest(g, w, row, lang);
}

/* A line of its own, in brackets: a group is no category, though --category
 * takes it. */
static void put_group(lc_grid *g, const lc_category *c)
{
    lc_grid_put(g, "%s", "");
    lc_grid_put(g, "[%s]", c->group);
    lc_grid_put(g, "%s", c->group_zh);
    for (size_t i = 3; i < COLUMNS; i++)
        lc_grid_put(g, "%s", "");
}

/* Of what is known, so that a hole in the data lowers no share; "0 of 0" of
 * nothing known would read as a place without services. */
static void put_sum(lc_buf *out, const lc_world *w, const lc_place *from,
                    uint32_t minutes, const lc_circle_row *rows, lc_lang lang)
{
    uint32_t n = (uint32_t)lc_world_category_count(w);
    lc_share share = {.total = n};
    lc_buf percent = {0};
    const lc_pace *p = lc_world_pace(w, from->pace);
    const char *pace = lang == LIFE_LANG_ZH ? p->name_zh : p->id;
    char text[4][24];

    for (uint32_t c = 0; c < n; c++) {
        share.covered += rows[c].answer == LIFE_COVERED;
        share.unknown += rows[c].answer == LIFE_UNKNOWN;
    }
    snprintf(text[0], sizeof text[0], "%" PRId64, share.covered);
    snprintf(text[1], sizeof text[1], "%" PRId64, share.total - share.unknown);
    snprintf(text[2], sizeof text[2], "%" PRIu32, minutes);
    snprintf(text[3], sizeof text[3], "%" PRId64, share.unknown);
    lc_share_text(&percent, share, " %", lang);
    if (share.unknown < share.total)
        LC_SAY(out, lang, LIFE_SAY_TABLE_CIRCLE_SUM, text[0], text[1], text[2],
               pace, text[3], lc_say_part(out, &percent));
    else
        LC_SAY(out, lang, LIFE_SAY_TABLE_CIRCLE_NONE, text[3], text[2], pace);
    lc_buf_free(&percent);
}

/* Categories of a group stand together in the table of categories. */
static void put_table(const lc_world *w, const lc_place *from, uint32_t minutes,
                      const lc_circle_row *rows, lc_lang lang, lc_buf *out)
{
    lc_grid g = {.columns = COLUMNS, .right = 1 << 3 | 1 << 4 | 1 << 5};
    const char *group = "";

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_CIRCLE,
                   lc_words_walk(w, from->pace, lang));
    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        const lc_category *c = lc_world_category(w, i);

        if (strcmp(group, c->group) != 0)
            put_group(&g, c);
        group = c->group;
        put_row(&g, w, c, &rows[i], lang);
    }
    lc_grid_write(&g, out);
    put_sum(out, w, from, minutes, rows, lang);
}

/* Every category is answered, also where the place itself has no answer: each
 * then says why. The note goes to whoever looks at a table. */
static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    uint32_t minutes = args->v[LIFE_PARAM_MINUTES].n;
    lc_lang lang = (lc_lang)args->v[LIFE_PARAM_LANG].n;
    lc_wheels_count wheels;
    lc_place from;
    lc_status st = lc_ask_place(ask, args, &from, err);

    if (!st)
        st = lc_circle_make(ask->walker, &from, minutes * 60000, rows, &wheels,
                            err);
    if (st)
        return st;
    out->note = from.reason;
    if (lc_reply_is(out, "table")) {
        put_table(ask->world, &from, minutes, rows, lang, &out->body);
        for (uint32_t c = 0; c < lc_world_category_count(ask->world); c++)
            lc_ask_place_closings(ask, &rows[c].nearest, lang, &out->body);
        lc_ask_place_foot(&out->body, ask->world, from.pace, wheels,
                          lc_as_of_city(ask->world), lang);
    } else {
        lc_answer_circle(&out->body, ask->walker, ask->world, &from,
                         &(lc_circle_made){minutes * 60000, rows, wheels});
    }
    return LIFE_OK;
}

/* No category: a circle is all of them, so that what is missing is seen. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_LON, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_LAT, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_MINUTES},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_OPEN_AT},
    {.id = LIFE_PARAM_SERVICES},
    {.id = LIFE_PARAM_NONE},
};

/* Light, once the first of a pace has made its labels. */
const lc_question lc_question_circle = {
    .name = "circle",
    .path = "/circle",
    .command = "circle",
    .uses = uses,
    .formats = "json",
    .command_formats = "table json",
    .about_place = true,
    .weight = LIFE_LIGHT_LATER,
    .schema = "Circle",
    .text = {"一处地点的生活圈：各类设施有或缺",
             "a place's life circle: each category, there or missing"},
    .example = "lifecircle circle --city my.city --at 13.2610,53.5570 "
               "--minutes 15",
    .run = run,
};
