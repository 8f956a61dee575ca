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

/* What is only shown is told apart: "unknown" would ask for data that nobody
 * needs. */
const char *lc_indicator_verdict_text(const lc_indicator *v, lc_lang lang)
{
    static const lc_sentence names[LIFE_VERDICT_COUNT] = {
        [LIFE_VERDICT_UNKNOWN] = LIFE_SAY_CELL_UNKNOWN,
        [LIFE_VERDICT_PASS] = LIFE_SAY_CELL_PASS,
        [LIFE_VERDICT_FAIL] = LIFE_SAY_CELL_FAIL};

    return lc_say_text(lang, lc_indicator_is_shown(v) ? LIFE_SAY_REPORT_SHOWN
                                                      : names[v->verdict]);
}

/* ---- the value ---- */

/* Behind a figure: Chinese has no space there. */
static void put_unit(lc_buf *out, const char *unit, lc_lang lang)
{
    if (*unit)
        lc_buf_printf(out, "%s%s", lang == LIFE_LANG_ZH ? "" : " ", unit);
}

/* Two decimals of small numbers (square metres a person), one of larger ones:
 * more would claim what the data don't give. Less a hair, which arithmetic may
 * have left. */
static void put_number(lc_buf *out, double x, bool up)
{
    int decimals = fabs(x) < 100 ? 2 : 1;
    double scale = decimals == 2 ? 100 : 10;

    x = up ? ceil(x * scale - 1e-6) / scale : floor(x * scale + 1e-6) / scale;
    lc_words_number(out, x, decimals);
}

/* Whole percents of a share, as its bounds are wide; but what is under a
 * hundred doesn't read as a hundred. */
static void put_bounds(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    bool share = lc_indicator_is_share(v);
    lc_buf low = {0}, high = {0};

    put_number(&low, share ? floor(v->low) : v->low, false);
    put_number(&high, share && v->high <= 99 ? ceil(v->high) : v->high, true);
    LC_SAY(out, lang, LIFE_SAY_VALUE_BETWEEN, lc_say_part(out, &low),
           lc_say_part(out, &high));
    lc_buf_free(&low);
    lc_buf_free(&high);
}

/* Of places that are counted one by one, where some may be missing. */
static void put_at_least(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    lc_buf low = {0};

    put_number(&low, v->low, false);
    LC_SAY(out, lang, LIFE_SAY_REPORT_AT_LEAST, lc_say_part(out, &low));
    lc_buf_free(&low);
}

/* Bounds that say something: of a share over a point apart, and not from
 * nothing to all. */
static bool is_between(const lc_indicator *v)
{
    if (!isfinite(v->low) || !isfinite(v->high))
        return false;
    if (lc_indicator_is_share(v))
        return v->high - v->low > 1 &&
               (!isnan(v->value) || v->high - v->low < 100);
    return isnan(v->value) && v->high > v->low;
}

/* So rounded that a target reads as met only where it is. */
void lc_indicator_value_text(lc_buf *out, const lc_world *w,
                             const lc_indicator *v, lc_lang lang)
{
    bool more = isfinite(v->low) && v->low > 0 && v->high > v->low &&
                !isfinite(v->high); /* what isn't known could only add */

    (void)w;
    if (is_between(v)) {
        put_bounds(out, v, lang);
    } else if (more && !(v->value > v->low)) {
        put_at_least(out, v, lang);
    } else if (isnan(v->value)) {
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_REPORT_NOT_KNOWN));
        return;
    } else {
        put_number(out, v->value, v->rule->op == LIFE_AT_MOST);
    }
    put_unit(out, lc_lang_pick(lang, v->unit_zh, v->unit_en), lang);
}

void lc_indicator_target_text(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    const lc_aim aim = {v->target, lc_lang_pick(lang, v->unit_zh, v->unit_en),
                        v->target_year};

    if (!isnan(v->target))
        lc_rules_aim(out, v->rule, &aim, lang);
}

/* Of what is only shown nothing is lacking. */
void lc_indicator_gap_text(lc_buf *out, const lc_world *w,
                           const lc_indicator *v, lc_lang lang)
{
    if (lc_indicator_is_shown(v))
        return;
    if (v->gap_weight > 0)
        lc_words_amount(out, v->gap_weight, lc_world_home_kind(w), lang);
    if (!(v->gap_amount > 0))
        return;
    if (v->gap_weight > 0)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_LIST_STOP));
    put_number(out, v->gap_amount, true);
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

/* A target is nothing that the data could have: where the rule sets none, its
 * choice says so. */
void lc_indicator_missing_text(lc_buf *out, const lc_world *w,
                               const lc_indicator *v, lc_lang lang)
{
    bool any = false;

    for (size_t i = 0; i < v->missing_count; i++) {
        if (v->missing[i].lack == LIFE_LACK_TARGET && *v->rule->choice_zh)
            continue;
        lc_buf_puts(out, any ? lc_say_text(lang, LIFE_SAY_LIST_STOP) : "");
        lc_missing_text(out, w, &v->missing[i], lang);
        any = true;
    }
}
