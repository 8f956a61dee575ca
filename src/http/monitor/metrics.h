/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/metrics.h - counts of what was answered, for the operator.
 *
 * Threads: safe; counting is a few atomic additions.
 */
#ifndef LIFECIRCLE_SRC_HTTP_MONITOR_METRICS_H
#define LIFECIRCLE_SRC_HTTP_MONITOR_METRICS_H

#include "src/http/route/endpoint.h"

typedef struct lc_metrics lc_metrics;

lc_metrics *lc_metrics_new(void); /* NULL: no memory */
void lc_metrics_free(lc_metrics *m);

/* A row is a route's number, or one of these after them. */
enum {
    LIFE_ROW_FILES,
    LIFE_ROW_UNKNOWN, /* no such path */
    LIFE_ROW_REFUSED, /* by the guard, before any path */
    LIFE_ROWS_MORE
};
/* The route's path template, never what was asked. */
typedef struct lc_metrics_name {
    char text[80];
} lc_metrics_name;
lc_metrics_name lc_metrics_row_name(size_t row);

/* Why a request was turned away before its question was asked, or given up. */
typedef enum lc_rejection {
    LIFE_REJECT_MALFORMED,   /* the guard: no plain HTTP/1.1, or over a limit */
    LIFE_REJECT_HOST,        /* a name that this server does not answer for */
    LIFE_REJECT_CONNECTIONS, /* its address has too many of these open */
    LIFE_REJECT_REQUESTS,    /* or of these under way */
    LIFE_REJECT_TASKS,       /* or long answers being made */
    LIFE_REJECT_RATE,        /* or asks too often */
    LIFE_REJECT_GATE,        /* no worker had time for a long answer */
    LIFE_REJECT_SENDING,     /* too many bytes of answers are being sent */
    LIFE_REJECT_DEADLINE,    /* it was given up before it was made */
    LIFE_REJECT_DOWNLOAD,    /* it was not read within its time */
    LIFE_REJECT_CITY,        /* none is loaded */
    LIFE_REJECTIONS
} lc_rejection;

/* A response of `row`, how long it took to make, in microseconds, without its
 * sending, and the bytes of its body. */
void lc_metrics_add(lc_metrics *m, size_t row, unsigned status, uint64_t us,
                    uint64_t bytes);
void lc_metrics_reject(lc_metrics *m, lc_rejection why);
/* A request that came with X-Forwarded-For, from a proxy that is trusted or
 * not. */
void lc_metrics_forwarded(lc_metrics *m, bool trusted);
/* +1 for one that was opened, -1 for one that was closed. */
void lc_metrics_connections(lc_metrics *m, int change);
/* One that was made for another who asked the same. */
void lc_metrics_shared(lc_metrics *m);
/* One that was kept from another who asked the same before. */
void lc_metrics_repeated(lc_metrics *m);
/* Prometheus text format 0.0.4. */
void lc_metrics_write(lc_metrics *m, lc_buf *out);

#endif
