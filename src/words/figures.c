/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/figures.c - see lifecircle/words/figures.h.
 *
 * A published value is shown as it was told, digit by digit; what is computed
 * is rounded so that its bounds hold: the least down, the most up.
 */
#include "lifecircle/words/figures.h"

#include "lifecircle/words/say.h"

#include <math.h>
#include <stdio.h>

/* Room for a value and its unit. */
#define AMOUNT 96

typedef struct amount {
    char text[AMOUNT];
} amount;

static amount amount_of(const lc_indicator *v, double value, lc_lang lang)
{
    const char *unit = lang == LIFE_LANG_ZH ? v->unit_zh : v->unit_en;
    amount a;

    snprintf(a.text, sizeof a.text, "%.10g%s%.64s", value, *unit ? " " : "",
             unit);
    return a;
}

/* Less a hair, which arithmetic may have left. */
static amount least(const lc_indicator *v, lc_lang lang)
{
    return amount_of(v, floor(v->computed_low * 100 + 1e-6) / 100, lang);
}

static amount most(const lc_indicator *v, lc_lang lang)
{
    return amount_of(v, ceil(v->computed_high * 100 - 1e-6) / 100, lang);
}

static void join(lc_buf *out, lc_lang lang)
{
    if (out->len)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_FIGURE_JOIN));
}

/* ---- what was published ---- */

static void put_source(lc_buf *out, const lc_published *p, lc_lang lang)
{
    char year[16];

    snprintf(year, sizeof year, "%d", p->year);
    if (!*p->source)
        lc_buf_puts(out, p->year ? year : "-");
    else if (p->year)
        LC_SAY(out, lang, LIFE_SAY_FIGURE_SOURCE, year, p->source);
    else
        LC_SAY(out, lang, LIFE_SAY_FIGURE_UNDATED, p->source);
}

/* A verdict is told where it is another than the row's. */
static void put_published(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    const amount a = amount_of(v, v->published.value, lang);
    lc_buf source = {0};

    put_source(&source, &v->published, lang);
    if (v->published_verdict && v->published_verdict != v->verdict)
        LC_SAY(out, lang, LIFE_SAY_FIGURE_JUDGED, a.text,
               lc_say_part(out, &source),
               lc_say_text(lang, v->published_verdict == LIFE_VERDICT_PASS
                                     ? LIFE_SAY_CELL_PASS
                                     : LIFE_SAY_CELL_FAIL));
    else
        LC_SAY(out, lang, LIFE_SAY_FIGURE_PUBLISHED, a.text,
               lc_say_part(out, &source));
    lc_buf_free(&source);
}

/* Of a programme that units told part by part. */
static void put_sum(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    const lc_published of = {v->value, v->year, v->figure_source};
    lc_buf source = {0};

    put_source(&source, &of, lang);
    LC_SAY(out, lang, LIFE_SAY_FIGURE_SUM, lc_say_part(out, &source));
    lc_buf_free(&source);
}

/* From nothing to all says nothing. */
static bool is_told(const lc_indicator *v)
{
    return !isnan(v->computed_low) &&
           !(lc_indicator_is_share(v) &&
             v->computed_high - v->computed_low >= 100);
}

/* What the data come to, in the sentences of `is`: one value, two bounds, an
 * open end. */
static void put_computed(lc_buf *out, const lc_indicator *v, lc_lang lang,
                         const lc_sentence is[3])
{
    const amount low = least(v, lang), high = most(v, lang);

    join(out, lang);
    if (!isfinite(v->computed_high))
        LC_SAY(out, lang, is[2], low.text);
    else if (v->computed_high - v->computed_low > 1e-9)
        LC_SAY(out, lang, is[1], low.text, high.text);
    else
        LC_SAY(out, lang, is[0], low.text);
}

static void put_history(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    lc_buf list = {0};

    for (size_t i = 0; i < v->history_count; i++) {
        const amount a = amount_of(v, v->history[i].value, lang);
        char year[16];

        if (i)
            lc_buf_puts(&list, lc_say_text(lang, LIFE_SAY_FIGURE_LIST));
        snprintf(year, sizeof year, "%d", v->history[i].year);
        LC_SAY(&list, lang, LIFE_SAY_FIGURE_YEAR, year, a.text);
    }
    join(out, lang);
    LC_SAY(out, lang, LIFE_SAY_FIGURE_HISTORY, lc_say_part(out, &list));
    lc_buf_free(&list);
}

static void put_households(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    char size[32];

    snprintf(size, sizeof size, "%.10g", v->household_size);
    join(out, lang);
    LC_SAY(out, lang, LIFE_SAY_FIGURE_HOUSEHOLDS, size);
}

void lc_figures_published(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    static const lc_sentence differs[] = {LIFE_SAY_FIGURE_DIFFERS_FROM,
                                          LIFE_SAY_FIGURE_DIFFERS,
                                          LIFE_SAY_FIGURE_DIFFERS_LEAST};
    static const lc_sentence counted[] = {LIFE_SAY_FIGURE_COUNTED,
                                          LIFE_SAY_FIGURE_COUNTED_RANGE,
                                          LIFE_SAY_FIGURE_COUNTED_LEAST};
    bool by_figure = v->year || *v->figure_source;
    lc_buf text = {0};

    if (!isnan(v->published.value))
        put_published(&text, v, lang);
    else if (by_figure && !isnan(v->value))
        put_sum(&text, v, lang);
    if (v->published_differs)
        put_computed(&text, v, lang, differs);
    else if (by_figure && is_told(v))
        put_computed(&text, v, lang, counted);
    if (v->history_count)
        put_history(&text, v, lang);
    if (v->household_size > 0)
        put_households(&text, v, lang);
    if (text.len)
        lc_buf_puts(out, lc_say_part(out, &text));
    lc_buf_free(&text);
}

/* ---- the way to the target ---- */

/* Whether all of the way is certain: how far beyond it says nothing. */
static bool is_done(const lc_rule_progress *p)
{
    return p->state == LIFE_PROGRESS_REACHED && p->low > 100;
}

/* Whether there is a most that is worth saying. */
static bool is_bounded(const lc_rule_progress *p)
{
    return isfinite(p->high) && p->high <= 100;
}

/* Of a programme, which has no first value. */
static lc_sentence counted(const lc_rule_progress *p)
{
    if (is_done(p))
        return LIFE_SAY_PROGRESS_DONE;
    if (!isnan(p->percent))
        return LIFE_SAY_PROGRESS_COUNT;
    return is_bounded(p) ? LIFE_SAY_PROGRESS_COUNT_RANGE
                         : LIFE_SAY_PROGRESS_COUNT_LEAST;
}

static lc_sentence sentence(const lc_rule_progress *p)
{
    static const lc_sentence of[LIFE_PROGRESS_COUNT] = {
        [LIFE_PROGRESS_NONE] = LIFE_SAY_PROGRESS_FIRST,
        [LIFE_PROGRESS_UNDERWAY] = LIFE_SAY_PROGRESS_PART,
        [LIFE_PROGRESS_REACHED] = LIFE_SAY_PROGRESS_PART,
        [LIFE_PROGRESS_BACK] = LIFE_SAY_PROGRESS_BACK,
        [LIFE_PROGRESS_HELD] = LIFE_SAY_PROGRESS_KEPT,
        [LIFE_PROGRESS_LOST] = LIFE_SAY_PROGRESS_LOST};
    bool way =
        p->state == LIFE_PROGRESS_UNDERWAY || p->state == LIFE_PROGRESS_REACHED;

    if (isnan(p->first))
        return counted(p);
    if (way && (isnan(p->low) || is_done(p)))
        return LIFE_SAY_PROGRESS_ALL;
    if (!way || !isnan(p->percent))
        return of[p->state];
    return is_bounded(p) ? LIFE_SAY_PROGRESS_RANGE : LIFE_SAY_PROGRESS_LEAST;
}

/* Rounded down, so that 100 is said of what is there alone. */
void lc_figures_progress(lc_buf *out, const lc_indicator *v, lc_lang lang)
{
    const lc_rule_progress *p = &v->progress;
    double low = isnan(p->percent) ? p->low : p->percent;
    amount first;
    char year[16], part[2][32];

    if (isnan(p->first) && !(p->state && low > 0))
        return;
    first = amount_of(v, p->first, lang);
    snprintf(year, sizeof year, "%d", p->first_year);
    snprintf(part[0], sizeof part[0], "%.10g", floor(low * 10 + 1e-6) / 10);
    snprintf(part[1], sizeof part[1], "%.10g", ceil(p->high * 10 - 1e-6) / 10);
    LC_SAY(out, lang, sentence(p), year, first.text, part[0], part[1]);
}
