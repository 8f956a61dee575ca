/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/exposition.h - the lines of Prometheus's text format 0.0.4.
 * A name has its help and its type once, then all its values together.
 */
#ifndef LIFECIRCLE_SRC_HTTP_MONITOR_EXPOSITION_H
#define LIFECIRCLE_SRC_HTTP_MONITOR_EXPOSITION_H

#include "lifecircle/base/buf.h"

#include <stdint.h>

/* `kind` is "gauge", "counter" or "histogram"; `help` one line without a
 * backslash. */
void lc_exposition_head(lc_buf *out, const char *name, const char *kind,
                        const char *help);
/* `labels` in their braces, or "". */
void lc_exposition_value(lc_buf *out, const char *name, const char *labels,
                         uint64_t value);
/* The same of what has a fraction: seconds, to the millionth. */
void lc_exposition_real(lc_buf *out, const char *name, const char *labels,
                        double value);
/* A name with one value and no labels: the head and the line. */
void lc_exposition_gauge(lc_buf *out, const char *name, const char *help,
                         uint64_t value);
void lc_exposition_counter(lc_buf *out, const char *name, const char *help,
                           uint64_t value);

#endif
