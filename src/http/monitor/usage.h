/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/usage.h - what the process takes of its machine, under the
 * names that Prometheus's own clients give it (process_...).
 */
#ifndef LIFECIRCLE_SRC_HTTP_MONITOR_USAGE_H
#define LIFECIRCLE_SRC_HTTP_MONITOR_USAGE_H

#include "lifecircle/base/buf.h"

#include <stdint.h>

typedef struct lc_usage {
    int memory_fd;    /* /proc/self/statm; -1: there is none */
    uint64_t start_s; /* since 1970 */
} lc_usage;

/* Once, while files may still be opened: a sandbox forbids it later. */
void lc_usage_open(lc_usage *u);
void lc_usage_close(lc_usage *u);
/* Memory is left out where the kernel doesn't tell it. */
void lc_usage_write(const lc_usage *u, lc_buf *out);

#endif
