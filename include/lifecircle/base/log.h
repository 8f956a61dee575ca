/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/log.h - messages and progress, to standard error only.
 *
 * Layer:   base.
 * Threads: safe; a line is written whole.
 */
#ifndef LIFECIRCLE_BASE_LOG_H
#define LIFECIRCLE_BASE_LOG_H

#include <stdbool.h>
#include <stdint.h>

typedef enum lc_log_level {
    LIFE_LOG_ERROR,
    LIFE_LOG_WARN,
    LIFE_LOG_INFO,
    LIFE_LOG_DEBUG
} lc_log_level;

void lc_log_set_level(lc_log_level most); /* default LIFE_LOG_INFO */

/* "lifecircle: TEXT"; control bytes are replaced by '?'. Coordinates that a
 * visitor asked about must never be put here. */
void lc_log(lc_log_level level, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A progress bar on a terminal; elsewhere nothing, so that logs stay short.
 * `what` is a short phrase; done of total in any unit. Drawn at most ten
 * times a second; lc_progress_end() clears the line. */
void lc_progress(const char *what, uint64_t done, uint64_t total);
void lc_progress_end(void);
void lc_progress_quiet(bool quiet);

#endif
