/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/indicators_table.c - see indicators_table.h.
 *
 * JSON has every row; a table is read, so it leaves out what would stand there
 * twice the same.
 */
#include "src/ask/cover/indicators_table.h"

#include "lifecircle/base/grid.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/indicator.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/unit.h"

#include <stdio.h>
#include <string.h>

/* "-" where the rule isn't about the unit. */
static void put_value(lc_buf *out, const lc_world *w, const lc_indicator *v,
                      lc_lang lang)
{
    if (v->rule)
        lc_indicator_value_text(out, w, v, lang);
    else
        lc_buf_putc(out, '-');
}

static const char *verdict_text(const lc_indicator *v, lc_lang lang)
{
    return v->rule ? lc_indicator_verdict_text(v, lang) : "-";
}

/* What changes by less than is shown has no line; whether it has one. */
static bool put_indicator(lc_grid *g, const lc_world *w,
                          const lc_altered_indicator *row, lc_lang lang)
{
    const lc_rule *rule = row->rule;
    lc_buf before = {0}, after = {0};
    bool shown;

    put_value(&before, w, &row->before, lang);
    put_value(&after, w, &row->after, lang);
    shown = before.failed || after.failed ||
            strcmp(before.data, after.data) != 0 ||
            row->before.verdict != row->after.verdict;
    if (shown) {
        if (!g->cell.n)
            lc_heading_put(g, lang, LIFE_SAY_ALTERED_HEAD, "");
        lc_grid_put(g, "%s",
                    row->unit == LIFE_NONE
                        ? lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_TOTAL)
                        : lc_world_unit(w, row->unit)->called[lang]);
        lc_grid_put(g, "%s", lc_lang_pick(lang, rule->name_zh, rule->name_en));
        lc_grid_take(g, &before);
        lc_grid_take(g, &after);
        lc_grid_put(g, "%s", verdict_text(&row->before, lang));
        lc_grid_put(g, "%s", verdict_text(&row->after, lang));
    }
    lc_buf_free(&before);
    lc_buf_free(&after);
    return shown;
}

void lc_ask_indicators_table(lc_buf *out, const lc_world *w,
                             const lc_altered_indicators *told, lc_lang lang)
{
    lc_grid g = {.columns = 6};
    size_t hidden = 0;
    char text[24];

    LC_SAY(out, lang, LIFE_SAY_ALTERED_CAPTION,
           lc_lang_pick(lang, lc_standard_name_zh(told->standard),
                        lc_standard_name_en(told->standard)));
    for (size_t i = 0; i < told->row_count; i++)
        hidden += !put_indicator(&g, w, &told->row[i], lang);
    if (!told->row_count)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_ALTERED_NONE));
    lc_grid_write(&g, out);
    snprintf(text, sizeof text, "%zu", hidden);
    if (hidden)
        LC_SAY(out, lang, LIFE_SAY_ALTERED_HIDDEN, text);
}
