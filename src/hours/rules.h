/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/rules.h - opening hours as words (lex.c), as rules (parse.c,
 * days.c), and day by day (hours.c).
 *
 *      rule:   a set of days, a set of times, what holds then
 *      span:   minutes of the day on which it begins, up to 48:00
 *
 * Rules name their spans, dates and weeks by first place and count, in arrays
 * that all rules of a text share; nothing points into the text that was read.
 */
#ifndef LIFECIRCLE_SRC_HOURS_RULES_H
#define LIFECIRCLE_SRC_HOURS_RULES_H

#include "lifecircle/hours/calendar.h"
#include "lifecircle/hours/hours.h"

#include <stddef.h>

/* Room for any text that people write by hand: values of OpenStreetMap have
 * 255 characters at most, cells of tables seldom more. What is longer is
 * refused, never cut. The arrays are sized by these, so they also bound the
 * time. */
enum {
    LIFE_HOURS_MAX_BYTES = 1000,
    LIFE_HOURS_MAX_TOKENS = 512,
    LIFE_HOURS_MAX_RULES = 64,
    LIFE_HOURS_MAX_SPANS = 64,
    LIFE_HOURS_MAX_DATES = 64
};

/* ---- words ---- */

typedef enum lc_hours_word {
    LIFE_HOURS_END,
    LIFE_HOURS_DAYS,    /* value: a set of weekdays, bit 0 Monday */
    LIFE_HOURS_MONTH,   /* value: 1..12 */
    LIFE_HOURS_NUMBER,  /* value */
    LIFE_HOURS_TIME,    /* value: minutes */
    LIFE_HOURS_ALL_DAY, /* 00:00-24:00 */
    LIFE_HOURS_ALWAYS,  /* 24/7 */
    LIFE_HOURS_SUN,     /* sunrise, sunset, dawn, dusk */
    LIFE_HOURS_PUBLIC,  /* holidays */
    LIFE_HOURS_SCHOOL,
    LIFE_HOURS_WEEK,
    LIFE_HOURS_STATE, /* value: lc_hours_state */
    LIFE_HOURS_COMMENT,
    LIFE_HOURS_FALLBACK, /* || */
    LIFE_HOURS_SEASON,   /* value: the months that are surely in it, bit 1
                            January */
    LIFE_HOURS_USUAL,    /* open as on other days: 照常 */
    LIFE_HOURS_EXCEPT,   /* 除, of "除周一外" */
    LIFE_HOURS_OUTSIDE,  /* 外, of it */
    LIFE_HOURS_LAST,     /* the last entry, of "16:30停止入场" */
    LIFE_HOURS_NOTHING,  /* says nothing: "opening hours:" */
    LIFE_HOURS_MARK      /* value: one of - , ; : + [ ] ( ) / */
} lc_hours_word;

/* `at` and `len`: where it stands in the text, and of a comment what lies
 * between its quotes; `len` is 0 of all others. */
typedef struct lc_hours_token {
    lc_hours_word word;
    int value;
    const char *at; /* in the text */
    size_t len;
    bool halved;  /* a time of which is said which half of the day it is in */
    bool workday; /* days that move with the calendar: 工作日 */
    bool except;  /* closed, of an exception: 除外 */
} lc_hours_token;

/* ---- rules ---- */

/* Minutes of the day, `from` counts and `to` doesn't. `from` < 24:00; `to` up
 * to 48:00 where it runs past midnight. */
typedef struct lc_hours_span {
    int from, to; /* to > from */
    bool unknown;
} lc_hours_span;

typedef struct lc_hours_dates { /* a range, both ends in it */
    int from_year, to_year;     /* 0: every year */
    int from, to;               /* month * 32 + day; from > to: over New Year */
} lc_hours_dates;

/* Weeks of ISO 8601, 1 to 53, both ends in it; every `step`-th from `from`
 * on. */
typedef struct lc_hours_weeks {
    int from, to, step;
} lc_hours_weeks;

typedef enum lc_hours_join { /* to the rules before it */
                             LIFE_HOURS_REPLACES,
                             LIFE_HOURS_ADDS,
                             LIFE_HOURS_ELSE
} lc_hours_join;

typedef struct lc_hours_rule {
    lc_hours_join join;
    lc_hours_state state;
    bool has_state;
    bool dated;    /* has any selector of days */
    bool doubtful; /* times alone behind dated rules: see hours.c */
    bool holiday;  /* for public holidays alone */
    bool or_holiday, in_school_holidays, or_school_holidays;
    bool workdays;   /* days are Monday to Friday as the calendar shifts them */
    bool usual;      /* says that it is open, not when: see daily.c */
    uint16_t season; /* the months surely in it; 0: all the year */
    uint8_t days;    /* 0: every day */
    uint16_t nth[7]; /* bits 0-4: 1st to 5th, 5-9: last to 5th last; 0: all */
    size_t span_first, span_count;
    size_t dates_first, dates_count, years_first, years_count;
    size_t weeks_first, weeks_count;
    const char *comment; /* NULL: none */
} lc_hours_rule;

/* What is guessed of a day where it isn't known, a bit each. All that are in
 * doubt are tried both ways: what all agree on is certain. */
enum {
    LIFE_GUESS_SCHOOL = 1,  /* it is in the school holidays */
    LIFE_GUESS_HOLIDAY = 2, /* it is a public holiday */
    LIFE_GUESS_WORKED = 4,  /* it is a weekend day that is worked */
    LIFE_GUESS_SUMMER = 8,  /* summer hours hold */
    LIFE_GUESS_ALL = 15,
    LIFE_GUESS_PLAIN = 16 /* the week as written: no calendar is asked */
};

struct lc_hours {
    size_t rule_count, span_count, dates_count, weeks_count, edge_count;
    bool public_off, public_other, school, seasonal, monthly;
    bool open_rest;  /* where no rule says open, it isn't known */
    unsigned doubts; /* what its answers may hang on */
    const lc_hours_calendar *calendar; /* NULL: none is known */
    lc_hours_rule *rule;
    lc_hours_span *span;
    lc_hours_dates *dates; /* of years too */
    lc_hours_weeks *weeks;
    int *edge; /* where a span begins or ends, 0 and 24:00, rising */
};

#endif
