/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/parser.h - rules being read from words: what the readers of
 * days (days.c) and of all else (parse.c) share.
 *
 * What has been read so far fills the arrays from their beginning. A rule
 * names its parts by their first place and their count, so they stand side by
 * side. Of nine kilobytes: it belongs on the heap.
 */
#ifndef LIFECIRCLE_SRC_HOURS_PARSER_H
#define LIFECIRCLE_SRC_HOURS_PARSER_H

#include "src/hours/lex.h"

typedef struct lc_hours_parser {
    const lc_hours_token *t; /* the next word */
    size_t rules, spans, dates, weeks;
    lc_hours_rule rule[LIFE_HOURS_MAX_RULES];
    lc_hours_span span[LIFE_HOURS_MAX_SPANS];
    lc_hours_dates date[LIFE_HOURS_MAX_DATES];
    lc_hours_weeks week[LIFE_HOURS_MAX_DATES];
    const lc_hours_calendar *calendar;
    lc_arena *arena;
    lc_error *err;
} lc_hours_parser;

static inline bool lc_hours_is_mark(const lc_hours_token *t, int mark)
{
    return t->word == LIFE_HOURS_MARK && t->value == mark;
}

/* Moves on behind the mark where there is one, else stays. */
static inline bool lc_hours_take_mark(lc_hours_parser *p, int mark)
{
    if (!lc_hours_is_mark(p->t, mark))
        return false;
    p->t++;
    return true;
}

/* It ends where nothing can be read. */
static inline lc_status lc_hours_stop(const lc_hours_parser *p)
{
    return lc_hours_lex_unread(p->t->at, p->err);
}

static inline lc_status lc_hours_too_many(const lc_hours_parser *p,
                                          const char *what)
{
    return lc_fail(p->err, LIFE_ERR_LIMIT, "opening hours have too many %s",
                   what);
}

#endif
