/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/access_log.h - one line for each request, in the log's form
 * (lifecircle/base/log.h). The route's template, never the target: a
 * coordinate asked about is most often somebody's home. No address, no
 * User-Agent, no Referer.
 *
 *      TIME ID METHOD ROUTE STATUS N bytes N us GENERATION
 */
#ifndef LIFECIRCLE_SRC_HTTP_MONITOR_ACCESS_LOG_H
#define LIFECIRCLE_SRC_HTTP_MONITOR_ACCESS_LOG_H

#include "src/http/http.h"

typedef struct lc_access {
    uint64_t id; /* that of problem documents (instance) */
    lc_method method;
    const char *city, *base; /* "" of one alone, or of none */
    size_t row;              /* of the metrics */
    unsigned status;
    size_t bytes;           /* of the body */
    uint64_t us;            /* from its header to its answer */
    const char *generation; /* "": no city was asked */
} lc_access;

void lc_access_log_write(const lc_access *a);

#endif
