/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/evaluation.c - see lifecircle/words/evaluation.h.
 */
#include "lifecircle/words/evaluation.h"

#include "lifecircle/words/indicator.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER = 48 };

typedef char number[NUMBER];

/* ---- cells ---- */

/* "" of a rule that sets no target, which has no better way. */
static const char *move_word(lc_move m, lc_lang lang)
{
    static const lc_sentence words[] = {
        [LIFE_MOVE_BETTER] = LIFE_SAY_EVALUATION_BETTER,
        [LIFE_MOVE_WORSE] = LIFE_SAY_EVALUATION_WORSE,
        [LIFE_MOVE_SAME] = LIFE_SAY_EVALUATION_SAME,
        [LIFE_MOVE_UNSURE] = LIFE_SAY_EVALUATION_UNSURE};

    return m == LIFE_MOVE_NONE ? "" : lc_say_text(lang, words[m]);
}

/* To a tenth; what is less has a sign and no more, as 0.0 would read as
 * nothing. */
static void put_change(lc_buf *out, double change)
{
    if (change == 0)
        return;
    if (fabs(change) < 0.05)
        lc_buf_puts(out, change > 0 ? "+<0.1" : "-<0.1");
    else
        lc_buf_printf(out, "%+.1f", change);
}

/* The number is of the middle, and the word of the bounds: both are said, as
 * the one may be there without the other. */
void lc_evaluation_change_text(lc_buf *out, const lc_evaluated *one,
                               lc_lang lang)
{
    const char *word = move_word(one->move, lang);
    size_t was = out->len;

    if (isfinite(one->change))
        put_change(out, one->change);
    else if (one->move == LIFE_MOVE_UNSURE)
        word = lc_say_text(lang, LIFE_SAY_EVALUATION_NO_DATA);
    if (*word)
        lc_buf_printf(out, "%s%s", out->len > was ? " " : "", word);
}

/* As the plan writes it: its digits are its own. */
void lc_evaluation_base_text(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    number value, year;

    if (isnan(v->progress.first))
        return;
    snprintf(value, sizeof value, "%.10g", v->progress.first);
    snprintf(year, sizeof year, "%d", v->progress.first_year);
    LC_SAY(out, lang, LIFE_SAY_EVALUATION_BASE_OF, value, year);
}

/* Down, so that nothing short of the target reads as 100. */
static double percent(double v)
{
    return floor(v + 1e-6);
}

/* Bounds as far apart as the whole way say nothing of it. */
static bool has_way(const lc_indicator *v)
{
    const lc_rule_progress *p = v ? &v->progress : NULL;

    return p && isfinite(p->low) &&
           (isfinite(p->high) ? p->high - p->low < 100 : p->low > 0);
}

/* "45%", "0-4%", or with no end "≥45%". */
static void put_part(lc_buf *out, const lc_indicator *v)
{
    const lc_rule_progress *p = &v->progress;
    double low = percent(p->low), high = percent(p->high);

    if (!isnan(p->percent) || low == high)
        lc_buf_printf(out, "%.0f%%",
                      isnan(p->percent) ? low : percent(p->percent));
    else if (isfinite(high))
        lc_buf_printf(out, "%.0f-%.0f%%", low, high);
    else
        lc_buf_printf(out, "≥%.0f%%", low);
}

/* The time stands only beside a way, which it is to be held against. */
void lc_evaluation_way_text(lc_buf *out, const lc_evaluated *one, lc_lang lang)
{
    lc_buf then = {0}, now = {0};
    number time;

    if (has_way(one->before))
        put_part(&then, one->before);
    if (has_way(one->after))
        put_part(&now, one->after);
    if (then.len && now.len)
        LC_SAY(out, lang, LIFE_SAY_EVALUATION_ONWARD, lc_say_part(out, &then),
               lc_say_part(out, &now));
    else if (now.len)
        lc_buf_puts(out, lc_say_part(out, &now));
    if (now.len && isfinite(one->time)) {
        snprintf(time, sizeof time, "%.0f", floor(one->time));
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_LIST_STOP));
        LC_SAY(out, lang, LIFE_SAY_EVALUATION_TIME, time);
    }
    lc_buf_free(&now);
    lc_buf_free(&then);
}

/* What it was before is said where it is another now. */
void lc_evaluation_verdict_text(lc_buf *out, const lc_evaluated *one,
                                lc_lang lang)
{
    const char *now = lc_indicator_verdict_text(one->after, lang);

    if (one->before && one->before->verdict != one->after->verdict)
        LC_SAY(out, lang, LIFE_SAY_EVALUATION_ONWARD,
               lc_indicator_verdict_text(one->before, lang), now);
    else
        lc_buf_puts(out, now);
}

/* ---- in short ---- */

/* Dates as the data tell them, a year or a day. */
static const char *date_of(const lc_report *r, lc_lang lang)
{
    const char *date = lc_as_of_city(r->world);

    return date ? date : lc_say_text(lang, LIFE_SAY_COMPARE_NO_DATE);
}

/* Rules that are only shown are not among those that aren't known. */
static void put_met(lc_buf *out, const lc_evaluation *e, lc_lang lang)
{
    number n[4];

    snprintf(n[0], NUMBER, "%zu", e->after.tally[LIFE_VERDICT_PASS]);
    snprintf(n[1], NUMBER, "%zu", e->after.tally[LIFE_VERDICT_FAIL]);
    snprintf(n[2], NUMBER, "%zu",
             e->after.tally[LIFE_VERDICT_UNKNOWN] - e->after.shown);
    snprintf(n[3], NUMBER, "%zu", e->before.tally[LIFE_VERDICT_PASS]);
    LC_SAY(out, lang, LIFE_SAY_EVALUATION_MET, n[0], n[1], n[2], n[3]);
}

/* The numbers stand in the order of lc_move. */
static void put_moved(lc_buf *out, const lc_evaluation *e, lc_lang lang)
{
    number n[4];

    for (size_t m = 0; m < 4; m++)
        snprintf(n[m], NUMBER, "%zu", e->tally[m]);
    LC_SAY(out, lang, LIFE_SAY_EVALUATION_MOVED, n[0], n[1], n[2], n[3]);
}

/* Nothing where no rule has a first value. */
static void put_way(lc_buf *out, const lc_evaluation *e, const char *end,
                    lc_lang lang)
{
    size_t all = 0, of[LIFE_PROGRESS_COUNT] = {0};
    number n[5];

    for (size_t i = 0; i < e->v.n; i++) {
        const lc_rule_progress *p = &e->v.v[i].after->progress;
        bool begins = !isnan(p->first);

        all += begins;
        of[p->state] += begins;
    }
    if (!all)
        return;
    snprintf(n[0], NUMBER, "%zu", all);
    snprintf(n[1], NUMBER, "%zu",
             of[LIFE_PROGRESS_REACHED] + of[LIFE_PROGRESS_HELD]);
    snprintf(n[2], NUMBER, "%zu", of[LIFE_PROGRESS_UNDERWAY]);
    snprintf(n[3], NUMBER, "%zu",
             of[LIFE_PROGRESS_BACK] + of[LIFE_PROGRESS_LOST]);
    snprintf(n[4], NUMBER, "%zu", of[LIFE_PROGRESS_NONE]);
    LC_SAY(out, lang, LIFE_SAY_EVALUATION_WAY, n[0], n[1], n[2], n[3], n[4]);
    lc_buf_puts(out, end);
}

/* Each sentence by itself, so that a terminal may break the line behind it and
 * a page need not. */
void lc_evaluation_summary(lc_buf *out, const lc_evaluation *e, const char *end,
                           lc_lang lang)
{
    LC_SAY(out, lang, LIFE_SAY_EVALUATION_DATES, date_of(&e->before, lang),
           date_of(&e->after, lang));
    lc_buf_puts(out, end);
    put_met(out, e, lang);
    lc_buf_puts(out, end);
    put_moved(out, e, lang);
    lc_buf_puts(out, end);
    put_way(out, e, end, lang);
    if (e->alike)
        return;
    LC_SAY(out, lang, LIFE_SAY_EVALUATION_KINDS,
           lc_words_weight(lc_world_home_kind(e->before.world), lang),
           lc_words_weight(lc_world_home_kind(e->after.world), lang));
    lc_buf_puts(out, end);
}
