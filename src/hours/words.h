/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/words.h - looking a word of opening hours up.
 *
 * Cost:    a run through a list of some hundred words, no memory.
 * Threads: pure; the words never change once they are read.
 */
#ifndef LIFECIRCLE_SRC_HOURS_WORDS_H
#define LIFECIRCLE_SRC_HOURS_WORDS_H

#include "lifecircle/hours/words.h"
#include "src/hours/rules.h"

/* What a word says that is no token by itself. They are asked for as ranges,
 * so CLOCK and HOUR, AM and PM, MONTH and DAY stay side by side. */
typedef enum lc_hours_hint {
    LIFE_HINT_NONE,
    LIFE_HINT_SPACE,     /* like a blank */
    LIFE_HINT_MORNING,   /* the times behind it are before noon */
    LIFE_HINT_AFTERNOON, /* and after it */
    LIFE_HINT_LATER,    /* an end behind an afternoon's begin: 12 is midnight */
    LIFE_HINT_NOON,     /* 中午: 11:30 is before it, 1:00 after it */
    LIFE_HINT_EVENING,  /* 晚: 12 is midnight, and 2:00 the next morning */
    LIFE_HINT_NIGHT,    /* 凌晨: 12 is 0:00 */
    LIFE_HINT_NEXT_DAY, /* 次日: a day later */
    LIFE_HINT_CLOCK,    /* "8:30": minutes must follow */
    LIFE_HINT_HOUR,     /* "8点": minutes may follow */
    LIFE_HINT_MINUTE,   /* "30分" */
    LIFE_HINT_HALF,     /* "8点半" */
    LIFE_HINT_AM,
    LIFE_HINT_PM,
    LIFE_HINT_MONTH,    /* "3月": the number before it is a month's */
    LIFE_HINT_DAY,      /* "15日": passed over */
    LIFE_HINT_NUMERAL,  /* 三, of "周一、三": its value is a weekday */
    LIFE_HINT_WORKDAYS, /* days that the calendar shifts */
    LIFE_HINT_EXCEPT    /* 除外: not that, of whatever stands before */
} lc_hours_hint;

/* `text` is the table's, and lives as long as the words do. */
typedef struct lc_hours_known { /* a row of the table */
    const char *text;
    size_t len;
    lc_hours_word word;
    int value; /* as lc_hours_token's */
    lc_hours_hint hint;
} lc_hours_known;

/* The word that `len` letters at `s` are, whatever their case; NULL: none. */
const lc_hours_known *lc_hours_words_whole(const lc_hours_words *w,
                                           const char *s, size_t len);
/* The first in the table that `s` begins with and that isn't made of letters;
 * NULL: none. */
const lc_hours_known *lc_hours_words_begin(const lc_hours_words *w,
                                           const char *s);
/* The first that belongs to a number and that `s`, which stands behind one,
 * begins with; `least` and `most` say which hints. NULL: none. */
const lc_hours_known *lc_hours_words_behind(const lc_hours_words *w,
                                            const char *s, lc_hours_hint least,
                                            lc_hours_hint most);

#endif
