/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_words.c - what people write in a cell, a tag or a parameter:
 * hours, numbers, dates, codes, positions.
 */
#include "fuzz.h"
#include "lifecircle/base/arena.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/base/zone.h"
#include "lifecircle/geo/typed.h"
#include "lifecircle/hours/conditional.h"
#include "lifecircle/words/hours.h"
#include "lifecircle/world/names/fold.h"
#include "src/import/record/place/position.h"
#include "src/import/record/words/code.h"
#include "src/import/record/words/column_words.h"
#include "src/import/record/words/date.h"
#include "src/import/record/words/measure.h"
#include "src/import/record/words/number.h"
#include "src/import/table/cell.h"
#include "src/world/facilities/attributes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MUST(condition)                                                        \
    if (!(condition))                                                          \
    abort()

/* ---- opening hours ---- */

static lc_hours_words *words;
static lc_hours_calendar *calendar;

static void open_words(void)
{
    MUST(words || (!lc_hours_words_open(&words, NULL) &&
                   !lc_hours_calendar_open("Asia/Shanghai", &calendar, NULL)));
}

/* Two bytes say the day, another the time of it: of 1990 to 2169. */
static lc_local time_of(const uint8_t *data)
{
    return ((lc_local)(data[0] | data[1] << 8) + 7305) * LIFE_DAY_MIN +
           data[2] * 1439 / 255;
}

/* A state holds until the minute that it is said to, and no longer. */
static void check_change(const lc_hours *h, lc_local t)
{
    lc_hours_state now = lc_hours_at(h, t), until;
    lc_local end, same;

    if (!lc_hours_change(h, t, &end))
        return;
    MUST(end > t && lc_hours_at(h, end) != now &&
         lc_hours_at(h, end - 1) == now);
    MUST(lc_hours_until(h, t, &until, &same) && until == now && same == end);
}

void lct_fuzz_hours(const uint8_t *data, size_t len)
{
    lc_arena *arena = lc_arena_new(0);
    const lc_hours *h = NULL;
    lc_buf said[LIFE_LANG_COUNT] = {{0}};
    lc_error err = {0};
    char *text;
    lc_local t;

    open_words();
    if (len < 4) {
        lc_arena_free(arena);
        return;
    }
    t = time_of(data);
    text = lct_fuzz_text(data + 4, len - 4);
    lc_utf8_mend(text); /* as whoever reads a cell or a tag has done */
    lct_fuzz_told((int)lc_hours_parse(words, data[3] & 1 ? calendar : NULL,
                                      arena, text, &h, &err),
                  &err);
    if (h) {
        lc_hours_state at = lc_hours_at(h, t), day = lc_hours_day(h, t);

        MUST(at != LIFE_HOURS_OPEN || day == LIFE_HOURS_OPEN);
        MUST(at != LIFE_HOURS_UNKNOWN || day != LIFE_HOURS_CLOSED);
        check_change(h, t);
        lc_hours_texts(h, t, said);
        for (int i = 0; i < LIFE_LANG_COUNT; i++) {
            MUST(!said[i].data ||
                 lc_utf8_valid(said[i].data, said[i].len) == said[i].len);
            lc_buf_free(&said[i]);
        }
    }
    lc_arena_free(arena);
    free(text);
}

void lct_fuzz_conditional(const uint8_t *data, size_t len)
{
    lc_arena *arena = lc_arena_new(0);
    const lc_conditional *c = NULL;
    lc_conditional_clause clause;
    lc_error err = {0};
    const char *at;
    char *text;
    bool readable;

    open_words();
    if (len < 3) {
        lc_arena_free(arena);
        return;
    }
    at = text = lct_fuzz_text(data + 3, len - 3);
    lc_utf8_mend(text);
    while (lc_conditional_next(&at, &clause)) {
        MUST(clause.value >= text && clause.value_len <= strlen(text));
        MUST(!clause.hours_len ||
             (clause.hours >= text &&
              clause.hours + clause.hours_len <= text + strlen(text)));
        MUST(!lc_conditional_readable(words, &clause, &readable, NULL));
    }
    lct_fuzz_told(
        (int)lc_conditional_parse(words, calendar, arena, text, &c, &err),
        &err);
    if (c) {
        lc_local t = time_of(data);

        MUST(lc_conditional_at(c, t) != LIFE_HOURS_OPEN ||
             lc_conditional_day(c, t) == LIFE_HOURS_OPEN);
    }
    lc_arena_free(arena);
    free(text);
}

/* ---- cells and parameters ---- */

static void read_numbers(const char *s)
{
    double x = 0, y = 0;
    uint64_t u;
    int64_t i;

    MUST(!lc_parse_decimal(s, &x) || isfinite(x));
    MUST(!lc_parse_pair(s, &x, &y) || (isfinite(x) && isfinite(y)));
    MUST(!lc_parse_uint(s, 1000, &u) || u <= 1000);
    MUST(!lc_parse_int(s, -5, 5, &i) || (i >= -5 && i <= 5));
    MUST(!lc_number_parse(s, &x) || isfinite(x));
    MUST(!lc_number_people(s, &x) || (x >= 0 && x <= LIFE_PEOPLE_MAX));
    MUST(!lc_number_year(s, &i) || (i >= 1000 && i <= 9999));
}

/* What a date is read as is one that is read as itself. */
static void read_dates(const char *s)
{
    char date[16], again[16];
    lc_zone zone;

    if (lc_date_parse(s, date))
        MUST(lc_date_is_plain(date) && lc_date_parse(date, again) &&
             !strcmp(date, again));
    if (lc_date_is_plain(s))
        lc_date_is_future(s);
    if (!lc_zone_parse(s, &zone, NULL))
        for (int64_t at = 0; at < INT64_C(4000000000); at += 500000001)
            lc_zone_local(&zone, at);
}

static void read_positions(const char *s)
{
    char lon[LIFE_POSITION_BYTES], lat[LIFE_POSITION_BYTES];
    static lc_datum datum;
    static bool is_open;
    lc_typed typed;
    lc_pt pt;

    MUST(is_open || !lc_datum_open(NULL, &datum, NULL));
    is_open = true;
    if (lc_position_split(s, lon, lat))
        lc_position_parse(&datum, lon, lat, &pt, NULL);
    if (lc_position_split_latlon(s, lon, lat))
        lc_position_parse(&datum, lon, lat, &pt, NULL);
    for (lc_crs_degrees d = 0; d < 3; d++)
        if (lc_typed_read(s, d, &typed))
            for (int i = 0; i < typed.count; i++)
                MUST(lc_lonlat_valid(typed.at[i]));
}

static void read_words(const char *s, lc_arena *arena)
{
    static lc_cell_words cells;
    static lc_column_words columns;
    const char *code, *folded;
    char band[LIFE_BAND_BYTES], member[64];
    lc_buf fold = {0};
    lc_lang lang;
    double x;

    MUST(cells.table || (!lc_cell_words_open(&cells, NULL) &&
                         !lc_column_words_open(&columns, NULL)));
    lc_measure_read(&cells, "count", s, &x);
    lc_measure_read(&cells, "area_m2", s, &x);
    lc_cell_words_find(&cells, "status", s, "");
    lc_column_words_band(&columns, s, band);
    lc_lang_parse(s, &lang);
    MUST(lc_code_mend(arena, s, &code, NULL) || code);
    lc_attribute_member(s, "beds", member, sizeof member);
    lc_cell_fold(s, strlen(s), &fold);
    lc_buf_free(&fold);
    folded = lc_fold_name(arena, s);
    MUST(!folded || lc_utf8_valid(folded, strlen(folded)) == strlen(folded));
    lc_fold_bare(arena, s);
}

enum { LONGEST = 96 };

/* Every reader of one short text, one after another. Cells are UTF-8 by then,
 * of numbers nobody says so. */
void lct_fuzz_values(const uint8_t *data, size_t len)
{
    char *text = lct_fuzz_text(data, len < LONGEST ? len : LONGEST);
    lc_arena *arena = lc_arena_new(0);

    read_numbers(text);
    lc_utf8_mend(text);
    MUST(lc_utf8_valid(text, strlen(text)) == strlen(text));
    read_numbers(text);
    read_dates(text);
    read_positions(text);
    read_words(text, arena);
    lc_utf8_width(text);
    lc_utf8_blunt(text);
    MUST(lc_utf8_valid(text, strlen(text)) == strlen(text));
    lc_arena_free(arena);
    free(text);
}
