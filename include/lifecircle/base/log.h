/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/log.h - messages and progress, to standard error only.
 *
 * Layer:   base.
 * Threads: safe; a line is written whole.
 */
#ifndef LIFECIRCLE_BASE_LOG_H
#define LIFECIRCLE_BASE_LOG_H

#include "lifecircle/base/buf.h"

#include <stdint.h>

typedef enum lc_log_level {
    LIFE_LOG_ERROR,
    LIFE_LOG_WARN,
    LIFE_LOG_INFO,
    LIFE_LOG_DEBUG
} lc_log_level;

typedef enum lc_log_form {
    LIFE_LOG_PLAIN, /* "lifecircle: TEXT" */
    LIFE_LOG_JSON   /* an object a line: time, level, message */
} lc_log_form;

void lc_log_set_level(lc_log_level most); /* default LIFE_LOG_INFO */
/* Both before there are threads. */
void lc_log_set_form(lc_log_form form); /* default LIFE_LOG_PLAIN */
lc_log_form lc_log_get_form(void);
/* "2026-11-29T18:05:00.123Z": now, in UTC. */
void lc_log_time(char out[32]);

/* What steers terminals is replaced by '?' (lc_utf8_blunt()). Coordinates that
 * a visitor asked about must never be put here. */
void lc_log(lc_log_level level, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A line that is an object of JSON already. */
void lc_log_object(lc_log_level level, const char *json);

/* How far a piece of work is. */
typedef struct lc_progress_now {
    const char *what; /* as lc_progress() was told */
    uint64_t done, total;
    uint64_t spent_ms; /* since it began; at least 1 */
} lc_progress_now;

/* Puts it in somebody's words, on one line. */
typedef void (*lc_progress_say)(lc_buf *out, const lc_progress_now *now);

/* From now on progress is shown in these words, if standard error is a
 * terminal; NULL, as in the beginning: nowhere. Then the line is wiped before a
 * signal ends the process (process/ending.h). */
void lc_progress_show(lc_progress_say in_words);
/* `what` is a short phrase that stays where it is; done of total in any unit,
 * from 0 on. Nothing is drawn in the first second, then ten times a second at
 * most, on a line that is drawn over: so it costs a loop nothing
 * worth counting. */
void lc_progress(const char *what, uint64_t done, uint64_t total);
/* Clears the line. */
void lc_progress_end(void);

#endif
