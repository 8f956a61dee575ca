/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/hours_rules.h - opening hours as words (hours_lex.c), as rules
 * (hours_parse.c), and day by day (hours.c).
 *
 *      rule:   a set of days, a set of times, what holds then
 *      span:   minutes of the day on which it begins, up to 48:00
 */
#ifndef LIFECIRCLE_SRC_BASE_HOURS_RULES_H
#define LIFECIRCLE_SRC_BASE_HOURS_RULES_H

#include "lifecircle/base/hours.h"

#include <stddef.h>

enum {
    HOURS_MAX_BYTES = 1000,
    HOURS_MAX_TOKENS = 512,
    HOURS_MAX_RULES = 64,
    HOURS_MAX_SPANS = 64,
    HOURS_MAX_DATES = 64
};

/* ---- words ---- */

typedef enum hours_word {
    HOURS_END,
    HOURS_DAYS,    /* value: a set of weekdays, bit 0 Monday */
    HOURS_MONTH,   /* value: 1..12 */
    HOURS_NUMBER,  /* value */
    HOURS_TIME,    /* value: minutes */
    HOURS_ALL_DAY, /* 00:00-24:00 */
    HOURS_ALWAYS,  /* 24/7 */
    HOURS_SUN,     /* sunrise, sunset, dawn, dusk */
    HOURS_PUBLIC,  /* holidays */
    HOURS_SCHOOL,
    HOURS_WEEK,
    HOURS_STATE, /* value: lc_hours_state */
    HOURS_COMMENT,
    HOURS_FALLBACK, /* || */
    HOURS_NOTHING,  /* says nothing: "opening hours:" */
    HOURS_MARK      /* value: one of - , ; : + [ ] / */
} hours_word;

typedef struct hours_token {
    hours_word word;
    int value;
    const char *at; /* in the text */
    size_t len;
} hours_token;

/* Words of a text, the last of them HOURS_END; *count is without it. */
lc_status hours_lex(const char *text, hours_token out[HOURS_MAX_TOKENS],
                    lc_error *err);
lc_status hours_unread(const char *at, lc_error *err);

/* ---- rules ---- */

typedef struct hours_span {
    int from, to; /* to > from */
    bool unknown;
} hours_span;

typedef struct hours_dates { /* a range, both ends in it */
    int from_year, to_year;  /* 0: every year */
    int from, to;            /* month * 32 + day; from > to: over New Year */
} hours_dates;

typedef struct hours_weeks {
    int from, to, step;
} hours_weeks;

typedef enum hours_join { /* to the rules before it */
                          HOURS_REPLACES,
                          HOURS_ADDS,
                          HOURS_ELSE
} hours_join;

typedef struct hours_rule {
    hours_join join;
    lc_hours_state state;
    bool has_state;
    bool dated;    /* has any selector of days */
    bool doubtful; /* times alone behind dated rules: see hours.c */
    bool holiday;  /* for public holidays alone */
    bool or_holiday, in_school_holidays, or_school_holidays;
    uint8_t days;    /* 0: every day */
    uint16_t nth[7]; /* bits 0-4: 1st to 5th, 5-9: last to 5th last; 0: all */
    size_t span_first, span_count;
    size_t dates_first, dates_count, years_first, years_count;
    size_t weeks_first, weeks_count;
    const char *comment; /* NULL: none */
} hours_rule;

struct lc_hours {
    size_t rule_count, span_count, dates_count, weeks_count, edge_count;
    bool public_off, public_other, school, seasonal, monthly;
    hours_rule *rule;
    hours_span *span;
    hours_dates *dates; /* of years too */
    hours_weeks *weeks;
    int *edge; /* where a span begins or ends, 0 and 24:00, rising */
};

/* The rules that hold on a day, in order. */
typedef struct hours_day {
    const lc_hours *h;
    const hours_rule *rule[HOURS_MAX_RULES];
    size_t count;
} hours_day;

void hours_day_of(const lc_hours *h, int64_t number, bool school,
                  hours_day *out);
/* What they say of a minute, 0..2879 from the day's begin; *cut (may be NULL):
 * a rule says closed of that very time. */
lc_hours_state hours_day_at(const hours_day *d, int minute, bool *cut);

#endif
