/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/metrics.c - see metrics.h.
 */
#include "src/http/monitor/metrics.h"

#include "lifecircle/base/mem.h"
#include "src/http/monitor/exposition.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>

/* All that the server gives; what would be another one counts as the last. */
static const unsigned statuses[] = {200, 204, 304, 400, 404, 405,
                                    411, 413, 414, 415, 421, 429,
                                    431, 499, 500, 501, 503, 505};
enum { STATUSES = sizeof statuses / sizeof *statuses };

/* Upper ends in microseconds; the last bucket has none. From an answer out of
 * memory (100 us) to the deadline of one that a worker makes (30 s). They stay
 * as they are: sums over time and over servers need the same ends. */
static const uint64_t bucket_us[] = {
    100,   250,    500,    1000,    2500,    5000,     10000,   25000,
    50000, 100000, 250000, 1000000, 2500000, 10000000, 30000000};
enum { BUCKETS = sizeof bucket_us / sizeof *bucket_us };

/* Additions without order between them: a reading may see a request in one sum
 * and not yet in another, which Prometheus expects. */
typedef struct counts {
    atomic_uint_fast64_t by_status[STATUSES];
    atomic_uint_fast64_t by_time[BUCKETS + 1];
    atomic_uint_fast64_t sum_us;
} counts;

struct lc_metrics {
    atomic_int_fast64_t connections;
    atomic_uint_fast64_t shared, repeated;
    atomic_uint_fast64_t bytes;
    atomic_uint_fast64_t forwarded[2];
    atomic_uint_fast64_t rejected[LIFE_REJECTIONS];
    counts rows[];
};

static size_t row_count(void)
{
    return lc_endpoint_count() + LIFE_ROWS_MORE;
}

lc_metrics *lc_metrics_new(void)
{
    return lc_calloc(1, sizeof(lc_metrics) + row_count() * sizeof(counts));
}

void lc_metrics_free(lc_metrics *m)
{
    lc_free(m);
}

/* By value, as the name of a route is put together from two constants. */
lc_metrics_name lc_metrics_row_name(size_t row)
{
    static const char *const more[LIFE_ROWS_MORE] = {
        [LIFE_ROW_FILES] = "files",
        [LIFE_ROW_UNKNOWN] = "unknown",
        [LIFE_ROW_REFUSED] = "refused"};
    lc_metrics_name name;

    if (row < lc_endpoint_count()) {
        lc_endpoint e = lc_endpoint_at(row);

        snprintf(name.text, sizeof name.text, "%s%s", e.root, e.path);
    } else {
        snprintf(name.text, sizeof name.text, "%s",
                 more[row - lc_endpoint_count()]);
    }
    return name;
}

void lc_metrics_add(lc_metrics *m, size_t row, unsigned status, uint64_t us,
                    uint64_t bytes)
{
    counts *c = &m->rows[row];
    size_t s = 0, b = 0;

    while (s + 1 < STATUSES && statuses[s] != status)
        s++;
    while (b < BUCKETS && us > bucket_us[b])
        b++;
    atomic_fetch_add_explicit(&c->by_status[s], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&c->by_time[b], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&c->sum_us, us, memory_order_relaxed);
    atomic_fetch_add_explicit(&m->bytes, bytes, memory_order_relaxed);
}

void lc_metrics_reject(lc_metrics *m, lc_rejection why)
{
    atomic_fetch_add_explicit(&m->rejected[why], 1, memory_order_relaxed);
}

void lc_metrics_forwarded(lc_metrics *m, bool trusted)
{
    atomic_fetch_add_explicit(&m->forwarded[trusted], 1, memory_order_relaxed);
}

void lc_metrics_connections(lc_metrics *m, int change)
{
    atomic_fetch_add_explicit(&m->connections, change, memory_order_relaxed);
}

void lc_metrics_shared(lc_metrics *m)
{
    atomic_fetch_add_explicit(&m->shared, 1, memory_order_relaxed);
}

void lc_metrics_repeated(lc_metrics *m)
{
    atomic_fetch_add_explicit(&m->repeated, 1, memory_order_relaxed);
}

/* Rows that never came are left out: 40 routes by 18 statuses would be 700
 * lines of zeros. */
static void write_counts(lc_metrics *m, lc_buf *out)
{
    static const char name[] = "lifecircle_requests_total";
    char labels[160];

    lc_exposition_head(out, name, "counter",
                       "Answers by route and status; 499: its client left.");
    for (size_t i = 0; i < row_count(); i++)
        for (size_t s = 0; s < STATUSES; s++) {
            uint64_t n = atomic_load(&m->rows[i].by_status[s]);

            if (!n)
                continue;
            snprintf(labels, sizeof labels, "{route=\"%s\",status=\"%u\"}",
                     lc_metrics_row_name(i).text, statuses[s]);
            lc_exposition_value(out, name, labels, n);
        }
}

/* Buckets are cumulative, each holding all that were as fast (Prometheus,
 * exposition formats). */
static void write_times(lc_metrics *m, size_t i, lc_buf *out)
{
    static const char metric[] = "lifecircle_request_duration_seconds";
    const lc_metrics_name row = lc_metrics_row_name(i);
    const char *name = row.text;
    uint64_t n = 0;

    for (size_t b = 0; b < BUCKETS; b++) {
        n += atomic_load(&m->rows[i].by_time[b]);
        lc_buf_printf(out, "%s_bucket{route=\"%s\",le=\"%g\"} %" PRIu64 "\n",
                      metric, name, (double)bucket_us[b] / 1e6, n);
    }
    n += atomic_load(&m->rows[i].by_time[BUCKETS]);
    lc_buf_printf(out, "%s_bucket{route=\"%s\",le=\"+Inf\"} %" PRIu64 "\n",
                  metric, name, n);
    lc_buf_printf(out, "%s_sum{route=\"%s\"} ", metric, name);
    lc_buf_double(out, (double)atomic_load(&m->rows[i].sum_us) / 1e6, 6);
    lc_buf_printf(out, "\n%s_count{route=\"%s\"} %" PRIu64 "\n", metric, name,
                  n);
}

/* All of them, also those at zero: an alert on what grows needs the zero that
 * it grew from. */
static void write_rejections(lc_metrics *m, lc_buf *out)
{
    static const char name[] = "lifecircle_rejected_requests_total";
    static const char *const reason[LIFE_REJECTIONS] = {
        [LIFE_REJECT_MALFORMED] = "malformed",
        [LIFE_REJECT_HOST] = "host",
        [LIFE_REJECT_CONNECTIONS] = "address_connections",
        [LIFE_REJECT_REQUESTS] = "address_requests",
        [LIFE_REJECT_TASKS] = "address_tasks",
        [LIFE_REJECT_RATE] = "address_rate",
        [LIFE_REJECT_GATE] = "gate",
        [LIFE_REJECT_SENDING] = "sending",
        [LIFE_REJECT_DEADLINE] = "deadline",
        [LIFE_REJECT_DOWNLOAD] = "download",
        [LIFE_REJECT_CITY] = "no_city"};
    char labels[64];

    lc_exposition_head(out, name, "counter",
                       "Requests turned away or given up, by reason.");
    for (int i = 0; i < LIFE_REJECTIONS; i++) {
        snprintf(labels, sizeof labels, "{reason=\"%s\"}", reason[i]);
        lc_exposition_value(out, name, labels, atomic_load(&m->rejected[i]));
    }
}

/* "no" grows where --trusted-proxy is missing, and all share one limit. */
static void write_forwarded(lc_metrics *m, lc_buf *out)
{
    static const char name[] = "lifecircle_forwarded_requests_total";

    lc_exposition_head(out, name, "counter",
                       "Requests with X-Forwarded-For, by whether their proxy "
                       "is trusted.");
    lc_exposition_value(out, name, "{trusted=\"yes\"}",
                        atomic_load(&m->forwarded[true]));
    lc_exposition_value(out, name, "{trusted=\"no\"}",
                        atomic_load(&m->forwarded[false]));
}

void lc_metrics_write(lc_metrics *m, lc_buf *out)
{
    int64_t open = atomic_load(&m->connections);

    write_counts(m, out);
    lc_exposition_head(out, "lifecircle_request_duration_seconds", "histogram",
                       "Time to make an answer, with waiting for a worker and "
                       "without sending, by route.");
    for (size_t i = 0; i < row_count(); i++)
        write_times(m, i, out);
    write_rejections(m, out);
    write_forwarded(m, out);
    lc_exposition_gauge(out, "lifecircle_connections",
                        "Open connections, the operator's among them.",
                        open > 0 ? (uint64_t)open : 0);
    lc_exposition_counter(out, "lifecircle_shared_total",
                          "Answers made once for several who asked the same.",
                          atomic_load(&m->shared));
    lc_exposition_counter(out, "lifecircle_repeated_total",
                          "Light answers sent again, as the same was asked "
                          "within the minute.",
                          atomic_load(&m->repeated));
    lc_exposition_counter(out, "lifecircle_response_bytes_total",
                          "Bytes of the bodies of answers.",
                          atomic_load(&m->bytes));
}
