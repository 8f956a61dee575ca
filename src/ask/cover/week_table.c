/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/week_table.c - coverage of a week for a terminal: a line a unit
 * with the shares of the week, or for each unit a line an hour of the day.
 */
#include "src/ask/cover/week_table.h"

#include "lifecircle/base/grid.h"
#include "lifecircle/export/answers/coverage_matrix.h"
#include "lifecircle/study/cover/week.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/ask/place/place.h"

#define COLUMNS 6 /* of a line a unit */
#define DAYS    7

typedef struct weeks {
    const lc_world *w;
    const lc_coverage_request *r;
    lc_lang lang;
    lc_buf *out;
} weeks;

static const char *name_of(const weeks *k, uint32_t unit)
{
    if (unit != LIFE_NONE)
        return lc_world_unit(k->w, unit)->called[k->lang];
    return lc_say_text(k->lang, k->r->area ? LIFE_SAY_TABLE_COVERAGE_AREA
                                           : LIFE_SAY_TABLE_OUTSIDE);
}

static void put_units(const weeks *k, const lc_coverage_row *rows, size_t n)
{
    static const lc_sentence head[COLUMNS] = {
        LIFE_SAY_TABLE_COVERAGE_UNIT, LIFE_SAY_TABLE_COVERAGE_WEIGHT,
        LIFE_SAY_TABLE_WEEK_ALWAYS,   LIFE_SAY_TABLE_WEEK_WEEK,
        LIFE_SAY_TABLE_WEEK_EVENINGS, LIFE_SAY_TABLE_WEEK_WEEKEND};
    lc_grid g = {.columns = COLUMNS, .right = ~UINT64_C(1)};

    for (size_t i = 0; i < COLUMNS; i++)
        lc_grid_put(&g, "%s", lc_say_text(k->lang, head[i]));
    for (size_t i = 0; i < n; i++) {
        lc_grid_put(&g, "%s", name_of(k, rows[i].unit));
        lc_grid_put(&g, "%.0f", (double)rows[i].total / 1000);
        lc_share_cell(&g, lc_coverage_share(&rows[i]), k->lang);
        lc_share_cell(&g, lc_week_share(rows[i].week), k->lang);
        lc_share_cell(&g, lc_week_evenings(rows[i].week), k->lang);
        lc_share_cell(&g, lc_week_weekend(rows[i].week), k->lang);
    }
    lc_grid_write(&g, k->out);
}

static void put_hours(const weeks *k, const lc_coverage_row *row)
{
    lc_grid g = {.columns = DAYS + 1, .right = UINT64_MAX};

    lc_buf_printf(k->out, "\n%s\n", name_of(k, row->unit));
    lc_grid_put(&g, "%s", lc_say_text(k->lang, LIFE_SAY_TABLE_WEEK_HOUR));
    for (unsigned d = 0; d < DAYS; d++)
        lc_grid_put(
            &g, "%s",
            lc_say_text(k->lang, (lc_sentence)(LIFE_SAY_HOURS_MON + d)));
    for (unsigned h = 0; h < 24; h++) {
        lc_grid_put(&g, "%02u", h);
        for (unsigned d = 0; d < DAYS; d++)
            lc_share_cell(&g, lc_week_hour(row->week, 24 * d + h), k->lang);
    }
    lc_grid_write(&g, k->out);
}

static lc_status put_category(void *ctx, const lc_coverage_query *q,
                              const lc_coverage_row *rows, size_t n,
                              lc_error *err)
{
    const weeks *k = ctx;
    const lc_category *c = lc_world_category(k->w, q->category);
    char monday[20];

    (void)err;
    lc_world_clock_text(
        (lc_when){.kind = LIFE_WHEN_DAY, .at = lc_week_monday(k->w)}, monday);
    LC_SAY(k->out, k->lang, LIFE_SAY_TABLE_WEEK_OF,
           k->lang == LIFE_LANG_ZH ? c->name_zh : c->id, monday);
    if (k->r->hours == LIFE_HOURS_WEEK)
        put_units(k, rows, n);
    for (size_t i = 0; i < n && k->r->hours == LIFE_HOURS_TABLE; i++)
        put_hours(k, &rows[i]);
    return LIFE_OK;
}

lc_status lc_ask_week_table(const lc_ask *ask, const lc_args *args,
                            const lc_coverage_request *r, lc_buf *out,
                            lc_error *err)
{
    weeks k = {ask->world, r, (lc_lang)args->v[LIFE_PARAM_LANG].n, out};
    lc_status st;

    lc_coverage_caption(out, ask->world, r, k.lang);
    lc_buf_putc(out, '\n');
    st = lc_coverage_each(ask->study, r, put_category, &k, err);
    lc_buf_puts(out, lc_say_text(k.lang, LIFE_SAY_TABLE_COVERAGE_KEY));
    return st;
}
