/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/words.c - see words.h.
 */
#include "lifecircle/words/words.h"

#include "lifecircle/words/say.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/pace.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Rounded to the nearest of eight; 360 is north again. */
const char *lc_words_compass(double bearing_deg, lc_lang lang)
{
    static const lc_sentence names[] = {LIFE_SAY_NORTH, LIFE_SAY_NORTH_EAST,
                                        LIFE_SAY_EAST,  LIFE_SAY_SOUTH_EAST,
                                        LIFE_SAY_SOUTH, LIFE_SAY_SOUTH_WEST,
                                        LIFE_SAY_WEST,  LIFE_SAY_NORTH_WEST};

    return lc_say_text(lang, names[(int)(bearing_deg / 45 + 0.5) % 8]);
}

/* Groups of three and a point, as Chinese and English both write numbers. */
void lc_words_number(lc_buf *out, double v, int decimals)
{
    lc_buf plain = {0};
    const char *s;
    size_t digits;

    lc_buf_double(&plain, v, decimals);
    s = plain.data ? plain.data : "";
    if (*s == '-')
        lc_buf_puts(out, "\xE2\x88\x92"), s++; /* a minus sign */
    digits = strspn(s, "0123456789");
    for (size_t i = 0; i < digits; i++) {
        lc_buf_putc(out, s[i]);
        if (i + 1 < digits && (digits - i - 1) % 3 == 0)
            lc_buf_putc(out, ',');
    }
    lc_buf_puts(out, s + digits);
    lc_buf_free(&plain);
}

void lc_words_distance(lc_buf *out, double metres, lc_lang lang)
{
    /* from where metres would be rounded to 1000 */
    bool far = metres >= 999.5;
    char number[32];

    if (far)
        snprintf(number, sizeof number, "%.1f", metres / 1000);
    else
        snprintf(number, sizeof number, "%.0f", metres < 1 ? 1 : metres);
    LC_SAY(out, lang, far ? LIFE_SAY_KILOMETRES : LIFE_SAY_METRES, number);
}

/* Up, so that "15 min" is never said of what takes longer than 15. */
void lc_words_minutes(lc_buf *out, uint32_t ms, lc_lang lang)
{
    uint32_t minutes = (ms + 59999) / 60000;
    char number[16];

    snprintf(number, sizeof number, "%" PRIu32, minutes > 1 ? minutes : 1);
    LC_SAY(out, lang, LIFE_SAY_MINUTES, number);
}

const char *lc_words_mode(const lc_world *w, uint32_t pace, lc_lang lang)
{
    const lc_world_mode *m = lc_world_mode_at(w, lc_world_pace(w, pace)->mode);

    return lang == LIFE_LANG_ZH ? m->by_zh : m->by_en;
}

const char *lc_words_walk(const lc_world *w, uint32_t pace, lc_lang lang)
{
    return lc_world_pace(w, pace)->mode == lc_world_pace(w, 0)->mode
               ? lc_say_text(lang, LIFE_SAY_WALK_COLUMN)
               : lc_words_mode(w, pace, lang);
}

void lc_words_going(lc_buf *out, const lc_world *w, uint32_t pace, lc_lang lang)
{
    const lc_pace *p = lc_world_pace(w, pace);
    const char *by = lc_words_mode(w, pace, lang);

    if (pace && p->mode == lc_world_pace(w, 0)->mode)
        LC_SAY(out, lang, LIFE_SAY_GOING_AS, by,
               lang == LIFE_LANG_ZH ? p->name_zh : p->name_en);
    else
        lc_buf_puts(out, by);
}

/* Whole people, up: what is lacking is not told smaller than it is. Lengths and
 * areas are rounded as sums are, so that no part is told larger than these. */
void lc_words_amount(lc_buf *out, int64_t thousandths, lc_home_kind kind,
                     lc_lang lang)
{
    static const lc_sentence names[LIFE_HOMES_KINDS] = {
        [LIFE_HOMES_RESIDENTS] = LIFE_SAY_REPORT_PEOPLE,
        [LIFE_HOMES_FLOOR_AREA] = LIFE_SAY_REPORT_FLOOR,
        [LIFE_HOMES_STREET] = LIFE_SAY_REPORT_STREET};

    int64_t up = kind == LIFE_HOMES_RESIDENTS ? 999 : 500;
    int64_t whole = (thousandths + up) / 1000;

    lc_words_number(out, (double)whole, 0);
    if (kind == LIFE_HOMES_UNTOLD)
        return;
    lc_buf_puts(out, lang == LIFE_LANG_ZH ? "" : " ");
    lc_buf_puts(out, lc_say_text(lang, names[kind]));
}

const char *lc_words_of(lc_home_kind kind, lc_lang lang)
{
    static const lc_sentence names[LIFE_HOMES_KINDS] = {
        [LIFE_HOMES_RESIDENTS] = LIFE_SAY_REPORT_OF_RESIDENTS,
        [LIFE_HOMES_FLOOR_AREA] = LIFE_SAY_REPORT_OF_FLOOR,
        [LIFE_HOMES_STREET] = LIFE_SAY_REPORT_OF_STREET};

    return kind == LIFE_HOMES_UNTOLD ? "" : lc_say_text(lang, names[kind]);
}

/* A city whose homes have no weight (none were found) says nothing. */
const char *lc_words_weight(lc_home_kind kind, lc_lang lang)
{
    static const lc_sentence names[LIFE_HOMES_KINDS] = {
        [LIFE_HOMES_RESIDENTS] = LIFE_SAY_CELL_RESIDENTS,
        [LIFE_HOMES_FLOOR_AREA] = LIFE_SAY_CELL_FLOOR_AREA,
        [LIFE_HOMES_STREET] = LIFE_SAY_CELL_STREETS};

    if (kind == LIFE_HOMES_UNTOLD)
        return "";
    return lc_say_text(lang, names[kind]);
}

const char *lc_words_cause(lc_cause cause, lc_lang lang)
{
    static const lc_sentence names[LIFE_CAUSE_COUNT] = {
        [LIFE_CAUSE_FAR] = LIFE_SAY_CELL_FAR,
        [LIFE_CAUSE_BARRIER] = LIFE_SAY_CELL_BARRIER,
        [LIFE_CAUSE_CLOSED] = LIFE_SAY_CELL_CLOSED};

    return lc_say_text(lang, names[cause]);
}

const char *lc_words_gap_barrier(lc_gap_barrier_kind kind, lc_lang lang)
{
    static const lc_sentence names[LIFE_GAP_BARRIER_KINDS] = {
        [LIFE_GAP_BARRIER_WATER] = LIFE_SAY_CELL_BARRIER_WATER,
        [LIFE_GAP_BARRIER_RAILWAY] = LIFE_SAY_CELL_BARRIER_RAILWAY,
        [LIFE_GAP_BARRIER_ROAD] = LIFE_SAY_CELL_BARRIER_ROAD,
        [LIFE_GAP_BARRIER_COMPOUND] = LIFE_SAY_CELL_BARRIER_COMPOUND,
        [LIFE_GAP_BARRIER_WALL] = LIFE_SAY_CELL_BARRIER_WALL,
        [LIFE_GAP_BARRIER_CROSSING] = LIFE_SAY_CELL_BARRIER_CROSSING,
        [LIFE_GAP_BARRIER_BUILDING] = LIFE_SAY_CELL_BARRIER_BUILDING,
        [LIFE_GAP_BARRIER_WAY] = LIFE_SAY_CELL_BARRIER_WAY};

    return lc_say_text(lang, names[kind]);
}

/* LIFE_EQUITY_KNOWN has no word: there is a figure then. */
const char *lc_words_why(lc_equity_why why, lc_lang lang)
{
    static const lc_sentence names[LIFE_EQUITY_WHY_COUNT] = {
        [LIFE_EQUITY_EMPTY] = LIFE_SAY_EQUITY_EMPTY,
        [LIFE_EQUITY_NEGATIVE] = LIFE_SAY_EQUITY_NEGATIVE,
        [LIFE_EQUITY_ZERO] = LIFE_SAY_EQUITY_ZERO,
        [LIFE_EQUITY_BOTTOM] = LIFE_SAY_EQUITY_BOTTOM,
        [LIFE_EQUITY_NO_FIGURE] = LIFE_SAY_EQUITY_NO_FIGURE};

    return lc_say_text(lang, names[why]);
}

const char *lc_words_system(lc_crs_degrees of, lc_lang lang)
{
    static const lc_sentence names[LIFE_DEGREES_COUNT] = {
        [LIFE_DEGREES_WGS84] = LIFE_SAY_CRS_WGS84,
        [LIFE_DEGREES_GCJ02] = LIFE_SAY_CRS_GCJ02,
        [LIFE_DEGREES_BD09] = LIFE_SAY_CRS_BD09};

    return lc_say_text(lang, names[of]);
}
