/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/lex.h - the words of a filter.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FILTER_LEX_H
#define LIFECIRCLE_SRC_EXPORT_FILTER_LEX_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum lc_lex_kind {
    LIFE_LEX_END,
    LIFE_LEX_WORD,   /* a name or keyword as it stands, `text` */
    LIFE_LEX_QUOTED, /* a name in double quotes */
    LIFE_LEX_TEXT,   /* a text in single quotes, without them */
    LIFE_LEX_NUMBER,
    LIFE_LEX_MARK /* one of = <> < > <= >= ( ) , in `text` */
} lc_lex_kind;

typedef struct lc_lex {
    const char *start, *at; /* of the filter; behind the word */
    const char *word;       /* where the word begins */
    lc_arena *arena;        /* of texts and names */
    lc_lex_kind kind;
    const char *text;
    double number;
    size_t words; /* so far */
} lc_lex;

/* The next word; LIFE_ERR_PARSE where there is none of any kind,
 * LIFE_ERR_LIMIT, LIFE_ERR_NOMEM. */
lc_status lc_lex_next(lc_lex *l, lc_error *err);

/* Whether the word is this keyword, in any case, or this mark. */
bool lc_lex_is(const lc_lex *l, const char *keyword);

/* The word must be this keyword or mark; the next one then. */
lc_status lc_lex_take(lc_lex *l, const char *keyword, lc_error *err);

/* LIFE_ERR_PARSE of a place in the filter: "character 12, at "foo": WHAT". */
lc_status lc_lex_fail(const lc_lex *l, const char *at, lc_error *err,
                      const char *what, ...)
    __attribute__((format(printf, 4, 5)));

#endif
