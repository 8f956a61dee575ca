/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/indicator.c - see indicator.h.
 */
#include "lifecircle/words/indicator.h"

#include "lifecircle/words/missing.h"
#include "lifecircle/words/rules.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/home.h"

#include <math.h>
#include <stdio.h>

/* Behind a figure: Chinese has no space there. */
static void put_unit(lc_buf *out, const char *unit, lc_lang lang)
{
    if (*unit)
        lc_buf_printf(out, "%s%s", lang == LIFE_LANG_ZH ? "" : " ", unit);
}

/* A share of which the bounds are over a point apart is told by them. */
void lc_indicator_value_text(lc_buf *out, const lc_world *w,
                             const lc_indicator *v, lc_lang lang)
{
    const char *unit = lc_lang_pick(lang, v->unit_zh, v->unit_en);
    char low[16], high[16];

    (void)w;
    if (isnan(v->value)) {
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_REPORT_NOT_KNOWN));
        return;
    }
    if (lc_indicator_is_share(v) && v->high - v->low > 1) {
        snprintf(low, sizeof low, "%.0f", floor(v->low));
        snprintf(high, sizeof high, "%.0f", ceil(v->high));
        LC_SAY(out, lang, LIFE_SAY_VALUE_BETWEEN, low, high);
    } else {
        lc_buf_double(out, floor(v->value * 100 + 1e-6) / 100, 2);
    }
    put_unit(out, unit, lang);
}

void lc_indicator_gap_text(lc_buf *out, const lc_world *w,
                           const lc_indicator *v, lc_lang lang)
{
    if (v->gap_weight > 0) {
        lc_buf_int(out, (v->gap_weight + 999) / 1000);
        lc_buf_printf(out, " %s", lc_words_weight(lc_world_home_kind(w), lang));
    }
    if (!(v->gap_amount > 0))
        return;
    if (v->gap_weight > 0)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_LIST_STOP));
    lc_buf_double(out, ceil(v->gap_amount * 100 - 1e-6) / 100, 2);
    put_unit(out, lc_lang_pick(lang, v->gap_unit_zh, v->gap_unit_en), lang);
}

void lc_indicator_absent_text(lc_buf *out, const lc_world *w,
                              const lc_indicator *v, lc_lang lang)
{
    const struct {
        uint32_t kinds;
        lc_sentence text;
    } part[] = {{v->absent, LIFE_SAY_REPORT_ABSENT},
                {v->unsure, LIFE_SAY_REPORT_UNSURE}};

    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        lc_buf names = {0};

        if (!part[i].kinds)
            continue;
        lc_rules_kinds(&names, w, v->rule, part[i].kinds, lang);
        lc_buf_puts(out, out->len ? lc_say_text(lang, LIFE_SAY_LIST_STOP) : "");
        LC_SAY(out, lang, part[i].text, lc_say_part(out, &names));
        lc_buf_free(&names);
    }
}

void lc_indicator_missing_text(lc_buf *out, const lc_world *w,
                               const lc_indicator *v, lc_lang lang)
{
    for (size_t i = 0; i < v->missing_count; i++) {
        if (i)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_LIST_STOP));
        lc_missing_text(out, w, &v->missing[i], lang);
    }
}
