/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/error.h - how a call says that it failed.
 *
 * Layer:   base.
 * Threads: an lc_error belongs to one caller.
 */
#ifndef LIFECIRCLE_BASE_ERROR_H
#define LIFECIRCLE_BASE_ERROR_H

#include <stdint.h>

/* X(code, text): the only list of codes; enum, names and tests come from it. */
#define LIFE_STATUS_MAP(X)                                                     \
    X(LIFE_OK, "success")                                                      \
    X(LIFE_ERR_NOMEM, "out of memory")                                         \
    X(LIFE_ERR_USAGE, "the command or request is not understood")              \
    X(LIFE_ERR_RANGE, "a value is outside its allowed range")                  \
    X(LIFE_ERR_NOT_FOUND, "no such thing")                                     \
    X(LIFE_ERR_PARSE, "input is malformed")                                    \
    X(LIFE_ERR_LIMIT, "a compiled-in limit is exceeded")                       \
    X(LIFE_ERR_IO, "input or output failed")                                   \
    X(LIFE_ERR_DB, "the database refused")                                     \
    X(LIFE_ERR_BUSY, "another process holds the lock")                         \
    X(LIFE_ERR_STATE, "call made in the wrong order")

/* clang-format off */
typedef enum lc_status {
#define LIFE_X(code, text) code,
    LIFE_STATUS_MAP(LIFE_X)
#undef LIFE_X
    LIFE_STATUS_COUNT /* not a status */
} lc_status;
/* clang-format on */

/* Lives on the caller's stack; needs no freeing. Start with `= {0}`. */
typedef struct lc_error {
    lc_status status;
    uint32_t line;      /* 1-based; 0 when the source has no lines */
    char source[128];   /* file or table; a long name keeps its tail */
    char parameter[48]; /* the option or query parameter at fault, or "" */
    char text[1024];    /* one sentence, no full stop, no newline */
} lc_error;

/* The text of LIFE_STATUS_MAP; "unknown status" for anything else. */
const char *lc_status_text(lc_status st);

/* Records a failure and returns `st`, so a caller can `return lc_fail(...)`.
 * `err` may be NULL. An error already recorded is kept: first failure wins.
 * Control bytes in the text are replaced by '?'. */
lc_status lc_fail(lc_error *err, lc_status st, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* As lc_fail, naming the option or query parameter at fault. */
lc_status lc_fail_param(lc_error *err, lc_status st, const char *parameter,
                        const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* LIFE_ERR_NOMEM, "no memory for WHAT": what it was wanted for, with its
 * article ("the units"). Does not allocate. */
lc_status lc_no_memory(lc_error *err, const char *what);

/* Adds where the fault lies (file and 1-based line, 0: none) to an error that
 * has no source yet, and returns its status. `err` may be NULL. */
lc_status lc_fail_at(lc_error *err, lc_status st, const char *source,
                     uint32_t line);

/* Passes on a failure that was recorded elsewhere, with all it says, and
 * returns its status. `err` may be NULL; an error already recorded is kept. */
lc_status lc_fail_as(lc_error *err, const lc_error *first);
/* Names the parameter at fault where none is named yet; LIFE_OK names none. */
lc_status lc_fail_blame(lc_error *err, lc_status st, const char *parameter);

/* An analyser (clang's, or gcc's by `make analyze`) sees one file at a time,
 * and must be told what is returned. */
#if defined(__clang_analyzer__) || defined(LIFE_ANALYZE)
#define lc_fail(err, st, ...) ((lc_fail)(err, st, __VA_ARGS__), (st))
#define lc_fail_param(err, st, ...)                                            \
    ((lc_fail_param)(err, st, __VA_ARGS__), (st))
#define lc_no_memory(err, what) ((lc_no_memory)(err, what), LIFE_ERR_NOMEM)
#endif

#endif
